"""What is due about people: for whom, by which day, and no longer once it is done."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from minhchung.ground.due import Asker
from minhchung.staff import actions
from minhchung.staff.actions.scoring import Line
from minhchung.staff.due_queries import due
from minhchung.staff.models import ProductKind
from minhchung.staff.tests.cast import DONE, a_person, a_unit, paper

pytestmark = pytest.mark.django_db
STAFF, LEADER = actions.Actor("staff"), actions.Actor("leader")
FAR = date(2099, 1, 1)


@pytest.fixture
def office():
    return a_unit("VP", "Văn phòng", home=True)


@pytest.fixture
def told():
    """What is due for an account of a role until a day, as days with what they are about."""

    def due_for(role, until=FAR, username="", at=datetime(2026, 4, 6, 10)):
        given = {"full_name": role, "role": role}
        account, _made = get_user_model().objects.get_or_create(username=username or role, defaults=given)
        found = due(Asker(account, at, until))
        return [(each.on.isoformat(), each.about, str(each.what)) for each in found]

    return due_for


def test_an_objection_is_due_for_who_decides_and_a_result_for_who_was_judged(office, told):
    person = a_person(office, 1)
    account = get_user_model().objects.create(username="minh", full_name="Minh", role="clerk")
    actions.give_account(person=person.pk, account=account.pk, by="thu", at=datetime(2026, 4, 6, 8))
    product = ProductKind(
        code="SP1", title="Bước", weight=Decimal(1), decision="QĐ 1", since=date(2026, 1, 1)
    )
    lines = [Line(actions.save_product(product, by="thu", at=datetime(2026, 4, 6, 8)).pk, 10, 9)]
    at = datetime(2026, 4, 6, 9)
    record = actions.propose(
        person=person.pk, year=2026, part="Q1", common=Decimal(28), lines=lines, by=STAFF, at=at
    )
    actions.opine(number=record.pk, revision=None, opinion="Nhất trí", by=STAFF, at=at)
    assert told("leader") == told("staff") == [], "a quarter has no day by which it is decided"
    actions.decide(
        number=record.pk, revision=None, quality="HT", decision="1", decided_on=at.date(), by=LEADER, at=at
    )
    record.refresh_from_db()
    ((day, about, what),) = told("clerk", username="minh")
    assert (day, about) == (record.object_until.isoformat(), str(record)) and "kiến nghị" in what
    assert told("clerk") == told("leader") == [], "of nobody else"
    last = datetime.combine(record.object_until, time(16))
    assert len(told("clerk", username="minh", at=last)) == 1
    assert told("clerk", username="minh", at=last + timedelta(days=1)) == [], (
        "a right that is past is not late"
    )

    actions.object_to(
        number=record.pk, revision=None, objection="Đủ điểm", by=actions.Actor("minh", user=account.pk), at=at
    )
    record.refresh_from_db()
    ((day, about, what),) = told("leader")
    assert (day, about) == (record.answer_until.isoformat(), str(record)) and "Trả lời" in what
    assert told("leader", date(2026, 4, 7)) == [], "not yet"
    assert told("clerk", username="minh") == told("staff") == []
    actions.answer(number=record.pk, revision=None, text="Giữ nguyên", by=LEADER, at=at)
    assert told("leader") == []


def test_a_year_by_criteria_is_decided_before_its_day(office, told):
    person, at = a_person(office, 1, kind="public_employee"), datetime.combine(date(2026, 12, 1), time(9))
    record = actions.propose(person=person.pk, year=2026, part="", quality="HTT", by=STAFF, at=at)
    assert told("staff") == [("2026-12-14", str(record), "Ghi ý kiến của tập thể về xếp loại năm")]
    assert told("leader") == []
    actions.opine(number=record.pk, revision=None, opinion="Nhất trí", by=STAFF, at=at)
    assert told("staff") == []
    assert told("leader") == [("2026-12-14", str(record), "Quyết định xếp loại năm")]
    assert told("leader", date(2026, 12, 13)) == []


def test_a_term_that_ends_is_due_for_who_keeps_the_staff(office, told):
    person = a_person(office, 1)
    actions.appoint(
        person=person.pk, unit=office.pk, post="Chánh Văn phòng", paper=paper("2022-02-01"),
        term_until=date(2027, 2, 1), **DONE,
    )  # fmt: skip
    assert [each[:2] for each in told("staff")] == [("2027-02-01", "Trần Thị 1, Chánh Văn phòng")]
    assert told("clerk") == told("staff", date(2027, 1, 31)) == []
    actions.reappoint(person=person.pk, paper=paper("2027-02-01"), term_until=date(2032, 2, 1), **DONE)
    assert [each[0] for each in told("staff")] == ["2032-02-01"]
