"""Who is set to a task: by whom, from when, handed over, taken back; what is refused; whose work it is afterwards."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from minhchung.direction import actions, due_queries
from minhchung.direction.actions import Refusal, Seen
from minhchung.direction.actions.reminding import remind
from minhchung.direction.models import PlanTask, TaskHolding
from minhchung.direction.produced import tasks_of
from minhchung.direction.tests.cast import (
    AT,
    KEEPER,
    a_client,
    a_plan,
    a_task,
    a_unit,
    finished,
    given,
    over,
    somebody,
)
from minhchung.dossiers.models import Posting
from minhchung.ground.accounts.models import User
from minhchung.ground.deeds.acting import Actor, Outdated
from minhchung.ground.due import Asker
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.models import Entry
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
MAY, APRIL = date(2026, 5, 4), date(2026, 4, 1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def office() -> Unit:
    board = a_unit("X77", "Ban Quản lý", kind="agency")
    return a_unit("X77.01", "Văn phòng", board)


@pytest.fixture
def helpers(office: Unit) -> Unit:
    return a_unit("X77.02", "Phòng Đầu tư", office.versions.get().parent)


@pytest.fixture
def task(office: Unit, helpers: Unit) -> PlanTask:
    made = a_task(a_plan(), lead=office)
    made.supports.create(name="Phòng Đầu tư", unit=helpers)
    return made


@pytest.fixture
def lan(office: Unit) -> User:
    return somebody("lan", office)


@pytest.fixture
def minh(helpers: Unit) -> User:
    return somebody("minh", helpers)


def test_handed_over_the_first_keeps_his_days_and_the_trail_says_who(
    task: PlanTask, lan: User, minh: User
) -> None:
    given(task, lan, APRIL)
    over(task, minh, MAY)
    rows = TaskHolding.objects.order_by("pk").values_list("user", "since_on", "until_on", "reason")
    assert list(rows) == [(lan.pk, APRIL, MAY, "Nghỉ phép"), (minh.pk, MAY, None, "")]
    first, second = (
        (each.deed, json.loads(each.details))
        for each in Entry.objects.filter(matter="plan_task").order_by("id")
    )
    assert first[0] == "entrust"
    assert (first[1]["holder"], first[1]["since_on"]) == ("Người lan", "2026-04-01")
    assert second[0] == "hand_over"
    assert (second[1]["holder"], second[1]["from_holder"], second[1]["reason"]) == (
        "Người minh",
        "Người lan",
        "Nghỉ phép",
    )
    actions.release(
        seen=Seen(task.pk), holder=minh.pk, until_on=AT.date(), reason="Chờ tỉnh", by=KEEPER, at=AT
    )
    assert not TaskHolding.objects.filter(until_on=None).exists()
    given(task, lan, AT.date())
    assert TaskHolding.objects.filter(user=lan).count() == 2


@pytest.mark.parametrize(
    ("who", "since_on", "says"),
    [
        pytest.param("of_nobody", MAY, "không thuộc đơn vị chủ trì", id="of no unit of the task"),
        pytest.param("of_another", MAY, "không thuộc đơn vị chủ trì", id="of another unit"),
        pytest.param("retired", MAY, "không còn dùng", id="an account out of use"),
        pytest.param("lan", date(2026, 5, 13), "chưa đến", id="from tomorrow"),
        pytest.param("lan", date(2026, 1, 4), "không giao trước ngày đó", id="before the plan was issued"),
        pytest.param("lan", date(2026, 3, 31), "nhiệm vụ ở Người minh", id="in the days of somebody before"),
    ],
)
def test_who_cannot_be_set_and_from_when(
    task: PlanTask, office: Unit, lan: User, minh: User, who: str, since_on: date, says: str
) -> None:
    somebody("of_nobody", None)
    somebody("of_another", a_unit("X77.03", "Phòng Xây dựng", office.versions.get().parent))
    somebody("retired", office, is_active=False)
    given(task, minh, date(2026, 2, 1))
    actions.release(seen=Seen(task.pk), holder=minh.pk, until_on=APRIL, reason="x", by=KEEPER, at=AT)
    with pytest.raises(Refusal, match=says):
        given(task, User.objects.get(username=who), since_on)
    assert TaskHolding.objects.count() == 1


def test_what_the_state_of_hands_refuses(task: PlanTask, lan: User, minh: User) -> None:
    with pytest.raises(Refusal, match="chưa giao cho ai"):
        over(task, lan, MAY)
    given(task, lan, MAY)
    for deed, says in (
        (lambda: given(task, minh), "đang giao cho Người lan"),
        (lambda: over(task, lan, MAY), "đang thực hiện"),
        (lambda: over(task, minh, MAY, reason=" "), "vì sao chuyển"),
        (lambda: over(task, minh, APRIL), "không chuyển trước ngày đó"),
        (lambda: actions.join(seen=Seen(task.pk), holder=lan.pk, since_on=MAY, by=KEEPER, at=AT), "đã có phần"),
        (lambda: actions.release(seen=Seen(task.pk), holder=minh.pk, until_on=MAY, reason="x", by=KEEPER, at=AT), "không còn thực hiện"),
        (lambda: actions.release(seen=Seen(task.pk), holder=lan.pk, until_on=APRIL, reason="x", by=KEEPER, at=AT), "không thôi giao trước"),
        (lambda: actions.release(seen=Seen(task.pk), holder=lan.pk, until_on=date(2026, 5, 13), reason="x", by=KEEPER, at=AT), "chưa đến"),
        (lambda: actions.release(seen=Seen(task.pk), holder=lan.pk, until_on=AT.date(), reason="", by=KEEPER, at=AT), "vì sao thôi giao"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=says):
            deed()
    assert TaskHolding.objects.get().until_on is None


def test_a_lead_unit_that_could_not_be_read_has_nobody_to_be_set(lan: User) -> None:
    task = a_task(a_plan(), lead_unit="Tổ công tác")
    with pytest.raises(Refusal, match=r"Tổ công tác.*sổ đơn vị"):
        given(task, lan)


def test_who_works_beside_and_then_takes_charge_has_one_part(task: PlanTask, lan: User, minh: User) -> None:
    given(task, lan, APRIL)
    actions.join(seen=Seen(task.pk), holder=minh.pk, since_on=APRIL, by=KEEPER, at=AT)
    over(task, minh, MAY)
    assert list(TaskHolding.objects.filter(until_on=None).values_list("user", "part")) == [(minh.pk, "main")]


@pytest.mark.parametrize(
    ("by", "may"),
    [
        pytest.param("head of the lead", True, id="who heads the unit in the lead"),
        pytest.param("acting head of the lead", True, id="who heads it beside his own"),
        pytest.param("head of another", False, id="who heads a unit in support"),
        pytest.param("of the lead", False, id="a specialist of the unit in the lead"),
        pytest.param("the officer", True, id="who keeps the plan"),
        pytest.param("above", None, id="who looks on from above"),
    ],
)
def test_whose_deed_it_is_to_set_somebody(
    task: PlanTask, office: Unit, helpers: Unit, lan: User, by: str, may: bool | None
) -> None:
    roles = {"the officer": "reform", "of the lead": "one_stop", "above": "province"}
    units = {"acting head of the lead": helpers, "head of another": helpers, "above": None}
    client = a_client(roles.get(by, "head"), units.get(by, office))
    if by == "acting head of the lead":
        Posting.objects.create(user=User.objects.get(username="head"), unit=office, role="head")
        User.objects.filter(username="head").update(role="specialist")
    door = reverse("direction:task_deed", args=[task.pk, "giao-nguoi"])
    assert (door in client.get(reverse("direction:plan_task", args=[task.pk])).content.decode()) is bool(may)
    today = f"{datetime.now():%d/%m/%Y}"
    form = {"holder": lan.pk, "since_on": today, "revision": 0, "form_key": str(uuid4())}
    answer = client.post(door, form)
    assert answer.status_code == {True: 302, False: 422, None: 403}[may]
    assert TaskHolding.objects.exists() is bool(may)
    if may is False:
        assert "lãnh đạo Văn phòng hoặc cán bộ cải cách" in answer.content.decode()


def test_of_two_who_act_at_once_one_is_told(task: PlanTask, lan: User, minh: User) -> None:
    given(task, lan, seen=Seen(task.pk, 0))
    with pytest.raises(Outdated):
        given(task, minh, seen=Seen(task.pk, 0))
    assert TaskHolding.objects.get().user == lan


@pytest.mark.only_on("postgresql")  # SQLite lets one writer in at a time
@pytest.mark.django_db(transaction=True)
def test_at_the_same_instant_one_of_two_wins_and_the_other_hears_who() -> None:
    office = a_unit("X77", "Ban Quản lý", kind="agency")
    made = a_task(a_plan(), lead=office)
    people = [somebody(f"người {number}", office) for number in range(4)]
    begin, told = threading.Barrier(len(people)), []

    def act(user: User) -> None:
        try:
            begin.wait()
            given(made, user)
            told.append("")
        except Refusal as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(user,)) for user in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    winner = TaskHolding.objects.get().user
    assert told.count("") == 1
    assert all(f"đang giao cho {winner}" in each for each in told if each)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        pytest.param({"user": "minh"}, "one_person_at_a_time", id="two in charge"),
        pytest.param({"user": "lan", "part": "beside"}, "one_part", id="one with two parts"),
        pytest.param({"until_on": APRIL, "ended_by": "a", "ended_at": AT}, "before_it_was_given", id="taken back before"),
        pytest.param({"until_on": AT.date()}, "who_took_it_back", id="taken back by nobody"),
    ],
)  # fmt: skip
def test_what_the_table_refuses(task: PlanTask, lan: User, minh: User, more: Any, sentence: str) -> None:
    given(task, lan)
    told = {"user": "minh", "part": "main", "since_on": MAY, "set_at": AT, "set_by": "a", **more}
    told["user"] = User.objects.get(username=told["user"])
    # SQLite names the columns of an index and not the index.
    says = rf"{sentence}|UNIQUE constraint failed: direction_taskholding"
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        TaskHolding.objects.create(task=task, **told)


def test_who_is_set_from_a_unit_in_support_works_on_it(task: PlanTask, minh: User, helpers: Unit) -> None:
    by = Actor(username="minh", user=minh.pk, unit=helpers.pk)
    with pytest.raises(Refusal, match="chủ trì"):
        actions.start(seen=Seen(task.pk), by=by, at=AT)
    given(task, minh)
    assert actions.start(seen=Seen(task.pk), by=by, at=AT).state == "doing"
    with pytest.raises(Refusal, match="cán bộ cải cách"):
        actions.finish(seen=Seen(task.pk), done_on=AT.date(), by=by, at=AT)


def test_of_a_task_that_is_done_only_the_officer_says_whose_it_was(
    task: PlanTask, office: Unit, lan: User, minh: User
) -> None:
    finished(task, MAY)
    head = Actor(username="head", unit=office.pk, heads=frozenset({office.pk}))
    for by, since_on, says in (
        (head, APRIL, "chỉ cán bộ cải cách"),
        (KEEPER, AT.date(), "phải được giao trước"),
    ):
        with pytest.raises(Refusal, match=says):
            given(task, lan, since_on, by=by)
    given(task, lan, APRIL)
    assert tasks_of(lan.pk, *YEAR).done == (task.pk,)
    with pytest.raises(Refusal, match="Đã hoàn thành"):
        over(task, minh, MAY)


def test_what_is_set_to_me_is_in_my_list_and_in_what_is_due(task: PlanTask, lan: User, minh: User) -> None:
    given(task, lan)
    other = a_task(task.plan, "2", lead=task.lead)
    asker = Asker(lan, AT, date(2026, 6, 30), None)
    assert [each.record for each in due_queries.due(asker)] == [task.pk]
    assert due_queries.due(replace(asker, account=minh)) == ()
    officer = User.objects.create(username="reform", role="reform")
    assert [each.record for each in due_queries.due(replace(asker, account=officer))] == [task.pk, other.pk]
    actions.join(seen=Seen(task.pk), holder=minh.pk, since_on=MAY, by=KEEPER, at=AT)
    assert [each.record for each in due_queries.due(replace(asker, account=minh))] == [task.pk]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        pytest.param({"giao": "toi"}, "1", id="set to me"),
        pytest.param({"giao": "chua"}, "2", id="set to nobody and still to be done"),
        pytest.param({"q": "nguoi lan"}, "1", id="by name without marks"),
    ],
)
def test_the_list_is_narrowed_to_hands(
    task: PlanTask, lan: User, asked: dict[str, str], numbers: str
) -> None:
    given(task, lan)
    a_task(task.plan, "2", lead=task.lead)
    a_task(task.plan, "3", done_on=MAY, product_on=MAY, product_reference="x")
    client = Client()
    client.force_login(lan, backend="minhchung.ground.accounts.backends.Accounts")
    for view in ("bang", "the"):
        told = client.get("/chi-dao/viec/", {"nam": "2026", "xem": view, **asked}).content.decode()
        found = {each.number for each in PlanTask.objects.all() if f"/chi-dao/nhiem-vu/{each.pk}/" in told}
        assert "".join(sorted(found)) == numbers
        if numbers == "1":
            assert "Người lan" in told


def test_who_is_in_charge_is_reminded_beside_the_head(task: PlanTask, office: Unit, lan: User) -> None:
    somebody("truong", office, "head", email="truong@ban.example")
    User.objects.filter(pk=lan.pk).update(email="lan@ban.example")
    given(task, lan)
    remind(at=datetime(2026, 6, 28, 8))
    assert set(Notice.objects.values_list("recipient", flat=True)) == {
        "truong@ban.example",
        "lan@ban.example",
    }


def test_the_page_shows_who_had_it_and_the_form_offers_the_units_of_the_task(
    task: PlanTask, lan: User, minh: User
) -> None:
    given(task, lan, APRIL)
    over(task, minh, MAY)
    client = a_client("reform")
    told = client.get(reverse("direction:plan_task", args=[task.pk])).content.decode()
    assert "Người lan" in told and "Người minh" in told and "04/05/2026" in told and "Nghỉ phép" in told
    form = client.get(reverse("direction:task_deed", args=[task.pk, "chuyen-nguoi"])).content.decode()
    assert '<optgroup label="Đơn vị chủ trì">' in form and '<optgroup label="Đơn vị phối hợp">' in form
    sent = {"holder": lan.pk, "since_on": "x", "reason": "Đã gõ", "revision": 2, "form_key": str(uuid4())}
    answer = client.post(reverse("direction:task_deed", args=[task.pk, "chuyen-nguoi"]), sent)
    assert answer.status_code == 422 and "Đã gõ" in answer.content.decode()
