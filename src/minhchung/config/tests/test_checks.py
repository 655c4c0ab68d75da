"""A SQLite that may lose or damage records is refused at start-up, in words that say how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.checks.registry import registry
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from minhchung.config import checks, settings

SAFE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;"


def a_database(path: Path, init_command: str) -> DatabaseWrapper:
    given = connections["default"].settings_dict
    return DatabaseWrapper(
        {
            **given,
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path / "a.sqlite3",
            "OPTIONS": {"init_command": init_command},
        },
        alias="a_file",
    )


@pytest.fixture
def faults_with(tmp_path, django_db_blocker):
    """The identifiers of the faults of a new database file opened with these PRAGMAs."""

    def ask(init_command: str) -> list[str]:
        with django_db_blocker.unblock():
            connection = a_database(tmp_path, init_command)
            try:
                return [fault.id for fault in checks.faults_of(connection)]
            finally:
                connection.close()

    return ask


@pytest.mark.parametrize(
    ("version", "mode", "expected"),
    [
        pytest.param("3.6.23", "wal", [], id="before WAL existed"),
        pytest.param("3.7.0", "wal", ["minhchung.E001"], id="the first version with the bug"),
        pytest.param("3.40.1", "wal", ["minhchung.E001"], id="what Debian 12 ships"),
        pytest.param("3.51.2", "wal", ["minhchung.E001"], id="the last version with the bug"),
        pytest.param("3.51.3", "wal", [], id="the version that mends it"),
        pytest.param("3.53.4", "wal", [], id="what pysqlite3 brings"),
        pytest.param("3.53.4", "delete", ["minhchung.E002"], id="a network drive that refuses WAL"),
        pytest.param("3.40.1", "delete", ["minhchung.E002"], id="the bug needs WAL"),
    ],
)
def test_the_library_must_not_damage_its_file(version, mode, expected):
    assert [fault.id for fault in checks.faults_of_version(version, mode)] == expected


@pytest.mark.parametrize(
    ("init_command", "expected"),
    [
        pytest.param(SAFE, [], id="as the settings say"),
        pytest.param(SAFE.replace("FULL", "NORMAL"), ["minhchung.E003"], id="commits may be lost"),
        pytest.param(SAFE + "PRAGMA foreign_keys=OFF;", ["minhchung.E004"], id="orphans are possible"),
        pytest.param(
            SAFE.replace("mmap_size=0", "mmap_size=1048576"), ["minhchung.E005"], id="mapped memory"
        ),
        pytest.param(SAFE.replace("WAL", "DELETE"), ["minhchung.E002"], id="readers would block the writer"),
    ],
)
def test_each_setting_is_asked_of_the_open_database(faults_with, init_command, expected):
    assert faults_with(init_command) == expected


def test_the_settings_of_the_product_are_the_safe_ones(faults_with):
    options = settings._database()["OPTIONS"] if "MINHCHUNG_DATABASE_URL" not in settings.os.environ else None
    assert options is None or faults_with(options["init_command"]) == []


@pytest.mark.parametrize("setting", [name for name, *_ in checks.DEMANDED])
def test_each_fault_names_the_setting_and_the_remedy(setting):
    found = {name: value for name, value, *_ in checks.DEMANDED} | {setting: 99}
    (fault,) = checks.faults_of_settings(found)
    assert setting in fault.msg
    assert f"PRAGMA {setting}=" in fault.hint


@pytest.mark.django_db
def test_the_database_of_the_tests_passes():
    assert checks.check_databases(databases=["default"]) == []
    checks.demand_safe_database()


def test_a_server_refuses_an_unsafe_database(tmp_path, monkeypatch, django_db_blocker):
    with django_db_blocker.unblock():
        unsafe = a_database(tmp_path, SAFE.replace("FULL", "OFF"))
        monkeypatch.setattr(checks, "connections", {"default": unsafe})
        try:
            with pytest.raises(ImproperlyConfigured, match="synchronous = 0; cần FULL"):
                checks.demand_safe_database()
        finally:
            unsafe.close()


def test_registered_it_runs_with_the_checks_of_the_database(tmp_path, monkeypatch, django_db_blocker):
    monkeypatch.setattr(registry, "registered_checks", set())
    checks.register()
    with django_db_blocker.unblock():
        unsafe = a_database(tmp_path, SAFE.replace("FULL", "OFF"))
        monkeypatch.setattr(checks, "connections", {"default": unsafe})
        try:
            assert [fault.id for fault in run_checks(databases=["default"])] == ["minhchung.E003"]
        finally:
            unsafe.close()
