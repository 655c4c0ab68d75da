"""Questions about changed calendars: which days change, which dossiers move and how, and how far the work has come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from minhchung.dossiers.clock import CannotJudge, Workshop
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import CalendarRun, CalendarTouch, Dossier, Source
from minhchung.dossiers.touches import Shift, ours, shift_of, with_clocks, within_reach
from minhchung.organisation.calendars import (
    ChangedDay,
    Declared,
    calendar_with,
    change_declared,
    changed_days,
    known_calendar,
)
from minhchung.organisation.queries import home_times
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar

CHUNK = 500


@dataclass(frozen=True)
class Line:
    """A dossier that a change touches.

    Attributes:
        before, after: when it is due; equal when only its open step moves.
        minutes: working minutes between the two under the new calendar; days: whole days of the calendar.
        waiting: its clock stands still at this moment.
        late_before, late_after: whether it is overdue now by the one and by the other.
        steps: how the new day was reckoned, what was done and by which text.
    """

    number: int
    code: str
    before: datetime | None
    after: datetime | None
    step_before: datetime | None
    step_after: datetime | None
    waiting: bool
    late_before: bool = False
    late_after: bool = False
    steps: tuple[tuple[str, str], ...] = ()

    @property
    def days(self) -> int:
        """By how many days of the calendar it moves; less than nothing when it is due earlier."""
        if self.before is None or self.after is None:
            return 0
        return (self.after.date() - self.before.date()).days


@dataclass(frozen=True)
class Preview:
    """What a change would do. ``mark`` is another one as soon as anything of it is.

    ``watched`` are open dossiers of the province's system whose reckoned day would be another one: they are not touched
    here. ``failed`` are those that cannot be reckoned, by code, with the reason.
    """

    days: tuple[ChangedDay, ...]
    lines: tuple[Line, ...]
    watched: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    mark: str = field(default="", compare=False)

    @property
    def later(self) -> int:
        """How many are due later."""
        return sum(_moves(line) and line.before < line.after for line in self.lines)  # type: ignore[operator]

    @property
    def earlier(self) -> int:
        """How many are due earlier."""
        return sum(_moves(line) and line.before > line.after for line in self.lines)  # type: ignore[operator]

    @property
    def waiting(self) -> int:
        """How many of them wait."""
        return sum(line.waiting for line in self.lines)

    @property
    def steps_alone(self) -> int:
        """How many keep their day, while their open step moves."""
        return sum(not _moves(line) for line in self.lines)

    @property
    def falls_late(self) -> int:
        """How many would be overdue at once by the change."""
        return sum(line.late_after and not line.late_before for line in self.lines)

    @property
    def no_longer_late(self) -> int:
        """How many are overdue now and would not be."""
        return sum(line.late_before and not line.late_after for line in self.lines)


@dataclass(frozen=True)
class Done:
    """A dossier that a change in force has touched."""

    number: int
    code: str
    before: datetime | None
    after: datetime | None
    step_before: datetime | None
    step_after: datetime | None
    waiting: bool
    event: int


@dataclass(frozen=True)
class Standing:
    """How far a change in force has come."""

    foreseen: int
    touched: int
    left: int
    failed: tuple[tuple[str, str], ...]
    begun_at: datetime
    ended_at: datetime | None


def preview_of(change: Declared, now: datetime | None = None) -> Preview:
    """What a change that is not in force would do to the open dossiers, reckoned now.

    Args:
        now: to tell who is overdue; nobody is told when None.
    """
    homes, shops = Homes(), _Shops(change)
    days = shops.changed()
    if not days:
        return Preview((), (), mark=_mark((), ()))
    lines: list[Line] = []
    failed: list[tuple[str, str]] = []
    watched = 0
    for dossier in _reached(days[0].on, days[-1].on):
        home = homes.on(dossier.accepted_at.date()) if dossier.accepted_at else None
        if home is None:
            continue
        try:
            shift = shift_of(dossier, shops.of(home), change.title, change.cites)
        except (CannotJudge, NoCalendarForYear) as cannot:
            if dossier.source == Source.DESK:
                failed.append((dossier.code, str(cannot)))
            continue
        if shift is None:
            continue
        if dossier.source == Source.DESK:
            lines.append(_line(dossier, shift, now))
        else:
            watched += shift.due_moves
    return Preview(days, tuple(lines), watched, tuple(failed), _mark(days, lines))


def standing_of(change: int) -> Standing | None:
    """How far a change in force has come; None before its approval."""
    run = CalendarRun.objects.filter(pk=change).first()
    if run is None:
        return None
    left = 0 if run.ended_at else _rest(change, run.reached).count()
    return Standing(
        run.foreseen, touched_count(change), left, tuple(run.failed.items()), run.begun_at, run.ended_at
    )


def touched_count(change: int) -> int:
    """How many dossiers a change has touched."""
    return CalendarTouch.objects.filter(change=change).count()


def touched_by(change: int, *, offset: int = 0, limit: int | None = None) -> tuple[Done, ...]:
    """The dossiers that a change has touched, in the order in which it came to them."""
    rows = CalendarTouch.objects.filter(change=change).select_related("dossier").order_by("pk")
    return tuple(
        Done(
            row.dossier_id,
            row.dossier.code,
            row.due_before_at,
            row.due_after_at,
            row.step_before_at,
            row.step_after_at,
            row.waiting,
            row.event,
        )
        for row in (rows[offset:] if limit is None else rows[offset : offset + limit])
    )


def next_dossiers(change: int, *, after: int, most: int) -> tuple[int, ...]:
    """The numbers of the next open dossiers that a change in force may concern."""
    return tuple(_rest(change, after).values_list("pk", flat=True)[:most])


def days_of(change: Declared) -> tuple[ChangedDay, ...]:
    """The days that a change made, or would make, different."""
    if not change.edition:
        return _Shops(change).changed()
    found: dict[date, ChangedDay] = {}
    for unit in _units():
        before = known_calendar(unit, change.edition - 1).calendar
        for day in changed_days(before, known_calendar(unit, change.edition).calendar):
            found.setdefault(day.on, day)
    return tuple(found[day] for day in sorted(found))


def _rest(change: int, reached: int) -> QuerySet[Dossier]:
    found = change_declared(change)
    days = days_of(found) if found is not None else ()
    if not days:
        return Dossier.objects.none()
    return ours(within_reach(days[0].on, days[-1].on)).filter(pk__gt=reached)


class _Shops:
    """The workshops of the agencies under their calendars with one more change."""

    def __init__(self, change: Declared) -> None:
        self._change = change
        self._of: dict[int, Workshop] = {}

    def of(self, home: Any) -> Workshop:
        """The workshop of an agency."""
        key = home.pk
        if key not in self._of:
            self._of[key] = Workshop(self._calendar(home))
        return self._of[key]

    def changed(self) -> tuple[ChangedDay, ...]:
        """The days that differ for any agency, in order."""
        found: dict[date, ChangedDay] = {}
        for unit in _units():
            for day in changed_days(known_calendar(unit).calendar, self._calendar(unit)):
                found.setdefault(day.on, day)
        return tuple(found[day] for day in sorted(found))

    def _calendar(self, home: Any) -> WorkingCalendar:
        return calendar_with(home, self._change)


def _units() -> list[Any]:
    return list({each.unit.pk: each.unit for each in home_times()}.values())


def _reached(first: date, last: date) -> Iterator[Dossier]:
    yield from with_clocks(within_reach(first, last)).iterator(chunk_size=CHUNK)


def _line(dossier: Dossier, shift: Shift, now: datetime | None) -> Line:
    def late(until: datetime | None) -> bool:
        return now is not None and until is not None and until <= now

    return Line(
        number=dossier.pk,
        code=dossier.code,
        before=shift.moved.before_at,
        after=shift.moved.after_at,
        step_before=shift.step_before,
        step_after=shift.step_after,
        waiting=shift.waiting,
        late_before=late(dossier.kept_until_at),
        late_after=late(shift.judged.kept_until_at),
        steps=tuple((step.what, step.cites) for step in shift.judged.steps),
    )


def _moves(line: Line) -> bool:
    return line.before is not None and line.after is not None and line.before != line.after


def _mark(days: tuple[ChangedDay, ...], lines: tuple[Line, ...] | list[Line]) -> str:
    told = [f"{day.on} {day.before}>{day.after}" for day in days]
    told += [f"{line.code} {line.before}>{line.after} {line.step_before}>{line.step_after}" for line in lines]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
