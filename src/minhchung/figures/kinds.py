"""The only five kinds of figure. Each names records; none computes a number by itself.

Flows (Count, Total) add over windows; stocks are as of a day and do not; shares and averages are recomputed
from their parts, never averaged, also where a share is a rate of two sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minhchung.figures.facts import Facts


@dataclass(frozen=True)
class Count:
    """How many records."""

    records: Facts


@dataclass(frozen=True)
class Total:
    """The sum of a whole-number column over the records."""

    records: Facts
    column: str


@dataclass(frozen=True)
class Stock:
    """How many records stand on a day; or the sum of a column over them."""

    records: Facts
    column: str | None = None


@dataclass(frozen=True)
class Average:
    """The mean of a whole-number column over the records that have it: exact, as total over count."""

    records: Facts
    column: str


@dataclass(frozen=True)
class Share:
    """The part of a whole. ``part`` is narrowed from ``whole``, so it lies inside it by construction.

    Both sides count their records; with ``sums`` they are the sum of its first column over the part and of its second
    over the whole (the same records may be both): what was paid over what was given.

    Raises:
        ValueError: the part is not narrowed from the whole, or what is summed is no whole number that a list shows.
        KeyError: the fact table has no such column.
    """

    part: Facts
    whole: Facts
    sums: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        self.part.beyond(self.whole)
        for column in map(self.whole.column, self.sums or ()):
            if column.type != "int64" or not column.shown:
                raise ValueError(
                    f"{self.whole.name}.{column.name}: a share sums whole numbers that are shown"
                )


Kind = Count | Total | Stock | Average | Share


def records_of(kind: Kind) -> Facts:
    """The records that a drill-down lists: the whole of a share, else the records."""
    return kind.whole if isinstance(kind, Share) else kind.records


def measures(kind: Kind) -> dict[str, Any]:
    """The aggregates that give this figure: ``value``, or ``part`` and ``whole``, as Ibis expressions."""
    table = records_of(kind).t
    if isinstance(kind, Share):
        if kind.sums is not None:
            part, whole = (table[name] for name in kind.sums)
            return {
                "part": part.sum(where=kind.part.condition()),
                "whole": whole.sum(where=kind.whole.condition()),
            }
        return {
            "part": table.count(where=kind.part.condition()),
            "whole": table.count(where=kind.whole.condition()),
        }
    where = kind.records.condition()
    if isinstance(kind, Average):
        column = table[kind.column]
        return {"part": column.sum(where=where), "whole": table.count(where=where & column.notnull())}
    if isinstance(kind, Count) or kind.column is None:
        return {"value": table.count(where=where)}
    return {"value": table[kind.column].sum(where=where)}


def counts_records(kind: Kind) -> bool:
    """Whether the number (of a share, its whole) is how many records are listed; else it sums a column of them."""
    if isinstance(kind, Share):
        return kind.sums is None
    return getattr(kind, "column", None) is None


def name_of(kind: Kind) -> str:
    """ "count", "total", "stock", "average" or "share"."""
    return type(kind).__name__.lower()
