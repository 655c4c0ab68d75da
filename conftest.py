"""What every test stands on: its own data folder, its database, and the honesty of skips.

``MINHCHUNG_TEST_DATABASE=postgresql`` runs the tests that touch the database on a private PostgreSQL instead
of SQLite. Marks: ``needs("chromium")`` names a program the test cannot do without; ``only_on("sqlite")`` or
``only_on("postgresql")`` binds a test to one database. With ``CI=true`` a skipped test is a failed test.
``TESTS_BEGIN_AT`` sets the clock (:mod:`clock`).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
# A slow machine is no fault of the code; fixtures of a test serve all its examples. In CI the examples are the same for
# the same code, elsewhere they are new each time.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize=IN_CI,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.load_profile("house")
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ

if not IS_WORKER:
    # Nothing of a real installation may reach the tests; the workers inherit what is set here.
    WANTED_DATABASE = os.environ.get("MINHCHUNG_TEST_DATABASE", "sqlite")
    for _name in [name for name in os.environ if name.startswith("MINHCHUNG_")]:
        del os.environ[_name]
    SCRATCH = Path(tempfile.mkdtemp(prefix="minhchung-tests-"))
    os.environ["MINHCHUNG_DATA_DIR"] = str(SCRATCH)
else:
    WANTED_DATABASE = "postgresql" if "MINHCHUNG_DATABASE_URL" in os.environ else "sqlite"
    SCRATCH = Path(os.environ["MINHCHUNG_DATA_DIR"]) / os.environ["PYTEST_XDIST_WORKER"]
    os.environ["MINHCHUNG_DATA_DIR"] = str(SCRATCH)
os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"

from django.conf import settings  # noqa: E402

import clock  # noqa: E402
import database_server  # noqa: E402
import minhchung.config  # noqa: E402, F401  (puts the current SQLite in place before anything opens one)

BESIDE_THE_CODE = Path(__file__).parent / "src"
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_setup",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
    "admin_user",
    "admin_client",
}
PROGRAMS = {
    "postgresql": lambda: database_server.find_programs() is not None,
    "chromium": lambda: shutil.which("chromium") is not None,
    "pdftotext": lambda: shutil.which("pdftotext") is not None,
    "zbarimg": lambda: shutil.which("zbarimg") is not None,
    "soffice": lambda: shutil.which("soffice") is not None,
    "root": lambda: os.geteuid() == 0,
    "strace": lambda: shutil.which("strace") is not None,
    "make": lambda: shutil.which("make") is not None,
    "git": lambda: shutil.which("git") is not None,
    "openssl": lambda: shutil.which("openssl") is not None,
}
SERVER = pytest.StashKey[database_server.Server]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once, before Django reads its settings."""
    config.addinivalue_line(
        "markers", "needs(*programs): programs of this machine the test cannot do without"
    )
    config.addinivalue_line("markers", "only_on(database): the test is about this database alone")
    if WANTED_DATABASE not in {"sqlite", "postgresql"}:
        raise pytest.UsageError(
            f"MINHCHUNG_TEST_DATABASE={WANTED_DATABASE}: dùng sqlite hoặc postgresql (one of the two)."
        )
    if WANTED_DATABASE == "postgresql" and not IS_WORKER and not config.option.collectonly:
        try:
            server = database_server.start()
        except database_server.CannotStart as reason:
            raise pytest.UsageError(str(reason)) from reason
        config.stash[SERVER] = server
        os.environ["MINHCHUNG_DATABASE_URL"] = server.url
    # Loads the settings; pytest-django then sets Django up. A quick hash: hundreds of tests sign somebody in.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Hundreds of tests open what asks for two steps and are not about them; those that are ask for it as in service.
    settings.SECOND_STEP_DEMANDED = False


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if IS_WORKER:
        return
    server = config.stash.get(SERVER, None)
    if server is not None:
        if ended := server.ended_by_itself():
            sys.stderr.write(f"ERROR: PostgreSQL ended by itself, {ended}\n")
        server.stop()
    shutil.rmtree(SCRATCH, ignore_errors=True)


def pytest_report_header() -> str:
    """Say which database the run is on."""
    return f"database: {WANTED_DATABASE}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL keep the tests that touch the database; drop tests about the other database."""
    kept = [item for item in items if _belongs_here(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not _belongs_here(item)])
        items[:] = kept


def _belongs_here(item: pytest.Item) -> bool:
    bound = item.get_closest_marker("only_on")
    if bound is not None and WANTED_DATABASE not in bound.args:
        return False
    return WANTED_DATABASE == "sqlite" or touches_database(item)


def touches_database(item: pytest.Item) -> bool:
    """True for a test that asks for the database by mark, by fixture or by its class."""
    if item.get_closest_marker("django_db") is not None:
        return True
    if DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
        return True
    owner = getattr(item, "cls", None)
    return owner is not None and bool(getattr(owner, "databases", None))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing, with its name; forget the answers kept for another one's records."""
    if touches_database(item):
        from minhchung.figures.kept import forget  # noqa: PLC0415  (needs applications that are ready)

        forget()
    for mark in item.iter_markers("needs"):
        missing = [program for program in mark.args if not PROGRAMS[program]()]
        if missing:
            pytest.skip(f"máy này chưa có {', '.join(missing)} (missing on this machine)")


@pytest.fixture(autouse=True)
def standing_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test beside the code begins at the same moment; from there time goes on as it does."""
    if not request.node.path.is_relative_to(BESIDE_THE_CODE):
        yield
        return
    with time_machine.travel(clock.NOW.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)), tick=True):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The tables, made without migrations, and the first rows that the command lays which brings tables up to date."""
    from minhchung.portal.roots import lay_first_rows  # noqa: PLC0415  (needs applications that are ready)

    del django_db_setup
    with django_db_blocker.unblock():
        lay_first_rows()


@pytest.fixture(autouse=True)
def first_rows(request: pytest.FixtureRequest) -> None:
    """The first rows again, after a test that has emptied every table."""
    if not touches_database(request.node):
        return
    request.getfixturevalue("transactional_db" if _empties_tables(request.node) else "db")
    from wagtail.models import Locale  # noqa: PLC0415

    from minhchung.portal.roots import lay_first_rows  # noqa: PLC0415

    if not Locale.objects.exists():
        lay_first_rows()


def _empties_tables(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
        & set(getattr(item, "fixturenames", ()))
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With CI=true nothing is skipped: what could not be tested has failed."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"CI=true, nhưng phép thử bị bỏ qua (skipped although CI=true): {report.longrepr}"
    return report  # type: ignore[return-value]


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for a whole module that skips itself."""
    report: pytest.CollectReport = yield  # type: ignore[assignment]
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = (
            f"CI=true, nhưng tệp phép thử bị bỏ qua (skipped although CI=true): {report.longrepr}"
        )
    return report  # type: ignore[return-value]
