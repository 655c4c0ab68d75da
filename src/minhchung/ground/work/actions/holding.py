"""Holding a run: claimed in one statement, under a lease that every group renews and a token that fences.

A worker that dies leaves a lease that runs out; then anyone takes the run up, under the next token. A worker that was
only frozen and wakes after that finds its token gone, and its group is rolled back before anything of it was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from minhchung.ground.trail import actions as trail
from minhchung.ground.work.models import Item, ItemState, Phase, Run, RunState
from minhchung.ground.work.patience import DEATHS

_WAITS = "(state = 'waiting' OR state = 'held' AND lease_until_at <= %s)"
#: MATERIALIZED: without it PostgreSQL may ask the inner question again for each row, and claim more than one.
_CLAIM = f"""
WITH waiting AS MATERIALIZED (
    SELECT id FROM work_run WHERE {_WAITS} {{of}} ORDER BY turn_at, id LIMIT 1 {{skip}}
)
UPDATE work_run SET state = 'held', token = token + 1, lease_until_at = %s, turn_at = %s,
    begun_at = COALESCE(begun_at, %s), deaths = deaths + CASE WHEN state = 'held' THEN 1 ELSE 0 END
WHERE id IN (SELECT id FROM waiting) AND {_WAITS}
RETURNING id, token, deaths
"""  # noqa: S608 (put together from constants)


class Overtaken(Exception):
    """The run is no longer this worker's: its lease ran out and another took it, or a person stopped it."""


@dataclass(frozen=True)
class Held:
    """A run held by this worker: what it writes counts only while the token is this one."""

    run: int
    token: int


def claim(at: datetime, lease: timedelta, *, run: int | None = None) -> Held | None:
    """Take the run that has waited longest for its turn (or that one); None when none waits."""
    waits = Q(state=RunState.WAITING) | Q(state=RunState.HELD, lease_until_at__lte=at)
    found = Run.objects.filter(waits)
    if not (found if run is None else found.filter(pk=run)).exists():  # an idle worker takes no lock
        return None
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    moment, until = (connection.ops.adapt_datetimefield_value(each) for each in (at, at + lease))
    one = [] if run is None else [run]
    statement = _CLAIM.format(skip=skip, of="AND id = %s" if one else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [moment, *one, until, moment, moment, moment])
        rows = cursor.fetchall()
    if not rows:
        return None
    number, token, deaths = rows[0]
    held = Held(number, token)
    if deaths >= DEATHS:
        _give_up_first(held, at)
    return held


def prove(held: Held, until: datetime) -> None:
    """First in a transaction: hold the run and renew its lease.

    On PostgreSQL the row stays locked to the end of the transaction, so nobody takes the run over meanwhile; on SQLite
    the transaction is the only writer.

    Raises:
        Overtaken: it is no longer ours.
    """
    if not _mine(held).update(lease_until_at=until, deaths=0):
        raise Overtaken


def give_back(held: Held, at: datetime) -> None:
    """Let others have their turn; the run waits for its next one."""
    _mine(held).update(state=RunState.WAITING, lease_until_at=None, turn_at=at)


@transaction.atomic
def finish(held: Held, at: datetime) -> None:
    """Nothing of the phase is left: a trial rests until it is confirmed, a run in earnest has ended."""
    run = Run.objects.get(pk=held.run)
    if run.phase == Phase.TRYING:
        _mine(held).update(state=RunState.RESTING, lease_until_at=None)
        return
    if not _mine(held).update(state=RunState.ENDED, lease_until_at=None, ended_at=at):
        return
    counts = {
        str(state): run.items.filter(state=state).count()
        for state in (ItemState.DONE, ItemState.FAILED, ItemState.UNFIT)
    }
    trail.write(
        [
            trail.Deed(
                run.room, run.matter, run.pk, "work_end", run.by.username, at, {"title": run.title, **counts}
            )
        ],
        recorded_at=at,
    )


@transaction.atomic
def _give_up_first(held: Held, at: datetime) -> None:
    run = Run.objects.get(pk=held.run)
    wanted, given_up = (
        (ItemState.NEW, ItemState.UNFIT) if run.phase == Phase.TRYING else (ItemState.FIT, ItemState.FAILED)
    )
    if not _mine(held).update(deaths=0):
        return
    first = run.items.filter(state=wanted).order_by("place").values_list("pk", flat=True).first()
    Item.objects.filter(pk=first).update(
        state=given_up, at=at, reason="Lần nào làm đến hồ sơ này tiến trình cũng dừng giữa chừng.", gist="–"
    )


def _mine(held: Held) -> QuerySet[Run]:
    return Run.objects.filter(pk=held.run, token=held.token, state=RunState.HELD)
