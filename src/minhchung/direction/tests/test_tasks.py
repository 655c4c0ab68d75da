"""Deeds on tasks of a plan: what each refuses and why, what it leaves behind, and that done needs its product."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from minhchung.correspondence.models import OutgoingDocument
from minhchung.direction import actions, moves
from minhchung.direction.actions import Change, Level, Paper, Place, Refusal, Seen
from minhchung.direction.actions.reminding import remind
from minhchung.direction.models import (
    AssignedTask,
    Evidence,
    Finding,
    IndexCriterion,
    IndexResult,
    Inspection,
    Plan,
    PlanTask,
    TaskNote,
)
from minhchung.direction.moves import Deed, State
from minhchung.direction.programmes import programme_of, programmes, words_of
from minhchung.direction.proposals import proposed
from minhchung.direction.tests.cast import AT, KEEPER, a_client, a_plan, a_task, a_unit
from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.deeds.acting import Actor, Outdated, Repeated
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.models import Entry

pytestmark = pytest.mark.django_db
PAPER = Paper("12/BC-BQL", date(2026, 5, 11))


def share(key: str, year: str = "2026") -> tuple[int | None, int | None]:
    found = answer(REGISTER[key], window_named(year), DjangoEngine(connection))
    return found.part, found.whole


def shown(task: PlanTask, **more: Any) -> None:
    actions.show_document(
        seen=Seen(task.pk),
        paper=Paper(**{"reference": "12/BC-BQL", "on": PAPER.on, **more}),
        by=KEEPER,
        at=AT,
    )


def test_a_task_goes_from_new_to_done_by_deeds_and_the_figure_counts_it() -> None:
    task = a_task(a_plan())
    seen = Seen(task.pk)
    actions.start(seen=seen, by=KEEPER, at=AT)
    actions.note(seen=seen, words="Đã có dự thảo", percent=60, by=KEEPER, at=AT)
    assert share("plan.tasks_done") == (0, 1)
    actions.show_document(seen=seen, paper=PAPER, by=KEEPER, at=AT)
    actions.report(seen=seen, by=KEEPER, at=AT)
    done = actions.finish(seen=seen, done_on=date(2026, 5, 12), by=KEEPER, at=AT)
    assert (done.state, done.product_reference, done.product_on) == ("done", "12/BC-BQL", date(2026, 5, 11))
    assert share("plan.tasks_done") == (1, 1)
    told = [each.deed for each in Entry.objects.filter(matter="plan_task").order_by("id")]
    assert told == ["start", "note", "show", "report", "finish"]
    actions.reopen(seen=seen, reason="Sản phẩm chưa ký", by=KEEPER, at=AT)
    assert share("plan.tasks_done") == (0, 1)


@pytest.mark.parametrize(
    ("of_the_task", "of_the_paper", "says"),
    [
        pytest.param({}, None, "Chưa có minh chứng", id="nothing shows it"),
        pytest.param({"due_kind": "regular", "due_on": None}, {}, "đếm được", id="a regular task without a countable product"),
        pytest.param({"product_count": 4}, {"count": 3}, "Mới có 3 trên 4", id="three of four reports"),
        pytest.param({}, {"on": date(2026, 5, 12)}, "sau ngày hoàn thành", id="the product is dated after the day"),
    ],
)  # fmt: skip
def test_done_needs_its_product(of_the_task: Any, of_the_paper: Any, says: str) -> None:
    task = a_task(a_plan(), **of_the_task)
    if of_the_paper is not None:
        shown(task, **of_the_paper)
    with pytest.raises(Refusal, match=says):
        actions.finish(seen=Seen(task.pk), done_on=date(2026, 5, 11), by=KEEPER, at=AT)
    task.refresh_from_db()
    assert task.done_on is None and share("plan.tasks_done") == (0, 1)


def test_the_refusal_names_what_it_rests_on_and_that_its_text_was_not_read() -> None:
    with pytest.raises(Refusal, match=r"QĐ 876/QĐ-BNV.*chưa đối chiếu văn bản gốc"):
        actions.report(seen=Seen(a_task(a_plan()).pk), by=KEEPER, at=AT)


@pytest.mark.parametrize(
    ("done_on", "says"),
    [
        pytest.param(date(2026, 5, 13), "chưa đến", id="tomorrow"),
        pytest.param(date(2026, 1, 4), "trước ngày ban hành", id="before the plan was issued"),
    ],
)
def test_the_day_on_which_it_was_done_is_a_possible_one(done_on: date, says: str) -> None:
    task = a_task(a_plan())
    shown(task, on=date(2026, 1, 1))
    with pytest.raises(Refusal, match=says):
        actions.finish(seen=Seen(task.pk), done_on=done_on, by=KEEPER, at=AT)


@pytest.mark.parametrize(
    ("threshold", "met"),
    [
        pytest.param("0.01", False, id="nothing to count reaches no level, not even the least"),
        pytest.param("50", True, id="half of them is at least half"),
        pytest.param("50.01", False, id="and less than a little more"),
    ],
)
def test_a_figure_shows_it_once_it_reaches_its_level(threshold: str, met: bool) -> None:
    plan = a_plan()
    task = a_task(plan)
    if threshold != "0.01":
        found = Inspection.objects.create(on=date(2026, 2, 2), unit="Văn phòng", decision="1/QĐ")
        for number, closed in ((1, date(2026, 3, 1)), (2, None)):
            Finding.objects.create(
                inspection=found, number=number, content="x", closed_on=closed, closed_reference="2/BC" if closed else ""
            )  # fmt: skip
    level = Level("direction.findings_closed", "2026", "ge", Decimal(threshold))
    actions.show_figure(seen=Seen(task.pk), level=level, by=KEEPER, at=AT)
    assert Evidence.objects.get().met is met
    if met:
        assert actions.finish(seen=Seen(task.pk), done_on=AT.date(), by=KEEPER, at=AT).state == "done"
    else:
        with pytest.raises(Refusal, match="chưa đạt"):
            actions.finish(seen=Seen(task.pk), done_on=AT.date(), by=KEEPER, at=AT)


def test_a_document_is_tied_to_the_register_in_which_it_stands() -> None:
    board = a_unit("X77", "Ban Quản lý", kind="agency")
    kept = OutgoingDocument.objects.create(
        issuer=board, year=2026, number=12, symbol="12/BC-BQL", type="Báo cáo", issued_on=PAPER.on, abstract="x", paper_also=True
    )  # fmt: skip
    task = a_task(a_plan())
    shown(task, reference=" 12/bc-bql ")
    shown(task, reference="13/BC-BQL")
    first, second = Evidence.objects.order_by("number")
    assert (first.room, first.record) == ("correspondence", kept.pk) and second.record is None
    actions.unshow(seen=Seen(task.pk), number=1, by=KEEPER, at=AT)
    assert [each.reference for each in Evidence.objects.all()] == ["13/BC-BQL"]


@pytest.mark.parametrize(
    ("deed", "who", "may"),
    [
        pytest.param(Deed.START, "lead", True, id="the lead unit begins its task"),
        pytest.param(Deed.NOTE, "support", True, id="a unit in support tells how far it has come"),
        pytest.param(Deed.START, "support", False, id="but does not begin it"),
        pytest.param(Deed.NOTE, "other", False, id="another unit has no say"),
        pytest.param(Deed.NOTE, "nobody", False, id="nor has somebody without a unit"),
        pytest.param(Deed.FINISH, "lead", False, id="the lead unit reports, it does not confirm"),
        pytest.param(Deed.POSTPONE, "lead", False, id="nor does it put its own limit off"),
        pytest.param(Deed.FINISH, "keeper", True, id="whoever keeps the plan does"),
    ],
)
def test_whose_deed_it_is(deed: Deed, who: str, may: bool) -> None:
    lead, support, other = (a_unit(code, code) for code in ("P1", "P2", "P3"))
    task = a_task(a_plan(), lead=lead)
    task.supports.create(name="P2", unit=support)
    units = {"lead": lead.pk, "support": support.pk, "other": other.pk}
    by = KEEPER if who == "keeper" else Actor(username=who, unit=units.get(who))
    if may:
        actions.check_right(deed, task, by)
    else:
        with pytest.raises(Refusal):
            actions.check_right(deed, task, by)


def test_what_the_table_of_moves_refuses_is_said_with_the_state() -> None:
    task = a_task(a_plan())
    shown(task)
    actions.finish(seen=Seen(task.pk), done_on=AT.date(), by=KEEPER, at=AT)
    for deed in (actions.start, actions.report):
        with pytest.raises(Refusal, match="Đã hoàn thành"):
            deed(seen=Seen(task.pk), by=KEEPER, at=AT)
    assert moves.TASK.allowed(State.DROPPED) == () and moves.TASK.allowed(State.DONE) == (
        Deed.REOPEN,
        Deed.ENTRUST,
    )


def test_one_form_is_done_once_and_nobody_writes_over_another() -> None:
    task = a_task(a_plan())
    form = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
    told = {"words": "Lần một", "percent": 10, "by": KEEPER, "at": AT}
    actions.note(seen=Seen(task.pk, 0, form), **told)
    with pytest.raises(Repeated):
        actions.note(seen=Seen(task.pk, 0, form), **told)
    with pytest.raises(Outdated):
        actions.note(seen=Seen(task.pk, 0), **told)
    assert TaskNote.objects.count() == 1


@pytest.mark.parametrize(
    ("due_on", "reason", "says"),
    [
        pytest.param(date(2026, 9, 30), " ", "lý do", id="without a reason"),
        pytest.param(date(2026, 6, 30), "Chờ tỉnh", "phải sau", id="to no later day"),
        pytest.param(date(2027, 1, 15), "Chờ tỉnh", "sang năm khác", id="into another year"),
        pytest.param(date(2026, 9, 30), "Chờ tỉnh", "", id="to September, for a reason"),
    ],
)
def test_a_limit_is_put_off_for_a_reason_within_the_year(due_on: date, reason: str, says: str) -> None:
    task = a_task(a_plan())
    told = {"seen": Seen(task.pk), "due_on": due_on, "reason": reason, "by": KEEPER, "at": AT}
    if says:
        with pytest.raises(Refusal, match=says):
            actions.postpone(**told)
        return
    assert actions.postpone(**told).due_words == "Quý II"
    note = TaskNote.objects.get()
    assert (note.due_before_on, note.due_after_on, note.words) == (date(2026, 6, 30), due_on, reason)


def test_a_draft_is_counted_nowhere_until_it_is_issued_and_then_keeps_both_denominators() -> None:
    rows = [
        {"number": number, "head": "finance", "title": "x", "product": "y", "lead_unit": "Văn phòng", "due_kind": "other"}
        for number in ("1", "2")
    ]  # fmt: skip
    plan = actions.begin_plan(year=2026, issuer="Ban", title="Kế hoạch", tasks=rows, by="an", at=AT)
    assert share("plan.tasks_done") == (0, 0)
    with pytest.raises(Refusal, match="dự thảo"):
        actions.start(seen=Seen(plan.tasks.first().pk), by=KEEPER, at=AT)
    issued = date(2026, 5, 1)
    actions.issue_plan(plan=plan.pk, decision="5/KH", issued_on=issued, by="an", at=AT)
    new = {**rows[0], "number": "3"}
    with pytest.raises(Refusal, match="văn bản sửa đổi"):
        actions.add_task(plan=plan.pk, values=new, change=None, by="an", at=AT)
    change = Change("9/QĐ", date(2026, 5, 10))
    actions.add_task(plan=plan.pk, values=new, change=change, by="an", at=AT)
    actions.drop_task(seen=Seen(plan.tasks.get(number="1").pk), change=change, by=KEEPER, at=AT)
    assert (share("plan.tasks_done")[1], share("plan.tasks_done_of_original")[1]) == (2, 2)
    plan.refresh_from_db()
    assert (plan.amended_by, plan.amended_on) == ("9/QĐ", change.on)
    assert sorted(plan.tasks.filter(in_original=True).values_list("number", flat=True)) == ["1", "2"]


@pytest.mark.parametrize(
    ("rows", "told", "says"),
    [
        pytest.param([], {}, "chưa có nhiệm vụ", id="a plan without tasks"),
        pytest.param([{"product": ""}], {}, "chưa ghi sản phẩm", id="a task without a product"),
        pytest.param([{"lead_unit": " "}], {}, "chưa ghi sản phẩm", id="a task that nobody leads"),
        pytest.param([{}], {"decision": " "}, "Ghi số", id="without a number"),
        pytest.param([{}], {"issued_on": date(2026, 5, 13)}, "chưa đến", id="tomorrow"),
    ],
)
def test_what_a_plan_lacks_is_said_before_it_is_issued(rows: Any, told: Any, says: str) -> None:
    plan = Plan.objects.create(year=2026, decision="", issuer="Ban")
    for number, row in enumerate(rows, start=1):
        a_task(plan, str(number), **row)
    with pytest.raises(Refusal, match=says):
        actions.issue_plan(
            plan=plan.pk, **{"decision": "5/KH", "issued_on": AT.date(), **told}, by="an", at=AT
        )


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        pytest.param(lambda plan: a_task(plan, product_count=0), "at_least_one_product", id="no product at all"),
        pytest.param(lambda plan: a_task(plan, budget=-1), "no_less_than_nothing", id="a cost below nothing"),
        pytest.param(lambda plan: Evidence.objects.create(task=a_task(plan), number=1, kind="file", on=AT, reference="x", added_at=AT, added_by="a"),
                     "where_in_it", id="a file without a page"),
        pytest.param(lambda plan: Evidence.objects.create(task=a_task(plan), number=1, kind="figure", on=AT, reference="x", figure="a.b", added_at=AT, added_by="a"),
                     "by_its_threshold", id="a figure without a threshold"),
        pytest.param(lambda _plan: Plan.objects.create(year=2026, decision="", issued_on=AT.date(), issuer="x"), "has_its_number", id="issued without a number"),
    ],
)  # fmt: skip
def test_what_the_tables_refuse(made: Any, sentence: str) -> None:
    plan = a_plan()
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        made(plan)


def test_what_was_assigned_and_found_comes_to_its_end_with_a_document() -> None:
    told = {
        "number": "1/UBND",
        "assigned_by": "UBND tỉnh",
        "assigned_on": date(2026, 4, 1),
        "content": "Báo cáo",
    }
    task = AssignedTask.objects.create(**told, due_on=date(2026, 4, 30)).pk
    by = {"by": "an", "at": AT}
    for given, says in (
        ({"product_reference": " ", "done_on": AT.date()}, "sản phẩm"),
        ({"product_reference": "3/BC", "done_on": date(2026, 3, 31)}, "trước ngày giao"),
        ({"product_reference": "3/BC", "done_on": date(2026, 5, 13)}, "chưa đến"),
    ):
        with pytest.raises(Refusal, match=says):
            actions.finish_assigned(task=task, **given, **by)
    with pytest.raises(Refusal, match="phải sau"):
        actions.extend_assigned(task=task, due_on=date(2026, 4, 30), document="5/UBND", **by)
    actions.extend_assigned(task=task, due_on=date(2026, 5, 30), document="5/UBND", **by)
    actions.finish_assigned(task=task, done_on=AT.date(), product_reference="3/BC", **by)
    with pytest.raises(Refusal, match="không còn thời hạn"):
        actions.extend_assigned(task=task, due_on=date(2026, 6, 30), document="6/UBND", **by)
    assert actions.reopen_assigned(task=task, reason="Chưa gửi", **by).done_on is None
    visit = Inspection.objects.create(on=date(2026, 5, 5), unit="Văn phòng", decision="1/QĐ")
    finding = Finding.objects.create(inspection=visit, number=1, content="x").pk
    with pytest.raises(Refusal, match="trước ngày kiểm tra"):
        actions.close_finding(finding=finding, closed_on=date(2026, 5, 4), reference="2/BC", **by)
    actions.close_finding(finding=finding, closed_on=AT.date(), reference="2/BC", **by)
    actions.conclude_inspection(inspection=visit.pk, conclusion="7/TB", **by)
    assert share("direction.findings_closed") == (1, 1)


def test_units_are_reminded_once_when_it_is_near_once_when_it_is_late_and_anew_when_it_was_put_off() -> None:
    a_unit("X77", "Ban Quản lý", kind="agency")
    office = a_unit("P1", "Văn phòng")
    a_client("head", office, email="head@example.vn")
    a_client("specialist", office, email="chuyenvien@example.vn")
    task = a_task(a_plan(), lead=office, due_on=date(2026, 5, 20))
    for _again in range(2):
        remind(at=AT)
    near = Notice.objects.get()
    assert (near.recipient, near.occasion) == ("head@example.vn", "task_near")
    assert "hết ngày 20/05/2026" in near.body and "Ban Quản lý" in near.body
    remind(at=AT + timedelta(days=9))
    remind(at=AT + timedelta(days=10))
    assert [each.occasion for each in Notice.objects.order_by("id")] == ["task_near", "task_late"]
    actions.postpone(
        seen=Seen(task.pk), due_on=date(2026, 5, 25), reason="Chờ", by=KEEPER, at=AT + timedelta(days=9)
    )
    remind(at=AT + timedelta(days=9))
    assert Notice.objects.count() == 3
    shown(task)
    actions.report(seen=Seen(task.pk), by=KEEPER, at=AT)
    remind(at=AT + timedelta(days=14))
    assert Notice.objects.count() == 3


def test_next_years_plan_is_proposed_from_what_is_unfinished_and_from_lost_points() -> None:
    plan = a_plan()
    a_task(plan, "1", title="Rà soát năm 2026")
    a_task(plan, "2", dropped_on=date(2026, 3, 1), changed_by="9/QĐ")
    shown(done := a_task(plan, "3"))
    actions.finish(seen=Seen(done.pk), done_on=AT.date(), by=KEEPER, at=AT)
    result = IndexResult.objects.create(
        kind="reform",
        year=2025,
        score=90,
        decision="1/QĐ",
        announced_on=date(2026, 1, 20),
        announced_by="UBND",
    )
    for number, score in (("1.1", 2), ("1.2", 1), ("1.3", Decimal("1.5"))):
        IndexCriterion.objects.create(
            result=result, number=number, title="x", head="finance", full=2, score=score
        )
    found = proposed(2027)
    assert [each.key.split(":")[0] for each in found] == ["task", "criterion", "criterion"]
    assert "1.2" in found[1].title and "mất 1,00 điểm năm 2025" in found[1].why
    draft = actions.begin_plan(
        year=2027, issuer="Ban", title="x", tasks=[each.values(n, 2027) for n, each in enumerate(found, 1)], by="an", at=AT
    )  # fmt: skip
    assert draft.tasks.get(number="1").title == "Rà soát năm 2027"


def test_programmes_are_the_lawbooks_one_after_the_other_with_their_own_heads() -> None:
    spans = [(each.first_year, each.last_year) for each in programmes()]
    assert spans == [(2016, 2020), (2021, 2025), (2026, 2030)]
    assert words_of("modernisation", 2020) == "Hiện đại hóa hành chính"
    assert words_of("modernisation", 2021) == "Xây dựng và phát triển Chính phủ điện tử, Chính phủ số"
    assert words_of("direction", 2026) == "Chỉ đạo, điều hành" and programme_of(2031) is None
    assert all(each.targets and each.targets_cite for each in programmes())
    assert {target.figure for each in programmes() for target in each.targets} - {""} <= {
        each.key for each in REGISTER
    }


def test_evidence_in_a_file_says_where() -> None:
    with pytest.raises(Refusal, match="mục hoặc trang"):
        actions.show_file(
            seen=Seen(a_task(a_plan()).pk),
            paper=PAPER,
            place=Place(1, " ", ""),
            by=KEEPER,
            at=datetime(2026, 5, 12),
        )
