"""What a form offers on a day: the names of the units that are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minhchung.ground.intake.dates import FIRST_YEAR, LAST_YEAR
from minhchung.organisation.queries import ended_by, named_units


class UnitNameInput(forms.TextInput):
    """A text box that suggests the names of units; another name can still be written."""

    def __init__(self, names: tuple[str, ...], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.names = names

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The box and its list."""
        listed = f"goi-y-{name}"
        box = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.names))
        return format_html('{}<datalist id="{}">{}</datalist>', box, listed, options)


def suggest_units(form: Any, name: str, today: date) -> None:
    """Let a field of a form suggest the units that are on a day."""
    units = named_units().exclude(pk__in=ended_by(today))
    field = form.fields[name]
    attrs = {"maxlength": field.max_length} if field.max_length else {}
    field.widget = UnitNameInput(tuple(unit.shown_name for unit in units), attrs)
    field.widget.is_required = field.required


def bound_year(form: Any) -> None:
    """Let the year of a form be one that somebody means."""
    if (field := form.fields.get("year")) is not None:
        field.validators = [*field.validators, MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
        field.widget.attrs.update(min=FIRST_YEAR, max=LAST_YEAR)
