"""What is done about files now and then: uploads that were given up, files that wait for the virus scanner."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, close_old_connections

from minhchung.ground.files import actions, scanner

log = logging.getLogger(__name__)
BY = "hệ thống"


@dataclass(frozen=True)
class Done:
    """What a round came to."""

    swept: int
    clean: int
    infected: int
    waiting: int


def tend() -> Done:
    """Sweep uploads that were given up, and ask the scanner again about files without a verdict."""
    swept = actions.sweep_uploads(at=_now())
    scanned = actions.scan_again(scanner=scanner.configured(), by=BY, clock=_now)
    return Done(swept, scanned.clean, scanned.infected, scanned.waiting)


def tend_quietly() -> None:
    """As :func:`tend`; a database or a disk that is away is reported and the next round waited for."""
    close_old_connections()
    try:
        tend()
    except (Error, OSError) as trouble:
        log.warning("Chưa quét dọn được tệp: %s. Sẽ thử lại.", trouble)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
