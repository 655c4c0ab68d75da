"""The forecast of lateness on dossiers that it has not seen, beside two naive rules. Quality, not speed.

Usage, after ``make bench`` has made the environment: ``.venv/bin/python benchmarks/forecast.py [DATA_DIR]``

DATA_DIR is a data folder; without it one is made by ``minhchung demo --no-serve --dossiers N``. Its history is made
up: the numbers say that the arithmetic works and how it compares, not how well an agency's own lateness can be
foreseen. That is what ``minhchung forecast --check`` and the page "Chất lượng dự báo" are for.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
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
    text = table([each["check"] for each in found], structured())
    print(text)
    given.results.write_text(text, encoding="utf-8")


def structured(count: int = 12_000, seed: int = 5) -> dict[str, Any]:
    """The same measurement on a history where something can be foreseen: slow procedures, and one slow step."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "minhchung.config.settings"
    import django

    django.setup()
    from minhchung.dossiers.forecasts import HistoryRow, habits_on
    from minhchung.dossiers.measuring import measured

    random = Random(seed)
    rows = []
    for _number in range(count):
        procedure = random.randrange(20)
        accepted = datetime(2022, 1, 3, 9) + timedelta(days=random.randrange(1_200))
        slow_step = random.random() < 0.15
        first = random.randrange(5, 25)
        second = first + random.randrange(10, 30) * (2 if slow_step else 1)
        rest = random.lognormvariate(3.0 + procedure * 0.06, 0.35) * (1.6 if slow_step else 1)
        used = int(second + rest)
        ended = accepted + timedelta(days=max(1, used * 14 // 100))
        steps = ((1, 0), (2, first), (3, second))
        rows.append(HistoryRow(procedure, f"field {procedure % 4}", ended, accepted, used, used > 100, steps))
    rows.sort(key=lambda row: row.ended_at)
    day = date(2024, 6, 1)
    found = measured(rows, day, habits_on(datetime(2026, 1, 1)))
    assert found is not None  # there is plenty on both sides of the day
    return {"split_on": day.isoformat(), **asdict(found)}


def table(checks: list[dict[str, Any]], drawn: dict[str, Any]) -> str:
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
    for check in (*checks, drawn):
        if check is drawn:
            lines += [
                "# The same where something can be foreseen",
                "",
                (
                    "Drawn, not from the demonstration: twenty procedures from quick to slow, three steps, one of them "
                    "slow now and then. It shows that the forecast finds what is there, no more."
                ),
                "",
            ]
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
