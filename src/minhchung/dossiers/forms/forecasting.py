"""What is entered to measure the forecast."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SplitForm(forms.Form):
    """The day between the history to learn from and the dossiers to try it on."""

    split_on = forms.DateField(
        label=_("Học từ hồ sơ xong trước ngày, thử trên hồ sơ tiếp nhận từ ngày"),
        help_text=_("Ngày/tháng/năm. Nên để ít nhất một năm hồ sơ ở mỗi bên."),
    )
