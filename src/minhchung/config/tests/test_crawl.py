"""Every public address, asked as nobody would: whatever stands in the query, the path or the headers, no page breaks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from minhchung.config.access import TABLE, Line
from minhchung.config.tests.access_rows import OWN, Stage

pytestmark = pytest.mark.django_db
#: A report takes seconds to freeze; ``tests/journeys/test_reading.py`` asks for those of a served agency.
DEAR = "reports.Report"
OPEN = [line for line in TABLE if line.get is not None and not line.get.signed_in]
FORMS = [line for line in OPEN if line.post is not None]
#: Everything that some public page reads of its query, whether or not the access table names it.
NAMES = sorted(
    {each for line in OPEN for each in line.parameters}
    | {
        "q",
        "loai",
        "trang",
        "thang",
        "ky",
        "ma",
        "chon",
        "thu_tuc",
        "so",
        "don_vi",
        "kenh",
        "luc",
        "p",
        "page_id",
        "next",
    }
)
#: Called the same for everybody only while nobody asks with words.
READS_WORDS = {"portal:search", "calculator"}
#: A value for every name at once, as it stands in an address.
HOSTILE = {
    "nothing": "",
    "a great number": "9" * 40,
    "less than nothing": "-1",
    "digits of another script": quote("٣"),
    "a day that is none": "2026-13",
    "a year that is none": "0000-00",
    "quotes and tags": quote("'\"><script>x()</script>%{{7*7}}"),
    "a statement": quote("1; DROP TABLE auth_user --"),
    "signs of the index": quote('"*" OR (NEAR^ #: -'),
    "another charset": "%ff%fe%c3%28%d2",
    "half a letter": "%ED%A0%80",
    "letters above the first plane": quote("😀" * 40),
    "lines": "a%0d%0aSet-Cookie:%20x=1",
    "very much": "a" * 5_000,
    "a path": quote("../../../../etc/passwd"),
    "an address": quote("//evil.example/"),
}
SHAPES = {
    "a name twice": lambda name: f"{name}=1&{name}={'x' * 20}",
    "a list": lambda name: f"{name}[]=1&{name}[0][x]=2",
    "a name without a value": lambda name: name,
}
QUERIES = {
    **{case: "&".join(f"{name}={value}" for name in NAMES) for case, value in HOSTILE.items()},
    **{case: "&".join(shape(name) for name in NAMES) for case, shape in SHAPES.items()},
    "signs alone": "&&==&%&=%%&;?#",
    "very many": "&".join(f"a{number}=1" for number in range(1_500)),
}
#: What stands in an address in the place of a row, a slug, a name of a file.
WORDS = (
    "9" * 30,
    "-1",
    "0",
    quote("tế😀"),
    "a" * 300,
    "..%2f..%2fetc%2fpasswd",
    "%ff%fe",
    "'%3B--",
    "x.pdf%0d%0a",
)
BEHIND = ("../../../../etc/passwd", "%2e%2e/..%5c..%5c", "x" * 4_000)


class Visitor:
    """Asks, and notes where a page breaks."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.broken: list[str] = []
        self.asked = 0

    def ask(self, path: str, case: str, method: str = "GET", body: bytes = b"", **more: Any) -> int:
        """Ask once; gives the status."""
        kind = more.pop("content_type", "application/octet-stream")
        answer = self.client.generic(method, path, body, kind, **more)
        self.asked += 1
        text = b"".join(answer) if answer.streaming else answer.content
        if answer.status_code >= 500:
            self.broken.append(f"{answer.status_code} {method} {path[:120]} ({case})")
        if (
            b"Traceback" in text
            or b"root:x:" in text
            or b"<script>x()" in text
            or "evil.example" in answer.get("Location", "")
        ):
            self.broken.append(f"tells too much: {method} {path[:120]} ({case})")
        return answer.status_code


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    cache.clear()
    return Visitor()


@pytest.fixture
def doors() -> list[tuple[Line, str]]:
    """Every public door with its address, a row behind it."""
    stage = Stage()
    lines = [line for line in OPEN if DEAR not in {rows.table for rows in line.rows.values()}]
    return [(line, _path(stage, line)) for line in lines]


def _path(stage: Stage, line: Line) -> str:
    told = dict(line.sample)
    for name, rows in line.rows.items():
        told[name] = stage.address_of(stage.row(rows.table, OWN), rows.column)
    return reverse(line.route, kwargs=told)


def test_no_public_page_breaks_by_its_query(visitor: Visitor, doors: list[tuple[Line, str]]) -> None:
    for line, path in doors:
        visitor.ask(path, "as it is")
        reads = line.parameters or not line.same_for_all or line.route in READS_WORDS
        for case in QUERIES if reads else ("another charset", "signs alone", "very many"):
            visitor.ask(f"{path}?{QUERIES[case]}", case)
    assert not visitor.broken, "\n".join(visitor.broken)
    assert visitor.asked > 400


def test_no_public_page_breaks_by_its_path_its_host_or_its_method(
    visitor: Visitor, doors: list[tuple[Line, str]]
) -> None:
    for line, path in doors:
        for word in WORDS if line.rows or line.sample else ():
            visitor.ask(f"{path.rsplit('/', 2)[0]}/{word}/", "another word for its last part")
        for end in BEHIND:
            visitor.ask(path + end, "more behind it")
        assert visitor.ask(path, "another host", HTTP_HOST="evil.example") == 400
        assert visitor.ask(f"{path}?x=%00", "a null character") == 400
        visitor.ask(path, "another method", "BREW")
    for host in ("a b\r\nX: y", "[::1", "\xff"):
        assert visitor.ask("/", "no host", HTTP_HOST=host) == 400
    for language in ("xx", "vi;q=9", "en," * 500, "\xff"):
        cookie = f"django_language={language}"
        assert visitor.ask("/", "a language", HTTP_ACCEPT_LANGUAGE=language, HTTP_COOKIE=cookie) == 200
    assert not visitor.broken, "\n".join(visitor.broken)


def test_no_public_form_breaks_by_what_is_sent(visitor: Visitor) -> None:
    stage = Stage()
    bodies = {
        "no parts": (b"--x\r\n\r\n", "multipart/form-data; boundary=x"),
        "no boundary": (b"--x", "multipart/form-data"),
        "a broken head": (b"--x\r\nContent-Disposition: form-data; name*=utf-8''%ff\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"),
        "a file of no name": (b'--x\r\nContent-Disposition: form-data; name="files"; filename="\x00"\r\n\r\n1\r\n--x--', "multipart/form-data; boundary=x"),
        "another charset": (b"content=%ff%fe&opened=x&code=%ff", "application/x-www-form-urlencoded; charset=utf-16"),
        "no charset": (b"content=\xff\xfe", "application/x-www-form-urlencoded; charset=xx"),
        "null characters": (b"content=a%00b&code=%00&username=%00&password=%00", "application/x-www-form-urlencoded"),
        "half a letter": (b"content=%ED%A0%80&code=%ED%A0%80&username=%ED%A0%80&password=x", "application/x-www-form-urlencoded"),
        "JSON": (b'{"content": 1}', "application/json"),
        "nothing": (b"", "application/x-www-form-urlencoded"),
        "very many fields": (b"&".join(b"a%d=1" % number for number in range(1_500)), "application/x-www-form-urlencoded"),
    }  # fmt: skip
    for line in FORMS:
        for case, (body, kind) in bodies.items():
            visitor.ask(_path(stage, line), case, "POST", body, content_type=kind)
    assert not visitor.broken, "\n".join(visitor.broken)
