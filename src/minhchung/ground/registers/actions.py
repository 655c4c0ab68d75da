"""Deeds of plain screens: saving a record with its trail, and noting that personal data was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.queries import stored_values
from minhchung.ground.trail.actions import Deed, write


@transaction.atomic
def save_record(
    record: Model, *, room: str, matter: str, by: str, at: datetime, folds: Mapping[str, str] | None = None
) -> Model:
    """Write a new or changed record, and to the trail what changed, before and after.

    ``folds`` names searched columns and the columns they are folded from; by custom ``title_folded`` is folded
    from ``title``.
    """
    for searched, source in {**_customary_folds(record), **(folds or {})}.items():
        setattr(record, searched, fold(str(getattr(record, source) or "")))
    stored = type(record)._default_manager.filter(pk=record.pk).first() if record.pk else None
    before = stored_values(stored) if stored is not None else {}
    record.save()
    after = stored_values(record)
    if stored is None:
        details = {"after": {name: value for name, value in after.items() if value not in (None, "")}}
        write([Deed(room, matter, record.pk, "create", by, at, details)], recorded_at=at)
        return record
    changed = [name for name, value in after.items() if before[name] != value]
    if changed:
        details = {
            "before": {name: before[name] for name in changed},
            "after": {name: after[name] for name in changed},
        }
        write([Deed(room, matter, record.pk, "change", by, at, details)], recorded_at=at)
    return record


@transaction.atomic
def note_reading(
    *, room: str, matter: str, record: int, fields: tuple[str, ...], by: str, at: datetime
) -> None:
    """Somebody opened a record with its personal data."""
    write([Deed(room, matter, record, "read_personal", by, at, {"fields": list(fields)})], recorded_at=at)


@transaction.atomic
def note_file_reading(
    *, room: str, matter: str, record: int, file: int, digest: str, by: str, at: datetime
) -> None:
    """Somebody opened or saved a file of a record; ``file`` is its number in the room, never its name."""
    write([Deed(room, matter, record, "read_file", by, at, {"file": file, "digest": digest})], recorded_at=at)


@transaction.atomic
def note_export(
    *, room: str, matter: str, fields: tuple[str, ...], rows: int, query: str, by: str, at: datetime
) -> None:
    """Somebody took a list with personal data out of the system."""
    details: dict[str, Any] = {"fields": list(fields), "rows": rows, "query": query}
    write([Deed(room, matter, None, "export_personal", by, at, details)], recorded_at=at)


def _customary_folds(record: Model) -> dict[str, str]:
    names = {each.name for each in record._meta.concrete_fields}
    folds = {}
    for name in names:
        stem = name.removesuffix("_folded")
        if stem != name:
            source = next((each for each in (stem, f"{stem}_name") if each in names), None)
            if source is not None:
                folds[name] = source
    return folds
