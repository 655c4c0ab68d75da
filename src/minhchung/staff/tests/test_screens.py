"""The plain screens of people and quota: seen, filled in, refused, and kept from those who may not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model

from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions as organisation
from minhchung.staff import actions
from minhchung.staff.models import Person
from minhchung.staff.web import registers as web

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
PLACES = {
    "nguoi": web.PeopleRegister,
    "van-bang": web.QualificationRegister,
    "bien-che": web.QuotaRegister,
    "boi-duong": web.TrainingRegister,
    "xep-loai": web.YearClassRegister,
}


@pytest.fixture
def office():
    return organisation.add_unit(
        code="VP", kind="department", name="Văn phòng", since=date(2010, 1, 1), **DONE
    )


@pytest.fixture
def enter(client):
    def enter_as(role):
        user = get_user_model().objects.create(username=role, full_name=role, role=role)
        client.force_login(user)
        return client

    return enter_as


@pytest.mark.parametrize("place", PLACES)
def test_every_list_opens_and_offers_a_form_to_the_staff_officer(enter, place):
    client = enter("staff")
    page = client.get(f"/nhan-su/{place}/")
    assert page.status_code == 200
    assert PLACES[place].title in page.content.decode()
    assert client.get(f"/nhan-su/{place}/them/").status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_a_clerk_reads_but_does_not_edit(enter, place):
    client = enter("clerk")
    assert client.get(f"/nhan-su/{place}/").status_code == 200
    assert client.get(f"/nhan-su/{place}/them/").status_code == 403


TYPED = {
    "staff_no": "CC1",
    "full_name": "Đỗ Văn Ấn",
    "sex": "male",
    "kind": "civil_servant",
    "joined_on": "01/03/2012",
    "birth_on": "02/09/1980",
    "party_member": "unknown",
}


def test_a_person_is_entered_found_without_marks_and_shown(enter, office):
    client = enter("staff")
    answer = client.post("/nhan-su/nguoi/them/", {**TYPED, "unit": office.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    person = Person.objects.get(staff_no="CC1")
    assert [line.by for line in story_of("staff", "person", person.pk)] == ["staff"]
    assert "Đỗ Văn Ấn" in client.get("/nhan-su/nguoi/?q=do van an").content.decode()
    assert "Đỗ Văn Ấn" not in client.get("/nhan-su/nguoi/?q=tran").content.decode()
    detail = client.get(f"/nhan-su/nguoi/{person.pk}/").content.decode()
    assert "02/09/1980" in detail


def test_birthdays_are_hidden_from_those_who_may_not_read_them(enter, office):
    person = actions.save_person(
        Person(
            staff_no="CC1",
            full_name="Đỗ Văn Ấn",
            sex="male",
            kind="civil_servant",
            unit=office,
            joined_on=date(2012, 3, 1),
            birth_on=date(1980, 9, 2),
        ),
        **DONE,
    )
    detail = enter("clerk").get(f"/nhan-su/nguoi/{person.pk}/").content.decode()
    assert "Đỗ Văn Ấn" in detail
    assert "02/09/1980" not in detail


def test_a_form_filled_in_wrongly_says_so_and_writes_nothing(enter, office):
    client = enter("staff")
    answer = client.post("/nhan-su/nguoi/them/", {**TYPED, "unit": office.pk, "left_on": "01/01/2010"})
    assert answer.status_code == 422
    assert "phải sau “Vào cơ quan từ ngày”" in answer.content.decode()
    assert not Person.objects.exists()
