"""Where a dossier was when a limit expired, and in which of its steps the time went; pure reckoning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from minhchung.dossiers.clock import Waited
from minhchung.rules.calendar import WorkingCalendar


@dataclass(frozen=True)
class Stay:
    """A dossier's stay in one step; ``until`` is None while it lasts, ``allowed`` working minutes (0: none said)."""

    number: int
    name: str
    unit: str
    since: datetime
    until: datetime | None
    allowed: int


@dataclass(frozen=True)
class Spent:
    """Working minutes that a step took, waits for others left out, and those that its process allows (0: none said)."""

    number: int
    name: str
    unit: str
    minutes: int
    allowed: int

    @property
    def over(self) -> int:
        """Minutes beyond what is allowed; all of them where nothing is said."""
        return max(0, self.minutes - self.allowed)


def stay_at(stays: Sequence[Stay], moment: datetime) -> Stay | None:
    """The step that held a dossier at a moment; None before its first step, or where no steps are known."""
    begun = [stay for stay in stays if stay.since <= moment]
    return begun[-1] if begun else None


def spent_in(
    stays: Sequence[Stay], waits: Sequence[Waited], until: datetime, calendar: WorkingCalendar
) -> tuple[Spent, ...]:
    """What each step took of the working time, in the order in which the dossier went through them.

    Args:
        until: when the work ended, for a stay that is still open.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    return tuple(
        Spent(
            stay.number,
            stay.name,
            stay.unit,
            _minutes(stay.since, stay.until or until, waits, calendar),
            stay.allowed,
        )
        for stay in stays
    )


def slowest(spent: Sequence[Spent]) -> Spent | None:
    """The step that went furthest beyond its time; None where all kept theirs, or no steps are known."""
    over = [each for each in spent if each.over]
    return max(over, key=lambda each: each.over) if over else None


def _minutes(since: datetime, until: datetime, waits: Sequence[Waited], calendar: WorkingCalendar) -> int:
    total = calendar.working_minutes_between(since, until)
    for wait in waits:
        begins, ends = max(since, wait[0]), min(until, wait[1] or until)
        if begins < ends:
            total -= calendar.working_minutes_between(begins, ends)
    return max(0, total)
