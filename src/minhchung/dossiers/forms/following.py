"""What is asked of somebody who wants to be told what happens to a dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.ground.knocks.trap import TrapForm


class FollowForm(TrapForm):
    """The address that is to be told."""

    email = forms.EmailField(
        label=_("Thư điện tử"),
        max_length=254,
        help_text=_(
            "Một thư xác nhận được gửi đến địa chỉ này trước; chưa xác nhận thì không có thư nào khác."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> Any:
        """An address that mail servers everywhere take."""
        email = self.cleaned_data["email"].strip()
        if not email.isascii():
            raise forms.ValidationError(_("Địa chỉ chỉ gồm chữ không dấu, số và dấu chấm, gạch."))
        return email
