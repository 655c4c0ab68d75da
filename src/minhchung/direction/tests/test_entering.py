"""What the forms of direction offer and refuse: limits of an issued plan, days to come, units, doubles."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clock import TODAY
from minhchung.direction import actions
from minhchung.direction.actions import Paper, Place, Refusal, Seen
from minhchung.direction.models import (
    AssignedTask,
    Evidence,
    Finding,
    Inspection,
    Outreach,
    Plan,
    PlanTask,
    ReformBudget,
)
from minhchung.direction.proposals import proposed
from minhchung.direction.tests.cast import AT, KEEPER, a_client, a_plan, a_task, a_unit
from minhchung.ground.files.actions import keep
from minhchung.organisation.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db
TO_COME = f"{TODAY + timedelta(days=30):%d/%m/%Y}"


@pytest.fixture
def office() -> Unit:
    return a_unit("X77.01", "Văn phòng", a_unit("X77", "Ban Quản lý", kind="agency"))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def edited(client: Client, task: PlanTask, **typed: str) -> Any:
    url = reverse("direction:plan_task_edit", args=[task.pk])
    form = client.get(url).context["form"]
    told = {name: form[name].value() for name in form.fields}
    told |= {"due_on": f"{task.due_on:%d/%m/%Y}" if task.due_on else "", "_version": "", **typed}
    page = client.get(url)
    told[page.context["version_field"]] = page.context["version"]
    return client.post(url, {name: "" if value is None else value for name, value in told.items()})


def test_the_limit_of_an_issued_plan_is_put_off_by_its_deed_alone(office: Unit) -> None:
    task, client = a_task(a_plan(), due_on=date(2026, 6, 30)), a_client("reform", office)
    for day in ("31/12/2026", "31/12/2030", ""):
        answer = edited(client, task, due_on=day, due_kind="other")
        assert answer.status_code == 422 and "Lùi thời hạn" in text(answer), day
    assert edited(client, task, due_on="15/06/2026").status_code == 302
    assert PlanTask.objects.get(pk=task.pk).due_on == date(2026, 6, 15)


def test_the_limit_of_a_draft_lies_in_its_year(office: Unit) -> None:
    draft = Plan.objects.create(year=2027, decision="", issuer="Ban")
    task, client = a_task(draft, due_on=date(2027, 6, 30)), a_client("reform", office)
    assert "trong năm 2027" in text(edited(client, task, due_on="01/01/2028"))
    assert edited(client, task, due_on="01/12/2027").status_code == 302


def test_the_lead_is_a_unit_of_the_book(office: Unit) -> None:
    task, client = a_task(a_plan(), lead_unit="Tổ cũ"), a_client("reform", office)
    assert "Sổ đơn vị không có “Phòng Ma”" in text(edited(client, task, lead_unit="Phòng Ma"))
    assert edited(client, task, title="Lời khác").status_code == 302
    assert edited(client, task, lead_unit="Văn phòng").status_code == 302
    page = text(client.get(reverse("direction:plan_task_edit", args=[task.pk])))
    assert '<datalist id="goi-y-lead_unit">' in page and '<option value="Văn phòng">' in page


def test_a_form_opened_from_a_record_begins_with_it(office: Unit) -> None:
    plan, client = a_plan(), a_client("reform", office)
    page = client.get(reverse("direction:plan_task_new"), {"plan": plan.pk})
    assert f'<option value="{plan.pk}" selected>' in text(page)
    inspection = Inspection.objects.create(on=date(2026, 3, 2), unit="Phòng", decision="1/QĐ")
    page = text(client.get(reverse("direction:inspection", args=[inspection.pk])))
    assert f"?inspection={inspection.pk}" in page and "Sổ đơn vị không có “Phòng”" in page


@pytest.mark.parametrize(
    ("matter", "typed", "name"),
    [
        pytest.param(
            "assigned_task",
            {"number": "1/UBND", "assigned_by": "UBND tỉnh", "content": "Báo cáo"},
            "assigned_on",
            id="assigned",
        ),
        pytest.param(
            "outreach", {"form": "article", "title": "Tin", "people": "1.200"}, "on", id="made known"
        ),
        pytest.param("inspection", {"unit": "Văn phòng", "decision": "1/QĐ"}, "on", id="inspected"),
    ],
)
def test_what_happened_did_not_happen_tomorrow(
    office: Unit, matter: str, typed: dict[str, str], name: str
) -> None:
    client, url = a_client("reform", office), reverse(f"direction:{matter}_new")
    assert "chưa đến" in text(client.post(url, {**typed, name: TO_COME}))
    assert client.post(url, {**typed, name: f"{TODAY:%d/%m/%Y}"}).status_code == 302
    assert AssignedTask.objects.count() + Outreach.objects.count() + Inspection.objects.count() == 1
    assert not Outreach.objects.exclude(people=1200).exists()


def test_a_task_from_above_goes_to_a_unit_that_still_is(office: Unit) -> None:
    gone = Unit.objects.create(code="X77.09", kind="department")
    UnitVersion.objects.create(unit=gone, name="Phòng cũ", since=date(2010, 1, 1), until=date(2020, 1, 1))
    page = text(a_client("reform", office).get(reverse("direction:assigned_task_new")))
    assert "Văn phòng" in page and "Phòng cũ" not in page


def test_a_problem_is_dealt_with_after_it_was_found(office: Unit) -> None:
    inspection = Inspection.objects.create(on=date(2026, 3, 2), unit="Văn phòng", decision="1/QĐ")
    typed = {"inspection": str(inspection.pk), "number": "1", "content": "Chưa niêm yết"}
    client, url = a_client("reform", office), reverse("direction:finding_new")
    assert "trước ngày kiểm tra 02/03/2026" in text(client.post(url, {**typed, "due_on": "01/03/2026"}))
    assert client.post(url, {**typed, "due_on": "02/04/2026"}).status_code == 302 and Finding.objects.exists()


def test_no_more_is_spent_on_the_reform_than_was_given(office: Unit) -> None:
    typed = {"year": "2026", "item": "Tập huấn", "source": "Ngân sách", "given": "5.000.000"}
    client, url = a_client("reform", office), reverse("direction:reform_budget_new")
    assert "Đã chi nhiều hơn" in text(client.post(url, {**typed, "spent": "9.000.000"}))
    assert client.post(url, {**typed, "spent": "4.000.000"}).status_code == 302
    assert ReformBudget.objects.get().given == 5_000_000


def test_a_meeting_without_a_place_is_told_in_words(office: Unit) -> None:
    page = text(a_client("reform", office).post(reverse("direction:meeting_new"), {"kind": "dialogue"}))
    assert "a_meeting_takes_place" not in page and "Ghi địa điểm" in page


def test_a_document_shows_a_task_done_once() -> None:
    task = a_task(a_plan())
    paper = Paper("12/QĐ-BQL", date(2026, 5, 11))
    actions.show_document(seen=Seen(task.pk), paper=paper, by=KEEPER, at=AT)
    with pytest.raises(Refusal, match="đã là minh chứng"):
        actions.show_document(seen=Seen(task.pk), paper=Paper("12/qđ-bql", paper.on), by=KEEPER, at=AT)
    actions.show_document(seen=Seen(task.pk), paper=Paper("12/QĐ-BQL", date(2026, 5, 12)), by=KEEPER, at=AT)
    kept = keep([b"x"], name="a.pdf", content_type="application/pdf", purpose="x", by="an", at=AT)
    for page in ("1", "2"):
        actions.show_file(seen=Seen(task.pk), paper=paper, place=Place(kept.pk, "", page), by=KEEPER, at=AT)
    with pytest.raises(Refusal, match="đã là minh chứng"):
        actions.show_file(seen=Seen(task.pk), paper=paper, place=Place(kept.pk, "", "1"), by=KEEPER, at=AT)
    assert Evidence.objects.filter(task=task).count() == 4


def test_a_product_is_named_once_and_never_cut_in_its_middle() -> None:
    task = a_task(a_plan())
    for number in range(1, 12):
        actions.show_document(
            seen=Seen(task.pk),
            paper=Paper(f"{number}/BC-BQLKCN-CCHC-2026", date(2026, 5, 11)),
            by=KEEPER,
            at=AT,
        )
    done = actions.finish(seen=Seen(task.pk), done_on=AT.date(), by=KEEPER, at=AT)
    names = done.product_reference.split("; ")
    assert names[-1] == "…" and names[:2] == ["1/BC-BQLKCN-CCHC-2026", "2/BC-BQLKCN-CCHC-2026"]
    assert len(done.product_reference) <= 200


def test_the_work_of_this_year_is_shown_though_the_next_plan_is_issued(office: Unit) -> None:
    a_task(a_plan(TODAY.year), title="Của năm nay")
    a_task(a_plan(TODAY.year + 1, issued_on=TODAY), title="Của năm sau")
    page = text(a_client("reform", office).get("/chi-dao/viec/"))
    assert "Của năm nay" in page and "Của năm sau" not in page


def test_a_proposed_task_is_due_within_its_year() -> None:
    a_task(a_plan(2025), due_on=date(2025, 6, 30))
    (task,) = proposed(2026)
    assert task.values(1, 2026)["due_on"] == date(2026, 12, 31)


def test_a_story_names_people_and_says_nothing_for_machines(office: Unit) -> None:
    client = a_client("reform", office)
    client.post(
        reverse("direction:reform_budget_new"),
        {"year": "2026", "item": "Tập huấn", "source": "Ngân sách", "given": "5"},
    )
    page = text(client.get(reverse("direction:reform_budget", args=[ReformBudget.objects.get().pk])))
    assert "<b>Người reform</b>" in page and "<b>reform</b>" not in page


def test_a_line_is_left_out_of_a_draft_and_of_no_issued_plan(office: Unit) -> None:
    draft = Plan.objects.create(year=2027, decision="", issuer="Ban")
    doubled, issued = a_task(draft, title="Ghi hai lần"), a_task(a_plan())
    doubled.supports.create(name="Văn phòng", unit=office)
    client = a_client("reform", office)
    url = reverse("direction:plan_task_leave_out", args=[doubled.pk])
    assert url in text(client.get(reverse("direction:plan_task", args=[doubled.pk])))
    assert "Ghi hai lần" in text(client.get(url))
    client.post(url)
    assert not PlanTask.objects.filter(pk=doubled.pk).exists()
    assert "Ghi hai lần" in text(client.get(reverse("direction:plan", args=[draft.pk])))
    kept = client.post(reverse("direction:plan_task_leave_out", args=[issued.pk]))
    assert kept.status_code == 422 and "văn bản sửa đổi" in text(kept)
    assert PlanTask.objects.filter(pk=issued.pk).exists()


def test_the_summary_of_tasks_from_above_opens_its_records(office: Unit) -> None:
    for number, done in (("1", date(2025, 3, 1)), ("2", None)):
        AssignedTask.objects.create(
            number=number, assigned_by="UBND & HĐND tỉnh", assigned_on=date(2025, 2, 1), content="Báo cáo",
            due_on=date(2025, 3, 31), done_on=done, product_reference="1/BC" if done else "",
        )  # fmt: skip
    client = a_client("reform", office)
    page = text(client.get(reverse("direction:assigned_summary"), {"ky": "2025"}))
    links = [each.replace("&amp;", "&") for each in re.findall(r'href="(/chi-tieu/direction\.[^"]+)"', page)]
    assert len(links) == 10
    assert "gia-tri=UBND+%26+H" in links[0]
    for link in links:
        assert client.get(link).status_code == 200
    assert text(client.get(links[1])).count("Tính vào") <= 1
    running = text(client.get(reverse("direction:assigned_summary"), {"ky": str(TODAY.year + 1)}))
    assert "direction.assigned_open_overdue" not in running


def test_a_table_of_a_plan_is_a_word_or_a_spreadsheet_file(office: Unit) -> None:
    file = SimpleUploadedFile("ke-hoach.txt", b"x")
    page = a_client("reform", office).post(
        reverse("direction:read_plan_table"), {"year": "2027", "issuer": "Ban", "file": file}
    )
    assert "Chỉ đọc được tệp Word (.docx) hoặc Excel (.xlsx)." in text(page) and "Đọc bảng" in text(page)
