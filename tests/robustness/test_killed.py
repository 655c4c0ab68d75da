"""kill -9 at any writing call of an import or of a freeze: nothing acknowledged is lost, nothing is half there.

The call is found by tracing a run that goes to its end; another run is killed as it enters it. A sample is taken
here; ``ROBUSTNESS_PLACES=50`` takes that many places of each kind, evenly spread.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

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


def places(kinds: dict[tuple[str, str], int]) -> list[Any]:
    """Shares of the calls of each kind: so many drawn by chance, always the first and the last."""
    random, every = Random(2026), int(os.environ.get("ROBUSTNESS_PLACES", "0"))
    found = []
    for (name, file), count in kinds.items():
        shares = [place / max(every - 1, 1) for place in range(every)] or [0.0, 1.0][: max(count, 1)]
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


def everything() -> dict[str, Any]:
    """What an import leaves, without row numbers and moments of recording."""
    run_ = ImportRun.objects.filter(layout="dossiers").latest("id")
    keep = [field.attname for field in Dossier._meta.fields if field.attname != "id"]
    return {
        "dossiers": sorted(map(repr, Dossier.objects.values_list(*keep))),
        "pauses": sorted(
            map(repr, Pause.objects.values_list("dossier__code", "kind", "from_at", "until_at"))
        ),
        "explanations": sorted(map(repr, Explanation.objects.values_list("dossier__code", "steps"))),
        "rows": sorted(
            ImportedRow.objects.filter(run__layout="dossiers").values_list("sheet", "line", "outcome")
        ),
        "problems": ImportProblem.objects.filter(run__layout="dossiers").count(),
        "deeds": sorted(Entry.objects.filter(room="dossiers").values_list("deed", "details")),
        "counts": {name: getattr(run_, name) for name in COUNTS},
    }


@pytest.mark.parametrize(
    ("name", "file", "share"),
    places(
        {
            ("pwrite64", "wal"): 5,
            ("fsync", "wal"): 3,
            ("pwrite64", "database"): 2,
            ("fsync", "database"): 1,
            ("ftruncate", "database"): 1,
            ("write", "files"): 1,
            ("fsync", "files"): 2,
            ("rename", "files"): 1,
            ("unlink", "wal"): 1,
        }
    ),
)
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
    killed = killed_at(call, "import", "dossiers", dossiers, folder=empty_land)
    assert was_killed(killed), killed
    acknowledged = max(map(int, re.findall(r"(\d+) dòng", killed.err)), default=0)
    with opened(empty_land, django_db_blocker):
        assert first_break() is None
        assert not list(damaged())
        found = ImportRun.objects.filter(layout="dossiers").first()
        cursor = found.cursor if found else 0
        finished = found is not None and found.state == RunState.DONE
        assert cursor >= acknowledged
        assert ImportedRow.objects.filter(run=found).count() == (found.new if found else 0)
        assert Dossier.objects.count() == (found.new if found else 0)
    again = run("import", "dossiers", dossiers, "--json", folder=empty_land)
    assert again.code == 0, again.told
    with opened(imported.folder, django_db_blocker):
        expected = everything()
    with opened(empty_land, django_db_blocker):
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


@pytest.mark.parametrize(
    ("name", "file", "share"),
    places(
        {
            ("write", "files"): 2,
            ("fsync", "files"): 3,
            ("rename", "files"): 3,
            ("pwrite64", "wal"): 3,
            ("fsync", "wal"): 2,
            ("pwrite64", "database"): 1,
            ("unlink", "wal"): 1,
        }
    ),
)
def test_a_killed_freeze_leaves_a_draft_or_a_whole_report(
    frozen: Traced, draft_land: Path, django_db_blocker: Any, name: str, file: str, share: float
) -> None:
    call = chosen(frozen.calls, name, file, share)
    assert call is not None, f"the freeze makes no {name} on {file}"
    killed = killed_at(call, "report", "freeze", "3", folder=draft_land)
    assert was_killed(killed), killed
    before = state_of(draft_land, django_db_blocker)
    again = run("report", "freeze", "3", folder=draft_land)
    if before == ReportState.FROZEN:
        assert_clear(again, 1, "Báo cáo này đã chốt số liệu rồi")
    else:
        assert again.code == 0, again.told
        assert not list((draft_land / "files").rglob(f".*{LEFTOVER}"))
    assert state_of(draft_land, django_db_blocker) == ReportState.FROZEN


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
