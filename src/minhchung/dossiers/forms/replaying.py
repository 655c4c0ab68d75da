"""What is entered to try a limit, and what was decided with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.procedures.models import LimitUnit


class ReplayForm(forms.Form):
    """A procedure, a limit, and the days whose dossiers it is tried on."""

    procedure = forms.TypedChoiceField(label=_("Thủ tục"), coerce=int)
    limit = forms.IntegerField(label=_("Thời hạn muốn thử"), min_value=1)
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=LimitUnit.choices, initial=LimitUnit.WORKING_DAY)
    since = forms.DateField(label=_("Hồ sơ tiếp nhận từ ngày"), help_text=_("Ngày/tháng/năm."))
    until = forms.DateField(label=_("Đến trước ngày"), help_text=_("Ngày/tháng/năm."))

    def __init__(self, *args: Any, procedures: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].choices = [("", "–"), *procedures]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What was decided after a trial; the document's number and day may be added when it is signed."""

    decision = forms.CharField(label=_("Đã quyết định gì"), max_length=500)
    number = forms.CharField(
        label=_("Số văn bản"),
        max_length=120,
        required=False,
        help_text=_("Ghi sau cũng được, khi văn bản đã ký."),
    )
    on = forms.DateField(label=_("Ngày văn bản"), required=False, help_text=_("Ngày/tháng/năm."))
