"""A small HTTP server for tests that gives JSON page by page, and can misbehave."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Source:
    """What the server gives and what it was asked.

    Attributes:
        pages: the answers by number of the question; a question beyond the last gets the last again.
        by_page: answer by the parameter "page" instead.
        troubles: what goes wrong with the next questions, one each: a status, "hang", "cut", "drop", "no json".
        etag: named with each answer; who names it back is told 304.
        headers: more headers of every answer.
        asked: the questions, as (path, parameters, headers).
    """

    port: int = 0
    pages: list[Any] = field(default_factory=list)
    by_page: bool = False
    troubles: list[Any] = field(default_factory=list)
    etag: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    given: int = 0
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/ho-so"


class Question(BaseHTTPRequestHandler):
    """One question to the source."""

    def do_GET(self) -> None:
        source: Source = self.server.source  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        told = dict(parse_qsl(parts.query))
        source.asked.append((parts.path, told, dict(self.headers)))
        trouble = source.troubles.pop(0) if source.troubles else None
        if trouble == "hang":
            source.closing.wait(10)
            return
        if trouble == "drop":
            return
        if isinstance(trouble, int):
            self._say(trouble, b"{}", source)
            return
        if source.etag and self.headers.get("If-None-Match") == source.etag:
            self._say(304, b"", source)
            return
        number = int(told.get("page", 1)) - 1 if source.by_page else source.given
        source.given += 1
        body = json.dumps(source.pages[min(number, len(source.pages) - 1)]).encode()
        if trouble == "no json":
            body = "<html>Bảo trì</html>".encode()
        self._say(200, body, source, cut=trouble == "cut")

    def _say(self, code: int, body: bytes, source: Source, *, cut: bool = False) -> None:
        self.send_response(code)
        for name, value in source.headers.items():
            self.send_header(name, value)
        if source.etag and code == 200:
            self.send_header("ETag", source.etag)
        if code != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, *_args: Any) -> None:
        """The test says what it wants to know."""


@contextmanager
def http_source(*pages: Any, **ways: Any) -> Iterator[Source]:
    """A server on a port of its own until the block ends."""
    source = Source(pages=list(pages), **ways)
    with ThreadingHTTPServer(("127.0.0.1", 0), Question) as server:
        server.daemon_threads = True
        server.source = source  # type: ignore[attr-defined]
        source.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield source
        finally:
            source.closing.set()
            server.shutdown()
