"""The only five kinds of figure. Each names records; none computes a number by itself.

Flows (Count, Total) add over windows; stocks are as of a day and do not; shares and averages are recomputed
from their parts, never averaged.
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
    """The part of a whole. ``part`` is narrowed from ``whole``, so it lies inside it by construction."""

    part: Facts
    whole: Facts

    def __post_init__(self) -> None:
        self.part.beyond(self.whole)


Kind = Count | Total | Stock | Average | Share


def records_of(kind: Kind) -> Facts:
    """The records that a drill-down lists: the whole of a share, else the records."""
    return kind.whole if isinstance(kind, Share) else kind.records


def measures(kind: Kind) -> dict[str, Any]:
    """The aggregates that give this figure: ``value``, or ``part`` and ``whole``, as Ibis expressions."""
    table = records_of(kind).t
    if isinstance(kind, Share):
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


def name_of(kind: Kind) -> str:
    """ "count", "total", "stock", "average" or "share"."""
    return type(kind).__name__.lower()
