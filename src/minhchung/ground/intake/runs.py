"""Checking a file without writing, and importing it in chunks: resumable, idempotent, nothing lost silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from minhchung.ground.files.actions import keep
from minhchung.ground.files.disk import digest_of_file
from minhchung.ground.files.places import path_of
from minhchung.ground.inserting import insert_rows
from minhchung.ground.intake.columns import Problem, Row
from minhchung.ground.intake.headings import Mapping, alike, choose_sheet, propose
from minhchung.ground.intake.models import (
    ImportedRow,
    ImportProblem,
    ImportRun,
    Outcome,
    RunState,
    SavedMapping,
)
from minhchung.ground.intake.raw import IntakeError
from minhchung.ground.intake.reading import read_rows
from minhchung.ground.intake.sheet import Sheet, open_book
from minhchung.ground.intake.tables import Plan, TableImporter, hold_imports
from minhchung.ground.language import in_vietnamese
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import head

CHUNK = 1_000
Progress = Callable[[int], None]


@dataclass
class Counts:
    """How many rows of each outcome; ``skipped`` are titles, headings, totals and empty rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    skipped: int = 0

    @property
    def rows(self) -> int:
        """Rows of data."""
        return self.new + self.changed + self.unchanged + self.refused

    def as_dict(self) -> dict[str, int]:
        """For JSON."""
        return {"rows": self.rows, **self.__dict__}


@dataclass
class Check:
    """What an import would do."""

    counts: Counts
    mapping: Mapping
    problems: list[Problem] = field(default_factory=list)


def mapping_for(path: Path, importer: TableImporter, source: str = "", sheets: Sequence[str] = ()) -> Mapping:
    """The mapping saved for a source if it still fits the file, else a proposal from its headings.

    Args:
        sheets: names of the sheets to read; without any, every visible sheet with the same headings is read.

    Raises:
        IntakeError: a named sheet is not there, or has other headings than the first one.
    """
    layout = importer.layout
    with open_book(path) as book:
        if sheets:
            sheet = book.sheet(sheets[0])
            proposed = propose(sheet, layout)
        else:
            sheet, proposed = choose_sheet(book, layout)
        saved = (
            SavedMapping.objects.filter(layout=importer.layout.name, source=source).first()
            if source
            else None
        )
        again = Mapping.from_json(saved.mapping).reapplied(sheet, layout) if saved else None
        mapping = again or proposed
        fitting = alike(book, layout, mapping)
        for name in sheets[1:]:
            if name not in fitting:
                book.sheet(name)
                raise IntakeError(
                    f"Trang tính “{name}” không có đủ các cột của trang “{mapping.sheet}”. "
                    "Hãy nhập hai trang này thành hai lần."
                )
        return replace(mapping, also=tuple(sheets[1:]) if sheets else fitting)


@in_vietnamese
def check(
    path: Path,
    importer: TableImporter,
    mapping: Mapping,
    progress: Progress | None = None,
    *,
    at: datetime | None = None,
) -> Check:
    """Dry run: plan every row as at a moment, write nothing; without one no day is to come."""
    result = Check(Counts(), mapping)
    if at is not None:
        importer.stand_on(at.date())
    for rows, skipped in _chunks(path, importer, mapping):
        plans = importer.plan(rows)
        if at is not None:
            importer.rehearse(plans, at=at)
        _count(result.counts, plans, skipped)
        for plan in plans:
            result.problems.extend(plan.problems)
        if progress:
            progress(result.counts.rows)
    return result


def plans_of(path: Path, importer: TableImporter, mapping: Mapping) -> Iterator[Plan]:
    """What each row of a file would do, row by row, writing nothing: for those who compare a file with the records.

    Raises:
        IntakeError: the file cannot be read.
    """
    for rows, _skipped in _chunks(path, importer, mapping):
        yield from importer.plan(rows)


def begin(path: Path, importer: TableImporter, mapping: Mapping, *, by: str, at: datetime) -> ImportRun:
    """Keep the file and open a run; a run of the same file that was cut short is taken up again."""
    digest = digest_of_file(path)
    open_run = (
        ImportRun.objects.filter(layout=importer.layout.name, state=RunState.RUNNING, file__digest=digest)
        .order_by("-id")
        .first()
    )
    if open_run is not None and open_run.mapping == mapping.to_json():
        return open_run
    with path.open("rb") as file:
        kept = keep(
            iter(lambda: file.read(1 << 20), b""),
            name=path.name,
            content_type="application/octet-stream",
            purpose="import",
            guarded=True,
            by=by,
            at=at,
        )
    return ImportRun.objects.create(
        layout=importer.layout.name, file=kept, mapping=mapping.to_json(), by=by, begun_at=at
    )


@in_vietnamese
def carry_on(
    run: ImportRun,
    importer: TableImporter,
    *,
    by: str,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> ImportRun:
    """Import what of a run's file is not yet committed. Each chunk is one transaction with its cursor and trail."""
    mapping = Mapping.from_json(run.mapping)
    importer.stand_on(run.begun_at.date())
    done = 0
    for rows, skipped in _chunks(path_of(run.file), importer, mapping):
        size = len(rows) + skipped
        if done + size <= run.cursor:
            importer.plan(rows)  # keeps the importer's memory of rows already seen
            done += size
            continue
        done += size
        _write_chunk(run, importer, rows, skipped, done, by=by, at=clock())
        if progress:
            progress(done)
    importer.after_run(_written(run), at=clock())
    run.state = RunState.DONE
    run.finished_at = clock()
    run.save(update_fields=["state", "finished_at"])
    return run


def _written(run: ImportRun) -> Iterator[int]:
    """The records that the chunks of a run have written, in the order of its rows."""
    rows = ImportedRow.objects.filter(run=run, outcome__in=[Outcome.NEW.value, Outcome.CHANGED.value])
    yield from list(
        rows.order_by("id").values_list("record", flat=True)
    )  # whole: the follow-up writes meanwhile


def save_mapping(layout: str, source: str, mapping: Mapping, *, by: str, at: datetime) -> None:
    """Remember how a source's columns are read."""
    kept = replace(mapping, also=()).to_json()  # which sheets there are, each file says for itself
    SavedMapping.objects.update_or_create(
        layout=layout, source=source, defaults={"mapping": kept, "saved_by": by, "saved_at": at}
    )


@transaction.atomic
def _write_chunk(
    run: ImportRun,
    importer: TableImporter,
    rows: list[Row],
    skipped: int,
    done: int,
    *,
    by: str,
    at: datetime,
) -> None:
    hold_imports()
    fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
    importer.look_again(head())
    if fresh.cursor >= done:  # another worker has done this chunk meanwhile
        importer.plan(rows)  # keeps the importer's memory of rows already seen
        run.refresh_from_db()
        return
    plans = importer.plan(rows)
    deeds = importer.write(plans, by=by, at=at)
    trail.write(deeds, recorded_at=at)
    importer.leave(head())
    counts = Counts()
    _count(counts, plans, skipped)
    insert_rows(
        ImportedRow,
        ("run_id", "sheet", "line", "outcome", "matter", "record"),
        [
            (
                run.pk,
                plan.row.sheet[:100],
                plan.row.line,
                plan.outcome.value,
                importer.matter,
                plan.number,
            )
            for plan in plans
        ],
    )
    ImportProblem.objects.bulk_create(
        [_problem(run, plan, problem) for plan in plans for problem in plan.problems], batch_size=1_000
    )
    for name, value in counts.__dict__.items():
        setattr(fresh, name, getattr(fresh, name) + value)
    fresh.cursor = done
    fresh.save()
    run.__dict__.update({name: getattr(fresh, name) for name in (*counts.__dict__, "cursor")})


def _problem(run: ImportRun, plan: Plan, problem: Problem) -> ImportProblem:
    return ImportProblem(
        run=run,
        sheet=plan.row.sheet[:100],
        line=plan.row.line,
        column=problem.column,
        field=problem.field,
        raw=str(problem.raw if problem.raw is not None else "")[:255],
        message=problem.message,
    )


def _chunks(path: Path, importer: TableImporter, mapping: Mapping) -> Iterator[tuple[list[Row], int]]:
    """Rows of data in chunks, each with how many other physical rows were passed on the way.

    Rows of one record that stand together stay in one chunk, up to twice its size. Sheets follow each other.

    Raises:
        IntakeError: the file cannot be read, or a sheet no longer has the headings of the mapping.
    """
    with open_book(path) as book:
        yield from _chunks_of(book.sheet(mapping.sheet or None), importer, mapping)
        for name in mapping.also:
            sheet = book.sheet(name)
            there = mapping.reapplied(sheet, importer.layout)
            if there is None:
                raise IntakeError(
                    f"Trang tính “{name}” không có đủ các cột đã ghép ở trang “{mapping.sheet}”. "
                    "Hãy bỏ chọn trang này hoặc sửa tiêu đề cột cho giống nhau."
                )
            yield from _chunks_of(sheet, importer, there)


def _chunks_of(sheet: Sheet, importer: TableImporter, mapping: Mapping) -> Iterator[tuple[list[Row], int]]:
    reading = read_rows(sheet, importer.layout, mapping)
    importer.read_under(mapping)
    chunk: list[Row] = []
    passed_before = 0
    for row in reading:
        if len(chunk) >= CHUNK and not _belongs_to(chunk, row, importer):
            passed = reading.summary.total - reading.summary.rows["data"]
            yield chunk, passed - passed_before
            passed_before, chunk = passed, []
        chunk.append(row)
    yield chunk, reading.summary.total - reading.summary.rows["data"] - passed_before


def _belongs_to(chunk: list[Row], row: Row, importer: TableImporter) -> bool:
    """Whether a row speaks of the same record as the last of a chunk that may still grow."""
    last, this = ([each.values[name] for name in importer.layout.key] for each in (chunk[-1], row))
    return len(chunk) < 2 * CHUNK and None not in this and last == this


def _count(counts: Counts, plans: list[Plan], skipped: int) -> None:
    found: Counter[Any] = Counter(plan.outcome for plan in plans)
    counts.new += found[Outcome.NEW]
    counts.changed += found[Outcome.CHANGED]
    counts.unchanged += found[Outcome.UNCHANGED]
    counts.refused += found[Outcome.REFUSED]
    counts.skipped += skipped
