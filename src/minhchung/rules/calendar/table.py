"""Every day of a calendar in a row, with running totals: what makes a deadline a look-up.

Three coordinates are kept for each day. Its *index* (0 is the first day of the first year); its *place*: how many
working days lie before it; its *position*: how many working minutes lie before it. Adding a limit is adding to a
place or a position; turning the sum back into a moment is one look-up.

Years without entries have no days here. A run of years without a gap is a *block*; no count may leave its block, so
that a missing year in the middle is an error and never silently skipped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from minhchung.rules.calendar.days import Closure, NationalDays, NoCalendarForYear
from minhchung.rules.calendar.hours import DAY_MINUTES, OfficeHours, Span

#: A position is looked up by its block of 2**STRIDE_BITS working minutes: less than an ordinary day of work.
STRIDE_BITS = 8
_MINUTE = tuple(timedelta(minutes=minute) for minute in range(DAY_MINUTES + 1))


class Row(NamedTuple):
    """One day, for the quick roads of :mod:`minhchung.rules.deadlines`.

    Attributes:
        position: working minutes before the day.
        passed: by minute of the day, how many working minutes of it have passed.
        top_position: working minutes before the end of the block; a larger one is in a missing year.
        place: working days before the day.
        rank: working days up to and including the day.
        top_place: working days before the end of the block.
        last_ordinal: last day of the block.
    """

    position: int
    passed: tuple[int, ...]
    top_position: int
    place: int
    rank: int
    top_place: int
    last_ordinal: int


@dataclass(frozen=True, eq=False)
class DayTable:
    """The days of one calendar; see the module.

    Attributes:
        first: day 0.
        first_ordinal: its proleptic ordinal.
        years: years that have entries.
        spans: working spans by index.
        working: index of each working day, by place.
        minutes: working minutes before each day, by index, and the total at the end.
        rows: by ordinal, days of years with entries alone.
        clocks: by ordinal, the first two fields of each row, which is all that most look-ups want.
        worked: for each working day, by place: working minutes before it, its midnight, and the time of day by
            minutes worked of it (0, the opening, is asked for the very first minute alone).
        closings: close of office of each working day, by place.
        guesses: by ``position >> STRIDE_BITS``, a place at or shortly before the one that the position ends in.
        ends_before: working minutes up to the end of each working day, by place.
    """

    first: date
    first_ordinal: int
    years: frozenset[int]
    spans: tuple[tuple[Span, ...], ...]
    working: tuple[int, ...]
    minutes: tuple[int, ...]
    rows: dict[int, Row]
    clocks: dict[int, tuple[int, tuple[int, ...]]]
    worked: tuple[tuple[int, datetime, tuple[timedelta, ...]], ...]
    closings: tuple[datetime, ...]
    guesses: tuple[int, ...]
    ends_before: tuple[int, ...]

    def index(self, day: date) -> int:
        """Place of a day in the row of all days.

        Raises:
            NoCalendarForYear: its year has no entries.
        """
        if day.year not in self.years:
            raise NoCalendarForYear(day.year)
        return day.toordinal() - self.first_ordinal

    def day(self, index: int) -> date:
        """The day at an index.

        Raises:
            NoCalendarForYear: its year has no entries.
        """
        found = date.fromordinal(index + self.first_ordinal)
        if found.year not in self.years:
            raise NoCalendarForYear(found.year)
        return found

    def row(self, day: date) -> Row:
        """The row of a day (or of a moment's day).

        Raises:
            NoCalendarForYear: its year has no entries.
        """
        try:
            return self.rows[day.toordinal()]
        except KeyError:
            raise NoCalendarForYear(day.year) from None

    def rank(self, index: int) -> int:
        """How many working days lie on or before the day at an index."""
        return self.rows[index + self.first_ordinal].rank

    def position(self, moment: datetime) -> int:
        """Working minutes from the beginning of the table to a moment."""
        row = self.row(moment)
        return row.position + row.passed[moment.hour * 60 + moment.minute]

    def moment_at(self, position: int) -> datetime:
        """The earliest moment by which that many working minutes have passed; a closing minute stays that day.

        Raises:
            NoCalendarForYear: the position lies behind the last year.
        """
        if position > self.minutes[-1]:
            raise NoCalendarForYear(max(self.years) + 1)
        place = self.guesses[position >> STRIDE_BITS]
        while position > self.ends_before[place]:
            place += 1
        before, midnight, ends = self.worked[place]
        return midnight + ends[position - before]

    def beyond(self, row: Row) -> NoCalendarForYear:
        """The error for a count that leaves the block of a row."""
        return NoCalendarForYear(date.fromordinal(row.last_ordinal).year + 1)


@lru_cache(maxsize=64)
def table_of(
    national: NationalDays, hours: tuple[OfficeHours, ...], closures: tuple[Closure, ...]
) -> DayTable:
    """Lay out the days from the first to the last year covered; agencies with equal hours share one table."""
    years = national.years
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    spans = tuple(_spans_of(day, national, hours, closures) for day in days)
    lengths = [_length(each) for each in spans]
    minutes = [0]
    ranks = [0]
    for length in lengths:
        minutes.append(minutes[-1] + length)
        ranks.append(ranks[-1] + (length > 0))
    working = tuple(index for index, length in enumerate(lengths) if length)
    rows: dict[int, Row] = {}
    for begin, end in _blocks(years):
        low, high = (begin - first).days, (end - first).days + 1
        for index in range(low, high):
            rows[first.toordinal() + index] = Row(
                minutes[index],
                _passed(spans[index]),
                minutes[high],
                ranks[index],
                ranks[index + 1],
                ranks[high],
                end.toordinal(),
            )
    midnights = tuple(datetime.combine(days[index], time.min) for index in working)
    ends_before = [minutes[index + 1] for index in working]
    return DayTable(
        first=first,
        first_ordinal=first.toordinal(),
        years=years,
        spans=spans,
        working=working,
        minutes=tuple(minutes),
        rows=rows,
        clocks={ordinal: row[:2] for ordinal, row in rows.items()},
        worked=tuple(
            (minutes[index], midnight, _ends(spans[index]))
            for midnight, index in zip(midnights, working, strict=True)
        ),
        closings=tuple(
            midnight + _MINUTE[spans[index][-1][1]]
            for midnight, index in zip(midnights, working, strict=True)
        ),
        guesses=tuple(
            bisect_left(ends_before, block << STRIDE_BITS)
            for block in range((minutes[-1] >> STRIDE_BITS) + 1)
        ),
        ends_before=tuple(ends_before),
    )


def minutes_within(spans: Iterable[Span], minute: int) -> int:
    """Working minutes of a day that have passed by a minute of it."""
    return sum(min(end, minute) - start for start, end in spans if minute > start)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


@lru_cache(maxsize=256)
def _passed(spans: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(minutes_within(spans, minute) for minute in range(DAY_MINUTES + 1))


@lru_cache(maxsize=256)
def _ends(spans: tuple[Span, ...]) -> tuple[timedelta, ...]:
    """Time of day by which so many working minutes have passed; 0 is the opening."""
    ends = [_MINUTE[spans[0][0]]]
    for start, end in spans:
        ends.extend(_MINUTE[start + 1 : end + 1])
    return tuple(ends)


def _blocks(years: frozenset[int]) -> list[tuple[date, date]]:
    """First and last day of each run of years without a gap."""
    blocks: list[tuple[date, date]] = []
    for year in sorted(years):
        begin = blocks.pop()[0] if year - 1 in years else date(year, 1, 1)
        blocks.append((begin, date(year, 12, 31)))
    return blocks


def _spans_of(
    day: date, national: NationalDays, hours: tuple[OfficeHours, ...], closures: tuple[Closure, ...]
) -> tuple[Span, ...]:
    if day.year not in national.years or day in national.off:
        return ()
    weekly = next((each.weekly for each in hours if each.holds_on(day)), None)
    if weekly is None:
        return ()
    named = national.worked.get(day)
    # A worked Saturday keeps the office hours of the weekday it pays back.
    weekday = named.paired.weekday() if named is not None and named.paired is not None else day.weekday()
    spans = weekly[weekday]
    if spans:
        for closure in closures:
            if closure.since <= day < closure.until:
                return closure.hours
    return spans
