"""Reading the rows of a sheet: every physical row ends in exactly one class, and is counted."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from minhchung.ground.intake.cells import BadCell, error_told, is_blank, shown
from minhchung.ground.intake.columns import Field, Layout, Parser, Problem, Row
from minhchung.ground.intake.headings import Mapping, heading_text, is_numbering
from minhchung.ground.intake.raw import CellError, RawCell, RawRow, Span
from minhchung.ground.intake.sheet import Sheet

RowClass = Literal["title", "header", "data", "empty", "total", "note"]

CLASS_TOLD: dict[RowClass, str] = {
    "title": "tiêu đề phía trên bảng",
    "header": "tiêu đề cột",
    "data": "dữ liệu",
    "empty": "dòng trống",
    "total": "dòng cộng",
    "note": "ghi chú, dòng nhóm, phần ký",
}
"""The classes in words for people."""

_LISTED = 2000
_KNOWN = 500
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|lũy kế|luỹ kế|cộng trang|mang sang|cộng dồn|tong cong|tong so)"
    r"(?: (?:chung|cuối trang|trang|tháng|quý|năm|hồ sơ|số|\(.*).*)?[ :.]*"
)
_FOOT = re.compile(
    r"^(?:\S+ )?(?:người (?:lập|tổng hợp|báo cáo|kiểm tra)|lập biểu|lập bảng|thủ trưởng|"
    r"(?:phó |tổng )?giám đốc|"
    r"(?:phó )?trưởng (?:ban|phòng)|(?:phó )?chánh văn phòng|kế toán trưởng|chủ tịch|nơi nhận)\b.{0,25}$|"
    r"^\(?(?:ký tên|ký, |ký ghi)|^(?:ghi chú|lưu ý|nơi nhận)\s*:|^xác nhận của|^(?:tm|kt|tl|tuq)\. ?|"
    r"^[^\d]*, ?ngày .{0,12}tháng .{0,10}năm"
)
_ORDINAL = re.compile(r"[IVXLivxl]+[.)]?|[A-Za-z][.)]?|\d+(?:\.\d+)*[.)]?")


@dataclass
class Summary:
    """What became of the physical rows.

    ``listed`` names those that are no data: (line, class, words); it is cut at 2,000 and ``unlisted`` counts
    the rest. ``doubts`` are remarks on whole columns.
    """

    rows: Counter[str] = field(default_factory=Counter)
    listed: list[tuple[int, RowClass, str]] = field(default_factory=list)
    unlisted: int = 0
    doubts: list[str] = field(default_factory=list)
    last_line: int = 0

    @property
    def total(self) -> int:
        """Physical rows seen; the classes sum to it."""
        return sum(self.rows.values())

    @property
    def skipped(self) -> int:
        """Physical rows that are no data."""
        return self.total - self.rows["data"]

    def told(self) -> str:
        """The counts in words."""
        return "; ".join(f"{CLASS_TOLD[c]}: {self.rows[c]}" for c in CLASS_TOLD if self.rows[c])

    def count(self, kind: RowClass, line: int, words: str = "") -> None:
        """Count a row, and name it unless it is empty or data."""
        self.rows[kind] += 1
        if kind in ("data", "empty"):
            return
        if len(self.listed) < _LISTED:
            self.listed.append((line, kind, words[:200]))
        else:
            self.unlisted += 1


@dataclass(slots=True)
class _Column:
    """A mapped column at work."""

    name: str
    label: str
    index: int
    letter: str
    parse: Parser
    field: Field
    is_date: bool
    typed_low: int = 0
    typed_high: int = 0
    text_low: int = 0
    text_high: int = 0
    known: dict[str, Any] = field(default_factory=dict)
    """Texts lately read in this column without a remark, with their values: columns repeat themselves."""


class Reading:
    """An iterator over the data rows. ``summary`` is complete when it is exhausted.

    ``after`` skips data rows up to that line (to go on with an import that was cut off); they still count.
    """

    def __init__(self, sheet: Sheet, layout: Layout, mapping: Mapping, after: int = 0) -> None:
        self.sheet = sheet
        self.layout = layout
        self.mapping = mapping
        self.after = after
        self.summary = Summary()
        self._columns = [
            _Column(
                f.name,
                f.label,
                m.column,
                m.letter,
                f.parser(sheet.date1904),
                f,
                f.kind in ("day", "moment"),
            )
            for f in layout.fields
            if (m := mapping.columns.get(f.name)) is not None
        ]
        self._places = {f.name: ("", f.label) for f in layout.fields}
        self._places |= {c.name: (c.letter, c.label) for c in self._columns}
        self._blank: dict[str, Any] = dict.fromkeys(f.name for f in layout.fields)
        self._unmapped = [f for f in layout.fields if f.required and f.name not in mapping.columns]
        self._key_columns = {mapping.columns[k].column for k in layout.key if k in mapping.columns}
        self._must = self._key_columns | {c.index for c in self._columns if c.field.required}
        self._header_words = {c: _plain(h.rpartition(" – ")[2]) for c, h in mapping.headings.items()}
        self._foot = False
        self._fill = _Fill(sheet.merges, {c.index for c in self._columns})

    @property
    def skipped(self) -> int:
        """Rows passed so far that are no data."""
        return self.summary.skipped

    def __iter__(self) -> Iterator[Row]:
        summary, last = self.summary, 0
        gaps = self.sheet.book.kind == "xlsx"
        for raw in self.sheet.rows():
            if gaps and raw.line > last + 1:
                summary.rows["empty"] += raw.line - last - 1
            last = summary.last_line = max(raw.line, last)
            kind = self._class_of(raw)
            if kind != "data":
                summary.count(kind, raw.line, _words(raw))
                self._fill.pass_by(raw)
                continue
            summary.rows["data"] += 1
            cells = self._fill.into(raw)
            if raw.line > self.after:
                yield self._row(raw.line, cells)
        self._doubt_dates()

    def _row(self, line: int, cells: tuple[RawCell, ...]) -> Row:
        values = self._blank.copy()
        row = Row(self.sheet.name, line, values, [], self._places)
        problems = row.problems
        width, name = len(cells), self.sheet.name
        for column in self._columns:
            raw = cells[column.index] if column.index < width else None
            plain = raw if type(raw) is str else None
            if plain is not None and (value := column.known.get(plain)) is not None:
                values[column.name] = value
                if column.is_date:
                    _watch(column, plain, value)
                continue
            if raw is None or is_blank(raw):
                if column.field.required:
                    problems.append(
                        Problem(column.letter, column.label, "thiếu giá trị bắt buộc", "", True, name, line)
                    )
                continue
            remarks: list[str] = []
            try:
                if isinstance(raw, CellError):
                    raise BadCell(error_told(raw))
                value = values[column.name] = column.parse(raw, remarks.append)
            except BadCell as bad:
                problems.append(Problem(column.letter, column.label, str(bad), shown(raw), True, name, line))
            else:
                if column.is_date:
                    _watch(column, raw, value)
                if plain is not None and not remarks:
                    if len(column.known) >= _KNOWN:
                        column.known.clear()
                    column.known[plain] = value
                for remark in remarks:
                    problems.append(
                        Problem(column.letter, column.label, remark, shown(raw), False, name, line)
                    )
        for missing in self._unmapped:
            problems.append(Problem("", missing.label, "tệp không có cột bắt buộc này", "", True, name, line))
        return row

    def _class_of(self, raw: RawRow) -> RowClass:
        if raw.is_empty:
            return "empty"
        if raw.line < self.mapping.header_first:
            return "title"
        if raw.line <= self.mapping.header_last:
            return "header"
        if raw.line <= self.mapping.header_last + 2 and is_numbering(raw.cells):
            return "header"
        filled = [
            (i, c)
            for i, c in enumerate(raw.cells)
            if c is not None and not (isinstance(c, str) and c.isspace())
        ]
        if self._repeats_header(filled):
            return "header"
        if self._is_total(filled):
            return "total"
        present = sum(1 for i, c in filled if i in self._must and not is_blank(c))
        if present == len(self._must) and len(filled) > 3:
            return "data"
        if self._is_foot(filled, present):
            return "note"
        return "note" if self._is_group(raw, filled) else "data"

    def _repeats_header(self, filled: list[tuple[int, RawCell]]) -> bool:
        """The header printed again at the top of a page."""
        words = self._header_words
        same, left = 0, len(filled)
        for index, cell in filled:
            if isinstance(cell, str) and words.get(index) == cell.strip().lower():
                same += 1
            left -= 1
            if same + left < 0.6 * len(filled):
                return False
        return same >= 2

    def _is_foot(self, filled: list[tuple[int, RawCell]], present: int) -> bool:
        """Signatures, places and notes under the table: few cells, and an obligatory one empty (or, where one
        column alone is obligatory, hardly anything else). Once they began, thin rows below belong to them."""
        few = min(4, max(3, len(self._columns) // 2))
        if len(filled) > few or (present == len(self._must) and (len(self._must) > 1 or len(filled) > 2)):
            return False
        if not self._foot:
            words = [_plain(heading_text(c)) for _, c in filled if isinstance(c, str)]
            self._foot = any(_FOOT.search(w) for w in words)
        return self._foot

    def _is_total(self, filled: list[tuple[int, RawCell]]) -> bool:
        """ "Tổng cộng", "Cộng": the first words of a row whose identifying cells are otherwise empty."""
        first = next(
            ((i, c) for i, c in filled if isinstance(c, str) and not _ORDINAL.fullmatch(c.strip())), None
        )
        if first is None or not isinstance(first[1], str):
            return False
        if first[1].isascii() and first[1].isprintable() and first[1].lstrip()[:1] not in "tT":
            return False  # in letters without marks there is "tong" alone
        if not _TOTAL.fullmatch(heading_text(first[1]).lower()):
            return False
        return not any(i in self._key_columns and i != first[0] and not is_blank(c) for i, c in filled)

    def _is_group(self, raw: RawRow, filled: list[tuple[int, RawCell]]) -> bool:
        """A row that only names a group ("I. Lĩnh vực đầu tư").

        One text beside at most an ordinal, merged across columns or outside the obligatory ones.
        """
        if len(filled) > 2:
            return False
        texts = [(i, c) for i, c in filled if not _ORDINAL.fullmatch(shown(c).strip())]
        if len(texts) != 1 or not isinstance(texts[0][1], str):
            return False
        column = texts[0][0]
        if self._fill.spreads(raw.line, column):
            return True
        return len(self._columns) > 2 and column not in self._must

    def _doubt_dates(self) -> None:
        """Excel under an American setting turns 05/08 into 8 May and leaves 27/08 as text.

        Then a column holds text dates only after the 12th and real dates only up to it.
        """
        for c in self._columns:
            if c.text_high >= 3 and c.typed_low >= 3 and not c.typed_high and not c.text_low:
                self.summary.doubts.append(
                    f"Cột {c.letter} ({c.label}): {c.text_high} ô ngày dạng chữ đều sau ngày 12, còn "
                    f"{c.typed_low} ô ngày dạng số đều từ ngày 12 trở xuống. Có thể Excel đã đảo ngày và "
                    "tháng; hãy đối chiếu vài dòng với bản gốc trước khi nhập."
                )


def read_rows(sheet: Sheet, layout: Layout, mapping: Mapping, after: int = 0) -> Reading:
    """The data rows of ``sheet`` as :class:`Row` values, lazily; see :class:`Reading`."""
    return Reading(sheet, layout, mapping, after)


def _watch(column: _Column, raw: RawCell, value: dt.date) -> None:
    if isinstance(raw, str):
        if value.day > 12:
            column.text_high += 1
        else:
            column.text_low += 1
    elif value.day > 12:
        column.typed_high += 1
    else:
        column.typed_low += 1


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).lower().split())


def _words(raw: RawRow) -> str:
    return " | ".join(w for c in raw.cells[:20] if (w := heading_text(c) if isinstance(c, str) else shown(c)))


class _Fill:
    """Merged cells met from top to bottom: a vertical merge gives its value to the rows it covers."""

    def __init__(self, merges: list[Span], columns: set[int]) -> None:
        down = [s for s in merges if s.bottom > s.top and s.left in columns]
        self._starts: dict[int, list[Span]] = {}
        for span in down:
            self._starts.setdefault(span.top, []).append(span)
        self._across = {(s.top, s.left) for s in merges if s.right - s.left >= 2}
        self._open: dict[int, tuple[int, RawCell]] = {}

    def spreads(self, line: int, column: int) -> bool:
        """Whether the cell is merged over three columns or more."""
        return (line, column) in self._across

    def pass_by(self, raw: RawRow) -> None:
        """See a row that is no data: merges may begin in it."""
        if self._starts:
            self._begin(raw)

    def _begin(self, raw: RawRow) -> None:
        for span in self._starts.pop(raw.line, ()):
            value = raw.cells[span.left] if span.left < len(raw.cells) else None
            self._open[span.left] = (span.bottom, value)

    def into(self, raw: RawRow) -> tuple[RawCell, ...]:
        """The row's cells, those covered by a merge filled from its top."""
        if not self._starts and not self._open:
            return raw.cells
        self._begin(raw)
        if not self._open:
            return raw.cells
        cells = list(raw.cells)
        for column, (bottom, value) in list(self._open.items()):
            if raw.line > bottom:
                del self._open[column]
                continue
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] is None:
                cells[column] = value
        return tuple(cells)
