"""Writing to disk so that a file is there whole or not at all, whatever happens in between."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

#: How the name of a file ends that is not finished.
LEFTOVER = ".tmp"


@dataclass
class Draft:
    """A file being written; it has no lasting name until :meth:`become`."""

    file: BinaryIO
    path: Path

    def become(self, path: Path) -> None:
        """Put the finished file in its place: fsync, rename, fsync of the folder.

        What stood at ``path`` before is replaced in one step.
        """
        self.file.flush()
        os.fsync(self.file.fileno())
        os.fchmod(self.file.fileno(), 0o640)
        make_folder(path.parent)
        os.replace(self.path, path)
        sync_folder(path.parent)
        self.path = path


@contextmanager
def draft_in(folder: Path, name: str = "") -> Iterator[Draft]:
    """A draft in a folder; unless it has become something by the end of the block, it is removed.

    It is locked while it is written, so :func:`sweep_leftovers` tells it from one whose writer was killed.
    """
    make_folder(folder)
    descriptor, path = _locked(folder, name)
    draft = Draft(os.fdopen(descriptor, "wb"), Path(path))
    try:
        with draft.file:
            yield draft
    finally:
        if str(draft.path) == path:
            draft.path.unlink(missing_ok=True)


def _locked(folder: Path, name: str) -> tuple[int, str]:
    """A new temporary file under a lock; one that a sweeper took before the lock was on is left to it."""
    while True:
        descriptor, path = tempfile.mkstemp(prefix=f".{name}.", suffix=LEFTOVER, dir=folder)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when complete: tmp, fsync, rename, fsync of the folder.

    On any error the temporary file is removed and what stood at ``path`` before is untouched.
    """
    with draft_in(path.parent, path.name) as draft:
        yield draft.file
        draft.become(path)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each lasting through a power loss."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, as hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def sweep_leftovers(folder: Path) -> int:
    """Remove the drafts of killed processes from a folder; returns how many. Those being written stay."""
    swept = 0
    for path in folder.glob(f".*{LEFTOVER}"):
        with suppress(FileNotFoundError, BlockingIOError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            swept += 1
    return swept


def link_in_place(path: Path, target: Path) -> None:
    """Give a finished file a second, lasting name: fsync, link, fsync of the folder.

    What stood at ``target`` before is replaced in one step; ``path`` stays until its owner removes it, so a crash in
    between loses nothing.
    """
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o640)
    make_folder(target.parent)
    step = target.with_name(f".{target.name}.{os.getpid()}{LEFTOVER}")
    step.unlink(missing_ok=True)
    os.link(path, step)
    os.replace(step, target)
    step.unlink(missing_ok=True)  # a rename onto the same file leaves both names
    sync_folder(target.parent)
