"""The connectors' door without a screen: reads the clock, runs what is due, once or for as long as it is told."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import Error, close_old_connections

from minhchung.ground.mirror import actions
from minhchung.ground.mirror.models import ConnectorName, Outcome
from minhchung.ground.mirror.setup import Setup, configured

log = logging.getLogger(__name__)
BY = "bộ nối"


def run_all(setup: Setup | None = None, *, by: str = BY) -> dict[str, Sequence[Outcome]]:
    """Run every connector once, due or not; one that another worker runs is left out."""
    setup = setup or configured()
    done: dict[str, Sequence[Outcome]] = {}
    for name in setup.names:
        with suppress(actions.Busy):
            done[str(name)] = actions.run(name, setup, by=by, clock=_now, pause=time.sleep)
    return done


def run_due(setup: Setup) -> None:
    """Run the connectors whose time has come."""
    for name in actions.due(setup, _now()):
        with suppress(actions.Busy):
            actions.run(ConnectorName(name), setup, by=BY, clock=_now, pause=time.sleep)


def watch_forever(rest: Callable[[], bool]) -> None:
    """Run what is due, rest, and again, until ``rest`` says that it is enough.

    A database that is away for a while is reported and waited for.
    """
    while True:
        close_old_connections()
        try:
            run_due(configured())
        except Error as error:
            log.warning("Bộ nối chưa chạy được vì cơ sở dữ liệu: %s. Sẽ thử lại.", error)
        if not rest():
            return


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
