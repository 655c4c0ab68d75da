"""Forms of notices: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from minhchung.ground.notices.models import NoticeTemplate
from minhchung.ground.notices.wording import FIELDS


class TextForm(forms.ModelForm[NoticeTemplate]):
    """The text for an occasion and a way, from a day on."""

    class Meta:
        model = NoticeTemplate
        fields = ("occasion", "way", "subject", "body", "used", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = ", ".join(
            f"{{{{{name}}}}} ({str(words).lower()})" for name, (words, _sample) in FIELDS.items()
        )
        self.fields["used"].help_text = _(
            "Bỏ chọn thì việc này không báo bằng cách gửi này; cách gửi kế tiếp của hồ sơ được dùng."
        )
        self.fields["subject"].help_text = _("Chỉ thư điện tử có tiêu đề.")
        self.fields["body"].help_text = _(
            "Các trường được dùng: %(fields)s. Dòng mà mọi trường đều trống thì không được gửi."
        ) % {"fields": listed}

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] <= data["since"]:
            self.add_error("until", _("Ngày thôi dùng phải sau ngày bắt đầu dùng."))
        return data
