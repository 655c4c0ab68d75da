"""A small agency of the demonstration on each database, made once for all workers of a run; everybody takes a copy."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

import database_server
from robustness.commands import environment, run

#: So many dossiers of ten years, and the stories of the desk beside them.
DOSSIERS = "60"
_DATABASE = "agency"


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run see."""
    base = factory.getbasetemp()
    home = (base.parent if base.name.startswith("popen-") else base) / "shared"
    home.mkdir(exist_ok=True)
    return home


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker makes and the others wait for."""
    home = shared_folder(factory)
    folder, finished = home / name, home / f"{name}.finished"
    with alone(home / f"{name}.lock"):
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            finished.touch()
    return folder


def on_sqlite(factory: pytest.TempPathFactory) -> Path:
    """The data folder of a small agency. Copy it, do not change it."""
    return once(factory, "agency", lambda folder: _demonstrate(folder, environment()))


@dataclass(frozen=True)
class OnPostgreSQL:
    """A copy of the agency whose records are in a server of its own."""

    folder: Path
    env: dict[str, str]
    server: database_server.Server


@contextmanager
def on_postgresql(factory: pytest.TempPathFactory, folder: Path, **settings: str) -> Iterator[OnPostgreSQL]:
    """The small agency with a server of its own until the end; ``folder`` is where its data folder is to be."""

    def make(home: Path) -> None:
        server = database_server.start()
        try:
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {_DATABASE}")
            (home / "data").mkdir()
            _demonstrate(home / "data", _pointing_to(server))
            server.keep(home / "server")
        finally:
            server.stop()

    kept = once(factory, "agency-on-postgresql", make)
    shutil.copytree(kept / "data", folder)
    server = database_server.start(kept=kept / "server", **settings)
    try:
        yield OnPostgreSQL(folder, _pointing_to(server), server)
    finally:
        server.stop()


def _pointing_to(server: database_server.Server) -> dict[str, str]:
    return environment(MINHCHUNG_DATABASE_URL=server.url.rpartition("/")[0] + f"/{_DATABASE}")


def _demonstrate(folder: Path, env: dict[str, str]) -> None:
    done = run("demo", "--no-serve", "--dossiers", DOSSIERS, folder=folder, env=env)
    if done.code:
        # A reason longer than a line stands where pytest shows it.
        raise subprocess.SubprocessError(done.told)
