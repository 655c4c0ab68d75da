"""Deeds on reorganisations: drafted, changed, dropped, carried out in one transaction, and again for what came late.

NQ 190/2025/QH15: the successor goes on with what was in hand; nobody files again, no step is done again. So what is
open goes along with its clock and its steps, and what is over stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.ground.deeds.acting import Actor, Outdated, Refusal
from minhchung.ground.inserting import insert_rows
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.organisation.actions.drafting import REORGANISATION, decide, held
from minhchung.organisation.actions.units import ROOM, SUCCESSION, UNIT, VERSION, end_unit, save_version
from minhchung.organisation.models import (
    PassedOn,
    Reorganisation,
    ReorganisationState,
    ReorganisationStep,
    Succession,
    Unit,
    UnitVersion,
)
from minhchung.organisation.movers import UNITS, Moved, Mover, Passing, movers
from minhchung.organisation.previews import refusals
from minhchung.organisation.queries import forget_home_agency_name
from minhchung.organisation.reorganisations import (
    ReorganisationRow,
    ended,
    passings,
    reorganisation,
    went_along_on,
)

_COLUMNS = (
    "reorganisation_id",
    "mover",
    "room",
    "matter",
    "record",
    "code",
    "predecessor_id",
    "successor_id",
    "on",
    "at",
)


@transaction.atomic
def carry_out(*, number: int, revision: int | None = None, by: Actor, at: datetime) -> int:
    """Carry a reorganisation out: who follows whom, what ends, what goes along; in one transaction or not at all.

    Whoever comes second while it is being done waits, and finds it done: then only what came to the predecessors since
    goes along, and nothing when there is nothing. So it may be asked as often as one likes; who saw it as a draft that
    somebody else has carried out meanwhile is told so.

    Args:
        revision: of the draft that was previewed; None for one that nobody looked at before.

    Returns:
        How many records went along now.

    Raises:
        Outdated: the draft was changed since it was previewed, or somebody else carried it out.
        Refusal: its day has not come; units, versions or earlier successions speak against it.
    """
    found = held(number)
    if found.state == ReorganisationState.DROPPED:
        raise Refusal(_("Việc sắp xếp này đã bỏ, không thực hiện được."))
    row = reorganisation(number)
    assert row is not None  # it is held
    first = found.state == ReorganisationState.DRAFT
    if not first and revision is not None and found.decided_by != by.username:
        assert found.decided_at is not None  # it is done
        raise Outdated(
            _("%(who)s vừa thực hiện việc sắp xếp này lúc %(when)s. Không có gì được chuyển hai lần.")
            % {"who": found.decided_by, "when": f"{found.decided_at:%H:%M %d/%m/%Y}"}
        )
    if first:
        _wait_for_units(row)
        if revision is not None and revision != found.revision:
            raise Outdated(
                _("Bản chuẩn bị vừa được %(who)s sửa. Chưa có gì thay đổi: hãy xem lại rồi thực hiện.")
                % {"who": found.drafted_by}
            )
        if at.date() < found.on:
            raise Refusal(
                _("Chưa đến ngày %(day)s; việc sắp xếp chỉ thực hiện từ ngày có hiệu lực.")
                % {"day": f"{found.on:%d/%m/%Y}"}
            )
        if wrong := refusals(row):
            raise Refusal(" ".join(wrong))
    names = {edge.predecessor: edge.predecessor_name for edge in row.edges}
    names |= {edge.successor: edge.successor_name for edge in row.edges if edge.successor is not None}
    moved = _carry(row, by, at)  # other rooms lock their rows before anything of the trail is written
    if first:
        _succeed(found, by.username, at)
        decide(found, ReorganisationState.DONE, by.username, at)
    deeds = [
        trail.Deed(
            each.room,
            each.matter,
            each.record,
            "go_along",
            by.username,
            at,
            {
                "reorganisation": number, "decision": row.decision, "from": passing.predecessor,
                "to": passing.successor, "from_unit": names[passing.predecessor], "to_unit": names[passing.successor],
                **each.details,
            },
        )
        for passing, _mover, every in moved
        for each in every
    ]  # fmt: skip
    counts: dict[str, int] = {}
    for _passing, mover, every in moved:
        counts[mover.key] = counts.get(mover.key, 0) + len(every)
    if first:
        deeds += _told_of_units(row, names, by.username, at)
    if first or deeds:
        deed = "carry_out" if first else "carry_rest"
        told = {
            "counts": {key: count for key, count in counts.items() if count},
            "moved": sum(counts.values()),
            "decision": row.decision,
        }
        deeds.append(trail.Deed(ROOM, REORGANISATION, number, deed, by.username, at, told))
    trail.write(deeds, recorded_at=at)
    return sum(counts.values())


def _told_of_units(
    row: ReorganisationRow, names: Mapping[int, str], by: str, at: datetime
) -> Iterable[trail.Deed]:
    """What the stories of the units say: who ended or went on, to whom, from whom."""
    after: dict[int, list[str]] = {}
    before: dict[int, list[str]] = {}
    for edge in row.edges:
        after.setdefault(edge.predecessor, []).append(edge.successor_name)
        if edge.successor is not None:
            before.setdefault(edge.successor, []).append(edge.predecessor_name)
    ends = {edge.predecessor for edge in row.edges if edge.ends}
    same = {"manner": row.kind_name, "on": row.on, "decision": row.decision}
    for unit, heirs in after.items():
        told = {**same, "to_unit": "; ".join(each for each in heirs if each)}
        yield trail.Deed(ROOM, UNIT, unit, "end" if unit in ends else "part_with", by, at, told)
    for unit, givers in before.items():
        told = {**same, "from_unit": "; ".join(givers)}
        yield trail.Deed(ROOM, UNIT, unit, "take_over", by, at, told)


def _wait_for_units(row: ReorganisationRow) -> None:
    """One reorganisation of a unit at a time; deeds that only name the unit go on meanwhile."""
    units = {edge.predecessor for edge in row.edges} | {edge.successor for edge in row.edges} - {None}
    rows = Unit.objects.filter(pk__in=units).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def _carry(row: ReorganisationRow, by: Actor, at: datetime) -> list[tuple[Passing, Mover, Sequence[Moved]]]:
    """Let every room carry over what it keeps, and keep a row of each record."""
    ways = passings(row)
    done = [(each, mover, mover.carry(each, by, at)) for mover in movers() for each in ways]
    insert_rows(
        PassedOn,
        _COLUMNS,
        (
            (
                row.id, mover.key, each.room, each.matter, each.record, each.code[:80], passing.predecessor,
                passing.successor, row.on, at,
            )
            for passing, mover, every in done
            for each in every
        ),
        but_once=True,
    )  # fmt: skip
    return done


def _succeed(found: Reorganisation, by: str, at: datetime) -> None:
    """The edges become successions; what ends, ends; what stood under it stands under its successor."""
    steps = list(ReorganisationStep.objects.filter(reorganisation=found).order_by("id"))
    ends, along = ended(found.kind, steps), went_along_on(found.on)
    for step in steps:
        if step.successor_id is not None:
            step.succession = Succession.objects.create(
                predecessor_id=step.predecessor_id,
                successor_id=step.successor_id,
                kind=found.kind,
                on=found.on,
                decision=found.decision,
            )
            step.save(update_fields=["succession"])
            details = {"after": {"predecessor": step.predecessor_id, "successor": step.successor_id,
                                 "kind": found.kind, "on": found.on, "decision": found.decision}}  # fmt: skip
            trail.write_one(
                trail.Deed(ROOM, SUCCESSION, step.succession.pk, "create", by, at, details), recorded_at=at
            )
        if step.predecessor_id in ends:
            if step.predecessor_id in along:
                _take_back_place(step.predecessor_id, found.on, by=by, at=at)
            end_unit(step.predecessor_id, on=found.on, by=by, at=at)
    forget_home_agency_name()


def _take_back_place(unit: int, on: date, *, by: str, at: datetime) -> None:
    """A unit that went along with the one above it, and ends on the same day, has no place of that day.

    Raises:
        Refusal: something already speaks of the place.
    """
    for version in UnitVersion.objects.filter(unit=unit, since=on):
        number, before = (
            version.pk,
            {"name": version.name, "parent": version.parent_id, "since": version.since},
        )
        try:
            version.delete()
        except ProtectedError as held:
            raise Refusal(
                _(
                    "“%(name)s” đã có văn bản ban hành từ ngày %(day)s; hãy sắp xếp đơn vị này trước cấp trên của nó."
                )
                % {"name": version.name, "day": f"{on:%d/%m/%Y}"}
            ) from held
        trail.write_one(
            trail.Deed(ROOM, VERSION, number, "delete", by, at, {"before": before}), recorded_at=at
        )


def _count_under(passing: Passing) -> int:
    """How many units stand right under one that ends."""
    return len(_under(passing))


def _carry_under(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    """What stands under a unit stands under its successor from the day on; names and codes stay."""
    moved = []
    for version in _under(passing):
        if version.since >= passing.on:
            version.parent_id = passing.successor
            save_version(version, by=by.username, at=at)
        else:
            last, version.until = version.until, passing.on
            save_record(version, room=ROOM, matter=VERSION, by=by.username, at=at, folds={"folded": "name"})
            after = UnitVersion(
                unit_id=version.unit_id,
                name=version.name,
                legacy_code=version.legacy_code,
                official_code=version.official_code,
                seal_name=version.seal_name,
                parent_id=passing.successor,
                decision=passing.decision,
                since=passing.on,
                until=last,
            )
            save_version(after, by=by.username, at=at)
        moved.append(Moved(ROOM, UNIT, version.unit_id, version.name))
    return moved


def _under(passing: Passing) -> list[UnitVersion]:
    """Versions right under the unit on the day or later, but of those that end by the same reorganisation."""
    together = ReorganisationStep.objects.filter(reorganisation=passing.reorganisation).values("predecessor")
    rows = UnitVersion.objects.filter(parent=passing.predecessor).exclude(unit__in=together)
    lasting = rows.filter(Q(until__isnull=True) | Q(until__gt=passing.on))
    return list(lasting.order_by("unit", "since"))


#: What stands under a unit goes along with it; it is done last, since it writes the trail.
UNITS_UNDER = Mover(
    UNITS, gettext_lazy("Đơn vị trực thuộc"), _count_under, _carry_under, record_route="organisation:unit"
)
