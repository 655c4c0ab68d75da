"""Documents of the agency's registers by their number: rooms beside this one are asked through those named here.

A room does not import the room beside it, so the configuration names a module with ``FINDERS``; it is read when a
document is first looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module


@dataclass(frozen=True)
class FoundPaper:
    """Where a document stands: the room and its number there."""

    room: str
    record: int


@dataclass(frozen=True)
class Finder:
    """A register that is asked: the room, the name of the page of one document, and how one is found."""

    room: str
    page: str
    find: Callable[[str, date], int | None]


_NAMED: list[str] = []


def finders_in(module: str) -> None:
    """Name the module whose ``FINDERS`` are asked, in their order."""
    if module not in _NAMED:
        _NAMED.append(module)


def find_paper(reference: str, on: date) -> FoundPaper | None:
    """The document of that number and day in a register of the agency; None where none has it."""
    for each in _finders():
        record = each.find(reference, on)
        if record is not None:
            return FoundPaper(each.room, record)
    return None


def page_of(room: str) -> str:
    """The name of the page of a document of a room; "" where none is known."""
    return next((each.page for each in _finders() if each.room == room), "")


def _finders() -> tuple[Finder, ...]:
    return tuple(each for module in _NAMED for each in import_module(module).FINDERS)
