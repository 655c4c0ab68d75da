"""Exchanging the keys of sealed columns, and trying whether everything under seal still opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from minhchung.ground.sealed import keys
from minhchung.ground.sealed.fields import BlindIndexField, SealedTextField
from minhchung.ground.sealed.value import CannotOpen
from minhchung.ground.trail import actions as trail

_BATCH = 500


@dataclass(frozen=True)
class Column:
    """A sealed column with its blind indices."""

    model: type[Model]
    field: SealedTextField
    indices: tuple[BlindIndexField, ...]

    @property
    def name(self) -> str:
        """As people say it: table and column in words."""
        return f"{self.model._meta.verbose_name} · {self.field.verbose_name}"


@dataclass(frozen=True)
class Tried:
    """What came of trying to open everything: how many opened, and which did not ("table · column #number")."""

    opened: int
    closed: tuple[str, ...]


def columns() -> tuple[Column, ...]:
    """Every sealed column of every table."""
    found = []
    for model in apps.get_models():
        fields = [each for each in model._meta.local_fields if isinstance(each, SealedTextField)]
        blind = [each for each in model._meta.local_fields if isinstance(each, BlindIndexField)]
        found += [
            Column(model, field, tuple(each for each in blind if each.of == field.name)) for field in fields
        ]
    return tuple(found)


def rotate(*, by: str, at: datetime) -> int:
    """Seal everything under a new key; the former key stays in the file until :func:`retire`, older ones go.

    Returns:
        How many values were sealed anew.

    Raises:
        CannotOpen: a value opens under no key; the new key stays in front, nothing is lost.
    """
    keys.add_generation()
    count = reseal()
    keys.keep_newest(2)
    _write("rotate_keys", count, by, at)
    return count


def retire(*, by: str, at: datetime) -> int:
    """Seal what is still under an older key under the newest, and drop the older keys; returns how many were dropped.

    Raises:
        CannotOpen: a value opens under no key; no key is dropped.
    """
    count = reseal()
    dropped = keys.keep_newest(1)
    _write("retire_keys", count, by, at)
    return dropped


def reseal() -> int:
    """Seal every value under the newest key, in batches; values and blind indices together."""
    return sum(_resealed(column) for column in columns())


def try_all() -> Tried:
    """Open every sealed value, keep none; says which do not open."""
    opened, closed = 0, []
    for column in columns():
        for pk, value in column.model._base_manager.values_list("pk", column.field.name).iterator():
            try:
                if value and value.open():
                    opened += 1
            except CannotOpen:
                closed.append(f"{column.name} #{pk}")
    return Tried(opened, tuple(closed))


def _resealed(column: Column) -> int:
    count = 0
    for numbers in _batches(column.model):
        with transaction.atomic():
            rows = column.model._base_manager.select_for_update().filter(pk__in=numbers)
            for pk, value in rows.values_list("pk", column.field.name):
                if not value:
                    continue
                text = value.open()
                fresh: dict[str, object] = {column.field.name: text}
                fresh |= {index.name: index.indices(text)[0] for index in column.indices}
                column.model._base_manager.filter(pk=pk).update(**fresh)
                count += 1
    return count


def _batches(model: type[Model]) -> Iterator[list[object]]:
    last = None
    while True:
        rows = model._base_manager.order_by("pk")
        numbers = list(
            (rows if last is None else rows.filter(pk__gt=last)).values_list("pk", flat=True)[:_BATCH]
        )
        if not numbers:
            return
        yield numbers
        last = numbers[-1]


def _write(deed: str, count: int, by: str, at: datetime) -> None:
    trail.write_one(trail.Deed("sealed", "key", None, deed, by, at, {"sealed_anew": count}), recorded_at=at)
