"""The report as Word, in the format of administrative documents (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
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
        for row in table.rows:
            for cell, width in zip(row.cells, (70, 95), strict=True):
                cell.width = Mm(width)
        left, right = table.rows[0].cells
        self._line(left.paragraphs[0], head.parent_agency.upper(), self.sizes["issuer"])
        self._ruled(self._line(left.add_paragraph(), head.agency.upper(), self.sizes["issuer"], bold=True))
        self._line(right.paragraphs[0], motto, self.sizes["motto"], bold=True)
        self._ruled(self._line(right.add_paragraph(), line, self.sizes["motto_line"], bold=True))
        left, right = table.rows[1].cells
        self._line(left.paragraphs[0], f"Số: {head.number}", self.sizes["number"])
        self._line(right.paragraphs[0], f"{head.place}, {head.date_words}", self.sizes["place"], italic=True)
        title = self.document.add_paragraph()
        title.paragraph_format.space_before = Pt(18)
        self._line(title, head.kind, self.sizes["title"], bold=True)
        self._ruled(self._line(self.document.add_paragraph(), head.abstract, self.sizes["title"], bold=True))
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
        widths = _widths(block, 165)
        self._row(table.rows[0], block.columns, widths, head=True)
        _repeat(table.rows[0])
        for row in block.rows:
            self._row(table.add_row(), row, widths)
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

    def _row(self, row: Any, runs: Iterable[Run], widths: list[float], *, head: bool = False) -> None:
        for place, (cell, run) in enumerate(zip(row.cells, runs, strict=True)):
            cell.width = Mm(widths[place])
            paragraph = cell.paragraphs[0]
            self._flush(paragraph)
            centred = head or place == 0
            if centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif isinstance(run, FigureCell):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._runs(paragraph, (run,), size=self.sizes["table"], bold=head)

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

    def _ruled(self, paragraph: Any) -> None:
        """A short line under a paragraph: the top border of a thin paragraph drawn in from both sides."""
        spacer = OxmlElement("w:p")
        paragraph._p.addnext(spacer)
        rule = Written(spacer, paragraph._parent)
        self._flush(rule)
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(24)
        rule.paragraph_format.line_spacing = Pt(4)
        top = OxmlElement("w:pBdr")
        line = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        top.append(line)
        rule._p.get_or_add_pPr().append(top)

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


def _widths(block: Table, total: float) -> list[float]:
    """Millimetres by column: a narrow number, a wide name, the rest shared."""
    count = len(block.columns) - 2
    each = min(24.0, (total - 10 - 52) / max(count, 1))
    return [10.0, total - 10 - each * count, *([each] * count)]


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
