"""A dossier goes through its internal process: pinned, handed on, stopped while it waits, judged; a new process moves it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.dossiers import actions, desk_queries, steps
from minhchung.dossiers.audit import unequal_steps, unreachable_states, untold_deeds
from minhchung.dossiers.models import Dossier, Event, StepRun
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at, received
from minhchung.dossiers.tests.test_desk_audit import CALENDAR
from minhchung.dossiers.tests.test_desk_audit import TRIED as TRIED_THERE
from minhchung.dossiers.tests.test_desk_screens import open_and_send
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.organisation.models import Unit
from minhchung.procedures.actions import issue_process
from minhchung.procedures.models import ProcedureVersion, Process
from minhchung.rules.process import Step

pytestmark = pytest.mark.django_db
WORK = (
    Step(1, "Tiếp nhận", "MC", 120),
    Step(2, "Thẩm định", "QLDN", 480),
    Step(3, "Lấy ý kiến Sở", "QLDN", 240, parallel="ý kiến"),
    Step(4, "Lấy ý kiến xã", "UBND xã", 480, parallel="ý kiến"),
    Step(5, "Ký, trả kết quả", "MC", 240),
)

#: Deeds on the dossier itself.
TRIED = [each for each in TRIED_THERE if each[0] not in CALENDAR]


@pytest.fixture
def version() -> ProcedureVersion:
    return an_own_desk()


@pytest.fixture
def process(version: ProcedureVersion) -> Process:
    return a_process(version)


def a_process(
    version: ProcedureVersion, since: date = date(2026, 1, 1), work: tuple[Step, ...] = WORK
) -> Process:
    return issue_process(
        version=version.pk, decision="QĐ 12", since=since, steps=work, by="lan", at=at("2026-01-01T08:00")
    )


def act(deed: str, dossier: Dossier, moment: str, **more: object) -> Dossier:
    given = {"by": an_actor("binh", unit="QLDN", approves=True), "revision": None, **more}
    return getattr(actions, deed)(dossier=dossier.pk, at=at(moment), **given)


def hand_on(dossier: Dossier, moment: str, step: int | None, unit: str = "QLDN") -> Dossier:
    return act("hand_on", dossier, moment, step=step, to_unit=Unit.objects.get(code=unit).pk)


def told(dossier: Dossier) -> list[tuple[int, datetime | None, datetime | None, str]]:
    rows = StepRun.objects.filter(dossier=dossier).order_by("place")
    return [(row.number, row.due_at, row.ended_at, row.verdict) for row in rows]


def test_acceptance_pins_the_process_and_opens_its_first_step(
    version: ProcedureVersion, process: Process
) -> None:
    found = received(version, "2026-04-06T09:00")
    assert found.process_id == process.pk
    assert told(found) == [(1, at("2026-04-06T11:00"), None, "")]
    run = StepRun.objects.get()
    lan = an_actor()
    assert (run.held_by_id, run.holder_id, run.name) == (lan.unit, lan.user, "Tiếp nhận")


def test_a_dossier_filed_online_is_pinned_when_it_is_accepted(
    version: ProcedureVersion, process: Process
) -> None:
    found = actions.register(
        filing=a_filing(version, channel="online"), by=an_actor(), at=at("2026-04-06T09:00")
    )
    assert found.process_id is None and not StepRun.objects.exists()
    found = act("accept", found, "2026-04-06T10:00")
    assert found.process_id == process.pk
    assert told(found)[0][1] == at("2026-04-06T14:00"), "the noon break is no working time"


def test_without_a_process_nothing_is_stepped(version: ProcedureVersion) -> None:
    found = received(version)
    hand_on(found, "2026-04-06T10:00", None)
    assert not StepRun.objects.exists()
    with pytest.raises(actions.Refusal, match="không có bước 2"):
        hand_on(found, "2026-04-06T11:00", 2, "MC")


def test_the_whole_road_with_its_verdicts(version: ProcedureVersion, process: Process) -> None:
    found = received(version, "2026-04-06T09:00")  # a Monday; due on Monday 13/4
    hand_on(found, "2026-04-06T10:00", 2)
    hand_on(found, "2026-04-08T15:00", 3)
    hand_on(found, "2026-04-09T10:00", 5, "MC")
    act("finish", found, "2026-04-09T11:00", result="GP 1")
    assert told(found) == [
        (1, at("2026-04-06T11:00"), at("2026-04-06T10:00"), "on_time"),
        (2, at("2026-04-07T10:00"), at("2026-04-08T15:00"), "overdue"),
        (3, at("2026-04-09T15:00"), at("2026-04-09T10:00"), "on_time"),
        (5, at("2026-04-09T16:00"), at("2026-04-09T11:00"), "on_time"),
    ]
    together = StepRun.objects.get(number=3)
    assert (together.name, together.minutes) == ("Lấy ý kiến Sở ‖ Lấy ý kiến xã", 480)
    assert Dossier.objects.get().verdict == "early", "the promise does not hang on the steps"
    assert first_break() is None


def test_handing_on_within_a_step_keeps_its_clock_and_says_who_holds_it(
    version: ProcedureVersion, process: Process
) -> None:
    found = received(version, "2026-04-06T09:00")
    hand_on(found, "2026-04-06T10:00", None)
    run = StepRun.objects.get()
    assert (run.held_by.code, run.ended_at, run.due_at) == ("QLDN", None, at("2026-04-06T11:00"))
    with pytest.raises(actions.Refusal, match="đúng nơi này rồi"):
        hand_on(found, "2026-04-06T10:30", None)
    hand_on(found, "2026-04-06T10:30", 2)  # the same place, another step
    with pytest.raises(actions.Refusal, match="không có bước 9"):
        hand_on(found, "2026-04-06T11:00", 9)
    assert [row[0] for row in told(found)] == [1, 2]


@pytest.mark.parametrize(
    ("ask", "back", "words"),
    [
        ("ask_supplement", "take_supplement", {"reason": "Thiếu bản vẽ"}),
        ("stop_for_a_while", "resume", {"reason": "Chờ tòa án", "basis": "Luật"}),
    ],
)
def test_a_wait_stops_the_clock_of_the_step(
    version: ProcedureVersion, process: Process, ask: str, back: str, words: dict[str, str]
) -> None:
    found = received(version, "2026-04-06T09:00")
    hand_on(found, "2026-04-06T10:00", 2)  # eight hours: until 10:00 on Tuesday
    act(ask, found, "2026-04-06T15:00", **words)
    assert told(found)[1][1] == at("2026-04-07T10:00")
    assert not late(found, at("2026-04-08T08:00")), "what waits for the applicant is not late"
    act(back, found, "2026-04-08T15:00")  # sixteen hours later
    assert told(found)[1][1] == at("2026-04-09T10:00")
    assert not late(found, at("2026-04-09T10:00"))
    assert late(found, at("2026-04-09T10:01"))
    act("withdraw", found, "2026-04-09T11:00", reason="Đơn")
    assert told(found)[1][2:] == (at("2026-04-09T11:00"), "overdue")
    assert not late(found, at("2026-04-10T10:00"))


def late(dossier: Dossier, now: datetime) -> bool:
    condition = desk_queries.WORKLISTS["buoc-qua-han"][1](now, desk_queries.NOBODY)
    return Dossier.objects.filter(condition, pk=dossier.pk).exists()


def test_a_wrong_result_is_taken_up_in_its_last_step(version: ProcedureVersion, process: Process) -> None:
    found = received(version, "2026-04-06T09:00")
    hand_on(found, "2026-04-06T10:00", 2)
    act("finish", found, "2026-04-07T09:00", result="GP 1")
    act("correct_result", found, "2026-04-08T09:00", reason="Sai tên")
    assert [(row[0], row[2]) for row in told(found)] == [
        (1, at("2026-04-06T10:00")),
        (2, at("2026-04-07T09:00")),
        (2, None),
    ]


def test_finished_at_once_ends_the_first_step(version: ProcedureVersion, process: Process) -> None:
    found = actions.receive(filing=a_filing(version), by=an_actor(), at=at("2026-04-06T09:00"), at_once=True)
    assert told(found) == [(1, at("2026-04-06T11:00"), at("2026-04-06T09:00"), "on_time")]


def test_the_database_keeps_one_open_step(version: ProcedureVersion, process: Process) -> None:
    found = received(version)
    with pytest.raises(IntegrityError), transaction.atomic():
        StepRun.objects.create(
            dossier=found,
            process=process,
            place=2,
            number=2,
            name="x",
            minutes=1,
            begun_at=at("2026-04-06T09:00"),
        )


def test_the_next_step_and_its_unit_are_proposed(version: ProcedureVersion, process: Process) -> None:
    found = received(version)
    units = desk_queries.units(date(2026, 4, 6))
    proposed = steps.proposal(found, units)
    assert (proposed.number, dict(units)[proposed.unit]) == (2, "QLDN")
    assert [number for number, _words in proposed.choices] == [1, 2, 3, 5]
    assert proposed.choices[1][1] == "2. Thẩm định · QLDN · 1 ngày"
    hand_on(found, "2026-04-06T10:00", 5, "MC")
    assert steps.proposal(found, units).number is None, "nothing follows the last step"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TRIED) - 1), st.integers(0, 30)), max_size=14))
def test_whatever_is_tried_the_steps_follow_from_the_deeds(tried: list[tuple[int, int]]) -> None:
    Dossier.objects.all().delete()
    version = ProcedureVersion.objects.first() or an_own_desk()
    if not Process.objects.exists():
        a_process(version)
    dossier, moment = received(version), at("2026-04-06T09:00")
    for place, hours in tried:
        name, words = TRIED[place]
        moment += timedelta(hours=hours)
        more = {"until": (moment + timedelta(days=7)).date()} if name == "extend" else dict(words)
        try:
            if name == "hand_on":
                hand_on(dossier, moment.isoformat(), (None, 1, 2, 3, 5)[hours % 5], ("MC", "QLDN")[hours % 2])
            else:
                act(name, dossier, moment.isoformat(), **{**words, **more})
        except actions.Refusal:
            continue
    assert not [*unequal_steps(), *unreachable_states(), *untold_deeds()]


def test_a_step_that_was_tampered_with_is_found(version: ProcedureVersion, process: Process) -> None:
    found = received(version)
    assert not list(unequal_steps())
    StepRun.objects.update(due_at=at("2026-04-30T09:00"))
    (fault,) = unequal_steps()
    assert fault.startswith(f"{found.code}: bước 1 ghi hạn 09:00 30/04/2026")
    StepRun.objects.update(due_at=at("2026-04-06T11:00"), ended_at=at("2026-04-06T10:00"), verdict="on_time")
    assert "số bước đang mở" in next(unequal_steps())


# A new process

NEW = (Step(1, "Nhận", "MC", 60), Step(2, "Thẩm định nhanh", "QLDN", 240), Step(3, "Ký", "MC", 60))


@pytest.fixture
def two_sides(version: ProcedureVersion, process: Process) -> tuple[Dossier, Dossier, Process]:
    """One accepted before the day of a new process, one after it that still follows the old one."""
    first, second = received(version, "2026-04-06T09:00"), received(version, "2026-04-07T09:00")
    hand_on(first, "2026-04-07T10:00", 2)
    return first, second, a_process(version, date(2026, 4, 7), NEW)


def test_the_preview_says_on_which_side_each_dossier_is(two_sides: tuple[Dossier, Dossier, Process]) -> None:
    first, second, new = two_sides
    ((row, count),) = steps.waiting_processes()
    assert (row.id, count) == (new.pk, 2)
    found = steps.placed(row)
    assert [(each.code, each.after, each.former) for each in found] == [
        (first.code, False, "QĐ 12 (01/01/2026)"),
        (second.code, True, "QĐ 12 (01/01/2026)"),
    ]
    assert (found[0].step, found[0].next_step) == ("2. Thẩm định", "2. Thẩm định nhanh · QLDN · 0,5 ngày")


def test_only_the_chosen_are_moved_with_reason_trail_and_event(
    two_sides: tuple[Dossier, Dossier, Process],
) -> None:
    first, second, new = two_sides
    boss = an_actor("hoa", approves=True)
    due_at = Dossier.objects.get(pk=first.pk).due_at
    actions.move_to_process(
        process=new.pk, dossiers={first.pk: 2}, reason="Theo QĐ mới", by=boss, at=at("2026-04-08T08:00")
    )
    moved, stayed = Dossier.objects.order_by("id")
    assert (moved.process_id, stayed.process_id) == (new.pk, second.process_id)
    assert moved.due_at == due_at, "the promise stays"
    assert told(moved)[0][3] == "overdue", "what was judged stays judged"
    assert told(moved)[1][:2] == (2, at("2026-04-07T16:00"))
    event = Event.objects.get(dossier=moved, deed="move_to_process")
    assert "Theo QĐ mới. Tiếp nhận trước ngày áp dụng (07/04/2026)" in event.reason
    assert story_of("dossiers", "dossier", moved.pk)[-1].deed == "move_to_process"
    assert [each.id for each in steps.placed(steps.waiting_processes()[0][0])] == [second.pk]
    assert not [*unreachable_states(), *untold_deeds()]
    assert first_break() is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"reason": " "}, "lý do", id="no reason"),
        pytest.param({"dossiers": {}}, "Chưa chọn", id="none chosen"),
        pytest.param({"by": "binh"}, "lãnh đạo quyết định", id="nobody who approves"),
        pytest.param({"at": at("2026-04-06T23:00")}, "đang áp dụng", id="before it is in force"),
        pytest.param({"revision": 1}, "vừa được người khác cập nhật", id="somebody acted meanwhile"),
        pytest.param({"process": 0}, "chưa có bước nào", id="no such process"),
    ],
)
def test_what_moves_nothing(two_sides: tuple[Dossier, Dossier, Process], change: dict, words: str) -> None:
    first, second, new = two_sides
    given = {
        "process": new.pk,
        "dossiers": {first.pk: change.pop("revision", 2), second.pk: 1},
        "reason": "Theo QĐ mới",
        "by": an_actor("hoa", approves=True),
        "at": at("2026-04-08T08:00"),
        **change,
    }
    if given["by"] == "binh":
        given["by"] = an_actor("binh")
    with pytest.raises(actions.Refusal, match=words):
        actions.move_to_process(**given)
    assert not Dossier.objects.filter(process=new.pk).exists()


def test_a_process_of_another_procedure_moves_nothing(two_sides: tuple[Dossier, Dossier, Process]) -> None:
    first, _second, new = two_sides
    boss = an_actor("hoa", approves=True)
    moved = {"process": new.pk, "reason": "x", "by": boss, "at": at("2026-04-08T08:00")}
    Process.objects.filter(pk=new.pk).update(case="riêng")
    with pytest.raises(actions.Refusal, match="không thuộc thủ tục"):
        actions.move_to_process(dossiers={first.pk: None}, **moved)
    assert steps.waiting_processes() == ()


# Screens


def test_the_page_shows_the_steps_and_the_form_proposes_the_next(
    client: Client, version: ProcedureVersion, process: Process
) -> None:
    found = received(version)
    sign_in(client, Role.SPECIALIST)
    page = reverse("dossiers:dossier", args=[found.pk])
    text = client.get(page).content.decode()
    assert "Quy trình nội bộ" in text and 'aria-current="step"' in text and "Bước đã quá hạn" in text
    url = reverse("dossiers:deed", args=[found.pk, "chuyen"])
    text = client.get(url).content.decode()
    assert '<option value="2" selected>2. Thẩm định · QLDN · 1 ngày</option>' in text
    unit = Unit.objects.get(code="QLDN").pk
    assert f'<option value="{unit}" selected>QLDN</option>' in text
    assert open_and_send(client, url, step="2", to_unit=str(unit)).status_code == 302
    assert [row[0] for row in told(found)] == [1, 2]


def test_the_preview_moves_what_is_ticked(
    client: Client, two_sides: tuple[Dossier, Dossier, Process]
) -> None:
    first, second, new = two_sides
    url = reverse("dossiers:process_move", args=[new.pk])
    sign_in(client, Role.SPECIALIST)
    assert client.get(url).status_code == 403
    sign_in(client, Role.HEAD)
    assert url in client.get(reverse("dossiers:process_moves")).content.decode()
    assert url in client.get(reverse("dossiers:dossier", args=[first.pk])).content.decode()
    text = client.get(url).content.decode()
    assert f'value="{first.pk}:2">' in text or f'value="{first.pk}:2" >' in text
    assert f'value="{second.pk}:1" checked>' in text
    answer = open_and_send(client, url, dossiers=f"{second.pk}:1", reason="")
    assert answer.status_code == 422 and f'value="{second.pk}:1" checked>' in answer.content.decode()
    answer = open_and_send(client, url, dossiers=f"{second.pk}:1", reason="Theo QĐ mới")
    assert answer.status_code == 302
    assert list(Dossier.objects.filter(process=new.pk)) == [second]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        pytest.param(77, "1,3 giờ", id="less than a day"),
        pytest.param(480, "1,0 ngày", id="a working day"),
        pytest.param(2824, "5,9 ngày", id="some days"),
    ],
)
def test_measured_time_is_told_in_days_from_a_day_on(minutes: int, words: str) -> None:
    assert steps.measured_words(minutes) == words
