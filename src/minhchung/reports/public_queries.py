"""What everybody may read of reports: those that are frozen and published, by year and kind of period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from minhchung.figures.periods import regime, window_named
from minhchung.reports.frames import Span, frame_of
from minhchung.reports.models import Report, ReportState


@dataclass(frozen=True)
class PublishedLine:
    """A published report.

    Attributes:
        period: its window in words; ``span`` its kind, ``year`` the year in which it ends.
        number, dated_on: of the document.
        seal: SHA-256 of its bundle's manifest, by which a bundle at hand is known to be this one.
    """

    id: int
    title: str
    agency: str
    number: str
    dated_on: date
    window: str
    period: str
    span: Span
    year: int
    frozen_at: datetime
    seal: str


def published() -> tuple[PublishedLine, ...]:
    """Every published report, the one whose period ended last first."""
    rows = Report.objects.filter(state=ReportState.PUBLISHED).defer("composition", "checks", "recipients")
    found = [(window_named(row.window).last_day, row) for row in rows]
    found.sort(key=lambda pair: (pair[0], pair[1].pk), reverse=True)
    return tuple(_line(row) for _day, row in found)


@dataclass(frozen=True)
class Carried:
    """A frozen report as an article that carries it says it."""

    id: int
    seal: str


def carried(number: int) -> Carried | None:
    """The report of that number as an article shows it, None for a draft; its text and numbers are not read."""
    found = (
        Report.objects.exclude(state=ReportState.DRAFT).filter(pk=number).values_list("pk", "seal").first()
    )
    return Carried(*found) if found is not None else None


def _line(row: Report) -> PublishedLine:
    assert row.frozen_at is not None  # a published report was frozen
    window = window_named(row.window)
    return PublishedLine(
        id=row.pk,
        title=row.title,
        agency=row.agency,
        number=row.number,
        dated_on=row.dated_on,
        window=row.window,
        period=window.title,
        span=frame_of(window, regime()).span,
        year=window.last_day.year,
        frozen_at=row.frozen_at,
        seal=row.seal,
    )
