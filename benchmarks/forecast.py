"""The forecast of lateness on dossiers that it has not seen, beside two naive rules. Quality, not speed.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/forecast.py [DATA_DIR]``

DATA_DIR is a data folder; without it one is made by ``minhchung demo --no-serve --dossiers N``. Its history is made
up: the numbers say that the arithmetic works and how it compares, not how well an agency's own lateness can be
foreseen. That is what ``minhchung forecast --check`` and the page "Chất lượng dự báo" are for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "forecast.md"
NAMES = {
    "ours": "forecast",
    "base_rate": "late share of the procedure",
    "nearly_used": "late when over 80 % is used",
}


def main() -> None:
    """Measure at each day of split, print and keep the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("data_dir", type=Path, nargs="?")
    parser.add_argument("--dossiers", type=int, default=19_000)
    parser.add_argument("--since", nargs="*", default=["2024-01-01", "2025-01-01"])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.data_dir or Path(temporary) / "data"
        if given.data_dir is None:
            _minhchung("demo", "--no-serve", "--dossiers", str(given.dossiers), "--data-dir", str(folder))
        found = [
            json.loads(_minhchung("forecast", "--check", "--since", day, "--json", "--data-dir", str(folder)))
            for day in given.since
        ]
    text = table([each["check"] for each in found])
    print(text)
    given.results.write_text(text, encoding="utf-8")


def table(checks: list[dict[str, Any]]) -> str:
    """The results as Markdown."""
    lines = [
        "# The forecast of lateness on dossiers that it has not seen",
        "",
        "Command: `.venv/bin/python benchmarks/forecast.py`",
        "",
        (
            "The history is the demonstration's: **made up**, with lateness drawn almost by chance, so that little can "
            "be foreseen before a limit is nearly used. Each dossier of the trial is asked about at 0, 25, 50, 75 and "
            "90 % of its limit, while it was running. Brier: smaller is better. ROC-AUC: 0.5 tells nothing."
        ),
        "",
    ]
    for check in checks:
        lines += [
            (
                f"## Learned before {check['split_on']} ({check['learned']:,} dossiers), tried on {check['tried']:,} "
                f"accepted later, {check['tried_late']:,} of them late"
            ),
            "",
            "| rule | questions | Brier | ROC-AUC |",
            "|---|---|---|---|",
            *(
                f"| {words} | {check[name]['cases']:,} | {check[name]['brier']:.5f} | {_auc(check[name]['auc'])} |"
                for name, words in NAMES.items()
            ),
            "",
            "| forecast between | questions | mean forecast | really late |",
            "|---|---|---|---|",
            *(
                f"| {each['low']:.0%} - {each['high']:.0%} | {each['cases']:,} | {each['mean']:.1%} | "
                f"{each['true'] / each['cases']:.1%} ({each['true']:,}) |"
                for each in check["ours"]["bins"]
            ),
            "",
        ]
    return "\n".join(lines)


def _auc(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _minhchung(*words: str) -> str:
    command = [str(Path(sys.executable).parent / "minhchung"), *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
