"""What a reorganisation would do, and why it cannot be carried out: asked as often as one likes, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minhchung.organisation.checking import way
from minhchung.organisation.models import (
    ENDING,
    ReorganisationState,
    ReorganisationStep,
    Succession,
    SuccessionKind,
    UnitVersion,
)
from minhchung.organisation.movers import Passing, movers, stays
from minhchung.organisation.queries import parents_on
from minhchung.organisation.reorganisations import (
    ReorganisationRow,
    ended,
    parted,
    passings,
    under_one,
    went_along_on,
)
from minhchung.rules.rounding import printed_number


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


def refusals(row: ReorganisationRow) -> tuple[str, ...]:
    """Why a draft cannot be carried out as it stands; empty when it can."""
    return tuple(dict.fromkeys((*_shape(row), *_units(row), *_left_over(row))))


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


def _units(row: ReorganisationRow) -> Iterable[str]:
    """What the versions and earlier successions of the units say against it."""
    units = {edge.predecessor for edge in row.edges} | {
        edge.successor for edge in row.edges if edge.successor
    }
    versions: dict[int, list[UnitVersion]] = {}
    for version in UnitVersion.objects.filter(unit__in=units).order_by("since"):
        versions.setdefault(version.unit_id, []).append(version)
    left = _ended_before(row)
    above = {each.unit_id: each.parent_id for each in UnitVersion.objects.filter(unit__in=units, until=None)}
    giving = {edge.predecessor for edge in row.edges if edge.ends}
    along = went_along_on(row.on)
    for edge in row.edges:
        said = {"name": edge.predecessor_name, "day": f"{row.on:%d/%m/%Y}"}
        old = versions.get(edge.predecessor, [])
        if edge.predecessor in left:
            on, decision = left[edge.predecessor]
            yield _("“%(name)s” đã được sắp xếp từ ngày %(on)s theo %(decision)s.") % {
                **said, "on": f"{on:%d/%m/%Y}", "decision": decision,
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
        elif row.kind == SuccessionKind.RENAME and any(
            each.since < row.on and (each.until is None or each.until >= row.on) for each in new
        ):
            yield (
                _(
                    "“%(name)s” đã hoạt động từ trước ngày %(day)s; đổi tên thì đơn vị sau bắt đầu từ ngày ấy. "
                    "Về một đơn vị đang có thì chọn “Nhập vào đơn vị khác”."
                )
                % said
            )
        if above.get(edge.successor) in giving:
            yield _("“%(name)s” đang trực thuộc đơn vị sẽ kết thúc; hãy đặt lại cấp trên trước.") % said


def _ended_before(row: ReorganisationRow) -> dict[int, tuple[date, str]]:
    """Which of the units that hand over ended by an earlier step: from which day, by which decision."""
    giving = {edge.predecessor for edge in row.edges}
    entered = Succession.objects.filter(predecessor__in=giving, kind__in=ENDING)
    found = {step.predecessor_id: (step.on, step.decision) for step in entered.order_by("on")}
    done = ReorganisationStep.objects.filter(
        predecessor__in=giving, reorganisation__state=ReorganisationState.DONE
    ).exclude(reorganisation=row.id)
    for step in done.select_related("reorganisation").order_by("reorganisation__on"):
        if step.predecessor_id in ended(step.reorganisation.kind, [step]):
            found[step.predecessor_id] = (step.reorganisation.on, step.reorganisation.decision)
    return found


def _left_over(row: ReorganisationRow) -> Iterable[str]:
    """What a unit still has in hand that ends and that nobody follows: nothing may be left without an owner."""
    for edge in row.edges:
        if edge.successor is not None or row.kind != SuccessionKind.DISSOLVE:
            continue
        alone = Passing(row.id, edge.predecessor, 0, row.on, row.decision, row.name)
        counts = [(str(mover.title), mover.count(alone)) for mover in movers()]
        open_work = "; ".join(f"{title}: {printed_number(count)}" for title, count in counts if count)
        if open_work:
            yield _(
                "“%(name)s” còn việc chưa có ai nhận (%(what)s); hãy chọn đơn vị tiếp nhận, hoặc chuyển hết trước khi "
                "giải thể."
            ) % {"name": edge.predecessor_name, "what": open_work}
