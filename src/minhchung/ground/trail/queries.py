"""Reading the trail, and proving that its chain is whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from minhchung.ground.trail.chain import GENESIS, Deed, digest_of
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
        Line(entry.deed, entry.by, entry.at, entry.recorded_at, json.loads(entry.details))
        for entry in entries
    )


def has_deeds(room: str) -> bool:
    """Whether anything was ever done in a room."""
    return Entry.objects.filter(room=room).exists()


def stories_of(room: str, matter: str, records: Sequence[int], *, deed: str) -> dict[int, list[Line]]:
    """What one deed did to each of many records, oldest first; records without such an entry are left out."""
    entries = Entry.objects.filter(room=room, matter=matter, record__in=records, deed=deed).order_by("id")
    found: dict[int, list[Line]] = {}
    for entry in entries:
        assert entry.record is not None
        line = Line(entry.deed, entry.by, entry.at, entry.recorded_at, json.loads(entry.details))
        found.setdefault(entry.record, []).append(line)
    return found


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


@dataclass(frozen=True)
class Listed:
    """An entry as the trail's page lists it."""

    number: int
    room: str
    matter: str
    record: int | None
    line: Line
    digest: str


@dataclass(frozen=True)
class Wanted:
    """Which entries to list; empty parts do not narrow."""

    by: str = ""
    room: str = ""
    deed: str = ""
    since: date | None = None
    until: date | None = None


def listed(wanted: Wanted, *, before: int | None = None, limit: int = 100) -> tuple[Listed, ...]:
    """Entries newest first, those before a number; one more than ``limit`` tells that there are older ones."""
    entries = _wanted(wanted).order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    return tuple(
        Listed(
            entry.id,
            entry.room,
            entry.matter,
            entry.record,
            Line(entry.deed, entry.by, entry.at, entry.recorded_at, json.loads(entry.details)),
            entry.digest,
        )
        for entry in entries[: limit + 1]
    )


def count(wanted: Wanted) -> int:
    """How many entries match."""
    return _wanted(wanted).count()


def withheld() -> int:
    """How many entries are listed to nobody because their matter is confidential."""
    told = Q(pk__in=())
    for room, matter in settings.CONFIDENTIAL_MATTERS:
        told |= Q(room=room, matter=matter)
    return Entry.objects.filter(told).count()


def rooms() -> tuple[str, ...]:
    """Rooms that have entries."""
    return tuple(Entry.objects.order_by("room").values_list("room", flat=True).distinct())


def _wanted(wanted: Wanted) -> QuerySet[Entry]:
    entries = Entry.objects.all()
    for room, matter in settings.CONFIDENTIAL_MATTERS:
        entries = entries.exclude(Q(room=room, matter=matter))
    for name, value in (("by", wanted.by), ("room", wanted.room), ("deed", wanted.deed)):
        if value:
            entries = entries.filter(**{name: value})
    if wanted.since is not None:
        entries = entries.filter(recorded_at__gte=datetime.combine(wanted.since, time.min))
    if wanted.until is not None:
        entries = entries.filter(recorded_at__lt=datetime.combine(wanted.until + timedelta(days=1), time.min))
    return entries
