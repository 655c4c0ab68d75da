"""Questions about reorganisations: what they say, what they would move and have moved, where a record was before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from minhchung.ground.accounts.queries import full_names
from minhchung.organisation.checking import way
from minhchung.organisation.models import (
    ENDING,
    PassedOn,
    Reorganisation,
    ReorganisationState,
    ReorganisationStep,
    Succession,
    SuccessionKind,
    Unit,
    UnitVersion,
)
from minhchung.organisation.movers import UNITS, Passing, movers, stays
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


@dataclass(frozen=True)
class Line:
    """What goes along of one kind: how many records of each unit, by the unit's number."""

    title: str
    counts: Mapping[int, int]

    @property
    def total(self) -> int:
        """Of all units together."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Staying:
    """What stays of one kind, and why."""

    title: str
    why: str
    total: int


@dataclass(frozen=True)
class Preview:
    """What a reorganisation would do now.

    ``refusals`` say why it cannot be carried out; ``lines`` what goes along, ``staying`` what does not.
    """

    refusals: tuple[str, ...]
    lines: tuple[Line, ...]
    staying: tuple[Staying, ...]

    @property
    def total(self) -> int:
        """Of all kinds together."""
        return sum(line.total for line in self.lines)


def preview(row: ReorganisationRow) -> Preview:
    """What it would do; of one that is done, what came to its predecessors since and can still be carried over."""
    ways = passings(row)
    lines = tuple(
        Line(str(mover.title), {each.predecessor: mover.count(each) for each in ways}) for mover in movers()
    )
    ends = [edge.predecessor for edge in row.edges if edge.ends]
    staying = tuple(
        Staying(str(stay.title), str(stay.why), total)
        for stay in stays()
        if (total := sum(stay.count(unit, row.on) for unit in ends))
    )
    wrong = refusals(row) if row.state == ReorganisationState.DRAFT else ()
    return Preview(wrong, lines, staying)


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


def refusals(row: ReorganisationRow) -> tuple[str, ...]:
    """Why a draft cannot be carried out as it stands; empty when it can."""
    return tuple(dict.fromkeys((*_shape(row), *_units(row))))


def _shape(row: ReorganisationRow) -> Iterable[str]:
    giving = {edge.predecessor for edge in row.edges}
    outer, inner = parted(row)
    taking = {edge.successor for edge in outer if edge.successor is not None}
    if not row.edges:
        yield _("Chưa ghi đơn vị nào.")
    for edge in row.edges:
        if edge.predecessor == edge.successor:
            yield _("“%(name)s” không thể kế thừa chính nó; hãy chọn hai đơn vị khác nhau.") % {
                "name": edge.predecessor_name
            }
        elif edge.successor in giving:
            yield _("Kế thừa đi vòng: “%(name)s” vừa là đơn vị trước vừa là đơn vị sau.") % {
                "name": edge.successor_name
            }
        elif edge.successor is not None and (circle := way(edge.successor, edge.predecessor)):
            yield _("Kế thừa đi vòng: %(way)s đã kế thừa nhau theo chiều ngược lại.") % {"way": circle}
        if edge.successor is None and row.kind != SuccessionKind.DISSOLVE:
            yield _("Chưa ghi đơn vị tiếp nhận việc của “%(name)s”.") % {"name": edge.predecessor_name}
    if row.kind in (SuccessionKind.MERGE, SuccessionKind.ABSORB) and len(taking) > 1:
        yield _("Hợp nhất, sáp nhập, nhập vào thì mọi đơn vị cùng về một đơn vị sau.")
    under = parents_on(row.on) if inner else {}
    for edge in inner:
        if (
            edge.successor is not None
            and edge.successor not in taking
            and not under_one(edge.successor, taking, under)
        ):
            yield _(
                "“%(name)s” phải về đơn vị tiếp nhận hoặc một phòng, đơn vị trực thuộc đơn vị tiếp nhận."
            ) % {"name": edge.predecessor_name}
    if row.kind == SuccessionKind.SPLIT and len(giving) > 1:
        yield _("Mỗi lần chỉ chia, tách một đơn vị.")
    if row.kind == SuccessionKind.RENAME and len(outer) > 1:
        yield _("Mỗi lần chỉ đổi tên một đơn vị.")


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


def _units(row: ReorganisationRow) -> Iterable[str]:
    """What the versions and earlier successions of the units say against it."""
    units = {edge.predecessor for edge in row.edges} | {
        edge.successor for edge in row.edges if edge.successor
    }
    versions: dict[int, list[UnitVersion]] = {}
    for version in UnitVersion.objects.filter(unit__in=units).order_by("since"):
        versions.setdefault(version.unit_id, []).append(version)
    earlier = Succession.objects.filter(
        predecessor__in=[edge.predecessor for edge in row.edges], kind__in=ENDING
    )
    left = {step.predecessor_id: step for step in earlier.order_by("on")}
    above = {each.unit_id: each.parent_id for each in UnitVersion.objects.filter(unit__in=units, until=None)}
    giving = {edge.predecessor for edge in row.edges if edge.ends}
    along = went_along_on(row.on)
    for edge in row.edges:
        said = {"name": edge.predecessor_name, "day": f"{row.on:%d/%m/%Y}"}
        old = versions.get(edge.predecessor, [])
        if edge.predecessor in left:
            step = left[edge.predecessor]
            yield _("“%(name)s” đã được sắp xếp từ ngày %(on)s theo %(decision)s.") % {
                **said, "on": f"{step.on:%d/%m/%Y}", "decision": step.decision,
            }  # fmt: skip
        elif not any(each.since < row.on and (each.until is None or each.until >= row.on) for each in old):
            yield _("“%(name)s” không hoạt động ngay trước ngày %(day)s.") % said
        elif edge.ends and any(
            each.since > row.on or (each.since == row.on and edge.predecessor not in along) for each in old
        ):
            yield _("“%(name)s” đã khai một thời kỳ từ sau ngày %(day)s; hãy bỏ thời kỳ đó trước.") % said
        if edge.successor is None:
            continue
        said["name"] = edge.successor_name
        new = versions.get(edge.successor, [])
        if not any(each.since <= row.on and (each.until is None or each.until > row.on) for each in new):
            yield (
                _("“%(name)s” không hoạt động vào ngày %(day)s; hãy nhập thời kỳ của đơn vị ấy trước.") % said
            )
        if above.get(edge.successor) in giving:
            yield _("“%(name)s” đang trực thuộc đơn vị sẽ kết thúc; hãy đặt lại cấp trên trước.") % said


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
