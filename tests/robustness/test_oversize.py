"""A hundred megabytes sent to a served agency where they are not taken: a clear answer, no memory, nothing on the disk."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from robustness.test_uploads import killable

pytestmark = pytest.mark.only_on("sqlite")  # no row is touched
SIZE, BLOCK = 100 * 1024**2, bytes(1 << 20)
HEAD = b'--x\r\nContent-Disposition: form-data; name="%b"; filename="a.pdf"\r\n\r\n%%PDF-1.7\n'
END = b"\r\n--x--\r\n"
#: Bytes that all processes of the server may take meanwhile: less than half of what is sent once.
ROOM = 48 * 1024**2


class Sender:
    """Somebody who sends zeros to a server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.place, self.host = (parts.hostname, parts.port), parts.netloc

    def send(
        self, path: str, field: bytes, *headers: str, size: int = SIZE, chunked: bool = False
    ) -> tuple[int, str]:
        """Send a form with one file of so many bytes; status and words of the answer."""
        head, blocks = HEAD % field, size // len(BLOCK)
        size = len(head) + blocks * len(BLOCK) + len(END)
        told = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
        lines = (f"POST {path} HTTP/1.1", f"Host: {self.host}", told, "Connection: close",
                 "Content-Type: multipart/form-data; boundary=x", *headers, "", "")  # fmt: skip
        with socket.create_connection(self.place, timeout=60) as line:
            line.sendall("\r\n".join(lines).encode())
            try:
                for piece in (head, *(BLOCK for _each in range(blocks)), END):
                    line.sendall(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
                if chunked:
                    line.sendall(b"0\r\n\r\n")
            except OSError:  # answered before all was sent
                pass
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        return int(answer.split(b" ", 2)[1]), answer.decode(errors="replace")


def memory(group: int) -> int:
    """The most memory that the processes of a group have had, in bytes."""
    peaks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                found = re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text())
                peaks += int(found[1]) * 1024 if found else 0
        except (FileNotFoundError, ProcessLookupError):
            continue
    return peaks


def settled(group: int) -> int:
    """The same, when the processes beside the server have all begun and it grows no more by itself."""
    before = 0
    while (now := memory(group)) > before:
        before = now
        time.sleep(2)
    return now


@pytest.fixture
def server(empty_land: Path) -> Iterator[tuple[Sender, subprocess.Popen[bytes], Path]]:
    with killable(empty_land) as (url, process):
        yield Sender(url), process, empty_land


def test_a_hundred_megabytes_are_refused_and_leave_nothing(
    server: tuple[Sender, subprocess.Popen[bytes], Path],
) -> None:
    sender, process, folder = server
    for path in ("/gui-phan-anh/", "/bien-tap/", "/tai-khoan/dang-nhap/"):
        sender.send(path, b"files", size=len(BLOCK))  # what answers at all is read by then
    before, there = settled(process.pid), files(folder)
    for path, field in (
        ("/gui-phan-anh/", b"files"),
        ("/bien-tap/documents/multiple/add/", b"files[]"),
        ("/bien-tap/images/add/", b"file"),
        ("/tai-khoan/dang-nhap/", b"x"),
        ("/khong-co-trang-nay/", b"x"),
    ):
        status, text = sender.send(path, field)
        assert status == 413 and "<h1>" in text and "MB" in text, (path, status, text[:300])
    status, text = sender.send(
        "/bien-tap/documents/multiple/add/", b"files[]", "X-Requested-With: XMLHttpRequest"
    )
    assert status == 200 and '"success": false' in text and "50 MB" in text, (
        "as the editor's own screen understands it"
    )
    assert sender.send("/gui-phan-anh/", b"files", chunked=True)[0] in (400, 403, 411, 413)
    assert memory(process.pid) - before < ROOM
    assert files(folder) == there


def files(folder: Path) -> set[Path]:
    """Every file below a data folder but the database's own, and keys, which the worker makes in its own time."""
    return {
        each
        for each in folder.rglob("*")
        if each.is_file() and "sqlite3" not in each.name and each.suffix != ".key"
    }
