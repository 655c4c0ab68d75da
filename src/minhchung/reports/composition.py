"""The report as one tree that Word, PDF and the web page are all drawn from.

A number stands in the tree as a :class:`FigureCell`, never as text: it carries its key, its window, its exact part
and whole, and where it opens to.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class FigureCell:
    """A figure in a window, as printed at one place of the report.

    Attributes:
        key, window: which cell of figures.json this is.
        kind: count, total, share, average or stock.
        value, part, whole: the exact numbers; ``value`` for counts, ``part`` and ``whole`` for shares.
        printed: the text at this place, e.g. "96,81 %", "41/41".
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


Run = str | FigureCell


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part (I, II), level 2 a content, level 3 a matter."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text with figures in place."""

    runs: tuple[Run, ...]
    style: str = "body"


@dataclass(frozen=True)
class Table:
    """A table; cells are runs. The first row of ``rows`` is body, ``columns`` is the heading row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Series:
    """One line of numbers in a chart, by category."""

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


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Letterhead:
    """The parts of an administrative document around its content (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

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


@dataclass(frozen=True)
class Composition:
    """The whole report."""

    letterhead: Letterhead
    blocks: tuple[Block, ...]
    title: str
    window: str
    window_title: str
    cells_total: int = 0
    remarks: tuple[str, ...] = field(default=())

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
        found: list[FigureCell] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found.extend(run for run in block.runs if isinstance(run, FigureCell))
            elif isinstance(block, Table):
                found.extend(run for row in block.rows for run in row if isinstance(run, FigureCell))
        return tuple(found)


_BLOCKS: dict[str, type[Any]] = {"heading": Heading, "paragraph": Paragraph, "table": Table, "chart": Chart}


def from_dict(stored: dict[str, Any]) -> Composition:
    """The composition that :meth:`Composition.as_dict` wrote."""
    return Composition(
        letterhead=Letterhead(**_tuples(stored["letterhead"])),
        blocks=tuple(_block(each) for each in stored["blocks"]),
        title=stored["title"],
        window=stored["window"],
        window_title=stored["window_title"],
        remarks=tuple(stored["remarks"]),
    )


def _block(stored: dict[str, Any]) -> Block:
    fields = {name: value for name, value in stored.items() if name != "block"}
    if stored["block"] == "paragraph":
        fields["runs"] = tuple(_run(each) for each in fields["runs"])
    elif stored["block"] == "table":
        fields["rows"] = tuple(tuple(_run(each) for each in row) for row in fields["rows"])
        fields["columns"] = tuple(fields["columns"])
    elif stored["block"] == "chart":
        fields["series"] = tuple(Series(each["name"], tuple(each["values"])) for each in fields["series"])
        fields["categories"] = tuple(fields["categories"])
    block: Block = _BLOCKS[stored["block"]](**fields)
    return block


def _run(stored: Any) -> Run:
    return FigureCell(**stored) if isinstance(stored, dict) else str(stored)


def _tuples(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
