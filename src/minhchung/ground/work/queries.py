"""Questions about work in the background: how far a run has come, why what failed failed, whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet

from minhchung.ground.work.models import Item, ItemState, Phase, Run, RunState

SAMPLES = 3
_NOT_DONE = (ItemState.UNFIT, ItemState.FAILED)


@dataclass(frozen=True)
class RunRow:
    """A run with its counts.

    Attributes:
        by, by_name: number and name of the account that began it.
        trying: whether it is still the trial; ``resting``: tried, waiting to be confirmed.
        fit: to be done; ``new``: not yet tried.
        unfit: refused by the trial; ``failed``: refused when it was to be done.
    """

    id: int
    title: str
    arguments: Mapping[str, Any]
    by: int
    by_name: str
    state: str
    trying: bool
    total: int
    created_at: datetime
    confirmed_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    stopped_by: str
    again: int | None
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """Not yet tried."""
        return self.counts.get(ItemState.NEW, 0)

    @property
    def fit(self) -> int:
        """Found doable and not yet done."""
        return self.counts.get(ItemState.FIT, 0)

    @property
    def unfit(self) -> int:
        """Refused by the trial."""
        return self.counts.get(ItemState.UNFIT, 0)

    @property
    def done(self) -> int:
        """Done."""
        return self.counts.get(ItemState.DONE, 0)

    @property
    def failed(self) -> int:
        """Refused when it was to be done."""
        return self.counts.get(ItemState.FAILED, 0)

    @property
    def not_done(self) -> int:
        """Refused, by the trial or in earnest."""
        return self.unfit + self.failed

    @property
    def resting(self) -> bool:
        """Tried, and waiting for its confirmation."""
        return self.state == RunState.RESTING

    @property
    def over(self) -> bool:
        """Ended or stopped."""
        return self.state in (RunState.ENDED, RunState.STOPPED)

    @property
    def stopped(self) -> bool:
        """Stopped by a person."""
        return self.state == RunState.STOPPED

    @property
    def moving(self) -> bool:
        """Waiting for a worker or held by one: its page will change by itself."""
        return self.state in (RunState.WAITING, RunState.HELD)

    @property
    def handled(self) -> int:
        """Records that this phase is through with."""
        return self.fit + self.unfit if self.trying else self.done + self.failed

    @property
    def to_handle(self) -> int:
        """Records of this phase: all in the trial, those found doable afterwards."""
        return self.total if self.trying else self.total - self.unfit - self.new

    def time_left(self, now: datetime) -> timedelta | None:
        """How long the rest will take at the pace so far; None while that cannot be told."""
        if self.begun_at is None or not self.handled or not self.moving:
            return None
        spent = (now - self.begun_at).total_seconds()
        return timedelta(seconds=spent * (self.to_handle - self.handled) / self.handled)


@dataclass(frozen=True)
class ItemRow:
    """A record of a run."""

    record: int
    about: str
    state: str
    reason: str
    cites: str
    at: datetime | None


@dataclass(frozen=True)
class Reason:
    """Why some records of a run are not done: the sentence of the first, how many, and the first few."""

    reason: str
    cites: str
    count: int
    samples: tuple[ItemRow, ...]


def run_row(number: int) -> RunRow | None:
    """One run."""
    rows = _rows(Run.objects.filter(pk=number))
    return rows[0] if rows else None


def runs_of(user: int, *, room: str, limit: int = 50) -> tuple[RunRow, ...]:
    """The runs of an account in a room, the latest first; abandoned trials are left out."""
    found = Run.objects.filter(by=user, room=room).exclude(phase=Phase.TRYING, state=RunState.STOPPED)
    return tuple(_rows(found.order_by("-pk")[:limit]))


def unseen(user: int) -> tuple[tuple[str, int, str], ...]:
    """Runs of an account that are over and whose end it has not seen: name of the page, number, words."""
    found = Run.objects.filter(by=user, ended_at__isnull=False, seen_at=None).order_by("pk")
    return tuple((f"{run.room}:{run.matter}", run.pk, run.title) for run in found[:5])


def reasons(run: int) -> tuple[Reason, ...]:
    """Why records of a run are not done, the commonest reason first."""
    grouped = (
        Item.objects.filter(run=run, state__in=_NOT_DONE)
        .values("gist")
        .annotate(count=Count("pk"), first=Min("place"))
        .order_by("-count", "first")
    )
    found = []
    for group in grouped:
        rows = _item_rows(
            Item.objects.filter(run=run, state__in=_NOT_DONE, gist=group["gist"]).order_by("place")[:SAMPLES]
        )
        found.append(Reason(rows[0].reason, rows[0].cites, group["count"], tuple(rows)))
    return tuple(found)


def not_done(run: int, *, start: int, stop: int) -> tuple[ItemRow, ...]:
    """Records that were refused, in the order of the run."""
    found = Item.objects.filter(run=run, state__in=_NOT_DONE).order_by("place")
    return tuple(_item_rows(found[start:stop]))


def fit_samples(run: int, limit: int = 10) -> tuple[ItemRow, ...]:
    """The first records that the trial found doable."""
    return tuple(_item_rows(Item.objects.filter(run=run, state=ItemState.FIT).order_by("place")[:limit]))


def records_not_done(run: int) -> tuple[int, ...]:
    """Every record of a run that was refused, or left when it was stopped."""
    states = (*_NOT_DONE, ItemState.NEW, ItemState.FIT)
    found = Item.objects.filter(run=run, state__in=states).order_by("place")
    return tuple(found.values_list("record", flat=True))


def _rows(found: QuerySet[Run]) -> list[RunRow]:
    runs = list(found.select_related("by"))
    counted: dict[int, dict[str, int]] = {run.pk: {} for run in runs}
    counts = Item.objects.filter(run__in=runs).values_list("run", "state").annotate(Count("pk")).order_by()
    for run, state, count in counts:
        counted[run][state] = count
    return [
        RunRow(
            id=run.pk,
            title=run.title,
            arguments=run.arguments,
            by=run.by_id,
            by_name=str(run.by),
            state=run.state,
            trying=run.phase == Phase.TRYING,
            total=run.total,
            created_at=run.created_at,
            confirmed_at=run.confirmed_at,
            begun_at=run.begun_at,
            ended_at=run.ended_at,
            stopped_by=run.stopped_by,
            again=run.again_id,
            counts=counted[run.pk],
        )
        for run in runs
    ]


def _item_rows(found: Sequence[Item] | QuerySet[Item]) -> list[ItemRow]:
    return [ItemRow(item.record, item.about, item.state, item.reason, item.cites, item.at) for item in found]
