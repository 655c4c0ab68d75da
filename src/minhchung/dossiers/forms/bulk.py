"""What is entered once for many dossiers: the form of the single deed, without the state of one dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.forms.deeds import Choices, DeedForm, HandOnForm


class NextStepForm(HandOnForm):
    """Who does the next step; each dossier's own process says which step that is, and where it can also by whom."""

    def __init__(self, *args: Any, units: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, units=units, people=people, **kwargs)
        unit = self.fields["to_unit"]
        assert isinstance(unit, forms.TypedChoiceField)
        unit.required, unit.empty_value = False, None
        unit.choices = [("", _("Đơn vị mà quy trình của từng hồ sơ nêu")), *units]


def for_many(form: DeedForm) -> DeedForm:
    """The form without the revision: of many dossiers each has its own, frozen when they are chosen."""
    del form.fields["revision"]
    return form


def said(form: DeedForm) -> list[tuple[str, str]]:
    """What was entered, as people read it: labels and values, empty ones left out."""
    found = []
    for field in form.visible_fields():
        value = form.cleaned_data.get(field.name)
        if value in (None, ""):
            continue
        choices = getattr(field.field, "choices", None)
        if choices is not None:
            value = dict(choices).get(value, value)
        elif hasattr(value, "strftime"):
            value = f"{value:%d/%m/%Y}"
        found.append((str(field.label), str(value)))
    return found
