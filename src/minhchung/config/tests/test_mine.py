"""What is due, a month, a search and a story: over all rooms, and for each reader what is his to see."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clock import NOW, TODAY
from minhchung.config.mine.gathering import AHEAD, gathered
from minhchung.config.mine.months import Entry, calendar_file, weeks
from minhchung.config.tests.access_rows import FOREIGN, OWN, Stage, a_row
from minhchung.dossiers.actions.rebuilding import rebuild_lists
from minhchung.dossiers.models import Dossier
from minhchung.finance.models import AgencyAutonomy, Recommendation
from minhchung.ground.accounts.policy import Role
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.organisation.models import Reorganisation
from minhchung.reports.models import Report
from minhchung.staff.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(settings: Any) -> Stage:
    return Stage()


def signed_in(stage: Stage, role: Role) -> Client:
    client = Client()
    client.force_login(stage.users[role], backend="minhchung.ground.accounts.backends.Accounts")
    return client


def due(
    stage: Stage, role: Role, *, until: date = TODAY + AHEAD, since: date | None = None
) -> list[tuple[str, str]]:
    found = gathered(stage.users[role], NOW, until=until, since=since)
    return [(each.source, each.due.about) for each in found]


def a_recommendation(stage: Stage, on: date, number: str) -> None:
    given = {"document": "TB 2", "number": number, "issued_on": date(2020, 1, 1), "due_on": on}
    a_row(Recommendation, stage, **given)


def test_each_room_tells_what_is_due_to_those_who_do_it(stage: Stage):
    a_recommendation(stage, TODAY + timedelta(days=5), "2")
    a_recommendation(stage, TODAY - timedelta(days=5), "1")
    a_recommendation(stage, TODAY + AHEAD + timedelta(days=1), "3")
    not_closed = a_row(AgencyAutonomy, stage, year=TODAY.year - 2)
    told = due(stage, Role.FINANCE)
    assert told == [
        ("tai-chinh", f"{not_closed.unit.code} năm {TODAY.year - 2}"),
        ("tai-chinh", "TB 2, kiến nghị 1"),
        ("tai-chinh", "TB 2, kiến nghị 2"),
    ]
    assert due(stage, Role.CLERK) == []
    assert due(stage, Role.FINANCE, since=TODAY, until=TODAY + timedelta(days=5)) == told[2:]


def test_a_dossier_is_due_for_whom_it_is_in_hand_with_and_for_nobody_else(stage: Stage):
    mine, foreign = stage.row("dossiers.Dossier", OWN), stage.row("dossiers.Dossier", FOREIGN)
    for dossier, holder in ((mine, stage.users[Role.SPECIALIST]), (foreign, stage.other)):
        Dossier.objects.filter(pk=dossier.pk).update(holder=holder, due_at=NOW + timedelta(days=1))
    assert due(stage, Role.SPECIALIST) == [("ho-so", mine.code)]
    assert due(stage, Role.HEAD) == []


def test_a_report_is_due_until_it_is_frozen(stage: Stage):
    def periods(at: datetime) -> list[str]:
        found = gathered(stage.users[Role.REFORM], at, until=at.date() + AHEAD)
        return [each.due.about for each in found if each.source == "bao-cao"]

    assert periods(datetime(2026, 3, 1, 8)) == ["Quý I năm 2026"]
    assert periods(datetime(2025, 12, 1, 8)) == ["Năm 2025"]
    bundle = stage.row("files.KeptFile", OWN, stage.users[Role.REFORM])
    a_row(Report, stage, window="2025", state="frozen", seal="x", bundle=bundle)
    assert periods(datetime(2025, 12, 1, 8)) == []


def test_the_inbox_and_the_month_show_it_with_its_standing(stage: Stage):
    a_recommendation(stage, TODAY, "7")
    a_recommendation(stage, TODAY - timedelta(days=2), "6")
    client = signed_in(stage, Role.FINANCE)
    page = client.get(reverse("mine")).content.decode()
    assert "quá hạn 2 ngày" in page and "hôm nay" in page and "TB 2, kiến nghị 7" in page
    of_today = client.get(reverse("mine"), {"ngay": f"{TODAY:%d/%m/%Y}"}).content.decode()
    assert "kiến nghị 7" in of_today and "kiến nghị 6" not in of_today
    month = client.get(reverse("my_month")).content.decode()
    assert "kiến nghị 7" in month and 'aria-current="date"' in month
    assert client.get(reverse("my_month"), {"thang": "9999-99"}).status_code == 200
    file = client.get(reverse("my_calendar")).content.decode()
    assert file.count("BEGIN:VEVENT") == 2 and f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}" in file


def test_a_month_begins_on_monday_and_is_whole():
    days = [day for week in weeks(2026, 2) for day in week]
    assert (days[0], days[-1], len(days)) == (date(2026, 1, 26), date(2026, 3, 1), 35)


def test_a_calendar_file_cuts_no_letter_and_hides_no_sign():
    entry = Entry("a-1@x", date(2026, 12, 31), "Việc; gồm, nhiều\\chữ " + "ế" * 60, "http://x/1")
    text = calendar_file([entry], name="Việc", at=datetime(2026, 1, 2, 3, 4, 5))
    assert "DTSTAMP:20260101T200405Z\r\n" in text, "the moment it was made, in UTC"
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Việc\\; gồm\\, nhiều\\\\chữ " + "ế" * 60 in whole
    assert "DTEND;VALUE=DATE:20270101" in whole


@pytest.mark.parametrize("typed", ["kiến nghị thanh tra", "kien nghi THANH tra", "tra kiem toan"])
def test_places_are_found_with_and_without_marks(stage: Stage, typed: str):
    page = signed_in(stage, Role.CLERK).get(reverse("find"), {"q": typed}).content.decode()
    assert reverse("finance:recommendation_list") in page


def test_a_reorganisation_is_found_by_its_name_and_its_decision(stage: Stage):
    row = a_row(Reorganisation, stage, name="Nhập phòng chuyên môn", decision="QĐ 77/QĐ-BQL", state="draft")
    for typed in ("nhap phong", "77/qd-bql", "phòng 77"):
        page = signed_in(stage, Role.CLERK).get(reverse("find"), {"q": typed}).content.decode()
        assert reverse("organisation:reorganisation", args=[row.pk]) in page
    page = signed_in(stage, Role.CLERK).get(reverse("find"), {"q": "nhap ban"}).content.decode()
    assert reverse("organisation:reorganisation", args=[row.pk]) not in page


def test_places_of_others_are_not_found(stage: Stage):
    page = signed_in(stage, Role.CLERK).get(reverse("find"), {"q": "tai khoan"}).content.decode()
    assert "Không thấy trang hay bản ghi nào" in page


def test_records_are_found_by_those_who_may_see_them(stage: Stage):
    mine, foreign = stage.row("dossiers.Dossier", OWN), stage.row("dossiers.Dossier", FOREIGN)
    for dossier, name in ((mine, "Đỗ Thị Lụa"), (foreign, "Đỗ Thị Lục")):
        dossier.applicant_name, dossier.applicant_folded = name, fold(name)
        dossier.save()
    rebuild_lists(by="x", at=NOW)
    address = reverse("dossiers:dossier", args=[mine.pk])

    def found(role: Role, text: str) -> str:
        return signed_in(stage, role).get(reverse("find"), {"q": text}).content.decode()

    assert address in found(Role.SPECIALIST, mine.code)
    assert reverse("dossiers:dossier", args=[foreign.pk]) not in found(Role.SPECIALIST, foreign.code)
    assert address in found(Role.SPECIALIST, "do thi lua")
    assert address not in found(Role.PROVINCE, "do thi lua")


def test_the_story_of_a_record_is_told_with_before_and_after_and_hides_what_is_personal(stage: Stage):
    person = a_row(Person, stage, full_name="Lê An", birth_on=date(1980, 5, 6))
    person.birth_on = date(1981, 5, 6)
    save_record(person, room="staff", matter="person", by="lan", at=NOW)
    address = reverse("story", args=["staff", "person", person.pk])
    told = signed_in(stage, Role.STAFF).get(address).content.decode()
    assert "lan" in told and "06/05/1980" in told and "06/05/1981" in told
    assert "1980" not in signed_in(stage, Role.CLERK).get(address).content.decode()


@pytest.mark.parametrize(
    ("room", "matter"),
    [
        pytest.param("staff", "nothing", id="what is no kind of record"),
        pytest.param("accounts", "edit_user", id="what another role keeps"),
    ],
)
def test_no_story_is_told_of(stage: Stage, room: str, matter: str):
    assert signed_in(stage, Role.CLERK).get(f"/lich-su/{room}/{matter}/1/").status_code == 404


@pytest.mark.parametrize("matter", ["complaint", "denunciation"])
def test_what_is_for_the_named_is_told_on_its_own_page_alone(stage: Stage, matter: str):
    named = stage.users[Role.LEGAL]
    case = stage.row(f"feedback.{matter.capitalize()}", OWN, named)
    assert signed_in(stage, Role.LEGAL).get(reverse(f"feedback:{matter}", args=[case.pk])).status_code == 200
    assert signed_in(stage, Role.LEGAL).get(f"/lich-su/feedback/{matter}/{case.pk}/").status_code == 404


def test_no_story_is_told_of_a_dossier_out_of_sight(stage: Stage):
    mine, foreign = stage.row("dossiers.Dossier", OWN), stage.row("dossiers.Dossier", FOREIGN)
    client = signed_in(stage, Role.SPECIALIST)
    answers = [client.get(f"/lich-su/dossiers/dossier/{each.pk}/").status_code for each in (mine, foreign)]
    assert answers == [200, 404]
