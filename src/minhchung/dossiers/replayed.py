"""Questions about trials of a limit. Every number is a count of the dossiers that are listed beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from minhchung.dossiers.models import Dossier, Replay, Replayed, Sight, Verdict
from minhchung.dossiers.models.sight import ALL
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
    """A dossier that would have become late."""

    number: int
    code: str
    unit: str
    due_at: object
    ended_at: object


def trial(number: int) -> Replay | None:
    """One trial."""
    return Replay.objects.select_related("procedure").filter(pk=number).first()


def latest(limit: int = 30) -> tuple[tuple[Replay, str, Outcome], ...]:
    """The newest trials with the names of their procedures."""
    rows = list(Replay.objects.select_related("procedure").order_by("-id")[:limit])
    names = procedures_named(row.procedure_id for row in rows)
    return tuple((row, names.get(row.procedure_id, row.procedure.key), outcome(row.pk)) for row in rows)


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


def newly_late(number: int, sight: Sight = ALL) -> tuple[Line, ...]:
    """The dossiers in sight that were in time and would have been late."""
    rows = (
        Replayed.objects.filter(
            _LATE_NOW & ~_LATE_THEN, replay=number, dossier__in=Dossier.objects.visible_to(sight)
        )
        .select_related("dossier")
        .order_by("dossier_id")
    )
    return tuple(
        Line(row.dossier_id, row.dossier.code, row.unit_name, row.due_at, row.dossier.ended_at)
        for row in rows
    )


_WANTED = {
    "tried": Count("pk"),
    "late_then": Count("pk", filter=_LATE_THEN),
    "late_now": Count("pk", filter=_LATE_NOW),
    "newly": Count("pk", filter=_LATE_NOW & ~_LATE_THEN),
}
