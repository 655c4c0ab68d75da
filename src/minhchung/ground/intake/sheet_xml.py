"""The rows and merged ranges of one sheet, from its XML, streamed."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from minhchung.ground.intake.legacy_text import LegacyText
from minhchung.ground.intake.raw import (
    CellError,
    Damaged,
    Dangerous,
    PercentNumber,
    RawCell,
    RawRow,
    Span,
    column_index,
)
from minhchung.ground.intake.serials import moment_of_serial
from minhchung.ground.intake.workbook_xml import (
    BLOCK,
    PERCENT,
    Style,
    WorkbookParts,
    damage_told,
    local_name,
    parser_for,
    unescape,
)

_MERGE = re.compile(rb'mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MAX_LINE, _MAX_COLUMN = 1_048_576, 16_384
_MAX_MERGES = 200_000
_ROWS_BEGIN, _ROW_END = b"<sheetData>", b"</row>"
_LONGEST_ROW = 1 << 20
_PLAIN_ROW = re.compile(r'<row r="(\d+)"(?: [\w:]+="[^"<>&]*")*>', re.ASCII)
_TEXT = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
_PLAIN_CELL = re.compile(
    r'(<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="([a-zA-Z]+)")?'
    rf'(?:/>|>(?:<is><t(?: xml:space="preserve")?>({_TEXT})</t></is>|<v>({_TEXT})</v>)?</c>))',
    re.ASCII,
)


def merged_spans(archive: zipfile.ZipFile, part: str) -> list[Span]:
    """The merged ranges of a sheet. They stand after the rows, so the part is scanned without parsing."""
    spans: list[Span] = []
    tail = b""
    with archive.open(part) as stream:
        while block := stream.read(1 << 20):
            window = tail + block
            last = 0
            for found in _MERGE.finditer(window):
                left, top, right, bottom = found.groups()
                spans.append(
                    Span(int(top), column_index(left.decode()), int(bottom), column_index(right.decode()))
                )
                last = found.end()
            if len(spans) > _MAX_MERGES:
                raise Dangerous("Trang tính có quá nhiều vùng gộp ô; tệp bị từ chối.")
            tail = window[max(last, len(window) - 300) :]
    return spans


def read_rows(parts: WorkbookParts, part: str) -> Iterator[RawRow]:
    """The rows that a sheet stores, in order, one block of XML in memory at a time."""
    parts.load_strings()
    rows = _RowParser(parts)
    with parts.open(part) as stream:
        try:
            for _ in _parsed(stream, rows):
                yield from rows.ready
                rows.ready.clear()
        except (ValueError, OverflowError) as problem:
            raise Damaged(
                f"Dòng {rows.line} của bảng tính có giá trị hỏng ({problem}). Hãy mở bằng Excel và lưu lại."
            ) from problem


def _parsed(stream: IO[bytes], rows: _RowParser) -> Iterator[None]:
    """Feed a sheet to expat, pausing after each block; rows written in the plainest way are read without it.

    A plain row is taken out only where the parser stands between two rows, so the parser sees a well-formed sheet
    without it. Whatever is not plain (attributes of any kind, formulas, rich text, entities, comments) it sees.
    """
    parser = parser_for(rows.start, rows.end, rows.text)
    rows.where = lambda: parser.CurrentByteIndex
    parser.XmlDeclHandler = rows.declared
    fed, rest = 0, b""

    def feed(data: bytes) -> None:
        nonlocal fed
        parser.Parse(data, False)
        fed += len(data)

    with damage_told():
        while block := stream.read(BLOCK):
            rest += block
            place = 0
            while True:
                between = rows.between == fed and rows.in_utf8
                end = rest.find(_ROW_END, place) + len(_ROW_END)
                if end < len(_ROW_END):
                    break
                if between and rows.take(rest[place:end]):
                    place = end
                    continue
                if rows.between is None:
                    head = rest.find(_ROWS_BEGIN, place, end) + len(_ROWS_BEGIN)
                    if head >= len(_ROWS_BEGIN):
                        end = head
                feed(rest[place:end])
                place = end
            rest = rest[place:]
            if not between or len(rest) > _LONGEST_ROW:
                # All but what may be the first half of a tag that is looked for.
                feed(rest[: -len(_ROWS_BEGIN)])
                rest = rest[-len(_ROWS_BEGIN) :]
            yield
        feed(rest)
        parser.Parse(b"", True)
    yield


class _RowParser:
    """Handlers for the elements of a sheet; finished rows gather in ``ready``.

    ``between`` is the place in the parser's input (told by ``where``) at which it stood right after a row or before
    the first one; None before that.
    """

    __slots__ = (
        "between", "cells", "column", "columns", "date1904", "formula", "in_utf8", "inline", "kind", "line", "look",
        "phonetic", "ready", "string", "styles", "taking", "taking_inline", "value", "where",
    )  # fmt: skip

    def __init__(self, parts: WorkbookParts) -> None:
        self.styles = dict(enumerate(parts.styles))
        self.string = parts.string
        self.date1904 = parts.date1904
        self.between: int | None = None
        self.in_utf8 = True
        self.where: Callable[[], int] = int
        self.ready: list[RawRow] = []
        self.cells: list[RawCell] = []
        self.columns: dict[str, int] = {}
        self.line = 0
        self.column = -1
        self.kind: str | None = None
        self.look: Style | None = None
        self.value = self.inline = ""
        self.formula = self.taking = self.taking_inline = self.phonetic = False

    def start(self, tag: str, a: dict[str, str]) -> None:
        """An element opens."""
        if tag == "c":
            ref = a.get("r")
            self.column = self.column + 1 if ref is None else self._column_of(ref)
            self.kind = a.get("t")
            self.look = self.styles.get(int(a.get("s", 0)))
            self.value = self.inline = ""
            self.formula = False
        elif tag == "v":
            self.taking = True
        elif tag == "row":
            self._start_row(a.get("r"))
        elif tag == "t":
            self.taking_inline = not self.phonetic
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.phonetic = True
        elif tag == "sheetData":
            self.between = self.where() + len(_ROWS_BEGIN)
        elif ":" in tag:
            self.start(local_name(tag), a)

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag == "v":
            self.taking = False
        elif tag == "c":
            if self.value or self.inline or self.formula or self.kind == "e":
                self._put(self._made())
        elif tag == "row":
            self.ready.append(RawRow(self.line, tuple(self.cells)))
            self.between = self.where() + len(_ROW_END)
        elif tag == "t":
            self.taking_inline = False
        elif tag == "rPh":
            self.phonetic = False
        elif ":" in tag:
            self.end(local_name(tag))

    def text(self, data: str) -> None:
        """Characters inside the open element."""
        if self.taking:
            self.value += data
        elif self.taking_inline:
            self.inline += data

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """The XML says in which encoding it is written."""
        self.in_utf8 = encoding is None or encoding.lower() == "utf-8"

    def take(self, xml: bytes) -> bool:
        """Read a row from its own XML if it is plain; else nothing has happened."""
        try:
            text = xml.decode()
        except UnicodeDecodeError:
            return False
        head = _PLAIN_ROW.match(text)
        if head is None:
            return False
        found = _PLAIN_CELL.findall(text, head.end())
        if head.end() + sum([len(cell[0]) for cell in found]) + len(_ROW_END) != len(text):
            return False
        self._start_row(head[1])
        cells, columns = self.cells, self.columns
        self.formula = False
        for _, letters, style, kind, inline, value in found:
            if not inline and not value and kind != "e":
                continue
            column = columns.get(letters)
            self.column = self._column_of(f"{letters}{head[1]}") if column is None else column
            if kind == "inlineStr" and not style and inline and "_x" not in inline:
                made: RawCell = inline
            else:
                self.kind, self.inline, self.value = kind or None, inline, value
                self.look = self.styles.get(int(style or 0))
                made = self._made()
            if self.column == len(cells):
                cells.append(made)
            else:
                self._put(made)
        self.ready.append(RawRow(self.line, tuple(cells)))
        return True

    def _column_of(self, ref: str) -> int:
        letters = ref.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = column_index(letters.upper())
            if not 0 <= column < _MAX_COLUMN:
                raise Damaged(f"Ô {ref} nằm ngoài bảng tính. Hãy mở bằng Excel và lưu lại.")
            self.columns[letters] = column
        return column

    def _start_row(self, given: str | None) -> None:
        line = int(given) if given else self.line + 1
        if not self.line < line <= _MAX_LINE:
            raise Damaged(f"Dòng {line} đứng sai chỗ trong bảng tính. Hãy mở bằng Excel và lưu lại.")
        self.line = line
        self.column = -1
        self.cells = []

    def _put(self, made: RawCell) -> None:
        cells, column = self.cells, self.column
        missing = column - len(cells)
        if missing > 0:
            cells.extend([None] * missing)
        if missing >= 0:
            cells.append(made)
        else:
            cells[column] = made

    def _made(self) -> RawCell:
        """The value of the cell that just closed."""
        kind, value = self.kind, self.value
        if kind == "s":
            return self._in_font(self.string(int(value)))
        if kind is None or kind == "n":
            return self._number(value)
        if kind == "inlineStr" or kind == "str":
            return self._in_font(unescape(self.inline or value))
        if kind == "b":
            return value.strip() in ("1", "true")
        if kind == "d":
            return dt.datetime.fromisoformat(value.removesuffix("Z"))
        return CellError(value or "#LỖI")

    def _in_font(self, text: str) -> str:
        look = self.look
        if look is None or look.encoding is None or isinstance(text, LegacyText):
            return text
        return LegacyText(text, look.encoding, look.font)

    def _number(self, value: str) -> RawCell:
        if not value:
            return CellError(CellError.NOT_CALCULATED) if self.formula else None
        number = float(value)
        look = self.look
        if look is not None and look.reads:
            if look.reads == PERCENT:
                return PercentNumber(number)
            moment = moment_of_serial(number, self.date1904)
            return number if moment is None else moment
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
