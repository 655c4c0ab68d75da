"""How an applicant is reached, and what is put right about it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.forms.deeds import DeedForm
from minhchung.ground.notices.models import Way


def way_field() -> forms.ChoiceField:
    """The way by which the applicant wants to be told."""
    return forms.ChoiceField(
        label=_("Muốn được báo qua"),
        choices=[("", _("Tự chọn: thư điện tử nếu có, không thì tin nhắn")), *Way.choices],
        required=False,
    )


class ContactForm(DeedForm):
    """The address as it is to be, and why it is changed."""

    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    tell_by = way_field()
    reason = forms.CharField(
        label=_("Vì sao sửa, ai báo"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: người nộp gọi điện ngày 25/11 báo địa chỉ đúng."),
    )
