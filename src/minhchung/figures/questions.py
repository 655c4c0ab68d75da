"""What is asked of a fact table: a tally of its rows, or a listing of some. Engines answer; nothing here runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minhchung.figures.facts import Facts


@dataclass(frozen=True)
class Tally:
    """Aggregates over a fact table: one row in the order of ``measures``.

    Attributes:
        facts: the table.
        measures: Ibis aggregates by name.
        by: a column to break down by: one row a value, in ascending order, unknown last, the value first in the row.
        where: an Ibis condition of the rows that are tallied; None for all rows.
    """

    facts: type[Facts]
    measures: Mapping[str, Any]
    by: str = ""
    where: Any = None

    def expression(self) -> Any:
        """The same as one Ibis table expression."""
        table = self.facts().t
        rows = table if self.where is None else table.filter(self.where)
        over = {table.op(): rows.op()}
        measures = {name: each.op().replace(over).to_expr() for name, each in self.measures.items()}
        if self.by:
            return rows.group_by(self.by).aggregate(**measures).order_by(self.by)
        return rows.aggregate(**measures)


@dataclass(frozen=True)
class Listing:
    """Rows of a fact table by ascending id, the ``columns`` in their order.

    Attributes:
        facts: the table.
        columns: Ibis values by name.
        where: an Ibis condition that the rows meet; None for all rows.
        limit: at most so many rows, after ``offset`` others; None for all.
        offset: rows left out at the front of a limited listing.
    """

    facts: type[Facts]
    columns: Mapping[str, Any]
    where: Any = None
    limit: int | None = None
    offset: int = 0

    def expression(self) -> Any:
        """The same as one Ibis table expression."""
        table = self.facts().t
        rows = (table if self.where is None else table.filter(self.where)).order_by("id")
        if self.limit is not None:
            rows = rows.limit(self.limit, offset=self.offset)
        return rows.select(**self.columns)


Question = Tally | Listing
