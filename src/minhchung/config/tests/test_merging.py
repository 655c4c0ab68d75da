"""A merger over all rooms: what is open goes along with clock and steps as they are, what is over stays where it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from minhchung.correspondence.models import IncomingDocument
from minhchung.direction import actions as direction
from minhchung.direction.models import Plan, PlanTask, TaskHolding, TaskSupport
from minhchung.direction.people import candidates
from minhchung.direction.produced import tasks_of
from minhchung.dossiers import actions as dossiers
from minhchung.dossiers import audit
from minhchung.dossiers.models import Charge, Dossier, Event, Explanation, Posting, SavedList, StepRun
from minhchung.dossiers.tests.cast import a_dossier, an_actor, an_own_desk, at, in_work, received
from minhchung.feedback import audit as feedback_audit
from minhchung.feedback.models import Feedback
from minhchung.feedback.tests.cast import in_work as feedback_in_work
from minhchung.figures import kept
from minhchung.figures.periods import choices, window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.deeds.acting import Actor
from minhchung.ground.intake.columns import Row
from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions
from minhchung.organisation.models import PassedOn, Reorganisation, Unit, UnitVersion
from minhchung.organisation.passages import passed
from minhchung.organisation.previews import preview
from minhchung.organisation.reorganisations import reorganisation, went_along
from minhchung.organisation.restated import home_line, mergers, restated
from minhchung.procedures.models import Process, ProcessStep
from minhchung.staff.actions.placing import align
from minhchung.staff.establishment import placements_on
from minhchung.staff.imports import PeopleImporter
from minhchung.staff.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)
MOMENT = datetime(2026, 5, 4, 7, 30)
BY = Actor("thu", "Thu", "tổ chức")


@pytest.fixture
def merged() -> dict[str, Any]:
    """The board, its room QLDN and open work of every kind, and the board that takes all of it over."""
    version = an_own_desk()
    process = Process.objects.create(version=version, case="", decision="QĐ 1", since=date(2020, 1, 1))
    for number, name in enumerate(("Tiếp nhận", "Thẩm định"), start=1):
        ProcessStep.objects.create(process=process, number=number, name=name, minutes=480, unit_name="QLDN")
    board, room = Unit.objects.get(code="X77.15"), Unit.objects.get(code="QLDN")
    heir = Unit.objects.create(code="X88.15", kind="agency", is_home=True)
    UnitVersion.objects.create(unit=heir, name="Ban Quản lý mới", since=DAY)
    other = Unit.objects.create(code="PM", kind="department")
    UnitVersion.objects.create(unit=other, name="Phòng mới", parent=board, since=date(2020, 1, 1))
    told = {"version": version, "board": board, "room": room, "heir": heir, "other": other}
    told["open"] = in_work(version, "2026-04-28T09:00")
    told["waiting"] = received(version, "2026-04-28T10:00")
    told["asked"] = dossiers.ask_supplement(
        dossier=in_work(version, "2026-04-27T09:00").pk, revision=None, reason="Thiếu hợp đồng",
        by=an_actor("binh", unit="QLDN"), at=at("2026-04-28T11:00"),
    )  # fmt: skip
    told["done"] = a_dossier(version, at("2026-03-02T09:00"), ended_at=at("2026-03-05T09:00"), code="H1")
    told["imported"] = a_dossier(version, at("2026-04-20T09:00"), code="H2")
    told["feedback"] = feedback_in_work()
    Charge.objects.create(unit=room, field="Lao động")
    SavedList.objects.create(
        owner=get_user_model().objects.get(username="binh"), name="Của phòng", conditions="", shared_with=room
    )
    plan = Plan.objects.create(decision="1/KH", issuer="Ban", year=2026, issued_on=date(2026, 1, 5))
    for number, done in (("1", None), ("2", date(2026, 2, 2))):
        PlanTask.objects.create(
            plan=plan, number=number, head="direction", title="Việc", product="Báo cáo", lead_unit="QLDN", lead=room,
            due_kind="date", due_on=date(2026, 12, 1), done_on=done, product_on=done,
            product_reference="BC 1" if done else "",
        )  # fmt: skip
        TaskSupport.objects.create(task=PlanTask.objects.get(number=number), name="Phòng QLDN", unit=room)
    for number, due in ((1, date(2026, 6, 1)), (2, date(2026, 3, 1))):
        IncomingDocument.objects.create(
            receiver=board, year=2026, number=number, received_on=date(2026, 2, 1), issuer="Sở", symbol=f"{number}/SNV",
            abstract="Báo cáo", handler="QLDN", due_on=due,
        )  # fmt: skip
    for number, unit, left in (("1", room, None), ("2", room, date(2026, 3, 1)), ("3", board, None)):
        Person.objects.create(
            staff_no=number, full_name="Ai", sex="female", kind="civil_servant", unit=unit, left_on=left,
            leaving="retired" if left else "", joined_on=date(2015, 1, 1),
        )  # fmt: skip
    align(Person.objects.all())
    return told


def a_reorganisation(before: Unit, after: Unit, kind: str) -> int:
    draft = Reorganisation(kind=kind, name="Sắp xếp năm 2026", on=DAY, decision="NQ 9")
    pairs = [actions.Pair(before.pk, after.pk)]
    return actions.draft_reorganisation(draft, pairs, by="thu", at=datetime(2026, 4, 29, 9)).pk


def clocks() -> dict[int, tuple[Any, ...]]:
    """What the promise, the explanation and the steps of every dossier say."""
    names = (
        "state",
        "promised_at",
        "due_at",
        "kept_until_at",
        "computed_due_at",
        "ended_at",
        "verdict",
        "holder_id",
    )
    steps = {
        row.pk: (row.number, row.begun_at, row.due_at, row.ended_at, row.verdict)
        for row in StepRun.objects.all()
    }
    return {
        each.pk: (
            *(getattr(each, name) for name in names),
            list(Explanation.objects.filter(pk=each.pk).values_list("steps", flat=True)),
            steps,
        )
        for each in Dossier.objects.all()
    }


def test_open_work_of_a_room_goes_to_the_room_that_absorbs_it(merged: dict[str, Any]) -> None:
    number = a_reorganisation(merged["room"], merged["other"], "absorb")
    foreseen = {line.title: line.total for line in preview(reorganisation(number)).lines}
    before = clocks()
    count = actions.carry_out(number=number, revision=1, by=BY, at=MOMENT)
    moved = {done.key: done.total for done in went_along(number)}
    assert sum(foreseen.values()) == count == sum(moved.values())
    assert moved == {
        "dossiers": 2, "postings": 1, "charges": 1, "saved_lists": 1, "feedback": 1, "plan_tasks": 1,
        "plan_support": 1, "assigned_tasks": 0, "incoming": 1, "staff": 1, "agency_years": 0, "recommendations": 0,
        "units": 0,
    }  # fmt: skip
    assert clocks() == before
    new = merged["other"].pk
    for name in ("open", "asked"):
        found = Dossier.objects.get(pk=merged[name].pk)
        assert (found.held_by_id, found.settled_by_id) == (new, merged["board"].pk)
        line = Event.objects.filter(dossier=found).latest("number")
        assert (line.deed, line.number, line.to_unit_id) == ("go_along", found.revision, new)
        assert story_of("dossiers", "dossier", found.pk)[-1].deed == "go_along"
        assert StepRun.objects.get(dossier=found, ended_at=None).held_by_id == new
    assert Feedback.objects.get(pk=merged["feedback"].pk).held_by_id == new
    posting = Posting.objects.get(user__username="binh", until=None)
    assert (posting.unit_id, posting.since) == (new, DAY)
    assert sorted(PlanTask.objects.values_list("number", "lead_unit", "lead")) == [
        ("1", "QLDN", new),
        ("2", "QLDN", merged["room"].pk),
    ]
    assert sorted(TaskSupport.objects.values_list("task__number", "name", "unit")) == [
        ("1", "Phòng QLDN", new),
        ("2", "Phòng QLDN", merged["room"].pk),
    ]
    assert sorted(IncomingDocument.objects.values_list("number", "handler")) == [
        (1, "Phòng mới"),
        (2, "QLDN"),
    ]
    assert Person.objects.get(staff_no="2").unit_id == merged["room"].pk
    assert sorted(placements_on(date(2026, 5, 3)).values_list("unit__code", flat=True)) == ["QLDN", "X77.15"]
    assert sorted(placements_on(DAY).values_list("unit__code", flat=True)) == ["PM", "X77.15"]


def test_who_is_in_charge_of_a_task_stays_when_its_unit_goes(merged: dict[str, Any]) -> None:
    task, binh = PlanTask.objects.get(number="1"), get_user_model().objects.get(username="binh")
    keeper = direction.Actor("reform", approves=True)
    seen = direction.Seen(task.pk)
    direction.entrust(seen=seen, holder=binh.pk, since_on=date(2026, 3, 2), by=keeper, at=MOMENT)
    actions.carry_out(number=a_reorganisation(merged["room"], merged["other"], "absorb"), by=BY, at=MOMENT)
    assert list(TaskHolding.objects.values_list("task", "user", "since_on", "until_on")) == [
        (task.pk, binh.pk, date(2026, 3, 2), None)
    ]
    assert tasks_of(binh.pk, date(2026, 1, 1), date(2026, 12, 31)).given == (task.pk,)
    task.refresh_from_db()
    assert [each.user for each in candidates(task, DAY)] == [binh.pk]
    head = direction.Actor("truong", heads=frozenset({merged["other"].pk}))
    direction.release(
        seen=seen, holder=binh.pk, until_on=MOMENT.date(), reason="Việc khác", by=head, at=MOMENT
    )


def test_a_sheet_that_names_the_former_unit_pulls_nobody_back(merged: dict[str, Any]) -> None:
    actions.carry_out(number=a_reorganisation(merged["room"], merged["other"], "absorb"), by=BY, at=MOMENT)
    importer = PeopleImporter()
    told = {
        "staff_no": "1",
        "full_name": "Ai khác",
        "sex": "female",
        "kind": "civil_servant",
        "joined_on": date(2015, 1, 1),
    }
    lines = [{**told, "unit": "QLDN"}, {**told, "staff_no": "3", "unit": "Phòng mới"}]
    names = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("S", number, {**names, **line}) for number, line in enumerate(lines, start=2)])
    assert ["unit_id" in plan.before for plan in plans] == [False, True]
    assert all("full_name" in plan.before for plan in plans)


def test_what_the_province_settled_after_the_day_was_the_successors(merged: dict[str, Any]) -> None:
    ended = {"H3": "2026-05-04T09:00", "H4": "2026-04-30T09:00"}
    for code, moment in ended.items():
        a_dossier(merged["version"], at("2026-04-20T09:00"), ended_at=at(moment), code=code)
    actions.carry_out(
        number=a_reorganisation(merged["board"], merged["heir"], "merge"), by=BY, at=datetime(2026, 6, 1, 9)
    )
    settled = dict(Dossier.objects.filter(code__in=ended).values_list("code", "settled_by__code"))
    assert settled == {"H3": "X88.15", "H4": "X77.15"}


def test_the_agency_itself_goes_over_and_every_oracle_still_agrees(merged: dict[str, Any]) -> None:
    number = a_reorganisation(merged["board"], merged["heir"], "merge")
    before = clocks()
    actions.carry_out(number=number, by=BY, at=MOMENT)
    assert clocks() == before
    settled = dict(Dossier.objects.values_list("code", "settled_by__code"))
    assert settled.pop("H1") == "X77.15"
    assert set(settled.values()) == {"X88.15"}
    assert Dossier.objects.get(pk=merged["open"].pk).held_by_id == merged["room"].pk
    assert not [
        *audit.unequal_clocks(),
        *audit.untold_deeds(),
        *audit.unreachable_states(),
        *feedback_audit.faults(),
    ]
    found = dossiers.finish(
        dossier=merged["open"].pk, revision=None, result="Giấy phép", by=an_actor("binh", unit="QLDN"),
        at=at("2026-05-05T09:00"),
    )  # fmt: skip
    assert (found.settled_by_id, found.verdict) == (merged["heir"].pk, "early")


def test_figures_are_told_as_reported_and_restated(merged: dict[str, Any]) -> None:
    kept.forget()
    number = a_reorganisation(merged["board"], merged["heir"], "merge")
    actions.carry_out(number=number, by=BY, at=MOMENT)
    dossiers.finish(
        dossier=merged["open"].pk, revision=None, result="Giấy phép", by=an_actor("binh", unit="QLDN"),
        at=at("2026-05-05T09:00"),
    )  # fmt: skip
    line = home_line(DAY)
    days = mergers(line)
    assert ([unit.code for unit in line], days) == (["X77.15", "X88.15"], (DAY,))
    rows = restated(REGISTER["dossiers.solved"], "settled_by", window_named("2026"), line, days)
    told = {
        row.window.label: [None if row.of[unit.code] is None else row.of[unit.code].value for unit in line]
        for row in rows
    }
    assert told["2026"] == [1, 1]
    assert told["2025-12-15..2026-05-03"] == [1, None]
    assert told["2026-05-04..2026-12-14"] == [None, 1]
    assert told["2025"] == [0, None]
    assert {row.window.label: row.together.value for row in rows}["2026"] == 2
    share = restated(REGISTER["dossiers.kept_promise"], "settled_by", window_named("2026"), line, days)[
        -1
    ].together
    assert (share.part, share.whole) == (2, 2)
    offered = [each.label for _name, group in choices(2024, date(2026, 12, 1), "2026") for each in group]
    assert {"2025-12-15..2026-05-03", "2026-05-04..2026-12-14"} <= set(offered)


def test_it_is_prepared_previewed_and_carried_out_on_its_screens(client: Any, merged: dict[str, Any]) -> None:
    user = get_user_model().objects.create(username="lan2", full_name="Lan", role="reform")
    client.force_login(user)
    told = {
        "kind": "absorb", "name": "Nhập phòng", "predecessors": [merged["room"].pk], "successors": [merged["other"].pk],
        "on": "04/05/2026", "decision": "QĐ 5",
    }  # fmt: skip
    twice = client.post(
        reverse("organisation:reorganisation_new"), {**told, "successors": [merged["room"].pk]}
    )
    assert twice.status_code == 422
    assert "chính nó" in twice.content.decode()
    made = client.post(reverse("organisation:reorganisation_new"), told)
    assert made.status_code == 302, made.context["form"].errors
    page = client.get(made.url).content.decode()
    assert "Sẽ chuyển sang đơn vị kế thừa" in page
    number = int(made.url.rstrip("/").rpartition("/")[2])
    act = reverse("organisation:carry_out", args=[number])
    unseen = client.post(act, {"revision": "1"})
    assert (unseen.status_code, PassedOn.objects.count()) == (409, 0)
    assert client.post(act, {"revision": "1", "agreed": "1"}).status_code == 302
    assert "Đã chuyển sang đơn vị kế thừa" in client.get(made.url).content.decode()
    assert [each.code for each in passed(number, "dossiers")] == [merged["open"].code, merged["asked"].code]
    listed = client.get(reverse("organisation:along", args=[number, "dossiers"])).content.decode()
    assert merged["open"].code in listed
    for name in ("reorganisations", "chart", "restated"):
        assert client.get(reverse(f"organisation:{name}")).status_code == 200
    assert "“QLDN” nhập vào" not in client.get(reverse("organisation:reorganisation_new")).content.decode()
    assert "31/02/2026" in client.get(reverse("organisation:chart"), {"ngay": "31/02/2026"}).content.decode()


def test_rooms_of_the_agency_are_put_into_rooms_of_the_successor_on_the_drafts_screen(
    client: Any, merged: dict[str, Any]
) -> None:
    user = get_user_model().objects.create(username="lan2", full_name="Lan", role="reform")
    client.force_login(user)
    new = Unit.objects.create(code="PM2", kind="department")
    UnitVersion.objects.create(unit=new, name="Phòng của ban mới", parent=merged["heir"], since=DAY)
    told = {
        "kind": "merge", "name": "Sắp xếp", "predecessors": [merged["board"].pk], "successors": [merged["heir"].pk],
        "on": "04/05/2026", "decision": "QĐ 5",
    }  # fmt: skip
    made = client.post(reverse("organisation:reorganisation_new"), told)
    number = int(made.url.rstrip("/").rpartition("/")[2])
    edit = reverse("organisation:reorganisation_edit", args=[number])
    assert edit in client.get(made.url).content.decode(), "the preview leads to where rooms are chosen"
    room, other = (f"room_{merged[name].pk}" for name in ("room", "other"))
    page = client.get(edit)
    assert {room, other} <= set(page.context["form"].fields)
    assert client.post(edit, {**told, room: new.pk}).status_code == 302
    row = reorganisation(number)
    assert [(edge.predecessor, edge.successor) for edge in row.edges] == [
        (merged["board"].pk, merged["heir"].pk),
        (merged["room"].pk, new.pk),
    ]
    again = client.get(edit).context["form"]
    assert again.initial["predecessors"] == [merged["board"].pk]
    assert (again.initial[room], again.initial[other]) == (new.pk, None)
    actions.carry_out(number=number, by=BY, at=MOMENT)
    assert Dossier.objects.get(pk=merged["open"].pk).held_by_id == new.pk
    along = [each.code for each in passed(number, "units")]
    assert along == ["MC", "Phòng mới"], "the other rooms go along as they are"
