"""The empty template of a layout: text cells, frozen headings, lists, guidance, a hidden version mark."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from minhchung.ground.intake.columns import KIND_TOLD, Field, Layout
from minhchung.ground.intake.raw import column_letter
from minhchung.ground.intake.sheet import Book
from minhchung.ground.intake.writing import replacing

MARK_SHEET = "_minhchung"
GUIDE_SHEET = "Hướng dẫn"
LISTS_SHEET = "Danh mục"
PREPARED_ROWS = 5_000
"""Rows under the headings that have drop-down lists."""


def template_workbook(layout: Layout, out_path: str | Path) -> Path:
    """Write the template of ``layout`` as .xlsx (beside, then renamed) and return its path.

    Every cell is text, so that codes keep their zeros and days stay as typed.
    """
    out = Path(out_path)
    with replacing(out) as beside, xlsxwriter.Workbook(str(beside)) as workbook:
        heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
        plain = workbook.add_format({"num_format": "@"})
        must = workbook.add_format({**heading, "bg_color": "#D9E7F5"})
        may = workbook.add_format({**heading, "bg_color": "#F2F2F2"})
        data = workbook.add_worksheet(_sheet_name(layout.title))
        guide = workbook.add_worksheet(GUIDE_SHEET)
        lists = workbook.add_worksheet(LISTS_SHEET)
        data.freeze_panes(1, 0)
        data.set_row(0, 36)
        for column, field in enumerate(layout.fields):
            data.set_column(column, column, _width(field), plain)
            data.write_string(0, column, field.label, must if field.required else may)
            data.write_comment(0, column, _told(field), {"x_scale": 2})
            _add_list(data, lists, column, field)
        _write_guide(workbook, guide, layout)
        lists.hide()
        mark = workbook.add_worksheet(MARK_SHEET)
        mark.write_string(0, 0, layout.name)
        mark.write_string(0, 1, layout.version)
        mark.very_hidden()
    return out


def template_mark(book: Book) -> tuple[str, str] | None:
    """The layout name and version that a workbook's hidden mark tells; None when it has no mark."""
    for sheet in book.sheets:
        if sheet.name == MARK_SHEET:
            cells = next((row.cells for row in sheet.rows()), ())
            return (str(cells[0]), str(cells[1])) if len(cells) >= 2 else None
    return None


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31] or "Dữ liệu"


def _width(field: Field) -> int:
    by_kind = {"text": 34, "code": 24, "choice": 24, "moment": 20}
    return max(by_kind.get(field.kind, 16), min(len(field.label), 30))


def _told(field: Field) -> str:
    parts = ["Bắt buộc." if field.required else "Không bắt buộc.", f"Cách ghi: {KIND_TOLD[field.kind]}."]
    if field.max_length:
        parts.append(f"Tối đa {field.max_length} ký tự.")
    if field.hint:
        parts.append(field.hint)
    return " ".join(parts)


def _options(field: Field) -> list[str]:
    if field.kind == "yes_no":
        return ["có", "không"]
    return [choice.label for choice in field.listed]


def _add_list(
    data: xlsxwriter.worksheet.Worksheet, lists: xlsxwriter.worksheet.Worksheet, column: int, field: Field
) -> None:
    options = _options(field)
    if not options:
        return
    lists.write_string(0, column, field.label)
    for row, option in enumerate(options, 1):
        lists.write_string(row, column, option)
    letter = column_letter(column)
    data.data_validation(
        1,
        column,
        PREPARED_ROWS,
        column,
        {
            "validate": "list",
            "source": f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(options) + 1}",
            "error_title": "Không có trong danh mục",
            "error_message": "Hãy chọn một mục trong danh sách thả xuống.",
        },
    )


def _write_guide(
    workbook: xlsxwriter.Workbook, guide: xlsxwriter.worksheet.Worksheet, layout: Layout
) -> None:
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 34)
    guide.set_column(1, 1, 16)
    guide.set_column(2, 2, 40)
    guide.set_column(3, 3, 60)
    lines = [
        f"Mẫu nhập liệu: {layout.title}",
        "Mỗi dòng là một bản ghi. Không đổi tên tiêu đề cột; có thể đổi thứ tự hoặc bỏ cột không bắt buộc.",
        "Ngày ghi theo thứ tự ngày/tháng/năm. Các ô đã để dạng Văn bản để giữ nguyên số 0 ở đầu.",
    ]
    if layout.key:
        keys = ", ".join(f"“{layout.by_name[name].label}”" for name in layout.key)
        lines.append(f"Bản ghi được nhận ra theo: {keys}. Nhập lại tệp cũ không tạo bản ghi trùng.")
    for row, line in enumerate(lines):
        guide.write_string(row, 0, line, bold if row == 0 else None)
    top = len(lines) + 1
    for column, words in enumerate(("Cột", "Bắt buộc", "Cách ghi", "Ghi chú")):
        guide.write_string(top, column, words, bold)
    for row, field in enumerate(layout.fields, top + 1):
        notes = [field.hint] if field.hint else []
        if options := _options(field):
            notes.append("Chọn: " + "; ".join(options[:30]) + ("; …" if len(options) > 30 else ""))
        if field.max_length:
            notes.append(f"Tối đa {field.max_length} ký tự.")
        guide.write_string(row, 0, field.label, wrap)
        guide.write_string(row, 1, "có" if field.required else "không", wrap)
        guide.write_string(row, 2, KIND_TOLD[field.kind], wrap)
        guide.write_string(row, 3, " ".join(notes), wrap)
