"""Screens of deeds and judged work: what each reader sees, does and is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model

from minhchung.ground.trail.queries import story_of
from minhchung.staff import actions
from minhchung.staff.actions.scoring import Line
from minhchung.staff.models import Assessment, Movement, Person, ProductKind
from minhchung.staff.queries import held_beside
from minhchung.staff.tests.cast import AT, DONE, a_person, a_unit, paper

pytestmark = pytest.mark.django_db
PAPER = {"decision": "12/QĐ-BQL", "decided_on": "02/01/2026", "on": "05/01/2026"}


@pytest.fixture
def office():
    return a_unit("VP", "Văn phòng", home=True)


@pytest.fixture
def enter(client):
    def enter_as(role, username=""):
        told = {"full_name": role, "role": role}
        user, _made = get_user_model().objects.get_or_create(username=username or role, defaults=told)
        client.force_login(user)
        return client

    return enter_as


@pytest.fixture
def judged(office):
    """A quarter of somebody who signs in as "minh", decided on the day of the test."""
    account = get_user_model().objects.create(username="minh", full_name="Minh", role="clerk")
    person = a_person(office, 1)
    actions.give_account(person=person.pk, account=account.pk, by="thu", at=AT)
    product = ProductKind(
        code="SP1", title="Bước", weight=Decimal(1), decision="QĐ 1", since=date(2026, 1, 1)
    )
    lines = [Line(actions.save_product(product, by="thu", at=AT).pk, 10, 9)]
    told = {"year": 2026, "part": "Q1", "common": Decimal(28), "lines": lines}
    record = actions.propose(person=person.pk, by=actions.Actor("staff"), at=AT, **told)
    actions.opine(number=record.pk, revision=None, opinion="Nhất trí", by=actions.Actor("staff"), at=AT)
    return record


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_decision_is_sent_once_and_told_as_a_story(enter, office):
    client, person = enter("staff"), a_person(office, 1)
    url = f"/nhan-su/nguoi/{person.pk}/viec/bo-nhiem/"
    sent = {**PAPER, "unit": office.pk, "post": "Chánh Văn phòng", "form_key": uuid4()}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    assert Movement.objects.count() == 1
    told = page(client, f"/nhan-su/nguoi/{person.pk}/")
    assert told.index("Bổ nhiệm") < told.index("Vào cơ quan")
    assert "12/QĐ-BQL ngày 02/01/2026" in told


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(enter, office):
    client, person = enter("staff"), a_person(office, 1)
    sent = {**PAPER, "leaving": "streamlined", "regime": "NĐ 108/2014/NĐ-CP", "form_key": uuid4()}
    answer = client.post(f"/nhan-su/nguoi/{person.pk}/viec/thoi-lam-viec/", sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "NĐ 154/2025/NĐ-CP" in text and "12/QĐ-BQL" in text
    assert Person.objects.get().left_on is None


def test_a_post_beside_the_main_one_is_given_and_taken_on_screen(enter, office):
    client, person = enter("staff"), a_person(office, 1)
    here = f"/nhan-su/nguoi/{person.pk}/"
    assert "Thôi kiêm nhiệm" not in page(client, here)
    assert "Chuyên viên" not in page(client, f"{here}viec/kiem-nhiem/"), "another post than the main one"
    sent = {**PAPER, "unit": office.pk, "post": "Tổ trưởng", "form_key": uuid4()}
    assert client.post(f"{here}viec/kiem-nhiem/", sent).status_code == 302
    assert "Thôi kiêm nhiệm" in page(client, here)
    beside = person.appointments.get(main=False)
    offered = page(client, f"{here}viec/thoi-kiem-nhiem/")
    assert f'<option value="{beside.pk}" selected>Tổ trưởng, Văn phòng (05/01/2026)</option>' in offered
    sent = {**PAPER, "on": "01/03/2026", "appointment": beside.pk, "form_key": uuid4()}
    assert client.post(f"{here}viec/thoi-kiem-nhiem/", sent).status_code == 302
    assert "viec/thoi-kiem-nhiem/" not in page(client, here)
    assert not held_beside(person).exists()


@pytest.mark.parametrize("matter", ["van-bang", "boi-duong", "xep-loai"])
def test_people_are_chosen_in_the_order_of_their_names_and_told_apart_by_number(enter, office, matter):
    for number, name in ((1, "Trần Thị Yến"), (2, "Lê An"), (3, "Trần Thị Yến")):
        a_person(office, number, full_name=name)
    told = page(enter("staff"), f"/nhan-su/{matter}/them/")
    places = [told.index(f"{each}</option>") for each in ("Lê An (CC02)", "Yến (CC01)", "Yến (CC03)")]
    assert places == sorted(places)


def test_a_time_that_is_not_to_be_judged_is_said_before_anything_is_entered(enter, office):
    person = a_person(office, 1, kind="public_employee")
    for time, words in (
        ("nam=2025&ky=Q1", "chỉ có từ năm 2026 với công chức"),
        ("nam=2099&ky=Q1", "Quý I/2099 chưa kết thúc"),
        ("nam=2099&ky=", "xong trước 15/12/2099"),
    ):
        answer = enter("staff").get(f"/nhan-su/danh-gia/de-xuat/?nguoi={person.pk}&{time}")
        text = answer.content.decode()
        assert answer.status_code == 422 and words in text, time
        assert text.count(words) == 2, "above the form and at its field"
        assert "Mức đề xuất" not in text, "nothing is entered in vain"


def test_somebody_is_recruited_from_one_form(enter, office):
    client = enter("staff")
    sent = {
        **PAPER, "staff_no": "CC9", "full_name": "Lê Mới", "sex": "male", "kind": "civil_servant",
        "unit": office.pk, "post": "Chuyên viên", "party_member": "unknown", "form": "exam", "form_key": uuid4(),
    }  # fmt: skip
    answer = client.post("/nhan-su/tuyen-dung/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert Person.objects.get().joined_on == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("role", "sees"),
    [("staff", True), ("leader", True), ("clerk", False), ("one_stop", False), ("minh", True)],
)
def test_discipline_is_for_the_person_and_who_keeps_the_files(enter, office, judged, role, sees):
    person = judged.person
    told = {"person": person.pk, "form": "warning", "reason": "Chậm trễ", "paper": paper("2026-01-05")}
    actions.discipline(**told, **DONE)
    client = enter("clerk" if role == "minh" else role, "minh" if role == "minh" else "")
    movement = Movement.objects.get().pk
    assert ("Kỷ luật" in page(client, f"/nhan-su/nguoi/{person.pk}/").split("Lịch sử")[0]) is sees
    assert client.get(f"/nhan-su/quyet-dinh/{movement}/").status_code == (200 if sees else 404)


def test_the_person_sees_and_objects_others_do_not(enter, judged):
    url = f"/nhan-su/danh-gia/{judged.pk}/"
    assert enter("clerk").get(url).status_code == 404
    client = enter("leader")
    sent = {
        "revision": 2, "form_key": uuid4(), "quality": "HTXS", "decision": "3/TB",
        "decided_on": f"{datetime.now():%d/%m/%Y}", "beyond_cap": "",
    }  # fmt: skip
    assert client.post(f"{url}quyet-dinh/", sent).status_code == 302
    assert "91" in page(client, url)
    mine = enter("clerk", "minh")
    assert "Kiến nghị về kết quả" in page(mine, url)
    told = {"revision": 3, "form_key": uuid4(), "objection": "Xem lại lần chậm"}
    assert mine.post(f"{url}kien-nghi/", told).status_code == 302
    assert Assessment.objects.get().objection == "Xem lại lần chậm"
    readers = [line.by for line in story_of("staff", "assessment", judged.pk) if line.deed == "read_personal"]
    assert readers == ["leader"]


def test_who_looks_at_an_old_state_is_told(enter, judged):
    sent = {"revision": 1, "form_key": uuid4(), "quality": "HTT", "decision": "3", "decided_on": "06/04/2026"}
    answer = enter("leader").post(f"/nhan-su/danh-gia/{judged.pk}/quyet-dinh/", sent)
    assert answer.status_code == 409
    assert Assessment.objects.get().quality == ""


def test_a_class_is_proposed_from_the_catalogue(enter, judged):
    client, product = enter("staff"), ProductKind.objects.get()
    other = a_person(judged.unit, 2)
    url = f"/nhan-su/danh-gia/de-xuat/?nguoi={other.pk}&nam=2026&ky=Q1"
    assert "chưa xác nhận" in page(client, url)
    name = f"sp{product.pk}"
    sent = {"form_key": uuid4(), "common": "27", f"{name}_assigned": 4, f"{name}_done": 5}
    sent |= {f"{name}_faults": 0, f"{name}_delays": 0}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {f"{name}_done": 4}).status_code == 302
    assert Assessment.objects.get(person=other).total == Decimal(97)


def test_sealed_data_is_opened_by_who_keeps_the_files_alone(enter, office):
    person = a_person(office, 1)
    actions.keep_sealed(person=person.pk, identity="012345678901", home="Số 1", by="thu", at=AT)
    url = f"/nhan-su/nguoi/{person.pk}/"
    client = enter("staff")
    assert "012345678901" not in page(client, url)
    assert client.post(f"{url}niem-kin/", {"reason": ""}).status_code == 422
    assert "012345678901" in client.post(f"{url}niem-kin/", {"reason": "Sổ bảo hiểm"}).content.decode()
    assert enter("leader").post(f"{url}niem-kin/", {"reason": "x"}).status_code == 403


def test_posts_beside_people_are_drawn_on_any_day(enter, office):
    a_person(office, 1)
    client = enter("clerk")
    text = page(client, "/nhan-su/tong-hop/?ngay=31/12/2025")
    assert "chưa có quyết định giao chỉ tiêu" in text and "<svg" in text
    assert "chưa có ai ở vị trí nào" in page(client, "/nhan-su/tong-hop/?ngay=31/12/2000")
