"""From records to numbers: evaluate figures over windows, in one pass per fact table, and list what stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from minhchung.figures.engines import Engine, plain
from minhchung.figures.facts import Column, Facts
from minhchung.figures.kinds import Kind, Share, counts_records, measures, name_of, records_of
from minhchung.figures.questions import Listing, Tally
from minhchung.figures.register import Figure
from minhchung.rules.rounding import NOTHING_TO_COUNT, printed_number, printed_rate
from minhchung.rules.windows import Window

IN_PART = "in_part"
#: Cells asked in one statement: a table is read once for most reports, within every engine's limit of columns.
CELLS_AT_ONCE = 250


@dataclass(frozen=True)
class Answer:
    """A figure's number in a window.

    ``value`` is set for counts, totals and stocks; ``part`` and ``whole`` for shares and averages.
    """

    figure: Figure
    window: Window
    kind: str
    value: int | None
    part: int | None
    whole: int | None

    @property
    def printed(self) -> str:
        """The number as it is printed, in Vietnamese writing; an empty whole is "không phát sinh"."""
        if self.kind == "share":
            return printed_rate(self.part or 0, self.whole or 0)
        if self.kind == "average":
            if not self.whole:
                return NOTHING_TO_COUNT
            return printed_number(Fraction(self.part or 0, self.whole), 2)
        return printed_number(self.value or 0)

    @property
    def of_sums(self) -> bool:
        """Whether the numbers are sums of a column; else they count records."""
        return not counts_records(self.figure.over(self.window))

    @property
    def in_words(self) -> str:
        """ "182 trên 188" for a share, "1.234 trên 5.678 đồng" of sums, else the printed number with its unit."""
        if self.kind == "share":
            said = f"{printed_number(self.part or 0)} trên {printed_number(self.whole or 0)}"
            return f"{said} {self.figure.unit}".strip() if self.of_sums else said
        return f"{self.printed} {self.figure.unit}".strip()

    def as_dict(self) -> dict[str, Any]:
        """What `figures --json` and figures.json say of this cell."""
        window = self.window.on(self.figure.clock)
        numbers = (
            {"part": self.part, "whole": self.whole}
            if self.kind in ("share", "average")
            else {"value": self.value}
        )
        return {
            "kind": self.kind,
            **numbers,
            "printed": self.printed.replace("\u00a0", " "),
            "unit": self.figure.unit,
            "title": self.figure.title,
            "cites": self.figure.cites,
            "clock": str(self.figure.clock),
            "window": window.label,
            "dates": window.dates,
            "version": self.figure.version,
        }


def evaluate(
    figures: Iterable[Figure], windows: Iterable[Window], engine: Engine
) -> dict[tuple[str, str], Answer]:
    """Every figure in every window, keyed by (figure key, window label): one query per fact table."""
    windows = list(windows)
    return evaluate_cells(((figure, window) for figure in figures for window in windows), engine)


def evaluate_cells(cells: Iterable[tuple[Figure, Window]], engine: Engine) -> dict[tuple[str, str], Answer]:
    """Each figure in its window, keyed by (figure key, window label): one query per fact table."""
    by_facts: dict[type[Facts], list[tuple[Figure, Window, Kind]]] = {}
    for figure, window in cells:
        by_facts.setdefault(figure.facts, []).append((figure, window, figure.over(window)))
    answers: dict[tuple[str, str], Answer] = {}
    for facts, those in by_facts.items():
        for chunk in _chunks(those, CELLS_AT_ONCE):
            wanted = [measures(kind) for _, _, kind in chunk]
            # Figures share measures (what was solved is a count, and the whole of a share): each is asked once.
            once = {expression.op(): expression for each in wanted for expression in each.values()}
            (row,) = engine.rows(
                Tally(facts, {f"m{place}": each for place, each in enumerate(once.values())})
            )
            numbers = dict(zip(once, row, strict=True))
            for (figure, window, kind), measured in zip(chunk, wanted, strict=True):
                found = {name: numbers[expression.op()] for name, expression in measured.items()}
                answers[figure.key, window.label] = _answer(figure, window, kind, found)
    return answers


def answer(figure: Figure, window: Window, engine: Engine) -> Answer:
    """One figure in one window."""
    return evaluate([figure], [window], engine)[figure.key, window.label]


def by_group(figure: Figure, window: Window, group: str, engine: Engine) -> dict[str, Answer]:
    """The figure broken down by a column it allows, groups without records left out, in the group's order.

    Raises:
        ValueError: the figure may not be broken down by that column.
    """
    if group not in figure.groups:
        raise ValueError(f"{figure.key} không chia được theo “{group}”; chỉ theo: {', '.join(figure.groups)}")
    kind = figure.over(window)
    wanted = measures(kind)
    result: dict[str, Answer] = {}
    for value, *numbers in engine.rows(Tally(figure.facts, wanted, group, records_of(kind).condition())):
        found = dict(zip(wanted, numbers, strict=True))
        result[str(value if value is not None else "")] = _answer(figure, window, kind, found)
    return result


def by_group_over(
    figure: Figure, windows: Iterable[Window], group: str, engine: Engine
) -> dict[str, dict[str, Answer]]:
    """The same over several windows, by a window's label, in one statement; a group without records there counts 0.

    Raises:
        ValueError: the figure may not be broken down by that column.
    """
    if group not in figure.groups:
        raise ValueError(f"{figure.key} không chia được theo “{group}”; chỉ theo: {', '.join(figure.groups)}")
    kinds = {window.label: (window, figure.over(window)) for window in windows}
    if not kinds:
        return {}
    wanted = {
        f"w{place}_{name}": each
        for place, (_window, kind) in enumerate(kinds.values())
        for name, each in measures(kind).items()
    }
    where = reduce(or_, (records_of(kind).condition() for _window, kind in kinds.values()))
    result: dict[str, dict[str, Answer]] = {label: {} for label in kinds}
    for value, *numbers in engine.rows(Tally(figure.facts, wanted, group, where)):
        told = dict(zip(wanted, numbers, strict=True))
        for place, (label, (window, kind)) in enumerate(kinds.items()):
            found = {name: told[f"w{place}_{name}"] for name in measures(kind)}
            result[label][str(value if value is not None else "")] = _answer(figure, window, kind, found)
    return result


def heading(figure: Figure, window: Window, *, personal: bool = True) -> tuple[Column, ...]:
    """Columns of a drill-down: the shown facts, then for a share whether the record is in the part.

    Without ``personal`` the columns that name people are left out (they are not in Parquet either).
    """
    kind = figure.over(window)
    columns = tuple(
        column
        for column in figure.facts.columns
        if (column.shown or column.name == "id") and (personal or not column.personal)
    )
    if isinstance(kind, Share):
        return (*columns, Column(IN_PART, "boolean", "Thuộc phần được tính"))
    return columns


def records(
    figure: Figure,
    window: Window,
    engine: Engine,
    *,
    group: tuple[str, str] | None = None,
    limit: int | None = None,
    offset: int = 0,
    personal: bool = True,
) -> Iterator[tuple[Any, ...]]:
    """The records behind a cell, in the order of :func:`heading`; a share lists its whole.

    The rows come from the same expression as the number, so they cannot disagree.
    """
    kind = figure.over(window)
    facts = records_of(kind)
    columns = heading(figure, window, personal=personal)
    chosen = {column.name: facts.t[column.name] for column in columns if column.name != IN_PART}
    if isinstance(kind, Share):
        chosen[IN_PART] = kind.part.beyond(kind.whole)
    condition = facts.condition()
    if group is not None:
        condition = condition & (facts.t[group[0]] == group[1])
    for rows in engine.stream(Listing(figure.facts, chosen, condition, limit, offset)):
        for row in rows:
            yield tuple(plain(value, column) for value, column in zip(row, columns, strict=True))


def count_records(
    figure: Figure, window: Window, engine: Engine, *, group: tuple[str, str] | None = None
) -> int:
    """How many records a figure's page lists: of a share, the whole; of a group, its own."""
    facts = records_of(figure.over(window))
    condition = facts.condition()
    if group is not None:
        condition = condition & (facts.t[group[0]] == group[1])
    ((count,),) = engine.rows(Tally(figure.facts, {"n": facts.t.count()}, where=condition))
    return int(count)


def _answer(figure: Figure, window: Window, kind: Kind, found: dict[str, Any]) -> Answer:
    def number(name: str) -> int | None:
        return int(found[name] or 0) if name in found else None

    return Answer(figure, window, name_of(kind), number("value"), number("part"), number("whole"))


def _chunks(cells: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(cells), size):
        yield cells[start : start + size]
