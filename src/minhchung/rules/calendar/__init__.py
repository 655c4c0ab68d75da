"""Which days and minutes are working time, for one agency.

A :class:`WorkingCalendar` joins what the country decides (holidays, compensations, swapped days, year by year) with
the agency's own office hours, dated, and its own closed days. It is an immutable value: two agencies have two
calendars that share nothing they could change, and any number of threads may ask one.

Moments are naive local time with minute precision; seconds are dropped. A year without entries raises
:class:`NoCalendarForYear`: deadlines are never guessed.
"""

from minhchung.rules.calendar.days import BadCalendar, Closure, NamedDay, NationalDays, NoCalendarForYear
from minhchung.rules.calendar.hours import (
    DAY_MINUTES,
    DEFAULT_HOURS,
    WEEKDAYS,
    BadHours,
    OfficeHours,
    Span,
    parse_spans,
)
from minhchung.rules.calendar.table import DayTable, Row
from minhchung.rules.calendar.working import WorkingCalendar, at_minute

__all__ = [
    "DAY_MINUTES",
    "DEFAULT_HOURS",
    "WEEKDAYS",
    "BadCalendar",
    "BadHours",
    "Closure",
    "DayTable",
    "NamedDay",
    "NationalDays",
    "NoCalendarForYear",
    "OfficeHours",
    "Row",
    "Span",
    "WorkingCalendar",
    "at_minute",
    "parse_spans",
]
