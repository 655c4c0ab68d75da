"""A served data folder and a browser before it, as a person would have them."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ports import free_port
from robustness.commands import MINHCHUNG, environment

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60.0  # seconds until a server must answer
# What is expected of a page is waited for as long as a click is: other tests may hold a busy machine for seconds.
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Site:
    """A running server over a data folder; ``process`` is its number in the system, ``env`` says which database."""

    url: str
    folder: Path
    process: int = 0
    env: dict[str, str] | None = None

    def password_of(self, name: str) -> str:
        """The password of a demonstration account."""
        for line in (self.folder / "demo" / "accounts.txt").read_text(encoding="utf-8").splitlines():
            user, password, _role = line.split("\t")
            if user == name:
                return password
        raise KeyError(name)

    def sign_in(self, page: Page, name: str) -> None:
        """Sign in on screen."""
        page.goto(f"{self.url}/tai-khoan/dang-nhap/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", self.password_of(name))
        page.click("form button.btn >> nth=0")
        page.wait_for_load_state()


@contextmanager
def served(folder: Path, env: dict[str, str] | None = None, *, own_group: bool = False) -> Iterator[Site]:
    """Serve a data folder on a free port until the end; ``own_group`` lets it be killed with all its children."""
    port = free_port()
    server = subprocess.Popen(
        [MINHCHUNG, "serve", "--port", str(port), "--data-dir", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=env or environment(),
        start_new_session=own_group,
    )
    try:
        url = f"http://127.0.0.1:{_port_of(server, port)}"
        wait_for(f"{url}/healthz")
        yield Site(url, folder, server.pid, env)
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE)


def _port_of(server: subprocess.Popen[str], wanted: int) -> int:
    """The port that the server says it took: the next one when the wanted one was taken meanwhile."""
    assert server.stdout is not None
    for line in server.stdout:
        found = re.search(r"http://[^:/]+:(\d+)", line)
        if found:
            return int(found[1])
    raise RuntimeError(f"the server on port {wanted} ended")


def wait_for(url: str) -> None:
    """Until a server answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def watched(visitor: BrowserContext, site: Site, troubles: list[str]) -> None:
    """Note what the visitor's pages complain about, and whom else they ask.

    A form that is given back with its errors (422) or by somebody overtaken (409) is named by the browser too, and so
    is a page that is not for him (403, 404); that a font came later than hoped is said on a busy machine. None of this
    is a complaint.
    """

    at_home = (
        site.url,
        "data:",
        "chrome-extension:",
        "chrome:",
    )  # the browser shows PDF by an extension of its own

    def said(kind: str, text: str) -> None:
        expected = re.search(r"status of (403|404|409|422)|was preloaded using link preload", text)
        if kind in ("error", "warning") and not expected:
            troubles.append(text)

    def watch(page: Page) -> None:
        page.on("console", lambda message: said(message.type, message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(at_home) else troubles.append(asked.url),
        )

    visitor.on("page", watch)
