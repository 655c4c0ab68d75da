"""What was reached against a limit: the time a dossier took in the limit's own unit, and how such times are told.

Days are counted as the law counts them: the first day is the one after the day on which the clock starts. So a dossier
with a limit of five working days that ends on its last day took five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil

from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines.values import HOUR_MINUTES, Unit
from minhchung.rules.forecast import spent

Waits = Sequence[tuple[datetime, datetime]]


@dataclass(frozen=True)
class Span:
    """How many dossiers took more than ``low - 1`` and at most ``high`` whole units; 0 is the first day itself."""

    low: int
    high: int
    count: int


def measured_in(unit: Unit) -> Unit:
    """The unit in which time is told for a limit: its own; for months, days."""
    return Unit.DAY if unit is Unit.MONTH else unit


def used(
    unit: Unit, begun: datetime, ended: datetime, calendar: WorkingCalendar, waits: Waits = ()
) -> Fraction:
    """The time between two moments in the unit of a limit, without the waits; exact, never less than nothing.

    Args:
        unit: of the limit; see :func:`measured_in`.
        begun: when the clock started: acceptance, or the return from the last wait that restarted it.
        waits: closed, in order, without overlap.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    if unit is Unit.WORKING_HOUR:
        return Fraction(spent(begun, ended, calendar, waits), HOUR_MINUTES)
    if ended <= begun:
        return Fraction(0)
    days = _days(unit, begun, ended, calendar)
    for since, until in waits:
        if until > begun and since < ended:
            days -= _days(unit, max(since, begun), min(until, ended), calendar)
    return Fraction(max(0, days))


def covering(times: Sequence[Fraction], percent: int) -> Fraction | None:
    """The least of the times within which at least so many per cent of them lie (nearest rank); None without any."""
    if not times:
        return None
    return sorted(times)[max(0, ceil(Fraction(len(times) * percent, 100)) - 1)]


def spread(times: Sequence[Fraction], limit: int | None, *, at_least: int, most: int) -> tuple[Span, ...]:
    """The times in spans of whole units, none of which crosses the limit; a span with too few joins its neighbour.

    On either side of the limit a lone span may hold fewer, for how many are late is told anyway.

    Args:
        limit: in the unit of the times; None when several limits held.
        at_least: so many dossiers a span, or none at all in the whole of it.
        most: so many spans at most, about.
    """
    counts = Counter(ceil(each) for each in times)
    if not counts:
        return ()
    top = max(counts)
    width = max(1, ceil((top + 1) / most))
    sides = ((0, top),) if limit is None or limit >= top else ((0, limit), (limit + 1, top))
    found: list[Span] = []
    for first, last in sides:
        found += _side(counts, first, last, width, at_least)
    return tuple(found)


def _side(counts: Counter[int], first: int, last: int, width: int, at_least: int) -> list[Span]:
    spans: list[Span] = []
    low = first
    while low <= last:
        high = min(last, low + width - 1)
        count = sum(counts[each] for each in range(low, high + 1))
        while 0 < count < at_least and high < last:
            high += 1
            count += counts[high]
        spans.append(Span(low, high, count))
        low = high + 1
    while len(spans) > 1 and 0 < spans[-1].count < at_least:
        last_but_one, end = spans[-2], spans[-1]
        spans[-2:] = [Span(last_but_one.low, end.high, last_but_one.count + end.count)]
    return spans


def _days(unit: Unit, begun: datetime, ended: datetime, calendar: WorkingCalendar) -> int:
    if unit is Unit.WORKING_DAY:
        return calendar.working_days_between(begun.date(), ended.date())
    return (ended.date() - begun.date()).days
