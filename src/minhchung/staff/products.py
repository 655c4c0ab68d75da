"""Products of a person in a time, counted where the real work is: in dossiers, in answers, in tasks.

This room stands below those; so each of them answers a question about one account, and the configuration names who is
asked (``config/products.py``), as it names whose figures there are. What nobody counts is entered by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Counted:
    """What a source counted for one account in a time: given, done, delays; ``url`` lists the records behind it."""

    assigned: int
    done: int
    delays: int
    url: str = ""


#: From an account and the first and last day of a time to what was counted.
Counter = Callable[[int, date, date], Counted]


@dataclass(frozen=True)
class Source:
    """A place where work is counted: its name in the catalogue of products, what it is called, who counts."""

    name: str
    title: str
    count: Counter


_SOURCES: dict[str, Source] = {}


def arrange_sources(sources: tuple[Source, ...]) -> None:
    """Name the sources; whoever was named before is forgotten."""
    _SOURCES.clear()
    _SOURCES.update({each.name: each for each in sources})


def sources() -> Mapping[str, Source]:
    """The sources by name."""
    return _SOURCES
