"""Proof of posting as visitors read it: the days of a month with those that have no list, one day, and its files."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clock import TODAY
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.ground.signing import ed25519, keys
from minhchung.organisation.queries import forget_home_agency_name
from minhchung.portal import lists_shown
from minhchung.portal.listing import Listing, draw_list
from minhchung.procedures import list_queries
from minhchung.procedures.models import PostedList, ProcedureVersion

pytestmark = pytest.mark.django_db
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12)


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Any) -> None:
    settings.SIGNING_KEY_FILE = tmp_path / "signing.key"
    forget_home_agency_name()


@pytest.fixture
def version() -> ProcedureVersion:
    version = a_procedure(a_board())
    version.posted_web_on = date(2020, 1, 1)
    version.save()
    return version


def test_the_worker_draws_a_list_a_day_however_often_it_asks(
    version: ProcedureVersion, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://mot-cua.example"
    drawn = Listing()
    assert drawn(NOON) == TODAY and drawn(NOON + timedelta(minutes=5)) is None
    assert drawn(NOON + timedelta(days=1)) == TODAY + timedelta(days=1)
    told = json.loads(PostedList.objects.order_by("pk")[0].content)
    assert told["procedures"][0]["address"] == "https://mot-cua.example/thu-tuc-hanh-chinh/1.000105/"
    assert told["agency"] == "Ban Quản lý"


def test_before_there_is_an_agency_nobody_has_posted_anything() -> None:
    assert draw_list(NOON) is None and not PostedList.objects.exists()


def test_a_damaged_key_is_reported_and_the_worker_goes_on(
    version: ProcedureVersion, caplog: pytest.LogCaptureFixture
) -> None:
    keys.place().write_bytes(b"x")
    assert Listing()(NOON) is None
    assert "bản sao lưu" in caplog.text and not PostedList.objects.exists()
    keys.place().unlink()
    keys.place().mkdir()
    assert Listing()(NOON) is None


def test_a_visitor_reads_the_days_and_downloads_what_proves_them(
    client: Client, version: ProcedureVersion
) -> None:
    assert "Chưa có danh sách nào" in client.get(reverse("portal:posted_lists")).content.decode()
    a_dossier(version, at("2026-03-02T09:00"), applicant_name="Lò Thị Mẩy", phone="0912345678")
    draw_list(NOON - timedelta(days=2))
    version.name = "Cấp giấy phép lao động mới"
    version.save()
    draw_list(NOON)
    told = client.get(reverse("portal:posted_lists") + f"?thang={TODAY:%Y-%m}").content.decode()
    fingerprint = ed25519.fingerprint_of(keys.public_key())
    assert lists_shown.grouped(fingerprint) in told and "không phải chữ ký số" in told
    told = client.get(reverse("portal:posted_day", args=[TODAY.isoformat()])).content.decode()
    assert "Cấp giấy phép lao động mới" in told and "Đổi nội dung hoặc phiên bản" in told
    assert "không có danh sách" in told, "the day between"
    files = {
        kind: client.get(reverse("portal:posted_day_file", args=[TODAY.isoformat(), kind]))
        for kind in ("danh-sach", "chu-ky", "khoa")
    }
    assert all(each["X-Content-Type-Options"] == "nosniff" for each in files.values())
    assert all(each["Content-Disposition"].startswith("attachment") for each in files.values())
    key = ed25519.key_of(files["khoa"].content)
    assert ed25519.is_signed(files["danh-sach"].content, files["chu-ky"].content, key)
    (line,) = json.loads(files["danh-sach"].content)["procedures"]
    text = client.get(reverse("portal:posted_text", args=[line["parts_sha256"]]))
    assert json.loads(text.content)["parts"]["name"] == "Cấp giấy phép lao động mới"
    for answer in (*files.values(), text):
        assert b"0912345678" not in answer.content and "Mẩy".encode() not in answer.content


def test_days_without_a_list_are_said_and_the_future_is_not(version: ProcedureVersion) -> None:
    for day in (3, 6):
        draw_list(datetime(2026, 2, day, 0, 1))
    lists = list_queries.lists_of(date(2026, 2, 1))
    table = lists_shown.month(date(2026, 2, 1), lists, date(2026, 2, 3), date(2026, 2, 7))
    said = [(row.cells[0].text, row.cells[1].badge.words if row.cells[1].badge else "") for row in table.rows]
    assert said == [
        ("07/02/2026", "chưa lập"),
        ("06/02/2026", ""),
        ("05/02/2026", "không có danh sách"),
        ("04/02/2026", "không có danh sách"),
        ("03/02/2026", ""),
    ]
    assert [row.cells[3].text for row in table.rows if row.url] == ["như trước", "danh sách đầu tiên"]


@pytest.mark.parametrize(
    "day", ["2026-13-01", "hom-nay", "2026-1-1", "1999-01-01", "2026-01-01T00:00", "20260101xx"]
)
def test_what_is_no_day_with_a_list_is_not_there(client: Client, day: str) -> None:
    assert client.get(reverse("portal:posted_day", args=[day])).status_code == 404
    for kind in ("danh-sach", "khac"):
        assert client.get(reverse("portal:posted_day_file", args=[day, kind])).status_code == 404
    assert client.get(reverse("portal:posted_text", args=["0" * 64])).status_code == 404
    assert client.get(reverse("portal:posted_lists") + "?thang=%27&thang=x").status_code == 200
