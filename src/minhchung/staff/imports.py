"""Imports of people with their highest degree, of degrees, quota, training and yearly classes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import Model

from minhchung.ground.intake.cells import Opened
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.tables import BadRow, Plan, TableImporter
from minhchung.organisation import queries as organisation
from minhchung.organisation.imports import UnitsFollowed, unit_of
from minhchung.staff import actions
from minhchung.staff.layouts import PEOPLE, QUALIFICATIONS, QUOTA, TRAINING, YEAR_CLASSES
from minhchung.staff.models import Person, Qualification, Quota, Sex, Training, YearClass


class PeopleImporter(UnitsFollowed):
    """People; a degree named in the row is added to the person's degrees, none is taken away."""

    layout = PEOPLE
    room, matter, model = actions.ROOM, actions.PERSON, Person
    key: ClassVar[tuple[str, ...]] = ("staff_no",)
    unit_columns: ClassVar[tuple[str, ...]] = ("unit_id",)

    def prepare(self) -> None:
        """Load the units."""
        super().prepare()
        self.units = organisation.look_up()
        self.degrees: dict[int, dict[tuple[str, str], date | None]] = {}

    def convert(self, row: Row) -> dict[str, Any]:
        """A person, and a degree under names that begin with "_"."""
        given = row.values | dict(zip(("sex", "birth_on"), self._sex_and_birth(row.values), strict=True))
        self._refuse_impossible(given)
        level = given["level"]
        return {
            "staff_no": given["staff_no"],
            "full_name": given["full_name"],
            **actions.name_keys(given["full_name"]),
            "sex": given["sex"],
            "birth_on": given["birth_on"],
            "ethnic": given["ethnic"] or "",
            "party_member": given["party_member"],
            "kind": given["kind"],
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            "post": given["post"] or "",
            "rank": given["rank"] or "",
            "joined_on": given["joined_on"],
            "left_on": given["left_on"],
            "leaving": given["leaving"] or "",
            "leaving_regime": given["leaving_regime"] or "",
            "leaving_decision": given["leaving_decision"] or "",
            "_degree": (str(level), given["major"] or rest_of(level), given["awarded_on"]) if level else None,
        }

    def _sex_and_birth(self, given: dict[str, Any]) -> tuple[str, date | None]:
        """From their own columns, or from the one of two columns of birthdays that is filled."""
        man, woman = given["born_man"], given["born_woman"]
        if man is not None and woman is not None:
            raise BadRow("born_woman", "có cả ngày sinh ở cột nam và cột nữ; hãy giữ một")
        told = Sex.MALE if man is not None else Sex.FEMALE if woman is not None else None
        sex = given["sex"] or told
        if sex is None:
            raise BadRow(
                "sex", "thiếu giới tính; hãy ghi nam hoặc nữ, hoặc ghi ngày sinh ở cột của nam, của nữ"
            )
        if told is not None and sex != told:
            raise BadRow("sex", "khác với cột ngày sinh đã ghi; hãy kiểm tra lại")
        return sex, given["birth_on"] or man or woman

    def _refuse_impossible(self, given: dict[str, Any]) -> None:
        if given["left_on"] is not None and given["left_on"] <= given["joined_on"]:
            raise BadRow("left_on", "phải sau ngày vào cơ quan; hãy kiểm tra hai ngày")
        if given["left_on"] is not None and not given["leaving"]:
            raise BadRow("leaving", "người đã thôi làm việc cần có lý do; hãy chọn một lý do trong danh sách")
        if given["leaving"] and given["left_on"] is None:
            raise BadRow("left_on", "có lý do thôi làm việc nhưng thiếu ngày; hãy ghi ngày hoặc xóa lý do")
        if given["birth_on"] is not None and given["birth_on"] >= given["joined_on"]:
            raise BadRow("birth_on", "phải trước ngày vào cơ quan; hãy kiểm tra hai ngày")
        if given["level"] is None and (given["major"] or given["awarded_on"]):
            raise BadRow("level", "có chuyên ngành hoặc ngày cấp bằng nhưng thiếu trình độ")

    def load_children(self, records: Sequence[Model]) -> None:
        """Degrees of the people of a chunk."""
        self.degrees = {}
        rows = Qualification.objects.filter(person__in=[each.pk for each in records])
        for person, level, major, awarded in rows.values_list("person_id", "level", "major", "awarded_on"):
            self.degrees.setdefault(person, {})[level, major] = awarded

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        """Whether the row's degree is missing or has another day."""
        if values["_degree"] is None:
            return {}
        level, major, awarded = values["_degree"]
        held = self.degrees.get(record.pk, {})
        if (level, major) not in held:
            return {"degree": None}
        known = held[level, major]
        return {"degree": known} if awarded is not None and awarded != known else {}

    def after_write(self, new: list[Plan], changed: list[Plan]) -> None:
        """Keep the appointments alike with the rows; add the degrees, or put their days right."""
        written = [plan.number for plan in (*new, *changed) if plan.number is not None]
        actions.align(Person.objects.filter(pk__in=written))
        for plan in (*new, *changed):
            if plan.values["_degree"] is None or plan.number is None:
                continue
            level, major, awarded = plan.values["_degree"]
            days = {} if awarded is None else {"awarded_on": awarded}
            Qualification.objects.update_or_create(
                person_id=plan.number, level=level, major=major, defaults=days
            )


def rest_of(level: str | None) -> str:
    """What follows the level in its cell: the major."""
    return level.rest[:160] if isinstance(level, Opened) else ""


class OfPersonImporter(TableImporter):
    """Rows that belong to a person who is already there."""

    def prepare(self) -> None:
        """Load the people."""
        self.people = dict(Person.objects.values_list("staff_no", "id"))

    def person(self, row: Row) -> int:
        """The person's id."""
        staff_no = row.values["staff_no"]
        if staff_no not in self.people:
            raise BadRow(
                "staff_no", f"chưa có người mang số hiệu “{staff_no}”; hãy nhập danh sách người trước"
            )
        return self.people[staff_no]


class QualificationsImporter(OfPersonImporter):
    """Degrees."""

    layout = QUALIFICATIONS
    room, matter, model = actions.ROOM, actions.QUALIFICATION, Qualification
    key: ClassVar[tuple[str, ...]] = ("person_id", "level", "major")

    def convert(self, row: Row) -> dict[str, Any]:
        """A degree."""
        given = row.values
        return {
            "person_id": self.person(row),
            "level": str(given["level"]),
            "major": given["major"] or rest_of(given["level"]),
            "school": given["school"] or "",
            "awarded_on": given["awarded_on"],
        }


class QuotaImporter(TableImporter):
    """Quota; without a day it stands from the first day of its year."""

    layout = QUOTA
    room, matter, model = actions.ROOM, actions.QUOTA, Quota
    key: ClassVar[tuple[str, ...]] = ("unit_id", "kind", "since")

    def prepare(self) -> None:
        """Load the units."""
        self.units = organisation.look_up()

    def convert(self, row: Row) -> dict[str, Any]:
        """A quota."""
        given = row.values
        year = year_of(given["year"], "year")
        since = given["since"] or date(year, 1, 1)
        if given["until"] is not None and given["until"] <= since:
            raise BadRow("until", "phải sau “Từ ngày”; hãy kiểm tra hai ngày")
        if given["number"] < 0:
            raise BadRow("number", "không được âm")
        return {
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            "kind": given["kind"],
            "number": given["number"],
            "year": year,
            "decision": given["decision"],
            "since": since,
            "until": given["until"],
        }


class TrainingImporter(OfPersonImporter):
    """Turns of training."""

    layout = TRAINING
    room, matter, model = actions.ROOM, actions.TRAINING, Training
    key: ClassVar[tuple[str, ...]] = ("person_id", "title", "on")

    def convert(self, row: Row) -> dict[str, Any]:
        """A turn."""
        given = row.values
        if given["until_on"] is not None and given["until_on"] < given["on"]:
            raise BadRow("until_on", "không được trước “Từ ngày”; hãy kiểm tra hai ngày")
        if given["hours"] is not None and given["hours"] < 0:
            raise BadRow("hours", "không được âm")
        return {
            "person_id": self.person(row),
            "kind": given["kind"],
            "title": given["title"],
            "on": given["on"],
            "until_on": given["until_on"],
            "hours": given["hours"],
            "certificate": given["certificate"] or "",
        }


class YearClassesImporter(OfPersonImporter):
    """Yearly classes."""

    layout = YEAR_CLASSES
    room, matter, model = actions.ROOM, actions.YEAR_CLASS, YearClass
    key: ClassVar[tuple[str, ...]] = ("person_id", "year")

    def convert(self, row: Row) -> dict[str, Any]:
        """A class."""
        return {
            "person_id": self.person(row),
            "year": year_of(row.values["year"], "year"),
            "quality": row.values["quality"],
            "decision": row.values["decision"] or "",
        }


def year_of(number: int, field: str) -> int:
    """A calendar year.

    Raises:
        BadRow: the number cannot be a year of this century or the last.
    """
    if not 1900 < number < 2200:
        raise BadRow(field, f"“{number}” không phải năm; hãy ghi bốn chữ số, ví dụ 2020")
    return number
