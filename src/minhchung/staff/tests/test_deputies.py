"""Deputies against the limit: by kind and size of the unit, and borne for some years after a reorganisation."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhchung.organisation import actions as organisation
from minhchung.organisation.models import Unit
from minhchung.staff.actions.placing import align
from minhchung.staff.deputies import deputies
from minhchung.staff.models import Person, Quota

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2025, 7, 1, 9)}
DAY = date(2026, 1, 1)


def a_unit(code: str, kind: str, posts: int, many: int, since: date = date(2010, 1, 1)) -> Unit:
    unit = organisation.add_unit(code=code, kind=kind, name=code, since=since, **DONE)
    if posts:
        Quota.objects.create(
            unit=unit, kind="civil_servants", number=posts, year=2026, decision="QĐ", since=since
        )
    for number in range(many + 1):
        Person.objects.create(
            staff_no=f"{code}{number}", full_name="Ai", sex="male", kind="civil_servant", unit=unit,
            post="Phó Trưởng phòng" if number else "Trưởng phòng", joined_on=since,
        )  # fmt: skip
    align(Person.objects.filter(unit=unit))
    return unit


@pytest.mark.parametrize(
    ("kind", "posts", "many", "excess"),
    [
        pytest.param("department", 9, 1, 0, id="a small department has one"),
        pytest.param("department", 9, 2, 1, id="two are one too many"),
        pytest.param("department", 10, 2, 0, id="from ten posts on two"),
        pytest.param("department", 15, 3, 0, id="from fifteen on three"),
        pytest.param("department", 15, 4, 1, id="never four"),
        pytest.param("agency", 40, 3, 0, id="an agency has three"),
        pytest.param("one_stop", 5, 4, 0, id="no limit is known: none is exceeded"),
    ],
)
def test_the_limit_is_by_kind_and_posts(kind: str, posts: int, many: int, excess: int) -> None:
    a_unit("P", kind, posts, many)
    (row,) = deputies(DAY)
    assert (row.many, row.posts, row.excess, row.confirmed) == (many, posts, excess, False)
    assert row.borne_until is None


def test_more_are_borne_for_five_years_after_a_reorganisation() -> None:
    old = organisation.add_unit(code="O", kind="agency", name="O", since=date(2010, 1, 1), **DONE)
    heir = a_unit("N", "agency", 30, 5, since=date(2025, 7, 1))
    organisation.succeed(
        predecessor=old, successor=heir, kind="merge", on=date(2025, 7, 1), decision="NQ", **DONE
    )
    told = {day: deputies(day)[0] for day in (DAY, date(2030, 6, 30), date(2030, 7, 1))}
    assert [row.excess for row in told.values()] == [2, 2, 2]
    assert [row.borne_until for row in told.values()] == [date(2030, 7, 1), date(2030, 7, 1), None]
    assert deputies(date(2019, 1, 1)) == ()


def test_the_page_asks_as_often_for_many_units_as_for_one(client) -> None:
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="reform"))
    a_unit("P0", "department", 9, 2)
    asked = []
    for more in (0, 5):
        for number in range(more):
            a_unit(f"P{number + 1}", "department", 9, 2)
        client.get("/nhan-su/cap-pho/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/nhan-su/cap-pho/", {"ngay": "01/01/2026"}).content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert "Vượt 1" in page
    assert "Chưa xác nhận" in page
