"""A calendar that one process changes while another gives promises: no promise by a calendar that no longer holds."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import database_server
from robustness.commands import environment

BEFORE, AFTER, CUT = "13/04 17:30", "14/04 17:30", "10/04 17:30"


class Person:
    """Somebody in a process of his own; see ``calendar_people.py``."""

    def __init__(self, folder: Path, env: dict[str, str], *more: str) -> None:
        script = Path(__file__).with_name("calendar_people.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(folder), *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        assert self.hears() == "ready"

    def does(self, what: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def hears(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def asks(self, what: str) -> str:
        self.does(what)
        return self.hears()

    def leaves(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def people(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    """Two officials of one agency, each in a process of his own."""
    server = database_server.start() if request.param == "postgresql" else None
    env = environment()
    if server is not None:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE calendar")
        env = environment(MINHCHUNG_DATABASE_URL=server.url.rpartition("/")[0] + "/calendar")
    both: list[Person] = []
    try:
        both.append(Person(tmp_path, env, "found"))
        both.append(Person(tmp_path, env))
        yield both[0], both[1]
    finally:
        for each in both:
            each.leaves()
        if server is not None:
            server.stop()


def test_a_warm_process_promises_by_the_new_calendar_and_an_open_deed_is_waited_for(
    people: tuple[Person, Person],
) -> None:
    counter, leader = people
    assert counter.asks("receive") == BEFORE, "its calendar is laid out and kept by now"
    assert leader.asks("declare") == "saw 1"
    assert counter.asks("hold") == f"holding {BEFORE}"
    assert leader.asks("approve") == "approving"
    time.sleep(0.5)  # the leader is at the door of the calendar
    counter.does("end")
    assert counter.hears() == "done"
    assert leader.hears() == "sees 2", "told of the dossier that came between, before anything was approved"
    assert leader.hears() == "approved"
    assert counter.asks("receive") == AFTER
    assert counter.asks("check") == AFTER, "every promise moved, once, and follows from its records"
    assert leader.asks("cut") == "cut"
    assert counter.asks("receive") == CUT, "what another process wrote past every deed is not kept either"
