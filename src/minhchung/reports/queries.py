"""Questions about reports: the list, one report with its rewritten paragraphs and explained checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from minhchung.reports.models import Report, ReportState


@dataclass(frozen=True)
class ReportLine:
    """A report in the list."""

    id: int
    title: str
    window: str
    state: str
    state_name: str
    created_at: datetime
    created_by: str
    frozen_at: datetime | None


@dataclass(frozen=True)
class ReportPage:
    """A report as its staff page shows it. ``composition`` and ``checks`` are there once it is frozen."""

    id: int
    title: str
    window: str
    outline: str
    agency: str
    number: str
    dated_on: date
    state: str
    state_name: str
    created_at: datetime
    created_by: str
    frozen_at: datetime | None
    frozen_by: str
    seal: str
    composition: dict[str, Any] | None
    checks: list[dict[str, Any]] | None
    bundle: int | None
    docx: int | None
    pdf: int | None
    texts: dict[str, str]
    explanations: dict[str, str]

    @property
    def is_draft(self) -> bool:
        """Whether its words may still change."""
        return self.state == ReportState.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether the public may read it."""
        return self.state == ReportState.PUBLISHED


@dataclass(frozen=True)
class LastSigned:
    """How the last report was signed, to begin the next one with."""

    number: str = ""
    post: str = ""
    name: str = ""
    authority: str = ""
    recipients: str = ""


def listed() -> tuple[ReportLine, ...]:
    """Every report, newest first."""
    return tuple(
        ReportLine(
            row.pk,
            row.title,
            row.window,
            row.state,
            row.get_state_display(),
            row.created_at,
            row.created_by,
            row.frozen_at,
        )
        for row in Report.objects.order_by("-id")
    )


def report_page(number: int) -> ReportPage | None:
    """One report, or None."""
    row = Report.objects.filter(pk=number).first()
    if row is None:
        return None
    return ReportPage(
        id=row.pk,
        title=row.title,
        window=row.window,
        outline=row.outline,
        agency=row.agency,
        number=row.number,
        dated_on=row.dated_on,
        state=row.state,
        state_name=row.get_state_display(),
        created_at=row.created_at,
        created_by=row.created_by,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by,
        seal=row.seal,
        composition=row.composition,
        checks=row.checks,
        bundle=row.bundle_id,
        docx=row.docx_id,
        pdf=row.pdf_id,
        texts=dict(row.texts.values_list("section", "text")),
        explanations=dict(row.explanations.values_list("check_key", "text")),
    )


def stored(number: int) -> Report | None:
    """The row that a deed is done to, or None."""
    return Report.objects.filter(pk=number).first()


def first_over(window: str) -> Report | None:
    """The first report over a window, or None."""
    return Report.objects.filter(window=window).order_by("id").first()


def is_published(number: int) -> bool:
    """Whether the public reads the report of that number."""
    return Report.objects.filter(pk=number, state=ReportState.PUBLISHED).exists()


def last_signed() -> LastSigned:
    """Number and signature of the newest report; empty when there is none."""
    signed = ("number", "signer_post", "signer_name", "signer_authority", "recipients")
    row = Report.objects.order_by("-id").values_list(*signed).first()
    return LastSigned(*row) if row else LastSigned()
