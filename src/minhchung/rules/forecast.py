"""How likely a running dossier is to be late, from what became of others that stood where it stands.

The question is one of survival: of the past dossiers that were not done when so much of their limit had been used, how
many ended late? Narrow groups say it best and have the fewest dossiers, so each is mixed with the wider one before it:

>>> everywhere, here = Tally(200, 20), Tally(48, 12)
>>> chance = blend([everywhere, here], Habits(at_least=10, mixed_with=20, quantile=Fraction("1.645")))
>>> round(float(chance.value), 3)
0.207

For a fixed history the likelihood never falls while time passes: those who end in time leave the tally, those who end
late stay in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import sqrt

from minhchung.rules.calendar import WorkingCalendar

#: The whole of a limit, in per cent.
WHOLE = 100
#: Kept apart from the ends: before the limit has run out nothing is certain.
_PRIOR = Fraction(1, 2)


@dataclass(frozen=True)
class Tally:
    """Of ``stood`` past dossiers that stood there, ``late`` ended late."""

    stood: int
    late: int

    def __post_init__(self) -> None:
        if not 0 <= self.late <= self.stood:
            raise ValueError(f"{self.late} of {self.stood} cannot have been late")


@dataclass(frozen=True)
class Habits:
    """Conventions of the forecast.

    Attributes:
        at_least: so many dossiers the widest group must have, or nothing is said; and a narrower one to be named.
        mixed_with: how many dossiers of the wider group's kind are added to a narrower one.
        quantile: of the normal distribution, for the interval; 1.645 covers nine in ten.
    """

    at_least: int
    mixed_with: int
    quantile: Fraction


@dataclass(frozen=True)
class Chance:
    """A likelihood with its interval; ``level`` is the place of the narrowest group that has enough dossiers."""

    value: Fraction
    low: Fraction
    high: Fraction
    level: int


#: Of a dossier whose limit has run out.
CERTAIN = Chance(Fraction(1), Fraction(1), Fraction(1), -1)


def used_of_limit(
    begun_at: datetime,
    due_at: datetime,
    moment: datetime,
    calendar: WorkingCalendar,
    waits: Sequence[tuple[datetime, datetime]] = (),
) -> int:
    """How much of the working time from ``begun_at`` to ``due_at`` had passed at a moment, in per cent, rounded down.

    ``waits`` are taken off; they do not overlap. More than 100 after the due moment.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    whole = spent(begun_at, due_at, calendar, waits)
    return spent(begun_at, moment, calendar, waits) * WHOLE // max(1, whole)


def spent(
    begun_at: datetime,
    moment: datetime,
    calendar: WorkingCalendar,
    waits: Sequence[tuple[datetime, datetime]] = (),
) -> int:
    """Working minutes between two moments without the waits; 0 when the second is not later.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    minutes = calendar.working_minutes_between(begun_at, moment)
    for since, until in waits:
        minutes -= calendar.working_minutes_between(max(since, begun_at), min(until, moment))
    return max(0, minutes)


def tally(past: Iterable[tuple[int, bool]], used: int) -> Tally:
    """Of past dossiers, each with the per cent of its limit that it used and whether it ended late: who stood there.

    Who ended late stood there at every per cent up to the whole limit.
    """
    stood = late = 0
    for share, was_late in past:
        late += was_late
        stood += was_late or share > used
    return Tally(stood, late)


def tally_from_step(rests: Iterable[int], since_step: int, left: int) -> Tally:
    """Of past dossiers that came to a step, each with the per cent of its limit that it used from there to its end.

    Args:
        since_step: how much the running dossier has used since it came to the step.
        left: how much of its limit it had when it came there.
    """
    stood = late = 0
    for rest in rests:
        late += rest > left
        stood += rest > min(since_step, left)
    return Tally(stood, late)


def blend(levels: Sequence[Tally], habits: Habits) -> Chance | None:
    """The likelihood of lateness from the widest group to the narrowest; None when even the widest is too small."""
    if not levels or levels[0].stood < habits.at_least:
        return None
    value = Fraction(levels[0].late + _PRIOR, levels[0].stood + 2 * _PRIOR)
    weight = levels[0].stood
    named = 0
    for place, level in enumerate(levels[1:], start=1):
        value = Fraction(level.late + habits.mixed_with * value, level.stood + habits.mixed_with)
        weight = level.stood + habits.mixed_with
        if level.stood >= habits.at_least:
            named = place
    low, high = _interval(value, weight, habits.quantile)
    return Chance(value, low, high, named)


def _interval(value: Fraction, count: int, quantile: Fraction) -> tuple[Fraction, Fraction]:
    """Wilson's interval of a share seen in so many cases."""
    square = quantile * quantile
    middle = value + square / (2 * count)
    spread = quantile * Fraction(
        sqrt(float(value * (1 - value) / count + square / (4 * count * count)))
    ).limit_denominator(1_000_000)
    whole = 1 + square / count
    low, high = (middle - spread) / whole, (middle + spread) / whole
    return max(Fraction(0), min(low, value)), min(Fraction(1), max(high, value))


def per_mille(value: Fraction) -> int:
    """A likelihood as it is kept and shown: whole per mille, never 0 and, unless it is certain, never 1000."""
    if value >= 1:
        return 1000
    return min(999, max(1, round(value * 1000)))
