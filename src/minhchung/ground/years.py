"""Years that a day typed into a form may lie in: the same as in worksheets; another one is a slip of the hand."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from minhchung.ground.intake.dates import FIRST_YEAR, LAST_YEAR


def refuse_odd_year(day: date) -> None:
    """Refuse a day or moment of a year that nobody means.

    Raises:
        ValidationError: the year lies outside of what worksheets take.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        words = _("Năm %(year)s không đúng; ghi một năm từ %(first)s đến %(last)s.")
        told = {"year": f"{day.year:04}", "first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(words % told, code="odd_year")


def guard_forms() -> None:
    """Let every field for a day or a moment, of every form of the product, refuse such years."""
    for kind in (forms.DateField, forms.DateTimeField):
        if refuse_odd_year not in kind.default_validators:
            kind.default_validators = [*kind.default_validators, refuse_odd_year]
