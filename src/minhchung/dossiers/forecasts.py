"""Forecasts: for an open dossier, the past dossiers that stood where it stands, and how many of them ended late.

Four groups, from the widest to the narrowest: the agency, the field, the procedure, and those of the procedure that
came through the step in which the dossier stands. What each counts is a set of dossiers, and opens to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from minhchung import lawbook
from minhchung.dossiers.models import Dossier, ForecastCheck, Outlook, Pace, StepPace, StepRun
from minhchung.dossiers.pacing import Clock, Clocks, Kept, read
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.deadlines import add_months
from minhchung.rules.forecast import (
    CERTAIN,
    WHOLE,
    Chance,
    Habits,
    Tally,
    blend,
    tally,
    tally_from_step,
)

#: The groups in their order, as they stand in addresses.
LEVELS = ("co-quan", "linh-vuc", "thu-tuc", "buoc")


@dataclass(frozen=True)
class Standing:
    """Where an open dossier stands: per cent of its limit used, and the open step with what was used when it began."""

    procedure: int
    field: str
    used: int
    step: int | None = None
    begun_used: int = 0


@dataclass(frozen=True)
class Foreseen:
    """A forecast and what it rests on.

    ``chance`` is None while there is too little history; ``levels`` the tallies from the widest group to the narrowest.
    ``why_not`` says why nothing can be foreseen: "waiting", "no-limit", "ended"; "" otherwise.
    """

    standing: Standing | None
    chance: Chance | None
    levels: tuple[Tally, ...] = ()
    since: datetime | None = None
    why_not: str = ""


def habits_on(at: datetime) -> Habits:
    """The conventions of the forecast on a day."""
    value = convention(at).value
    return Habits(value["at_least"], value["mixed_with"], Fraction(value["quantile"]))


def convention(at: datetime) -> lawbook.Rule:
    """The conventions with their source."""
    return lawbook.in_force("honesty.forecast", at.date())


def history_since(at: datetime) -> datetime:
    """From when on ended dossiers are history."""
    first = add_months(at.date(), -convention(at).value["months"])
    return datetime(first.year, first.month, first.day)


def foreseen(dossier: int, *, at: datetime) -> Foreseen:
    """The forecast for one dossier at a moment."""
    kept = next(iter(read([dossier])), None)
    if kept is None or kept.ended_at is not None:
        return Foreseen(None, None, why_not="ended")
    return Forecaster(at).of(kept)


class Forecaster:
    """Forecasts at one moment over the history before it. Tallies are kept: many dossiers stand at the same place."""

    def __init__(self, at: datetime, clocks: Clocks | None = None) -> None:
        self.at, self.since = at, history_since(at)
        self.habits = habits_on(at)
        self.clocks = clocks or Clocks()
        self._past: dict[tuple[str, Any], list[tuple[int, bool]]] = {}
        self._rests: dict[tuple[int, int], list[int]] = {}
        self._tallies: dict[tuple[Any, ...], Tally] = {}
        self._steps: Mapping[int, StepRun] | None = None

    def know_steps(self, dossiers: Iterable[int]) -> None:
        """Load the open steps of many dossiers at once."""
        self._steps = {run.dossier_id: run for run in open_steps(dossiers)}

    def of(self, kept: Kept) -> Foreseen:
        """The forecast for an open dossier."""
        if kept.waiting:
            return Foreseen(None, None, why_not="waiting")
        clock = self.clocks.of(kept, at=self.at)
        if clock is None:
            return Foreseen(None, None, why_not="no-limit")
        try:
            standing = self._standing(kept, clock)
        except NoCalendarForYear:
            return Foreseen(None, None, why_not="no-limit")
        if _is_late(kept, clock, self.at):
            return Foreseen(standing, CERTAIN, (), self.since)
        levels = tuple(self._tally(level, standing) for level in levels_of(standing))
        return Foreseen(standing, blend(levels, self.habits), levels, self.since)

    def _standing(self, kept: Kept, clock: Clock) -> Standing:
        steps = self._steps
        run = steps.get(kept.pk) if steps is not None else next(iter(open_steps([kept.pk])), None)
        used = min(clock.used(self.at), WHOLE)
        if run is None:
            return Standing(kept.procedure_id, kept.field, used)
        begun = min(clock.used(max(run.begun_at, clock.begun_at)), used)
        return Standing(kept.procedure_id, kept.field, used, run.number, begun)

    def _tally(self, level: str, standing: Standing) -> Tally:
        if level == "buoc":
            assert standing.step is not None
            key: tuple[Any, ...] = (
                level,
                standing.procedure,
                standing.step,
                standing.used,
                standing.begun_used,
            )
        else:
            key = (level, _group(level, standing), standing.used)
        if key not in self._tallies:
            self._tallies[key] = self._counted(level, standing)
        return self._tallies[key]

    def _counted(self, level: str, standing: Standing) -> Tally:
        if level == "buoc":
            assert standing.step is not None
            step = (standing.procedure, standing.step)
            if step not in self._rests:
                found = step_history(*step, self.since, self.at)
                self._rests[step] = [
                    used - begun for begun, used in found.values_list("begun_used", _RUN_USED)
                ]
            begun = standing.begun_used
            return tally_from_step(self._rests[step], standing.used - begun, WHOLE - begun)
        group = (level, _group(level, standing))
        if group not in self._past:
            self._past[group] = list(
                history(level, standing, self.since, self.at).values_list("used", "late")
            )
        return tally(self._past[group], standing.used)


_RUN_USED = "run__dossier__pace__used"


def levels_of(standing: Standing) -> tuple[str, ...]:
    """The groups that a standing has, the widest first."""
    return LEVELS if standing.step is not None else LEVELS[:-1]


def history(level: str, standing: Standing, since: datetime, until: datetime) -> QuerySet[Pace]:
    """The past of a group: dossiers that ended in a span of time."""
    rows = Pace.objects.filter(ended_at__gte=since, ended_at__lt=until)
    if level == "linh-vuc":
        return rows.filter(field=standing.field)
    return rows.filter(procedure=standing.procedure) if level == "thu-tuc" else rows


def step_history(procedure: int, number: int, since: datetime, until: datetime) -> QuerySet[StepPace]:
    """The past of a step: the runs through it of dossiers that ended in a span of time."""
    return StepPace.objects.filter(
        procedure=procedure,
        number=number,
        run__dossier__pace__ended_at__gte=since,
        run__dossier__pace__ended_at__lt=until,
    )


def behind(
    level: str, standing: Standing, since: datetime, until: datetime, *, late: bool
) -> QuerySet[Dossier]:
    """The dossiers that a tally counted: all that stood there, or those of them that ended late."""
    if level == "buoc" and standing.step is not None:
        left = WHOLE - standing.begun_used
        more = left if late else min(standing.used - standing.begun_used, left)
        runs = step_history(standing.procedure, standing.step, since, until)
        runs = runs.filter(**{f"{_RUN_USED}__gt": F("begun_used") + more})
        return Dossier.objects.filter(step_runs__in=runs.values("run"))
    rows = history(level, standing, since, until)
    rows = rows.filter(late=True) if late else rows.filter(Q(late=True) | Q(used__gt=standing.used))
    return Dossier.objects.filter(pk__in=rows.values("dossier"))


def open_steps(dossiers: Iterable[int]) -> list[StepRun]:
    """The open steps of dossiers."""
    return list(StepRun.objects.filter(dossier__in=list(dossiers), ended_at=None))


def _group(level: str, standing: Standing) -> Any:
    return {"co-quan": "", "linh-vuc": standing.field, "thu-tuc": standing.procedure}[level]


def _is_late(kept: Kept, clock: Clock, at: datetime) -> bool:
    """Whether the promise that the verdict is given against is broken already."""
    if kept.extended_at is None:
        return kept.kept_until_at is not None and kept.kept_until_at <= at
    return at > clock.due_at  # the promise before the extension


@dataclass(frozen=True)
class HistoryRow:
    """A past dossier for the measurement: what it used, how it ended, and the steps through which it came."""

    procedure: int
    field: str
    ended_at: datetime
    accepted_at: datetime
    used: int
    late: bool
    steps: tuple[tuple[int, int], ...] = ()


def all_history() -> Sequence[HistoryRow]:
    """Every past dossier in the order of its end."""
    steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for dossier, number, begun in StepPace.objects.order_by("run__place").values_list(
        "run__dossier", "number", "begun_used"
    ):
        steps[dossier].append((number, begun))
    rows = Pace.objects.order_by("ended_at", "pk").values_list(
        "pk", "procedure", "field", "ended_at", "dossier__accepted_at", "used", "late"
    )
    return [HistoryRow(*row[1:], steps=tuple(steps.get(row[0], ()))) for row in rows]


def likely(at: datetime) -> Q:
    """Open dossiers whose last forecast was that they are likely to be late."""
    least = convention(at).value["likely_from"] * 10
    # Asked by number: of all that are open, few are likely to be late.
    those = Outlook.objects.filter(likelihood__gte=least)
    return Q(ended_at__isnull=True, pk__in=those.values("dossier"))


def last_check() -> ForecastCheck | None:
    """The newest measurement of the forecast."""
    return ForecastCheck.objects.order_by("-pk").first()


def how_many() -> dict[str, int]:
    """Dossiers that have a pace, and ended ones that lack it (entered before paces were kept)."""
    found = Dossier.objects.filter(ended_at__isnull=False).exclude(verdict="")
    return found.aggregate(kept=Count("pace"), all=Count("pk"))
