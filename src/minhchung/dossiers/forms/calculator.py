"""What anybody may ask of the calculator of limits; the names stand in the address, so they are Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models import Channel
from minhchung.procedures.models import LimitUnit

#: The longest limit that is reckoned, in its unit: far more than any law gives.
LONGEST = 2000


class CalculatorForm(forms.Form):
    """A procedure or a limit, and the moment of acceptance."""

    thu_tuc = forms.ChoiceField(label=_("Thủ tục"), required=False)
    kenh = forms.ChoiceField(label=_("Kênh nộp"), choices=Channel.choices, required=False)
    so = forms.IntegerField(
        label=_("Hoặc thời hạn"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        help_text=_("Chỉ ghi khi không chọn thủ tục: một số nguyên, ví dụ 5."),
        error_messages={"invalid": _("Thời hạn phải là số nguyên, ví dụ 5.")},
    )
    don_vi = forms.ChoiceField(
        label=_("Đơn vị của thời hạn"),
        choices=LimitUnit.choices,
        required=False,
        initial=LimitUnit.WORKING_DAY,
    )
    luc = forms.DateTimeField(
        label=_("Tiếp nhận lúc"),
        required=False,
        help_text=_("Ngày/tháng/năm giờ:phút, ví dụ 05/01/2026 09:15. Để trống là bây giờ."),
        error_messages={"invalid": _("Không hiểu thời điểm này. Hãy ghi như 05/01/2026 09:15.")},
    )

    def __init__(self, *args: Any, procedures: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thu_tuc"].choices = [("", _("– chọn thủ tục –")), *procedures]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two: a procedure or a limit."""
        data = super().clean() or {}
        if "thu_tuc" in data and "so" in data:
            if data["thu_tuc"] and data["so"]:
                self.add_error("so", _("Chọn một thủ tục hoặc ghi một thời hạn, không cả hai."))
            elif not data["thu_tuc"] and not data["so"]:
                self.add_error("thu_tuc", _("Hãy chọn thủ tục, hoặc ghi thời hạn và đơn vị."))
        return data

    def moment(self, now: datetime) -> datetime:
        """The moment of acceptance, to the minute; now where none was given."""
        at: datetime = self.cleaned_data["luc"] or now
        return at.replace(second=0, microsecond=0)
