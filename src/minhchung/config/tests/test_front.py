"""The front: which pages are given again without being drawn again, to whom, and what is done all the same."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from minhchung.config import front as fronts
from minhchung.config.access import TABLE, Line
from minhchung.config.front import Front
from minhchung.config.maintenance import NAME
from minhchung.config.tests.access_rows import OWN, Stage
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.serving import count_each_reader, same_for_all
from minhchung.portal import moderation, tree
from minhchung.portal.models import Reading

AT = datetime(2026, 8, 27, 8, 0)
#: Django looks at its connection when an answer is closed; nothing here hangs on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.only_on("sqlite")]

PAGE = "Thủ tục hành chính " * 40


class House:
    """A house behind a front: what it answers, how often it was asked, and the moment of the front's clock."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, answer: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.drawn, self.now, self._answer = 0, 100.0, answer
        monkeypatch.setattr(fronts.time, "monotonic", lambda: self.now)
        self.front = Front(self._inner, seconds=10)

    def _inner(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.drawn += 1
        answer = self._answer(RequestFactory().generic(environ["REQUEST_METHOD"], "/"))
        cookies = [("Set-Cookie", each.OutputString()) for each in answer.cookies.values()]
        start(f"{answer.status_code} said", [*answer.items(), *cookies])
        return answer

    def ask(self, path: str = "/", method: str = "GET", **named: str) -> tuple[int, dict[str, str], bytes]:
        return asked(self.front, path, method, **named)


def asked(
    front: Any, path: str = "/", method: str = "GET", **named: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body that an application answers; the header X-Y is named ``x_y``."""
    said: list[Any] = []
    environ = RequestFactory().generic(method, path).environ
    environ |= {f"HTTP_{name.upper()}": value for name, value in named.items()}
    answer = front(environ, lambda status, headers: said.extend([status, headers]))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(said[0][:3]), dict(said[1]), body


def page(_request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(PAGE)
    same_for_all(answer, ("trang",))
    return answer


def changed(**headers: str) -> Callable[[HttpRequest], HttpResponse]:
    def answered(request: HttpRequest) -> HttpResponse:
        answer = page(request)
        for name, value in headers.items():
            answer[name.replace("_", "-")] = value
        return answer

    return answered


def with_cookie(request: HttpRequest) -> HttpResponse:
    answer = page(request)
    answer.set_cookie("csrftoken", "x")
    return answer


def of_status(status: int) -> Callable[[HttpRequest], HttpResponse]:
    def answered(request: HttpRequest) -> HttpResponse:
        answer = page(request)
        answer.status_code = status
        return answer

    return answered


def in_pieces(_request: HttpRequest) -> Any:
    answer = StreamingHttpResponse([b"a", b"b"])
    same_for_all(answer, ())  # type: ignore[arg-type]
    return answer


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        pytest.param(page, {}, id="a page that is the same for everybody"),
        pytest.param(page, {"path": "/?trang=2"}, id="one by a parameter that it knows"),
        pytest.param(page, {"path": "/?fbclid=abc&utm_source=zalo"}, id="one with what others append"),
        pytest.param(page, {"cookie": "csrftoken=abc"}, id="to whoever has been at a form"),
    ],
)
def test_it_is_drawn_once_for_ten_seconds(
    monkeypatch: pytest.MonkeyPatch, answer: Any, again: dict[str, str]
) -> None:
    house = House(monkeypatch, answer)
    first, second = house.ask(**again), house.ask(**again)
    assert first == second and first[0] == 200 and house.drawn == 1
    house.now += 9.9
    house.ask(**again)
    assert house.drawn == 1
    house.now += 0.1
    house.ask(**again)
    assert house.drawn == 2


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        pytest.param(lambda _request: HttpResponse(PAGE), {}, id="a page of which nothing is said"),
        pytest.param(page, {"path": "/?q=abc"}, id="one asked with words of one's own"),
        pytest.param(page, {"cookie": "sessionid=abc"}, id="to whoever has a session"),
        pytest.param(page, {"cookie": "a=b; sessionid =abc"}, id="to whoever has one, written oddly"),
        pytest.param(page, {"cookie": "messages=abc"}, id="to whom words wait for"),
        pytest.param(page, {"method": "POST"}, id="what is sent"),
        pytest.param(page, {"method": "HEAD"}, id="what was asked for without its body"),
        pytest.param(with_cookie, {}, id="an answer with a cookie"),
        pytest.param(changed(Vary="Accept-Encoding, Cookie"), {}, id="one that hangs on cookies"),
        pytest.param(changed(Cache_Control="no-store"), {}, id="one that is not to be kept"),
        pytest.param(of_status(404), {}, id="a page that is not there"),
        pytest.param(of_status(302), {}, id="one that leads on"),
        pytest.param(of_status(500), {}, id="an inner error"),
        pytest.param(in_pieces, {}, id="one that comes in pieces"),
    ],
)
def test_it_is_drawn_each_time(monkeypatch: pytest.MonkeyPatch, answer: Any, again: dict[str, str]) -> None:
    house = House(monkeypatch, answer)
    for _time in range(2):
        _status, headers, _body = house.ask(**again)
        assert "ETag" not in headers
    assert house.drawn == 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"host": "example.org"}, id="another host"),
        pytest.param({"cookie": "django_language=en"}, id="another language"),
        pytest.param({"path": "/?trang=2"}, id="another parameter"),
        pytest.param({"path": "/khac/"}, id="another path"),
        pytest.param({"x_forwarded_proto": "https"}, id="by another way"),
    ],
)
def test_what_is_kept_is_of_one(monkeypatch: pytest.MonkeyPatch, other: dict[str, str]) -> None:
    house = House(monkeypatch, page)
    house.ask()
    house.ask(**other)
    assert house.drawn == 2


def test_a_language_that_there_is_not_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(monkeypatch, page)
    for language in ("xx", "<script>", ""):
        house.ask(cookie=f"django_language={language}")
    assert house.drawn == 1


def test_it_comes_packed_plain_without_a_body_or_as_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(monkeypatch, changed(Content_Security_Policy="default-src 'none'"))
    status, headers, body = house.ask()
    assert (status, body.decode()) == (200, PAGE)
    assert headers["Cache-Control"].startswith("public, max-age=") and headers["Vary"] == "Accept-Encoding"
    status, packed, body = house.ask(accept_encoding="br, gzip")
    assert gzip.decompress(body).decode() == PAGE and packed["Content-Length"] == str(len(body))
    assert packed["Content-Encoding"] == "gzip" and packed["ETag"] == headers["ETag"]
    status, headers, body = house.ask(method="HEAD")
    assert (status, body) == (200, b"") and headers["Content-Length"] == str(len(PAGE.encode()))
    status, unchanged, body = house.ask(if_none_match=f'"x", {headers["ETag"]}')
    assert (status, body) == (304, b"") and "Content-Length" not in unchanged
    assert unchanged["ETag"] == headers["ETag"]
    assert all("Content-Security-Policy" in each for each in (headers, packed, unchanged))
    assert house.ask(if_none_match='W/"other"')[0] == 200
    assert house.drawn == 1


def test_it_is_bounded_in_number_and_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronts, "MOST", 3)
    house = House(monkeypatch, page)
    for number in range(5):
        house.ask(f"/{number}")
    assert [key[2] for key in house.front._kept] == ["/2", "/3", "/4"]
    sizes = [each.size for each in house.front._kept.values()]
    assert house.front._bytes == sum(sizes)
    monkeypatch.setattr(fronts, "MOST_BYTES", 2 * sizes[0])
    house.ask("/5")
    assert [key[2] for key in house.front._kept] == ["/4", "/5"]
    monkeypatch.setattr(fronts, "LONGEST", 10)
    house.ask("/6")
    assert len(house.front._kept) == 2
    house.now += 11
    monkeypatch.setattr(fronts, "LONGEST", 10_000)
    house.ask("/7")
    assert [key[2] for key in house.front._kept] == ["/7"]
    assert house.front._bytes == house.front._kept[next(iter(house.front._kept))].size


def test_under_maintenance_nothing_is_given_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    front = Front(WSGIHandler(), seconds=10)
    keeping = House(monkeypatch, page)
    keeping.ask("/tro-nang/")
    front._kept = keeping.front._kept
    assert asked(front, "/tro-nang/")[0] == 200
    (tmp_path / NAME).write_text("Nâng cấp", encoding="utf-8")
    status, headers, body = asked(front, "/tro-nang/")
    assert status == 503 and "Nâng cấp" in body.decode() and headers["Cache-Control"] == "no-store"


def test_readers_are_counted_of_pages_that_are_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def counting(request: HttpRequest) -> HttpResponse:
        answer = page(request)
        count_each_reader(request, answer, lambda each: told.append(each.headers.get("User-Agent", "")))
        return answer

    monkeypatch.setattr(fronts.Readers, "_rounds", lambda self: None)
    monkeypatch.setattr(fronts.atexit, "register", lambda each: None)
    house = House(monkeypatch, counting)
    house.ask(user_agent="An")
    assert told == [""]  # by the page itself, of the request that reached it
    for name in ("Bình", "Bình", "Chi"):
        house.ask(user_agent=name)
    house.ask(user_agent="Dũng", method="HEAD")
    assert told == [""] and house.drawn == 1
    house.front._readers.tell()
    assert told == ["", "Bình", "Chi"]
    house.ask(user_agent="Bình")
    house.front._readers.tell()
    assert told[3:] == ["Bình"], "in the next round the page is told again, and knows him"


def test_readers_of_an_article_count_though_it_is_drawn_once(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(fronts.Readers, "_rounds", lambda self: None)
    monkeypatch.setattr(fronts.atexit, "register", lambda each: None)
    writer = create_user(
        username="an", full_name="Lê An", role=Role.REFORM, password="bốn mùa xuân hạ", by="x", at=AT
    )
    page = moderation.write_article(section=tree.NEWS, user=writer, at=AT, title="Họp", lead="Tóm tắt.")
    page.save_revision().publish()
    front, address = Front(WSGIHandler(), seconds=10), tree.address(page.url_path)
    assert asked(front, address, user_agent="Firefox 1")[0] == 200
    with django_assert_num_queries(0):
        for agent in ("Firefox 2", "Firefox 2", "Firefox 3", "Googlebot", "Firefox 1"):
            assert asked(front, address, user_agent=agent)[0] == 200
    front._readers.tell()
    assert sum(Reading.objects.filter(page=page.pk).values_list("count", flat=True)) == 3


#: A report takes seconds to freeze; the test of the access table, which has one, looks at its pages' sessions.
DEAR = "reports.Report"
SAME = [line for line in TABLE if line.same_for_all]


def test_pages_called_the_same_for_everybody_ask_nobody_who_he_is(client: Client) -> None:
    stage = Stage()
    wrong, seen = [], 0
    front = Front(WSGIHandler(), seconds=10)
    for line in (each for each in SAME if DEAR not in {rows.table for rows in each.rows.values()}):
        path = _path(stage, line)
        answer = client.get(path)
        if answer.status_code == 404:
            continue  # a row that the stage does not publish
        seen += 1
        if answer.cookies or "Cookie" in answer.get("Vary", "") or answer.wsgi_request.session.accessed:
            wrong.append(f"{line.route} asks for a session or leaves a cookie: take public() from its line")
        if "csrfmiddlewaretoken" in answer.content.decode():
            wrong.append(f"{line.route} has a form")
        if asked(front, path)[0] != 200 or "ETag" not in asked(front, path)[1]:
            wrong.append(f"{line.route} is not kept")
    assert not wrong
    assert seen > 14


def test_only_what_anybody_may_read_and_nobody_sends_is_called_so() -> None:
    for line in SAME:
        assert line.get is not None and not line.get.signed_in and line.post is None, line.route


def _path(stage: Stage, line: Line) -> str:
    told = dict(line.sample)
    for name, rows in line.rows.items():
        told[name] = stage.address_of(stage.row(rows.table, OWN), rows.column)
    return reverse(line.route, kwargs=told)
