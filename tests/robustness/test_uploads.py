"""Uploads against a real server: it is killed between pieces, the line is cut in the middle of one; what was
acknowledged is there, and the file that comes out is the file that went in.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from journeys.standing import wait_for
from minhchung.dossiers.models import Attachment
from minhchung.dossiers.tests.cast import an_own_desk, received
from minhchung.ground.accounts.models import User
from minhchung.ground.files.tests import samples
from robustness.commands import MINHCHUNG, environment, opened, run

#: Random bytes would not be told from a damaged PDF; these differ from place to place.
BODY = b"".join(hashlib.sha256(str(number).encode()).hexdigest().encode() for number in range(6_000))
CONTENT = samples.PDF[:-6] + b"% " + BODY + b"\n%%EOF\n"
PIECE = 100_000
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

    def piece(self, path: str, offset: int, until: int) -> dict:
        told = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        status, body = self.ask("PATCH", path, CONTENT[offset:until], **told)
        assert status == 200, body
        return json.loads(body)

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


@contextmanager
def killable(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server in a group of its own processes, so that all of it can be killed at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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
def desk(tmp_path: Path, django_db_blocker) -> Path:
    """A data folder with a dossier, number 1, and somebody who may attach files to it."""
    folder = tmp_path / "data"
    folder.mkdir()
    assert run("verify", "data", folder=folder).code == 0
    with opened(folder, django_db_blocker):
        received(an_own_desk())
        lan = User.objects.get(username="lan")
        lan.password = PBKDF2PasswordHasher().encode(
            PASSWORD, "muoi-thu"
        )  # the tests' own hasher is a quick one
        lan.save()
    return folder


def test_killed_between_pieces_and_cut_in_the_middle_of_one(desk: Path, django_db_blocker) -> None:
    asked = json.dumps({"key": str(uuid4()), "name": "Giấy đề nghị.pdf", "size": len(CONTENT)}).encode()
    with killable(desk) as (url, server):
        visitor = Visitor(url)
        visitor.sign_in()
        status, begun = visitor.ask(
            "POST", "/ho-so/1/tep/tai-len/", asked, **{"Content-Type": "application/json"}
        )
        assert status == 201, begun
        path = json.loads(begun)["url"]
        assert visitor.piece(path, 0, PIECE) == {"offset": PIECE}
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(30)
    with killable(desk) as (url, _server):
        visitor = Visitor(url, visitor.cookies)
        again = json.loads(
            visitor.ask("POST", "/ho-so/1/tep/tai-len/", asked, **{"Content-Type": "application/json"})[1]
        )
        assert again == {"url": path, "offset": PIECE}, "what was acknowledged is there"
        visitor.cut_off(path, PIECE, declared=PIECE, sent=PIECE // 2)
        there = json.loads(visitor.ask("GET", path)[1])["offset"]
        assert PIECE <= there <= PIECE + PIECE // 2
        while there < len(CONTENT):
            there = visitor.piece(path, there, there + PIECE)["offset"]
        labels = urlencode({"paper": "other", "copy_kind": "copy", "copies": 1}).encode()
        status, done = visitor.ask(
            "POST", path, labels, **{"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert status == 201, done
        status, body = visitor.ask("GET", f"{json.loads(done)['url']}luu/")
        assert status == 200 and hashlib.sha256(body).digest() == hashlib.sha256(CONTENT).digest()
    assert run("verify", "data", folder=desk).code == 0
    with opened(desk, django_db_blocker):
        assert Attachment.objects.count() == 1
    for path in (desk / "files").rglob("*"):
        if path.is_file() and len(path.name) == 64:
            path.write_bytes(b"changed")
    damaged = run("verify", "data", folder=desk)
    assert damaged.code == 1 and "NB/2026/000001, Giấy đề nghị.pdf: nội dung đã bị thay đổi" in damaged.out


def test_a_request_of_2_gb_is_answered_without_reading_it(desk: Path) -> None:
    with killable(desk) as (url, _server):
        visitor = Visitor(url)
        visitor.sign_in()
        parts, before = urlsplit(url), shutil.disk_usage(desk).used
        cookies = "; ".join(f"{each.name}={each.value}" for each in visitor.cookies)
        head = (
            f"POST /ho-so/1/tep/gui/ HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {2 * 1024**3}\r\n\r\n--x\r\n"
        )
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as line:
            line.sendall(head.encode())
            answer = line.recv(64)
        assert b" 413 " in answer.splitlines()[0]
        assert shutil.disk_usage(desk).used - before < 50 * 1024**2
