"""A change of a record with its line in the trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from minhchung.ground.trail import actions as trail

ROOM = "direction"
_Record = TypeVar("_Record", bound=Model)


def changed(
    record: _Record,
    matter: str,
    deed: str,
    changes: dict[str, Any],
    *,
    by: str,
    at: datetime,
    reason: str = "",
) -> _Record:
    """Set some columns and write what they were and are; called inside the deed's transaction."""
    before = {name: getattr(record, name) for name in changes}
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=list(changes))
    details: dict[str, Any] = {"before": before, "after": changes}
    if reason:
        details["reason"] = reason
    trail.write([trail.Deed(ROOM, matter, record.pk, deed, by, at, details)], recorded_at=at)
    return record
