"""The survey as it is filled in by whoever holds the receipt, and by an official from a paper slip."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.feedback.actions.surveying import LONGEST
from minhchung.feedback.surveys import Edition


class SurveyForm(forms.Form):
    """One row of choices for each criterion, then a remark."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in edition.criteria:
            choices = [(str(value), words) for value, words in criterion.options]
            if criterion.optional:
                choices.append(("", _("Không áp dụng")))
            self.fields[criterion.key] = forms.ChoiceField(
                label=criterion.text,
                choices=choices,
                required=not criterion.optional,
                widget=forms.RadioSelect,
                error_messages={"required": _("Mời ông/bà chọn một mức.")},
            )
        self.fields["comment"] = forms.CharField(
            label=_("Ý kiến khác"),
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Không cần ghi tên, số điện thoại."),
        )

    def marks(self) -> dict[str, int]:
        """Criterion to level; those left out are missing."""
        return {
            name: int(value) for name, value in self.cleaned_data.items() if name != "comment" and value != ""
        }


class SlipForm(forms.Form):
    """Which dossier a paper slip is about."""

    dossier_code = forms.CharField(label=_("Mã hồ sơ"), max_length=60)
