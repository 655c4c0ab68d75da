"""One demonstration agency for all journeys, served once from each database; who only reads goes to the one on SQLite."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from demonstrated import on_postgresql, on_sqlite, shared_folder
from journeys.people import People
from journeys.sharing import Sites
from journeys.standing import Site, browser, served, watched
from robustness.commands import environment, program, run

HERE = Path(__file__).parent
PAST = str(HERE / "past.py")
SITES = pytest.StashKey[Sites]()
OpenSite = Callable[[str], Site]
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]


@contextmanager
def _opened(factory: pytest.TempPathFactory, database: str, folder: Path) -> Iterator[Site]:
    """A copy of the agency with a past, served."""
    with ExitStack() as stack:
        env = environment()
        if database == "sqlite":
            shutil.copytree(on_sqlite(factory), folder)
        else:
            env = stack.enter_context(on_postgresql(factory, folder)).env
        done = program([sys.executable, PAST, str(folder)], env)
        assert done.code == 0, done.told
        (folder / "past.json").write_text(done.out, encoding="utf-8")
        site = stack.enter_context(served(folder, env))
        yield site


def assert_sound(site: Site) -> None:
    """All that is stored follows from what was done."""
    done = run("verify", "data", folder=site.folder, env=site.env)
    assert done.code == 0, done.told


@pytest.fixture(scope="session")
def open_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSite]:
    """Opens, or joins, the site of a database."""
    sites = Sites(shared_folder(tmp_path_factory), assert_sound)
    request.config.stash[SITES] = sites
    try:
        yield lambda database: sites.get(
            f"site-{database}", lambda folder: _opened(tmp_path_factory, database, folder)
        )
        sites.leave()
    finally:
        sites.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After the last journey of this worker its sites are left: what comes then has no use for them."""
    yield
    if item.config.stash.get(SITES, None) and (nextitem is None or HERE not in nextitem.path.parents):
        item.config.stash[SITES].leave()


@pytest.fixture(scope="session", params=DATABASES)
def desk(request: pytest.FixtureRequest, open_site: OpenSite) -> Site:
    """The agency on each database, for those who write."""
    return open_site(request.param)


@pytest.fixture(scope="session")
def site(open_site: OpenSite) -> Site:
    """The agency on SQLite."""
    return open_site("sqlite")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def signed_in() -> dict[tuple[str, str], object]:
    """Who has signed in where, so that nobody does it twice."""
    return {}


@pytest.fixture(scope="module")
def windows(chromium: Browser, desk: Site, signed_in: dict[tuple[str, str], object]) -> Iterator[People]:
    """A window for each person, open for all walks of a module."""
    people = People(chromium, desk, signed_in)
    yield people
    people.close()


@pytest.fixture
def people(windows: People) -> Iterator[People]:
    """The people at the desk; their pages complain about nothing and ask no other host."""
    windows.troubles.clear()
    yield windows
    assert not windows.troubles, windows.troubles


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A visitor with a clean browser, whose pages complain about nothing and ask no other host."""
    visitor = chromium.new_context(
        viewport={"width": 1280, "height": 860}, locale="vi-VN", accept_downloads=True
    )
    troubles: list[str] = []
    watched(visitor, site, troubles)
    yield visitor
    visitor.close()
    assert not troubles, troubles


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visitor."""
    return context.new_page()
