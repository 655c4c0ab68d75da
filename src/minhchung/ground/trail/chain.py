"""The chain of the trail: what a deed is, and the digest that ties each entry to the one before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

GENESIS = "0" * 64


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
