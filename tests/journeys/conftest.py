"""One demonstration agency for all journeys; each test file that writes takes a copy of its own."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from journeys.standing import Site, browser, demonstrate, served

DOSSIERS = "150"


@pytest.fixture(scope="session")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small agency with two published reports, made by the first worker. Copy it."""
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if base.name.startswith("popen-") else base) / "journeys"
    home.mkdir(exist_ok=True)
    folder, finished = home / "data", home / "finished"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            demonstrate(folder, "--dossiers", DOSSIERS)
            finished.touch()
    return folder


@pytest.fixture(scope="module")
def site(agency: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The agency, served."""
    folder = Path(shutil.copytree(agency, tmp_path_factory.mktemp("site") / "data"))
    with served(folder) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browser() as opened:
        yield opened


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A visitor with a clean browser, whose pages complain about nothing and ask no other host.

    A form that is given back with its errors (422) is named by the browser too; that is no complaint.
    """
    visitor = chromium.new_context(
        viewport={"width": 1280, "height": 860}, locale="vi-VN", accept_downloads=True
    )
    troubles: list[str] = []

    def watch(page: Page) -> None:
        page.on(
            "console",
            lambda said: (
                troubles.append(said.text)
                if said.type in ("error", "warning") and "status of 422" not in said.text
                else None
            ),
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((site.url, "data:")) else troubles.append(asked.url),
        )

    visitor.on("page", watch)
    yield visitor
    visitor.close()
    assert not troubles, troubles


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visitor."""
    return context.new_page()
