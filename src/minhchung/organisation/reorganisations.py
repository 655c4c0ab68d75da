"""Questions about reorganisations: what they say, what they would move and have moved, where a record was before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from minhchung.ground.accounts.queries import full_names
from minhchung.organisation.models import (
    ENDING,
    PassedOn,
    Reorganisation,
    ReorganisationStep,
    Succession,
    SuccessionKind,
    Unit,
)
from minhchung.organisation.movers import UNITS, Passing, movers
from minhchung.organisation.queries import names_of, parents_on

#: Up to so many records are asked for by their numbers.
_FEW = 500


@dataclass(frozen=True)
class Edge:
    """A unit that hands over, and the one that takes over: numbers and names; ``successor`` None: nobody.

    ``ends``: the unit is no more afterwards; ``work``: its open work goes this way.
    """

    predecessor: int
    predecessor_name: str
    successor: int | None
    successor_name: str
    ends: bool
    work: bool


@dataclass(frozen=True)
class ReorganisationRow:
    """A reorganisation as it is shown."""

    id: int
    kind: str
    kind_name: str
    name: str
    on: date
    decision: str
    reason: str
    state: str
    state_name: str
    revision: int
    drafted_by: str
    drafted_at: datetime
    decided_by: str
    decided_at: datetime | None
    edges: tuple[Edge, ...]


def reorganisation(number: int) -> ReorganisationRow | None:
    """One reorganisation."""
    return next(iter(_rows(Reorganisation.objects.filter(pk=number))), None)


def reorganisations(limit: int = 200) -> tuple[ReorganisationRow, ...]:
    """All reorganisations, the latest day first."""
    return _rows(Reorganisation.objects.order_by("-on", "-id")[:limit])


def _rows(found: Any) -> tuple[ReorganisationRow, ...]:
    rows = list(found)
    steps: dict[int, list[ReorganisationStep]] = {}
    for step in ReorganisationStep.objects.filter(reorganisation__in=[each.pk for each in rows]).order_by(
        "id"
    ):
        steps.setdefault(step.reorganisation_id, []).append(step)
    every = [step for each in steps.values() for step in each]
    units = {step.predecessor_id for step in every} | {
        step.successor_id for step in every if step.successor_id
    }
    names = names_of(units)
    people = full_names({each.drafted_by for each in rows} | {each.decided_by for each in rows})
    return tuple(
        ReorganisationRow(
            id=each.pk,
            kind=each.kind,
            kind_name=str(each.get_kind_display()),
            name=each.name,
            on=each.on,
            decision=each.decision,
            reason=each.reason,
            state=each.state,
            state_name=str(each.get_state_display()),
            revision=each.revision,
            drafted_by=people.get(each.drafted_by, each.drafted_by),
            drafted_at=each.drafted_at,
            decided_by=people.get(each.decided_by, each.decided_by),
            decided_at=each.decided_at,
            edges=tuple(
                Edge(
                    step.predecessor_id,
                    names[step.predecessor_id],
                    step.successor_id,
                    names.get(step.successor_id or 0, ""),
                    ends=step.predecessor_id in ended(each.kind, steps.get(each.pk, ())),
                    work=step.takes_work and step.successor_id is not None,
                )
                for step in steps.get(each.pk, ())
            ),
        )
        for each in rows
    )


def ended(kind: str, steps: Iterable[ReorganisationStep]) -> frozenset[int]:
    """The units that are no more: all that hand over; of one that is divided only when its open work goes too."""
    return frozenset(
        step.predecessor_id
        for step in steps
        if kind in ENDING or (kind == SuccessionKind.SPLIT and step.takes_work)
    )


def passings(row: ReorganisationRow) -> tuple[Passing, ...]:
    """The ways that open work goes."""
    return tuple(
        Passing(row.id, edge.predecessor, edge.successor, row.on, row.decision, row.name)
        for edge in row.edges
        if edge.work and edge.successor is not None
    )


@dataclass(frozen=True)
class Done:
    """What went along of one kind, when it was done."""

    title: str
    key: str
    total: int


def went_along(number: int) -> tuple[Done, ...]:
    """What a reorganisation has moved, in the order of the movers; what moved nothing is told too."""
    counted = dict(
        PassedOn.objects.filter(reorganisation=number).order_by().values_list("mover").annotate(n=Count("id"))
    )
    return tuple(Done(str(each.title), each.key, counted.get(each.key, 0)) for each in movers())


def followers() -> dict[int, frozenset[int]]:
    """By unit, all that its work came down to, near and far: sheets may still write a record under the old name."""
    edges: dict[int, set[int]] = {}
    for before, after in Succession.objects.values_list("predecessor", "successor"):
        edges.setdefault(before, set()).add(after)

    def reached(unit: int) -> frozenset[int]:
        found: set[int] = set()
        edge = set(edges[unit])
        while edge:
            found |= edge
            edge = {after for each in edge for after in edges.get(each, ())} - found
        return frozenset(found - {unit})

    return {unit: reached(unit) for unit in edges}


def parted(row: ReorganisationRow) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The edges of those that hand over, and of those that stood under one of them on the day before."""
    giving = {edge.predecessor for edge in row.edges}
    if len(giving) < 2:
        return row.edges, ()
    above = parents_on(row.on - timedelta(days=1))
    within = {unit for unit in giving if under_one(unit, giving, above)}
    return (
        tuple(edge for edge in row.edges if edge.predecessor not in within),
        tuple(edge for edge in row.edges if edge.predecessor in within),
    )


def rooms_of(row: ReorganisationRow) -> tuple[frozenset[int], frozenset[int]]:
    """The units right under those that hand over, on the day before; and those right under who takes all over.

    Nothing where it is divided, or goes to several.
    """
    outer, _inner = parted(row)
    heirs = {edge.successor for edge in outer if edge.successor is not None}
    if row.kind == SuccessionKind.SPLIT or len(heirs) != 1:
        return frozenset(), frozenset()
    giving = {edge.predecessor for edge in outer}

    def right_under(units: Collection[int], day: date) -> frozenset[int]:
        return frozenset(unit for unit, above in parents_on(day).items() if above in units)

    return right_under(giving, row.on - timedelta(days=1)), right_under(heirs, row.on)


def under_one(unit: int, units: Collection[int], above: Mapping[int, int]) -> bool:
    """Whether a unit stands under one of some units, at any depth; ``above``: who is right above whom."""
    seen = {unit}
    at: int | None = above.get(unit)
    while at is not None and at not in seen:
        if at in units:
            return True
        seen.add(at)
        at = above.get(at)
    return False


def went_along_on(day: date) -> frozenset[int]:
    """Units that went along with the one above them on a day: it was reorganised before they are, on the same day."""
    rows = PassedOn.objects.filter(mover=UNITS, on=day)
    return frozenset(rows.values_list("record", flat=True))


def kinds_of(units: Iterable[int]) -> dict[int, str]:
    """The kinds of units by their numbers."""
    return dict(Unit.objects.filter(pk__in=list(units)).values_list("pk", "kind"))


def taken_over_on(units: Iterable[int], day: date) -> dict[int, date]:
    """The last day by then on which the work of others came to each unit; those to which none came are left out."""
    steps = Succession.objects.filter(successor__in=list(units), on__lte=day).order_by("on")
    return dict(steps.values_list("successor", "on"))
