"""Asking ClamAV's daemon about a file: the INSTREAM command, over TCP or a socket on this machine.

The daemon needs no access to the file: its bytes are sent, each block with its length, and an empty block ends them.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

#: How many seconds the daemon may keep silent.
SECONDS = 30.0
_BLOCK = 1 << 16


class ScannerAway(Exception):
    """The daemon did not answer, or answered with trouble of its own; the file may be asked about again later."""


class TooLargeToScan(Exception):
    """The daemon does not take files of this size; asking again does not help."""


@dataclass(frozen=True)
class Daemon:
    """Where the daemon listens: ``host`` and ``port``, or ``path`` of a socket on this machine."""

    host: str = ""
    port: int = 0
    path: str = ""

    @classmethod
    def at(cls, address: str) -> Daemon:
        """The daemon at ``tcp://host:port`` or ``unix:///path``.

        Raises:
            ValueError: another kind of address.
        """
        parts = urlsplit(address)
        if parts.scheme == "unix" and parts.path:
            return cls(path=parts.path)
        if parts.scheme == "tcp" and parts.hostname:
            return cls(parts.hostname, parts.port or 3310)
        raise ValueError("viết dạng tcp://máy:cổng hoặc unix:///đường/dẫn/clamd.ctl")

    def scan(self, path: Path, *, seconds: float = SECONDS) -> str:
        """The name of what the daemon found in a file; "" when it is clean.

        Raises:
            ScannerAway, TooLargeToScan.
        """
        try:
            with closing(self._connected(seconds)) as line:
                return _verdict(_asked(line, path))
        except OSError as trouble:
            raise ScannerAway(str(trouble)) from trouble

    def _connected(self, seconds: float) -> socket.socket:
        if self.path:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(seconds)
            line.connect(self.path)
            return line
        return socket.create_connection((self.host, self.port), timeout=seconds)


def _asked(line: socket.socket, path: Path) -> str:
    refused: OSError | None = None
    with path.open("rb") as file:
        try:
            line.sendall(b"zINSTREAM\0")
            while block := file.read(_BLOCK):
                line.sendall(struct.pack(">I", len(block)) + block)
            line.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError) as cut:
            refused = cut  # a daemon that has seen enough says why before it hangs up
    answer = b""
    try:
        while not answer.endswith(b"\0") and (more := line.recv(4_096)):
            answer += more
    except OSError:
        if not answer:
            raise
    if not answer:
        raise refused or ConnectionError("máy quét ngắt kết nối mà không trả lời")
    return answer.rstrip(b"\0\n").decode("utf-8", errors="replace")


def _verdict(answer: str) -> str:
    told = answer.removeprefix("stream: ")
    if told == "OK":
        return ""
    if told.endswith(" FOUND"):
        return told.removesuffix(" FOUND")
    if "size limit exceeded" in answer:
        raise TooLargeToScan(answer)
    raise ScannerAway(answer)
