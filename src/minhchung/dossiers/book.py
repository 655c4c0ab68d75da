"""Form 07, the book of dossiers: what came in over a period, line by line, as rows, as XLSX and as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from django.db.models import F, OuterRef, QuerySet, Subquery

from minhchung.dossiers.models import Dossier, Event, ReturnWay, Sight
from minhchung.dossiers.models.sight import ALL
from minhchung.dossiers.papers.editions import Edition, edition_on, latest
from minhchung.dossiers.papers.pdf import typeset
from minhchung.dossiers.queries import EXPORT_CHUNK
from minhchung.ground.language import in_vietnamese
from minhchung.ground.masking import masked
from minhchung.organisation import queries as organisation
from minhchung.rules.lifecycle import ENDED, STATE_NAMES, Deed, State
from minhchung.rules.windows import Window

KIND = "book"
#: Columns that name a person, by their place.
PERSONAL_COLUMNS = (4, 5)
#: Lines that one PDF or Word file holds; a longer book is taken as XLSX or by shorter periods.
LONGEST_PDF = 3_000
_WIDTHS = (5, 24, 44, 9, 30, 34, 26, 17, 17, 17, 17, 17, 18, 10, 24)


@dataclass(frozen=True)
class Book:
    """The head of a book: its form, its columns, whose it is and over which days."""

    edition: Edition
    title: str
    columns: tuple[str, ...]
    agency: str
    period: str
    lines: int


def book_of(window: Window, sight: Sight = ALL) -> Book:
    """The book over a period, headed as the form in force at its end wants."""
    edition = edition_on(window.last_day) or latest()
    home = organisation.home_agency(window.last_day) or organisation.home_agency()
    return Book(
        edition=edition,
        title=edition.title(KIND),
        columns=tuple(edition.forms[KIND]["table"]),
        agency=organisation.name_of(home, window.last_day) if home else "",
        period=f"{window.title} ({window.since:%d/%m/%Y} - {window.last_day:%d/%m/%Y})",
        lines=_received(window, sight).count(),
    )


def rows_of(
    window: Window, *, sees_personal: bool, sight: Sight = ALL, first: int = 0, count: int | None = None
) -> Iterator[tuple[str, ...]]:
    """The lines of the book in the order of acceptance, streamed; names hidden from those who may not read them.

    Args:
        sight: whose dossiers the reader sees.
        first, count: which lines; all of them when no count is given.
    """
    names = organisation.names_of(
        _received(window, sight).order_by().values_list("settled_by", flat=True).distinct(), window.last_day
    )
    handed = Event.objects.filter(dossier=OuterRef("pk"), deed=str(Deed.HAND_ON)).order_by("number")
    rows = (
        _received(window, sight)
        .annotate(handed_at=Subquery(handed.values("at")[:1]), procedure_name=F("version__name"))
        .order_by("accepted_at", "id")
        .values_list(
            *(
                "code",
                "procedure_name",
                "applicant_name",
                "applicant_address",
                "applicant_phone",
                "settled_by",
            ),
            *("accepted_at", "promised_at", "handed_at", "ended_at", "returned_at", "return_way", "state"),
            "late_reason",
            named=True,
        )
    )
    if count is not None:
        rows = rows[first : first + count]
    ways = dict(ReturnWay.choices)
    for place, row in enumerate(rows.iterator(chunk_size=EXPORT_CHUNK), start=first + 1):
        reach = ", ".join(part for part in (row.applicant_address, row.applicant_phone) if part)
        unsettled = row.state in {str(each) for each in ENDED} - {str(State.FINISHED), str(State.RETURNED)}
        note = "; ".join(
            part for part in (STATE_NAMES[State(row.state)] if unsettled else "", row.late_reason) if part
        )
        yield (
            str(place),
            row.code,
            row.procedure_name,
            "",
            row.applicant_name if sees_personal else masked("applicant_name", row.applicant_name),
            reach if sees_personal else masked("applicant_phone", row.applicant_phone),
            names.get(row.settled_by, ""),
            _moment(row.accepted_at),
            _moment(row.promised_at),
            _moment(row.handed_at),
            "" if unsettled else _moment(row.ended_at),
            _moment(row.returned_at),
            str(ways.get(row.return_way, "")),
            "",
            note,
        )


@in_vietnamese
def write_xlsx(path: Path, window: Window, sight: Sight = ALL) -> None:
    """The whole book as a workbook, written line by line; every cell is text, so nothing in it is ever run."""
    book = book_of(window, sight)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Sổ theo dõi")
        bold = workbook.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
        head = workbook.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter",
             "font_name": "Times New Roman"}
        )  # fmt: skip
        cell = workbook.add_format(
            {"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman"}
        )
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        sheet.write_string(0, 0, book.agency, bold)
        sheet.write_string(1, 0, f"{book.title.upper()} - {book.period}", bold)
        sheet.write_string(
            2, 0, f"Mẫu số {book.edition.number(KIND)}, {book.edition.name}; {book.lines} hồ sơ", cell
        )
        for column, name in enumerate(book.columns):
            sheet.write_string(3, column, name, head)
        sheet.freeze_panes(4, 2)
        for line, row in enumerate(rows_of(window, sees_personal=True, sight=sight), start=4):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text, cell)


@in_vietnamese
def pdf_of(window: Window, at: datetime, sight: Sight = ALL) -> bytes:
    """The whole book as PDF/A, A3 across; not for more than :data:`LONGEST_PDF` lines."""
    book = book_of(window, sight)
    data = {
        "agency": book.agency,
        "title": book.title,
        "period": book.period,
        "form": f"Mẫu số {book.edition.number(KIND)}, {book.edition.name}",
        "columns": book.columns,
        "rows": list(rows_of(window, sees_personal=True, sight=sight)),
    }
    return typeset("book.typ", data, at, {})


def _received(window: Window, sight: Sight) -> QuerySet[Dossier]:
    return Dossier.objects.visible_to(sight).filter(
        accepted_at__gte=window.since, accepted_at__lt=window.until
    )


def _moment(moment: datetime | None) -> str:
    return f"{moment:%H:%M %d/%m/%Y}" if moment else ""
