"""Taking a file in by the ordinary importer: once for each file, bad rows named, nothing lost when it is cut short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from minhchung.ground.files.disk import digest_of_file
from minhchung.ground.intake import runs
from minhchung.ground.intake.columns import Problem
from minhchung.ground.intake.kinds import kind_named
from minhchung.ground.intake.queries import done_before, problems_of
from minhchung.ground.intake.raw import IntakeError
from minhchung.ground.intake.reply import reply_workbook
from minhchung.ground.mirror.models import Outcome

Clock = Callable[[], datetime]
_LISTED = 100_000


class Unreadable(Exception):
    """The file cannot be taken in; the message says in Vietnamese why."""


@dataclass(frozen=True)
class Taken:
    """What became of a file; ``run`` is the import, None when there was none."""

    outcome: Outcome
    words: str
    digest: str
    run: Any


def take_in(
    path: Path, kind_name: str, source: str, *, by: str, clock: Clock, still: Callable[[datetime], None]
) -> Taken:
    """Import the good rows of a file; one that was imported before is left alone.

    Args:
        source: whose way of reading columns is used if it was kept.
        still: called after each chunk.

    Raises:
        Unreadable: it is no such file, or columns are missing.
    """
    kind = kind_named(kind_name)
    if kind is None:
        raise Unreadable(f"Không có loại dữ liệu “{kind_name}”.")
    digest = digest_of_file(path)
    before = done_before(kind.importer.layout.name, digest)
    if before is not None:
        words = f"Tệp này đã nhập lúc {before:%H:%M %d/%m/%Y}. Muốn nhập lại thì dùng màn hình Nhập liệu."
        return Taken(Outcome.REPEATED, words, digest, None)
    try:
        mapping = runs.mapping_for(path, kind.importer(), source)
        if mapping.missing:
            labels = kind.importer.layout.by_name
            names = ", ".join(labels[name].label if name in labels else name for name in mapping.missing)
            raise Unreadable(f"Không tìm thấy cột: {names}.")
        run = runs.begin(path, kind.importer(), mapping, by=by, at=clock())
        run = runs.carry_on(run, kind.importer(), by=by, clock=clock, progress=lambda _done: still(clock()))
    except IntakeError as error:
        raise Unreadable(str(error)) from error
    words = f"{run.new} mới, {run.changed} thay đổi, {run.unchanged} không đổi, {run.refused} bị từ chối."
    return Taken(Outcome.PARTLY if run.refused else Outcome.DONE, words, digest, run)


def reply_to(path: Path, run: Any, out: Path) -> None:
    """The workbook that answers a file, with its bad cells marked."""
    found, _count = problems_of(run.pk, limit=_LISTED)
    problems = [
        Problem(
            column=each.column,
            field=each.field,
            message=each.message,
            raw=each.raw,
            sheet=each.sheet,
            line=each.line,
        )
        for each in found
    ]
    reply_workbook(path, problems, out)
