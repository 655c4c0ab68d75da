"""Whose work a task is: his who had it on the day it was done, or on its last day; nobody else's, and not twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhchung.direction import actions
from minhchung.direction.actions import Seen
from minhchung.direction.models import Plan, PlanTask
from minhchung.direction.produced import tasks_of, tasks_shown
from minhchung.direction.tests.cast import AT, KEEPER, a_plan, a_task, a_unit, finished, given, over, somebody
from minhchung.ground.accounts.models import User
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
MAY, APRIL = date(2026, 5, 4), date(2026, 4, 1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def office() -> Unit:
    return a_unit("X77", "Ban Quản lý", kind="agency")


@pytest.fixture
def task(office: Unit) -> PlanTask:
    return a_task(a_plan(), lead=office)


@pytest.fixture
def lan(office: Unit) -> User:
    return somebody("lan", office)


@pytest.fixture
def minh(office: Unit) -> User:
    return somebody("minh", office)


@pytest.mark.parametrize(
    ("done_on", "lans", "minhs"),
    [
        pytest.param(date(2026, 4, 30), "done", "", id="done while it was the first one's"),
        pytest.param(MAY, "", "done", id="done on the day it was handed over"),
        pytest.param(None, "", "due", id="not done, his who has it on its last day"),
    ],
)
def test_work_is_his_who_had_it_on_the_day(
    task: PlanTask, lan: User, minh: User, done_on: date | None, lans: str, minhs: str
) -> None:
    given(task, lan, APRIL)
    over(task, minh, MAY)
    if done_on is not None:
        finished(task, done_on)
    for user, what in ((lan, lans), (minh, minhs)):
        found = tasks_of(user.pk, *YEAR)
        assert (found.given, found.done) == {
            "done": ((task.pk,), (task.pk,)), "due": ((task.pk,), ()), "": ((), ()),
        }[what]  # fmt: skip
    assert tasks_of(minh.pk, date(2026, 7, 1), date(2026, 9, 30)).given == ()


@pytest.mark.parametrize(
    ("of_the_task", "given_is"),
    [
        pytest.param({"dropped_on": date(2026, 6, 1), "changed_by": "9/QĐ"}, 0, id="taken out before its last day"),
        pytest.param({"dropped_on": date(2026, 7, 1), "changed_by": "9/QĐ"}, 1, id="taken out after it"),
        pytest.param({"due_kind": "regular", "due_on": None}, 0, id="without a last day"),
        pytest.param({"done_on": date(2026, 7, 3), "product_on": date(2026, 7, 3), "product_reference": "x"}, 1, id="done after the span"),
    ],
)  # fmt: skip
def test_what_was_given_and_is_not_done_in_the_span(
    task: PlanTask, lan: User, of_the_task: Any, given_is: int
) -> None:
    given(task, lan)
    PlanTask.objects.filter(pk=task.pk).update(**of_the_task)
    found = tasks_of(lan.pk, APRIL, date(2026, 6, 30))
    assert (len(found.given), found.done) == (given_is, ())
    later = tasks_of(lan.pk, date(2026, 7, 1), date(2026, 9, 30))
    assert later.late == later.done == ((task.pk,) if "done_on" in of_the_task else ())


def test_a_draft_and_work_beside_are_counted_for_nobody(task: PlanTask, lan: User, minh: User) -> None:
    given(task, lan)
    actions.join(seen=Seen(task.pk), holder=minh.pk, since_on=MAY, by=KEEPER, at=AT)
    assert tasks_of(minh.pk, *YEAR).given == () and tasks_of(lan.pk, *YEAR).given == (task.pk,)
    Plan.objects.update(issued_on=None)
    assert tasks_of(lan.pk, *YEAR).given == ()


def test_what_is_shown_of_a_counted_task_names_its_evidence(task: PlanTask, lan: User) -> None:
    given(task, lan, APRIL)
    finished(task, MAY)
    (shown,) = tasks_shown(tasks_of(lan.pk, *YEAR).done)
    assert (shown.code, shown.evidence, shown.due_on, shown.done_on, shown.late) == (
        "1/2026", "12/BC", date(2026, 6, 30), MAY, False,
    )  # fmt: skip
