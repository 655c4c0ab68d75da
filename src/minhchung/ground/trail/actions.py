"""Writing the trail: always inside the transaction of the deed itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from minhchung.ground.trail.models import Entry

GENESIS = "0" * 64
#: Key of the PostgreSQL advisory lock that keeps writers of the chain in line.
_LOCK = 7_305_421


@dataclass(frozen=True)
class Deed:
    """What is to be written: who did what to which record, when, with which details."""

    room: str
    matter: str
    record: int | None
    deed: str
    by: str
    at: datetime
    details: dict[str, Any] = field(default_factory=dict)


def write(deeds: Iterable[Deed], *, recorded_at: datetime) -> int:
    """Append deeds to the chain; must run inside the deed's own transaction.

    Returns:
        How many entries were written.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the trail is written inside the transaction of the deed")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Entry.objects.order_by("-id").values_list("id", "digest").first()
    number, digest = last or (0, GENESIS)
    entries = []
    for deed in deeds:
        number += 1
        details = json.dumps(deed.details, ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":"))
        digest = digest_of(number, deed, details, recorded_at, digest)
        entries.append(
            Entry(
                id=number,
                room=deed.room,
                matter=deed.matter,
                record=deed.record,
                deed=deed.deed,
                by=deed.by,
                at=deed.at,
                recorded_at=recorded_at,
                details=details,
                digest=digest,
            )
        )
    Entry.objects.bulk_create(entries, batch_size=2_000)
    return len(entries)


def digest_of(number: int, deed: Deed, details: str, recorded_at: datetime, before: str) -> str:
    """The digest of an entry: SHA-256 over all of it and the digest before it."""
    text = "\x1f".join(
        (
            before,
            str(number),
            deed.room,
            deed.matter,
            str(deed.record),
            deed.deed,
            deed.by,
            deed.at.isoformat(),
            recorded_at.isoformat(),
            details,
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def write_one(deed: Deed, *, recorded_at: datetime) -> None:
    """Append a single deed, joining the transaction that is open or opening one."""
    write([deed], recorded_at=recorded_at)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
