"""Figures of direction over made situations; every number is the count of its records."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from minhchung.direction import figures
from minhchung.direction.models import (
    AssignedTask,
    Finding,
    Initiative,
    Inspection,
    Meeting,
    Outreach,
    Plan,
    PlanTask,
    ReformBudget,
)
from minhchung.figures.answers import IN_PART, answer, by_group, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
REGIME = Regime.fixed(15)
KEYS = [each.key for each in REGISTER if each.define.__module__ == figures.__name__]


def ask(key: str, window: str) -> tuple[int | None, int | None]:
    """(value, None) or (part, whole)."""
    found = answer(REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection))
    return (found.value, None) if found.value is not None else (found.part, found.whole)


def a_task(plan: Plan, number: str, **changes: object) -> PlanTask:
    values = {
        "head": "procedures",
        "title": f"Nhiệm vụ {number}",
        "product": "Báo cáo",
        "lead_unit": "Văn phòng",
        "due_kind": "regular",
    }
    return PlanTask.objects.create(plan=plan, number=number, **(values | changes))


@pytest.fixture
def year_2020() -> Plan:
    """Four tasks at first; one more added in May, one dropped in June; two done, one of them after the cut-off."""
    plan = Plan.objects.create(
        year=2020, decision="1999/QĐ-UBND", issued_on=date(2019, 12, 12), issuer="UBND tỉnh"
    )
    done = {"product_reference": "12/BC-BQL"}
    a_task(plan, "1", done_on=date(2020, 6, 30), product_on=date(2020, 6, 29), **done)
    a_task(plan, "2", done_on=date(2020, 12, 20), product_on=date(2020, 12, 18), **done)
    a_task(plan, "3", dropped_on=date(2020, 6, 1), changed_by="900/QĐ-UBND")
    a_task(plan, "4", head="finance")
    a_task(plan, "5", in_original=False, added_on=date(2020, 5, 4), changed_by="700/QĐ-UBND")
    a_task(
        Plan.objects.create(year=2021, decision="2/KH", issued_on=date(2020, 12, 1), issuer="UBND tỉnh"), "1"
    )
    return plan


@pytest.mark.parametrize(
    ("key", "window", "expected"),
    [
        pytest.param(
            "plan.tasks_original", "2020", (4, None), id="the original plan keeps what was dropped later"
        ),
        pytest.param("plan.tasks", "2020", (4, None), id="the amended plan: one dropped, one added"),
        pytest.param(
            "plan.tasks", "2020-Q1", (4, None), id="before the amendments the plan stands as issued"
        ),
        pytest.param("plan.tasks", "2020-H1", (4, None), id="by mid June one was added and one dropped"),
        pytest.param("plan.tasks", "2020..2021", (5, None), id="two years take the plans of both"),
        pytest.param("plan.tasks_done", "2020", (1, 4), id="a product dated after 14/12 is not yet there"),
        pytest.param("plan.tasks_done", "2020..2021", (2, 5), id="but it is there a year later"),
        pytest.param("plan.tasks_completed", "2020", (1, None), id="completed inside the reporting year"),
        pytest.param("plan.tasks_completed", "2020-Q1", (0, None), id="nothing was completed by mid March"),
        pytest.param("plan.tasks_completed", "2020-06", (0, None), id="the day of doing it is the later one"),
        pytest.param("plan.tasks_completed", "2020-07", (1, None), id="so it is of July"),
        pytest.param("plan.tasks_completed", "2021", (1, None), id="a task of last year's plan, done late"),
        pytest.param("plan.tasks_completed", "2020..2021", (2, None), id="flows add up"),
        pytest.param("plan.tasks_done_of_original", "2020", (1, 4), id="of the original plan"),
        pytest.param("plan.tasks_done", "2019", (0, 0), id="a year without a plan has an empty whole"),
    ],
)
def test_tasks_of_the_plan(year_2020: Plan, key: str, window: str, expected: tuple[int, int | None]) -> None:
    assert ask(key, window) == expected


def test_tasks_by_head_add_up(year_2020: Plan) -> None:
    window = parse_window("2020", REGIME)
    groups = by_group(REGISTER["plan.tasks"], window, "head", DjangoEngine(connection))
    assert {name: each.value for name, each in groups.items()} == {"finance": 1, "procedures": 3}


@pytest.fixture
def assigned() -> None:
    """One of each fate, one without a due day, one assigned after the window."""
    fates = [
        ("1", date(2020, 3, 31), date(2020, 3, 31)),
        ("2", date(2020, 3, 31), date(2020, 4, 1)),
        ("3", date(2021, 3, 31), None),
        ("4", date(2020, 3, 31), None),
        ("5", None, None),
        ("6", None, date(2020, 5, 5)),
        ("7", date(2020, 12, 14), None),
        ("8", date(2020, 3, 31), date(2021, 1, 5)),
    ]
    for number, due_on, done_on in fates:
        AssignedTask.objects.create(
            number=number,
            assigned_by="UBND tỉnh",
            assigned_on=date(2020, 3, 1),
            content="Báo cáo",
            due_on=due_on,
            done_on=done_on,
            product_reference="1/BC" if done_on else "",
        )
    AssignedTask.objects.create(
        number="9", assigned_by="UBND tỉnh", assigned_on=date(2020, 12, 15), content="Báo cáo"
    )


@pytest.mark.usefixtures("assigned")
def test_assigned_tasks_part_into_four() -> None:
    assert ask("direction.assigned", "2020") == (8, None)
    assert ask("direction.assigned_on_time", "2020") == (2, 8)
    assert ask("direction.assigned_done_on_time", "2020") == (2, None)
    assert ask("direction.assigned_late_done", "2020") == (1, None)
    assert ask("direction.assigned_open_in_time", "2020") == (3, None)
    assert ask("direction.assigned_open_overdue", "2020") == (2, None)


@pytest.fixture
def inspected() -> None:
    """Two inspections, three findings, two closed, one of them after the window; an initiative."""
    first = Inspection.objects.create(on=date(2020, 5, 5), unit="Văn phòng", decision="1/QĐ")
    Inspection.objects.create(on=date(2020, 12, 15), unit="Phòng Đầu tư", decision="2/QĐ")
    for number, closed in ((1, date(2020, 6, 1)), (2, date(2021, 1, 4)), (3, None)):
        Finding.objects.create(
            inspection=first,
            number=number,
            content=f"Vấn đề {number}",
            closed_on=closed,
            closed_reference="3/BC" if closed else "",
        )
    Initiative.objects.create(title="Phiếu điện tử", recognised_on=date(2020, 11, 11), decision="9/QĐ")


@pytest.mark.usefixtures("inspected")
def test_inspections_and_findings() -> None:
    assert ask("direction.inspections", "2020") == (1, None)
    assert ask("direction.inspections", "2021") == (1, None)
    assert ask("direction.findings", "2020") == (3, None)
    assert ask("direction.findings_closed", "2020") == (1, 3)
    assert ask("direction.findings_closed", "2020..2021") == (2, 3)
    assert ask("direction.findings_handled", "2020") == (1, None)
    assert ask("direction.findings_handled", "2021") == (1, None), "raised the year before"
    assert ask("direction.initiatives", "2020") == (1, None)


@pytest.fixture
def made_known() -> None:
    """Three events, one after the cut-off; money of two years, one part of it not yet spent."""
    for on, form, people in (
        (date(2020, 3, 3), "article", 0),
        (date(2020, 4, 4), "training", 25),
        (date(2020, 12, 15), "article", 0),
    ):
        Outreach.objects.create(on=on, form=form, title="x", audience="Công chức", people=people)
    for year, given, spent in ((2020, 50_000_000, 48_000_000), (2021, 60_000_000, None)):
        ReformBudget.objects.create(
            year=year, item="Tập huấn", source="Không tự chủ", given=given, spent=spent
        )


@pytest.mark.usefixtures("made_known")
@pytest.mark.parametrize(
    ("key", "window", "value"),
    [
        ("direction.outreach", "2020", 2),
        ("direction.outreach", "2020..2021", 3),
        ("direction.outreach_articles", "2020", 1),
        ("direction.outreach_articles", "2020..2021", 2),
        ("direction.outreach_meetings", "2020..2021", 1),
        ("direction.outreach_people", "2020", 25),
        ("direction.budget", "2020", 50_000_000),
        ("direction.budget", "2020-Q1", 0),
        ("direction.budget", "2020..2021", 110_000_000),
        ("direction.budget_spent", "2020..2021", 48_000_000),
    ],
)
def test_information_and_money(key: str, window: str, value: int) -> None:
    assert ask(key, window) == (value, None)


@pytest.mark.usefixtures("year_2020")
def test_tasks_are_overdue_once_their_limit_is_gone_and_their_product_is_not_there() -> None:
    PlanTask.objects.filter(plan__year=2020).update(due_on=date(2020, 6, 14))
    assert ask("plan.tasks_overdue", "2020-H1") == (0, None)
    assert ask("plan.tasks_overdue", "2020") == (3, None)
    Plan.objects.filter(year=2020).update(issued_on=None)
    assert ask("plan.tasks", "2020") == (0, None)


@pytest.mark.usefixtures("year_2020", "assigned", "inspected", "made_known")
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("window", ["2020", "2016..2020", "2020-Q2", "2021", "2020-06-01..2020-06-30"])
def test_a_number_is_the_count_of_its_records(key: str, window: str) -> None:
    figure, span, engine = REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection)
    found, rows = answer(figure, span, engine), list(records(figure, span, engine))
    if found.kind == "share":
        place = [column.name for column in heading(figure, span)].index(IN_PART)
        assert (found.part, found.whole) == (sum(bool(row[place]) for row in rows), len(rows))
    elif found.kind == "total":
        summed = {
            "direction.outreach_people": "people",
            "direction.budget": "given",
            "direction.budget_spent": "spent",
        }
        place = [column.name for column in heading(figure, span)].index(summed[key])
        assert found.value == sum(row[place] for row in rows)
    else:
        assert found.value == len(rows)


def test_dialogues_count_once_held_by_the_day_on_which_they_began() -> None:
    held = {"state": "held", "attended": 9, "raised": 3, "answered": 2}
    for kind, begins, told in (
        ("dialogue", "2020-05-12T08:00", held),
        ("citizens", "2020-12-14T08:00", held),
        ("dialogue", "2020-12-15T08:00", held),
        ("reception", "2020-05-12T08:00", held),
        ("dialogue", "2020-06-12T08:00", {}),
        ("dialogue", "2020-07-12T08:00", {"state": "cancelled", "cancelled_reason": "Bão"}),
    ):
        at = datetime.fromisoformat(begins)
        Meeting.objects.create(
            kind=kind, topic="x", begins_at=at, ends_at=at + timedelta(hours=2), place="Hội trường",
            led_by="Trưởng ban", invited="Doanh nghiệp", **told,
        )  # fmt: skip
    assert ask("direction.dialogues", "2020") == (2, None)
    assert ask("direction.dialogues", "2020..2021") == (3, None)
