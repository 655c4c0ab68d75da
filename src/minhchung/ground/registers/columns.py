"""Columns of a plain screen: from an attribute path of a model to a heading, a kind and a readable value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from minhchung.rules.rounding import printed_number

EMPTY = "–"
HIDDEN = "•••••"


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: path from the model, with "__" between steps: "full_name", "unit__code".
        label: heading, from ``verbose_name``.
        kind: text, long, number, day, moment, yes_no, choice or other (a property or method of the model).
        choices: stored value to words, for kind "choice".
        sort: order-by path; empty when the database cannot sort by it.
        personal: shown only to those who may read personal data.
        plain_number: a whole number that is a name (a year, a serial number), printed without dots.
    """

    name: str
    label: str
    kind: str
    choices: tuple[tuple[Any, str], ...] = ()
    sort: str = ""
    personal: bool = False
    plain_number: bool = False

    @property
    def is_number(self) -> bool:
        """Right-aligned in tables."""
        return self.kind == "number"

    def raw(self, record: models.Model) -> Any:
        """The value as Python has it; methods are called; a gap in the path gives None."""
        value: Any = record
        for step in self.name.split("__"):
            if value is None:
                return None
            value = getattr(value, step)
        return value() if callable(value) else value

    def plain(self, record: models.Model) -> Any:
        """The value for CSV: words for choices, numbers and days as they are."""
        value = self.raw(record)
        if self.kind == "choice":
            return dict(self.choices).get(value, value)
        if value is None or isinstance(value, bool | int | str | date | Decimal):
            return value
        return str(value)

    def shown(self, record: models.Model) -> str:
        """The value in Vietnamese writing; an en dash when there is none."""
        return shown(self.raw(record), dict(self.choices), plain_number=self.plain_number)


def shown(value: Any, choices: dict[Any, str] | None = None, *, plain_number: bool = False) -> str:
    """A value in Vietnamese writing: 27/08/2026, 14:05 27/08/2026, 1.234, có, không; "–" when there is none."""
    if value is None or value in ("", [], {}, ()):
        return EMPTY
    if choices and value in choices:
        return str(choices[value])
    match value:
        case bool():
            return _("có") if value else _("không")
        case int():
            return str(value) if plain_number else printed_number(value)
        case Decimal():
            return printed_number(value, max(0, -int(value.as_tuple().exponent)))
        case datetime():
            return f"{value:%H:%M:%S %d/%m/%Y}" if value.second else f"{value:%H:%M %d/%m/%Y}"
        case date():
            return f"{value:%d/%m/%Y}"
        case dict():
            return "; ".join(f"{key}: {shown(each)}" for key, each in value.items())
        case list() | tuple():
            return ", ".join(shown(each) for each in value)
    return str(value)


def annotated(name: str, field: Any, *, personal: bool, label: str, sort: str) -> Column:
    """The column of a value that the query adds to each row; ``field`` is what it yields."""
    return Column(
        name, label or capitalised(name.replace("_", " ")), _kind(field), sort=sort or name, personal=personal
    )


def resolve(
    model: type[models.Model], name: str, *, personal: bool = False, label: str = "", sort: str = ""
) -> Column:
    """The column at the end of a path.

    Raises:
        AttributeError: the model has no such field, property or method.
    """
    steps = name.split("__")
    owner, field = model, None
    for step in steps:
        try:
            field = owner._meta.get_field(step)
        except FieldDoesNotExist:
            return _computed(owner, name, step, personal=personal, label=label, sort=sort)
        if field.is_relation and field.related_model is not None and not isinstance(field.related_model, str):
            owner = field.related_model
    assert field is not None
    return of_field(field, name, personal=personal, label=label, sort=sort)


def of_field(field: Any, name: str, *, personal: bool = False, label: str = "", sort: str = "") -> Column:
    """The column of a model field."""
    return Column(
        name=name,
        label=label or capitalised(str(field.verbose_name).strip()),
        kind=_kind(field),
        choices=tuple(field.flatchoices) if getattr(field, "choices", None) else (),
        sort=sort or name,
        personal=personal,
        plain_number=field.name in ("year", "number") or field.name.endswith("_year") or field.primary_key,
    )


def fields_of(model: type[models.Model]) -> tuple[str, ...]:
    """Names of the fields that people see: everything but the number of the row and helpers for searching."""
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if field.editable and not (field.primary_key and isinstance(field, models.AutoField))
    )


def capitalised(text: str) -> str:
    """The first letter made capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def _computed(owner: Any, name: str, step: str, *, personal: bool, label: str, sort: str) -> Column:
    attribute = getattr(owner, step)
    target = attribute.fget if isinstance(attribute, property) else attribute
    words = label or str(getattr(target, "short_description", "")) or step.replace("_", " ")
    return Column(name, capitalised(words), "other", sort=sort, personal=personal)


def _kind(field: Any) -> str:
    if getattr(field, "choices", None):
        return "choice"
    match field:
        case models.BooleanField():
            return "yes_no"
        case models.ForeignKey() | models.AutoField():
            return "text"
        case models.IntegerField() | models.DecimalField() | models.FloatField():
            return "number"
        case models.DateTimeField():
            return "moment"
        case models.DateField():
            return "day"
        case models.TextField():
            return "long"
    return "text"
