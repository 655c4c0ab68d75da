"""What was reached of the promises: of dossiers with a verdict, how long they took and how many were late.

Nothing of an applicant leaves this module. Reasons of lateness are what officials wrote: one is told only when enough
dossiers bear it word for word and it names nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet

from minhchung import lawbook
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Pause, PauseKind, Verdict
from minhchung.rules import redaction
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import CannotCompute, Limit, Unit, Waiting
from minhchung.rules.deadlines import Pause as Wait
from minhchung.rules.deadlines.reckoning import clock_start, restart_of
from minhchung.rules.reached import measured_in, used

_COLUMNS = (
    "pk",
    "procedure_id",
    "accepted_at",
    "ended_at",
    "limit",
    "limit_unit",
    "verdict",
    "version__cut_off",
)


@dataclass
class Reached:
    """What a procedure reached in a span of time.

    Attributes:
        ended: dossiers whose processing ended in it with a verdict.
        late: those of them that were late.
        times: by the unit in which time is told, the time and the limit of each dossier that can be measured.
    """

    ended: int = 0
    late: int = 0
    times: dict[Unit, list[tuple[Fraction, Limit]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Reason:
    """Why dossiers were late, in the words that so many of them bear."""

    words: str
    count: int


def reached(since: date, until: date, procedure: int | None = None) -> Mapping[int, Reached]:
    """What each procedure, or one, reached with the dossiers that ended from a day until (not including) a day."""
    rows = _ended(since, until, procedure)
    waits = _waits(rows)
    clocks, found = _Clocks(), defaultdict[int, Reached](Reached)
    for pk, number, accepted_at, ended_at, limit, unit, verdict, cut_off in rows.values_list(
        *_COLUMNS
    ).iterator():
        one = found[number]
        one.ended += 1
        one.late += verdict == Verdict.OVERDUE
        if limit is None:
            continue
        term = Limit(limit, Unit(unit))
        took = clocks.took(term, accepted_at, ended_at, cut_off, waits.get(pk, ()))
        if took is not None:
            one.times[measured_in(term.unit)].append((took, term))
    return dict(found)


def first_year() -> int | None:
    """The year in which the first dossier with a verdict ended; None without any."""
    ended = Dossier.objects.filter(ended_at__isnull=False).exclude(
        verdict=""
    )  # walks the index to the first one
    first = ended.order_by("ended_at").values_list("ended_at", flat=True).first()
    return first.year if first else None


def reasons(since: date, until: date, procedure: int, *, at_least: int) -> tuple[Reason, ...]:
    """Why dossiers of a procedure were late, the most frequent first; each borne by enough and naming nobody."""
    late = _ended(since, until, procedure).filter(verdict=Verdict.OVERDUE).exclude(late_reason="")
    rows = late.values("late_reason").annotate(count=Count("pk")).filter(count__gte=at_least)
    found = []
    for row in rows.order_by("-count", "late_reason"):
        names = (
            late.filter(late_reason=row["late_reason"]).values_list("applicant_name", flat=True).distinct()
        )
        if not redaction.find(row["late_reason"], known=names):
            found.append(Reason(row["late_reason"], row["count"]))
    return tuple(found)


def _ended(since: date, until: date, procedure: int | None) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(
        ended_at__gte=datetime.combine(since, time.min), ended_at__lt=datetime.combine(until, time.min)
    ).exclude(verdict="")
    return rows if procedure is None else rows.filter(procedure=procedure)


def _waits(rows: QuerySet[Dossier]) -> Mapping[int, Sequence[Wait]]:
    found: dict[int, list[Wait]] = defaultdict(list)
    pauses = Pause.objects.filter(dossier__in=rows).exclude(kind=PauseKind.CORRECTION).order_by("from_at")
    for dossier, since, until, kind in pauses.values_list("dossier", "from_at", "until_at", "kind"):
        found[dossier].append(Wait(since, until, restarts=kind == PauseKind.SUPPLEMENT))
    return found


class _Clocks:
    """The clocks by which dossiers are measured, with calendars and policies as they are when it is made."""

    def __init__(self) -> None:
        self._homes = Homes()
        self._calendars: dict[date, WorkingCalendar | None] = {}
        self._policies: dict[tuple[date, time | None], Any] = {}

    def took(
        self, term: Limit, accepted: datetime, ended: datetime, cut_off: time | None, waits: Iterable[Wait]
    ) -> Fraction | None:
        """The time that a dossier took in the unit of its limit; None when it cannot be reckoned."""
        day = accepted.date()
        calendar = self._calendar(day)
        if calendar is None:
            return None
        policy = self._policies.get((day, cut_off))
        if policy is None:
            policy = self._policies[day, cut_off] = lawbook.clock_policy(day, cut_off)
        closed = tuple(each for each in waits if each.to_at is not None and each.to_at <= ended)
        begun, taken_off = accepted, closed
        try:
            if closed and policy.waiting is Waiting.RESTART:
                begun, taken_off = restart_of(accepted, term, calendar, closed, policy)
            start = clock_start(begun, calendar, policy)
            spans = tuple((each.from_at, each.to_at) for each in taken_off if each.to_at is not None)
            return used(term.unit, start, ended, calendar, spans)
        except (NoCalendarForYear, CannotCompute):
            return None

    def _calendar(self, day: date) -> WorkingCalendar | None:
        if day not in self._calendars:
            home = self._homes.on(day)
            self._calendars[day] = self._homes.workshop_of(home).calendar if home is not None else None
        return self._calendars[day]
