"""All figures of dossiers over the five-year window and its years, against the same aggregates written by hand in SQL.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/figures.py [DATA_DIR] [--rounds N]``

DATA_DIR is a data folder made by ``minhchung demo --no-serve --dossiers N --data-dir DATA_DIR``; without it
one with 1,000,000 dossiers is made, which takes a quarter of an hour or more. Ours and the hand-written SQL
run in turn on each engine: SQLite as it is, PostgreSQL with the same rows on a private server (where one is
installed), and DuckDB over the Parquet files of ``minhchung export facts``. Each engine has a process of its
own, whose peak memory is given. The answers are compared before anything is measured; the hand-written
statement reads the table once for all windows.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "results" / "figures.md"
WINDOW = "2016..2020"
MILLION = 1_000_000

RECEIVED = "accepted_at >= :since AND accepted_at < :until"
TO_PROCESS = "accepted_at < :until AND (ended_at IS NULL OR ended_at >= :since)"
SOLVED = "accepted_at IS NOT NULL AND ended_at >= :since AND ended_at < :until"
IN_HAND = "accepted_at < :until AND (ended_at IS NULL OR ended_at >= :until)"
DUE = "due_at >= :since AND due_at < :until"
KEPT = "verdict IN ('early', 'on_time')"
BY_HAND: dict[str, str | tuple[str, str]] = {
    "dossiers.received": RECEIVED,
    "dossiers.received_online": f"{RECEIVED} AND channel = 'online'",
    "dossiers.online_rate": (f"{RECEIVED} AND channel = 'online'", RECEIVED),
    "dossiers.received_online_full": (
        f"{RECEIVED} AND channel = 'online' AND online_level IN ('full', 'level-4')"
    ),
    "dossiers.received_online_partial": (
        f"{RECEIVED} AND channel = 'online' AND online_level NOT IN ('full', 'level-4')"
    ),
    "dossiers.received_post": f"{RECEIVED} AND channel = 'post'",
    "dossiers.received_direct": f"{RECEIVED} AND channel = 'direct'",
    "dossiers.carried_in": "accepted_at < :since AND (ended_at IS NULL OR ended_at >= :since)",
    "dossiers.to_process": TO_PROCESS,
    "dossiers.solved": SOLVED,
    "dossiers.early": f"{SOLVED} AND verdict = 'early'",
    "dossiers.on_time": f"{SOLVED} AND verdict = 'on_time'",
    "dossiers.overdue": f"{SOLVED} AND verdict = 'overdue'",
    "dossiers.in_progress": IN_HAND,
    "dossiers.in_progress_in_time": f"{IN_HAND} AND (kept_until_at IS NULL OR kept_until_at > :until)",
    "dossiers.in_progress_overdue": f"{IN_HAND} AND kept_until_at <= :until",
    "dossiers.kept_promise": (f"{SOLVED} AND {KEPT}", SOLVED),
    "dossiers.kept_promise_of_due": (f"{DUE} AND {KEPT}", DUE),
    "dossiers.kept_promise_of_to_process": (f"{TO_PROCESS} AND ended_at < :until AND {KEPT}", TO_PROCESS),
    "dossiers.kept_promise_of_received": (f"{RECEIVED} AND ended_at < :until AND {KEPT}", RECEIVED),
    "dossiers.kept_promise_portal": (f"{SOLVED} AND portal_verdict IN ('early', 'on_time')", SOLVED),
    "dossiers.extended": f"{SOLVED} AND extended_at IS NOT NULL",
    "dossiers.supplemented": f"{SOLVED} AND supplements > 0",
}


def main() -> None:
    """Run each engine in a process of its own, print and keep the table; or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("data_dir", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dossiers", type=int, default=MILLION)
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "duckdb"))
    given = parser.parse_args()
    if given.engine:
        print(json.dumps(measured(given.engine, given.data_dir, given.rounds)))
        return
    for name in [name for name in os.environ if name.startswith("MINHCHUNG_")]:
        del os.environ[name]  # nothing but what is named here
    with tempfile.TemporaryDirectory() as temporary:
        data_dir = given.data_dir or _made(Path(temporary) / "data", given.dossiers)
        facts = Path(temporary) / "facts"
        _minhchung("export", "facts", facts, "--data-dir", data_dir)
        found = {"SQLite": _engine("sqlite", data_dir, given.rounds)}
        with postgresql(data_dir, Path(temporary)) as url:
            if url:
                found["PostgreSQL"] = _engine(
                    "postgresql", data_dir, given.rounds, MINHCHUNG_DATABASE_URL=url
                )
        found["DuckDB"] = _engine("duckdb", facts, given.rounds)
    text = _table(found, given.rounds)
    print(text)
    given.results.write_text(text, encoding="utf-8")


def measured(name: str, folder: Path, rounds: int) -> dict[str, Any]:
    """Seconds of ours and of the hand-written statement on one engine, in turn; the answers agree."""
    os.environ["MINHCHUNG_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"
    import django

    django.setup()
    from django.db import connection

    from minhchung.dossiers.facts import DossierFacts
    from minhchung.figures.answers import evaluate
    from minhchung.figures.engines import DjangoEngine, DuckEngine
    from minhchung.figures.periods import regime, window_named
    from minhchung.figures.register import REGISTER
    from minhchung.rules.windows import years_of

    window = window_named(WINDOW)
    windows = [window, *years_of(window, regime())]
    # The marks for review (dossiers.review_...) have no counterpart by hand; tests hold them equal on every engine.
    figures = [
        figure
        for figure in REGISTER
        if figure.facts is DossierFacts
        and not figure.key.startswith(("dossiers.review_", "dossiers.kept_to_review"))
    ]
    if {figure.key for figure in figures} != set(BY_HAND):
        raise SystemExit(f"not the same figures: { {each.key for each in figures} ^ set(BY_HAND) }")
    engine: Any = DuckEngine(folder, [DossierFacts]) if name == "duckdb" else DjangoEngine(connection)
    table = DossierFacts.view_name() if name == "duckdb" else "dossiers_dossier"
    pieces = []
    for each in windows:
        on = each.on(figures[0].clock)
        for conditions in BY_HAND.values():
            for condition in conditions if isinstance(conditions, tuple) else (conditions,):
                said = condition.replace(":since", _moment(on.since)).replace(":until", _moment(on.until))
                pieces.append(f"COUNT(*) FILTER (WHERE {said})")
    statement = f"SELECT {', '.join(pieces)} FROM {table}"

    def ours() -> list[int]:
        found = evaluate(figures, windows, engine)
        cells = [found[key, each.label] for each in windows for key in BY_HAND]
        numbers = [(cell.part, cell.whole) if cell.kind == "share" else (cell.value,) for cell in cells]
        return [number or 0 for each in numbers for number in each]

    def run_once(sql: str) -> list[int]:
        if name == "duckdb":
            return list(engine.connection.execute(sql).fetchone())
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchone())

    def by_hand() -> list[int]:
        return run_once(statement)

    if ours() != by_hand():
        raise SystemExit(f"{name}: the two do not agree")
    times: dict[str, list[float]] = {"ours": [], "by hand": []}
    for _ in range(rounds):
        for who, run in (("ours", ours), ("by hand", by_hand)):
            times[who].append(_seconds(run))
    ratios = [left / right for left, right in zip(times["ours"], times["by hand"], strict=True)]
    return {
        "ours": statistics.median(times["ours"]),
        "by hand": statistics.median(times["by hand"]),
        "ratio": statistics.median(ratios),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "dossiers": sum(run_once(f"SELECT COUNT(*) FROM {table}")),
        "cells": len(BY_HAND) * len(windows),
    }


@contextmanager
def postgresql(data_dir: Path, home: Path) -> Iterator[str]:
    """Address of a private server with the dossiers of a data folder; "" where PostgreSQL is not installed."""
    sys.path.insert(0, str(ROOT / "tests"))
    import database_server

    if database_server.find_programs() is None:
        yield ""
        return
    server = database_server.start()
    try:
        tables = "from minhchung.config.cli.setup import migrate, start_django; start_django(None); migrate()"
        command = [sys.executable, "-c", tables]
        settings = {"MINHCHUNG_DATABASE_URL": server.url, "MINHCHUNG_DATA_DIR": str(home / "empty")}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **settings})
        _copy(data_dir / "minhchung.sqlite3", server.url)
        yield server.url
    finally:
        server.stop()


def _copy(source: Path, url: str) -> None:
    """Copy the table of dossiers; what it refers to is not needed here."""
    import psycopg

    old = sqlite3.connect(source)
    rows = old.execute("SELECT * FROM dossiers_dossier")
    columns = ", ".join(f'"{column[0]}"' for column in rows.description)
    with psycopg.connect(url) as new, new.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # foreign keys are not checked
        with cursor.copy(f"COPY dossiers_dossier ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        new.commit()
        new.autocommit = True
        new.execute("VACUUM ANALYZE dossiers_dossier")
    old.close()


def _made(folder: Path, dossiers: int) -> Path:
    _minhchung("demo", "--no-serve", "--dossiers", str(dossiers), "--data-dir", folder)
    return folder


def _minhchung(*words: str | Path) -> None:
    command = [Path(sys.executable).parent / "minhchung", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _engine(name: str, folder: Path, rounds: int, **environment: str) -> dict[str, Any]:
    words = [str(folder), "--engine", name, "--rounds", str(rounds)]
    command = [sys.executable, __file__, *words]
    env = {**os.environ, **environment}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env)
    found: dict[str, Any] = json.loads(done.stdout)
    print(f"{name}: {found}", file=sys.stderr)
    return found


def _moment(moment: Any) -> str:
    return f"'{moment:%Y-%m-%d %H:%M:%S}'"


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _table(found: dict[str, dict[str, Any]], rounds: int) -> str:
    first = next(iter(found.values()))
    lines = [
        "# Figures against SQL written by hand",
        "",
        (
            f"Command: `.venv/bin/python benchmarks/figures.py` ({first['dossiers']:,} dossiers, "
            f"{len(BY_HAND)} figures x {first['cells'] // len(BY_HAND)} windows = {first['cells']} cells)"
        ),
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}. Median of "
            f"{rounds} rounds in turn."
        ),
        "",
        "| engine | ours, seconds | by hand, seconds | ratio (aim: under 2) | peak MiB (aim: under 1,024) |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {each['ours']:.2f} | {each['by hand']:.2f} | **{each['ratio']:.2f}x** | {each['peak']} |"
            for name, each in found.items()
        ),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
