"""What goes along when a unit's work goes to its successor: each room offers what it keeps, the configuration gathers it.

This room knows the rooms above it by what they hand in here alone. A mover says how much of a unit is open, and carries
it over inside the one transaction of the reorganisation; what stays where it is, because it is history or needs a decision
of its own, is said too, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from minhchung.ground.deeds.acting import Actor


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
    """

    key: str
    title: Any
    count: Callable[[Passing], int]
    carry: Callable[[Passing, Actor, datetime], Sequence[Moved]]


@dataclass(frozen=True)
class Stay:
    """What a room leaves where it is, and why; ``count`` says how many records a unit has that ends on a day."""

    title: Any
    why: Any
    count: Callable[[int, date], int]


_MOVERS: list[Mover] = []
_STAYS: list[Stay] = []


def offer(movers: Sequence[Mover], stays: Sequence[Stay]) -> None:
    """Set what goes along and what stays, in the order in which it is told and done.

    Raises:
        ValueError: two movers keep their rows under one key.
    """
    keys = [each.key for each in movers]
    if len(set(keys)) != len(keys):
        raise ValueError(f"two movers under one key: {keys}")
    _MOVERS[:], _STAYS[:] = movers, stays


def movers() -> tuple[Mover, ...]:
    """What goes along."""
    return tuple(_MOVERS)


def stays() -> tuple[Stay, ...]:
    """What stays."""
    return tuple(_STAYS)
