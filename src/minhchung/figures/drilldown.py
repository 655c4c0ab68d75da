"""How many records stand behind a cell, and pages of them: the same expression as the number itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minhchung.figures.answers import heading, records
from minhchung.figures.engines import Engine
from minhchung.figures.facts import Column
from minhchung.figures.kinds import records_of
from minhchung.figures.questions import Tally
from minhchung.figures.register import Figure
from minhchung.rules.windows import Window

Group = tuple[str, Any]


def group_of(figure: Figure, name: str, value: str) -> Group | None:
    """A group of a breakdown as its column holds it; None when the figure is not broken down so.

    A text that is no number names no group of a number column.
    """
    if name not in figure.groups or value == "":
        return None
    if figure.facts.column(name).type == "int64":
        return (name, int(value)) if value.lstrip("-").isdecimal() else None
    return name, value


def count_of(figure: Figure, window: Window, engine: Engine, group: Group | None = None) -> int:
    """How many records :func:`minhchung.figures.answers.records` lists."""
    facts = records_of(figure.over(window))
    condition = facts.condition()
    if group is not None:
        condition = condition & (facts.t[group[0]] == group[1])
    ((count,),) = engine.rows(Tally(figure.facts, {"n": facts.t.count()}, where=condition))
    return int(count)


def visible(figure: Figure, window: Window, *, sees_personal: bool) -> tuple[tuple[int, Column], ...]:
    """Places and columns of a drill-down that a visitor may see."""
    columns = heading(figure, window)
    return tuple(
        (place, column) for place, column in enumerate(columns) if sees_personal or not column.personal
    )


def page(
    figure: Figure, window: Window, engine: Engine, *, number: int, size: int, group: Group | None = None
) -> list[tuple[Any, ...]]:
    """One page of records, in the order of the heading."""
    return list(records(figure, window, engine, group=group, limit=size, offset=(number - 1) * size))


def all_records(
    figure: Figure, window: Window, engine: Engine, places: tuple[int, ...], group: Group | None = None
) -> Iterator[tuple[Any, ...]]:
    """Every record as a stream, only the columns at ``places``."""
    for record in records(figure, window, engine, group=group):
        yield tuple(record[place] for place in places)
