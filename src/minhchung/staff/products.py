"""Products of a person in a time, counted where the real work is: in dossiers, in answers.

This room stands below those; so each of them answers a question about one account, and the configuration names who is
asked (``config/products.py``), as it names whose figures there are. What nobody counts is entered by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Share(StrEnum):
    """Which of the counted records: all that were given, those done, those done late. The value stands in addresses."""

    ASSIGNED = "duoc-giao"
    DONE = "hoan-thanh"
    DELAYS = "cham"


SHARE_NAMES: Mapping[str, Any] = {
    Share.ASSIGNED: _("được giao"),
    Share.DONE: _("hoàn thành"),
    Share.DELAYS: _("chậm"),
}


@dataclass(frozen=True)
class Counted:
    """The records that a source counts for one account in a time: given, of these done, of these done late.

    A number is how many records there are, so it cannot disagree with the list of them.
    """

    given: tuple[int, ...] = ()
    finished: tuple[int, ...] = ()
    late: tuple[int, ...] = ()

    @property
    def assigned(self) -> int:
        """How many were given."""
        return len(self.given)

    @property
    def done(self) -> int:
        """How many are done."""
        return len(self.finished)

    @property
    def delays(self) -> int:
        """How many were done late."""
        return len(self.late)

    def records(self, share: Share) -> tuple[int, ...]:
        """The records behind one of the numbers."""
        return {Share.ASSIGNED: self.given, Share.DONE: self.finished, Share.DELAYS: self.late}[share]

    def to_keep(self) -> dict[str, list[int]]:
        """As it is kept with an assessment."""
        return {str(share): list(self.records(share)) for share in Share}

    @classmethod
    def kept(cls, told: Mapping[str, Sequence[int]]) -> Counted:
        """From what :meth:`to_keep` gave."""
        return cls(*(tuple(told.get(str(share), ())) for share in Share))


@dataclass(frozen=True)
class Work:
    """A counted record as one viewer sees it: what it is called, its page, when it was due and done, in which words.

    Where a room keeps days and no hours, ``due_at`` and ``ended_at`` are days.
    """

    title: str
    detail: str
    url: str
    due_at: datetime | date | None
    ended_at: datetime | date | None
    late: bool


#: From an account and the first and last day of a time to what was counted.
Counter = Callable[[int, date, date], Counted]
#: From records, who looks and when to those of them that he sees, in the order of their limits.
Shower = Callable[[Sequence[int], Any, datetime], "list[Work]"]


@dataclass(frozen=True)
class Source:
    """A place where work is counted: its name in the catalogue of products, what it is called, who counts and shows."""

    name: str
    title: str
    count: Counter
    show: Shower


_SOURCES: dict[str, Source] = {}


def arrange_sources(sources: tuple[Source, ...]) -> None:
    """Name the sources; whoever was named before is forgotten."""
    _SOURCES.clear()
    _SOURCES.update({each.name: each for each in sources})


def sources() -> Mapping[str, Source]:
    """The sources by name."""
    return _SOURCES
