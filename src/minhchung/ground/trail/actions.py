"""Writing the trail: always inside the transaction of the deed itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from minhchung.ground.inserting import insert_rows
from minhchung.ground.together import ask
from minhchung.ground.trail.chain import GENESIS, Deed, digest_of
from minhchung.ground.trail.models import Entry
from minhchung.ground.trail.places import in_place_of

__all__ = ["Deed", "write", "write_one"]

#: Key of the PostgreSQL advisory lock that keeps writers of the chain in line.
_LOCK = 7_305_421
_LAST = f'SELECT id, digest FROM "{Entry._meta.db_table}" ORDER BY id DESC LIMIT 1'  # noqa: S608 (a constant)
_COLUMNS = ("id", "room", "matter", "record", "deed", "by", "at", "recorded_at", "details", "digest")


def write(deeds: Iterable[Deed], *, recorded_at: datetime) -> int:
    """Append deeds to the chain; must run inside the deed's own transaction.

    Returns:
        How many entries were written.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the trail is written inside the transaction of the deed")
    lock = [("SELECT pg_advisory_xact_lock(%s)", [_LOCK])] if connection.vendor == "postgresql" else []
    number, digest = ask(*lock, (_LAST, ())) or (0, GENESIS)
    lender = in_place_of()
    entries = []
    for deed in deeds:
        number += 1
        details = _as_json({**deed.details, "in_place_of": lender} if lender else deed.details)
        digest = digest_of(number, deed, details, recorded_at, digest)
        entries.append(
            (
                number,
                deed.room,
                deed.matter,
                deed.record,
                deed.deed,
                deed.by,
                deed.at,
                recorded_at,
                details,
                digest,
            )
        )
    insert_rows(Entry, _COLUMNS, entries)
    return len(entries)


@transaction.atomic
def write_one(deed: Deed, *, recorded_at: datetime) -> None:
    """Append a single deed, joining the transaction that is open or opening one."""
    write([deed], recorded_at=recorded_at)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":")).encode
