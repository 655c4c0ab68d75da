"""What goes along when a unit's work goes to its successor: each room offers what it keeps, config gathers it.

This room knows the rooms above it by what they hand in here alone. A mover says how much of a unit is open, and
carries it over inside the one transaction of the reorganisation; what stays where it is, because it is history or needs
a decision of its own, is said too, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from minhchung.ground.deeds.acting import Actor

#: Under which units that go along are kept.
UNITS = "units"


@dataclass(frozen=True)
class Passing:
    """The work of one unit that goes to another: by which decision, from which day.

    ``name`` is what people call the reorganisation.
    """

    reorganisation: int
    predecessor: int
    successor: int
    on: date
    decision: str
    name: str


@dataclass(frozen=True)
class Moved:
    """A record that went along; ``code`` is what people call it, ``details`` what the trail says besides."""

    room: str
    matter: str
    record: int
    code: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Mover:
    """What a room carries over.

    Attributes:
        key: under which its rows are kept; never changed.
        title: what is moved, in words.
        count: how many records would go along now.
        carry: does it, and says which; asked again it carries what came meanwhile, and nothing twice. It locks its rows
            in the order of their numbers and leaves the trail to the caller, who writes it last.
        record_table: the table of its records as those say it who guard whose rows they are ("dossiers.Dossier").
        record_route: the name of the page of a record; "" where it has none.
    """

    key: str
    title: Any
    count: Callable[[Passing], int]
    carry: Callable[[Passing, Actor, datetime], Sequence[Moved]]
    record_table: str = ""
    record_route: str = ""


@dataclass(frozen=True)
class Stay:
    """What a room leaves where it is, and why; ``count`` says how many records a unit has that ends on a day."""

    title: Any
    why: Any
    count: Callable[[int, date], int]


Offered = tuple[tuple[Mover, ...], tuple[Stay, ...]]
_OFFERED: list[Callable[[], Offered]] = []


def offer(gathered: Callable[[], Offered]) -> None:
    """Say where what goes along and what stays is to be asked for, in the order in which it is told and done."""
    _OFFERED[:] = [gathered]


def movers() -> tuple[Mover, ...]:
    """What goes along.

    Raises:
        ValueError: two movers keep their rows under one key.
    """
    found = _OFFERED[0]()[0]
    keys = [each.key for each in found]
    if len(set(keys)) != len(keys):
        raise ValueError(f"two movers under one key: {keys}")
    return found


def stays() -> tuple[Stay, ...]:
    """What stays."""
    return _OFFERED[0]()[1]
