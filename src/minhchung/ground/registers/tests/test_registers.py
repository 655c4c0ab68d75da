"""Plain screens, tried on the register of people: list, search, CSV, detail, create, edit, two at once."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.direction.models import Plan, PlanTask
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail.queries import story_of
from minhchung.organisation.models import Unit
from minhchung.staff.models import Person

AT = datetime(2026, 8, 27, 8, 0)

pytestmark = pytest.mark.django_db


def signed_in(client: Client, role: Role = Role.REFORM, username: str = "an") -> User:
    user = create_user(
        username=username, full_name="Lê Thị An", role=role, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return user


def a_plan(year: int = 2025) -> Plan:
    plan = Plan(year=year, decision=f"{year}/KH-BQL", issued_on=date(year, 1, 10), issuer="Ban Quản lý")
    save_record(plan, room="direction", matter="plan", by="an", at=AT)
    return plan


def a_task(plan: Plan, number: str, title: str, **more: Any) -> PlanTask:
    values = {
        "head": "procedures",
        "product": "Báo cáo",
        "lead_unit": "Văn phòng",
        "due_kind": "date",
        "due_on": date(plan.year, 6, 30),
        **more,
    }
    task = PlanTask(plan=plan, number=number, title=title, **values)
    save_record(task, room="direction", matter="plan_task", by="an", at=AT)
    return task


TASKS = "direction:plan_task_list"


def page(client: Client, name: str, *args: Any, **asked: Any) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_empty_list_says_what_to_do_next(client: Client) -> None:
    signed_in(client)
    text = page(client, TASKS)
    assert "Chưa có bản ghi nào" in text and reverse("direction:plan_task_new") in text


def test_visitors_sign_in_first(client: Client) -> None:
    answer = client.get(reverse(TASKS))
    assert answer.status_code == 302 and answer.headers["Location"].startswith(reverse("accounts:sign_in"))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("đơn giản", id="with marks"),
        pytest.param("don gian", id="without marks"),
        pytest.param("GIẢN Đơn", id="in any order and case"),
        pytest.param("đơn giản", id="in decomposed form"),
    ],
)
def test_search_finds_words_with_and_without_marks(client: Client, words: str) -> None:
    signed_in(client)
    plan = a_plan()
    a_task(plan, "1", "Đơn giản hóa quy trình")
    a_task(plan, "2", "Tập huấn kỹ năng số")
    text = page(client, TASKS, q=words)
    assert "Đơn giản hóa quy trình" in text and "Tập huấn" not in text
    assert "Tìm thấy 1 trong 2" in text


def test_totals_and_pages_are_true(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    for number in range(1, 58):
        a_task(plan, str(number), f"Việc {number:02d}")
    first, second = page(client, TASKS), page(client, TASKS, trang=2)
    beyond = page(client, TASKS, trang=99)
    assert "Tất cả 57" in first and "Từ 1 đến 50 trong 57" in first and "Từ 51 đến 57 trong 57" in second
    assert first.count("row-link") == 50 and second.count("row-link") == 7
    assert "Trang 2 trên 2" in beyond


def test_a_row_is_opened_by_what_names_it_and_by_nothing_else(client: Client) -> None:
    signed_in(client)
    a_task(a_plan(), "1", "Đơn giản hóa quy trình")
    row = page(client, TASKS).partition("<tbody>")[2].partition("</tbody>")[0]
    assert row.count("<a ") == 1 and ">Đơn giản hóa quy trình</a></th>" in row
    others = page(client, TASKS, cot=["number", "product"]).partition("<tbody>")[2].partition("</tbody>")[0]
    assert others.count("<a ") == 1 and ">1</a></th>" in others


def test_sorting_turns_around(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    a_task(plan, "1", "Anh")
    a_task(plan, "2", "Ba")
    up, down = page(client, TASKS, sap="title"), page(client, TASKS, sap="-title")
    assert up.index(">Anh<") < up.index(">Ba<") and down.index(">Ba<") < down.index(">Anh<")
    assert 'aria-sort="ascending"' in up and "sap=-title" in up


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"sap": "password"}, id="an order that is no column"),
        pytest.param({"trang": "-4"}, id="a page below the first"),
        pytest.param({"head": "nothing"}, id="a filter value that is no choice"),
        pytest.param({"cot": "plan__tasks"}, id="a column that is not offered"),
    ],
)
def test_nonsense_in_the_address_is_passed_over(client: Client, asked: dict[str, str]) -> None:
    signed_in(client)
    a_task(a_plan(), "1", "Anh")
    assert "Anh" in page(client, TASKS, **asked)


def test_filters_and_chosen_columns(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    a_task(plan, "1", "Anh", head="procedures")
    a_task(plan, "2", "Ba", head="finance")
    text = page(client, TASKS, head="finance", cot=["title", "product"])
    assert ">Ba<" in text and ">Anh<" not in text
    assert ">Sản phẩm phải có</a>" in text and ">Đơn vị chủ trì</a>" not in text


def test_csv_holds_every_found_row_and_runs_nothing(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    for number in range(1, 61):
        a_task(plan, str(number), f'=HYPERLINK("x{number}")')
    answer = client.get(reverse("direction:plan_task_csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 61
    assert rows[0][3] == "Nhiệm vụ cụ thể" and rows[1][3].startswith("'=HYPERLINK")


def test_detail_shows_fields_story_and_children(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    task = a_task(plan, "1", "Anh")
    text = page(client, "direction:plan_task", task.pk)
    assert "30/06/2025" in text and "Cải cách thủ tục hành chính" in text and "Tạo mới" in text
    assert "2025/KH-BQL" in page(client, "direction:plan", plan.pk)
    assert "Nhiệm vụ của kế hoạch (1)" in page(client, "direction:plan", plan.pk)


def test_a_story_names_the_person_and_not_the_account(client: Client) -> None:
    signed_in(client)
    text = page(client, "direction:plan", a_plan().pk)
    assert "<b>Lê Thị An</b>: Tạo mới" in text and "<b>an</b>" not in text


def test_an_unknown_record_is_a_page_that_says_so(client: Client) -> None:
    signed_in(client)
    answer = client.get(reverse("direction:plan_task", args=[404]))
    assert answer.status_code == 404 and "Không có nhiệm vụ số 404" in answer.content.decode()


def test_creating_and_changing_write_the_trail_and_the_search_column(client: Client) -> None:
    signed_in(client)
    fields = {
        "year": "2026",
        "decision": "05/KH-BQL",
        "issued_on": "08/01/2026",
        "issuer": "Ban",
        "title": "Kế hoạch Đổi mới",
    }
    answer = client.post(reverse("direction:plan_new"), fields)
    plan = Plan.objects.get()
    assert answer.headers["Location"] == reverse("direction:plan", args=[plan.pk])
    assert plan.title_folded == "ke hoach doi moi"
    url = reverse("direction:plan_edit", args=[plan.pk])
    version = client.get(url).context["version"]
    answer = client.post(url, {**fields, "issuer": "Ban Quản lý", "_version": version})
    assert answer.status_code == 302
    story = story_of("direction", "plan", plan.pk)
    assert [(line.deed, line.by) for line in story] == [("create", "an"), ("change", "an")]
    assert story[1].details == {"before": {"issuer": "Ban"}, "after": {"issuer": "Ban Quản lý"}}


def test_saving_without_a_change_writes_nothing(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    url = reverse("direction:plan_edit", args=[plan.pk])
    opened = client.get(url)
    fields = {name: value for name, value in opened.context["form"].initial.items() if value is not None}
    fields["issued_on"] = "10/01/2025"
    answer = client.post(url, {**fields, "_version": opened.context["version"]}, follow=True)
    assert "Không có gì thay đổi" in answer.content.decode()
    assert len(story_of("direction", "plan", plan.pk)) == 1


def test_errors_stand_in_a_summary_and_beside_the_field_and_nothing_typed_is_lost(client: Client) -> None:
    signed_in(client)
    fields = {"year": "2026", "decision": "05/KH-BQL", "issued_on": "31/02/2026", "issuer": "Tên đã gõ"}
    answer = client.post(reverse("direction:plan_new"), fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_issued_on"' in text and "31/02/2026" in text and "Tên đã gõ" in text
    assert not Plan.objects.exists()


def test_two_people_edit_at_once_and_nothing_is_lost(client: Client) -> None:
    signed_in(client)
    plan = a_plan()
    url = reverse("direction:plan_edit", args=[plan.pk])
    mine = client.get(url).context["version"]
    plan.issuer = "Bản của đồng nghiệp"
    save_record(plan, room="direction", matter="plan", by="bình", at=AT)
    fields = {"year": "2025", "decision": "2025/KH-BQL", "issued_on": "10/01/2025", "issuer": "Bản của tôi"}
    answer = client.post(url, {**fields, "_version": mine})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của đồng nghiệp" in text and "Bản của tôi" in text and "bình" in text
    plan.refresh_from_db()
    assert plan.issuer == "Bản của đồng nghiệp"
    assert client.post(url, {**fields, "_version": answer.context["version"]}).status_code == 302
    plan.refresh_from_db()
    assert plan.issuer == "Bản của tôi"


def test_only_those_who_may_edit_are_offered_to(client: Client) -> None:
    signed_in(client, Role.PROVINCE)
    plan = a_plan()
    assert reverse("direction:plan_edit", args=[plan.pk]) not in page(client, "direction:plan", plan.pk)
    assert client.get(reverse("direction:plan_edit", args=[plan.pk])).status_code == 403
    assert client.post(reverse("direction:plan_new"), {}).status_code == 403


def a_person() -> Person:
    unit = Unit(code="H20.15", kind="agency", is_home=True)
    save_record(unit, room="organisation", matter="unit", by="an", at=AT)
    person = Person(
        staff_no="CC01",
        full_name="Đặng Thị Thắm",
        sex="female",
        birth_on=date(1987, 3, 4),
        kind="civil_servant",
        unit=unit,
        joined_on=date(2012, 1, 1),
    )
    save_record(person, room="staff", matter="person", by="an", at=AT, folds={"folded": "full_name"})
    return person


def test_personal_columns_are_hidden_from_those_without_the_right(client: Client) -> None:
    signed_in(client, Role.REFORM)
    person = a_person()
    text = page(client, "staff:person", person.pk)
    assert "04/03/1987" not in text and "1987-03-04" not in text and "đã ẩn" in text
    answer = client.get(reverse("staff:person_csv"), {"cot": ["staff_no", "birth_on"]})
    assert "1987" not in b"".join(answer.streaming_content).decode()
    assert [line.deed for line in story_of("staff", "person", person.pk)] == ["create"]


def test_reading_personal_columns_is_written_to_the_trail(client: Client) -> None:
    signed_in(client, Role.STAFF)
    person = a_person()
    text = page(client, "staff:person", person.pk)
    assert "04/03/1987" in text
    assert [(line.deed, line.by) for line in story_of("staff", "person", person.pk)][1:] == [
        ("read_personal", "an")
    ]
    assert "mở xem 2 lần" in page(client, "staff:person", person.pk)
