"""The worker's door: reads the clock and the settings, works on what waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, close_old_connections, connection

from minhchung.ground.work import actions

log = logging.getLogger(__name__)


def lease() -> timedelta:
    """How long a worker may hold a run without a sign of life."""
    return timedelta(seconds=settings.WORK_LEASE_SECONDS)


def work(kinds: actions.Kinds, enough: Callable[[], bool] = lambda: False) -> actions.Worked:
    """Work on what waits now, until nothing does or it is enough."""
    _be_mortal()
    return actions.work_due(clock=_now, kinds=kinds, lease=lease(), enough=enough)


def work_at_once(run: int, kinds: actions.Kinds, seconds: float) -> None:
    """Work on one run for a short while, beside the page that asked for it; the worker goes on from there."""
    held = actions.claim(_now(), lease(), run=run)
    if held is not None:
        actions.work_on(held, clock=_now, kinds=kinds, lease=lease(), seconds=seconds)


def work_forever(
    kinds: actions.Kinds,
    *,
    rest: Callable[[], bool],
    enough: Callable[[], bool],
    due: Callable[[datetime], object] = lambda _at: None,
) -> None:
    """Work on what waits, rest, and again, until ``rest`` says that it is enough.

    ``due`` does what the moment asks for that it is told, and is asked each time.

    A database that is away for a while is reported and waited for.
    """
    while True:
        close_old_connections()
        try:
            actions.forget_old_trials(at=_now())
            work(kinds, enough)
            due(_now())
        except Error as error:
            log.warning("Chưa làm tiếp được việc hàng loạt vì cơ sở dữ liệu: %s. Sẽ thử lại.", error)
            connection.close()
        if not rest():
            return


def _be_mortal() -> None:
    """On PostgreSQL a worker that freezes inside a transaction loses it: its locks would stop everybody's deeds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('idle_in_transaction_session_timeout', %s, false)",
                [str(settings.WORK_LEASE_SECONDS * 1000)],
            )


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
