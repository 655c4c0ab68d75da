"""Asking an address: under time-outs, without following anybody elsewhere with the token, the answer whole or none."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from minhchung.ground.mirror.patience import PAGE_SECONDS, SERVER_SECONDS

#: A page may not be larger, in bytes.
LARGEST = 64 * 1024 * 1024
_BLOCK = 1 << 16
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class TryLater(Exception):
    """Time may help; the message says in Vietnamese what was wrong. ``wait``: seconds that the server asked for."""

    def __init__(self, message: str, wait: float = 0) -> None:
        super().__init__(message)
        self.wait = wait


class NotLikeThis(Exception):
    """It will not go better by itself; the message says what is to be mended."""


@dataclass(frozen=True)
class Answer:
    """What a server said; ``unchanged`` when it has nothing newer than what was named."""

    body: Any = None
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


@dataclass(frozen=True)
class Client:
    """How an address is asked.

    Attributes:
        headers: of every question, the token among them; they go to the address's own host alone.
        seconds, page_seconds: how long the server may keep silent, and how long one page may take in all.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = SERVER_SECONDS
    page_seconds: float = PAGE_SECONDS

    def ask(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        """The JSON of an address.

        Raises:
            TryLater: nobody answers, the server is busy or broken, the answer is cut short.
            NotLikeThis: the token is refused, there is no such page, the answer is no JSON or too large.
        """
        check_address(url)
        headers = {"Accept": "application/json", "User-Agent": "MinhChung", **self.headers}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 (the scheme was checked)
        try:
            with _opener(url).open(request, timeout=self.seconds) as reply:
                body = self._read(reply)
                told = reply.headers
        except urllib.error.HTTPError as error:
            with error:
                return self._refused(error)
        except ssl.SSLCertVerificationError as error:
            raise NotLikeThis(f"Chứng thư của máy chủ không tin được: {error.verify_message}.") from error
        except urllib.error.URLError as error:
            raise self._unreached(error.reason) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._unreached(error) from error
        try:
            return Answer(json.loads(body), told.get("ETag", ""), told.get("Last-Modified", ""))
        except (ValueError, RecursionError) as error:
            raise TryLater(f"Câu trả lời bị cắt ngang hoặc không phải JSON ({error}).") from error

    def _read(self, reply: Any) -> bytes:
        blocks, size, begun = [], 0, time.monotonic()
        while block := reply.read(_BLOCK):
            size += len(block)
            blocks.append(block)
            if size > LARGEST:
                raise NotLikeThis(
                    f"Một trang lớn hơn {LARGEST // 1024 // 1024} MB; hãy cấu hình trang nhỏ hơn."
                )
            if time.monotonic() - begun > self.page_seconds:
                raise TryLater(f"Máy chủ gửi một trang lâu hơn {self.page_seconds:g} giây.")
        expected = reply.headers.get("Content-Length")
        if expected is not None and size < int(expected):
            raise TryLater("Câu trả lời bị cắt ngang.")
        return b"".join(blocks)

    def _refused(self, error: urllib.error.HTTPError) -> Answer:
        code = error.code
        if code == 304:
            return Answer(unchanged=True)
        if code in (401, 403):
            raise NotLikeThis(f"Máy chủ từ chối mã truy cập ({code}); kiểm tra MINHCHUNG_MIRROR_TOKEN.")
        if code == 429 or code >= 500:
            wait = error.headers.get("Retry-After", "")
            raise TryLater(f"Máy chủ trả lời {code}.", float(wait) if wait.isdecimal() else 0)
        if 300 <= code < 400:
            where = urlsplit(error.headers.get("Location", "")).netloc or "nơi khác"
            raise NotLikeThis(f"Máy chủ chuyển hướng sang {where}; mã truy cập không được gửi sang đó.")
        raise NotLikeThis(f"Máy chủ trả lời {code}; kiểm tra địa chỉ MINHCHUNG_MIRROR_URL.")

    def _unreached(self, error: Any) -> Exception:
        if isinstance(error, ssl.SSLCertVerificationError):
            return NotLikeThis(f"Chứng thư của máy chủ không tin được: {error.verify_message}.")
        if isinstance(error, TimeoutError | socket.timeout):
            return TryLater(f"Máy chủ không trả lời trong {self.seconds:g} giây.")
        if isinstance(error, http.client.IncompleteRead):
            return TryLater("Câu trả lời bị cắt ngang.")
        return TryLater(f"Không kết nối được máy chủ: {getattr(error, 'strerror', None) or error}.")


def check_address(url: str) -> None:
    """Refuse what is no address, and a token in the clear.

    Raises:
        NotLikeThis: the sentence says what is wrong.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotLikeThis("Địa chỉ phải có dạng https://máy-chủ/đường-dẫn.")
    if parts.username or parts.password:
        raise NotLikeThis("Không ghi mật khẩu trong địa chỉ; dùng MINHCHUNG_MIRROR_TOKEN.")
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        raise NotLikeThis("Dữ liệu hồ sơ chỉ lấy qua kết nối mã hóa: dùng https://.")


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """Nobody is followed elsewhere: the token is for one host."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def _opener(url: str) -> urllib.request.OpenerDirector:
    handlers: list[Any] = [_StaysHere()]
    if urlsplit(url).hostname in _THIS_MACHINE:
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)
