"""The working screens: whose tasks, table, board, drawing, progress; deeds by forms; constant questions."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clock import TODAY
from minhchung.config.demo.plans import write_table
from minhchung.direction import board_queries
from minhchung.direction.board_queries import Standing
from minhchung.direction.models import AssignedTask, Evidence, Plan, PlanTask
from minhchung.direction.tests.cast import a_client, a_plan, a_task, a_unit
from minhchung.ground.skin.charts.gantt import Gantt, Span, gantt_svg
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
YEAR = TODAY.year
WORK = "/chi-dao/viec/"


@pytest.fixture
def office() -> Unit:
    board = a_unit("X77", "Ban Quản lý", kind="agency")
    return a_unit("X77.01", "Văn phòng", board)


@pytest.fixture
def plan(office: Unit) -> Plan:
    plan = a_plan(YEAR)
    other = a_unit("X77.02", "Phòng Đầu tư", office)
    a_task(plan, "1", lead=office, due_kind="date", due_on=date(YEAR, 1, 6), title="Quá hạn <b>")
    a_task(
        plan,
        "2",
        lead=other,
        lead_unit="Phòng Đầu tư",
        due_kind="regular",
        due_on=None,
        due_words="Thường xuyên",
    )
    helped = a_task(
        plan, "3", lead=other, lead_unit="Phòng Đầu tư", due_on=date(YEAR, 12, 31), head="finance"
    )
    helped.supports.create(name="Văn phòng", unit=office)
    a_task(
        plan,
        "4",
        lead=office,
        done_on=date(YEAR, 1, 6),
        product_on=date(YEAR, 1, 6),
        product_reference="1/BC",
    )
    a_task(Plan.objects.create(year=YEAR, decision="", issuer="Ban"), "9", title="Của dự thảo")
    return plan


def page(client: Any, **asked: str) -> str:
    answer = client.get(WORK, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_unit_sees_what_it_leads_and_supports_and_nothing_of_drafts(plan: Plan, office: Unit) -> None:
    client = a_client("specialist", office)
    told = page(client)
    assert "Quá hạn &lt;b&gt;" in told and "Của dự thảo" not in told
    mine = page(client, **{"cua-toi": "1"})
    for number, there in (("1", True), ("2", False), ("3", True), ("4", True)):
        assert (reverse("direction:plan_task", args=[plan.tasks.get(number=number).pk]) in mine) is there


def test_the_words_of_the_plan_stand_beside_a_limit_as_such_where_they_say_more(plan: Plan) -> None:
    day = date(YEAR, 6, 30)
    a_task(plan, "5", due_words=f"{day:%d/%m/%Y}")
    told = page(a_client("reform"))
    assert told.count("kế hoạch ghi: Quý II") == 3 and told.count("kế hoạch ghi:") == 3
    assert "Thường xuyên" in told and f"{day:%d/%m/%Y}" in told


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        pytest.param({"tinh-hinh": "qua-han"}, "1", id="what is late"),
        pytest.param({"nhom": "finance"}, "3", id="one head"),
        pytest.param({"q": "dau tu"}, "23", id="words without marks"),
        pytest.param({"nam": "9999", "don-vi": "x", "nhom": "x", "xem": "x"}, "1234", id="what is asked wrongly is left aside"),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(plan: Plan, asked: dict[str, str], numbers: str) -> None:
    told = page(a_client("reform"), **asked)
    found = {task.number for task in plan.tasks.all() if f"/chi-dao/nhiem-vu/{task.pk}/" in told}
    assert "".join(sorted(found)) == numbers


def test_the_board_moves_a_card_with_a_plain_form_and_only_for_whom_it_is(plan: Plan, office: Unit) -> None:
    client = a_client("specialist", office)
    first = plan.tasks.get(number="1")
    door = reverse("direction:task_deed", args=[first.pk, "bat-dau"])
    told = page(client, xem="the")
    assert door in told
    assert reverse("direction:task_deed", args=[plan.tasks.get(number="2").pk, "bat-dau"]) not in told
    form = {"revision": 0, "form_key": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "ve": "the"}
    assert client.post(door, form).url == f"{WORK}?nam={YEAR}&xem=the"
    first.refresh_from_db()
    assert first.state == "doing"
    assert client.post(door, form).status_code == 302
    stale = client.post(reverse("direction:task_deed", args=[first.pk, "tien-do"]), {**form, "form_key": "7c9e6679-7425-40de-944b-e07fc1f90ae8", "words": "Đã gõ"})  # fmt: skip
    assert stale.status_code == 409 and "Đã gõ" in stale.content.decode()


def test_evidence_by_form_and_file_then_the_officer_confirms(plan: Plan, office: Unit) -> None:
    worker, officer = a_client("specialist", office), a_client("reform")
    task = plan.tasks.get(number="1")

    def sent(client: Any, slug: str, **told: Any) -> Any:
        task.refresh_from_db()
        form = {"revision": task.revision, "form_key": str(uuid4()), **told}
        return client.post(reverse("direction:task_deed", args=[task.pk, slug]), form)

    assert sent(worker, "bao-xong").status_code == 422
    for content, name, status in ((b"MZ\x90\x00" + b"\x00" * 99, "a.pdf", 422), (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "bc.pdf", 302)):  # fmt: skip
        file = BytesIO(content)
        file.name = name
        told = {
            "reference": "Báo cáo rà soát",
            "on": f"{TODAY:%d/%m/%Y}",
            "file": file,
            "page": "3",
            "count": "1",
        }
        assert sent(worker, "minh-chung-tep", **told).status_code == status
    assert sent(worker, "bao-xong").status_code == 302
    assert sent(worker, "hoan-thanh", done_on=f"{TODAY:%d/%m/%Y}").status_code == 422
    assert sent(officer, "hoan-thanh", done_on=f"{TODAY:%d/%m/%Y}").status_code == 302
    told = officer.get(reverse("direction:plan_task", args=[task.pk])).content.decode()
    evidence = Evidence.objects.get()
    assert "trang 3" in told and reverse("direction:task_file", args=[task.pk, evidence.pk]) in told
    assert worker.get(reverse("direction:task_file", args=[task.pk, evidence.pk])).status_code == 200
    assert (
        worker.get(
            reverse("direction:task_file", args=[plan.tasks.get(number="2").pk, evidence.pk])
        ).status_code
        == 404
    )
    assert (
        a_client("province").post(reverse("direction:task_deed", args=[task.pk, "mo-lai"]), {}).status_code
        == 403
    )


@pytest.mark.parametrize("view", ["bang", "the", "thoi-gian", "tien-do"])
def test_each_view_asks_the_same_number_of_questions_however_many_tasks(plan: Plan, view: str) -> None:
    client = a_client("reform")
    page(client, xem=view)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, xem=view)
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            number=f"n{number}",
            head="finance",
            title="x",
            product="y",
            lead_unit="z",
            due_kind="other",
        )
        for number in range(60)
    )
    with CaptureQueriesContext(connection) as many:
        page(client, xem=view)
    assert len(many) == len(few)


def test_a_long_list_comes_in_pages_and_each_task_stands_on_one(plan: Plan) -> None:
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            number=f"n{number}",
            head="finance",
            title="x",
            product="y",
            lead_unit="z",
            due_kind="other",
        )
        for number in range(60)
    )
    client = a_client("reform")
    told = [page(client, trang=number) for number in ("1", "2", "99")]
    assert [each.count("row-link") for each in told] == [50, 14, 14]
    assert "trang=2" in told[0] and "trang=2" not in told[1]


def test_the_drawing_says_in_words_what_its_bars_say() -> None:
    spans = (
        Span("1. Một nhiệm vụ có tên rất dài " * 6, date(2026, 1, 1), date(2026, 6, 30), date(2026, 5, 5), "jade", "xong & gửi"),
        Span("2. Thường xuyên", date(2026, 1, 1), None, None, "river", "trong hạn"),
    )  # fmt: skip
    chart = Gantt("Kế hoạch", "Hai nhiệm vụ.", 2026, spans, date(2026, 5, 6), "hôm nay")
    for wide in (900, 340):
        drawn = gantt_svg(chart, "k", wide)
        assert drawn == gantt_svg(chart, "k", wide)
        for words in ("<title>xong &amp; gửi</title>", "hôm nay", 'role="img"', "…"):
            assert words in drawn
        assert "style=" not in drawn
    with pytest.raises(ValueError, match="màu"):
        Span("x", TODAY, None, None, "pink", "x")


@pytest.mark.parametrize(
    ("due_on", "done_on", "standing"),
    [
        (date(2026, 5, 11), None, Standing.OVERDUE),
        (date(2026, 5, 12), None, Standing.NEAR),
        (date(2026, 5, 23), None, Standing.OPEN),
        (None, None, Standing.OPEN),
        (date(2026, 5, 11), date(2026, 5, 11), Standing.DONE),
        (date(2026, 5, 11), date(2026, 5, 12), Standing.DONE_LATE),
    ],
)
def test_how_a_task_stands_to_its_limit(due_on: Any, done_on: Any, standing: Standing) -> None:
    task = PlanTask(due_on=due_on, done_on=done_on)
    assert board_queries.standing_of(task, date(2026, 5, 12)) == standing


def test_what_was_assigned_sums_up_by_whoever_gave_it() -> None:
    for number, (due, done) in enumerate(
        [(date(2026, 3, 1), date(2026, 3, 1)), (date(2026, 3, 1), date(2026, 3, 2)), (date(2026, 3, 1), None),
         (date(2026, 9, 1), None), (None, None), (None, date(2026, 3, 3)), (date(2026, 3, 1), date(2026, 6, 1))]
    ):  # fmt: skip
        AssignedTask.objects.create(
            number=str(number), assigned_by="UBND tỉnh", assigned_on=date(2026, 2, 1), content="x", due_on=due,
            done_on=done, product_reference="x" if done else "",
        )  # fmt: skip
    (row,) = board_queries.given_by(date(2026, 1, 1), date(2026, 5, 1), date(2026, 5, 1))
    assert (row.given, row.on_time, row.late, row.open, row.overdue) == (7, 2, 1, 2, 2) and row.sums_up
    told = a_client("leader").get("/chi-dao/viec-duoc-giao/tong-hop/", {"ky": "2026"}).content.decode()
    assert "UBND tỉnh" in told and "khớp" in told


def test_a_table_is_sent_looked_at_taken_issued_and_exported_on_the_screens(
    office: Unit, tmp_path: Any
) -> None:
    client = a_client("reform")
    write_table(tmp_path / "a.docx")
    for content, name in (
        (b"%PDF-1.4\n%%EOF\n", "a.pdf"),
        ((tmp_path / "a.docx").read_bytes(), "ke-hoach.docx"),
    ):
        file = BytesIO(content)
        file.name = name
        answer = client.post("/chi-dao/ke-hoach/nhan-bang/", {"year": YEAR, "issuer": "Ban", "file": file})
        assert answer.status_code == (302 if name.endswith("docx") else 422)
    told = client.get(answer.url).content.decode()
    assert "theo kế hoạch của tỉnh" in told and "không phải ngày có thật" in told
    draft = client.post(answer.url).url
    told = client.get(draft).content.decode()
    plan = Plan.objects.get(issued_on=None)
    assert "Dự thảo" in told and plan.tasks.count() == 7
    issue = reverse("direction:plan_issue", args=[plan.pk])
    form = {"decision": "1/KH", "issued_on": f"{TODAY:%d/%m/%Y}"}
    assert "III.2" in client.post(issue, form).content.decode()
    plan.tasks.filter(number="III.2").update(product="Báo cáo")
    assert client.post(issue, form).status_code == 302
    assert client.post(reverse("direction:plan_set_targets", args=[plan.pk])).status_code == 302
    told = client.get(draft).content.decode()
    assert "0 trên 7 nhiệm vụ" in told.replace("\xa0", " ") and plan.targets.exists()
    annex = client.get(reverse("direction:plan_annex", args=[plan.pk]))
    assert annex.content[:2] == b"PK" and "attachment" in annex["Content-Disposition"]
    new = {"plan": plan.pk, "number": "99", "head": "finance", "title": "Thêm", "product": "x", "lead_unit": "Văn phòng", "due_kind": "other"}  # fmt: skip
    assert client.post(reverse("direction:plan_task_new"), new).status_code == 422
    told_by = {**new, "document": "9/QĐ", "document_on": f"{TODAY:%d/%m/%Y}"}
    assert client.post(reverse("direction:plan_task_new"), told_by).status_code == 302
    added = PlanTask.objects.get(number="99")
    assert (added.in_original, added.changed_by, added.lead) == (False, "9/QĐ", office)
    assert client.get("/chi-dao/chuong-trinh/").status_code == 200
    proposal = client.get("/chi-dao/ke-hoach/de-xuat/", {"nam": str(YEAR + 1)}).content.decode()
    assert "chưa hoàn thành" in proposal and datetime.now().year == YEAR
