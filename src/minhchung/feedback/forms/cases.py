"""What is entered about complaints and denunciations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.forms import DeedForm
from minhchung.feedback.actions import Filing
from minhchung.feedback.forms.deeds import text_field
from minhchung.feedback.models import CaseChannel, Outcome, Round

People = Sequence[tuple[int, str]]


class CaseFiling(forms.Form):
    """What comes in, and who besides the one who enters it may see it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    round = forms.ChoiceField(label=_("Loại"), choices=Round.choices)
    channel = forms.ChoiceField(label=_("Nguồn"), choices=CaseChannel.choices)
    who = forms.CharField(label=_("Họ tên người gửi"), max_length=255)
    contact = forms.CharField(label=_("Địa chỉ, liên hệ"), max_length=255, required=False)
    against = forms.CharField(
        label=_("Đối với ai, quyết định hoặc hành vi nào"), max_length=500, required=False
    )
    content = text_field(_("Nội dung"), rows=6)
    remote = forms.BooleanField(label=_("Vùng sâu, vùng xa, đi lại khó khăn"), required=False)
    named = forms.TypedMultipleChoiceField(
        label=_("Người được giao giải quyết"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ những người được nêu tên mới xem được vụ việc."),
    )

    def __init__(self, *args: Any, people: People, is_complaint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = people  # type: ignore[attr-defined]
        if not is_complaint:
            del self.fields["round"]
            self.fields["remote"].label = _("Phải xác minh thông tin người tố cáo tại nhiều địa điểm")

    def filing(self) -> Filing:
        """What came in."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "named")}
        return Filing(**told)


class NoteForm(DeedForm):
    """A deed with a remark, if any."""

    reason = text_field(_("Ghi chú"), required=False, rows=3)


class CaseReasonForm(DeedForm):
    """A deed that needs its reason."""

    reason = text_field(_("Lý do, nội dung"))


class NameForm(DeedForm):
    """Who gets which task."""

    users = forms.TypedMultipleChoiceField(
        label=_("Giao cho"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    task = forms.CharField(
        label=_("Việc được giao"), max_length=120, help_text=_("Ví dụ: Tổ trưởng Tổ xác minh.")
    )
    decision = forms.CharField(label=_("Quyết định giao"), max_length=120, required=False)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["users"].choices = people  # type: ignore[attr-defined]


class ExtendCaseForm(CaseReasonForm):
    """Why the matter is complicated; of a denunciation whether specially so."""

    special = forms.BooleanField(label=_("Đặc biệt phức tạp (được gia hạn hai lần)"), required=False)

    def __init__(self, *args: Any, is_complaint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_complaint:
            del self.fields["special"]


class ConcludeForm(DeedForm):
    """The decision or conclusion."""

    decision = forms.CharField(label=_("Số quyết định, kết luận"), max_length=60)
    outcome = forms.ChoiceField(label=_("Kết quả"), choices=Outcome.choices)
    conclusion = text_field(_("Nội dung"), rows=8)


class IdentityForm(forms.Form):
    """Why somebody needs to know who sent it."""

    reason = forms.CharField(
        label=_("Vì sao cần xem người gửi"),
        max_length=255,
        help_text=_("Lần xem này được ghi vào nhật ký."),
    )
