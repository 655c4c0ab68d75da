"""Questions about trials of a limit. Every number is a count of the dossiers that are listed beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from minhchung.dossiers.models import Dossier, Replay, Replayed, ReplayPoint, Sight, Verdict
from minhchung.dossiers.models.sight import ALL
from minhchung.dossiers.whereabouts import Spent, slowest
from minhchung.procedures.queries import procedures_named

_LATE_NOW = Q(verdict=Verdict.OVERDUE)
_LATE_THEN = Q(verdict_then=Verdict.OVERDUE)


@dataclass(frozen=True)
class Outcome:
    """How many dossiers were tried, were late, would have been late, and would have become late."""

    tried: int
    late_then: int
    late_now: int
    newly: int


@dataclass(frozen=True)
class OfUnit:
    """The same for one unit."""

    name: str
    outcome: Outcome


@dataclass(frozen=True)
class Line:
    """A dossier that would have become late: where, and the step that went furthest beyond its time."""

    number: int
    code: str
    unit: str
    step: str
    step_unit: str
    due_at: datetime
    ended_at: datetime | None
    slowest: Spent | None


@dataclass(frozen=True)
class OfStep:
    """What newly late dossiers say of one step.

    Attributes:
        held: how many it held when the tried limit expired.
        passed: how many went through it; minutes, allowed: what it took and was allowed on average.
    """

    number: int
    name: str
    unit: str
    held: int
    passed: int
    minutes: int
    allowed: int


@dataclass(frozen=True)
class Point:
    """A point of the curve: the limit, how many of all would be late."""

    limit: int
    late: int


def trial(number: int) -> Replay | None:
    """One trial."""
    return Replay.objects.select_related("procedure").filter(pk=number).first()


def latest(limit: int = 30, procedure: int | None = None) -> tuple[tuple[Replay, str, Outcome], ...]:
    """The newest trials, of one procedure or of all, with the names of their procedures."""
    found = Replay.objects.select_related("procedure").order_by("-id")
    rows = list((found.filter(procedure=procedure) if procedure else found)[:limit])
    names = procedures_named(row.procedure_id for row in rows)
    return tuple((row, names.get(row.procedure_id, row.procedure.key), outcome(row.pk)) for row in rows)


def judged_procedures() -> tuple[tuple[int, str, int], ...]:
    """Procedures on which a limit can be tried, by name, each with how many of its dossiers have their verdict."""
    judged = Dossier.objects.exclude(verdict="").order_by().values_list("procedure")
    counted = dict(judged.annotate(many=Count("id")))
    names = sorted(procedures_named(counted).items(), key=lambda each: each[1])
    return tuple((number, name, counted[number]) for number, name in names)


def tried_procedures() -> tuple[tuple[int, str], ...]:
    """Procedures of which a limit was tried, by name."""
    numbers = set(Replay.objects.values_list("procedure_id", flat=True))
    return tuple(sorted(procedures_named(numbers).items(), key=lambda each: each[1]))


def outcome(number: int) -> Outcome:
    """The numbers of a trial."""
    found = Replayed.objects.filter(replay=number).aggregate(**_WANTED)
    return Outcome(**found)


def by_unit(number: int) -> tuple[OfUnit, ...]:
    """The numbers of a trial for each unit, those with most newly late dossiers first."""
    rows = (
        Replayed.objects.filter(replay=number)
        .values("unit_name")
        .annotate(**_WANTED)
        .order_by("-newly", "unit_name")
    )
    return tuple(OfUnit(row.pop("unit_name"), Outcome(**row)) for row in rows)


@dataclass(frozen=True)
class Ask:
    """Which of the newly late are wanted: of one unit, held in one step, in sight; all when empty."""

    unit: str = ""
    step: str = ""
    sight: Sight = ALL


def newly_late(
    number: int, ask: Ask = Ask(), *, offset: int = 0, limit: int | None = None
) -> tuple[Line, ...]:
    """The dossiers that were in time and would have been late."""
    rows = _newly(number, ask).select_related("dossier").order_by("dossier_id")
    return tuple(_line(row) for row in (rows[offset:] if limit is None else rows[offset : offset + limit]))


def count_newly(number: int, ask: Ask = Ask()) -> int:
    """How many those are."""
    return _newly(number, ask).count()


def choices(number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units and the steps among the newly late, in order."""
    rows = _newly(number, Ask())
    units = rows.exclude(unit_name="").order_by("unit_name").values_list("unit_name", flat=True).distinct()
    steps = rows.exclude(step_name="").order_by("step_name").values_list("step_name", flat=True).distinct()
    return tuple(units), tuple(steps)


def by_step(number: int) -> tuple[OfStep, ...]:
    """The steps that newly late dossiers went through: which held them when the limit expired, and where time went."""
    held: dict[tuple[int, str, str], int] = {}
    took: dict[tuple[int, str, str], list[tuple[int, int]]] = {}
    rows = _newly(number, Ask()).exclude(step_number=None)
    for row in rows.only("step_number", "step_name", "step_unit", "spent").iterator(chunk_size=2_000):
        for each in _spent(row):
            took.setdefault((each.number, each.name[:255], each.unit[:255]), []).append(
                (each.minutes, each.allowed)
            )
        at = (row.step_number or 0, row.step_name, row.step_unit)
        held[at] = held.get(at, 0) + 1
    return tuple(
        OfStep(
            *key,
            held=held.get(key, 0),
            passed=len(times),
            minutes=sum(spent for spent, _allowed in times) // len(times),
            allowed=times[-1][1],
        )
        for key, times in sorted(took.items())
    )


def without_step(number: int) -> int:
    """How many newly late dossiers have no known steps: the province's, and those received without a process."""
    return _newly(number, Ask()).filter(step_number=None).count()


def curve(number: int) -> tuple[Point, ...]:
    """The late under each limit that was tried, the shortest first."""
    return tuple(
        Point(row.limit, row.late) for row in ReplayPoint.objects.filter(replay=number).order_by("limit")
    )


def _newly(number: int, ask: Ask) -> QuerySet[Replayed]:
    rows = Replayed.objects.filter(_LATE_NOW & ~_LATE_THEN, replay=number)
    if ask.sight.limits:
        rows = rows.filter(dossier__in=Dossier.objects.visible_to(ask.sight))
    if ask.unit:
        rows = rows.filter(unit_name=ask.unit)
    return rows.filter(step_name=ask.step) if ask.step else rows


def _line(row: Replayed) -> Line:
    return Line(
        number=row.dossier_id,
        code=row.dossier.code,
        unit=row.unit_name,
        step=f"{row.step_number}. {row.step_name}" if row.step_number is not None else "",
        step_unit=row.step_unit,
        due_at=row.due_at,
        ended_at=row.dossier.ended_at,
        slowest=slowest(_spent(row)),
    )


def _spent(row: Replayed) -> list[Spent]:
    return [Spent(*each) for each in row.spent]


_WANTED = {
    "tried": Count("pk"),
    "late_then": Count("pk", filter=_LATE_THEN),
    "late_now": Count("pk", filter=_LATE_NOW),
    "newly": Count("pk", filter=_LATE_NOW & ~_LATE_THEN),
}
