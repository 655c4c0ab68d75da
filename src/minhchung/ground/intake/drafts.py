"""Files that were uploaded and not yet imported: on disk, in a folder of their own, for a day."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from minhchung.ground.files.disk import whole_file
from minhchung.ground.intake.columns import Layout, Problem
from minhchung.ground.intake.headings import Mapping, alike
from minhchung.ground.intake.runs import Check, Counts
from minhchung.ground.intake.sheet import open_book

KEPT_FOR = timedelta(days=1)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
#: So many problems are kept for the page; the annotated workbook has them all.
LISTED = 300


@dataclass(frozen=True)
class Draft:
    """An uploaded file with how it will be read."""

    token: str
    kind: str
    owner: str
    source: str
    file: Path
    mapping: Mapping

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.file.parent.parent


def new_draft(content: Iterable[bytes], name: str, *, kind: str, owner: str, source: str) -> tuple[str, Path]:
    """Write an uploaded file; returns the draft's token and the file's place.

    The draft can be opened once :func:`keep_mapping` has said how it is read.
    """
    token = secrets.token_urlsafe(16)
    folder = _place(token)
    path = folder / "tep" / safe_name(name)
    with whole_file(path) as file:
        for block in content:
            file.write(block)
    _write(folder / "draft.json", {"kind": kind, "owner": owner, "source": source, "file": path.name})
    return token, path


def sheets_of(draft: Draft, layout: Layout) -> tuple[str, ...]:
    """Further sheets of a draft's file that can be read with its mapping."""
    with open_book(draft.file) as book:
        return alike(book, layout, draft.mapping)


def keep_mapping(token: str, mapping: Mapping) -> None:
    """Say how a draft is read; what was checked under another mapping is forgotten."""
    folder = _place(token)
    for name in ("check.json", "tra-loi.xlsx"):
        (folder / name).unlink(missing_ok=True)
    _write(folder / "mapping.json", mapping.to_json())


def open_draft(token: str, *, owner: str, kind: str) -> Draft | None:
    """The draft with that token, for its owner alone; None when it is not there or no longer there."""
    if not _TOKEN.fullmatch(token):
        return None
    folder = _place(token)
    try:
        told = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
        mapping = Mapping.from_json(json.loads((folder / "mapping.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    if (told["owner"], told["kind"]) != (owner, kind):
        return None
    return Draft(token, kind, owner, told["source"], folder / "tep" / told["file"], mapping)


def keep_check(draft: Draft, check: Check) -> None:
    """Keep what a dry run found."""
    problems = [
        [each.sheet, each.line, each.column, each.field, each.message, str(each.raw)[:200], each.serious]
        for each in check.problems[:LISTED]
    ]
    told = {"counts": check.counts.__dict__, "total": len(check.problems), "problems": problems}
    _write(draft.folder / "check.json", told)


def kept_check(draft: Draft) -> tuple[Counts, list[Problem], int] | None:
    """Counts, the first problems and how many there are; None when the draft was not checked yet."""
    path = draft.folder / "check.json"
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    problems = [
        Problem(column, name, message, raw, serious, sheet, line)
        for sheet, line, column, name, message, raw, serious in told["problems"]
    ]
    return Counts(**told["counts"]), problems, int(told["total"])


def drop(draft: Draft) -> None:
    """Remove a draft and its files."""
    shutil.rmtree(draft.folder, ignore_errors=True)


def sweep(now: datetime) -> int:
    """Remove drafts older than a day; returns how many."""
    root = Path(settings.DATA_DIR) / "drafts"
    limit = (now - KEPT_FOR).timestamp()
    old = [folder for folder in root.glob("*") if folder.is_dir() and folder.stat().st_mtime < limit]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def safe_name(name: str) -> str:
    """A file name without folders, control characters and excess length."""
    bare = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(c for c in bare if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return (f"{stem[:100]}{dot}{ending[:10]}" if dot else kept[:100]) or "tep"


def _place(token: str) -> Path:
    return Path(settings.DATA_DIR) / "drafts" / token


def _write(path: Path, told: dict[str, Any]) -> None:
    with whole_file(path) as file:
        file.write(json.dumps(told, ensure_ascii=False).encode())
