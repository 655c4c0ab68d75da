"""Lists of documents as Word and as a workbook: grouped by field of work, then type, numbered through.

The same lists give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from minhchung.ground.printing import steady
from minhchung.legislation.systematising import Listed

_FONT, _SIZE = "Times New Roman", 11
_NUMBER = "STT"
_MILLIMETRES = 267  # what an A4 sheet laid across leaves between its margins
#: Shares of the width, by how much a column has to say.
_WIDE = ("Tên gọi, trích yếu", "Nội dung", "Lý do", "Kiến nghị")


@dataclass(frozen=True)
class PrintedList:
    """A list: its letter, its title, its headings (without the running number) and its lines."""

    letter: str
    title: str
    headings: tuple[str, ...]
    lines: tuple[Listed, ...]


@dataclass(frozen=True)
class Paper:
    """What is printed: whose, under which title, with the decision or day under it."""

    agency: str
    title: str
    under: str
    lists: tuple[PrintedList, ...]


def _grouped(lines: Sequence[Listed]) -> Iterator[tuple[str, Listed | None]]:
    """Headings of fields, each with None, and lines, in the order of print."""
    for field, group in groupby(lines, key=lambda line: line.field):
        yield field or "Lĩnh vực khác", None
        for line in group:
            yield "", line


def docx_of(paper: Paper, at: datetime) -> bytes:
    """The Word file's bytes."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), _FONT)
    _say(document, paper.agency.upper(), bold=True)
    _say(document, paper.title.upper(), bold=True, centred=True, size=14)
    _say(document, paper.under, centred=True, italic=True)
    for each in paper.lists:
        _say(document, each.title, bold=True, size=12)
        if each.lines:
            _table(document, each)
        else:
            _say(document, "Không có văn bản.", italic=True)
    properties = document.core_properties
    properties.title, properties.author, properties.language = paper.title, paper.agency, "vi-VN"
    properties.created = properties.modified = at
    properties.last_modified_by, properties.comments = "", ""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _say(
    document: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    size: int = _SIZE,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _widths(headings: Sequence[str]) -> list[int]:
    weights = [1.4, *(7 if heading.startswith(_WIDE) else 3.5 for heading in headings)]
    return [round(_MILLIMETRES * each / sum(weights)) for each in weights]


def _table(document: Any, shown: PrintedList) -> None:
    headings = (_NUMBER, *shown.headings)
    widths = _widths(shown.headings)
    rows = list(_grouped(shown.lines))
    table = document.add_table(rows=len(rows) + 1, cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    grid = [row.cells for row in table.rows]
    for cell, heading in zip(grid[0], headings, strict=True):
        _write(cell, heading, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 (no public way to the row's properties)
    number = 0
    for cells, (heading, line) in zip(grid[1:], rows, strict=True):
        if line is None:
            _write(cells[0].merge(cells[-1]), heading, bold=True)
            continue
        number += 1
        for cell, text in zip(cells, (str(number), *line.cells), strict=True):
            _write(cell, text)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice reads the grid, Word the cells
    for cells in grid:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)


def _write(cell: Any, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(10)


def xlsx_of(paper: Paper, at: datetime) -> bytes:
    """The workbook's bytes: a sheet for each list."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": paper.title, "author": paper.agency, "created": at})
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    group = book.add_format({"bold": True, "border": 1})
    for each in paper.lists:
        sheet = book.add_worksheet(f"Danh mục {each.letter}")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.write_string(0, 0, paper.agency.upper(), bold)
        sheet.write_string(1, 0, paper.title, bold)
        sheet.write_string(2, 0, each.title, bold)
        sheet.write_string(3, 0, paper.under)
        for place, (heading, width) in enumerate(
            zip((_NUMBER, *each.headings), _widths(each.headings), strict=True)
        ):
            sheet.set_column(place, place, width / 2)
            sheet.write_string(4, place, heading, head)
        sheet.repeat_rows(4)
        sheet.freeze_panes(5, 0)
        number, row = 0, 5
        for heading, line in _grouped(each.lines):
            if line is None:
                for place in range(len(each.headings) + 1):
                    sheet.write_string(row, place, heading if place == 0 else "", group)
            else:
                number += 1
                sheet.write_number(row, 0, number, plain)
                for place, text in enumerate(line.cells, start=1):
                    sheet.write_string(row, place, text, plain)
            row += 1
    book.close()
    return steady(buffer.getvalue())
