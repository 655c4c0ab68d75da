"""Questions of the head's board: who carries what, where working time goes, how old the queue is, what came and went.

Every number is the count of a set of :mod:`minhchung.dossiers.behind`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count

from minhchung.dossiers.behind import NOBODY, NOW, Named, Scope, dossiers_of, step_paces
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Outlook
from minhchung.ground.accounts import queries as accounts
from minhchung.organisation import queries as organisation
from minhchung.procedures.queries import procedures_named
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar

_DAY = timedelta(days=1)
#: Sets of open dossiers counted for each person, in the order of the columns.
LOAD = ("dang-giu", "den-han-hom-nay", "qua-han", "de-tre", "dang-cho")
WEEKS = 12
#: Upper ends of the ages of the queue, in working days since acceptance.
AGES = (2, 5, 10, 20)


@dataclass(frozen=True)
class Load:
    """What one person has in hand, each number in the order of ``LOAD``; ``holder`` is 0 for nobody."""

    holder: int
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class StepTime:
    """A step's working time in minutes: median and ninth decile over the dossiers gone through, and what was given.

    ``share`` is its part of all working time of the procedure's steps, in per cent; ``worst``: the largest.
    """

    procedure: int
    procedure_name: str
    number: int
    name: str
    given: int
    through: int
    slow: int
    median: int
    p90: int
    share: int
    worst: bool


@dataclass(frozen=True)
class Week:
    """What came in and what went out in seven days from a Monday."""

    monday: date
    came: int
    went: int


@dataclass(frozen=True)
class Age:
    """Open dossiers by working days since their acceptance, from ``low`` to ``high``; the last one has no end."""

    low: int
    high: int | None
    count: int
    wanted: Named


@dataclass(frozen=True)
class Likely:
    """An open dossier with its forecast, in per mille."""

    number: int
    code: str
    procedure: str
    holder: str
    due_at: datetime | None
    used: int
    likelihood: int


def totals(scope: Scope, now: datetime) -> dict[str, int]:
    """Each number of ``LOAD`` over the scope."""
    rows = Dossier.objects.filter(scope.holds(), ended_at=None)
    found = rows.aggregate(**{name.replace("-", "_"): Count("pk", filter=NOW[name][1](now)) for name in LOAD})
    return {name: found[name.replace("-", "_")] for name in LOAD}


def loads(scope: Scope, now: datetime) -> tuple[Load, ...]:
    """What each person has in hand, who has most first; nobody comes last."""
    wanted = {name.replace("-", "_"): Count("pk", filter=NOW[name][1](now)) for name in LOAD}
    rows: Iterable[dict[str, Any]] = (
        Dossier.objects.filter(scope.holds(), NOW["dang-giu"][1](now))
        .values("holder", "holder__full_name", "holder__username")
        .annotate(**wanted)
    )
    found = [
        Load(
            row["holder"] or NOBODY,
            row["holder__full_name"] or row["holder__username"] or "",
            tuple(row[name.replace("-", "_")] for name in LOAD),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda load: (not load.holder, -load.counts[0], load.name)))


def step_times(scope: Scope, since: date, until: date) -> tuple[StepTime, ...]:
    """The steps that ended from a day until a day, those that took most of their procedure's time first."""
    rows = step_paces(Named("qua-buoc", since=since, until=until), scope).values_list(
        "procedure", "number", "run__name", "run__minutes", "took"
    )
    by_step: dict[tuple[int, int], list[tuple[str, int, int]]] = defaultdict(list)
    for procedure, number, name, minutes, took in rows.order_by("pk"):
        by_step[procedure, number].append((name, minutes, took))
    whole: dict[int, int] = defaultdict(int)
    for (procedure, _number), those in by_step.items():
        whole[procedure] += sum(took for *_rest, took in those)
    spent = {step: sum(took for *_rest, took in those) for step, those in by_step.items()}
    worst = {
        max((each for each in spent if each[0] == procedure), key=lambda step: spent[step])
        for procedure in whole
    }
    names = procedures_named({procedure for procedure, _number in by_step})
    found = []
    for (procedure, number), those in by_step.items():
        took = sorted(each[2] for each in those)
        name, given, _took = those[-1]
        slow = sum(1 for _name, minutes, each in those if minutes and each > minutes)
        share = 100 * sum(took) // max(1, whole[procedure])
        found.append(
            StepTime(
                procedure,
                names.get(procedure, ""),
                number,
                name,
                given,
                len(took),
                slow,
                quantile(took, 50),
                quantile(took, 90),
                share,
                (procedure, number) in worst,
            )
        )
    found.sort(key=lambda each: (each.procedure_name, each.procedure, -each.share, each.number))
    return tuple(found)


def quantile(ordered: Sequence[int], per_cent: int) -> int:
    """The smallest value that so many per cent of an ascending row do not exceed.

    Raises:
        IndexError: the row is empty.
    """
    return ordered[max(0, -(-len(ordered) * per_cent // 100) - 1)]


def weeks(scope: Scope, today: date) -> tuple[Week, ...]:
    """The last weeks, the oldest first; the last one is this week so far."""
    monday = today - timedelta(days=today.weekday())
    now = datetime.combine(today, time.min)
    found = []
    for number in range(WEEKS - 1, -1, -1):
        first = monday - timedelta(weeks=number)
        span = Named("vao", since=first, until=first + timedelta(weeks=1))
        came = dossiers_of(span, scope, now).count()
        went = dossiers_of(replace(span, name="ra"), scope, now).count()
        found.append(Week(first, came, went))
    return tuple(found)


def ages(scope: Scope, now: datetime) -> tuple[Age, ...]:
    """The queue by working days since acceptance."""
    edges = _edges(now)
    found = []
    for place, low in enumerate((0, *(age + 1 for age in AGES))):
        high = AGES[place] if place < len(AGES) else None
        until = edges[place - 1] if place else None
        since = edges[place] if place < len(edges) else None
        wanted = Named("dang-giu", since=since, until=until)
        found.append(Age(low, high, dossiers_of(wanted, scope, now).count(), wanted))
    return tuple(found)


def likely_late(scope: Scope, now: datetime, limit: int = 15) -> tuple[Likely, ...]:
    """The open dossiers most likely to be late that are not late yet."""
    rows = (
        Dossier.objects.filter(NOW["de-tre"][1](now) & scope.holds())
        .select_related("outlook", "version", "holder")
        .order_by("-outlook__likelihood", "due_at", "pk")[:limit]
    )
    return tuple(
        Likely(
            row.pk,
            row.code,
            row.version.name,
            str(row.holder or ""),
            row.due_at,
            row.outlook.used,
            row.outlook.likelihood,
        )
        for row in rows
    )


def foreseen_at() -> datetime | None:
    """When the forecasts of open dossiers were reckoned last."""
    found: datetime | None = Outlook.objects.order_by("-at").values_list("at", flat=True).first()
    return found


def scope_of(units: Sequence[int], on: date) -> Scope:
    """The scope of units with those directly under them; of the whole agency without any."""
    rows = {row.pk: row for row in organisation.named_units().filter(pk__in=units)}
    if not rows:
        return Scope("")
    below: dict[int, str] = {}
    for row in rows.values():
        below |= organisation.units_under(row, on)
    names = (below.get(unit, rows[unit].code) for unit in units if unit in rows)
    return Scope(" · ".join(names), frozenset(below))


def person(number: int) -> str:
    """Somebody's name."""
    found = accounts.user(number)
    return str(found) if found else ""


def _edges(now: datetime) -> list[date]:
    """The days that lie so many working days back as the ends of the ages say."""
    home = Homes().on(now.date())
    calendar = Homes().workshop_of(home).calendar if home is not None else None
    return [_days_back(now.date(), age, calendar) for age in AGES]


def _days_back(day: date, count: int, calendar: WorkingCalendar | None) -> date:
    """The first day with at most ``count`` working days after it up to ``day``."""
    if calendar is None:
        return day - timedelta(days=count)
    left = count
    try:
        while left:
            left -= calendar.is_working_day(day)
            day -= _DAY
        while not calendar.is_working_day(day):
            day -= _DAY
    except NoCalendarForYear:
        return day
    return day
