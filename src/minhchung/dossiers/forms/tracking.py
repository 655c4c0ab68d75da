"""What is asked of somebody who wants to know where a dossier stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TrackForm(forms.Form):
    """The dossier's code, and something that only its applicant knows."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=60,
        help_text=_("Ghi trên giấy tiếp nhận hồ sơ và hẹn trả kết quả."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("Bốn số cuối điện thoại của người nộp, hoặc mã tra cứu trên giấy"),
        max_length=40,
        help_text=_("Điện thoại đã ghi khi nộp hồ sơ. Mã tra cứu gồm 20 chữ và số, in cạnh mã QR."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
