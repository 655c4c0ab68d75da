"""The report as Word, in the format of administrative documents (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import io
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

from minhchung.ground.printing import steady
from minhchung.reports.composition import (
    Block,
    Cell,
    Chart,
    Composition,
    FigureCell,
    Heading,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    ended,
    runs_in,
)
from minhchung.reports.docx_lines import (
    centred,
    flush,
    pad,
    repeated,
    ruled,
    set_page,
    set_styles,
    set_widths,
    unparted,
)
from minhchung.reports.drawing import png_of
from minhchung.reports.fitting import HEAD_WIDTHS, PADDING, SIGNATURE_WIDTHS, UNPARTED, fitted, sense_lines

#: Empty lines that the signature and the seal need.
_ROOM_TO_SIGN = 4


def docx_of(composition: Composition, layout: Mapping[str, Any], at: datetime, site: str = "") -> bytes:
    """The Word file's bytes; the same composition at the same moment gives the same bytes."""
    paper = _Paper(layout, site)
    paper.letterhead(composition.letterhead)
    for number, block in enumerate(composition.blocks):
        paper.block(block, number)
    paper.remarks(composition.remarks)
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
    return steady(buffer.getvalue())


class _Paper:
    """A document being written."""

    def __init__(self, layout: Mapping[str, Any], site: str) -> None:
        self.layout, self.site = layout, site
        self.sizes = layout["sizes"]
        self.width = float(layout["page"]["width"] - layout["margins"]["left"] - layout["margins"]["right"])
        self.document = Document()
        self.break_next = False
        set_page(self.document, layout)
        set_styles(self.document, layout)

    def letterhead(self, head: Letterhead) -> None:
        motto, line = self.layout["national"]
        table = self.document.add_table(rows=2, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        pad(table, 0)
        set_widths(table, HEAD_WIDTHS)
        left, right = table.rows[0].cells
        size = self.sizes["issuer"]
        for place, words in enumerate(
            sense_lines(head.parent_agency.upper(), HEAD_WIDTHS[0], size, bold=False)
        ):
            centred(left.paragraphs[0] if place == 0 else left.add_paragraph(), words, size)
        for words in sense_lines(head.agency.upper(), HEAD_WIDTHS[0], size):
            agency = centred(left.add_paragraph(), words, size, bold=True)
        ruled(agency, HEAD_WIDTHS[0], 0.4)
        centred(right.paragraphs[0], motto, self.sizes["motto"], bold=True)
        motto_line = centred(right.add_paragraph(), line, self.sizes["motto_line"], bold=True)
        ruled(motto_line, HEAD_WIDTHS[1], 0.62)  # as long as its words
        left, right = table.rows[1].cells
        centred(left.paragraphs[0], head.number_line, self.sizes["number"])
        centred(right.paragraphs[0], f"{head.place}, {head.date_words}", self.sizes["place"], italic=True)
        title = centred(self.document.add_paragraph(), head.kind, self.sizes["title"], bold=True)
        title.paragraph_format.space_before = Pt(18)
        abstract = centred(self.document.add_paragraph(), head.abstract, self.sizes["title"], bold=True)
        ruled(abstract, self.width, 0.34).paragraph_format.space_after = Pt(8)
        for base in ended(head.bases):
            self.document.add_paragraph().add_run(base).italic = True

    def block(self, block: Block, number: int) -> None:
        if isinstance(block, Heading):
            self._opened(self.document.add_heading(block.line, level=block.level))
        elif isinstance(block, Paragraph):
            paragraph = self.document.add_paragraph()
            note = block.style == "note"
            self._runs(paragraph, block.runs, size=self.sizes["recipients"] if note else None, italic=note)
            if block.style == "closing":  # with the remarks and the signature on one page
                paragraph.paragraph_format.keep_with_next = paragraph.paragraph_format.keep_together = True
        elif isinstance(block, ListBlock):
            for place, item in enumerate(block.items, start=1):
                mark = f"{place}. " if block.ordered else "- "
                self._runs(self.document.add_paragraph(), (mark, *item))
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Chart):
            self.chart(block, number)
        elif isinstance(block, PageBreak):
            self.break_next = True

    def remarks(self, remarks: tuple[str, ...]) -> None:
        for place, remark in enumerate(remarks):
            form = self._note(remark).paragraph_format
            form.space_before, form.keep_with_next, form.keep_together = (
                Pt(8 if place == 0 else 1),
                True,
                True,
            )

    def table(self, block: Table) -> None:
        caption = centred(self.document.add_paragraph(), block.caption, self.sizes["body"], bold=True)
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(4)
        self._opened(caption)
        heads = 2 if block.spans else 1
        table = self.document.add_table(rows=heads, cols=len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        pad(table, PADDING / 2)
        fit = fitted(block, self.width, self.sizes["table"])
        for _row in block.rows:
            table.add_row()
        set_widths(table, fit.widths)
        self._heads(table, block, fit.size)
        for place, (row, cells) in enumerate(zip(table.rows[heads:], block.rows, strict=True)):
            total = block.total and place + 1 == len(block.rows)
            self._row(row, cells, block.numeric, fit.size, bold=total)
        for row in table.rows:
            unparted(row)
        short = len(block.rows) <= UNPARTED
        last = len(table.rows) - (0 if block.note else 1)  # the note stays with the last row
        held = table.rows[:last] if short else [*table.rows[: heads + 1], *table.rows[-2:last]]
        for row in held:  # a short table stands on one page, of a long one no row alone
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        if block.note:
            self._note(block.note)

    def chart(self, block: Chart, number: int) -> None:
        paragraph = flush(self.document.add_paragraph())
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(8)
        picture = paragraph.add_run().add_picture(
            io.BytesIO(png_of(block, f"bieu-do-{number}")), width=Mm(155)
        )
        described = picture._inline.docPr
        described.set("descr", f"{block.title}. {block.description}")
        described.set("title", block.title)
        paragraph.paragraph_format.keep_with_next = True
        words = centred(self.document.add_paragraph(), block.title, self.sizes["table"], italic=True)
        words.paragraph_format.space_after = Pt(2 if block.source else 8)
        if block.source:
            words.paragraph_format.keep_with_next = True
            source = centred(self.document.add_paragraph(), block.source, self.sizes["table"], italic=True)
            source.paragraph_format.space_after = Pt(8)

    def signature(self, head: Letterhead) -> None:
        before = flush(self.document.add_paragraph())
        before.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=2)
        pad(table, 0)
        set_widths(table, SIGNATURE_WIDTHS)
        unparted(table.rows[0])
        left, right = table.rows[0].cells
        run = flush(left.paragraphs[0]).add_run("Nơi nhận:")
        run.bold = run.italic = True
        run.font.size = Pt(self.sizes["recipients_head"])
        for name in ended(head.recipients):
            paragraph = flush(left.add_paragraph())
            paragraph.add_run(f"- {name}").font.size = Pt(self.sizes["recipients"])
        lines = [*head.authority.upper().splitlines(), *head.post.upper().splitlines()]
        for place, words in enumerate(lines):
            paragraph = right.paragraphs[0] if place == 0 else right.add_paragraph()
            centred(paragraph, words, self.sizes["body"], bold=True)
        for _ in range(_ROOM_TO_SIGN):
            centred(right.add_paragraph(), "", self.sizes["body"])
        centred(right.add_paragraph(), head.name, self.sizes["body"], bold=True)

    def _heads(self, table: Any, block: Table, size: float) -> None:
        """The heading row; with spans two rows, where a column without a span reaches over both."""
        lower = table.rows[1] if block.spans else table.rows[0]
        alone = set(block.unspanned)
        begin = 0
        for span in block.spans:
            end = begin + span.columns - 1
            if span.text:
                over = table.cell(0, begin).merge(table.cell(0, end)) if end > begin else table.cell(0, begin)
                self._cell(over, (span.text,), size, bold=True)
            begin = end + 1
        for place, name in enumerate(block.columns):
            both = block.spans and place in alone
            cell = table.cell(0, place).merge(table.cell(1, place)) if both else lower.cells[place]
            self._cell(cell, (name,), size, bold=True)
        for row in table.rows[: 2 if block.spans else 1]:
            repeated(row)

    def _row(
        self, row: Any, cells: Iterable[Cell], numeric: tuple[int, ...], size: float, *, bold: bool
    ) -> None:
        for place, (cell, runs) in enumerate(zip(row.cells, cells, strict=True)):
            side = WD_ALIGN_PARAGRAPH.RIGHT if place in numeric else WD_ALIGN_PARAGRAPH.LEFT
            self._cell(
                cell, runs_in(runs), size, bold=bold, side=WD_ALIGN_PARAGRAPH.CENTER if place == 0 else side
            )

    def _cell(
        self,
        cell: Any,
        runs: Iterable[Run],
        size: float,
        *,
        bold: bool = False,
        side: Any = WD_ALIGN_PARAGRAPH.CENTER,
    ) -> None:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = flush(cell.paragraphs[0])
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
        paragraph.alignment = side
        self._runs(paragraph, runs, size=size, bold=bold)

    def _runs(
        self,
        paragraph: Any,
        runs: Iterable[Run],
        *,
        size: float | None = None,
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        for run in runs:
            written = paragraph.add_run(run.shown if isinstance(run, FigureCell) else run)
            written.bold, written.italic = bold or None, italic or None
            if size:
                written.font.size = Pt(size)
            if isinstance(run, FigureCell):
                self._linked(paragraph, written, run)

    def _linked(self, paragraph: Any, written: Any, cell: FigureCell) -> None:
        relation = paragraph.part.relate_to(
            f"{self.site}{cell.href}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        link.set(qn("w:tooltip"), cell.title[:250])
        link.append(written._r)
        paragraph._p.append(link)

    def _note(self, text: str) -> Any:
        paragraph = flush(self.document.add_paragraph())
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(2), Pt(4)
        run = paragraph.add_run(text)
        run.italic, run.font.size = True, Pt(self.sizes["recipients"])
        return paragraph

    def _opened(self, paragraph: Any) -> None:
        """What follows a page break begins on a new page."""
        if self.break_next:
            paragraph.paragraph_format.page_break_before = True
            self.break_next = False
