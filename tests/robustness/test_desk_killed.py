"""Killed at any moment, the desk comes back with all that it told people: held against a ledger kept outside.

A deed is killed at its writing calls one by one (``ROBUSTNESS_PLACES=all`` takes every one, an ordinary run a few of
each kind); a served site is killed whole while people send forms, and so is its database server.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest

import database_server
from demonstrated import on_postgresql
from journeys.standing import Site, served
from robustness.commands import Done, environment, program, run
from robustness.outside import Ledger
from robustness.syscalls import Call, calls_of_program, program_killed_at
from robustness.visiting import RECEIVE, Visitor, code_of, enter, filing

DAY = str(Path(__file__).parent / "counter_day.py")
EVERY_CALL = os.environ.get("ROBUSTNESS_PLACES") == "all"
#: How many places of each kind of call an ordinary run tries.
TRIED = {("pwrite64", "wal"): 2, ("fsync", "wal"): 1}
OFFICERS = 4
FORMS_OF_EACH = 10
KILLS = 1
MARKS = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"]


def a_day(folder: Path, ledger: Path) -> list[str]:
    """The command of a day at the counter."""
    return [sys.executable, DAY, str(folder), str(ledger), *MARKS]


def held(folder: Path, ledger: Ledger, env: dict[str, str] | None = None) -> Done:
    """All that is stored, and the ledger, examined; the trail's head is written down for the next time."""
    return run("verify", "data", "--against", ledger.path, "--json", folder=folder, env=env)


def assert_held(folder: Path, ledger: Ledger, env: dict[str, str] | None = None) -> dict[str, int]:
    """Everything that was told stands; how many items of each kind there were."""
    done = held(folder, ledger, env)
    assert done.code == 0, done.told
    items: dict[str, int] = done.json["ledger"]["items"]
    return items


@pytest.fixture(scope="module")
def traced(drawn_up: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    """The writing calls of an undisturbed day."""
    home = tmp_path_factory.mktemp("day")
    folder = Path(shutil.copytree(drawn_up, home / "data"))
    ledger = Ledger(home / "ledger.jsonl")
    calls, done = calls_of_program(a_day(folder, ledger.path), folder=folder, log=home / "log")
    assert done.code == 0, done.told
    assert assert_held(folder, ledger) == {"received": 1, "done": 1}
    return calls


def tried(calls: list[Call]) -> list[Call]:
    """The calls at which a run is killed."""
    if EVERY_CALL:
        return calls
    random = Random(2026)
    found = []
    for (name, file), count in TRIED.items():
        those = [call for call in calls if (call.name, call.file) == (name, file)]
        assert those, f"a day makes no {name} on {file}"
        found += random.sample(those, min(count, len(those)))
    return found


@pytest.mark.needs("strace")
@pytest.mark.only_on("sqlite")
def test_a_deed_killed_at_a_writing_call_is_whole_or_has_not_been(
    traced: list[Call], drawn_up: Path, tmp_path: Path
) -> None:
    for place, call in enumerate(tried(traced)):
        folder = Path(shutil.copytree(drawn_up, tmp_path / str(place)))
        ledger = Ledger(tmp_path / f"{place}.jsonl")
        killed = program_killed_at(call, a_day(folder, ledger.path))
        assert killed.code in (-9, 137), f"{call}: {killed}"
        if ledger.lines():
            assert_held(folder, ledger)
        again = program(a_day(folder, ledger.path))
        assert again.code == 0, f"{call}: {again.told}"
        assert set(assert_held(folder, ledger)) == {"received", "done"}, call
        assert len({line["code"] for line in ledger.lines()}) == 1, f"{call}: two dossiers of one form"
        shutil.rmtree(folder)


@dataclass
class House:
    """A served site that can be killed as a whole, and what it is told."""

    folder: Path
    env: dict[str, str]
    server: database_server.Server | None


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def house(
    request: pytest.FixtureRequest, drawn_up: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A small agency on each database; commits last on both."""
    folder = tmp_path / "data"
    if request.param == "sqlite":
        shutil.copytree(drawn_up, folder)
        yield House(folder, environment(), None)
        return
    with on_postgresql(tmp_path_factory, folder, synchronous_commit="on", fsync="on") as made:
        yield House(folder, made.env, made.server)


def send(visitor: Visitor, forms: list[dict[str, str]], ledger: Ledger) -> None:
    """Send forms one after another; note each that was answered by a dossier, stop at the first broken answer."""
    while forms:
        try:
            status, url = visitor.post(RECEIVE, forms[0])
            assert status == 302, url
            code = code_of(visitor, url)
        except OSError:
            return
        form = forms.pop(0)
        ledger.note(
            "received", form=form["form_key"], code=code, applicant=form["applicant_name"], deed="accept"
        )


def filled(visitor: Visitor, officer: int) -> list[dict[str, str]]:
    """Forms of an officer, each with a mark and an applicant of its own."""
    typed = filing(visitor)
    return [
        {**typed, "form_key": str(uuid4()), "applicant_name": f"Doanh nghiệp {officer}-{number}"}
        for number in range(FORMS_OF_EACH)
    ]


def kill_whole(site: Site, house: House) -> None:
    """End every process of the site at once, and the database server with it."""
    os.killpg(site.process, signal.SIGKILL)
    if house.server is not None:
        house.server.crash()
        house.server.rise()


def test_a_site_killed_while_people_send_forms_has_all_that_it_acknowledged(
    house: House, tmp_path: Path
) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    random, forms = Random(11), list[list[dict[str, str]]]()
    for life in range(KILLS + 1):
        with served(house.folder, house.env, own_group=True) as site:
            officers = [enter(site, "one_stop") for _officer in range(OFFICERS)]
            if not forms:
                forms = [filled(visitor, officer) for officer, visitor in enumerate(officers)]
            token = [filing(visitor)["csrfmiddlewaretoken"] for visitor in officers]
            for mine, fresh in zip(forms, token, strict=True):
                for form in mine:
                    form["csrfmiddlewaretoken"] = fresh
            with ThreadPoolExecutor(OFFICERS) as pool:
                working = [
                    pool.submit(send, visitor, mine, ledger)
                    for visitor, mine in zip(officers, forms, strict=True)
                ]
                if life < KILLS:
                    before = len(ledger.lines())
                    while len(ledger.lines()) < before + random.randint(2, 8):
                        time.sleep(0.01)
                    kill_whole(site, house)
                for each in working:
                    each.result()
        assert assert_held(house.folder, ledger, house.env)["received"] == len(ledger.lines())
    assert not any(forms)
    codes = {line["form"]: line["code"] for line in ledger.lines()}
    assert len(codes) == len(set(codes.values())) == OFFICERS * FORMS_OF_EACH
    assert all(UUID(form) for form in codes)
    numbers = sorted(int(code.rpartition("/")[2]) for code in codes.values())
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers))), "a number is missing or double"
