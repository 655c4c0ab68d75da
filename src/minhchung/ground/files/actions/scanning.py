"""Asking the virus scanner again about files that it could not look at when they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from minhchung.ground.files.clamd import Daemon
from minhchung.ground.files.models import KeptFile, Scan
from minhchung.ground.files.places import path_of
from minhchung.ground.files.scanner import asked
from minhchung.ground.trail.actions import Deed, write_one

#: Files asked about in one round; the rest in the next.
ROUND = 200


@dataclass(frozen=True)
class Tended:
    """What a round came to; ``waiting`` counts files about which the scanner still has not spoken."""

    clean: int = 0
    infected: int = 0
    waiting: int = 0


def scan_again(*, scanner: Daemon | None, by: str, clock: Callable[[], datetime]) -> Tended:
    """Ask about guarded files without a verdict; one that is infected is no longer handed out.

    Without a scanner nothing is asked. A scanner that is away ends the round: the others wait as well.
    """
    unscanned = KeptFile.objects.filter(
        Q(scan=Scan.WAITING) | Q(scan=Scan.NOT_SCANNED, scan_note=""), guarded=True
    )
    if scanner is None:
        return Tended(waiting=unscanned.filter(scan=Scan.WAITING).count())
    found = {Scan.CLEAN: 0, Scan.INFECTED: 0}
    for kept in unscanned.order_by("id")[:ROUND]:
        path = path_of(kept)
        if not path.exists():
            continue
        said = asked(scanner, path)
        if said.scan == Scan.WAITING:
            break
        _note(kept, said.scan, said.note, by=by, at=clock())
        if said.scan in found:
            found[said.scan] += 1
    return Tended(found[Scan.CLEAN], found[Scan.INFECTED], unscanned.filter(scan=Scan.WAITING).count())


@transaction.atomic
def _note(kept: KeptFile, scan: Scan, note: str, *, by: str, at: datetime) -> None:
    same = KeptFile.objects.filter(digest=kept.digest)
    same.update(scan=scan, scan_note=note, scanned_at=at if scan != Scan.NOT_SCANNED else None)
    if scan == Scan.INFECTED:
        details = {"name": kept.name, "found": note, "digest": kept.digest}
        write_one(Deed("files", "file", kept.pk, "find_infected", by, at, details), recorded_at=at)
