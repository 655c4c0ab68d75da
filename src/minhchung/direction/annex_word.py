"""The annex of a plan as Word: the table of its tasks in the layout of NĐ 30/2020, across the page.

The layout's lengths and sizes are the lawbook's. The same plan on the same day gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from minhchung import lawbook
from minhchung.direction.models import Head, Plan, PlanTask
from minhchung.direction.plan_cells import products_in
from minhchung.direction.programmes import words_of
from minhchung.ground.printing import steady
from minhchung.rules.rounding import printed_number

LAYOUT = "documents.nd30_layout"
COLUMNS = ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Kinh phí")
#: Shares of the page's free width, in percent.
_WIDTHS = (6, 30, 17, 14, 14, 10, 9)
_FONT = "Times New Roman"
_TWIPS = 56.693  # of a millimetre
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


@dataclass(frozen=True)
class AnnexRow:
    """A task as the annex prints it; ``head`` and ``group`` are those under which it stands."""

    head: str
    cells: tuple[str, ...]


def rows_of(plan: Plan, tasks: Iterable[PlanTask]) -> tuple[AnnexRow, ...]:
    """The tasks under their heads, in the words of the programme of the year; dropped ones are left out."""
    order = {value: place for place, value in enumerate(Head.values)}
    standing = [each for each in tasks if each.dropped_on is None]
    found = sorted(standing, key=lambda each: (order[each.head], each.pk))
    return tuple(
        AnnexRow(
            words_of(each.head, plan.year),
            (
                each.number,
                each.title,
                _product(each),
                each.lead_unit,
                each.support_units,
                _limit(each),
                _money(each),
            ),
        )
        for each in found
    )


def docx_of(plan: Plan, rows: Sequence[AnnexRow], *, at: datetime) -> bytes:
    """The Word file's bytes."""
    rule = _layout(plan.issued_on or at.date())
    sizes = rule["sizes"]
    document = Document()
    _set_page(document, rule)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(sizes["body"])
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), _FONT)
    first = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    _line(first, "PHỤ LỤC", sizes["title"])
    _line(document.add_paragraph(), f"NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM {plan.year}", sizes["title"])
    _line(document.add_paragraph(), _attached(plan), sizes["body"], italic=True)
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(_table(rows, rule)))
    properties = document.core_properties
    properties.title = f"Phụ lục kế hoạch cải cách hành chính năm {plan.year}"
    properties.author, properties.language = plan.issuer, "vi-VN"
    properties.created = properties.modified = at
    properties.last_modified_by, properties.comments = "", ""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _attached(plan: Plan) -> str:
    """The line under the title: to what it belongs."""
    if plan.issued_on is None:
        return f"(Kèm theo Kế hoạch số ........ ngày .... tháng .... năm ........ của {plan.issuer})"
    day = f"{plan.issued_on.day:02d} tháng {_month(plan.issued_on)} năm {plan.issued_on.year}"
    return f"(Kèm theo Kế hoạch số {plan.decision} ngày {day} của {plan.issuer})"


def _month(on: date) -> str:
    """Months 1 and 2 with a leading zero (NĐ 30/2020, Phụ lục I)."""
    return f"{on.month:02d}" if on.month < 3 else str(on.month)


def _layout(on: date) -> dict[str, Any]:
    rules = lawbook.history(LAYOUT)
    found: dict[str, Any] = dict(next((each for each in rules if each.in_force(on)), rules[0]).value)
    return found


def _product(task: PlanTask) -> str:
    """The product with how many of it there have to be, where its own words do not say so."""
    many = task.product_count if task.product_count and task.product_count > 1 else None
    return (
        f"{task.product} ({printed_number(many)})"
        if many and products_in(task.product) != many
        else task.product
    )


def _limit(task: PlanTask) -> str:
    return task.due_words or (f"{task.due_on:%d/%m/%Y}" if task.due_on else "")


def _money(task: PlanTask) -> str:
    amount = f"{printed_number(task.budget)} đồng" if task.budget is not None else ""
    return "\n".join(part for part in (amount, task.budget_source) if part)


def _set_page(document: Any, rule: dict[str, Any]) -> None:
    """A4 across; the margins of the page turned with it; its number in the middle of the top, not on the first page."""
    section, page, edges = document.sections[0], rule["page"], rule["margins"]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(page["height"]), Mm(page["width"])
    section.top_margin, section.bottom_margin = Mm(edges["top"]), Mm(edges["bottom"])
    section.left_margin, section.right_margin = Mm(edges["left"]), Mm(edges["right"])
    section.different_first_page_header_footer = True
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = top.add_run()
    run.font.size, run.font.name = Pt(rule["sizes"]["page_number"]), _FONT
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run.element.append(element)


def _line(paragraph: Any, text: str, size: float, *, italic: bool = False) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text.translate(_ILLEGAL))
    run.bold, run.italic, run.font.size = not italic, italic, Pt(size)


def _table(rows: Sequence[AnnexRow], rule: dict[str, Any]) -> str:
    free = rule["page"]["height"] - rule["margins"]["left"] - rule["margins"]["right"]
    widths = [round(free * share / sum(_WIDTHS) * _TWIPS) for share in _WIDTHS]
    size = round(rule["sizes"]["table"] * 2)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head_of_table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    parts = [head_of_table, _row(COLUMNS, widths, size, heading=True)]
    for number, (head, group) in enumerate(groupby(rows, lambda row: row.head)):
        parts.append(_head_row(_ROMAN[number], head, widths, size))
        parts += [_row(row.cells, widths, size) for row in group]
    return "".join([*parts, "</w:tbl>"])


def _head_row(ordinal: str, head: str, widths: Sequence[int], size: int) -> str:
    """The number of a head, and its words over all other columns."""
    rest = sum(widths[1:])
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(ordinal, widths[0], size, bold=True, centred=True)}"
        f"{_cell(head.upper(), rest, size, bold=True, over=len(widths) - 1)}</w:tr>"
    )


def _row(texts: Sequence[str], widths: Sequence[int], size: int, *, heading: bool = False) -> str:
    cells = "".join(
        _cell(text, width, size, bold=heading, centred=heading or place == 0)
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(
    text: str, width: int, size: int, *, bold: bool = False, centred: bool = False, over: int = 1
) -> str:
    middle = '<w:jc w:val="center"/>' if centred else ""
    spread = f'<w:gridSpan w:val="{over}"/>' if over > 1 else ""
    lines = text.translate(_ILLEGAL).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spread}</w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="40" w:after="40"/>{middle}'
        f'</w:pPr><w:r><w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>{words}</w:r></w:p></w:tc>'
    )
