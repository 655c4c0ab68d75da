"""The arithmetic: from acceptance, limit and calendar to the due moment, by look-ups alone.

What is counted
---------------
*Working hours* are counted in working minutes from the moment of acceptance, or from the next working minute, and end
at the very minute (17:30 stays 17:30). *Working days* are counted from the day after acceptance. *Calendar days* and
*months* run from the day after acceptance to their last day, the corresponding day of the last month or that month's
last day; a last day on a rest day moves on to the next working day.

What a pause adds, when waiting is subtracted
---------------------------------------------
A pause counts when it begins before the due moment (hours) or on a day not later than the due day (other units), as far
as it has been moved by earlier pauses.

- working hours: the working minutes inside the pause;
- working days: the working days after the day of the request, up to and including the day of return (as any period is
  counted: the day of the event is not);
- calendar days and months: the days from the day of the request to the day of return; the last day moves by as many, is
  never before the day of return, and then moves on from a rest day.

A pause that begins and ends on one day thus leaves a day limit as it is. The part of a pause before the clock starts
(acceptance after the cut-off) adds nothing. An open pause adds nothing yet: the deadline says that it is waiting.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from minhchung.rules.calendar import DAY_MINUTES, NoCalendarForYear, Row, WorkingCalendar, at_minute
from minhchung.rules.calendar.table import STRIDE_BITS, DayTable
from minhchung.rules.deadlines.values import (
    DEFAULT_POLICY,
    Limit,
    Pause,
    Policy,
    PrintedTime,
    Unit,
    Waiting,
    check_moment,
    check_pauses,
)

_HOURS, _WORKING_DAYS, _DAYS = Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.DAY
_SUBTRACT = Waiting.SUBTRACT


def due(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    policy: Policy = DEFAULT_POLICY,
) -> datetime:
    """The printed due moment alone: the quick road that :func:`deadline` explains. Its day is the due day.

    Args:
        accepted: naive local moment; seconds are dropped.
        limit: value and unit.
        calendar: of the agency that settles the dossier.
        pauses: in order; what they do is said in the module and by ``policy.waiting``.
        policy: cut-off, printing and waiting.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
        CannotCompute: pauses out of order, overlapping or before acceptance; a moment with an offset.
    """
    if not policy.plain or accepted.tzinfo is not None or (pauses and policy.waiting is not _SUBTRACT):
        return _due_by_policy(accepted, limit, calendar, pauses, policy)
    table = calendar.table
    try:
        row = table.rows[accepted.toordinal()]
    except KeyError:
        raise NoCalendarForYear(accepted.year) from None
    if limit.unit is _HOURS:
        position = row[0] + row[1][accepted.hour * 60 + accepted.minute] + limit.minutes
        if pauses:
            position = _after_waiting(position, accepted, pauses, table)
        if position > row[2]:
            raise table.beyond(row)
        place = table.guesses[position >> STRIDE_BITS]
        while position > table.ends_before[place]:
            place += 1
        before, midnight, ends = table.worked[place]
        return midnight + ends[position - before]
    if limit.unit is _WORKING_DAYS:
        place = row[4] + limit.value - 1
        if pauses:
            place = _place_after_waiting(place, row, accepted, accepted, pauses, calendar)
        if place >= row[5]:
            raise table.beyond(row)
        return table.closings[place]
    return table.closings[_place_of_last(accepted, accepted, limit, calendar, pauses)]


def _due_by_policy(
    accepted: datetime, limit: Limit, calendar: WorkingCalendar, pauses: Sequence[Pause], policy: Policy
) -> datetime:
    """The slow road: cut-off, restart, and the acceptance's clock time printed."""
    check_moment(accepted)
    check_pauses(accepted, pauses)
    if pauses and policy.waiting is Waiting.RESTART:
        begins, taken_off = restart_of(accepted, limit, calendar, pauses, policy)
        return due(begins, limit, calendar, taken_off, replace(policy, waiting=_SUBTRACT))
    table = calendar.table
    start = clock_start(accepted, calendar, policy)
    row = table.row(start)
    if limit.unit is _HOURS:
        running = [
            Pause(max(pause.from_at, start), pause.to_at)
            for pause in pauses
            if pause.to_at is None or pause.to_at > start
        ]
        position = _after_waiting(table.position(start) + limit.minutes, start, running, table)
        if position > row.top_position:
            raise table.beyond(row)
        return table.moment_at(position)
    if limit.unit is _WORKING_DAYS:
        place = row.rank + limit.value - 1
        place = _place_after_waiting(place, row, accepted, start, pauses, calendar)
        if place >= row.top_place:
            raise table.beyond(row)
    else:
        place = _place_of_last(accepted, start, limit, calendar, pauses)
    if policy.printed is PrintedTime.CLOSE_OF_OFFICE:
        return table.closings[place]
    return table.worked[place][1] + timedelta(hours=accepted.hour, minutes=accepted.minute)


def clock_start(accepted: datetime, calendar: WorkingCalendar, policy: Policy) -> datetime:
    """The moment from which counting starts: acceptance, or the opening of the next working day after the cut-off."""
    if policy.cut_off is None or accepted.time() <= policy.cut_off:
        return accepted
    return calendar.opening(calendar.next_working_day(accepted.date() + timedelta(days=1)))


def restart_of(
    accepted: datetime, limit: Limit, calendar: WorkingCalendar, pauses: Sequence[Pause], policy: Policy
) -> tuple[datetime, tuple[Pause, ...]]:
    """From which moment the limit counts when it restarts, and which later waits are taken off it.

    It counts from the last return from a restarting pause that began in time. A pause that began when the promise was
    already broken does not bring it back to life.
    """
    begins: datetime = accepted
    taken_off: tuple[Pause, ...] = ()
    subtracting = replace(policy, waiting=_SUBTRACT)
    for pause in pauses:
        broken_at = kept_until_of(due(begins, limit, calendar, taken_off, subtracting), limit, policy)
        if pause.to_at is None or pause.from_at >= broken_at:
            break
        begins, taken_off = (pause.to_at, ()) if pause.restarts else (begins, (*taken_off, pause))
    return begins, taken_off


def kept_until_of(due_at: datetime, limit: Limit, policy: Policy = DEFAULT_POLICY) -> datetime:
    """The first moment at which the promise is broken: midnight after the due day, or the minute after due."""
    if limit.unit is not _HOURS and policy.keep_to_end_of_day:
        return at_minute(due_at.date(), DAY_MINUTES)
    return due_at + timedelta(minutes=1)


def last_day(start: date, limit: Limit, pauses: Sequence[Pause], calendar: WorkingCalendar) -> date:
    """The last day of a limit in calendar days or months, before it moves on from a rest day.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    table = calendar.table
    row = table.row(start)
    if limit.unit is _DAYS:
        ordinal = start.toordinal() + limit.value
    else:
        year = start.year + (start.month - 1 + limit.value) // 12
        ordinal = row.last_ordinal + 1
        if year <= date.fromordinal(row.last_ordinal).year:
            ordinal = add_months(start, limit.value).toordinal()
    for pause in pauses:
        if ordinal > row.last_ordinal:
            break
        if pause.to_at is None:
            break
        asked = max(pause.from_at.toordinal(), start.toordinal())
        if asked > calendar.next_working_day(date.fromordinal(ordinal)).toordinal():
            break
        back = max(pause.to_at.toordinal(), asked)
        if back > asked:
            ordinal = max(ordinal + back - asked, back)
    if ordinal > row.last_ordinal:
        raise table.beyond(row)
    return date.fromordinal(ordinal)


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later month, or that month's last day (BLDS 2015, Điều 148.3)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _after_waiting(position: int, start: datetime, pauses: Sequence[Pause], table: DayTable) -> int:
    """The due position moved on by the working minutes inside the pauses, none of which begins before ``start``."""
    clocks = table.clocks
    before = start
    try:
        for pause in pauses:
            from_at, to_at = pause.from_at, pause.to_at
            if from_at < before or to_at is None or to_at < from_at:
                break
            before = to_at
            minutes, passed = clocks[from_at.toordinal()]
            begins = minutes + passed[from_at.hour * 60 + from_at.minute]
            if begins >= position:
                break
            minutes, passed = clocks[to_at.toordinal()]
            position += minutes + passed[to_at.hour * 60 + to_at.minute] - begins
        else:
            return position
    except KeyError:
        check_pauses(start, pauses)
        table.row(from_at)
        table.row(before)
    check_pauses(start, pauses)
    return position


def _place_after_waiting(
    place: int,
    row: Row,
    accepted: datetime,
    start: datetime,
    pauses: Sequence[Pause],
    calendar: WorkingCalendar,
) -> int:
    """The due day's place moved on by the working days that passed in waiting."""
    check_pauses(accepted, pauses)
    table = calendar.table
    first, start_ordinal = table.first_ordinal, start.toordinal()
    for pause in pauses:
        if pause.to_at is None or place >= row.top_place:
            break
        asked = max(pause.from_at.toordinal(), start_ordinal)
        back = max(pause.to_at.toordinal(), asked)
        if asked - first > table.working[place]:
            break
        if back > row.last_ordinal:
            raise table.beyond(row)
        if back > asked:
            place = max(place + table.rows[back].rank - table.rows[asked].rank, table.rows[back].place)
    return place


def _place_of_last(
    accepted: datetime, start: datetime, limit: Limit, calendar: WorkingCalendar, pauses: Sequence[Pause]
) -> int:
    """The place of the working day on or after the last day."""
    if pauses:
        check_pauses(accepted, pauses)
    table = calendar.table
    row = table.rows[last_day(start.date(), limit, pauses, calendar).toordinal()]
    if row.place >= row.top_place:
        raise table.beyond(row)
    return row.place
