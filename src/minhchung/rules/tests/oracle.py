"""Calendars for tests, and deadlines reckoned the slow way: minute by minute, day by day, from the entries alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from minhchung import lawbook
from minhchung.rules.calendar import (
    Closure,
    NamedDay,
    NationalDays,
    OfficeHours,
    WorkingCalendar,
    parse_spans,
)
from minhchung.rules.deadlines import Limit, Pause, Unit

_ENTERED = lawbook.national_days()
#: The years that have been announced; the first year without a calendar is 2027 here.
NATIONAL = NationalDays(
    years=frozenset(year for year in _ENTERED.years if year <= 2026),
    off={day: named for day, named in _ENTERED.off.items() if day.year <= 2026},
    worked={day: named for day, named in _ENTERED.worked.items() if day.year <= 2026},
)
OFFICE = WorkingCalendar(NATIONAL, (OfficeHours.same_each_weekday("07:30-11:30,13:30-17:30"),))
#: Winter hours until 2019, a half day on Saturdays since, a week of flood, a Friday afternoon closed.
SATURDAYS = WorkingCalendar(
    NATIONAL,
    (
        OfficeHours.same_each_weekday("08:00-12:00,13:00-17:00", until=date(2019, 3, 1)),
        OfficeHours.by_weekday(
            {
                "mon": "07:00-11:30,13:00-16:30",
                "tue": "07:00-11:30,13:00-16:30",
                "wed": "07:00-11:30,13:00-16:30",
                "thu": "07:00-11:30,13:00-16:30",
                "fri": "07:00-11:30,13:00-16:00",
                "sat": "07:15-11:15",
            },
            since=date(2019, 3, 1),
        ),
    ),
    (
        Closure(date(2020, 10, 12), date(2020, 10, 17), "Nghỉ do lũ", "CV 1 của UBND tỉnh"),
        Closure(date(2022, 6, 24), date(2022, 6, 25), "Hội nghị", "TB 2", parse_spans("07:00-11:30")),
    ),
)
#: 2018 and 2020 are entered, 2019 is missing.
BROKEN = WorkingCalendar(
    NationalDays(
        frozenset({2018, 2020}),
        {day: named for day, named in NATIONAL.off.items() if day.year in {2018, 2020}},
        {},
    ),
    OFFICE.hours,
)
NO_HOLIDAYS = WorkingCalendar(
    NationalDays(frozenset({2023, 2024}), {}, {date(2024, 6, 8): NamedDay("Bù", "TB", date(2024, 6, 7))}),
    OFFICE.hours,
)


def spans_on(day: date, calendar: WorkingCalendar) -> tuple[tuple[int, int], ...]:
    """Working spans, from the entries."""
    if day in calendar.national.off:
        return ()
    for hours in calendar.hours:
        if hours.since <= day and (hours.until is None or day < hours.until):
            swap = calendar.national.worked.get(day)
            spans = hours.weekly[(swap.paired if swap else day).weekday()]
            for closure in calendar.closures:
                if spans and closure.since <= day < closure.until:
                    return closure.hours
            return spans
    return ()


def works_on(day: date, calendar: WorkingCalendar) -> bool:
    return bool(spans_on(day, calendar))


def works_at(moment: datetime, calendar: WorkingCalendar) -> bool:
    minute = moment.hour * 60 + moment.minute
    return any(start <= minute < end for start, end in spans_on(moment.date(), calendar))


def due_slowly(
    accepted: datetime, limit: Limit, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """The due moment, waiting taken off, by walking."""
    if limit.unit is Unit.WORKING_HOUR:
        return _by_minutes(accepted, limit.value * 60, calendar, pauses)
    if limit.unit is Unit.WORKING_DAY:
        day = _by_working_days(accepted.date(), limit.value, calendar, pauses)
    else:
        count = limit.value
        if limit.unit is Unit.MONTH:
            count = (_month_later(accepted.date(), limit.value) - accepted.date()).days
        day = _by_days(accepted.date(), count, calendar, pauses)
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=spans_on(day, calendar)[-1][1])


def _by_minutes(
    accepted: datetime, left: int, calendar: WorkingCalendar, pauses: Sequence[Pause]
) -> datetime:
    moment = accepted.replace(second=0, microsecond=0)
    while left:
        waiting = any(p.from_at <= moment < p.to_at for p in pauses if p.to_at)
        if not waiting and works_at(moment, calendar):
            left -= 1
        moment += timedelta(minutes=1)
    return moment


def _by_working_days(start: date, left: int, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> date:
    spans = [(p.from_at.date(), p.to_at.date()) for p in pauses if p.to_at]
    day = start
    while True:
        day += timedelta(days=1)
        if any(asked < day <= back for asked, back in spans) or not works_on(day, calendar):
            continue
        left -= 1
        if left == 0:
            return _moved_by_waiting(day, spans, calendar)


def _moved_by_waiting(day: date, spans: list[tuple[date, date]], calendar: WorkingCalendar) -> date:
    """A wait that begins on the due day moves it to the first working day from the return that is not in a wait."""
    for asked, back in spans:
        if asked == day < back:
            day = back
            while not works_on(day, calendar) or any(a < day <= b for a, b in spans if a >= back):
                day += timedelta(days=1)
    return day


def _by_days(start: date, left: int, calendar: WorkingCalendar, pauses: Sequence[Pause]) -> date:
    spans = [(p.from_at.date(), p.to_at.date()) for p in pauses if p.to_at]
    day = start
    while left:
        day += timedelta(days=1)
        if not any(asked < day <= back for asked, back in spans):
            left -= 1
    while True:
        moved = day
        while not works_on(moved, calendar):
            moved += timedelta(days=1)
        later = [back for asked, back in spans if day <= asked <= moved and asked < back and back > day]
        if not later:
            return moved
        day = min(later)


def _month_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
