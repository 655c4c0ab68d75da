"""A worksheet of tasks names who is in charge: whom it may name, since when, and what a row is told otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from minhchung.direction.models import Plan, PlanTask, TaskHolding
from minhchung.direction.plan_imports import PlanTasksImporter
from minhchung.direction.produced import tasks_of
from minhchung.direction.tests.cast import AT, a_plan, a_unit
from minhchung.dossiers.models import Posting
from minhchung.ground.accounts.models import User
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import story_of
from minhchung.organisation.models import Succession, Unit
from minhchung.staff.models import Person
from minhchung.staff.tests.cast import a_person

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DONE = {"done_on": date(2026, 4, 1), "product_reference": "1/BC", "product_on": date(2026, 4, 1)}


@pytest.fixture
def office() -> Unit:
    a_plan()
    office = a_unit("VP", "Văn phòng")
    other = a_unit("DT", "Phòng Đầu tư")
    for username, name, unit in (
        ("lan", "Trần Thị Lan", office),
        ("minh", "Vũ Minh", office),
        ("minh2", "Vũ Minh", office),
        ("khach", "Lý Khách", other),
    ):
        user = User.objects.create(username=username, full_name=name, role="specialist")
        Posting.objects.create(user=user, unit=unit)
    return office


def line(number: str = "1", **more: Any) -> dict[str, Any]:
    return {
        "plan": "2026", "number": number, "head": "finance", "title": f"Việc {number}", "product": "Báo cáo",
        "lead_unit": "Văn phòng", "due": "Quý II", **more,
    }  # fmt: skip


def run(*lines: dict[str, Any]) -> tuple[list[Outcome], list[str]]:
    importer = PlanTasksImporter()
    blank = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("S", number, {**blank, **each}) for number, each in enumerate(lines, 2)])
    with transaction.atomic():
        trail.write(importer.write(plans, by="thu", at=AT), recorded_at=AT)
    return [each.outcome for each in plans], [
        f"{problem.field}: {problem.message}" for each in plans for problem in each.problems
    ]


def held() -> list[tuple[Any, ...]]:
    rows = TaskHolding.objects.order_by("id")
    return list(rows.values_list("task__number", "user__username", "since_on", "until_on"))


def test_the_person_is_named_by_account_number_or_name_and_reading_again_changes_nothing(
    office: Unit,
) -> None:
    person = a_person(office, 1)
    Person.objects.filter(pk=person.pk).update(account=User.objects.get(username="minh"))
    told = (
        line("1", holder="Lan"),
        line("2", holder=person.staff_no.lower(), held_since=date(2026, 3, 2)),
        line("3", holder="TRAN THI LAN", **DONE),
        line("4"),
    )
    assert run(*told) == ([Outcome.NEW] * 4, [])
    issued = Plan.objects.get().issued_on
    assert held() == [
        ("1", "lan", issued, None),
        ("2", "minh", date(2026, 3, 2), None),
        ("3", "lan", issued, None),
    ]
    assert run(*told)[0] == [Outcome.UNCHANGED] * 4 and len(held()) == 3
    third = PlanTask.objects.get(number="3")
    assert third.pk in tasks_of(User.objects.get(username="lan").pk, *YEAR).done
    assert [each.deed for each in story_of("direction", "plan_task", third.pk)] == ["import_new", "entrust"]


def test_another_person_in_a_later_sheet_takes_over_and_an_empty_cell_says_nothing(office: Unit) -> None:
    run(line(holder="lan"))
    assert run(line())[0] == [Outcome.UNCHANGED] and len(held()) == 1
    assert run(line(holder="minh", held_since=date(2026, 4, 6)))[0] == [Outcome.CHANGED]
    day = date(2026, 4, 6)
    assert [each[1:] for each in held()] == [("lan", Plan.objects.get().issued_on, day), ("minh", day, None)]
    assert run(line(holder="minh2"))[0] == [Outcome.CHANGED]
    assert held()[-1][1:] == ("minh2", AT.date(), None)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param({"holder": "ai đó"}, "Người thực hiện: Không có ai là “ai đó”", id="nobody"),
        pytest.param({"holder": "Vũ Minh"}, "Người thực hiện: Nhiều người cùng tên", id="one of two of a name"),
        pytest.param({"holder": "khach"}, "không thuộc đơn vị chủ trì", id="somebody of another unit"),
        pytest.param({"held_since": date(2026, 2, 2)}, "thiếu người thực hiện", id="a day without a person"),
        pytest.param({"holder": "lan", "held_since": date(2026, 1, 1)}, "Giao từ ngày: Nhiệm vụ có trong kế hoạch từ", id="before the plan"),
        pytest.param({"holder": "lan", "held_since": date(2027, 1, 1)}, "sau năm của kế hoạch", id="after its year"),
        pytest.param({"holder": "lan", "held_since": date(2026, 4, 2), **DONE}, "trước ngày giao", id="after it was done"),
    ],
)  # fmt: skip
def test_a_row_is_told_what_is_wrong_and_the_others_come(
    office: Unit, more: dict[str, Any], says: str
) -> None:
    outcomes, problems = run(line("1", **more), line("2", holder="lan"))
    assert outcomes == [Outcome.REFUSED, Outcome.NEW]
    assert len(problems) == 1 and says in problems[0]


def test_what_is_done_is_no_longer_handed_over_by_a_sheet(office: Unit) -> None:
    run(line(holder="lan", **DONE))
    assert "mở lại" in run(line(holder="minh", **DONE))[1][0]
    assert "đang được ghi giao từ" in run(line(holder="lan", held_since=date(2026, 2, 2), **DONE))[1][0]


def test_who_has_left_may_have_done_what_is_done(office: Unit) -> None:
    assert run(line(holder="khach", **DONE)) == ([Outcome.NEW], [])


def test_a_sheet_that_names_the_former_unit_finds_people_of_the_successor(office: Unit) -> None:
    later = a_unit("VP2", "Văn phòng hợp nhất")
    Succession.objects.create(predecessor=office, successor=later, on=date(2026, 3, 1))
    Posting.objects.filter(user__username="khach").update(unit=later)
    assert run(line(holder="khach")) == ([Outcome.NEW], [])


def test_two_rows_of_one_task_with_two_people_do_not_agree(office: Unit) -> None:
    outcomes, problems = run(line(holder="lan"), line(holder="minh"))
    assert outcomes == [Outcome.NEW, Outcome.REFUSED] and "nội dung khác" in problems[0]
