"""kill -9 of the connector that takes in the province's files: each dossier is there once, each file is put away once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from minhchung.ground.files.queries import damaged
from minhchung.ground.intake.models import ImportRun, RunState
from minhchung.ground.mirror.actions.dropping import CLAIMED, DONE, FAILED
from minhchung.ground.mirror.models import Connector, Outcome, Round
from minhchung.ground.trail.queries import first_break
from robustness.commands import opened, run
from robustness.syscalls import Call, calls_of, chosen, killed_at
from robustness.test_killed import Traced, dossiers_known, was_killed

pytestmark = pytest.mark.needs("strace")
FILE = "ho-so-cua-tinh.xlsx"
YESTERDAY = 86_400  # seconds


def with_a_file(folder: Path, worksheets: Path) -> Path:
    """The data folder with a file of the province that nobody touches any more."""
    drop = folder / "tha-tep"
    drop.mkdir(exist_ok=True)
    shutil.copy(worksheets / "dossiers-2021-2026-ban-dau.xlsx", drop / FILE)
    long_ago = (drop / FILE).stat().st_mtime - YESTERDAY
    os.utime(drop / FILE, (long_ago, long_ago))
    return folder


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory, land: Path, worksheets: Path) -> Traced:
    """A round that nothing disturbed."""
    home = tmp_path_factory.mktemp("taken-in")
    # Modules that are compiled for the first time are renamed too, and would be counted among the calls.
    first = run("mirror", folder=with_a_file(Path(shutil.copytree(land, home / "first")), worksheets))
    assert first.code == 0, first.told
    folder = with_a_file(Path(shutil.copytree(land, home / "data")), worksheets)
    calls, done = calls_of("mirror", folder=folder, log=home / "log")
    assert done.code == 0, done.told
    return Traced(calls, folder)


PLACES = [
    pytest.param("pwrite64", "wal", 0.5, id="while rows are written"),
    pytest.param("fsync", "wal", 1.0, id="as the last commit is made lasting"),
    pytest.param("rename", "other", 1.0, id="before the file is put away"),
]


@pytest.mark.parametrize(("name", "file", "share"), PLACES)
def test_what_a_killed_round_left_is_taken_up_again(
    taken_in: Traced,
    empty_land: Path,
    worksheets: Path,
    django_db_blocker: Any,
    name: str,
    file: str,
    share: float,
) -> None:
    call = chosen(taken_in.calls, name, file, share)
    assert call is not None, f"a round makes no {name} on {file}"
    folder = with_a_file(empty_land, worksheets)
    assert was_killed(killed_at(call, "mirror", folder=folder)), call
    with opened(folder, django_db_blocker):
        assert first_break() is None and not list(damaged())
        Connector.objects.update(lease_until_at=None)  # the dead worker's lease has run out
    again = run("mirror", folder=folder)
    assert again.code == 0, again.told
    with opened(taken_in.folder, django_db_blocker):
        expected = dossiers_known()
    with opened(folder, django_db_blocker):
        assert dossiers_known() == expected and expected["dossiers"]
        assert first_break() is None and not list(damaged())
        assert not ImportRun.objects.exclude(state=RunState.DONE).exists()
        assert not Round.objects.filter(outcome=Outcome.FAILED).exists()
    assert_put_away(folder / "tha-tep", call)


def assert_put_away(drop: Path, call: Call) -> None:
    """The file lies among those that are done, once, with an answer; nothing waits and nothing failed."""
    assert not [path for path in drop.iterdir() if path.is_file()], call
    assert not list((drop / CLAIMED).iterdir()) and not list((drop / FAILED).iterdir()), call
    files = [path.name for path in (drop / DONE).iterdir() if not path.name.endswith(".tra-loi.xlsx")]
    assert len(files) == 1 and files[0].endswith(FILE), (call, files)
    assert list((drop / DONE).glob("*.tra-loi.xlsx")), call
