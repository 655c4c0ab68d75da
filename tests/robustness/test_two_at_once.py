"""Two imports at once, in two processes: no record is doubled, and both end well; on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import psycopg
import pytest

import database_server
from robustness.commands import Done, assert_clear, environment, run, start

ROWS = 1_102


@pytest.fixture(scope="module")
def server() -> Iterator[database_server.Server]:
    """A PostgreSQL of our own."""
    server = database_server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def settings_of_database(request: pytest.FixtureRequest) -> dict[str, str]:
    """What the environment says about a database that is empty."""
    if request.param == "sqlite":
        return environment()
    server = request.getfixturevalue("server")
    name = "t" + "".join(letter for letter in request.node.name.lower() if letter.isalnum())[-40:]
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return environment(MINHCHUNG_DATABASE_URL=server.url.rpartition("/")[0] + f"/{name}")


@pytest.fixture
def place(
    settings_of_database: dict[str, str], worksheets: Path, land: Path, tmp_path: Path
) -> tuple[Path, dict[str, str]]:
    """A data folder with units and procedures, and its environment."""
    folder = tmp_path / "data"
    if "MINHCHUNG_DATABASE_URL" not in settings_of_database:
        return Path(shutil.copytree(land, folder)), settings_of_database
    for kind in ("units", "procedures"):
        done = run("import", kind, worksheets / f"{kind}.xlsx", folder=folder, env=settings_of_database)
        assert_clear(done, 0)
    return folder, settings_of_database


def both(one: Path, other: Path, folder: Path, env: dict[str, str], kind: str = "dossiers") -> list[Done]:
    """Import two files at the same time."""
    commands = [start("import", kind, path, "--json", folder=folder, env=env) for path in (one, other)]
    ended = []
    for command in commands:
        out, err = command.communicate()
        ended.append(Done(command.returncode, out, err))
    return ended


def assert_true(folder: Path, env: dict[str, str]) -> None:
    """Every check of the oracle passes: figures, clocks, files and the chain of the trail."""
    done = run("verify", "data", "--json", folder=folder, env=env)
    assert_clear(done, 0)


def received(folder: Path, env: dict[str, str]) -> int:
    """How many dossiers there are, counted through a file that names them all again."""
    return int(
        run("export", "facts", folder / "facts", "--json", folder=folder, env=env).json["facts"]["dossiers"]
    )


def test_the_same_file_twice_at_once(place: tuple[Path, dict[str, str]], dossiers: Path) -> None:
    folder, env = place
    ended = both(dossiers, dossiers, folder, env)
    for done in ended:
        assert_clear(done, 0)
        assert done.json["rows"] == ROWS
    assert received(folder, env) == ROWS
    again = run("import", "dossiers", dossiers, "--json", folder=folder, env=env)
    assert again.json["unchanged"] == ROWS
    assert_true(folder, env)


def test_files_that_overlap_at_once(
    place: tuple[Path, dict[str, str]], dossiers: Path, tmp_path: Path
) -> None:
    folder, env = place
    book = openpyxl.load_workbook(dossiers)
    book.active.delete_rows(5, 500)
    for cell in book.active["A"][-300:]:
        cell.value = f"{cell.value}-B"
    other = tmp_path / "khác.xlsx"
    book.save(other)
    ended = both(dossiers, other, folder, env)
    for done in ended:
        assert_clear(done, 0)
    assert sum(done.json["new"] for done in ended) == ROWS + 300 == received(folder, env)
    assert sum(done.json["unchanged"] for done in ended) == ROWS - 500 - 300
    assert_true(folder, env)


def test_two_first_imports_into_nothing(
    settings_of_database: dict[str, str], worksheets: Path, tmp_path: Path
) -> None:
    folder, env = tmp_path / "data", settings_of_database
    copy = Path(shutil.copy(worksheets / "units.xlsx", tmp_path / "đơn vị.xlsx"))
    ended = both(worksheets / "units.xlsx", copy, folder, env, kind="units")
    told: list[Any] = []
    for done in ended:
        assert_clear(done, 0)
        told.append(json.loads(done.out))
    again = run("import", "units", copy, "--json", folder=folder, env=env)
    rows = again.json["rows"]
    assert again.json["unchanged"] == rows > 10
    assert sorted(counts["new"] for counts in told) in ([0, rows], [rows, rows])
