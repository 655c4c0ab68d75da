"""Reading the trail, and proving that its chain is whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from minhchung.ground.trail.actions import GENESIS, Deed, digest_of
from minhchung.ground.trail.models import Entry


@dataclass(frozen=True)
class Line:
    """One line of a record's story."""

    deed: str
    by: str
    at: datetime
    recorded_at: datetime
    details: dict[str, Any]


def story_of(room: str, matter: str, record: int) -> tuple[Line, ...]:
    """Everything that was done to a record, oldest first."""
    entries = Entry.objects.filter(room=room, matter=matter, record=record).order_by("id")
    return tuple(
        Line(entry.deed, entry.by, entry.at, entry.recorded_at, json.loads(entry.details)) for entry in entries
    )


def first_break() -> int | None:
    """Number of the first entry whose digest does not follow from the chain, or None when it is whole."""
    expected, digest = 0, GENESIS
    for entry in Entry.objects.order_by("id").iterator(chunk_size=5_000):
        expected += 1
        deed = Deed(entry.room, entry.matter, entry.record, entry.deed, entry.by, entry.at)
        digest = digest_of(expected, deed, entry.details, entry.recorded_at, digest)
        if entry.id != expected or entry.digest != digest:
            return expected
    return None


def head() -> tuple[int, str]:
    """Number and digest of the last entry; (0, zeros) for an empty trail."""
    return Entry.objects.order_by("-id").values_list("id", "digest").first() or (0, GENESIS)
