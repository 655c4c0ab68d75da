"""Questions about imports: where a record came from, and how runs stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhchung.ground.intake.models import ImportedRow, ImportProblem, ImportRun, RunState, SavedMapping


@dataclass(frozen=True)
class Source:
    """The row of a file that made, changed or confirmed a record."""

    run: int
    file: str
    file_id: int
    sheet: str
    line: int
    outcome: str
    by: str
    at: datetime


def provenance_of(matter: str, record: int, limit: int = 50) -> tuple[Source, ...]:
    """File, sheet and line of every imported row that speaks of a record, newest first."""
    rows = (
        ImportedRow.objects.filter(matter=matter, record=record)
        .select_related("run__file")
        .order_by("-id")[:limit]
    )
    return tuple(
        Source(
            row.run_id,
            row.run.file.name,
            row.run.file_id,
            row.sheet,
            row.line,
            row.get_outcome_display(),
            row.run.by,
            row.run.begun_at,
        )
        for row in rows
    )


def run_of(number: int) -> ImportRun | None:
    """The import with that number, with its file."""
    return ImportRun.objects.select_related("file").filter(pk=number).first()


def latest_runs(layout: str = "", limit: int = 20) -> tuple[ImportRun, ...]:
    """The newest imports, of one kind or of all."""
    runs = ImportRun.objects.select_related("file").order_by("-id")
    return tuple((runs.filter(layout=layout) if layout else runs)[:limit])


def done_before(layout: str, digest: str) -> datetime | None:
    """When the very same file was imported to its end; None when it never was."""
    runs = ImportRun.objects.filter(layout=layout, state=RunState.DONE, file__digest=digest)
    return runs.order_by("id").values_list("finished_at", flat=True).first()


def last_done(layout: str) -> datetime | None:
    """When the last import of a kind of data came to its end."""
    runs = ImportRun.objects.filter(layout=layout, state=RunState.DONE)
    return runs.order_by("-finished_at").values_list("finished_at", flat=True).first()


def problems_of(run: int, limit: int = 300) -> tuple[tuple[ImportProblem, ...], int]:
    """The first problems of an import and how many there are."""
    found = ImportProblem.objects.filter(run=run)
    return tuple(found.order_by("id")[:limit]), found.count()


def records_of(run: int, outcome: str, limit: int = 50) -> tuple[tuple[int, str, int], ...]:
    """The first records that an import made or changed: (record, sheet, line)."""
    rows = ImportedRow.objects.filter(run=run, outcome=outcome, record__isnull=False).order_by("id")
    return tuple(rows.values_list("record", "sheet", "line")[:limit])


def sources_of(layout: str) -> tuple[str, ...]:
    """Sources whose way of reading was saved."""
    return tuple(
        SavedMapping.objects.filter(layout=layout).order_by("source").values_list("source", flat=True)
    )
