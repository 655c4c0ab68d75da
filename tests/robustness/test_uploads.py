"""Uploads against a real server: it is killed between pieces, the line is cut in the middle of one; what was
acknowledged is there, and the file that comes out is the file that went in.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from journeys.standing import wait_for
from minhchung.config.oracle import damaged_files
from minhchung.dossiers import actions
from minhchung.dossiers.models import Attachment
from minhchung.dossiers.tests.cast import a_filing
from minhchung.ground.accounts.models import User
from minhchung.ground.files.places import path_of
from minhchung.ground.files.queries import damaged
from minhchung.ground.files.tests import samples
from minhchung.ground.trail.queries import first_break
from minhchung.procedures.models import OwnDesk, ProcedureVersion
from ports import free_port
from robustness.commands import MINHCHUNG, environment, opened

#: Random bytes would not be told from a damaged PDF; these differ from place to place.
BODY = b"".join(hashlib.sha256(str(number).encode()).hexdigest().encode() for number in range(6_000))
CONTENT = samples.PDF[:-6] + b"% " + BODY + b"\n%%EOF\n"
PIECE = 100_000
AT = datetime(2026, 4, 6, 9, 0)
PASSWORD = "bốn mùa xuân hạ"


class Visitor:
    """Somebody signed in, who sends what a browser sends."""

    def __init__(self, url: str, cookies: CookieJar | None = None) -> None:
        self.url, self.cookies = url, cookies if cookies is not None else CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        told = {"X-CSRFToken": self.token(), "Referer": self.url, **headers}
        request = urllib.request.Request(self.url + path, body or None, told, method=method)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def token(self) -> str:
        return next((each.value for each in self.cookies if each.name == "csrftoken"), "")

    def sign_in(self) -> None:
        _status, page = self.ask("GET", "/tai-khoan/dang-nhap/")
        hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.decode())
        assert hidden is not None
        form = {"username": "lan", "password": PASSWORD, "csrfmiddlewaretoken": hidden[1]}
        kind = "application/x-www-form-urlencoded"
        status, _page = self.ask(
            "POST", "/tai-khoan/dang-nhap/", urlencode(form).encode(), **{"Content-Type": kind}
        )
        assert status == 200

    def piece(self, path: str, offset: int, until: int) -> int:
        """Send a piece; gives where the next one begins, also when this one was in the wrong place."""
        told = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        status, body = self.ask("PATCH", path, CONTENT[offset:until], **told)
        assert status in (200, 409), body
        offset: int = json.loads(body)["offset"]
        return offset

    def cut_off(self, path: str, offset: int, declared: int, sent: int) -> None:
        """Promise so many bytes, send fewer, and hang up."""
        parts = urlsplit(self.url)
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.cookies)
        head = (
            f"PATCH {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\nX-CSRFToken: {self.token()}\r\n"
            f"Upload-Offset: {offset}\r\nContent-Length: {declared}\r\nReferer: {self.url}\r\n\r\n"
        )
        with socket.create_connection((parts.hostname, parts.port)) as line:
            line.sendall(head.encode() + CONTENT[offset : offset + sent])

    def told_of_two_gigabytes(self) -> bytes:
        """The first words of the answer to a form that says it is so large; nothing of it is sent."""
        parts = urlsplit(self.url)
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.cookies)
        head = (
            f"POST /ho-so/1/tep/gui/ HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {2 * 1024**3}\r\n\r\n--x\r\n"
        )
        with socket.create_connection((parts.hostname, parts.port), timeout=60) as line:
            line.sendall(head.encode())
            return line.recv(64)


@contextmanager
def killable(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server in a group of its own processes, so that all of it can be killed at once."""
    port = free_port()
    command = [MINHCHUNG, "serve", "--port", str(port), "--workers", "1", "--data-dir", str(folder)]
    server = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}", server
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(30)


@pytest.fixture
def desk(empty_land: Path, django_db_blocker) -> Path:
    """A data folder with a dossier of the own desk, number 1, and somebody who may attach files to it."""
    with opened(empty_land, django_db_blocker):
        version = ProcedureVersion.objects.filter(until=None, since__lt=AT.date()).order_by("id").first()
        assert version is not None
        OwnDesk.objects.create(procedure=version.procedure, decision="QĐ 12", since=date(2025, 7, 1))
        # The tests' own hasher of passwords is a quick one that the server does not take.
        password = PBKDF2PasswordHasher().encode(PASSWORD, "muoi-thu")
        lan = User.objects.create(username="lan", full_name="Lan", role="one_stop", password=password)
        case = version.cases.values_list("name", flat=True).first() or ""
        actions.receive(filing=a_filing(version, case=case), by=actions.Actor("lan", user=lan.pk), at=AT)
    return empty_land


def test_killed_between_pieces_cut_in_the_middle_of_one_and_too_large_by_its_word(
    desk: Path, django_db_blocker
) -> None:
    asked = json.dumps({"key": str(uuid4()), "name": "Giấy đề nghị.pdf", "size": len(CONTENT)}).encode()
    as_json, as_form = ({"Content-Type": f"application/{kind}"} for kind in ("json", "x-www-form-urlencoded"))
    with killable(desk) as (url, server):
        visitor = Visitor(url)
        visitor.sign_in()
        status, begun = visitor.ask("POST", "/ho-so/1/tep/tai-len/", asked, **as_json)
        assert status == 201, begun
        path = json.loads(begun)["url"]
        assert visitor.piece(path, 0, PIECE) == PIECE
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(30)
    with killable(desk) as (url, _server):
        visitor = Visitor(url, visitor.cookies)
        again = json.loads(visitor.ask("POST", "/ho-so/1/tep/tai-len/", asked, **as_json)[1])
        assert again == {"url": path, "offset": PIECE}, "what was acknowledged is there"
        visitor.cut_off(path, PIECE, declared=PIECE, sent=PIECE // 2)
        there = PIECE
        while there < len(CONTENT):
            there = visitor.piece(path, there, there + PIECE)
        labels = urlencode({"paper": "other", "copy_kind": "copy", "copies": 1}).encode()
        status, done = visitor.ask("POST", path, labels, **as_form)
        assert status == 201, done
        status, saved = visitor.ask("GET", f"{json.loads(done)['url']}luu/")
        assert status == 200 and hashlib.sha256(saved).digest() == hashlib.sha256(CONTENT).digest()
        assert visitor.told_of_two_gigabytes().startswith(b"HTTP/1.1 413 ")
    with opened(desk, django_db_blocker):
        assert Attachment.objects.count() == 1 and not list(damaged()) and first_break() is None
        path_of(Attachment.objects.get().file).write_bytes(b"changed")
        assert list(damaged_files()) == ["NB/2026/000001, Giấy đề nghị.pdf: nội dung đã bị thay đổi"]
