"""The working calendar of one agency: what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from minhchung.rules.calendar.days import Closure, NamedDay, NationalDays
from minhchung.rules.calendar.hours import DAY_MINUTES, OfficeHours, Span
from minhchung.rules.calendar.table import DayTable, Row, table_of

WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """Working time of one agency; an immutable value, safe in threads.

    Precedence for a day: a national day off rests; a nationally swapped day works with the office hours of the
    weekday it pays back; else the office hours of its weekday hold. On what is then a working day the first closure
    that covers it replaces the hours.

    Attributes:
        national: holidays and swaps of the country.
        hours: the agency's office hours, each with its dates; the first that covers a day holds, a day covered by
            none is a rest day.
        closures: days on which this agency alone is closed or open for some hours, with the reason.
        table: the days laid out; agencies with equal hours share one.
    """

    national: NationalDays
    hours: tuple[OfficeHours, ...]
    closures: tuple[Closure, ...] = ()
    table: DayTable = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "table", table_of(self.national, tuple(self.hours), tuple(self.closures)))

    def spans(self, day: date) -> tuple[Span, ...]:
        """Working spans of a day as minutes of the day; empty on a rest day."""
        return self.table.spans[self.table.index(day)]

    def is_working_day(self, day: date) -> bool:
        """Whether any of the day is working time."""
        return bool(self.spans(day))

    def next_working_day(self, day: date) -> date:
        """The first working day on or after ``day``.

        Raises:
            NoCalendarForYear: there is none in the years that have entries.
        """
        row = self.table.row(day)
        if row.place >= row.top_place:
            raise self.table.beyond(row)
        return self.table.day(self.table.working[row.place])

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after the first day, up to and including the second; 0 when not later.

        Raises:
            NoCalendarForYear: a year on the way has no entries.
        """
        return max(0, self._same_block(after, until).rank - self.table.row(after).rank)

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Working minutes in [start, end); 0 when end is not after start.

        Raises:
            NoCalendarForYear: a year on the way has no entries.
        """
        self._same_block(start, end)
        return max(0, self.table.position(end) - self.table.position(start))

    def next_working_minute(self, moment: datetime) -> datetime:
        """The moment itself inside office hours, else the next opening (seconds dropped).

        Raises:
            NoCalendarForYear: there is none in the years that have entries.
        """
        row = self.table.row(moment)
        minute = moment.hour * 60 + moment.minute
        for start, end in self.spans(moment.date()):
            if minute < end:
                return at_minute(moment.date(), max(start, minute))
        if row.rank >= row.top_place:
            raise self.table.beyond(row)
        return self.opening(self.table.day(self.table.working[row.rank]))

    def closing(self, day: date) -> datetime:
        """The close of office on a working day; midnight after the day on a rest day."""
        spans = self.spans(day)
        return at_minute(day, spans[-1][1] if spans else DAY_MINUTES)

    def opening(self, day: date) -> datetime:
        """The opening of office on a working day; midnight before the day on a rest day."""
        spans = self.spans(day)
        return at_minute(day, spans[0][0] if spans else 0)

    def named(self, day: date) -> NamedDay | None:
        """Why a day differs from its weekday: holiday, swap or closure; None for an ordinary day."""
        if day in self.national.off:
            return self.national.off[day]
        for closure in self.closures:
            if closure.since <= day < closure.until:
                return NamedDay(closure.name, closure.cites)
        return self.national.worked.get(day)

    def why_rest(self, day: date) -> str:
        """Why a rest day is one: the holiday's or closure's name, or the weekday."""
        named = self.named(day)
        return WEEKDAY_NAMES[day.weekday()] if named is None else named.name

    def _same_block(self, start: date, end: date) -> Row:
        """The row of the end, which must be reachable from the start without a missing year between."""
        row = self.table.row(start)
        if end.toordinal() > row.last_ordinal:
            raise self.table.beyond(row)
        return self.table.row(end)


def at_minute(day: date, minute: int) -> datetime:
    """A minute of a day as a moment; minute 1440 is midnight after it."""
    if minute < DAY_MINUTES:
        return datetime(day.year, day.month, day.day, minute // 60, minute % 60)
    return datetime.combine(day, time.min) + timedelta(minutes=minute)
