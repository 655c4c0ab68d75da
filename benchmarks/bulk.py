"""Handing on 10,000 dossiers at once, in the background, on SQLite and PostgreSQL as they run in service.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/bulk.py [--dossiers N]``

Every dossier is handed on by the single deed: locked, its revision compared, table of moves and rights asked, step
moved, event and trail row (hash chain) written, the mark of the run set. Ten dossiers are one transaction, waited for
until it is on the disk (SQLite: WAL with ``synchronous=FULL``; PostgreSQL: ``fsync``, ``synchronous_commit`` and
``full_page_writes`` on). The trial before it does every deed too and takes it back. Meanwhile an officer in a process
of his own does a single deed on another dossier five times a second; how long he waits is told beside, and how long
without the run. The processor's seconds are the worker's own and count, like all of it, what other work on the machine
costs it: on a machine of its own a run is faster by the clock and by these. Afterwards each dossier must have its one
event and its one trail row, and the chain must be whole.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "bulk.md"
sys.path.insert(0, str(HERE.parent / "tests"))
OFFICERS = 300  # dossiers kept for the officer who works meanwhile
AIM_SECONDS = 60
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    """Measure each database in turn, print and keep the table; or be one measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--dossiers", type=int, default=10_000)
    parser.add_argument("--databases", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--only", action="store_true")
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(measured(arguments.dossiers)))
        return
    found = {name: in_a_process(name, arguments.dossiers) for name in arguments.databases}
    text = table(found, arguments.dossiers)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def in_a_process(name: str, dossiers: int) -> dict[str, Any]:
    """One database, from a process of its own on a fresh data folder."""
    with tempfile.TemporaryDirectory() as folder, database(name) as url:
        env = {key: value for key, value in os.environ.items() if not key.startswith("MINHCHUNG_")}
        env |= {"MINHCHUNG_DATA_DIR": folder, **({"MINHCHUNG_DATABASE_URL": url} if url else {})}
        words = [sys.executable, __file__, "--only", "--dossiers", str(dossiers)]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=env)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{NAMES[name]}: {found}", file=sys.stderr)
    return found


@contextmanager
def database(name: str) -> Iterator[str]:
    """The address of a private PostgreSQL that waits for the disk; "" for SQLite."""
    if name == "sqlite":
        yield ""
        return
    import database_server

    database_server._SETTINGS |= {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    server = database_server.start()
    try:
        yield server.url
    finally:
        server.stop()


def measured(dossiers: int) -> dict[str, Any]:
    """Prepare, try, do, look."""
    from minhchung.config.cli.setup import migrate, start_django

    start_django(None)
    migrate()
    from uuid import uuid4

    from minhchung.config.work import KINDS
    from minhchung.dossiers import actions
    from minhchung.dossiers.bulk.selection import of_numbers
    from minhchung.dossiers.models import Dossier, Event
    from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk
    from minhchung.ground.trail.models import Entry
    from minhchung.ground.trail.queries import first_break
    from minhchung.ground.work import actions as work
    from minhchung.ground.work import jobs, queries
    from minhchung.organisation.models import Unit

    version, lan = an_own_desk(), an_actor()
    first = actions.receive(filing=a_filing(version), by=lan, at=datetime(2026, 4, 6, 9))
    copies(first, dossiers + OFFICERS - 1)
    numbers = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))
    alone = officer(numbers[dossiers : dossiers + 50], 0.02)()
    words = {"to_unit": Unit.objects.get(code="QLDN").pk, "to_holder": lan.user, "content": "bulk"}
    arguments = {"deed": "chuyen", "words": words, "said": []}
    task = work.Task("dossiers.bulk", "dossiers", "bulk_run", "Chuyển xử lý", arguments)

    began = time.perf_counter()
    chosen = of_numbers(numbers[:dossiers])
    run = work.begin(task=task, chosen=chosen, key=uuid4(), by=lan.user, at=datetime.now())
    frozen = time.perf_counter() - began

    began = time.perf_counter()
    jobs.work(KINDS)
    tried = time.perf_counter() - began
    work.confirm(run=run, by="lan", at=datetime.now())

    meanwhile = officer(numbers[dossiers + 50 :], 0.2)
    began, cpu = time.perf_counter(), time.process_time()
    jobs.work(KINDS)
    done, cpu = time.perf_counter() - began, time.process_time() - cpu
    waited = meanwhile()

    row = queries.run_row(run)
    events = Event.objects.filter(
        deed="hand_on", dossier__in=Dossier.objects.filter(pk__lte=numbers[dossiers - 1])
    )
    rows = Entry.objects.filter(deed="hand_on", details__contains=f'"run":{run}')
    told = (row.done, row.not_done, events.count(), rows.values("record").distinct().count(), rows.count())
    if told != (dossiers, 0, dossiers, dossiers, dossiers) or first_break() is not None:
        raise SystemExit(f"not every dossier was handed on once: {told}")
    return {"frozen": frozen, "tried": tried, "done": done, "cpu": cpu, "alone": alone, "waited": waited}


def copies(first: Any, count: int) -> None:
    """So many dossiers like a received one, each with its first event and its explanation."""
    from copy import copy

    from minhchung.dossiers.models import Dossier, Event, Explanation

    event, explanation = first.events.get(), Explanation.objects.get(pk=first.pk)
    made = [copy(first) for _n in range(count)]
    for number, each in enumerate(made, start=2):
        each.pk, each.code = None, f"NB/2026/{number:06d}"
    made = Dossier.objects.bulk_create(made, batch_size=500)
    events = [copy(event) for _n in range(count)]
    explanations = [copy(explanation) for _n in range(count)]
    for dossier, told, explained in zip(made, events, explanations, strict=True):
        told.pk, told.dossier_id, explained.pk = None, dossier.pk, dossier.pk
    Event.objects.bulk_create(events, batch_size=500)
    Explanation.objects.bulk_create(explanations, batch_size=500)


def officer(numbers: list[int], every: float) -> Any:
    """Fork somebody who hands on one dossier after another; calling what is returned ends him and gives his waits."""
    from django.db import connections

    from minhchung.dossiers import actions
    from minhchung.dossiers.tests.cast import an_actor
    from minhchung.organisation.models import Unit

    hoa, unit = an_actor("hoa"), Unit.objects.get(code="QLDN").pk
    connections.close_all()
    reading, writing = os.pipe()
    ending_reads, ending_writes = os.pipe()
    pid = os.fork()
    if not pid:
        os.set_blocking(ending_reads, False)
        waits = []
        for number in numbers:
            began = time.perf_counter()
            actions.hand_on(
                dossier=number, revision=1, to_unit=unit, by=hoa, at=datetime.now().replace(microsecond=0)
            )
            waits.append(time.perf_counter() - began)
            time.sleep(every)
            if every >= 0.1 and _told(ending_reads):
                break
        with os.fdopen(writing, "w") as out:
            json.dump(waits, out)
        os._exit(0)
    os.close(writing)

    def waits() -> dict[str, float]:
        os.write(ending_writes, b"x")
        with os.fdopen(reading) as told:
            found = sorted(json.load(told))
        os.waitpid(pid, 0)
        parts = statistics.quantiles(found, n=100, method="inclusive")
        return {"p50": parts[49], "p95": parts[94], "worst": found[-1], "deeds": len(found)}

    return waits


def _told(end: int) -> bool:
    try:
        return bool(os.read(end, 1))
    except BlockingIOError:
        return False


def table(found: dict[str, dict[str, Any]], dossiers: int) -> str:
    """The results as they are kept."""
    lines = [
        f"# Handing on {dossiers:,} dossiers in the background",
        "",
        f"Command: `.venv/bin/python benchmarks/bulk.py --dossiers {dossiers}`",
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; one run each, "
            f"priority {os.nice(0)}, load of the machine {os.getloadavg()[0]:.0f}."
        ),
        "",
        (
            "| | frozen | tried | handed on | a second | processor seconds | aim | an officer's deed meanwhile: middle "
            "| 95 of 100 within | longest | without the run: middle | 95 of 100 |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, each in found.items():
        waited, alone = each["waited"], each["alone"]
        lines.append(
            f"| {NAMES[name]} | {each['frozen']:.1f} s | {each['tried']:.1f} s | **{each['done']:.1f} s** "
            f"| {dossiers / each['done']:,.0f} | {each['cpu']:.1f} | < {AIM_SECONDS * dossiers / 10_000:.0f} s "
            f"| {waited['p50'] * 1000:.0f} ms | {waited['p95'] * 1000:.0f} ms | {waited['worst'] * 1000:.0f} ms "
            f"| {alone['p50'] * 1000:.0f} ms | {alone['p95'] * 1000:.0f} ms |"
        )
    return "\n".join([*lines, "", *__doc__.strip().splitlines()[4:], ""])


if __name__ == "__main__":
    main()
