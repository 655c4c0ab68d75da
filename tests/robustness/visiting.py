"""People at the desk without a browser: they sign in, fill in forms, and do things at the same instant."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from uuid import uuid4

from journeys.standing import Site

RECEIVE = "/ho-so/tiep-nhan/"


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in, without a browser."""

    site: Site
    opener: urllib.request.OpenerDirector

    def get(self, path: str) -> str:
        """A page."""
        with self.opener.open(f"{self.site.url}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, typed: dict[str, str]) -> tuple[int, str]:
        """Send a form; the code of the first answer, and where it leads (or what it says)."""
        data = urllib.parse.urlencode(typed).encode()
        request = urllib.request.Request(f"{self.site.url}{path}", data, {"Referer": self.site.url})
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location") or error.read().decode()

    def attach(self, dossier: str, name: str, content: bytes, token: str) -> tuple[int, str]:
        """Send one file to a dossier's page of files, as :meth:`post`; each sending has a mark of its own."""
        typed = {"csrfmiddlewaretoken": token, "form_key": str(uuid4()), "paper": "other", "copy_kind": "copy",
                 "copies": "1"}  # fmt: skip
        edge = "moi-phan-mot-doan"
        head = f"--{edge}\r\nContent-Disposition: form-data; name="
        parts = [f'{head}"{field}"\r\n\r\n{value}\r\n'.encode() for field, value in typed.items()]
        parts += [
            f'{head}"files"; filename="{name}"\r\n\r\n'.encode(),
            content,
            f"\r\n--{edge}--\r\n".encode(),
        ]
        kind = {"Referer": self.site.url, "Content-Type": f"multipart/form-data; boundary={edge}"}
        url = f"{self.site.url}{dossier}tep/gui/"
        try:
            with self.opener.open(urllib.request.Request(url, b"".join(parts), kind), timeout=60) as answer:
                return answer.status, str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location") or error.read().decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers."""

    def redirect_request(self, *_args: object) -> None:
        return None


def enter(site: Site, name: str) -> Visitor:
    """Sign in."""
    cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    visitor = Visitor(site, urllib.request.build_opener(cookies, _Stay))
    page = "/tai-khoan/dang-nhap/"
    typed = {"username": name, "password": site.password_of(name), **hidden(visitor.get(page))}
    assert visitor.post(page, typed)[0] == 302
    return visitor


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


def filing(visitor: Visitor) -> dict[str, str]:
    """A form of receiving, filled in."""
    text = visitor.get(RECEIVE)
    procedure = re.search(r'<option value="(\d+\|[^"]*)"', text)
    assert procedure is not None
    told = {
        "channel": "direct",
        "applicant_kind": "enterprise",
        "applicant_name": "Công ty A",
        "return_way": "counter",
    }
    return {**hidden(text), "procedure": procedure[1], **told}


def at_once(deed: Callable[[int], tuple[int, str]], times: int) -> list[tuple[int, str]]:
    """Do something so many times in parallel."""
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(deed, range(times)))


def code_of(visitor: Visitor, url: str) -> str:
    """The local code on a dossier's page."""
    found = re.search(r"NB/\d{4}/\d{6}", visitor.get(url))
    assert found is not None
    return found[0]
