"""A deed over many dossiers while workers die, freeze and meet: nothing is lost, nothing is done twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

import database_server
from robustness.commands import assert_clear, environment, run

STORY = Path(__file__).parent / "bulk_story.py"
LEASE_SECONDS = "1"


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """What happened on a desk of each database."""
    folder = tmp_path_factory.mktemp("bulk") / "data"
    more = {"MINHCHUNG_DATA_DIR": str(folder), "MINHCHUNG_WORK_LEASE_SECONDS": LEASE_SECONDS}
    if request.param == "sqlite":
        yield _played(environment(**more))
        return
    server = database_server.start()
    try:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bulk")
        url = server.url.rpartition("/")[0] + "/bulk"
        yield _played(environment(**more, MINHCHUNG_DATABASE_URL=url))
    finally:
        server.stop()


def _played(env: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, STORY], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def assert_each_once(found: dict[str, Any], count: int) -> None:
    """So many dossiers were done, each with one event and one row of the trail; no mark without its deed."""
    assert found["over"]
    assert found["items"]["done"] == count
    assert found["events"] == found["trail"] == [count, 1]
    assert (found["marked is done"], found["chain"]) == (True, None)


@pytest.mark.parametrize(
    ("story", "groups"),
    [
        pytest.param("killed between", 1, id="between two groups"),
        pytest.param("killed within", 1, id="with a deed done and not committed"),
    ],
)
def test_a_killed_worker_loses_nothing_and_another_goes_on(
    told: dict[str, Any], story: str, groups: int
) -> None:
    found = told[story]
    left = found["after the kill"]
    done = groups * told["group"]
    assert (found["killed"], found["second"]) == (-9, 0)
    assert left["items"] == {"done": done, "fit": told["dossiers"] - done}
    assert left["events"] == left["trail"] == [done, 1]
    assert_each_once(found, told["dossiers"])


@pytest.mark.parametrize("story", ["frozen between", "frozen within"])
def test_a_frozen_worker_that_wakes_after_its_lease_writes_nothing(told: dict[str, Any], story: str) -> None:
    found = told[story]
    # SQLite has one writer: one that freezes inside its transaction is waited for. A server ends its transaction.
    waited_for = story == "frozen within" and told["vendor"] == "sqlite"
    assert found["ended while frozen"] is not waited_for
    assert found["codes"] == [0, 0]
    assert_each_once(found, told["dossiers"])


def test_two_workers_and_an_officer_do_each_dossier_once_and_name_the_rest(told: dict[str, Any]) -> None:
    found = told["crowd"]
    assert found["codes"] == [0, 0]
    assert found["items"].get("failed", 0) == found["by hand"]
    assert_each_once(found, told["dossiers"] - found["by hand"])
    assert found["told"] == told["dossiers"], "each applicant is told once"


def test_afterwards_the_records_follow_from_the_deeds(told: dict[str, Any]) -> None:
    assert told["faults"] == []


def test_the_command_says_what_it_did(empty_land: Path) -> None:
    assert_clear(run("work", folder=empty_land), 0, "Đã qua 0 hồ sơ")
