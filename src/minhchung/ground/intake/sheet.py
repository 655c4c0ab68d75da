"""Opening a spreadsheet, whatever it is: ``open_book`` for all its sheets, ``open_sheet`` for one.

Both kinds stream: memory does not grow with the number of rows (a workbook's shared strings excepted, which
are kept packed). Everything unreadable is refused with an :class:`~.raw.IntakeError` in Vietnamese.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Literal

from minhchung.ground.intake import csv_text, sheet_xml, workbook_xml
from minhchung.ground.intake.gate import kind_of
from minhchung.ground.intake.raw import EmptyFile, IntakeError, Limits, RawRow, Span

DEFAULT_LIMITS = Limits()


class Sheet:
    """One sheet, read as often as wanted. ``name`` is its tab ("" for CSV); ``hidden`` ones are not seen."""

    def __init__(self, book: Book, name: str, part: str, hidden: bool) -> None:
        self.book = book
        self.name = name
        self.hidden = hidden
        self._part = part

    @property
    def date1904(self) -> bool:
        """Whether bare day numbers count from 1904."""
        return self.book.parts.date1904 if self.book.parts else False

    def rows(self) -> Iterator[RawRow]:
        """The stored rows from the first. Lines that the file does not store at all are simply not there."""
        if self.book.form is not None:
            return csv_text.read_rows(self.book.path, self.book.form, self.book.limits)
        if self.book.parts is None:
            raise ValueError("a book has parts or a CSV form")
        return sheet_xml.read_rows(self.book.parts, self._part)

    def head(self, count: int = 40) -> list[RawRow]:
        """The first ``count`` stored rows."""
        return list(islice(self.rows(), count))

    @cached_property
    def merges(self) -> list[Span]:
        """The merged ranges (none in CSV)."""
        if self.book.parts is None:
            return []
        return sheet_xml.merged_spans(self.book.parts.archive, self._part)


@dataclass
class Book:
    """A file that passed the gate. Use as a context manager; ``told`` says how it was read."""

    path: Path
    kind: Literal["xlsx", "csv"]
    limits: Limits
    parts: workbook_xml.WorkbookParts | None = None
    form: csv_text.CsvForm | None = None
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def told(self) -> str:
        """How the file was read, in words."""
        return f"CSV, {self.form.told}" if self.form else "sổ Excel"

    def sheet(self, name: str | None = None) -> Sheet:
        """The sheet of that name, or the first visible one."""
        if name is None:
            return next((s for s in self.sheets if not s.hidden), self.sheets[0])
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = ", ".join(f"“{s.name}”" for s in self.sheets)
        raise IntakeError(
            f"Tệp {self.path.name} không có trang tính “{name}”; các trang tính hiện có: {names}."
        )

    def close(self) -> None:
        """Let go of the file."""
        if self.parts is not None:
            self.parts.archive.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_book(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Book:
    """Open a .xlsx/.xlsm or CSV (told by content, not by name); raises :class:`IntakeError`.

    Macros are never run or kept: an .xlsm is read as data.
    """
    path = Path(path)
    kind = kind_of(path, limits)
    book = Book(path, kind, limits)
    if kind == "csv":
        book.form = csv_text.form_of(path)
        book.sheets = [Sheet(book, "", "", hidden=False)]
    else:
        archive = zipfile.ZipFile(path)
        try:
            book.parts = workbook_xml.WorkbookParts(archive)
        except (IntakeError, ValueError):
            archive.close()
            raise
        book.sheets = [Sheet(book, s.name, s.part, s.hidden) for s in book.parts.sheets]
    try:
        has_content = any(_has_content(s) for s in book.sheets)
    except IntakeError:
        book.close()
        raise
    if not has_content:
        book.close()
        raise EmptyFile(f"Tệp {path.name} không có dữ liệu nào. Hãy kiểm tra lại tệp đã chọn.")
    return book


def open_sheet(path: str | Path, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Sheet:
    """The named sheet of a file, or its first visible one. Its ``book`` should be closed afterwards."""
    return open_book(path, limits).sheet(name)


def _has_content(sheet: Sheet) -> bool:
    return any(not row.is_empty for row in sheet.rows())
