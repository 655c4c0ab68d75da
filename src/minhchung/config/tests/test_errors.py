"""Errors as pages of the same design: they leak nothing, stand without the database, and say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from minhchung.config import maintenance, web

HOSTILE = "evil.example"


@pytest.fixture
def closed(settings, tmp_path):
    """The data folder in which the file may lie."""
    settings.DATA_DIR = tmp_path
    return tmp_path / maintenance.NAME


def in_the_design(page) -> str:
    text = page.content.decode()
    assert "skin.css" in text and "<h1>" in text and "Traceback" not in text
    return text


@pytest.mark.parametrize(
    "path", ["/", "/tra-cuu/", "/gui-phan-anh/", "/tinh-thoi-han/", "/tai-khoan/dang-nhap/"]
)
def test_a_hostile_host_is_refused_with_a_page_that_does_not_repeat_it(db, path, caplog):
    page = Client().get(path, headers={"host": HOSTILE})
    assert page.status_code == 400 and HOSTILE not in in_the_design(page)
    assert any(record.name == "django.security.DisallowedHost" for record in caplog.records)


@pytest.mark.parametrize("name", ["x-forwarded-host", "x-host", "forwarded"])
def test_headers_that_speak_of_another_host_are_not_believed(db, name):
    page = Client().get(reverse("track"), headers={name: HOSTILE})
    assert page.status_code == 200 and HOSTILE not in page.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/tra-cuu/../../etc/passwd/", id="a path upwards"),
        pytest.param("/static/../../../../etc/passwd", id="out of the static files"),
        pytest.param("/static/%2e%2e/%2e%2e/config/settings.py", id="written in code"),
        pytest.param("/tra-cuu/..%2f..%2fetc%2fpasswd/", id="slashes in code"),
        pytest.param("/tep/..%5c..%5cwindows/", id="backslashes"),
        pytest.param("/thu-tuc-hanh-chinh/../../settings.py/", id="a procedure upwards"),
    ],
)
def test_paths_that_lead_elsewhere_lead_nowhere(db, path):
    page = Client().get(path)
    assert page.status_code == 404 and "root:" not in in_the_design(page)


@pytest.mark.parametrize(
    "address",
    ["/gui-phan-anh/%00/", "/thu-tuc-hanh-chinh/%00/", "/cong-bao/van-ban/?q=a%00", "/ho-so/?q=%00"],
)
def test_a_null_character_in_an_address_is_refused_before_anything_is_asked(db, address):
    page = Client().get(address)
    assert page.status_code == 400 and "Yêu cầu không đọc được" in in_the_design(page)
    assert "default-src 'none'" in page["Content-Security-Policy"]


def test_an_error_page_stands_without_the_database(rf: RequestFactory):
    def refuse(*_given):
        raise AssertionError("asked the database")

    with connection.execute_wrapper(refuse):
        page = web.server_error(rf.get("/"))
    assert page.status_code == 500 and "Lỗi đã được ghi lại" in in_the_design(page)


def test_a_page_that_breaks_shows_nothing_of_why(db, monkeypatch):
    def broken(*_given):
        raise RuntimeError("mật khẩu trong lỗi")

    monkeypatch.setattr("minhchung.dossiers.reckoned.posted_versions", broken)
    page = Client(raise_request_exception=False).get(reverse("calculator"))
    assert page.status_code == 500 and "mật khẩu trong lỗi" not in in_the_design(page)
    assert page["Content-Security-Policy"]


def test_the_system_says_that_it_is_being_worked_on(closed: Path):
    closed.write_text("Nâng cấp đến 22 giờ. <script>1</script>", encoding="utf-8")

    def refuse(*_given):
        raise AssertionError("asked the database")

    with connection.execute_wrapper(refuse):
        for page in (
            Client().get("/"),
            Client().get(reverse("track")),
            Client().post(reverse("send_feedback")),
        ):
            text = in_the_design(page)
            assert (
                page.status_code == 503
                and page["Retry-After"] == "900"
                and page["Cache-Control"] == "no-store"
            )
            assert (
                "Nâng cấp đến 22 giờ." in text and "<script>" not in text and page["Content-Security-Policy"]
            )


def test_who_watches_the_service_is_answered_and_the_pages_come_back(db, closed: Path):
    closed.touch()
    assert Client().get("/").status_code == 503 and "đang bảo trì" in Client().get("/").content.decode()
    assert Client().get("/healthz").content == b"ok"
    closed.unlink()
    assert Client().get(reverse("track")).status_code == 200
