"""Writes the default Word templates of the papers of a dossier, from the lines that the lawbook holds.

Run ``.venv/bin/python scripts/paper_templates.py`` after a change of ``lawbook/entries/papers/forms.yaml``; a test
holds the files to what this writes.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from minhchung.dossiers.papers.composing import DEEDS
from minhchung.dossiers.papers.editions import latest
from minhchung.dossiers.papers.pdf import SMALL
from minhchung.dossiers.papers.word import DEFAULTS
from minhchung.ground.printing import steady

#: Lines that are left out when there is nothing to say.
OPTIONAL = {"nguoi_nop_thay", "can_cu"}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_WIDTHS = {4: (0.08, 0.5, 0.27, 0.15), 5: (0.26, 0.17, 0.22, 0.14, 0.21)}


def template_of(kind: str) -> bytes:
    """The default template of a form."""
    form = latest().forms[kind]
    small = kind in SMALL
    document = Document()
    width = _page(document, small=small)
    size = 10 if small else 13
    _style(document, size)
    _head(document, width, size - 1)
    _marks(document, width, size)
    for key, label in form.get("lines", {}).items():
        _line(document, key, label)
    if form.get("lead"):
        document.add_paragraph("{{ loi_dan }}")
    if form.get("items_title"):
        document.add_paragraph().add_run(f"{form['items_title']}:").bold = True
        document.add_paragraph("{%p for y in noi_dung %}")
        document.add_paragraph("{% if noi_dung|length > 1 %}{{ loop.index }}. {% endif %}{{ y }}")
        document.add_paragraph("{%p endfor %}")
    for key, label in form.get("after", {}).items():
        _line(document, key, label)
    if form.get("table"):
        _table(document, form, width, size - 1.5)
    if form.get("closing"):
        document.add_paragraph("{{ loi_ket }}").paragraph_format.space_before = Pt(4)
    _signatures(document, len(form.get("signatures", ())), width)
    foot = _line_of(
        document.sections[0].footer.paragraphs[0], "Mẫu số {{ mau_so }}, {{ theo_van_ban }}. ", size - 3
    )
    foot.add_run("Tra cứu tình trạng hồ sơ: {{ dia_chi_tra_cuu }}").font.size = Pt(size - 3)
    properties = document.core_properties
    properties.title, properties.author, properties.language = str(form["title"]), "Minh Chứng", "vi-VN"
    properties.created = properties.modified = datetime(2026, 1, 1)
    properties.last_modified_by, properties.comments = "", ""
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _page(document: Any, *, small: bool) -> float:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(148), Mm(210)) if small else (Mm(210), Mm(297))
    left, right = (12, 12) if small else (30, 15)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin = section.bottom_margin = Mm(10 if small else 20)
    section.footer_distance = Mm(6 if small else 10)
    return float((148 if small else 210) - left - right)


def _style(document: Any, size: float) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), "Times New Roman")
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(size / 4), 1.0


def _head(document: Any, width: float, size: float) -> None:
    table = _grid(document, 2, (width * 0.43, width * 0.57))
    left, right = table.rows[0].cells
    _line_of(left.paragraphs[0], "{{ co_quan_cap_tren }}", size, side=_CENTRE)
    _line_of(left.add_paragraph(), "{{ co_quan_ban_hanh }}", size, bold=True, side=_CENTRE)
    _ruled(left, width * 0.43, 0.4)
    _line_of(right.paragraphs[0], "{{ quoc_hieu }}", size, bold=True, side=_CENTRE)
    _line_of(right.add_paragraph(), "{{ tieu_ngu }}", size, bold=True, side=_CENTRE)
    _ruled(right, width * 0.57, 0.56)
    left, right = table.rows[1].cells
    _line_of(left.paragraphs[0], "{{ so }}", size, side=_CENTRE)
    _line_of(right.paragraphs[0], "{{ dia_danh_ngay }}", size, italic=True, side=_CENTRE)


def _marks(document: Any, width: float, size: float) -> None:
    table = _grid(document, 1, (width - 26, 26))
    code, look_up = table.rows[0].cells
    _line_of(code.paragraphs[0], "{{ ma_vach }}", size).paragraph_format.space_before = Pt(6)
    _line_of(code.add_paragraph(), "{{ ma_ho_so }}", size - 3)
    picture = _line_of(look_up.paragraphs[0], "{{ ma_qr }}", size, side=WD_ALIGN_PARAGRAPH.RIGHT)
    picture.paragraph_format.space_before = Pt(6)
    title = _line_of(document.add_paragraph(), "{{ tieu_de }}", size + 1, bold=True, side=_CENTRE)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(4), Pt(size / 2)


def _line(document: Any, key: str, label: str) -> None:
    if key in OPTIONAL:
        document.add_paragraph("{%p if " + key + " %}")
    paragraph = document.add_paragraph(f"{label}: ")
    paragraph.add_run("{{ " + key + " }}").bold = key in ("ma_ho_so", "hen_tra_luc")
    if key in OPTIONAL:
        document.add_paragraph("{%p endif %}")


def _table(document: Any, form: Any, width: float, size: float) -> None:
    if form.get("table_title"):
        document.add_paragraph().add_run(f"{form['table_title']}:").bold = True
    columns = form["table"]
    table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, [width * share for share in _WIDTHS[len(columns)]])
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        _line_of(cell.paragraphs[0], name, size, bold=True, side=_CENTRE)
    _line_of(table.rows[1].cells[0].paragraphs[0], "{%tr for hang in bang %}", size)
    for place, cell in enumerate(table.rows[2].cells):
        _line_of(cell.paragraphs[0], f"{{{{ hang[{place}] }}}}", size)
    _line_of(table.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", size)
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _signatures(document: Any, count: int, width: float) -> None:
    if not count:
        return
    table = _grid(document, 1, (width / 2, width / 2))
    for place in range(count):
        cell = table.rows[0].cells[place if count == 2 else 1]
        first = _line_of(cell.paragraphs[0], f"{{{{ ky[{place}].chuc_danh }}}}", 0, bold=True, side=_CENTRE)
        first.paragraph_format.space_before = Pt(8)
        _line_of(cell.add_paragraph(), f"{{{{ ky[{place}].ghi_chu }}}}", 0, italic=True, side=_CENTRE)
        for _number in range(3):
            cell.add_paragraph()
        _line_of(cell.add_paragraph(), f"{{{{ ky[{place}].ho_ten }}}}", 0, bold=True, side=_CENTRE)


def _grid(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _unpadded(table)
    _set_widths(table, widths)
    return table


def _set_widths(table: Any, widths: Any) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _line_of(
    paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, side: Any = None
) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    paragraph.paragraph_format.space_after = Pt(0)
    if side is not None:
        paragraph.alignment = side
    return paragraph


def _ruled(cell: Any, width: float, share: float) -> None:
    """A thin line at the end of a cell, over a share of its width in millimetres."""
    paragraph = _line_of(cell.add_paragraph(), "", 4)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(width * (1 - share) / 2)
    form.space_before, form.line_spacing = Pt(2), Pt(6)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _unpadded(table: Any) -> None:
    """Cells without room at their sides."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # the schema wants the margins before it
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def write(folder: Path = DEFAULTS) -> None:
    """Write every default template into a folder."""
    folder.mkdir(exist_ok=True)
    for kind in DEEDS:
        (folder / f"{kind}.docx").write_bytes(template_of(kind))


if __name__ == "__main__":
    write()
