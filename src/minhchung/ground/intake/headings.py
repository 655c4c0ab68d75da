"""Finding the header among title rows, and proposing which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any

from minhchung.ground.intake.cells import unicode_text
from minhchung.ground.intake.columns import Field, Layout
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.raw import IntakeError, RawCell, RawRow, Span, column_letter
from minhchung.ground.intake.sheet import Book, Sheet

SEARCHED_ROWS = 40
"""How many stored rows from the top may hold titles before the header."""

ENOUGH = 0.6
"""Confidence under which a heading is not proposed for a field."""

SURE = 0.9
"""Summed confidence per heading above which the search for a better header ends."""

_SHORT_FORMS = {
    "tthc": "thu tuc hanh chinh", "hs": "ho so", "sdt": "so dien thoai", "dt": "dien thoai",
    "mst": "ma so thue", "dn": "doanh nghiep", "stt": "so thu tu", "tt": "so thu tu", "sl": "so luong",
    "cccd": "can cuoc cong dan", "cbcc": "can bo cong chuc", "cqhc": "co quan hanh chinh", "vb": "van ban",
    "qd": "quyet dinh", "gq": "giai quyet", "tn": "tiep nhan", "kq": "ket qua",
    "dvctt": "dich vu cong truc tuyen", "ubnd": "uy ban nhan dan",
}  # fmt: skip
_SMALL_WORDS = frozenset("cua va cac cho theo ve".split())


class NoHeader(IntakeError):
    """No row of the sheet looks like the header of the layout."""


@dataclass(frozen=True, slots=True)
class Match:
    """A field's column: 0-based ``column``, the ``heading`` found there, ``confidence`` 0..1 and ``why``."""

    column: int
    heading: str
    confidence: float
    why: str

    @property
    def letter(self) -> str:
        """The column as people name it."""
        return column_letter(self.column)


@dataclass(frozen=True)
class Mapping:
    """Which column holds which field, and where the header stands (1-based lines, both ends included).

    ``columns`` is by field name; ``headings`` are all headings by 0-based column; ``missing`` are the names
    of required fields without a column. ``also`` names further sheets with the same headings, read after this one.
    """

    layout: str
    sheet: str
    header_first: int
    header_last: int
    columns: dict[str, Match]
    headings: dict[int, str]
    missing: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def unmatched(self) -> dict[int, str]:
        """Columns with a heading that no field takes."""
        taken = {m.column for m in self.columns.values()}
        return {c: h for c, h in self.headings.items() if c not in taken}

    def changed(self, layout: Layout, choice: dict[str, int | None]) -> Mapping:
        """The mapping after a person moved fields to other columns (None takes a field off)."""
        columns = dict(self.columns)
        for name, column in choice.items():
            columns.pop(name, None)
            if column is not None:
                columns = {n: m for n, m in columns.items() if m.column != column}
                columns[name] = Match(column, self.headings.get(column, ""), 1.0, "người dùng chọn")
        return Mapping(
            self.layout,
            self.sheet,
            self.header_first,
            self.header_last,
            columns,
            self.headings,
            _missing(layout, columns),
            self.also,
        )

    def reading(self, also: Iterable[str]) -> Mapping:
        """The mapping with these further sheets."""
        return replace(self, also=tuple(also))

    def to_json(self) -> dict[str, Any]:
        """A plain object to store; :meth:`from_json` takes it back."""
        return {
            "layout": self.layout,
            "sheet": self.sheet,
            "header": [self.header_first, self.header_last],
            "columns": {name: asdict(match) for name, match in self.columns.items()},
            "headings": {str(column): heading for column, heading in self.headings.items()},
            "missing": list(self.missing),
            "also": list(self.also),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Mapping:
        """The mapping that :meth:`to_json` stored; raises ValueError when it is not one."""
        try:
            first, last = stored["header"]
            return cls(
                layout=stored["layout"],
                sheet=stored["sheet"],
                header_first=first,
                header_last=last,
                columns={name: Match(**match) for name, match in stored["columns"].items()},
                headings={int(column): heading for column, heading in stored["headings"].items()},
                missing=tuple(stored["missing"]),
                also=tuple(stored.get("also", ())),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise ValueError(f"not a stored mapping: {problem}") from problem

    def reapplied(self, sheet: Sheet, layout: Layout) -> Mapping | None:
        """This mapping on another sheet: each mapped heading is looked for by its words, wherever it moved.

        None when a mapped heading is not there, stands twice, or no header is found: then propose anew.
        """
        try:
            header = _find_header(sheet, layout, wanted={_key(m.heading) for m in self.columns.values()})
        except NoHeader:
            return None
        places: dict[str, list[int]] = {}
        for column, heading in header.headings.items():
            places.setdefault(_key(heading), []).append(column)
        columns: dict[str, Match] = {}
        for name, match in self.columns.items():
            found = places.get(_key(match.heading), [])
            if name not in layout.by_name or not found or (len(found) > 1 and match.column not in found):
                return None
            column = match.column if match.column in found else found[0]
            why = "theo cách ghép đã lưu" + (
                "" if column == match.column else f" (cột {match.letter} đã dời)"
            )
            columns[name] = Match(column, header.headings[column], match.confidence, why)
        return Mapping(
            layout.name,
            sheet.name,
            header.first,
            header.last,
            columns,
            header.headings,
            _missing(layout, columns),
        )


@dataclass(frozen=True, slots=True)
class _Header:
    first: int
    last: int
    headings: dict[int, str]
    parts: dict[int, tuple[str, ...]]


def _missing(layout: Layout, columns: dict[str, Match]) -> tuple[str, ...]:
    return tuple(f.name for f in layout.fields if f.required and f.name not in columns)


@lru_cache(maxsize=4096)
def _key(heading: str) -> str:
    """A heading's words for comparison: folded, no signs, no notes in brackets, short forms written out."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", fold(heading))
    words = re.sub(r"[\W_]+", " ", bare).split() or re.sub(r"[\W_]+", " ", fold(heading)).split()
    return " ".join(_SHORT_FORMS.get(w, w) for w in words)


def heading_text(raw: RawCell) -> str:
    """A heading cell as one line of Unicode text."""
    return " ".join(unicode_text(raw).split()) if isinstance(raw, str) else ("" if raw is None else str(raw))


def likeness(heading: str, field: Field) -> tuple[float, str]:
    """How well a heading names a field (0..1), and why, in Vietnamese."""
    best, why = 0.0, ""
    key = _key(heading)
    if not key:
        return 0.0, ""
    for position, wording in enumerate((field.label, field.name, *field.synonyms)):
        score, reason = _compare(heading, key, wording)
        if position and score == 1.0:
            score = 0.99
        if score > best:
            best, why = score, reason
    return best, why


@lru_cache(maxsize=65536)
def _compare(heading: str, key: str, wording: str) -> tuple[float, str]:
    if heading.casefold() == wording.casefold():
        return 1.0, f"đúng tiêu đề “{wording}”"
    other = _key(wording)
    if key == other:
        return 0.97, f"cùng nghĩa với “{wording}”"
    mine = [w for w in key.split() if w not in _SMALL_WORDS]
    theirs = [w for w in other.split() if w not in _SMALL_WORDS]
    if not mine or not theirs:
        return 0.0, ""
    if mine == theirs:
        return 0.95, f"cùng nghĩa với “{wording}”"
    common = len(set(mine) & set(theirs))
    overlap = common / max(len(set(mine)), len(set(theirs)))
    if set(mine) == set(theirs):
        return 0.9, f"cùng các từ với “{wording}”"
    if len(theirs) >= 2 and set(theirs) < set(mine):
        return min(0.88, 0.6 + 0.3 * overlap), f"chứa “{wording}”"
    if len(mine) >= 2 and set(mine) < set(theirs):
        return min(0.85, 0.55 + 0.3 * overlap), f"là phần của “{wording}”"
    close = SequenceMatcher(None, key, other).ratio()
    if close >= 0.86:
        return 0.85 * close, f"gần giống “{wording}”"
    return 0.0, ""


def propose(sheet: Sheet, layout: Layout, saved: Mapping | None = None) -> Mapping:
    """Find the header of ``sheet`` and propose a mapping; raises :class:`NoHeader`.

    Each column serves at most one field; the best-matching pairs are taken first. A ``saved`` mapping of the
    same source is taken as it is when all its headings are found.
    """
    if saved is not None and (again := saved.reapplied(sheet, layout)) is not None:
        return again
    header = _find_header(sheet, layout)
    return Mapping(
        layout.name,
        sheet.name,
        header.first,
        header.last,
        columns := _assign(header, layout),
        header.headings,
        _missing(layout, columns),
    )


def choose_sheet(book: Book, layout: Layout) -> tuple[Sheet, Mapping]:
    """The visible sheet whose header fits the layout best, with its mapping; raises :class:`NoHeader`."""
    best: tuple[tuple[int, int, float], Sheet, Mapping] | None = None
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        try:
            mapping = propose(sheet, layout)
        except NoHeader:
            continue
        rank = (
            -len(mapping.missing),
            len(mapping.columns),
            sum(m.confidence for m in mapping.columns.values()),
        )
        if best is None or rank > best[0]:
            best = rank, sheet, mapping
    if best is None:
        raise _no_header(layout, book.path.name)
    return best[1], best[2]


def alike(book: Book, layout: Layout, mapping: Mapping) -> tuple[str, ...]:
    """Names of the other visible sheets that have all headings of a mapping: one list kept by month or by year."""
    others = (sheet for sheet in book.sheets if not sheet.hidden and sheet.name != mapping.sheet)
    return tuple(sheet.name for sheet in others if mapping.reapplied(sheet, layout) is not None)


def _no_header(layout: Layout, where: str) -> NoHeader:
    wanted = ", ".join(f"“{f.label}”" for f in layout.fields if f.required) or layout.title
    return NoHeader(
        f"Không tìm thấy dòng tiêu đề cột trong {where}. Bảng “{layout.title}” cần có các cột: {wanted}. "
        "Hãy thêm dòng tiêu đề hoặc dùng tệp mẫu."
    )


def _find_header(sheet: Sheet, layout: Layout, wanted: set[str] | None = None) -> _Header:
    head = [row for row in sheet.head(SEARCHED_ROWS) if not row.is_empty]
    best: tuple[float, _Header] | None = None
    for position, row in enumerate(head):
        sure = best is not None and wanted is None and best[0] >= SURE * len(best[1].headings)
        if sure and best is not None and row.line > best[1].last:
            break  # nearly every heading is understood: no row below it is a better header
        for depth in (1, 2, 3):
            block = head[position : position + depth]
            if len(block) < depth or block[-1].line - row.line > depth:
                break
            if depth > 1 and not _may_be_headings(block[-1]):
                break
            header = _join(block, sheet.merges)
            if wanted is not None:
                keys = {_key(h) for h in header.headings.values()}
                score = len(wanted & keys) - 0.01 * depth
                enough = wanted <= keys
            else:
                matches = _assign(header, layout)
                score = sum(m.confidence for m in matches.values()) - 0.02 * depth
                required = {f.name for f in layout.fields if f.required}
                enough = len(matches) >= min(2, len(layout.fields)) or (
                    bool(required) and required <= set(matches)
                )
            if enough and (best is None or score > best[0] + 1e-9):
                best = score, header
    if best is None:
        raise _no_header(layout, f"trang tính “{sheet.name}”" if sheet.name else "tệp CSV")
    return best[1]


def _may_be_headings(row: RawRow) -> bool:
    """A lower header row holds words, no dates or large numbers."""
    return all(c is None or isinstance(c, str) for c in row.cells) and not is_numbering(row.cells)


def is_numbering(cells: Iterable[RawCell]) -> bool:
    """The row under a header that numbers the columns: (1) (2) (3), A B 1 2, 1 2 3=1+2."""
    marks = [heading_text(c) for c in cells if c is not None and heading_text(c)]
    if len(marks) < 2:
        return False
    numbers = [
        int(n[1])
        for m in marks
        if (n := re.fullmatch(r"[(\[]?(\d{1,2})[)\]]?(?:\s*=[\d\s+\-/()x*=%.]+)?", m))
    ]
    letters = [m for m in marks if re.fullmatch(r"[(\[]?[A-Za-z][)\]]?", m)]
    in_order = all(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) + len(letters) == len(marks) and len(numbers) >= 1 and in_order and numbers[0] <= 2


def _join(block: list[RawRow], merges: list[Span]) -> _Header:
    """Headings of one to three rows: merged groups spread over their columns, read from top to bottom."""
    first, last = block[0].line, block[-1].line
    grid: dict[tuple[int, int], str] = {}
    for row in block:
        for column, raw in enumerate(row.cells):
            if words := heading_text(raw):
                grid[row.line, column] = words
    for span in merges:
        if span.top <= last and span.bottom >= first and (words := grid.get((span.top, span.left))):
            for column in range(span.left, span.right + 1):
                grid.setdefault((span.top, column), words)
    parts: dict[int, tuple[str, ...]] = {}
    for column in {c for _, c in grid}:
        words_down = [grid[line, column] for line in range(first, last + 1) if (line, column) in grid]
        parts[column] = tuple(dict.fromkeys(words_down))
    return _Header(first, last, {c: " – ".join(p) for c, p in sorted(parts.items())}, parts)


def _assign(header: _Header, layout: Layout) -> dict[str, Match]:
    pairs: list[tuple[float, int, int, str, str]] = []
    for order, field in enumerate(layout.fields):
        for column, parts in header.parts.items():
            score, why = likeness(" ".join(parts), field)
            if len(parts) > 1:
                lower, lower_why = likeness(parts[-1], field)
                if lower - 0.02 > score:
                    score, why = lower - 0.02, lower_why
            if score >= ENOUGH:
                pairs.append((score, -order, -column, field.name, why))
    found: dict[str, Match] = {}
    taken: set[int] = set()
    for score, _, minus_column, name, why in sorted(pairs, reverse=True):
        column = -minus_column
        if name in found or column in taken:
            continue
        taken.add(column)
        if any(n == name and c != minus_column and s > score - 0.03 for s, _, c, n, _ in pairs):
            doubted = round(max(ENOUGH, score - 0.2), 2)
            found[name] = Match(column, header.headings[column], doubted, why + "; còn cột khác cũng giống")
        else:
            found[name] = Match(column, header.headings[column], round(score, 2), why)
    return {f.name: found[f.name] for f in layout.fields if f.name in found}
