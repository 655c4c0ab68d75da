"""A data folder of an earlier development version: one that is whole goes on, one that stopped half-way says so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from robustness.commands import run

LAST_OF_DOSSIERS = "0014_covering_indexes"


def without(folder: Path, *names: str) -> Path:
    """The folder as if these steps of the room of dossiers had never been taken."""
    with closing(sqlite3.connect(folder / "minhchung.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'minhchung'")  # noted by later versions
        for name in names:
            database.execute("DELETE FROM django_migrations WHERE app = 'dossiers' AND name = ?", [name])
    return folder


@pytest.mark.parametrize(
    ("missing", "code", "says"),
    [
        pytest.param(("0001_tables",), 0, "", id="all of the old steps were taken"),
        pytest.param(
            ("0001_tables", LAST_OF_DOSSIERS),
            1,
            "chưa được bản ấy cập nhật xong",
            id="one of the old steps is missing",
        ),
    ],
)
def test_an_old_folder(empty_land: Path, missing: tuple[str, ...], code: int, says: str) -> None:
    done = run("work", folder=without(empty_land, *missing))
    assert done.code == code and says in done.told, done.told
