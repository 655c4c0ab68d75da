"""The answer to a clerk: the same workbook back, bad cells coloured and commented, all errors listed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from minhchung.ground.intake.columns import Problem
from minhchung.ground.intake.raw import Limits, RawCell, RawRow, column_index
from minhchung.ground.intake.sheet import DEFAULT_LIMITS, Book, Sheet, open_book
from minhchung.ground.intake.writing import replacing

RESULT_SHEET = "Kết quả kiểm tra"
AUTHOR = "Minh Chứng"
WHOLE_UP_TO = 20_000
"""Rows up to which the whole workbook is given back; above, only the rows with problems."""

_COMMENTS = 5_000
_LINES = 1_000_000
_RED, _YELLOW = "FFFFC7CE", "FFFFF2CC"
_HEADINGS = ("STT", "Trang tính", "Dòng", "Cột", "Trường", "Giá trị trong tệp", "Mức", "Lỗi và cách sửa")
_WIDTHS = (6, 18, 8, 6, 26, 30, 10, 90)
_ILLEGAL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reply:
    """What was written: ``whole`` when every row of the source is in it, and how many problems are listed."""

    path: Path
    whole: bool
    listed: int


def reply_workbook(
    source_path: str | Path,
    problems: Iterable[Problem | tuple[str, int, Problem]],
    out_path: str | Path,
    limits: Limits = DEFAULT_LIMITS,
    remarks: Iterable[str] = (),
) -> Reply:
    """Write the answer to ``source_path`` as an .xlsx at ``out_path`` (written beside, then renamed).

    A workbook of up to 20,000 rows comes back as it was, with a comment and a fill on each bad cell and a
    last sheet "Kết quả kiểm tra", open when the file is opened. A CSV comes back as a workbook. Longer files
    come back as their bad rows and the list, and say so. ``remarks`` are put above the list. Macros, pictures and
    drawings do not come back. Problems carry their sheet and line, or come as (sheet, line, problem).
    Raises :class:`IntakeError` when the source cannot be read.
    """
    found = [
        p if isinstance(p, Problem) else replace(p[2], sheet=p[0], line=p[1])
        for p in islice(problems, _LINES)
    ]
    out = Path(out_path)
    with open_book(source_path, limits) as book:
        told = list(remarks)
        rows = sum(sum(1 for _ in islice(s.rows(), WHOLE_UP_TO + 1)) for s in book.sheets)
        with replacing(out) as beside:
            if rows <= WHOLE_UP_TO and book.kind == "xlsx":
                try:
                    _mark_workbook(book.path, found, beside, told)
                    return Reply(out, True, len(found))
                except (ValueError, KeyError, TypeError, AttributeError, IndexError) as problem:
                    # A workbook that our reader understands and the editing library does not.
                    told.append(
                        f"Không ghi lại được nguyên sổ làm việc ({problem}); chỉ gồm các dòng có lỗi."
                    )
            elif rows > WHOLE_UP_TO:
                told.append(
                    f"Tệp có hơn {WHOLE_UP_TO:,} dòng".replace(",", ".")
                    + " nên sổ này chỉ gồm các dòng có lỗi hoặc cần xem lại, không phải toàn bộ tệp."
                )
            whole = rows <= WHOLE_UP_TO and book.kind == "csv"
            _write_rows(book, found, beside, told, whole)
            return Reply(out, whole, len(found))


def _clean(text: str) -> str:
    return _ILLEGAL.sub("�", text)[:32_000]


def _by_cell(problems: Iterable[Problem]) -> dict[tuple[str, int, str], list[Problem]]:
    grouped: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in problems:
        grouped.setdefault((problem.sheet, problem.line, problem.column or "A"), []).append(problem)
    return grouped


def _comment(problems: list[Problem]) -> str:
    lines = [
        f"{'LỖI' if p.serious else 'Xem lại'}: {p.field + ': ' if p.field else ''}{p.message}"
        for p in problems
    ]
    return _clean("\n".join(lines))


def _listed(problems: list[Problem]) -> Iterable[tuple[str | int, ...]]:
    for number, p in enumerate(problems, 1):
        level = "Lỗi" if p.serious else "Xem lại"
        yield (
            number,
            _clean(p.sheet),
            p.line,
            p.column,
            _clean(p.field),
            _clean(p.raw),
            level,
            _clean(p.message),
        )


def _title(problems: list[Problem]) -> str:
    bad = sum(p.serious for p in problems)
    if not problems:
        return "Không có lỗi nào."
    return (
        f"{bad} lỗi phải sửa, {len(problems) - bad} chỗ nên xem lại. "
        "Sửa ngay trên trang tính dữ liệu rồi nhập lại tệp này."
    )


def _mark_workbook(source: Path, problems: list[Problem], out: Path, told: list[str]) -> None:
    workbook = openpyxl.load_workbook(source)
    if RESULT_SHEET in workbook.sheetnames:
        del workbook[RESULT_SHEET]
    for sheet in workbook.worksheets:
        _wipe(sheet)
    fills = {True: PatternFill("solid", fgColor=_RED), False: PatternFill("solid", fgColor=_YELLOW)}
    for number, ((sheet_name, line, column), group) in enumerate(_by_cell(problems).items()):
        sheet = workbook[sheet_name]
        cell = _anchor(sheet, sheet[f"{column}{max(line, 1)}"])
        cell.fill = fills[any(p.serious for p in group)]
        if number < _COMMENTS:
            cell.comment = Comment(_comment(group), AUTHOR, width=360, height=60 + 40 * len(group))
    result = workbook.create_sheet(RESULT_SHEET)
    head = [_title(problems), *told]
    for row, line_text in enumerate(head, 1):
        _put(result, row, 1, line_text).font = Font(bold=row == 1)
    top = len(head) + 2
    for column_number, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), 1):
        _put(result, top, column_number, heading).font = Font(bold=True)
        result.column_dimensions[result.cell(top, column_number).column_letter].width = width
    for row, values in enumerate(_listed(problems), top + 1):
        for column_number, value in enumerate(values, 1):
            _put(result, row, column_number, value)
        result.cell(row, 8).alignment = Alignment(wrap_text=True, vertical="top")
        sheet_name, at = str(values[1]).replace("'", "''"), f"{values[3] or 'A'}{values[2]}"
        if row - top <= _COMMENTS:
            result.cell(row, 3).hyperlink = f"#'{sheet_name}'!{at}"
    result.freeze_panes = result.cell(top + 1, 1)
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = False
    workbook.active = workbook.worksheets.index(result)
    workbook.save(out)


def _wipe(sheet: Worksheet) -> None:
    """Take off the marks of an earlier answer, when its file was mended and sent again."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None
                if cell.fill.fgColor.rgb in (_RED, _YELLOW):
                    cell.fill = PatternFill()


def _anchor(sheet: Worksheet, cell: Cell | MergedCell) -> Cell:
    """The cell that shows a merged range, or the cell itself."""
    if isinstance(cell, Cell):
        return cell
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            top = sheet.cell(merged.min_row, merged.min_col)
            if isinstance(top, Cell):
                return top
    raise KeyError(cell.coordinate)


def _put(sheet: Worksheet, row: int, column: int, value: str | int) -> Cell:
    """Write a value; text is never taken for a formula."""
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _write_rows(book: Book, problems: list[Problem], out: Path, told: list[str], whole: bool) -> None:
    """A new workbook: all rows of a CSV, or the rows up to the header and the bad rows of a long file."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    marks = _by_cell(problems)
    with xlsxwriter.Workbook(str(out), options) as workbook:
        looks = {
            "bad": workbook.add_format({"bg_color": "#FFC7CE"}),
            "look": workbook.add_format({"bg_color": "#FFF2CC"}),
            "bold": workbook.add_format({"bold": True}),
            "wrap": workbook.add_format({"text_wrap": True, "valign": "top"}),
        }
        for sheet in book.sheets:
            lines = {line for name, line, _ in marks if name == sheet.name}
            if whole or lines:
                _write_sheet(workbook, looks, sheet, lines, marks, whole)
        result = workbook.add_worksheet(RESULT_SHEET)
        result.activate()
        for column, width in enumerate(_WIDTHS):
            result.set_column(column, column, width)
        head = [_title(problems), *told]
        for row, line_text in enumerate(head):
            result.write_string(row, 0, line_text, looks["bold"])
        top = len(head) + 1
        for column, heading in enumerate(_HEADINGS):
            result.write_string(top, column, heading, looks["bold"])
        for row, values in enumerate(_listed(problems), top + 1):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    result.write_number(row, column, value)
                else:
                    result.write_string(row, column, value, looks["wrap"] if column == 7 else None)
        result.freeze_panes(top + 1, 0)


def _write_sheet(
    workbook: Any,
    looks: dict[str, Any],
    sheet: Sheet,
    lines: set[int],
    marks: dict[tuple[str, int, str], list[Problem]],
    whole: bool,
) -> None:
    """Rows keep their columns; where rows were left out, each comment tells the line in the source."""
    target = workbook.add_worksheet(sheet.name or "Dữ liệu")
    commented = 0
    row_out = 0
    by_line: dict[int, dict[str, list[Problem]]] = {}
    for (name, line, column), group in marks.items():
        if name == sheet.name:
            by_line.setdefault(line, {})[column] = group
    first = min(lines, default=0)
    for raw in sheet.rows():
        if not whole and raw.line not in lines and (raw.line >= first or raw.line > 40):
            continue
        here = by_line.get(raw.line, {})
        _write_row(target, looks, row_out, raw, here)
        for column, group in here.items():
            if commented < _COMMENTS:
                where = "" if whole else f"Dòng {raw.line} của tệp gốc. "
                size = {"author": AUTHOR, "x_scale": 3, "y_scale": 1.2}
                target.write_comment(f"{column}{row_out + 1}", where + _comment(group), size)
                commented += 1
        row_out += 1


def _write_row(
    target: Any, looks: dict[str, Any], row_out: int, raw: RawRow, here: dict[str, list[Problem]]
) -> None:
    wanted = {column_index(column): group for column, group in here.items()}
    for column in range(max(len(raw.cells), 1 + max(wanted, default=-1))):
        group = wanted.get(column)
        look = None if group is None else looks["bad" if any(p.serious for p in group) else "look"]
        _write_cell(target, row_out, column, raw.cells[column] if column < len(raw.cells) else None, look)


def _write_cell(target: Any, row: int, column: int, value: RawCell, look: Any) -> None:
    match value:
        case None:
            target.write_blank(row, column, None, look)
        case bool():
            target.write_boolean(row, column, value, look)
        case int() | float():
            target.write_number(row, column, value, look)
        case dt.datetime():
            shown = f"{value:%d/%m/%Y}" if value.time() == dt.time() else f"{value:%d/%m/%Y %H:%M:%S}"
            target.write_string(row, column, shown, look)
        case str():
            target.write_string(row, column, _clean(str(value)), look)
        case _:
            target.write_string(row, column, str(value), look)
