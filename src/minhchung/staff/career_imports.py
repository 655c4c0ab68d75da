"""Imports of positions, of posts held, of decisions from before, of training plans and products."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from minhchung.ground import to_come
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.organisation import queries as organisation
from minhchung.organisation.imports import unit_of
from minhchung.staff import actions
from minhchung.staff.actions.decided import already, known_as
from minhchung.staff.career_layouts import (
    APPOINTMENTS,
    MOVEMENTS,
    POSITIONS,
    PRODUCTS,
    TRAINING_PLANS,
)
from minhchung.staff.imports import OfPersonImporter, year_of
from minhchung.staff.models import Appointment, Movement, Person, Position, ProductKind, TrainingPlan
from minhchung.staff.moves import Deed


class PositionsImporter(TableImporter):
    """Approved job positions."""

    layout = POSITIONS
    room, matter, model = actions.ROOM, actions.POSITION, Position
    key: ClassVar[tuple[str, ...]] = ("unit_id", "code", "since")

    def prepare(self) -> None:
        """Load the units."""
        self.units = organisation.look_up()

    def convert(self, row: Row) -> dict[str, Any]:
        """A position."""
        given = row.values
        number = 1 if given["number"] is None else given["number"]
        if number < 0:
            raise BadRow("number", "không được âm")
        _check_days(given["since"], given["until"])
        return {
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            "code": given["code"],
            "title": given["title"],
            "group": given["group"],
            "number": number,
            "decision": given["decision"],
            "since": given["since"],
            "until": given["until"],
        }


class AppointmentsImporter(OfPersonImporter):
    """Who held which post from when until when: a main post at a time, others beside it."""

    layout = APPOINTMENTS
    room, matter, model = actions.ROOM, actions.APPOINTMENT, Appointment
    key: ClassVar[tuple[str, ...]] = ("person_id", "since", "main")

    def prepare(self) -> None:
        """Load the people and the units."""
        super().prepare()
        self.units = organisation.look_up()
        self.held: dict[int, dict[date, date | None]] = {}
        self.positions = dict(Position.objects.order_by("since").values_list("code", "id"))
        self.left = dict(Person.objects.filter(left_on__isnull=False).values_list("id", "left_on"))

    def load_chunk(self, rows: Sequence[Row]) -> None:
        """Load what the people of the chunk held."""
        named = {row.values["staff_no"] for row in rows} & self.people.keys()
        those = {self.people[staff_no] for staff_no in named} - self.held.keys()
        for person in those:
            self.held[person] = {}
        kept = Appointment.objects.filter(person__in=those, main=True)
        for person, since, until in kept.values_list("person_id", "since", "until"):
            self.held[person][since] = until

    def convert(self, row: Row) -> dict[str, Any]:
        """An appointment."""
        given, person = row.values, self.person(row)
        since, until, main = given["since"], given["until"], not given["beside"]
        _check_days(since, until)
        if main:
            until = until or self._known_end(person, since)
            self._refuse_two_at_once(person, since, until)
        return {
            "person_id": person,
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            "post": given["post"],
            "rank": given["rank"] or "",
            "position_id": self._position(given["position"]),
            "leads": bool(given["leads"]),
            "main": main,
            "since": since,
            "until": until,
            "decision": given["decision"] or "",
        }

    def _position(self, code: str | None) -> int | None:
        """The latest approved position of that code."""
        if not code:
            return None
        if code not in self.positions:
            raise BadRow(
                "position", f"chưa có vị trí việc làm mang mã “{code}”; hãy nhập danh mục vị trí trước"
            )
        return self.positions[code]

    def _known_end(self, person: int, since: date) -> date | None:
        """When a post without an end in the sheet ended: where a later one begins, or its holder left."""
        later = [start for start in self.held[person] if start > since]
        left = self.left.get(person)
        return min(later, default=left if left is not None and left > since else None)

    def _refuse_two_at_once(self, person: int, since: date, until: date | None) -> None:
        """A post without an end ends where the next begins; one whose end lies beyond that overlaps it."""
        mine = self.held[person]
        for start, end in mine.items():
            if start == since:
                continue
            first, last = ((start, end), since) if start < since else ((since, until), start)
            if first[1] is not None and first[1] > last:
                raise BadRow(
                    "since",
                    f"trùng thời gian với vị trí chính từ {start:%d/%m/%Y}; mỗi lúc chỉ giữ một vị trí chính: "
                    "hãy sửa ngày, hoặc ghi “có” ở cột Kiêm nhiệm",
                )
        mine[since] = until

    def after_write(self, new: list[Plan], changed: list[Plan]) -> None:
        """Posts without an end are ended where the next begins; people stand where their latest post is."""
        people = {plan.values["person_id"] for plan in (*new, *changed)}
        kept: dict[int, list[Appointment]] = {}
        for each in Appointment.objects.filter(person__in=people, main=True).order_by("since"):
            kept.setdefault(each.person_id, []).append(each)
        ended = []
        for mine in kept.values():
            for each, following in zip(mine, mine[1:], strict=False):
                if each.until is None:
                    each.until = following.since
                    ended.append(each)
        Appointment.objects.bulk_update(ended, ["until"])
        moved = []
        for person in Person.objects.filter(pk__in=kept):
            last = kept[person.pk][-1]
            place = (last.unit_id, last.post, last.rank or person.rank)
            if (person.unit_id, person.post, person.rank) != place:
                person.unit_id, person.post, person.rank = place
                moved.append(person)
        Person.objects.bulk_update(moved, ["unit", "post", "rank"])


class MovementsImporter(OfPersonImporter):
    """Decisions on people from the books of before; they move nobody, the posts come from their own list."""

    layout = MOVEMENTS
    room, matter, model = actions.ROOM, actions.MOVEMENT, Movement
    key: ClassVar[tuple[str, ...]] = ("person_id", "deed", "on", "decision")

    def prepare(self) -> None:
        """Load the people and the units."""
        super().prepare()
        self.units = organisation.look_up()
        told = Movement.objects.filter(deed=Deed.DISCIPLINE).values_list(
            "person_id", "decision", "decided_on", "on"
        )
        self.disciplined = {
            (person, *known_as(decision, day)): (decision, day, on) for person, decision, day, on in told
        }

    def _refuse_twice(self, row: Row, person: int, decided_on: date) -> None:
        """A decision of discipline is entered once of a person, from whichever day on."""
        given = row.values
        this = (given["decision"], decided_on, given["on"])
        first = self.disciplined.setdefault((person, *known_as(given["decision"], decided_on)), this)
        if (first[0], first[2]) != (this[0], this[2]):
            raise BadRow("decision", already(first[0], first[1], given["staff_no"]))

    def _at_once(self, on: date) -> date:
        """The day of a decision that has none: that of its effect, which then cannot be to come."""
        if to_come.refusal_of("", on, self.today):
            raise BadRow("decided_on", f"hãy ghi ngày quyết định: ngày có hiệu lực {on:%d/%m/%Y} chưa đến")
        return on

    def convert(self, row: Row) -> dict[str, Any]:
        """A decision."""
        given = row.values
        person, decided_on = self.person(row), given["decided_on"] or self._at_once(given["on"])
        if given["deed"] == Deed.DISCIPLINE:
            self._refuse_twice(row, person, decided_on)
        units = {
            f"{name}_id": unit_of(self.units, given[name], name) if given[name] else None
            for name in ("from_unit", "to_unit")
        }
        return {
            "person_id": person,
            "deed": given["deed"],
            "form": given["form"] or "",
            "on": given["on"],
            "decision": given["decision"],
            "decided_on": decided_on,
            **units,
            "from_post": given["from_post"] or "",
            "to_post": given["to_post"] or "",
            "leads": bool(given["leads"]),
            "regime": given["regime"] or "",
            "reason": given["reason"] or "",
        }


class TrainingPlansImporter(TableImporter):
    """Plans of training."""

    layout = TRAINING_PLANS
    room, matter, model = actions.ROOM, actions.TRAINING_PLAN, TrainingPlan
    key: ClassVar[tuple[str, ...]] = ("year", "kind", "title")

    def convert(self, row: Row) -> dict[str, Any]:
        """A line of a plan."""
        given = row.values
        if given["turns"] < 0:
            raise BadRow("turns", "không được âm")
        return {
            "year": year_of(given["year"], "year"),
            "kind": given["kind"],
            "title": given["title"],
            "turns": given["turns"],
            "decision": given["decision"],
        }


class ProductsImporter(TableImporter):
    """The catalogue of products."""

    layout = PRODUCTS
    room, matter, model = actions.ROOM, actions.PRODUCT, ProductKind
    key: ClassVar[tuple[str, ...]] = ("code",)

    def convert(self, row: Row) -> dict[str, Any]:
        """A product."""
        given = row.values
        if given["weight"] <= 0:
            raise BadRow("weight", "phải lớn hơn 0")
        _check_days(given["since"], given["until"])
        return {name: given[name] for name in ("code", "title", "weight", "decision", "since", "until")} | {
            "source": given["source"] or ""
        }


def _check_days(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise BadRow("until", "phải sau “Từ ngày”; hãy kiểm tra hai ngày")
