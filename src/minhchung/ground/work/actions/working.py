"""Doing a run: group by group, each a transaction, each record in it refused or done by itself.

A record counts as done in the same transaction as its deed, so whenever a worker ends, what is marked is done and
what is not marked is not. What the deed refuses is undone to where the record began and noted with its sentence.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from minhchung.ground.kept.keeping import asking_once
from minhchung.ground.work.actions.holding import Held, Overtaken, claim, finish, give_back, prove
from minhchung.ground.work.models import Item, ItemState, Phase, Run
from minhchung.ground.work.patience import GROUP, SLICE_SECONDS, YIELD_SHARE

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
_UNEXPECTED = "Lỗi ngoài dự kiến khi làm hồ sơ này; chi tiết nằm trong nhật ký của máy chủ."
#: What differs between two refusals of one reason: moments, days, numbers, codes.
_PARTICULAR = re.compile(r"\d{1,2}:\d{2}|\d{1,2}/\d{1,2}/\d{4}|\S*\d{4,}\S*")


class Refused(Exception):
    """A record was not done; the message says in Vietnamese why, ``cites`` under which article."""

    def __init__(self, reason: str, *, cites: str = "") -> None:
        super().__init__(reason)
        self.cites = cites


class Kind(Protocol):
    """How one run is done; made anew for each turn of a worker."""

    def hold(self, records: Sequence[int]) -> None:
        """Lock a group's records in one order, before the first of them is done: so nobody waits in a circle."""

    def do(self, record: int, revision: int, at: datetime) -> None:
        """Do the deed on one record, as it was chosen.

        Raises:
            Refused: it may not be done; whatever was written is undone.
        """


Kinds = Mapping[str, Callable[[Run], Kind]]


@dataclass(frozen=True)
class Worked:
    """What a worker did.

    Attributes:
        turns: how often it took up a run.
        items: records that it tried or did, refused ones included.
        refused: those of them that were refused.
        overtaken: turns that ended because the run was no longer its own.
    """

    turns: int = 0
    items: int = 0
    refused: int = 0
    overtaken: int = 0

    def __add__(self, other: Worked) -> Worked:
        return Worked(
            self.turns + other.turns,
            self.items + other.items,
            self.refused + other.refused,
            self.overtaken + other.overtaken,
        )


@dataclass(frozen=True)
class _Outcome:
    item: Item
    state: ItemState
    reason: str = ""
    cites: str = ""


def work_due(
    *, clock: Clock, kinds: Kinds, lease: timedelta, enough: Callable[[], bool] = lambda: False
) -> Worked:
    """Work on everything that waits, each run for a slice of time in turn, until nothing waits or it is enough.

    Must run outside a transaction: each group is its own.
    """
    worked = Worked()
    while not enough() and (held := claim(clock(), lease)) is not None:
        worked += work_on(held, clock=clock, kinds=kinds, lease=lease, enough=enough)
    return worked


def work_on(
    held: Held,
    *,
    clock: Clock,
    kinds: Kinds,
    lease: timedelta,
    enough: Callable[[], bool] = lambda: False,
    seconds: float = SLICE_SECONDS,
) -> Worked:
    """Work on one run for a turn.

    Raises:
        LookupError: nobody knows how to do work of this kind.
        django.db.OperationalError: the database is away; the run is given back, or its lease runs out.
    """
    run = Run.objects.select_related("by").get(pk=held.run)
    if run.kind not in kinds:
        give_back(held, clock())
        raise LookupError(f"no kind of work is called {run.kind}")
    kind = kinds[run.kind](run)
    until, items, refused = time.monotonic() + seconds, 0, 0
    try:
        while True:
            group = _next(run)
            if not group:
                finish(held, clock())
                return Worked(1, items, refused)
            began = time.monotonic()
            outcomes = _grouped(held, run, kind, group, clock, lease)
            items += len(outcomes)
            refused += sum(outcome.reason != "" for outcome in outcomes)
            if enough() or time.monotonic() >= until:
                give_back(held, clock())
                return Worked(1, items, refused)
            # SQLite hands the next turn to whoever asks at the right instant: leave people such instants.
            time.sleep((time.monotonic() - began) * YIELD_SHARE[connection.vendor])
    except Overtaken:
        return Worked(1, items, refused, overtaken=1)
    except (OperationalError, InterfaceError):
        _give_back_if_possible(held, clock)
        raise


def _next(run: Run) -> list[Item]:
    wanted = ItemState.NEW if run.phase == Phase.TRYING else ItemState.FIT
    return list(run.items.filter(state=wanted).order_by("place")[:GROUP])


def _grouped(
    held: Held, run: Run, kind: Kind, group: Sequence[Item], clock: Clock, lease: timedelta
) -> list[_Outcome]:
    """Do a group in one transaction; when it breaks at its end, record by record, so that one alone is blamed."""
    try:
        with transaction.atomic():
            prove(held, clock() + lease)
            kind.hold([item.record for item in group])
            with asking_once():  # what seldom changes is asked for once
                outcomes = [_one(kind, run, item, clock()) for item in group]
            _note(run, outcomes, clock())
    except (OperationalError, InterfaceError):
        raise
    except DatabaseError:
        if len(group) > 1:
            return [outcome for item in group for outcome in _grouped(held, run, kind, [item], clock, lease)]
        log.exception("%s: record %s", run, group[0].record)
        outcomes = [_Outcome(group[0], _refusing(run), _UNEXPECTED)]
        with transaction.atomic():
            prove(held, clock() + lease)
            _note(run, outcomes, clock())
    return outcomes


def _one(kind: Kind, run: Run, item: Item, at: datetime) -> _Outcome:
    trying = run.phase == Phase.TRYING
    try:
        with transaction.atomic():
            kind.do(item.record, item.revision, at)
            if trying:
                transaction.set_rollback(True)
    except Refused as refused:
        return _Outcome(item, _refusing(run), str(refused), refused.cites)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # One record's trouble must not stop the others; all of it stands in the log.
        log.exception("%s: record %s", run, item.record)
        return _Outcome(item, _refusing(run), _UNEXPECTED)
    return _Outcome(item, ItemState.FIT if trying else ItemState.DONE)


def _refusing(run: Run) -> ItemState:
    return ItemState.UNFIT if run.phase == Phase.TRYING else ItemState.FAILED


def _note(run: Run, outcomes: Sequence[_Outcome], at: datetime) -> None:
    """Write what came of a group, in its transaction."""
    pending = Item.objects.filter(
        run=run, state=ItemState.NEW if run.phase == Phase.TRYING else ItemState.FIT
    )
    done = [outcome.item.pk for outcome in outcomes if not outcome.reason]
    noted = 0
    if done:
        state = ItemState.FIT if run.phase == Phase.TRYING else ItemState.DONE
        noted += pending.filter(pk__in=done).update(state=state, at=at)
    for outcome in outcomes:
        if outcome.reason:
            noted += pending.filter(pk=outcome.item.pk).update(
                state=outcome.state,
                at=at,
                reason=outcome.reason,
                gist=gist_of(outcome.reason, outcome.item.about),
                cites=outcome.cites[:255],
            )
    if noted != len(outcomes):
        raise Overtaken  # somebody else has noted one of them: nothing of this group may stand


def gist_of(reason: str, about: str) -> str:
    """A refusal without what is particular to its record: what makes two refusals one reason."""
    return _PARTICULAR.sub("…", reason.replace(about, "…"))[:300]


def _give_back_if_possible(held: Held, clock: Clock) -> None:
    try:
        give_back(held, clock())
    except DatabaseError:
        log.warning("run %s stays held until its lease runs out", held.run)
