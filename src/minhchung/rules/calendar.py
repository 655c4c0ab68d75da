"""Which days and minutes are working time, for one agency.

A :class:`WorkingCalendar` joins what the country decides (holidays, compensations, swapped days, year by year) with
the agency's own office hours, dated, and its own closed days. It is an immutable value: two agencies have two
calendars that share nothing, and any number of threads may ask one.

Moments are naive local time with minute precision; seconds are dropped. A year without entries raises
:class:`NoCalendarForYear`: deadlines are never guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate

Span = tuple[int, int]  # minutes of the day, half-open
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_MINUTES = 24 * 60


class NoCalendarForYear(LookupError):
    """A day lies in a year whose holidays and swapped days have not been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Chưa có lịch nghỉ lễ, làm bù của năm {year}. Bổ sung lịch năm {year} rồi tính lại; hệ thống không đoán."
        )
        self.year = year


class BadHours(ValueError):
    """Office hours that cannot be read; the message shows how to write them."""


@dataclass(frozen=True)
class NamedDay:
    """A day that differs from its weekday: its name and citation; ``paired`` is the other day of a swap."""

    name: str
    cites: str
    paired: date | None = None


@dataclass(frozen=True)
class NationalDays:
    """What the country decided: the years covered, weekdays off, and Saturdays or Sundays worked in exchange."""

    years: frozenset[int]
    off: Mapping[date, NamedDay]
    worked: Mapping[date, NamedDay]


@dataclass(frozen=True)
class OfficeHours:
    """Working spans of each weekday (Monday first) from ``since`` until (not including) ``until``."""

    weekly: tuple[tuple[Span, ...], ...]
    since: date = date.min
    until: date | None = None
    cites: str = ""

    @classmethod
    def same_each_weekday(
        cls, text: str, *, since: date = date.min, until: date | None = None, cites: str = ""
    ) -> OfficeHours:
        """Monday to Friday alike, e.g. ``07:30-11:30,13:30-17:30``; Saturday and Sunday off."""
        spans = parse_spans(text)
        return cls((spans,) * 5 + ((), ()), since, until, cites)

    @classmethod
    def by_weekday(
        cls, weekly: Mapping[str, str], *, since: date = date.min, until: date | None = None, cites: str = ""
    ) -> OfficeHours:
        """Spans by weekday, ``{"mon": "07:30-11:30,13:30-17:30", ..., "sat": "07:30-11:30"}``; absent days are off."""
        unknown = sorted(set(weekly) - set(WEEKDAYS))
        if unknown:
            raise BadHours(f"Không có thứ “{unknown[0]}”; dùng: {', '.join(WEEKDAYS)}.")
        return cls(tuple(parse_spans(weekly.get(day, "")) for day in WEEKDAYS), since, until, cites)


def parse_spans(text: str) -> tuple[Span, ...]:
    """``07:30-11:30,13:30-17:30`` as minutes of the day; an empty text is a day off.

    Raises:
        BadHours: not in that form, out of order or overlapping.
    """
    spans: list[Span] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        start, _, end = part.partition("-")
        try:
            span = _minutes(start), _minutes(end)
        except ValueError:
            raise BadHours(f"Không hiểu giờ làm việc “{part}”. Viết như 07:30-11:30,13:30-17:30.") from None
        if span[0] >= span[1] or (spans and span[0] < spans[-1][1]):
            raise BadHours(f"Khoảng giờ “{part}” chồng nhau hoặc kết thúc trước khi bắt đầu.")
        spans.append(span)
    return tuple(spans)


def _minutes(text: str) -> int:
    hours, _, minutes = text.strip().partition(":")
    hour, minute = int(hours), int(minutes)
    if not (0 <= minute < 60 and 0 <= hour * 60 + minute <= _DAY_MINUTES):
        raise ValueError(text)
    return hour * 60 + minute


DEFAULT_HOURS = "07:30-11:30,13:30-17:30"


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """Working time of one agency.

    Attributes:
        national: holidays and swaps of the country.
        hours: the agency's office hours, each with its dates; a day covered by none is a day off.
        closed: days on which this agency alone is closed (or open half a day), with the reason.
    """

    national: NationalDays
    hours: tuple[OfficeHours, ...]
    closed: Mapping[date, tuple[tuple[Span, ...], NamedDay]] = field(default_factory=dict)
    table: DayTable = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", DayTable.of(self))

    def spans(self, day: date) -> tuple[Span, ...]:
        """Working spans of a day as minutes of the day; empty on a rest day."""
        return self.table.spans[self.table.index(day)]

    def is_working_day(self, day: date) -> bool:
        """Whether any of the day is working time."""
        return bool(self.spans(day))

    def next_working_day(self, day: date) -> date:
        """The first working day on or after ``day``."""
        table = self.table
        place = bisect_left(table.working, table.index(day))
        return table.day(table.nth(place, day))

    def closing(self, day: date) -> datetime:
        """The close of office on a working day; midnight after the day on a rest day."""
        spans = self.spans(day)
        return at_minute(day, spans[-1][1] if spans else _DAY_MINUTES)

    def opening(self, day: date) -> datetime:
        """The opening of office on a working day."""
        return at_minute(day, self.spans(day)[0][0])

    def why_rest(self, day: date) -> str:
        """Why a rest day is one: the holiday's name, or the weekday."""
        if day in self.closed and not self.closed[day][0]:
            return self.closed[day][1].name
        if day in self.national.off:
            return self.national.off[day].name
        return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[day.weekday()]

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Working minutes in [start, end); negative never: 0 when end is not after start."""
        return max(0, self.table.position(end) - self.table.position(start))


@dataclass(frozen=True, eq=False)
class DayTable:
    """Every day of the calendar's years in a row, with running totals: what makes a deadline a look-up.

    ``spans[i]`` of day i (day 0 is ``first``); ``working`` the indices of working days; ``minutes[i]`` working
    minutes before day i begins.
    """

    first: date
    first_ordinal: int
    years: frozenset[int]
    spans: tuple[tuple[Span, ...], ...]
    working: tuple[int, ...]
    minutes: tuple[int, ...]

    @classmethod
    def of(cls, calendar: WorkingCalendar) -> DayTable:
        """Lay out the days of a calendar from the first to the last year it covers."""
        years = calendar.national.years
        first, last = date(min(years), 1, 1), date(max(years), 12, 31)
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        spans = tuple(_spans_of(calendar, day) for day in days)
        return cls(
            first=first,
            first_ordinal=first.toordinal(),
            years=years,
            spans=spans,
            working=tuple(index for index, each in enumerate(spans) if each),
            minutes=tuple(accumulate((sum(end - start for start, end in each) for each in spans), initial=0)),
        )

    def index(self, day: date) -> int:
        """Place of a day in the row.

        Raises:
            NoCalendarForYear: its year has no entries.
        """
        if day.year not in self.years:
            raise NoCalendarForYear(day.year)
        return day.toordinal() - self.first_ordinal

    def day(self, index: int) -> date:
        """The day at a place; raises :class:`NoCalendarForYear` past the end or in a gap."""
        found = date.fromordinal(index + self.first_ordinal)
        if found.year not in self.years:
            raise NoCalendarForYear(found.year)
        return found

    def nth(self, place: int, near: date) -> int:
        """Index of the working day at a place in ``working``."""
        if place >= len(self.working):
            raise NoCalendarForYear(max(self.years) + 1)
        del near
        return self.working[place]

    def rank(self, index: int) -> int:
        """How many working days lie on or before a day."""
        return bisect_right(self.working, index)

    def position(self, moment: datetime) -> int:
        """Working minutes from the beginning of the table to a moment."""
        index = self.index(moment.date())
        return self.minutes[index] + minutes_within(self.spans[index], moment.hour * 60 + moment.minute)

    def moment_at(self, position: int) -> datetime:
        """The earliest moment by which that many working minutes have passed; a closing minute stays that day."""
        index = bisect_left(self.minutes, position) - 1
        if index < 0:
            index = self.working[0]
        if position > self.minutes[-1]:
            raise NoCalendarForYear(max(self.years) + 1)
        left = position - self.minutes[index]
        day = self.day(index)
        for start, end in self.spans[index]:
            if left <= end - start:
                return at_minute(day, start + left)
            left -= end - start
        return at_minute(day, self.spans[index][-1][1])


def minutes_within(spans: Iterable[Span], minute: int) -> int:
    """Working minutes of a day that have passed by a minute of it."""
    return sum(min(end, minute) - start for start, end in spans if minute > start)


def at_minute(day: date, minute: int) -> datetime:
    """A minute of a day as a moment; minute 1440 is midnight after it."""
    return datetime.combine(day, time.min) + timedelta(minutes=minute)


def _spans_of(calendar: WorkingCalendar, day: date) -> tuple[Span, ...]:
    if day.year not in calendar.national.years:
        return ()
    if day in calendar.closed:
        return calendar.closed[day][0]
    hours = next(
        (each for each in calendar.hours if each.since <= day and (each.until is None or day < each.until)), None
    )
    if hours is None or day in calendar.national.off:
        return ()
    named = calendar.national.worked.get(day)
    if named is not None:
        # A worked Saturday keeps the office hours of the weekday it pays back.
        return hours.weekly[named.paired.weekday() if named.paired else 0]
    return hours.weekly[day.weekday()]
