"""A draft is mended and issued; an issued plan keeps every document that changed it; figures shown are weighed rightly."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from clock import TODAY
from minhchung.direction import actions, queries
from minhchung.direction.actions import Change, Level, Refusal, Seen
from minhchung.direction.annex_word import rows_of
from minhchung.direction.models import Plan, PlanTask
from minhchung.direction.proposals import moved_on
from minhchung.direction.public_queries import plan_page
from minhchung.direction.tests.cast import AT, KEEPER, a_client, a_plan, a_task, a_unit
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
YEAR = TODAY.year


@pytest.fixture
def office() -> Unit:
    return a_unit("X77.01", "Văn phòng", a_unit("X77", "Ban Quản lý", kind="agency"))


def a_draft(year: int = YEAR) -> Plan:
    return Plan.objects.create(year=year, decision="", issuer="Ban Quản lý", title="Kế hoạch")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_draft_is_mended_without_being_issued(office: Unit) -> None:
    draft, client = a_draft(), a_client("reform", office)
    a_task(draft)
    url = reverse("direction:plan_edit", args=[draft.pk])
    opened = client.get(url)
    assert not {"decision", "issued_on", "amended_on", "year"} & set(opened.context["form"].fields)
    typed = {"issuer": "Ban", "title": "Tên mới", "decision": "1/KH", "issued_on": f"{TODAY:%d/%m/%Y}"}
    assert client.post(url, {**typed, "_version": opened.context["version"]}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.decision, draft.issued_on) == ("Tên mới", "", None)


def test_a_plan_begun_by_hand_is_a_draft_and_a_year_has_one(office: Unit) -> None:
    client, url = a_client("reform", office), reverse("direction:plan_new")
    typed = {"year": str(YEAR), "issuer": "Ban"}
    assert client.post(url, typed).status_code == 302
    assert Plan.objects.get().issued_on is None
    assert "hãy sửa tiếp dự thảo đó" in text(client.post(url, typed))
    assert "phải có cả số và ngày" in text(client.post(url, {**typed, "decision": "1/KH"}))
    far = {**typed, "decision": "1/KH", "issued_on": f"05/01/{YEAR - 10}"}
    assert "cách xa năm" in text(client.post(url, far))
    assert Plan.objects.count() == 1


def test_a_plan_is_issued_in_its_year_or_the_year_before() -> None:
    draft = a_draft(2026)
    a_task(draft)
    told: dict[str, Any] = {"plan": draft.pk, "decision": "26/KH", "by": "an", "at": AT}
    with pytest.raises(Refusal, match="cách xa năm 2026"):
        actions.issue_plan(**told, issued_on=date(2016, 1, 5))
    actions.issue_plan(**told, issued_on=date(2025, 12, 25))
    assert Plan.objects.get(pk=draft.pk).issued_on == date(2025, 12, 25)


def test_a_task_that_was_added_and_dropped_names_both_documents() -> None:
    plan = a_plan(2026)
    stays, goes = a_task(plan, "1"), a_task(plan, "2")
    values = {
        "number": "3", "head": "procedures", "title": "Thêm", "product": "Báo cáo", "lead_unit": "Văn phòng",
        "due_kind": "regular",
    }  # fmt: skip
    first, second = Change("12/QĐ", date(2026, 2, 1)), Change("34/QĐ", date(2026, 4, 1))
    added = actions.add_task(plan=plan.pk, values=values, change=first, by="an", at=AT)
    for task in (added, goes):
        actions.drop_task(seen=Seen(task.pk), change=second, by=KEEPER, at=AT)
    told = [(each.document, each.on, each.added, each.dropped) for each in queries.amendments_of(plan.pk)]
    assert told == [("12/QĐ", first.on, 1, 0), ("34/QĐ", second.on, 0, 2)]
    page = plan_page(plan.pk, AT.date())
    assert page is not None
    lines = {line.number: (line.added_by, line.dropped_by) for _head, tasks in page.heads for line in tasks}
    assert lines == {"1": ("", ""), "2": ("", "34/QĐ"), "3": ("12/QĐ", "34/QĐ")}
    progress = queries.plan_progress(plan.pk, AT.date())
    assert progress is not None and (progress.tasks, progress.original) == (1, 2)
    assert (page.line.tasks, page.line.original) == (1, 2)
    public = a_client("reform").get(reverse("portal:plan", args=[plan.pk]))
    assert "0 trên 1 nhiệm vụ" in text(public) and "0 trên 2 nhiệm vụ" in text(public)
    assert PlanTask.objects.get(pk=stays.pk).taken_out_by == ""


def test_an_added_task_is_not_late_from_the_first_day(office: Unit) -> None:
    plan, client = a_plan(YEAR), a_client("reform", office)
    typed = {
        "plan": str(plan.pk), "number": "9", "head": "finance", "title": "Thêm", "product": "Báo cáo",
        "lead_unit": "Văn phòng", "due_kind": "date", "due_on": f"05/01/{YEAR}", "document": "12/QĐ",
    }  # fmt: skip
    url, on = reverse("direction:plan_task_new"), f"06/01/{YEAR}"
    assert "vừa thêm đã quá hạn" in text(client.post(url, {**typed, "document_on": on}))
    assert client.post(url, {**typed, "document_on": on, "due_on": f"31/12/{YEAR}"}).status_code == 302


def test_a_mended_task_says_whose_number_it_would_take(office: Unit) -> None:
    draft, client = a_draft(), a_client("reform", office)
    a_task(draft, "1", title="Rà soát")
    task = a_task(draft, "2")
    url = reverse("direction:plan_task_edit", args=[task.pk])
    opened = client.get(url)
    typed = {name: value for name, value in opened.context["form"].initial.items() if value is not None}
    answer = client.post(
        url, {**typed, "due_on": f"30/06/{YEAR}", "number": "1", "_version": opened.context["version"]}
    )
    assert "Số 1 đã là của nhiệm vụ “Rà soát”" in text(answer)


@pytest.mark.parametrize(
    ("window", "comparator", "threshold", "why"),
    [
        pytest.param("2026", "ge", "0.95", "Muốn nói 95 % thì ghi 95", id="a part of one"),
        pytest.param("2026", "ge", "950", "từ 0 đến 100", id="more than all"),
        pytest.param("2026", "le", "-1", "từ 0 đến 100", id="less than none"),
        pytest.param("2027", "ge", "95", "chưa có gì để tính", id="a year to come"),
    ],
)
def test_a_level_that_no_share_can_have_is_refused(
    window: str, comparator: str, threshold: str, why: str
) -> None:
    task = a_task(a_plan(2026))
    level = Level("plan.tasks_done", window, comparator, Decimal(threshold))
    with pytest.raises(Refusal, match=why):
        actions.show_figure(seen=Seen(task.pk), level=level, by=KEEPER, at=AT)
    assert not task.evidence.exists()


def test_half_a_percent_at_most_is_a_level() -> None:
    task = a_task(a_plan(2026))
    level = Level("plan.tasks_overdue", "2026", "le", Decimal("0.5"))
    actions.show_figure(seen=Seen(task.pk), level=level, by=KEEPER, at=datetime(2026, 5, 12, 8))
    share = Level("plan.tasks_done", "2026", "lt", Decimal("0.5"))
    actions.show_figure(seen=Seen(task.pk), level=share, by=KEEPER, at=datetime(2026, 5, 12, 8))
    assert [each.level_words for each in task.evidence.order_by("number")] == ["0,50", "0,50 %"]


@pytest.mark.parametrize(
    ("product", "count", "printed"),
    [
        pytest.param("04 tin, bài/năm", 4, "04 tin, bài/năm", id="its words say how many"),
        pytest.param("Báo cáo", 4, "Báo cáo (4)", id="they do not"),
        pytest.param("Báo cáo", 1, "Báo cáo", id="one"),
    ],
)
def test_the_annex_says_once_how_many(product: str, count: int, printed: str) -> None:
    plan = a_plan(2026)
    (row,) = rows_of(plan, [a_task(plan, product=product, product_count=count)])
    assert row.cells[2] == printed


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        pytest.param("Kiểm tra năm 2026", "Kiểm tra năm 2027", id="the year"),
        pytest.param("Chương trình 2026-2030", "Chương trình 2026-2030", id="a period begins"),
        pytest.param("giai đoạn 2021 – 2026", "giai đoạn 2021 – 2026", id="a period ends"),
        pytest.param("Nghị định 118/2026/NĐ-CP", "Nghị định 118/2026/NĐ-CP", id="a document"),
        pytest.param("báo cáo trước 31/12/2026", "báo cáo trước 31/12/2026", id="a day"),
        pytest.param("hồ sơ số 12026", "hồ sơ số 12026", id="a longer number"),
    ],
)
def test_proposed_words_move_on_by_a_year_and_leave_the_names_of_documents(words: str, meant: str) -> None:
    assert moved_on(words, 2027) == meant
