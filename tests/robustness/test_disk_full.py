"""A full disk: the command says so and what to do, nothing is lost, and with room it goes on.

Once on a real disk of a few megabytes, and once with the kernel answering "no space" from a chosen call on.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from minhchung.dossiers.models import Dossier
from minhchung.ground.files.disk import LEFTOVER
from minhchung.ground.files.places import path_of
from minhchung.ground.files.queries import damaged
from minhchung.ground.intake.models import ImportedRow, ImportRun
from minhchung.ground.trail.queries import first_break
from minhchung.reports.models import Report, ReportState
from minhchung.reports.verification import verify
from robustness.commands import Done, assert_clear, opened, run
from robustness.syscalls import failing_from

ROWS = 1_102
SmallDisk = Callable[[int], Path]


def size_of(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Mounts a disk of so many bytes."""
    mounted: list[Path] = []

    def mount(size: int) -> Path:
        place = tmp_path / f"disk-{len(mounted)}"
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def give_room(disk: Path) -> None:
    """Make the disk large, as somebody who deletes old files does."""
    subprocess.run(["mount", "-o", "remount,size=256M", str(disk)], check=True)


def assert_full(done: Done) -> None:
    """The sentence about a full disk."""
    assert_clear(done, 3, "Đĩa đã đầy", "chạy lại đúng lệnh này")


def assert_sound(folder: Path, blocker: Any) -> tuple[int, int]:
    """What must hold after any failure; gives how many rows the import has acknowledged and how many are there."""
    with opened(folder, blocker):
        assert first_break() is None
        assert not list(damaged())
        found = ImportRun.objects.filter(layout="dossiers").last()
        assert ImportedRow.objects.filter(run__layout="dossiers").count() == Dossier.objects.count()
        return (found.new if found else 0), Dossier.objects.count()


@pytest.mark.needs("root")
@pytest.mark.parametrize("room", [300_000, 2_000_000, 4_000_000], ids=lambda room: f"{room:,} bytes of room")
def test_an_import_on_a_full_disk(
    small_disk: SmallDisk, land: Path, dossiers: Path, django_db_blocker: Any, room: int
) -> None:
    disk = small_disk(size_of(land) + room)
    folder = Path(shutil.copytree(land, disk / "data"))
    assert_full(run("import", "dossiers", dossiers, folder=folder))
    give_room(disk)
    acknowledged, there = assert_sound(folder, django_db_blocker)
    assert acknowledged == there < ROWS
    again = run("import", "dossiers", dossiers, "--json", folder=folder)
    assert_clear(again, 0)
    assert again.json["new"] == ROWS
    assert assert_sound(folder, django_db_blocker) == (ROWS, ROWS)


@pytest.mark.needs("root")
@pytest.mark.parametrize("room", [40_000, 200_000], ids=lambda room: f"{room:,} bytes of room")
def test_a_freeze_on_a_full_disk(
    small_disk: SmallDisk, drawn_up: Path, django_db_blocker: Any, room: int
) -> None:
    disk = small_disk(256 * 1024**2)
    folder = Path(shutil.copytree(drawn_up, disk / "data"))
    filling = disk / "filling"
    free = shutil.disk_usage(disk).free
    with filling.open("wb") as file:
        file.write(b"\0" * (free - room))
    assert_full(run("report", "freeze", "3", folder=folder))
    filling.unlink()
    assert_frozen_next(folder, django_db_blocker)


def assert_frozen_next(folder: Path, blocker: Any) -> None:
    """The report is still a draft, and the next freeze makes it whole."""
    with opened(folder, blocker):
        assert Report.objects.get(pk=3).state == ReportState.DRAFT
        assert first_break() is None
        assert not list(damaged())
    assert_clear(run("report", "freeze", "3", folder=folder), 0)
    assert not list((folder / "files").rglob(f".*{LEFTOVER}"))
    with opened(folder, blocker):
        report = Report.objects.get(pk=3)
        verdict = verify(path_of(report.bundle))
        assert verdict.passed, verdict.failures
        assert first_break() is None


@pytest.mark.needs("strace")
@pytest.mark.parametrize(("name", "number"), [("pwrite64", 9), ("pwrite64", 2_000), ("fsync", 4)])
def test_an_import_to_which_the_kernel_says_no_space(
    empty_land: Path, dossiers: Path, django_db_blocker: Any, name: str, number: int
) -> None:
    done = failing_from(name, number, "ENOSPC", "import", "dossiers", dossiers, folder=empty_land)
    assert_clear(done, 3, "Đĩa")
    acknowledged, there = assert_sound(empty_land, django_db_blocker)
    assert acknowledged == there
    again = run("import", "dossiers", dossiers, "--json", folder=empty_land)
    assert_clear(again, 0)
    assert again.json["new"] == ROWS
    assert assert_sound(empty_land, django_db_blocker) == (ROWS, ROWS)


@pytest.mark.needs("strace")
def test_a_disk_that_fails_is_told(empty_land: Path, dossiers: Path, django_db_blocker: Any) -> None:
    done = failing_from("fsync", 1, "EIO", "import", "dossiers", dossiers, folder=empty_land)
    assert_clear(done, 3, "Đĩa báo lỗi")
    assert assert_sound(empty_land, django_db_blocker) == (0, 0)
