"""The plain screens of autonomy: every list, form and detail opens; a form writes its record with the trail."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model

from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
ROOT = "/tai-chinh/"


@pytest.fixture
def board():
    return organisation.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý", since=date(2010, 1, 1), is_home=True, **DONE
    )


@pytest.fixture
def officer(client):
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="finance"))
    return client


FORMS = [
    pytest.param(
        "co-quan/",
        "agency_autonomy",
        {
            "unit": "BQL",
            "year": "2020",
            "funds_given": "100",
            "spent": "90",
            "decision": "QĐ 1",
            **dict.fromkeys(("extra_income", "reward", "welfare", "conditions", "reserve"), "0"),
        },
        id="agency",
    ),
    pytest.param(
        "don-vi/",
        "public_unit_autonomy",
        {"unit": "BQL", "regime": "60/2021", "group": "4", "decision": "QĐ 2", "since": "01/01/2022"},
        id="public unit",
    ),
]


@pytest.mark.parametrize(("place", "matter", "typed"), FORMS)
def test_a_record_is_entered_listed_shown_and_changed(officer, board, place, matter, typed):
    told = {name: board.pk if value == "BQL" else value for name, value in typed.items()}
    answer = officer.post(f"{ROOT}{place}them/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    number = int(answer.url.rstrip("/").rpartition("/")[2])
    assert [line.deed for line in story_of("finance", matter, number)] == ["create"]
    for address in (f"{ROOT}{place}", f"{ROOT}{place}{number}/", f"{ROOT}{place}{number}/sua/"):
        assert officer.get(address).status_code == 200
    assert officer.get(f"{ROOT}{place}csv/").status_code == 200
