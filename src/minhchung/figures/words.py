"""Words for what the facts hold as codes, and the order of the catalogue. Filled by the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from minhchung.figures.facts import Column, Facts
from minhchung.rules.rounding import printed_number

NONE_SAID = "(không ghi)"


@dataclass(frozen=True)
class Head:
    """A head of the catalogue and of the dashboard: a content of the reform, and the prefixes of its figures' keys."""

    key: str
    title: str
    prefixes: tuple[str, ...]


_WORDS: dict[tuple[str, str], Mapping[str, str]] = {}
_HEADS: list[Head] = []


def teach(facts: type[Facts], column: str, words: Mapping[str, str]) -> None:
    """Name the codes of a column.

    Raises:
        KeyError: the fact table has no such column.
    """
    facts.column(column)
    _WORDS[facts.name, column] = {str(code): str(said) for code, said in words.items()}


def arrange(heads: Sequence[Head]) -> None:
    """Set the order in which figures are listed."""
    _HEADS[:] = heads


def heads() -> tuple[Head, ...]:
    """The heads in their order."""
    return tuple(_HEADS)


def head_of(key: str) -> Head | None:
    """The head under which a figure is listed."""
    prefix = key.split(".")[0]
    return next((head for head in _HEADS if prefix in head.prefixes), None)


def is_coded(facts: type[Facts], column: str) -> bool:
    """Whether a column holds codes that have words."""
    return (facts.name, column) in _WORDS


def heading(column: Column) -> str:
    """The heading of a column: its meaning, without the key to codes that are shown in words anyway."""
    return column.meaning.split(" (1: ")[0]


def said(facts: type[Facts], column: Column, value: Any) -> str:
    """A fact in words: codes by name, 27/08/2026, 14:05 27/08/2026, có, không, 1.234; "–" when there is none."""
    if value is None or value == "":
        return "–"
    known = _WORDS.get((facts.name, column.name), {}).get(str(value))
    if known is not None:
        return known
    match value:
        case bool():
            return "có" if value else "không"
        case int():
            named = column.name.split("_")[-1] in ("year", "id", "number")
            return str(value) if named else printed_number(value)
        case datetime():
            return f"{value:%H:%M %d/%m/%Y}"
        case date():
            return f"{value:%d/%m/%Y}"
    return str(value)


def group_said(facts: type[Facts], column: str, value: str) -> str:
    """The name of a group of a breakdown."""
    if value == "":
        return NONE_SAID
    return _WORDS.get((facts.name, column), {}).get(value, value)
