"""A small virus scanner for tests: it speaks clamd's INSTREAM, keeps what it was sent, and can misbehave."""

from __future__ import annotations

import hashlib
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

#: Bytes that it takes for a virus. (The customary test string would alarm the scanners of whoever has this file.)
VIRUS = b"day la mot con virus gia"


@dataclass
class Scanner:
    """What the scanner does and what it saw.

    Attributes:
        most: bytes that it takes; beyond them it answers as clamd does and hangs up.
        answer: what it answers instead of a verdict; "" for a real one, "hang up" for none at all.
        digests: SHA-256 of each file that was sent whole.
    """

    address: str = ""
    most: int = 1 << 30
    answer: str = ""
    digests: list[str] = field(default_factory=list)


@contextmanager
def clamd_sink(path: Path | None = None, **ways: object) -> Iterator[Scanner]:
    """A scanner until the block ends, on a port of its own or on a socket at ``path``."""
    scanner = Scanner(**ways)  # type: ignore[arg-type]

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            command = self.rfile.read(len(b"zINSTREAM\0"))
            if command != b"zINSTREAM\0":
                self.wfile.write(b"UNKNOWN COMMAND\0")
                return
            if scanner.answer:
                if scanner.answer != "hang up":
                    self.wfile.write(f"{scanner.answer}\0".encode())
                return
            content = b""
            while size := struct.unpack(">I", self.rfile.read(4))[0]:
                content += self.rfile.read(size)
                if len(content) > scanner.most:
                    self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            scanner.digests.append(hashlib.sha256(content).hexdigest())
            self.wfile.write(b"stream: Thu.Virus-1 FOUND\0" if VIRUS in content else b"stream: OK\0")

    class Quiet:
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            """The other side may go whenever it likes."""

    class OnPort(Quiet, socketserver.ThreadingTCPServer):
        pass

    class OnSocket(Quiet, socketserver.ThreadingUnixStreamServer):
        pass

    with OnSocket(str(path), Conversation) if path else OnPort(("127.0.0.1", 0), Conversation) as server:
        scanner.address = f"unix://{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield scanner
        finally:
            server.shutdown()
