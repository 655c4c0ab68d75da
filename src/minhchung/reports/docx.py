"""The report as Word, in the format of administrative documents (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Written

from minhchung.reports.composition import (
    Chart,
    Composition,
    FigureCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Table,
)
from minhchung.reports.drawing import png_of

FONT = "Times New Roman"
#: Millimetres: between the margins of A4; the two halves of the head; a column of ordinals; what a cell pads.
_TEXT_WIDTH, _HEAD_WIDTHS, _ORDINAL, _PADDING = 165.0, (74.0, 91.0), 13.0, 4.4
_NAMES_AT_LEAST, _SMALLEST, _MM_PER_POINT = 44.0, 9.0, 0.3528
#: A heading of at most so many letters stands on one line.
_SHORT = 10
#: Letters narrower or wider than a digit, in ems.
_NARROW = {" ": 0.25, "\u00a0": 0.25, ".": 0.25, ",": 0.25, "/": 0.28, "-": 0.33, "%": 0.83}
#: Properties of a paragraph that the schema puts after its borders.
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
    "w:sectPr",
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def docx_of(composition: Composition, layout: Mapping[str, Any], at: datetime, site: str = "") -> bytes:
    """The Word file's bytes; the same composition at the same moment gives the same bytes."""
    paper = _Paper(layout, site)
    paper.letterhead(composition.letterhead)
    for number, block in enumerate(composition.blocks):
        if isinstance(block, Heading):
            paper.heading(block)
        elif isinstance(block, Paragraph):
            paper.body(block.runs)
        elif isinstance(block, Table):
            paper.table(block)
        elif isinstance(block, Chart):
            paper.chart(block, number)
    for remark in composition.remarks:
        paper.note(remark)
    paper.signature(composition.letterhead)
    properties = paper.document.core_properties
    properties.title, properties.author, properties.language = (
        composition.title,
        composition.letterhead.agency,
        "vi-VN",
    )
    properties.created = properties.modified = at
    properties.last_modified_by, properties.comments = "", ""
    buffer = io.BytesIO()
    paper.document.save(buffer)
    return _steady(buffer.getvalue())


class _Paper:
    """A document being written."""

    def __init__(self, layout: Mapping[str, Any], site: str) -> None:
        self.layout, self.site = layout, site
        self.sizes = layout["sizes"]
        self.document = Document()
        self._page()
        self._styles()

    def letterhead(self, head: Letterhead) -> None:
        motto, line = self.layout["national"]
        table = self.document.add_table(rows=2, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _set_widths(table, _HEAD_WIDTHS)
        _without_padding(table)
        left, right = table.rows[0].cells
        self._line(left.paragraphs[0], head.parent_agency.upper(), self.sizes["issuer"])
        agency = self._line(left.add_paragraph(), head.agency.upper(), self.sizes["issuer"], bold=True)
        self._ruled(agency, _HEAD_WIDTHS[0], 0.4)
        self._line(right.paragraphs[0], motto, self.sizes["motto"], bold=True)
        motto_line = self._line(right.add_paragraph(), line, self.sizes["motto_line"], bold=True)
        self._ruled(motto_line, _HEAD_WIDTHS[1], 0.62)  # as long as its words
        left, right = table.rows[1].cells
        self._line(left.paragraphs[0], f"Số: {head.number}", self.sizes["number"])
        self._line(right.paragraphs[0], f"{head.place}, {head.date_words}", self.sizes["place"], italic=True)
        title = self.document.add_paragraph()
        self._line(title, head.kind, self.sizes["title"], bold=True)
        title.paragraph_format.space_before = Pt(18)
        abstract = self._line(self.document.add_paragraph(), head.abstract, self.sizes["title"], bold=True)
        self._ruled(abstract, _TEXT_WIDTH, 0.34).paragraph_format.space_after = Pt(8)
        for number, base in enumerate(head.bases, start=1):
            end = "." if number == len(head.bases) else ";"
            paragraph = self.document.add_paragraph(style="Normal")
            paragraph.add_run(f"{base}{end}").italic = True

    def heading(self, block: Heading) -> None:
        self.document.add_heading(block.text, level=block.level)

    def body(self, runs: Iterable[Run]) -> None:
        paragraph = self.document.add_paragraph(style="Normal")
        self._runs(paragraph, runs)

    def note(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Mm(0)
        run = paragraph.add_run(text)
        run.italic, run.font.size = True, Pt(self.sizes["recipients"])

    def table(self, block: Table) -> None:
        caption = self.document.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        self._line(caption, block.caption, self.sizes["body"], bold=True)
        table = self.document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        size = float(self.sizes["table"])
        while size > _SMALLEST and _widths(block, size)[1] < _NAMES_AT_LEAST:
            size -= 0.5
        self._row(table.rows[0], block.columns, size, head=True)
        _repeat(table.rows[0])
        for row in block.rows:
            self._row(table.add_row(), row, size)
        for row in table.rows:
            _whole(row)
        for row in table.rows[:3]:  # a heading with two rows stays together
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        _set_widths(table, _widths(block, size))
        if block.note:
            self.note(block.note)

    def chart(self, block: Chart, number: int) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.first_line_indent = Mm(0)
        picture = paragraph.add_run().add_picture(
            io.BytesIO(png_of(block, f"bieu-do-{number}")), width=Mm(155)
        )
        described = picture._inline.docPr
        described.set("descr", f"{block.title}. {block.description}")
        described.set("title", block.title)
        paragraph.paragraph_format.keep_with_next = True
        self._line(self.document.add_paragraph(), f"Biểu đồ. {block.title}", self.sizes["table"], italic=True)

    def signature(self, head: Letterhead) -> None:
        table = self.document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        first = left.paragraphs[0]
        self._flush(first)
        run = first.add_run("Nơi nhận:")
        run.bold = run.italic = True
        run.font.size = Pt(self.sizes["recipients_head"])
        for number, name in enumerate(head.recipients, start=1):
            paragraph = left.add_paragraph()
            self._flush(paragraph)
            end = "." if number == len(head.recipients) else ";"
            paragraph.add_run(f"- {name}{end}").font.size = Pt(self.sizes["recipients"])
        self._line(right.paragraphs[0], head.post.upper(), self.sizes["body"], bold=True)
        for _ in range(4):
            self._line(right.add_paragraph(), "", self.sizes["body"])
        self._line(right.add_paragraph(), head.name, self.sizes["body"], bold=True)

    def _row(self, row: Any, runs: Iterable[Run], size: float, *, head: bool = False) -> None:
        for place, (cell, run) in enumerate(zip(row.cells, runs, strict=True)):
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph = cell.paragraphs[0]
            self._flush(paragraph)
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
            centred = head or place == 0
            if centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif isinstance(run, FigureCell):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._runs(paragraph, (run,), size=size, bold=head)

    def _runs(
        self, paragraph: Any, runs: Iterable[Run], size: float | None = None, bold: bool = False
    ) -> None:
        for run in runs:
            if isinstance(run, FigureCell):
                self._link(paragraph, run, size)
                continue
            written = paragraph.add_run(run)
            written.bold = bold or None
            if size:
                written.font.size = Pt(size)

    def _link(self, paragraph: Any, cell: FigureCell, size: float | None) -> None:
        relation = paragraph.part.relate_to(
            f"{self.site}{cell.href}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        link.set(qn("w:tooltip"), cell.title[:250])
        run = paragraph.add_run(f"{cell.printed} (số khai)" if cell.declared else cell.printed)
        if size:
            run.font.size = Pt(size)
        link.append(run._r)
        paragraph._p.append(link)

    def _line(
        self, paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False
    ) -> Any:
        self._flush(paragraph)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        return paragraph

    def _flush(self, paragraph: Any) -> None:
        form = paragraph.paragraph_format
        form.first_line_indent, form.space_before, form.space_after = Mm(0), Pt(0), Pt(0)
        form.line_spacing = 1.0
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def _ruled(self, paragraph: Any, width: float, share: float) -> Any:
        """A short line under a paragraph: the top border of a thin paragraph drawn in from both sides.

        ``width`` is that of the column in millimetres, of which the line takes ``share``.
        """
        spacer = OxmlElement("w:p")
        paragraph._p.addnext(spacer)
        rule = Written(spacer, paragraph._parent)
        self._flush(rule)
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(width * (1 - share) / 2)
        rule.paragraph_format.line_spacing = Pt(4)
        rule.paragraph_format.space_before = Pt(2)
        top = OxmlElement("w:pBdr")
        line = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        top.append(line)
        rule._p.get_or_add_pPr().insert_element_before(top, *_AFTER_BORDERS)
        return rule

    def _page(self) -> None:
        section = self.document.sections[0]
        page, margins = self.layout["page"], self.layout["margins"]
        section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
        section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
        section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        self._flush(paragraph)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run()
        run.font.size = Pt(self.sizes["page_number"])
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)

    def _styles(self) -> None:
        body = self.layout["body"]
        for name, size, bold in (
            ("Normal", self.sizes["body"], False),
            ("Heading 1", self.sizes["body"], True),
            ("Heading 2", self.sizes["body"], True),
            ("Heading 3", self.sizes["body"], True),
        ):
            style = self.document.styles[name]
            style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
            style.font.italic = name == "Heading 3"
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), FONT)
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            style.font.color.rgb = None
            for colour in style.element.rPr.findall(qn("w:color")):
                colour.set(qn("w:val"), "000000")
                for theme in ("themeColor", "themeTint", "themeShade"):
                    colour.attrib.pop(qn(f"w:{theme}"), None)
            form = style.paragraph_format
            form.space_before = form.space_after = Pt(body["space"])
            form.line_spacing = body["line"]
            form.first_line_indent = Mm(body["first_line"])
            form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _widths(block: Table, size: float) -> list[float]:
    """Millimetres by column: the ordinal, figures as wide as their longest word, the rest for the name."""
    needed = []
    for place in range(2, len(block.columns)):
        cells = [row[place] for row in block.rows]
        texts = [cell.printed if isinstance(cell, FigureCell) else str(cell) for cell in cells]
        heading = block.columns[place]
        texts.extend(f"{word} " for word in ([heading] if len(heading) <= _SHORT else heading.split()))
        needed.append(max(sum(_NARROW.get(letter, 0.52) for letter in text) for text in texts))
    figures = [ems * size * _MM_PER_POINT + _PADDING for ems in needed]
    return [_ORDINAL, _TEXT_WIDTH - _ORDINAL - sum(figures), *figures]


def _set_widths(table: Any, widths: Iterable[float]) -> None:
    """The same widths in the grid and in every cell: programs read one or the other."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _without_padding(table: Any) -> None:
    """Cells that use their whole width."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _whole(row: Any) -> None:
    """A row is not parted between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    """Print the heading row again on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _steady(content: bytes) -> bytes:
    """The same archive with fixed dates inside, so that the same report is the same file."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            fresh = zipfile.ZipInfo(entry.filename, date_time=_ZIP_DATE)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o644 << 16
            target.writestr(fresh, source.read(entry))
    return buffer.getvalue()
