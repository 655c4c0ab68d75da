"""Running an import beside the page that watches it.

The run's own cursor is what is true: whoever runs it may be killed, and the next one goes on from there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import connection

from minhchung.ground.intake.kinds import kind_of_layout
from minhchung.ground.intake.queries import run_of
from minhchung.ground.intake.runs import carry_on

log = logging.getLogger(__name__)
#: A file of at most so many rows is imported while the visitor waits.
AT_ONCE = 2_000
Clock = Callable[[], datetime]


def start(run_number: int, rows: int, *, by: str, clock: Clock) -> None:
    """Import a run: at once when it is short, else in a thread of this process."""
    if rows <= AT_ONCE:
        work(run_number, by=by, clock=clock)
        return
    threading.Thread(
        target=_work_apart, args=(run_number, by, clock), name=f"import-{run_number}", daemon=True
    ).start()


def work(run_number: int, *, by: str, clock: Clock) -> None:
    """Import what of a run is not yet committed.

    Raises:
        LookupError: there is no such run, or its kind of data is no longer imported.
    """
    run = run_of(run_number)
    kind = kind_of_layout(run.layout) if run is not None else None
    if run is None or kind is None:
        raise LookupError(f"import {run_number} cannot be carried on")
    carry_on(run, kind.importer(), by=by, clock=clock)


def _work_apart(run_number: int, by: str, clock: Clock) -> None:
    try:
        work(run_number, by=by, clock=clock)
    except Exception:
        # The thread is the outermost frame: what is not written here is lost. The run stays open to be taken up.
        log.exception("import %s stopped", run_number)
    finally:
        connection.close()
