"""The measurements still run: on a small agency, without looking at any clock."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demonstrated import on_sqlite

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.mark.needs("postgresql")
def test_figures_agree_with_sql_by_hand_on_every_engine(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    results = tmp_path / "figures.md"
    agency = shutil.copytree(on_sqlite(tmp_path_factory), tmp_path / "data")
    words = [str(agency), "--rounds", "1", "--results", str(results)]
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "figures.py", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    table = results.read_text(encoding="utf-8")
    # Sixty, and five of the own desk: three that the changed calendar touches, two that tell its stories.
    assert "(65 dossiers" in table
    for engine in ("SQLite", "PostgreSQL", "DuckDB"):
        assert f"| {engine} |" in table


def test_every_measurement_is_listed_and_kept() -> None:
    readme = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    names = sorted(path.stem for path in BENCHMARKS.glob("*.py"))
    assert names
    for name in names:
        assert f"`{name}.py`" in readme, name
        assert (BENCHMARKS / "results" / f"{name}.md").is_file(), name
        compile((BENCHMARKS / f"{name}.py").read_text(encoding="utf-8"), name, "exec")
