"""All figures of dossiers over the five-year window and its years, against the same aggregates written by hand in SQL.

Usage: python benchmarks/figures.py DATA_DIR [--rounds N]

DATA_DIR is a data folder made by ``minhchung demo --no-serve --dossiers N --data-dir DATA_DIR``. Ours and the
hand-written SQL run in turn on the same SQLite database; answers are compared before anything is measured. The
whole process's peak memory is printed too.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "figures.md"
WINDOW = "2016..2020"
BY_HAND = """
COUNT(*) FILTER (WHERE accepted_at >= :since AND accepted_at < :until),
       COUNT(*) FILTER (WHERE accepted_at >= :since AND accepted_at < :until AND channel = 'online'),
       COUNT(*) FILTER (WHERE accepted_at >= :since AND accepted_at < :until AND channel = 'post'),
       COUNT(*) FILTER (WHERE accepted_at >= :since AND accepted_at < :until AND channel = 'direct'),
       COUNT(*) FILTER (WHERE accepted_at < :since AND (ended_at IS NULL OR ended_at >= :since)),
       COUNT(*) FILTER (WHERE accepted_at < :until AND (ended_at IS NULL OR ended_at >= :since)),
       COUNT(*) FILTER (WHERE accepted_at IS NOT NULL AND ended_at >= :since AND ended_at < :until),
       COUNT(*) FILTER (WHERE accepted_at IS NOT NULL AND ended_at >= :since AND ended_at < :until
                        AND verdict = 'early'),
       COUNT(*) FILTER (WHERE accepted_at IS NOT NULL AND ended_at >= :since AND ended_at < :until
                        AND verdict = 'on_time'),
       COUNT(*) FILTER (WHERE accepted_at IS NOT NULL AND ended_at >= :since AND ended_at < :until
                        AND verdict = 'overdue'),
       COUNT(*) FILTER (WHERE accepted_at < :until AND (ended_at IS NULL OR ended_at >= :until)),
       COUNT(*) FILTER (WHERE accepted_at < :until AND (ended_at IS NULL OR ended_at >= :until)
                        AND (kept_until_at IS NULL OR kept_until_at > :until)),
       COUNT(*) FILTER (WHERE accepted_at < :until AND (ended_at IS NULL OR ended_at >= :until)
                        AND kept_until_at <= :until)
"""
KEYS = (
    "dossiers.received",
    "dossiers.received_online",
    "dossiers.received_post",
    "dossiers.received_direct",
    "dossiers.carried_in",
    "dossiers.to_process",
    "dossiers.solved",
    "dossiers.early",
    "dossiers.on_time",
    "dossiers.overdue",
    "dossiers.in_progress",
    "dossiers.in_progress_in_time",
    "dossiers.in_progress_overdue",
)


def main() -> None:
    """Compare, measure in turn, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    os.environ["MINHCHUNG_DATA_DIR"] = str(arguments.data_dir)
    os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"
    import django

    django.setup()
    from django.db import connection

    from minhchung.figures.answers import evaluate
    from minhchung.figures.engines import DjangoEngine
    from minhchung.figures.periods import regime, window_named
    from minhchung.figures.register import REGISTER
    from minhchung.rules.windows import years_of

    window = window_named(WINDOW)
    windows = [window, *years_of(window, regime())]
    figures = [REGISTER[key] for key in KEYS]
    engine = DjangoEngine(connection)

    def ours() -> dict[Any, int]:
        return {key: found.value or 0 for key, found in evaluate(figures, windows, engine).items()}

    def by_hand() -> dict[Any, int]:
        columns = ",".join(
            BY_HAND.replace(":since", f"'{each.since:%Y-%m-%d %H:%M:%S}'").replace(
                ":until", f"'{each.until:%Y-%m-%d %H:%M:%S}'"
            )
            for each in windows
        )
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM dossiers_dossier")
            row = iter(cursor.fetchone())
        return {(key, each.label): next(row) for each in windows for key in KEYS}

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM dossiers_dossier")
        (count,) = cursor.fetchone()
    if ours() != by_hand():
        raise SystemExit("the two do not agree")
    times: dict[str, list[float]] = {"ours": [], "by hand": []}
    for _ in range(arguments.rounds):
        for name, run in (("ours", ours), ("by hand", by_hand)):
            times[name].append(_seconds(run))
    ratio = statistics.median(
        left / right for left, right in zip(times["ours"], times["by hand"], strict=True)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [
        "# Figures against SQL written by hand",
        "",
        (
            f"Command: `python benchmarks/figures.py DATA_DIR` ({count} dossiers, SQLite, {len(KEYS)} figures x "
            f"{len(windows)} windows)"
        ),
        "",
        (
            f"Machine: {platform.machine()} {os.cpu_count()} cores, Python {platform.python_version()}. Median of "
            f"{arguments.rounds} rounds in turn."
        ),
        "",
        "| | seconds |",
        "|---|---|",
        *(f"| {name} | {statistics.median(found):.3f} |" for name, found in times.items()),
        "",
        (
            f"Ratio ours / by hand: **{ratio:.2f}** (aim: under 2). Peak memory of the whole process: {peak} MiB "
            "(aim: under 1024)."
        ),
        "",
    ]
    print("\n".join(lines))
    RESULTS.write_text("\n".join(lines), encoding="utf-8")


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
