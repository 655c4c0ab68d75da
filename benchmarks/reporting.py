"""Building the demo agency's five-year report, against its two renderers alone.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/reporting.py [DATA_DIR]``

DATA_DIR is a data folder made by ``minhchung demo --no-serve --data-dir DATA_DIR``; without it one is made. The whole
build reads the database, evaluates every figure of the register in the window and in each of its years, fills the
outline and draws Word, PDF and page. The renderers alone draw Word and PDF from the composition already made.
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
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "reporting.md"
WINDOWS = ("2016..2020", "2021..2025")
ROUNDS = 5


def main() -> None:
    """Measure each five-year report in turn, print and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("data_dir", type=Path, nargs="?")
    parser.add_argument("--only", choices=("whole", "alone"))
    parser.add_argument("--window")
    arguments = parser.parse_args()
    given = arguments.data_dir
    if arguments.only:
        print(json.dumps(timed(arguments.only, arguments.window, given)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        data_dir = given or Path(temporary)
        if given is None:
            command = [
                Path(sys.executable).parent / "minhchung",
                "demo",
                "--no-serve",
                "--data-dir",
                data_dir,
            ]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rows = [measured(label, data_dir) for label in WINDOWS]
    lines = [
        "# Building a report against its renderers alone",
        "",
        "Command: `.venv/bin/python benchmarks/reporting.py`",
        "",
        (
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; demo agency "
            f"on SQLite. Median of {ROUNDS} rounds in turn, each in a process of its own (start-up not counted), "
            "after one that is not counted."
        ),
        "",
        "| report | whole build | Word alone | PDF alone | ratio | aim |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    print("\n".join(lines))
    arguments.results.write_text("\n".join(lines), encoding="utf-8")


def measured(label: str, data_dir: Path) -> str:
    """One line of the table."""
    times: dict[str, list[float]] = {"whole": [], "docx": [], "pdf": []}
    for number in range(ROUNDS + 1):
        for name, found in in_a_process("whole", label, data_dir) | in_a_process("alone", label, data_dir):
            if number:
                times[name].append(found)
    middle = {name: statistics.median(found) for name, found in times.items()}
    ratio = statistics.median(
        whole / (docx + pdf)
        for whole, docx, pdf in zip(times["whole"], times["docx"], times["pdf"], strict=True)
    )
    return (
        f"| {label} | {middle['whole']:.2f} s | {middle['docx']:.2f} s | {middle['pdf']:.2f} s | **{ratio:.2f}x** "
        "| <= 2x |"
    )


def in_a_process(what: str, label: str, data_dir: Path) -> set[tuple[str, float]]:
    """Seconds by name, from a process of its own: Typst keeps what it has set before."""
    words = [str(data_dir), "--only", what, "--window", label]
    done = subprocess.run([sys.executable, __file__, *words], check=True, stdout=subprocess.PIPE, text=True)
    return set(json.loads(done.stdout).items())


def timed(what: str, label: str, data_dir: Path) -> dict[str, float]:
    """The whole build, or each renderer alone on the composition already made."""
    os.environ["MINHCHUNG_DATA_DIR"] = str(data_dir)
    os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"
    import django

    django.setup()
    from minhchung import lawbook
    from minhchung.reports import desk
    from minhchung.reports.docx import docx_of
    from minhchung.reports.models import Report
    from minhchung.reports.pdf import pdf_of

    report = Report.objects.filter(window=label).order_by("id").first()
    if report is None:
        raise SystemExit(f"no report over {label} in the data folder")
    at = datetime(2026, 8, 27, 8, 0)
    if what == "whole":
        return {"whole": _seconds(lambda: desk.draft_files(report, at))}
    composition = desk.draft_of(report).built.composition
    layout = lawbook.in_force("documents.nd30_layout", at.date()).value
    return {
        "docx": _seconds(lambda: docx_of(composition, layout, at, "")),
        "pdf": _seconds(lambda: pdf_of(composition, layout, at, "")),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
