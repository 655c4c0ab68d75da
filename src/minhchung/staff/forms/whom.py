"""Choosing a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet


class PersonField(forms.ModelChoiceField):
    """A person by name and staff number, in the order of Vietnamese names: two may bear one name."""

    def __init__(self, queryset: QuerySet[Any], **options: Any) -> None:
        super().__init__(queryset.order_by("sort_name", "staff_no"), **options)

    def label_from_instance(self, obj: Any) -> str:
        """The name and the staff number."""
        return f"{obj.full_name} ({obj.staff_no})"
