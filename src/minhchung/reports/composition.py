"""The report as one tree that Word, PDF and the web page are all drawn from.

A number stands in the tree as a :class:`FigureCell`, never as text: it carries its key, its window, its exact part
and whole, and where it opens to. The tree is frozen and hashable, and goes to JSON and back unchanged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

#: What marks a declared value wherever it is shown; it never breaks over two lines.
DECLARED_MARK = "(số\u00a0khai)"


@dataclass(frozen=True)
class FigureCell:
    """A figure in a window, as printed at one place of the report.

    Attributes:
        key, window: which cell of figures.json this is.
        kind: count, total, share, average or stock.
        value, part, whole: the exact numbers; ``value`` for counts, ``part`` and ``whole`` for shares.
        printed: the text at this place, e.g. "96,81 %", "41/41".
        unit: what is counted, "hồ sơ".
        title, cites: what the figure is and the text it stands on.
        href: where it opens, relative to the site.
        declared: typed by a person instead of computed; marked wherever it appears.
        by, group: of a breakdown, the column and its value; empty for the whole figure.
    """

    key: str
    window: str
    kind: str
    value: int | None
    part: int | None
    whole: int | None
    printed: str
    unit: str
    title: str
    cites: str
    href: str
    declared: bool = False
    by: str = ""
    group: str = ""

    @property
    def shown(self) -> str:
        """The text on paper: as printed, and marked when a person declared it."""
        return f"{self.printed} {DECLARED_MARK}" if self.declared else self.printed


Run = str | FigureCell
Cell = Run | tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part (I, II), level 2 a content (1, 2), level 3 a matter (a, b)."""

    level: int
    text: str
    number: str = ""

    @property
    def line(self) -> str:
        """Number and text as printed: "I. ĐÁNH GIÁ CHUNG", "a) Kiểm soát thủ tục"."""
        if not self.number:
            return self.text
        return f"{self.number}{')' if self.level == 3 else '.'} {self.text}"


@dataclass(frozen=True)
class Paragraph:
    """Running text with figures in place. ``style`` is "body", "note", or "closing" for a report's last sentence."""

    runs: tuple[Run, ...]
    style: str = "body"


@dataclass(frozen=True)
class ListBlock:
    """Items that begin with a dash, or with 1, 2, 3 when ``ordered``."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Span:
    """A heading over neighbouring columns of a table; empty text leaves those columns to their own heading."""

    text: str
    columns: int


@dataclass(frozen=True)
class Table:
    """A table; cells are runs. The first row of ``rows`` is body, ``columns`` is the heading row.

    Attributes:
        spans: an upper heading row over ``columns``; empty for none, else covering all of them.
        total: the last row is a sum of the rows above, set in bold.
        anchor: the name by which an address on the page leads to it.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    spans: tuple[Span, ...] = ()
    total: bool = False
    anchor: str = ""

    @property
    def unspanned(self) -> tuple[int, ...]:
        """Places of the columns that have no heading above their own."""
        over = [span.text for span in self.spans for _column in range(span.columns)]
        return tuple(place for place in range(len(self.columns)) if not over or not over[place])

    @property
    def numeric(self) -> tuple[int, ...]:
        """Places of the columns that hold figures: aligned right."""
        return tuple(
            place
            for place in range(len(self.columns))
            if any(isinstance(run, FigureCell) for row in self.rows for run in runs_in(row[place]))
        )


@dataclass(frozen=True)
class Series:
    """One row of numbers in a chart, by category."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """A bar chart of the same numbers that a table beside it shows."""

    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    source: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | ListBlock | Table | Chart | PageBreak


@dataclass(frozen=True)
class Letterhead:
    """The parts of an administrative document around its content (NĐ 30/2020/NĐ-CP, Phụ lục I).

    Attributes:
        parent_agency, agency: cơ quan chủ quản, cơ quan ban hành.
        number, symbol: "12" and "BC-BQLKCN"; a number that already holds its symbol leaves ``symbol`` empty.
        place, date_words: địa danh, "ngày 05 tháng 01 năm 2021".
        kind, abstract: tên loại, trích yếu.
        bases: căn cứ, without the mark at the end.
        authority: thẩm quyền ký, one line or several ("KT. TRƯỞNG BAN"); empty when the head signs.
        post, name: chức vụ, họ tên.
        recipients: nơi nhận, without the marks.
    """

    parent_agency: str
    agency: str
    number: str
    place: str
    date_words: str
    kind: str
    abstract: str
    bases: tuple[str, ...]
    authority: str
    post: str
    name: str
    recipients: tuple[str, ...]
    symbol: str = ""

    @property
    def number_line(self) -> str:
        """Số: 12/BC-BQLKCN; a number not given yet leaves room for the clerk."""
        if not self.symbol:
            return f"Số: {self.number}"
        return f"Số: {self.number or '      '}/{self.symbol}"


@dataclass(frozen=True)
class Composition:
    """The whole report."""

    letterhead: Letterhead
    blocks: tuple[Block, ...]
    title: str
    window: str
    window_title: str
    remarks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For JSON; each block names its kind."""
        return {
            "title": self.title,
            "window": self.window,
            "window_title": self.window_title,
            "letterhead": asdict(self.letterhead),
            "blocks": [{"block": type(block).__name__.lower(), **asdict(block)} for block in self.blocks],
            "remarks": list(self.remarks),
        }

    def cells(self) -> tuple[FigureCell, ...]:
        """Every figure in the order of the text."""
        return tuple(run for block in self.blocks for run in _runs_of(block) if isinstance(run, FigureCell))

    def digest(self) -> str:
        """SHA-256 of the content; equal compositions have equal digests."""
        text = json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def ended(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of bases or recipients, with ";" after each and "." after the last."""
    return tuple(f"{line}{'.' if place == len(lines) else ';'}" for place, line in enumerate(lines, start=1))


def runs_in(cell: Cell) -> tuple[Run, ...]:
    """The runs of a table's cell, whether it holds one or several."""
    return cell if isinstance(cell, tuple) else (cell,)


def plain(cell: Cell) -> str:
    """The words of a cell as printed."""
    return "".join(run.shown if isinstance(run, FigureCell) else run for run in runs_in(cell))


def _runs_of(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from item
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from runs_in(cell)


_BLOCKS: dict[str, type[Any]] = {
    kind.__name__.lower(): kind for kind in (Heading, Paragraph, ListBlock, Table, Chart, PageBreak)
}


def from_dict(stored: dict[str, Any]) -> Composition:
    """The composition that :meth:`Composition.as_dict` wrote."""
    return Composition(
        letterhead=Letterhead(**{name: _tuples(value) for name, value in stored["letterhead"].items()}),
        blocks=tuple(_block(each) for each in stored["blocks"]),
        title=stored["title"],
        window=stored["window"],
        window_title=stored["window_title"],
        remarks=tuple(stored["remarks"]),
    )


def _block(stored: dict[str, Any]) -> Block:
    fields = {name: _tuples(value) for name, value in stored.items() if name != "block"}
    if stored["block"] == "table":
        fields["spans"] = tuple(Span(**each) for each in fields.get("spans", ()))
    elif stored["block"] == "chart":
        fields["series"] = tuple(Series(**each) for each in fields["series"])
    block: Block = _BLOCKS[stored["block"]](**fields)
    return block


def _tuples(stored: Any) -> Any:
    """Lists as tuples at every depth, and a mapping that names a figure's key as that figure."""
    if isinstance(stored, list | tuple):
        return tuple(_tuples(each) for each in stored)
    if isinstance(stored, dict):
        if {"key", "window", "printed"} <= stored.keys():
            return FigureCell(**stored)
        return {name: _tuples(value) for name, value in stored.items()}
    return stored
