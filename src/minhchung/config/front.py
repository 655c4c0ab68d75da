"""In front of Django: finished public pages, given again for some seconds to visitors who are not signed in.

What is kept are whole answers of addresses that the access table calls the same for everybody: 200, without a cookie,
read from no session. They stand in the process under host, path, query and language, packed once, with a tag by which
a browser that has them already is told so. Whoever brings a session's cookie, or words that wait for him, passes by.

Nothing outside may give a page again without asking ("max-age=0, must-revalidate"): at one address stand two
languages, and another page for whoever is signed in. Asking costs next to nothing here.
"""

from __future__ import annotations

import atexit
import gzip
import logging
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections, transaction
from django.http import HttpResponse, parse_cookie

from minhchung.config import maintenance
from minhchung.ground.serving import Count, counted_by, parameters_of

Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]
Key = tuple[str, ...]

#: So many answers are kept in a process, so many bytes of them together, and none that is longer.
MOST, MOST_BYTES, LONGEST = 1000, 32 * 1024 * 1024, 1024 * 1024
#: What others append to addresses that are passed on, and no page reads.
APPENDED = re.compile(r"(?:^|(?<=&))(?:utm_[a-z]+|fbclid|gclid|zarsrc|zalo_[a-z]+)=[^&]*&?")
#: Seconds between two rounds of counting readers.
_ROUND = 1.0
_PACKED = re.compile(r"^(text/|image/svg|application/(json|ld\+json|rss\+xml|xml))")
_WORTH_PACKING = 200
_CONTROL = "public, max-age=0, must-revalidate"
#: What does not go with an answer that says that nothing has changed.
_OF_BODY = {"content-length", "content-type", "content-encoding"}
_LOG = logging.getLogger("minhchung.front")


@dataclass(frozen=True, eq=False)
class Kept:
    """A finished answer, until a moment of the monotonic clock; ``count`` is told of each reader."""

    until: float
    tag: str
    plain: bytes
    packed: bytes
    headers: Headers
    packed_headers: Headers
    unchanged_headers: Headers
    count: Count | None

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.plain) + len(self.packed)

    def answer(self, environ: dict[str, Any], start: Start) -> list[bytes]:
        """To whoever asks, as he takes it."""
        has = environ.get("HTTP_IF_NONE_MATCH", "")
        if has and (self.tag in has or has.strip() == "*"):
            start("304 Not Modified", self.unchanged_headers)
            return []
        packed = self.packed and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        start("200 OK", self.packed_headers if packed else self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.packed if packed else self.plain]


class Front:
    """A WSGI application before another one."""

    def __init__(self, inner: Application, *, seconds: float) -> None:
        """``seconds``: so long an answer is given again."""
        self._inner, self._seconds = inner, seconds
        self._kept: dict[Key, Kept] = {}
        self._bytes, self._lock = 0, threading.Lock()
        self._closed = Path(settings.DATA_DIR, maintenance.NAME)
        self._passes = (settings.SESSION_COOKIE_NAME, "messages")
        self._readers = Readers()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """An answer that is kept, or the inner application's."""
        cookies = environ.get("HTTP_COOKIE", "")
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or environ["PATH_INFO"].startswith(settings.STATIC_URL)  # is sent packed as it is
            or any(each in cookies for each in self._passes)
        ):
            return self._inner(environ, start)
        query = environ.get("QUERY_STRING", "")
        if query:
            query = environ["QUERY_STRING"] = APPENDED.sub("", query).rstrip("&")
        key = (
            environ.get("HTTP_HOST", ""),
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ["PATH_INFO"],
            query,
            _language(cookies),
        )
        found = self._kept.get(key)
        if found is None or found.until <= time.monotonic() or self._closed.exists():
            if environ["REQUEST_METHOD"] == "HEAD":
                return self._inner(environ, start)
            return self._asked(key, environ, start)
        if found.count is not None and environ["REQUEST_METHOD"] == "GET":
            self._readers.add(found.count, environ)
        return found.answer(environ, start)

    def _asked(self, key: Key, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Ask the inner application, and keep what it answers where that is the same for everybody."""
        began: list[tuple[str, Headers]] = []
        answer = self._inner(
            {**environ, "HTTP_ACCEPT_ENCODING": ""},
            lambda status, headers, _=None: began.append((status, headers)),
        )
        status, headers = began[0]
        made = self._made(answer, key[3]) if isinstance(answer, HttpResponse) else None
        if made is None:
            start(status, headers)
            return answer
        answer.close()  # type: ignore[attr-defined]
        self._keep(key, made)
        return made.answer(environ, start)

    def _made(self, answer: HttpResponse, query: str) -> Kept | None:
        parameters = parameters_of(answer)
        if (
            parameters is None
            or answer.status_code != 200
            or answer.streaming
            or answer.cookies
            or answer.has_header("Cache-Control")
            or "cookie" in answer.get("Vary", "").lower()
            or len(answer.content) > LONGEST
            or not {name for name, _value in parse_qsl(query, keep_blank_values=True)} <= set(parameters)
        ):
            return None
        plain = answer.content
        tag = f'"{blake2b(plain, digest_size=16).hexdigest()}"'
        packs = _PACKED.match(answer.get("Content-Type", "")) and len(plain) > _WORTH_PACKING
        packed = gzip.compress(plain, 6, mtime=0) if packs else b""
        left = {"vary", "etag", "content-length"}
        headers = [(name, value) for name, value in answer.items() if name.lower() not in left]
        headers += [("Vary", "Accept-Encoding"), ("ETag", f"W/{tag}"), ("Cache-Control", _CONTROL)]
        return Kept(
            time.monotonic() + self._seconds,
            tag,
            plain,
            packed,
            [*headers, ("Content-Length", str(len(plain)))],
            [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(packed)))],
            [(name, value) for name, value in headers if name.lower() not in _OF_BODY],
            counted_by(answer),
        )

    def _keep(self, key: Key, made: Kept) -> None:
        """The oldest are let go first: they are those that are over first."""
        with self._lock:
            self._drop(key)
            self._kept[key] = made
            self._bytes += made.size
            now = time.monotonic()
            while (
                len(self._kept) > MOST
                or self._bytes > MOST_BYTES
                or next(iter(self._kept.values())).until <= now
            ):
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= gone.size


class Readers:
    """Readers of kept pages that are still to be counted: in rounds of a second, one transaction for all of a round.

    Who reads a page again within a round is told once; whether he is counted is for the page to say. What waits when
    the process ends is counted before.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Count, dict[str, Any]]] = deque()
        self._seen: set[tuple[str, ...]] = set()
        self._begun = threading.Lock()

    def add(self, count: Count, environ: dict[str, Any]) -> None:
        """Somebody has been given a page."""
        who = (
            environ["PATH_INFO"],
            environ.get("REMOTE_ADDR", ""),
            environ.get("HTTP_X_FORWARDED_FOR", ""),
            environ.get("HTTP_USER_AGENT", ""),
        )
        if who in self._seen:
            return
        self._seen.add(who)
        self._waiting.append((count, environ))
        if self._begun.acquire(blocking=False):
            atexit.register(self.tell)
            threading.Thread(target=self._rounds, name="readers", daemon=True).start()

    def tell(self) -> None:
        """Have those counted who wait."""
        told = []
        self._seen = set()
        while self._waiting:
            told.append(self._waiting.popleft())
        if not told:
            return
        close_old_connections()
        try:
            with transaction.atomic():
                for count, environ in told:
                    count(WSGIRequest(environ))
        except Exception:  # noqa: BLE001 (the pages have been given; the next round must come)
            _LOG.exception("Không đếm được %s lượt đọc.", len(told))
        finally:
            close_old_connections()

    def _rounds(self) -> None:
        while True:
            time.sleep(_ROUND)
            self.tell()


def _language(cookies: str) -> str:
    """The language that a visitor has chosen; a cookie that names none is as good as none."""
    if settings.LANGUAGE_COOKIE_NAME not in cookies:
        return ""
    asked = parse_cookie(cookies).get(settings.LANGUAGE_COOKIE_NAME, "")
    return asked if asked in dict(settings.LANGUAGES) else ""
