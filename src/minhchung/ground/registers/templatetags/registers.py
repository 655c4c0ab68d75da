"""Small questions that the form template asks."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect

register = template.Library()


@register.filter
def is_choice(field: BoundField) -> bool:
    """Whether a field is ticked rather than filled in."""
    return isinstance(field.field.widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect)
