"""The file of what was posted on a day: how it is put together. Plain values in, bytes out; no database, no settings.

A file is canonical JSON: who posted, on which day, drawn up when, the public key, the list before (its day and seal), a
line for each procedure, and the seal: the SHA-256 of all the rest. The signature is over the bytes of the file.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from minhchung.ground.canonical import SEAL, canonical_json, seal_of

FORMAT = "minhchung-niem-yet/1"
#: What stands behind a list's name in that of its signature, which is the 64 bytes themselves.
SIGNATURE_ENDING = ".sig"


@dataclass(frozen=True)
class Line:
    """A procedure in a list.

    Attributes:
        key, national_code: its codes; the latter "" where none is entered.
        version: the key and since when the version is in force, "1.000105@2020-01-01".
        decision: of publication, as it is entered; ``decision_on`` the day that its words bear, "" without one.
        since, posted_on: in force since, and on this site since, ISO days.
        parts_sha256: of its parts as they are posted, in canonical JSON.
        address: where it is read.
    """

    key: str
    national_code: str
    name: str
    version: str
    decision: str
    decision_on: str
    since: str
    posted_on: str
    parts_sha256: str
    address: str


def composed(
    *,
    agency: str,
    day: date,
    drawn_at: datetime,
    key: bytes,
    previous: tuple[date, str] | None,
    lines: Iterable[Line],
) -> tuple[bytes, str]:
    """The bytes of a list, and its seal.

    Args:
        key: the public key, 32 bytes.
        previous: day and seal of the list before; None for the first.
    """
    told = {
        "format": FORMAT,
        "agency": agency,
        "day": day.isoformat(),
        "drawn_at": drawn_at.isoformat(),
        "key": base64.b64encode(key).decode("ascii"),
        "previous": None if previous is None else {"day": previous[0].isoformat(), SEAL: previous[1]},
        "procedures": [asdict(each) for each in sorted(lines, key=lambda line: line.version)],
    }
    seal = seal_of(told)
    return canonical_json({**told, SEAL: seal}), seal


def name_of(day: date) -> str:
    """The name under which a list is saved; its signature is this and :data:`SIGNATURE_ENDING`."""
    return f"niem-yet-{day.isoformat()}.json"
