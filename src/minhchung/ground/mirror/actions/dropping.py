"""The folder: files that are whole are claimed by renaming, taken in, and put away with their answer.

tha-tep/            what was put there; a file still being written is waited for
tha-tep/dang-nhap/  claimed; what a killed worker left here is taken up again
tha-tep/xong/       taken in, each with the workbook that answers it
tha-tep/loi/        could not be read, each with a text that says why
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from minhchung.ground.files.disk import make_folder, sync_folder, whole_file
from minhchung.ground.mirror.actions.holding import Held
from minhchung.ground.mirror.actions.taking import Clock, Taken, Unreadable, reply_to, take_in
from minhchung.ground.mirror.models import Outcome
from minhchung.ground.mirror.patience import SETTLED_AFTER, UNREADABLE_FOR

CLAIMED, DONE, FAILED = "dang-nhap", "xong", "loi"
SUFFIXES = (".xlsx", ".xlsm", ".csv")
ANSWER = ".tra-loi.xlsx"


def waiting_files(folder: Path, at: datetime) -> list[Path]:
    """The files that seem whole, the oldest first: nobody has touched them for a while.

    Hidden files, links and names of unfinished copies (``.part``, ``.tmp``, ``~$...``) are never looked at.
    """
    found = []
    for path in folder.iterdir():
        if path.name[0] in ".~" or path.suffix.lower() not in SUFFIXES or path.is_symlink():
            continue
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        age = timedelta(seconds=at.timestamp() - stat.st_mtime)
        if path.is_file() and stat.st_size and age >= SETTLED_AFTER:
            found.append((stat.st_mtime, path))
    return [path for _mtime, path in sorted(found)]


def take_files(folder: Path, kind: str, held: Held, *, by: str, clock: Clock) -> list[Outcome]:
    """Take in every file that is whole; returns what came of each."""
    for name in (CLAIMED, DONE, FAILED):
        make_folder(folder / name)
    left_over = sorted(path for path in (folder / CLAIMED).iterdir() if path.is_file())
    outcomes = []
    for path in [*left_over, *waiting_files(folder, clock())]:
        with _claimed(folder, path, clock()) as mine:
            if mine is not None:
                outcomes += _take(folder, mine, kind, held, by, clock)
    return outcomes


@contextmanager
def _claimed(folder: Path, path: Path, at: datetime) -> Iterator[Path | None]:
    """The file under its claimed name, locked while the block runs; None when somebody else has it."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = path
            if path.parent.name != CLAIMED:
                mine = _free(folder / CLAIMED / f"{at:%Y%m%d-%H%M%S}-{path.name}")
                os.rename(path, mine)
                sync_folder(folder)
            same = os.fstat(file.fileno()).st_ino == mine.stat().st_ino
        except (BlockingIOError, FileNotFoundError):
            yield None
            return
        yield mine if same else None


def _take(folder: Path, path: Path, kind: str, held: Held, by: str, clock: Clock) -> list[Outcome]:
    begun = clock()
    held.still(begun)
    try:
        taken = take_in(path, kind, "tha-tep", by=by, clock=clock, still=held.still)
        if taken.run is not None:
            reply_to(path, taken.run, _free(folder / DONE / f"{path.name}{ANSWER}"))
    except Unreadable as why:
        if timedelta(seconds=clock().timestamp() - path.stat().st_mtime) < UNREADABLE_FOR:
            os.rename(path, _free(folder / path.name.split("-", 2)[-1]))  # perhaps it is still being copied
            return []
        _put_away(path, folder / FAILED)
        with whole_file(folder / FAILED / f"{path.name}.txt") as file:
            file.write(f"{why}\n".encode())
        held.note(Outcome.FAILED, begun, clock(), by, words=str(why), file=path.name)
        return [Outcome.FAILED]
    _note(held, taken, begun, clock(), by, path.name)
    _put_away(path, folder / DONE)
    return [taken.outcome]


def _note(held: Held, taken: Taken, begun: datetime, at: datetime, by: str, name: str) -> None:
    held.note(taken.outcome, begun, at, by, words=taken.words, file=name, digest=taken.digest, run=taken.run)


def _put_away(path: Path, folder: Path) -> None:
    os.rename(path, _free(folder / path.name))
    sync_folder(folder)


def _free(path: Path) -> Path:
    """A name that nothing bears yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
