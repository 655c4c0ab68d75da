"""Data folders that the tests copy and maltreat: made once for all workers of a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from demonstrated import on_sqlite, once
from robustness.commands import run

#: Makes a worksheet of 1,102 lively dossiers: two chunks of an import.
DOSSIERS = 1_900


@pytest.fixture(scope="session")
def worksheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worksheets of a made-up agency."""

    def make(folder: Path) -> None:
        from minhchung.config.demo.worksheets import write_all  # needs applications that are ready

        write_all(folder, seed=5, count=DOSSIERS)

    return once(tmp_path_factory, "worksheets", make)


@pytest.fixture(scope="session")
def dossiers(worksheets: Path) -> Path:
    """A worksheet of 1,102 dossiers."""
    return worksheets / "dossiers-2021-2026.xlsx"


@pytest.fixture(scope="session")
def land(tmp_path_factory: pytest.TempPathFactory, worksheets: Path) -> Path:
    """A data folder with units and procedures: ready for dossiers. Copy it, do not change it."""

    def make(folder: Path) -> None:
        for kind in ("units", "procedures"):
            done = run("import", kind, worksheets / f"{kind}.xlsx", folder=folder)
            assert done.code == 0, done.told

    return once(tmp_path_factory, "land", make)


@pytest.fixture(scope="session")
def drawn_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a whole agency and a draft report over 2020, number 3. Copy it, do not change it."""

    def make(folder: Path) -> None:
        shutil.copytree(on_sqlite(tmp_path_factory), folder, dirs_exist_ok=True)
        done = run("report", "build", "--window", "2020", "--out", folder / "drafts", "--json", folder=folder)
        assert done.code == 0 and done.json["report"] == 3, done.told

    return once(tmp_path_factory, "drawn_up", make)


@pytest.fixture
def empty_land(land: Path, tmp_path: Path) -> Path:
    """A copy of a data folder with units and procedures."""
    return Path(shutil.copytree(land, tmp_path / "data"))
