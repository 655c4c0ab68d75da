"""What went to a successor, or was put off, stays so when a sheet of before is read again; and who was inspected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from minhchung.direction import actions
from minhchung.direction.actions import Seen, sync_supports
from minhchung.direction.models import Inspection, Plan, PlanTask
from minhchung.direction.plan_imports import TASKS, PlanTasksImporter
from minhchung.direction.succeeding import MOVERS
from minhchung.direction.tests.cast import AT, KEEPER, a_plan, a_task, a_unit
from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.deeds.acting import Actor
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.organisation.models import Succession, Unit
from minhchung.organisation.movers import Passing
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


@pytest.fixture
def units() -> dict[str, Unit]:
    """A board with two rooms; the first is followed by a third from the day on."""
    board = a_unit("B", "Ban Quản lý", kind="agency")
    found = {
        code: a_unit(code, name, board)
        for code, name in (("P1", "Phòng 1"), ("P2", "Phòng 2"), ("P3", "Phòng 3"))
    }
    found["P1"].versions.update(until=DAY)
    found["P3"].versions.update(since=DAY)
    return found


@pytest.fixture
def plan() -> Plan:
    return a_plan()


def succeed(units: dict[str, Unit]) -> None:
    """The third room takes over from the first, with its open tasks."""
    told = {"kind": "merge", "on": DAY, "decision": "QĐ 9"}
    Succession.objects.create(predecessor=units["P1"], successor=units["P3"], **told)
    passing = Passing(1, units["P1"].pk, units["P3"].pk, DAY, "QĐ 9", "Hợp nhất")
    with transaction.atomic():
        for mover in MOVERS:
            mover.carry(passing, Actor("thu"), AT)


def read(**told: Any) -> Outcome:
    """Read the sheet of the plan, in which the first room leads and supports; what came of the row."""
    line = {
        "plan": "26/KH-BQL", "number": "1", "head": "procedures", "title": "Rà soát thủ tục 1", "product": "Báo cáo",
        "lead_unit": "Phòng 1", "support_units": "Phòng 1; Phòng 2", "due": "30/6", **told,
    }  # fmt: skip
    importer = PlanTasksImporter()
    (found,) = importer.plan([Row("S", 2, {**dict.fromkeys(TASKS.by_name), **line})])
    with transaction.atomic():
        trail.write(importer.write([found], by="an", at=AT), recorded_at=AT)
    return found.outcome


def test_a_task_that_is_told_done_after_a_merger_stays_with_the_successor(
    units: dict[str, Unit], plan: Plan
) -> None:
    assert read() is Outcome.NEW
    succeed(units)
    task = PlanTask.objects.get()
    assert read() is Outcome.UNCHANGED
    done = {"done_on": date(2026, 5, 10), "product_reference": "1/BC", "product_on": date(2026, 5, 10)}
    assert read(**done) is Outcome.CHANGED
    task.refresh_from_db()
    assert (task.lead_id, task.lead_unit, task.done_on) == (units["P3"].pk, "Phòng 1", date(2026, 5, 10))
    supports = dict(task.supports.values_list("name", "unit__code"))
    assert supports == {"Phòng 1": "P3", "Phòng 2": "P2"}


def test_who_supports_is_read_anew_where_the_words_changed(units: dict[str, Unit], plan: Plan) -> None:
    task = a_task(plan, support_units="Phòng 1")
    sync_supports([task])
    task.support_units = "Phòng 2"
    sync_supports([task])
    assert list(task.supports.values_list("name", "unit__code")) == [("Phòng 2", "P2")]


@pytest.mark.parametrize(
    ("due", "outcome", "due_on"),
    [
        pytest.param(
            "30/6", Outcome.UNCHANGED, date(2026, 12, 15), id="the limit as planned leaves the new one"
        ),
        pytest.param("30/9", Outcome.CHANGED, date(2026, 9, 30), id="another limit is another limit"),
    ],
)
def test_a_limit_that_was_put_off_stays_put_off(
    units: dict[str, Unit], plan: Plan, due: str, outcome: Outcome, due_on: date
) -> None:
    read()
    task = PlanTask.objects.get()
    for day in (date(2026, 9, 1), date(2026, 12, 15)):
        actions.postpone(seen=Seen(task.pk), due_on=day, reason="CV 5", by=KEEPER, at=AT)
    before = {"due": "30/6"}
    assert read(**{**before, "due": due}) is outcome
    task.refresh_from_db()
    assert task.due_on == due_on


def test_a_unit_was_inspected_when_the_one_was_whose_work_came_to_it(units: dict[str, Unit]) -> None:
    told = {"unit": "Phòng 1", "inspected": units["P1"], "decision": "1/QĐ"}
    Inspection.objects.create(on=date(2026, 2, 2), **told)
    Succession.objects.create(
        predecessor=units["P1"], successor=units["P3"], kind="merge", on=DAY, decision="QĐ 9"
    )
    figure, engine = REGISTER["direction.units_inspected"], DjangoEngine(connection)
    for label, told_share in (
        ("2026-Q1", (1, 2)),
        ("2026-H1", (1, 2)),
        ("2026", (1, 2)),
        ("2026-Q3", (0, 2)),
    ):
        found = answer(figure, parse_window(label, Regime.fixed(15)), engine)
        assert (found.part, found.whole) == told_share, label
