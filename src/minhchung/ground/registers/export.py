"""CSV as a stream of bytes and workbooks as a file: open rightly in Excel and run nothing."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

import xlsxwriter

from minhchung.ground.intake.safe_export import csv_cell

#: How many lines leave in one piece.
PIECE = 500
#: A sheet takes 1,048,576 lines; what is more goes on in the next.
_LINES_OF_A_SHEET = 1_000_000
_WIDTH = 22


class _Gather:
    """A text stream that keeps what is written until it is taken."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts.append(text)
        return len(text)

    def take(self) -> bytes:
        text, self.parts = "".join(self.parts), []
        return text.encode()


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark; cells that a spreadsheet would run are made harmless."""
    gather = _Gather()
    writer = csv.writer(gather, lineterminator="\r\n")
    gather.write("\ufeff")
    writer.writerow([csv_cell(heading) for heading in headings])
    for count, row in enumerate(rows, start=1):
        writer.writerow([csv_cell(value) for value in row])
        if count % PIECE == 0:
            yield gather.take()
    yield gather.take()


def workbook(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str) -> IO[bytes]:
    """An XLSX file on disk, open at its beginning and gone when it is closed; memory does not grow with the rows.

    Text is written as text, so codes keep their zeros and nothing is a formula; moments are moments.
    """
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 (the answer closes it)
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    lines = iter(rows)
    number = 0
    while True:
        part = islice(lines, _LINES_OF_A_SHEET)
        first = next(part, None)
        if first is None and number:
            break
        number += 1
        sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, _WIDTH)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        for line, row in enumerate([] if first is None else _after(first, part), start=1):
            for place, value in enumerate(row):
                match value:
                    case None | "":
                        continue
                    case datetime():
                        sheet.write_datetime(line, place, value, moment)
                    case date():
                        sheet.write_datetime(line, place, value, day)
                    case int() if not isinstance(value, bool):
                        sheet.write_number(line, place, value)
                    case _:
                        sheet.write_string(line, place, str(value))
    book.close()
    file.seek(0)
    return file


def _after(first: Any, rest: Iterable[Any]) -> Iterator[Any]:
    yield first
    yield from rest
