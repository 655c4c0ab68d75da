"""Questions about imports: where a record came from, and how runs stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhchung.ground.intake.models import ImportedRow


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
        ImportedRow.objects.filter(matter=matter, record=record).select_related("run__file").order_by("-id")[:limit]
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
