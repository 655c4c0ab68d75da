"""The plain screens of units: every list, form and detail opens; a form writes its record with the trail."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions as organisation
from minhchung.organisation.models import OfficeHours, UnitVersion

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
ROOT = "/don-vi/"


@pytest.fixture
def board():
    return organisation.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý", since=date(2010, 1, 1), is_home=True, **DONE
    )


@pytest.fixture
def officer(client):
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="reform"))
    return client


FORMS = [
    pytest.param("", "unit", {"code": "TT", "kind": "public_unit"}, id="unit"),
    pytest.param(
        "thoi-ky/", "unit_version", {"unit": "BQL", "name": "Ban mới", "since": "01/07/2025"}, id="version"
    ),
    pytest.param(
        "gio-lam-viec/",
        "office_hours",
        {"unit": "BQL", "cites": "QĐ 1", "since": "01/01/2020", "mon": "07:00-11:00, 13:00-17:00"},
        id="office hours",
    ),
]


@pytest.mark.parametrize(("place", "matter", "typed"), FORMS)
def test_a_record_is_entered_listed_shown_and_changed(officer, board, place, matter, typed):
    told = {name: board.pk if value == "BQL" else value for name, value in typed.items()}
    answer = officer.post(f"{ROOT}{place}them/", told)
    assert answer.status_code == 302, answer.context["form"].errors
    number = int(answer.url.rstrip("/").rpartition("/")[2])
    assert [line.deed for line in story_of("organisation", matter, number)] == ["create"]
    for address in (f"{ROOT}{place}", f"{ROOT}{place}{number}/", f"{ROOT}{place}{number}/sua/"):
        assert officer.get(address).status_code == 200
    assert officer.get(f"{ROOT}{place}csv/").status_code == 200


def test_a_merger_is_entered_on_its_screen(officer, board):
    heir = organisation.add_unit(code="B2", kind="agency", name="Ban mới", since=date(2025, 7, 1), **DONE)
    typed = {
        "predecessor": board.pk,
        "successor": heir.pk,
        "kind": "merge",
        "on": "01/07/2025",
        "decision": "QĐ 9/QĐ-UBND",
    }
    assert officer.post(f"{ROOT}ke-thua/them/", typed).status_code == 302
    page = officer.get(f"{ROOT}ke-thua/").content.decode()
    assert "Ban Quản lý" in page
    assert "Ban mới" in page


DRAFT = {"kind": "split", "name": "Chia Ban", "on": "01/07/2025", "decision": "QĐ 9"}


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        pytest.param({"on": "01/07/0025"}, "on", "Năm 0025 không đúng", id="a year that nobody means"),
        pytest.param(
            {"working": "B3"}, "working", "“Phòng khác” không có trong các đơn vị sau", id="nobody of them"
        ),
        pytest.param(
            {"working": "B2", "kind": "absorb"}, "working", "Chỉ chia, tách mới chọn", id="nothing is divided"
        ),
    ],
)
def test_what_is_typed_into_a_draft_is_refused_beside_its_field(officer, board, more, field, words):
    units = {
        code: organisation.add_unit(code=code, kind="agency", name=name, since=date(2025, 7, 1), **DONE).pk
        for code, name in (("B2", "Phòng mới"), ("B3", "Phòng khác"))
    }
    typed = {**DRAFT, "predecessors": [board.pk], "successors": [units["B2"]]}
    told = {name: units.get(value, value) for name, value in more.items()}
    answer = officer.post(f"{ROOT}sap-xep/them/", {**typed, **told})
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert officer.post(f"{ROOT}sap-xep/them/", {**typed, "working": units["B2"]}).status_code == 302


@pytest.fixture
def heir(board):
    """Whoever works in the place of the board, which ended on 1 July 2025."""
    UnitVersion.objects.filter(unit=board).update(until=date(2025, 7, 1))
    return organisation.add_unit(
        code="B2", kind="agency", name="Ban mới", since=date(2025, 7, 1), is_home=True, **DONE
    )


def choice(unit) -> str:
    version = unit.versions.get()
    last = f", đến {version.until - timedelta(days=1):%d/%m/%Y}" if version.until else ""
    return f">{version.name} ({unit.code}{last})</option>"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(f"{ROOT}gio-lam-viec/them/", id="office hours"),
        pytest.param("/ho-so/lich-lam-viec/khai-bao/closure/", id="the office is closed"),
        pytest.param("/ho-so/lich-lam-viec/khai-bao/hours/", id="other office hours"),
        pytest.param("/ho-so/noi-lam-viec/them/", id="where an official works"),
        pytest.param("/ho-so/phan-cong-linh-vuc/them/", id="who is in charge of a field"),
    ],
)
def test_a_unit_that_has_ended_is_not_offered_and_refused_politely(client, board, heir, address):
    for role in ("reform", "it"):
        client.force_login(get_user_model().objects.create(username=role, full_name=role, role=role))
        if (answer := client.get(address)).status_code == 200:
            break
    page = answer.content.decode()
    assert choice(heir) in page
    assert choice(board) not in page
    refused = client.post(address, {"unit": board.pk, "since": "01/07/2025"})
    assert refused.status_code == 422
    assert "đã kết thúc vào ngày ấy" in refused.content.decode()


def test_what_was_of_a_unit_while_it_was_can_still_be_entered_and_opened(officer, board, heir):
    typed = {"unit": board.pk, "cites": "QĐ 1", "since": "01/01/2020", "mon": "07:00-11:00"}
    made = officer.post(f"{ROOT}gio-lam-viec/them/", typed)
    assert made.status_code == 302
    assert choice(board) in officer.get(f"{made.url}sua/").content.decode()


def test_a_unit_that_has_ended_is_marked_with_its_last_day_wherever_units_are_listed(officer, board, heir):
    listed = officer.get(ROOT).content.decode()
    assert "Đến hết ngày" in listed and listed.count("30/06/2025") == 1
    offered = officer.get(f"{ROOT}thoi-ky/them/").content.decode()
    assert ">Ban Quản lý (BQL, đến 30/06/2025)</option>" in offered
    assert ">Ban mới (B2)</option>" in offered


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        pytest.param("high", "cao", id="read"),
        pytest.param("medium", "vừa", id="from a public page"),
        pytest.param("low", "thấp", id="from memory"),
    ],
)
def test_how_sure_office_hours_are_is_said_in_words(officer, board, stored, told):
    OfficeHours.objects.create(unit=board, weekly={}, cites="QĐ 1", since=date(2020, 1, 1), confidence=stored)
    page = officer.get(f"{ROOT}{board.pk}/").content.decode()
    assert f">{told}</span>" in page and f">{stored}<" not in page
