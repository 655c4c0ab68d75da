"""Lines, rules and fields of a Word file: what every part of the document is written with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Written

FONT = "Times New Roman"
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


def flush(paragraph: Any) -> Any:
    """A paragraph without indent and space, single-spaced, at the left."""
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_before, form.space_after = Mm(0), Pt(0), Pt(0)
    form.line_spacing = 1.0
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return paragraph


def centred(paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """One line in the middle, ``size`` in points."""
    flush(paragraph)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def ruled(paragraph: Any, width: float, share: float) -> Any:
    """A short line under a paragraph: the top border of a thin paragraph drawn in from both sides.

    ``width`` is that of the column in millimetres, of which the line takes ``share``.
    """
    spacer = OxmlElement("w:p")
    paragraph._p.addnext(spacer)
    rule = flush(Written(spacer, paragraph._parent))
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


def set_page(document: Any, layout: Mapping[str, Any]) -> None:
    """Paper, margins and the number in the middle of the top margin, from the second page on."""
    section = document.sections[0]
    page, margins = layout["page"], layout["margins"]
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = flush(section.header.paragraphs[0])
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(layout["sizes"]["page_number"])
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def set_styles(document: Any, layout: Mapping[str, Any]) -> None:
    """Body and headings in one face and size, black, justified, the first line drawn in."""
    body, size = layout["body"], layout["sizes"]["body"]
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), name != "Normal"
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
        form.widow_control = True


def set_widths(table: Any, widths: Iterable[float]) -> None:
    """The same widths, in millimetres, in the grid and in every cell: programs read one or the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def pad(table: Any, millimetres: float) -> None:
    """What every cell leaves free at its left and right."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(millimetres * 56.693)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # the schema wants the margins before it
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def unparted(row: Any) -> None:
    """A row is not parted between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeated(row: Any) -> None:
    """Print the row again at the head of each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
