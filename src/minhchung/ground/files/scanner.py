"""The virus scanner as the settings name it, and what it says of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from minhchung.ground.files.clamd import Daemon, ScannerAway, TooLargeToScan
from minhchung.ground.files.models import Scan


@dataclass(frozen=True)
class Said:
    """A verdict. ``note`` is the name of the virus, or why there is no verdict."""

    scan: Scan
    note: str = ""


def configured() -> Daemon | None:
    """The scanner that the settings name; None when there is none."""
    return Daemon.at(settings.CLAMD) if settings.CLAMD else None


def asked(scanner: Daemon | None, path: Path) -> Said:
    """What the scanner says of a file; a scanner that is away leaves it waiting for another try."""
    if scanner is None:
        return Said(Scan.NOT_SCANNED)
    try:
        found = scanner.scan(path)
    except TooLargeToScan:
        return Said(Scan.NOT_SCANNED, "tệp lớn hơn mức máy quét nhận")
    except ScannerAway as away:
        return Said(Scan.WAITING, str(away)[:200])
    return Said(Scan.INFECTED, found[:200]) if found else Said(Scan.CLEAN)
