"""kill -9 at any writing call of an import or of a freeze: nothing acknowledged is lost, nothing is half there.

The call is found by tracing a run that goes to its end; another run is killed as it enters it. A sample of each
kind of call is taken here; ``ROBUSTNESS_PLACES=50`` takes that many places of each kind, evenly spread, and
``ROBUSTNESS_PLACES=all`` every single call of a freeze and of the import of a few rows.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from minhchung.dossiers.models import Dossier, Explanation, Pause
from minhchung.ground.files.disk import LEFTOVER, digest_of_file
from minhchung.ground.files.places import path_of
from minhchung.ground.files.queries import damaged
from minhchung.ground.intake.models import ImportedRow, ImportProblem, ImportRun, RunState
from minhchung.ground.trail.models import Entry
from minhchung.ground.trail.queries import first_break
from minhchung.reports.models import Report, ReportState
from minhchung.reports.verification import verify
from robustness.commands import Done, assert_clear, opened, run
from robustness.syscalls import Call, calls_of, chosen, killed_at

pytestmark = pytest.mark.needs("strace")
COUNTS = ("new", "changed", "unchanged", "refused", "skipped", "cursor", "state")
PLACES = os.environ.get("ROBUSTNESS_PLACES", "0")
EVERY_CALL = PLACES == "all"
#: A sweep over every call is cut into so many tests, for the workers of a run to share.
PARTS = 20
#: A freeze keeps three files under the start of their digest, new each time: so many folders may be there or not,
#: and each that is there already spares it a call of a kind.
FOLDERS_OF_A_FREEZE = 4
#: How many calls of each kind an ordinary run tries, of a freeze those after which the most could be half there; what
#: is not here, the command does not do.
KINDS_OF_IMPORT = {
    ("mkdir", "other"): 0,
    ("fsync", "other"): 0,
    ("ftruncate", "shm"): 0,
    ("pwrite64", "shm"): 0,
    ("pwrite64", "wal"): 2,
    ("fsync", "wal"): 1,
    ("pwrite64", "database"): 1,
    ("fsync", "database"): 1,
    ("ftruncate", "database"): 1,
    ("mkdir", "files"): 1,
    ("write", "files"): 1,
    ("fchmod", "files"): 1,
    ("fsync", "files"): 1,
    ("rename", "files"): 1,
    ("unlink", "wal"): 0,
    ("unlink", "shm"): 0,
}
KINDS_OF_FREEZE = {
    ("mkdir", "other"): 0,
    ("fsync", "other"): 0,
    ("ftruncate", "shm"): 0,
    ("pwrite64", "shm"): 0,
    ("mkdir", "files"): 0,
    ("write", "files"): 1,
    ("fchmod", "files"): 0,
    ("fsync", "files"): 0,
    ("rename", "files"): 1,
    ("pwrite64", "wal"): 1,
    ("fsync", "wal"): 1,
    ("pwrite64", "database"): 1,
    ("fsync", "database"): 0,
    ("ftruncate", "database"): 0,
    ("unlink", "wal"): 0,
    ("unlink", "shm"): 0,
}


def places(kinds: dict[tuple[str, str], int]) -> list[Any]:
    """Shares of the calls of each kind: so many drawn by chance, always the first and the last."""
    random, every = Random(2026), 0 if EVERY_CALL else int(PLACES)
    found = []
    for (name, file), count in kinds.items():
        shares = [place / max(every - 1, 1) for place in range(every)] or [0.0, 1.0][:count]
        shares += [] if every else [random.random() for _ in range(count - 2)]
        found += [
            pytest.param(name, file, share, id=f"{name} on {file} at {share:.0%}") for share in sorted(shares)
        ]
    return found


def was_killed(done: Done) -> bool:
    """Whether SIGKILL ended it: strace ends as the command did."""
    return done.code in (-9, 137)


@dataclass(frozen=True)
class Traced:
    """A run that went to its end: its calls and the folder it left."""

    calls: list[Call]
    folder: Path


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory, land: Path, dossiers: Path) -> Traced:
    """The import of the dossiers without a disturbance."""
    home = tmp_path_factory.mktemp("imported")
    folder = Path(shutil.copytree(land, home / "data"))
    calls, done = calls_of("import", "dossiers", dossiers, folder=folder, log=home / "log")
    assert done.code == 0, done.told
    return Traced(calls, folder)


def dossiers_known() -> dict[str, Any]:
    """What is known of dossiers, without row numbers and moments of recording."""
    keep = [field.attname for field in Dossier._meta.fields if field.attname != "id"]
    return {
        "dossiers": sorted(map(repr, Dossier.objects.values_list(*keep))),
        "pauses": sorted(
            map(repr, Pause.objects.values_list("dossier__code", "kind", "from_at", "until_at"))
        ),
        "explanations": sorted(map(repr, Explanation.objects.values_list("dossier__code", "steps"))),
        "deeds": sorted(Entry.objects.filter(room="dossiers").values_list("deed", "details")),
    }


def everything() -> dict[str, Any]:
    """What an import leaves, without row numbers and moments of recording."""
    run_ = ImportRun.objects.filter(layout="dossiers").latest("id")
    return {
        **dossiers_known(),
        "rows": sorted(
            ImportedRow.objects.filter(run__layout="dossiers").values_list("sheet", "line", "outcome")
        ),
        "problems": ImportProblem.objects.filter(run__layout="dossiers").count(),
        "counts": {name: getattr(run_, name) for name in COUNTS},
    }


@pytest.mark.parametrize(("name", "file", "share"), places(KINDS_OF_IMPORT))
def test_a_killed_import_goes_on_and_ends_as_if_nothing_had_been(
    imported: Traced,
    empty_land: Path,
    dossiers: Path,
    django_db_blocker: Any,
    name: str,
    file: str,
    share: float,
) -> None:
    call = chosen(imported.calls, name, file, share)
    assert call is not None, f"the import makes no {name} on {file}"
    import_survives(call, imported, dossiers, empty_land, django_db_blocker)


def import_survives(call: Call, imported: Traced, dossiers: Path, folder: Path, blocker: Any) -> None:
    """Kill the import at a call, look at what is there, import again, and compare with the undisturbed one."""
    killed = killed_at(call, "import", "dossiers", dossiers, folder=folder)
    assert was_killed(killed), f"{call}: {killed}"
    acknowledged = max(map(int, re.findall(r"(\d+) dòng", killed.err)), default=0)
    with opened(folder, blocker):
        assert first_break() is None
        assert not list(damaged())
        found = ImportRun.objects.filter(layout="dossiers").first()
        cursor = found.cursor if found else 0
        finished = found is not None and found.state == RunState.DONE
        assert cursor >= acknowledged
        assert ImportedRow.objects.filter(run=found).count() == (found.new if found else 0)
        assert Dossier.objects.count() == (found.new if found else 0)
    again = run("import", "dossiers", dossiers, "--json", folder=folder)
    assert again.code == 0, again.told
    with opened(imported.folder, blocker):
        expected = everything()
    with opened(folder, blocker):
        if finished:  # nothing was left to do: the same file again changes nothing
            assert again.json["unchanged"] == again.json["rows"] == expected["counts"]["new"]
            ImportRun.objects.latest("id").delete()
        assert everything() == expected
        assert first_break() is None
        assert not list(damaged())


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory, drawn_up: Path) -> Traced:
    """The freeze of the draft without a disturbance."""
    home = tmp_path_factory.mktemp("frozen")
    folder = Path(shutil.copytree(drawn_up, home / "data"))
    calls, done = calls_of("report", "freeze", "3", folder=folder, log=home / "log")
    assert done.code == 0, done.told
    return Traced(calls, folder)


@pytest.mark.parametrize(("name", "file", "share"), places(KINDS_OF_FREEZE))
def test_a_killed_freeze_leaves_a_draft_or_a_whole_report(
    frozen: Traced, drawn_up: Path, tmp_path: Path, django_db_blocker: Any, name: str, file: str, share: float
) -> None:
    call = chosen(frozen.calls, name, file, share)
    assert call is not None, f"the freeze makes no {name} on {file}"
    freeze_survives(call, drawn_up, tmp_path / "data", django_db_blocker)


def freeze_survives(call: Call, draft: Path, folder: Path, blocker: Any) -> None:
    """Kill the freeze of a draft's copy at a call: a draft that can be frozen, or a whole report."""
    for fewer in range(FOLDERS_OF_A_FREEZE):
        shutil.copytree(draft, folder)
        killed = killed_at(
            replace(call, number=max(call.number - fewer, 1)), "report", "freeze", "3", folder=folder
        )
        if was_killed(killed):
            break
        assert killed.code == 0, f"{call}: {killed}"
        shutil.rmtree(folder)
    else:
        pytest.fail(f"{call} was never reached: {killed}")
    before = state_of(folder, blocker)
    again = run("report", "freeze", "3", folder=folder)
    if before == ReportState.FROZEN:
        assert_clear(again, 1, "Báo cáo này đã chốt số liệu rồi")
    else:
        assert again.code == 0, again.told
        assert not list((folder / "files").rglob(f".*{LEFTOVER}"))
    assert state_of(folder, blocker) == ReportState.FROZEN


def state_of(folder: Path, blocker: Any) -> str:
    """The report's state, after all that must hold in any state: whole files, whole chain, a true bundle."""
    with opened(folder, blocker):
        assert first_break() is None
        assert not list(damaged())
        for path in (folder / "files").rglob("*"):
            if path.is_file() and not path.name.endswith(LEFTOVER):
                assert digest_of_file(path) == path.name, "a file lies half written under its lasting name"
        report = Report.objects.select_related("bundle").get(pk=3)
        papers = (report.bundle, report.docx, report.pdf)
        if report.state == ReportState.DRAFT:
            assert papers == (None, None, None) and report.seal == ""
        else:
            assert all(papers)
            verdict = verify(path_of(report.bundle))
            assert verdict.passed, verdict.failures
        deeds = Entry.objects.filter(room="reports", matter="report", record=3, deed="freeze").count()
        assert deeds == (report.state != ReportState.DRAFT)
        return str(report.state)


def test_every_kind_of_call_is_among_those_tried(imported: Traced, frozen: Traced) -> None:
    assert {(call.name, call.file) for call in imported.calls} == set(KINDS_OF_IMPORT)
    assert {(call.name, call.file) for call in frozen.calls} == set(KINDS_OF_FREEZE)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory, dossiers: Path) -> Path:
    """A worksheet of 60 dossiers."""
    book = openpyxl.load_workbook(dossiers)
    book.active.delete_rows(65, book.active.max_row)
    path = tmp_path_factory.mktemp("few") / "few.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def imported_few(tmp_path_factory: pytest.TempPathFactory, land: Path, few: Path) -> Traced:
    """The import of a few rows without a disturbance."""
    home = tmp_path_factory.mktemp("imported-few")
    folder = Path(shutil.copytree(land, home / "data"))
    calls, done = calls_of("import", "dossiers", few, folder=folder, log=home / "log")
    assert done.code == 0, done.told
    return Traced(calls, folder)


@pytest.mark.parametrize("part", range(PARTS))
class TestEveryCall:
    """The full sweep: asked for by ``ROBUSTNESS_PLACES=all``; hours on a slow machine."""

    __test__ = EVERY_CALL

    def test_import(
        self, imported_few: Traced, few: Path, land: Path, tmp_path: Path, django_db_blocker: Any, part: int
    ) -> None:
        for number, call in enumerate(imported_few.calls[part::PARTS]):
            folder = Path(shutil.copytree(land, tmp_path / str(number)))
            import_survives(call, imported_few, few, folder, django_db_blocker)
            shutil.rmtree(folder)

    def test_freeze(
        self, frozen: Traced, drawn_up: Path, tmp_path: Path, django_db_blocker: Any, part: int
    ) -> None:
        for number, call in enumerate(frozen.calls[part::PARTS]):
            folder = tmp_path / str(number)
            freeze_survives(call, drawn_up, folder, django_db_blocker)
            shutil.rmtree(folder)
