"""The cells of a table in Word or Excel; one that is merged over columns or lines says the same in each."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from minhchung.ground.intake.cells import shown
from minhchung.ground.intake.raw import IntakeError, Limits
from minhchung.ground.intake.sheet import open_book

MOST_LINES = 2_000
_LIMITS = Limits(workbook=20 * 1024**2, unpacked=100 * 1024**2)


class CannotReadTable(ValueError):
    """The file holds no table of tasks that can be read; says why in Vietnamese."""


@dataclass(frozen=True)
class GridRow:
    """A line as it stands in the file: its words by column, and for each whether it goes on from the line above."""

    line: int
    cells: tuple[str, ...]
    carried: tuple[bool, ...]
    one_cell: bool = False


def grids_of(path: Path) -> list[list[GridRow]]:
    """Every table of a Word or Excel file.

    Raises:
        CannotReadTable: it is neither, damaged, or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError) as bad:
        raise CannotReadTable("Tệp không phải Word (.docx) hoặc Excel (.xlsx), hoặc đã hỏng.") from bad
    if unpacked > _LIMITS.unpacked:
        raise CannotReadTable("Tệp giải nén ra quá lớn; hãy bỏ hình ảnh rồi gửi lại.")
    if "word/document.xml" in names:
        return _of_word(path)
    try:
        return list(_of_excel(path))
    except IntakeError as bad:
        raise CannotReadTable(str(bad)) from bad


def _of_word(path: Path) -> list[list[GridRow]]:
    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as bad:
        raise CannotReadTable("Tệp Word đã hỏng, không đọc được.") from bad
    return [grid for table in document.tables if (grid := _of_word_table(table))]


def _of_word_table(table: Table) -> list[GridRow]:
    """The cells of a Word table; one merged over columns or lines says the same in each."""
    grid: list[GridRow] = []
    before: list[Any] = []
    for number, row in enumerate(table.rows, start=1):
        if number > MOST_LINES:
            raise CannotReadTable(f"Bảng có hơn {MOST_LINES} dòng; hãy tách ra.")
        cells = list(row.cells)
        elements = [each._tc for each in cells]  # noqa: SLF001 (two cells are one where they share it)
        carried = tuple(
            place < len(before) and element is before[place] for place, element in enumerate(elements)
        )
        grid.append(
            GridRow(
                number,
                tuple(_clean(each.text) for each in cells),
                carried,
                one_cell=len(cells) > 1 and len({id(each) for each in elements}) == 1,
            )
        )
        before = elements
    return grid


def _of_excel(path: Path) -> Iterable[list[GridRow]]:
    with open_book(path, _LIMITS) as book:
        for sheet in book.sheets:
            if sheet.hidden:
                continue
            cells: dict[int, list[str]] = {}
            for row in sheet.rows():
                cells[row.line] = [_clean(shown(each)) if each is not None else "" for each in row.cells]
                if len(cells) > MOST_LINES:
                    raise CannotReadTable(f"Trang tính có hơn {MOST_LINES} dòng; hãy tách ra.")
            if not cells:
                continue
            width = max(map(len, cells.values()))
            for line in cells:
                cells[line] += [""] * (width - len(cells[line]))
            carried: set[tuple[int, int]] = set()
            wide: set[int] = set()
            for span in sheet.merges:
                words = cells.get(span.top, [""] * width)[span.left] if span.left < width else ""
                for line in range(span.top, min(span.bottom, span.top + MOST_LINES) + 1):
                    for column in range(span.left, min(span.right, width - 1) + 1):
                        cells.setdefault(line, [""] * width)[column] = words
                        if line > span.top:
                            carried.add((line, column))
                if span.right - span.left + 1 >= width - 1 and words:
                    wide.add(span.top)
            yield [
                GridRow(
                    line,
                    tuple(cells[line]),
                    tuple((line, column) in carried for column in range(width)),
                    one_cell=line in wide,
                )
                for line in sorted(cells)
            ]


def _clean(text: str) -> str:
    """Words of a cell with its line ends, without the white space around them."""
    return "\n".join(" ".join(part.split()) for part in text.replace("\xa0", " ").splitlines()).strip()
