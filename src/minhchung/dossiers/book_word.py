"""Form 07 as Word: A3 across, the heading row on every page, no line parted, pages counted, one that an office edits.

Rows are written as XML by themselves: a table of thousands of rows is too slow cell by cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from minhchung.dossiers.book import KIND, Book
from minhchung.ground.printing import steady

_FONT = "Times New Roman"
_PAGE, _MARGIN = (420, 297), 12  # A3 across, in millimetres
#: Widths of the columns in millimetres; together what the page leaves free.
_WIDTHS = (9, 31, 58, 14, 38, 42, 34, 20, 20, 20, 20, 20, 24, 14, 32)
_TWIPS = 56.693  # of a millimetre
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")


def docx_of(book: Book, rows: Iterable[Sequence[str]], at: datetime) -> bytes:
    """The Word file's bytes; the same lines at the same moment give the same bytes."""
    document = Document()
    _set_page(document, f"Mẫu số {book.edition.number(KIND)}, {book.edition.name}")
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), _FONT)
    _line(
        document.paragraphs[0] if document.paragraphs else document.add_paragraph(), book.agency.upper(), 12
    )
    _line(document.add_paragraph(), book.title.upper(), 15, centred=True)
    _line(document.add_paragraph(), book.period, 11, centred=True, bold=False)
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(_table(book.columns, rows)))
    properties = document.core_properties
    properties.title, properties.author, properties.language = book.title, book.agency, "vi-VN"
    properties.created = properties.modified = at
    properties.last_modified_by, properties.comments = "", ""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _set_page(document: Any, form: str) -> None:
    """Paper, margins, and at the foot the form and "page of pages"."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(each) for each in _PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{form} · trang ").font.size = Pt(8)
    for place, field in enumerate(("PAGE", "NUMPAGES")):
        if place:
            foot.add_run("/").font.size = Pt(8)
        run = foot.add_run()
        run.font.size = Pt(8)
        for kind, text in (("begin", ""), ("", field), ("end", "")):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run.element.append(element)


def _line(paragraph: Any, text: str, size: float, *, centred: bool = False, bold: bool = True) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, not bold, Pt(size)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    widths = [round(each * _TWIPS) for each in _WIDTHS]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    parts = [head, _row(columns, widths, heading=True)]
    parts += [_row(row, widths) for row in rows]
    return "".join([*parts, "</w:tbl>"])


def _row(texts: Sequence[str], widths: Sequence[int], *, heading: bool = False) -> str:
    cells = "".join(_cell(text, width, heading) for text, width in zip(texts, widths, strict=True))
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, heading: bool) -> str:
    centred, bold = ('<w:jc w:val="center"/>', "<w:b/>") if heading else ("", "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="20" w:after="20"/>{centred}</w:pPr><w:r><w:rPr>{bold}<w:sz w:val="17"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text.translate(_ILLEGAL))}</w:t></w:r></w:p></w:tc>'
    )
