"""The life of a dossier, received and six deeds more, each committed with its history, against SpiffWorkflow.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/deeds.py [--dossiers N]``

Both run the same seven steps: receive, four steps of the internal process, finish, give back. After each step what
has come about is committed to SQLite (WAL, ``synchronous=FULL``) and a row of history is written with it. SpiffWorkflow
runs a BPMN model of seven manual tasks with the serializer of its documentation; once as between two web requests (the
state is read, restored, moved on, serialized, written), once kept in memory and only written. It keeps a JSON state and
a line of history; it knows no rights, no revision, no clock, no notice, no hash chain. Ours does all of that in each
deed; the second line commits ten dossiers at once, as work over many dossiers does. Rounds of all contenders alternate,
each in a process of its own (start-up not counted). Where other work shares the machine, the processor's time compares
better than the clock's: a commit that is waited for costs both of them the same.

The aim is not reached, and with an ORM, one transaction a deed and one hash chain for all it cannot be: a step of
SpiffWorkflow is one statement that reads and two that write; a deed sends ten to eighteen, for what SpiffWorkflow does
not know. Reached so far by asking less: what seldom changes (agency, calendar, procedure, process, texts) is kept in
the process under tokens that the database draws anew with every change, one question for all of it; nothing is asked
twice; the questions of every deed are put together once (``ground/prepared.py``), and single rows are written without
building SQL value by value. What is left is the dossier with its last event, step, waits and marks, which must be read
as they are now, the rows written, and the commit that is waited for. The last line is the bound for whatever keeps a
deed when it answers: one row written and a line of history, committed, with nothing asked, reckoned or checked.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "deeds.md"
CONTENDERS = {
    "ours": "Minh Chứng, each deed committed",
    "ours-ten": "Minh Chứng, ten dossiers a commit",
    "peer": "SpiffWorkflow, state read and written for each step",
    "peer-kept": "SpiffWorkflow, kept in memory, state written for each step",
    "bare": "Two rows written and committed, nothing else",
}
STEPS = ("receive", "step1", "step2", "step3", "step4", "finish", "give_back")
ROUNDS = 3
AIM = 20


def main() -> None:
    """Run all contenders in turn, print and keep the table; or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--dossiers", type=int, default=200)
    parser.add_argument("--contender", choices=CONTENDERS)
    arguments = parser.parse_args()
    if arguments.contender:
        print(json.dumps(contend(arguments.contender, arguments.dossiers)))
        return
    found: dict[str, dict[str, float]] = {name: {"seconds": 0, "cpu": 0, "state": 0} for name in CONTENDERS}
    for _round in range(ROUNDS):
        for name in CONTENDERS:
            for what, value in in_a_process(name, arguments.dossiers).items():
                found[name][what] = value if what == "state" else found[name][what] + value
    text = table(found, arguments.dossiers * ROUNDS * len(STEPS), arguments.dossiers)
    print(text)
    arguments.results.write_text(text, encoding="utf-8")


def in_a_process(name: str, dossiers: int) -> dict[str, float]:
    """One contender on a fresh data folder."""
    with tempfile.TemporaryDirectory() as folder:
        env = {key: value for key, value in os.environ.items() if not key.startswith("MINHCHUNG_")}
        words = [sys.executable, __file__, "--contender", name, "--dossiers", str(dossiers)]
        done = subprocess.run(
            words, check=True, stdout=subprocess.PIPE, text=True, env={**env, "MINHCHUNG_DATA_DIR": folder}
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(f"{CONTENDERS[name]}: {found}", file=sys.stderr)
    return found


def contend(name: str, dossiers: int) -> dict[str, float]:
    """Seconds by the clock and on the processor for all dossiers, and the bytes that one of them keeps."""
    live = {"ours": ours, "ours-ten": ours_ten, "peer": peer, "peer-kept": peer_kept, "bare": bare}[name]()
    live(1)  # what is loaded and kept once does not count
    began, cpu = time.perf_counter(), time.process_time()
    state = live(dossiers)
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu, "state": state}


def ours() -> Callable[[int], int]:
    """A desk with a process of five steps."""
    from minhchung.config.cli.setup import migrate, start_django

    start_django(None)
    migrate()
    from minhchung.dossiers import actions
    from minhchung.dossiers.models import Dossier
    from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk
    from minhchung.ground.trail.models import Entry
    from minhchung.organisation.models import Unit
    from minhchung.procedures.models import Process, ProcessStep

    version, by = an_own_desk(), an_actor()
    process = Process.objects.create(version=version, since=date(2026, 1, 1))
    for number in range(1, 6):
        ProcessStep.objects.create(
            process=process, number=number, name=f"Bước {number}", unit_name="QLDN", minutes=240
        )
    units = [Unit.objects.get(code=code).pk for code in ("QLDN", "MC")]
    filing = a_filing(version, applicant_email="a@example.org")

    def live(dossiers: int) -> int:
        for _number in range(dossiers):
            at = datetime(2026, 4, 6, 9)
            found = actions.receive(filing=filing, by=by, at=at).pk
            for step in range(2, 6):
                actions.hand_on(
                    dossier=found,
                    revision=step - 1,
                    to_unit=units[step % 2],
                    step=step,
                    by=by,
                    at=at + timedelta(hours=step),
                )
            actions.finish(dossier=found, revision=5, result="QĐ 5", by=by, at=at + timedelta(hours=8))
            actions.give_back(dossier=found, revision=6, by=by, at=at + timedelta(hours=9))
        last = Dossier.objects.latest("pk")
        if (last.revision, Entry.objects.filter(matter="dossier", record=last.pk).count()) != (7, 7):
            raise SystemExit("not every deed left its row")
        return len(
            json.dumps(
                {each.name: str(getattr(last, each.attname)) for each in Dossier._meta.concrete_fields}
            )
        )

    return live


def ours_ten() -> Callable[[int], int]:
    """The same, ten dossiers a transaction."""
    live = ours()
    from django.db import transaction

    def in_tens(dossiers: int) -> int:
        state = 0
        for start in range(0, dossiers, 10):
            with transaction.atomic():
                state = live(min(10, dossiers - start))
        return state

    return in_tens


def peer() -> Callable[[int], int]:
    """SpiffWorkflow between two requests."""
    return _spiff(kept=False)


def peer_kept() -> Callable[[int], int]:
    """SpiffWorkflow in one long process."""
    return _spiff(kept=True)


def _spiff(*, kept: bool) -> Callable[[int], int]:
    from lxml import etree
    from SpiffWorkflow import TaskState
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(_model().encode()))
    spec, serializer = parser.get_spec("dossier"), BpmnWorkflowSerializer()
    database = _two_tables()

    def engine(workflow: Any) -> None:
        task = workflow.get_next_task(state=TaskState.READY, manual=False)
        while task is not None:
            task.run()
            task = workflow.get_next_task(state=TaskState.READY, manual=False)

    def stepped(workflow: Any, number: int | None, step: str) -> int:
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        if task.task_spec.bpmn_id != step:
            raise SystemExit(f"{task.task_spec.bpmn_id} where {step} was to come")
        task.data.update(by="lan", at="2026-04-06 09:00:00")
        task.run()
        engine(workflow)
        state = serializer.serialize_json(workflow)
        database.execute("BEGIN IMMEDIATE")
        if number is None:
            number = database.execute("INSERT INTO workflow (state) VALUES (?)", [state]).lastrowid
        else:
            database.execute("UPDATE workflow SET state = ? WHERE id = ?", [state, number])
        line = [number, step, "lan", "2026-04-06 09:00:00"]
        database.execute("INSERT INTO history (workflow, step, by, at) VALUES (?, ?, ?, ?)", line)
        database.execute("COMMIT")
        return int(number)

    def live(dossiers: int) -> int:
        state = ""
        for _dossier in range(dossiers):
            workflow, number = BpmnWorkflow(spec), None
            engine(workflow)
            for step in STEPS:
                if number is not None and not kept:
                    (state,) = database.execute(
                        "SELECT state FROM workflow WHERE id = ?", [number]
                    ).fetchone()
                    workflow = serializer.deserialize_json(state)
                number = stepped(workflow, number, step)
            if not workflow.completed:
                raise SystemExit("the workflow did not come to its end")
            (state,) = database.execute("SELECT state FROM workflow WHERE id = ?", [number]).fetchone()
        return len(state)

    return live


def bare() -> Callable[[int], int]:
    """What the disk and the database take for themselves."""
    database = _two_tables()

    def live(dossiers: int) -> int:
        state = "x" * 1_400
        for _dossier in range(dossiers):
            number = None
            for step in STEPS:
                database.execute("BEGIN IMMEDIATE")
                if number is None:
                    number = database.execute("INSERT INTO workflow (state) VALUES (?)", [state]).lastrowid
                else:
                    database.execute("UPDATE workflow SET state = ? WHERE id = ?", [state, number])
                line = [number, step, "lan", "2026-04-06 09:00:00"]
                database.execute("INSERT INTO history (workflow, step, by, at) VALUES (?, ?, ?, ?)", line)
                database.execute("COMMIT")
        return len(state)

    return live


def _two_tables() -> Any:
    """A database that keeps what was committed, with a table of states and one of history."""
    import pysqlite3

    database = pysqlite3.connect(
        Path(os.environ["MINHCHUNG_DATA_DIR"]) / "spiff.sqlite3", isolation_level=None
    )
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "mmap_size=0"):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE workflow (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
    database.execute(
        "CREATE TABLE history (id INTEGER PRIMARY KEY, workflow INTEGER REFERENCES workflow, step TEXT, by TEXT, "
        "at TEXT)"
    )
    return database


def _model() -> str:
    """Seven manual tasks in a row, as BPMN 2.0."""
    nodes = ["start", *STEPS, "end"]
    tasks = "".join(
        f'<manualTask id="{step}" name="{step}"><incoming>f{number}</incoming><outgoing>f{number + 1}</outgoing>'
        "</manualTask>"
        for number, step in enumerate(STEPS)
    )
    flows = "".join(
        f'<sequenceFlow id="f{number}" sourceRef="{nodes[number]}" targetRef="{nodes[number + 1]}"/>'
        for number in range(len(nodes) - 1)
    )
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="benchmark">'
        '<process id="dossier" isExecutable="true"><startEvent id="start"><outgoing>f0</outgoing></startEvent>'
        f'{tasks}<endEvent id="end"><incoming>f{len(STEPS)}</incoming></endEvent>{flows}</process></definitions>'
    )


def table(found: dict[str, dict[str, float]], deeds: int, dossiers: int) -> str:
    """The results as they are kept."""
    peer_seconds, peer_cpu = found["peer"]["seconds"], found["peer"]["cpu"]
    lines = [
        "# The life of a dossier against SpiffWorkflow",
        "",
        f"Command: `.venv/bin/python benchmarks/deeds.py --dossiers {dossiers}`",
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; SQLite, "
            f"{ROUNDS} rounds of {dossiers} dossiers. Aim: {AIM} times SpiffWorkflow."
        ),
        "",
        (
            "| | deeds a second | times SpiffWorkflow | processor, ms a deed | times SpiffWorkflow "
            "| state of a dossier, bytes |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for name, each in found.items():
        lines.append(
            f"| {CONTENDERS[name]} | {deeds / each['seconds']:,.0f} | {peer_seconds / each['seconds']:.2f}x "
            f"| {each['cpu'] / deeds * 1000:.2f} | {peer_cpu / each['cpu']:.2f}x | {each['state']:,.0f} |"
        )
    return "\n".join([*lines, "", *__doc__.strip().splitlines()[4:], ""])


if __name__ == "__main__":
    main()
