"""Whole numbers typed into a form as Vietnamese is written: dots part the thousands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from minhchung.ground import widths
from minhchung.ground.intake import cells


class WholeField(forms.IntegerField):
    """An amount or a count: "4.500.000", "4 500 000" and "4500000" are one number; a fraction is refused.

    A browser's number box would read "500.000" as five hundred; so this is a text box with a keyboard of digits.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("“%(written)s” không phải số nguyên; ghi như 4.500.000 hoặc 4500000."),
    }

    def to_python(self, value: Any) -> Any:
        """The number, or nothing.

        Raises:
            ValidationError: what is written is no whole number, or larger than any that an office writes.
        """
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            written = cells.whole(value)
        except cells.BadCell as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"written": value.strip()}
            ) from error
        if words := widths.refusal_of(written):
            raise ValidationError(words, code="too_large")
        return super().to_python(written)

    def prepare_value(self, value: Any) -> Any:
        """As it is written here."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of digits."""
        return {"inputmode": "numeric"}
