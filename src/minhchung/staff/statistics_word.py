"""The statistical table as a Word file: A4 across, a table for each block, heading rows repeated."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from minhchung.ground.printing import steady
from minhchung.rules.rounding import printed_number
from minhchung.staff.statistics import Part, Statistics

_FONT = "Times New Roman"


def docx_of(found: Statistics, agency: str, at: datetime) -> bytes:
    """The file's bytes; the same table at the same moment gives the same bytes."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), _FONT)
    title = _("Thống kê số lượng, chất lượng công chức, viên chức")
    _line(document, agency.upper(), 12)
    _line(document, title.upper(), 14, centred=True)
    _line(document, _("Tại ngày %(day)s") % {"day": f"{found.day:%d/%m/%Y}"}, 12, centred=True, bold=False)
    _line(
        document,
        _("Có mặt: %(present)s người; được giao: %(assigned)s.")
        % {"present": printed_number(found.totals[0]), "assigned": printed_number(found.assigned[0])},
        12,
        bold=False,
    )
    for number, block in enumerate(found.blocks, 1):
        _line(document, f"{number}. {block.title}", 12)
        _block(document, found, block)
    _line(document, "", 11)
    _line(
        document,
        _("Căn cứ: %(cites)s. %(note)s") % {"cites": found.cites, "note": found.note},
        10,
        bold=False,
    )
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, agency, "vi-VN"
    properties.created = properties.modified = at
    properties.last_modified_by, properties.comments = "", ""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _block(document: Any, found: Statistics, block: Part) -> None:
    """One block: units down, columns across, the total last and bold."""
    table = document.add_table(rows=0, cols=len(block.columns) + 2)
    table.style = "Table Grid"
    _row(table, (_("Đơn vị"), _("Tổng"), *block.columns), bold=True, repeated=True)
    for place in (*range(1, len(found.rows)), 0):
        cells = (
            found.rows[place],
            *(printed_number(each) for each in (found.totals[place], *block.counts[place])),
        )
        _row(table, cells, bold=place == 0)


def _row(table: Any, texts: tuple[str, ...], *, bold: bool, repeated: bool = False) -> None:
    row = table.add_row()
    marks = [OxmlElement("w:cantSplit"), *([OxmlElement("w:tblHeader")] if repeated else [])]
    for mark in marks:
        row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 (python-docx has no public way)
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(10)
        if place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _line(document: Any, text: str, size: float, *, centred: bool = False, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
