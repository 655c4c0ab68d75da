"""Deadlines for millions at once, with NumPy alone; equal to :func:`minhchung.rules.deadlines.due` one by one.

How it is quick: everything that depends on the day of acceptance alone is laid out once for all days of the calendar
(some 4,000), so that a dossier costs a division and two look-ups in tables that stay in the processor's first cache.
Work goes in chunks for the same reason. Tables have a stop at either end: what leads out of the calendar lands on it
and is found afterwards in one pass, instead of being asked for on every step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from minhchung.rules.calendar import DAY_MINUTES, DayTable, NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines.reckoning import due
from minhchung.rules.deadlines.values import HOUR_MINUTES, CannotCompute, Limit, Unit

Ints = NDArray[np.int64]
Moments = NDArray[np.datetime64]

CHUNK = 16_384
_EPOCH = 719_163  # ordinal of 1970-01-01
_STOP = np.iinfo(np.int64).min  # what NumPy reads as "not a time"
_FAR = 1 << 40  # farther than any calendar, and safe to add to


@dataclass(frozen=True, eq=False)
class _Days:
    """A calendar as arrays. By day: index 0 and the last are stops. By place: likewise.

    Attributes:
        base: midnight of day -1 in minutes since 1970, so that index 1 is day 0.
        start: index of the day itself; far away for a stop or a day of a year without entries.
        rank: working days up to and including the day.
        place: padded place of the first working day on or after the day.
        top: working days before the end of its block.
        top_position: working minutes before the end of its block.
        position: working minutes before the day.
        pattern: where the day's minutes begin in ``passed``.
        passed: working minutes passed by minute of the day, one pattern of spans after the other.
        month: month of the day, counted from the first of the table.
        day_of_month: 1 to 31.
        month_first: index of the first day of a month, with a stop.
        month_length: days in a month, with a stop.
        closing: by padded place, close of office in minutes since 1970.
        closing_day: by padded place, the day since 1970.
        moment: by position, the minute since 1970 by which so many working minutes have passed, with a stop.
        gaps: whether years are missing between the first and the last.
    """

    base: int
    start: Ints
    rank: Ints
    place: Ints
    top: Ints
    top_position: Ints
    position: Ints
    pattern: Ints
    passed: Ints
    month: Ints
    day_of_month: Ints
    month_first: Ints
    month_length: Ints
    closing: Ints
    closing_day: Ints
    moment: Ints
    gaps: bool


def deadlines_np(
    accepted: Moments, limit: ArrayLike, unit: Unit | str, calendar: WorkingCalendar
) -> tuple[Moments, Moments]:
    """Due moments and due days of many dossiers; day limits are printed as due at the close of office.

    Args:
        accepted: naive local moments of any datetime64 unit and shape; seconds are dropped.
        limit: whole positive numbers, one for all or one for each (broadcast against ``accepted``).
        unit: of the limits.
        calendar: of the agency that settles the dossiers.

    Returns:
        ``(due_at, due_on)`` as ``datetime64[m]`` and ``datetime64[D]``, in the shape of the inputs together.

    Raises:
        NoCalendarForYear: a year on the way of any of them has no entries.
        CannotCompute: a limit that is not whole and positive, an unknown unit, a missing moment.
    """
    moments = np.asarray(accepted)
    if moments.dtype.kind != "M":
        raise CannotCompute(f"Thời điểm tiếp nhận phải là datetime64, không phải {moments.dtype}.")
    values = np.asarray(limit)
    if values.dtype.kind not in "iu" or (values.size and values.min() <= 0):
        raise CannotCompute("Thời hạn phải là số nguyên dương.")
    kind = Limit(1, unit).unit  # type: ignore[arg-type]
    shape = np.broadcast_shapes(moments.shape, values.shape)
    minutes = _flat(moments.astype("datetime64[m]", copy=False).view(np.int64), shape)
    capped = np.minimum(values, _FAR).astype(np.int64)
    terms = int(capped) if capped.ndim == 0 else _flat(capped, shape)
    days = _days_of(calendar.table)
    due_at = np.empty(minutes.shape, np.int64)
    due_on = np.empty(minutes.shape, np.int64)
    if kind is Unit.WORKING_HOUR:
        _hours(minutes, terms, days, due_at, due_on)
    elif isinstance(terms, int):
        _one_limit(minutes, terms, kind, days, due_at, due_on)
    else:
        _many_limits(minutes, terms, kind, days, due_at, due_on)
    if due_at.size and due_at.min() == _STOP:
        raise _reason(minutes, terms, kind, calendar, int(due_at.argmin()))
    return due_at.view("datetime64[m]").reshape(shape), due_on.view("datetime64[D]").reshape(shape)


def _flat(values: Ints, shape: tuple[int, ...]) -> Ints:
    return np.ascontiguousarray(np.broadcast_to(values, shape)).reshape(-1)


def _one_limit(minutes: Ints, term: int, unit: Unit, days: _Days, due_at: Ints, due_on: Ints) -> None:
    """One limit for all: the whole answer is a table by day of acceptance."""
    places = _places(days.start, np.int64(term), unit, days)
    at_by_day = days.closing.take(places, mode="clip")
    on_by_day = days.closing_day.take(places, mode="clip")
    index = np.empty(CHUNK, np.int64)
    for begin in range(0, len(minutes), CHUNK):
        piece = slice(begin, begin + CHUNK)
        found = _index(minutes[piece], index, days)
        at_by_day.take(found, out=due_at[piece], mode="clip")
        on_by_day.take(found, out=due_on[piece], mode="clip")


def _many_limits(minutes: Ints, terms: Ints, unit: Unit, days: _Days, due_at: Ints, due_on: Ints) -> None:
    """A limit for each, in working days, days or months."""
    index = np.empty(CHUNK, np.int64)
    for begin in range(0, len(minutes), CHUNK):
        piece = slice(begin, begin + CHUNK)
        start = days.start.take(_index(minutes[piece], index, days), mode="clip")
        places = _places(start, terms[piece], unit, days)
        days.closing.take(places, out=due_at[piece], mode="clip")
        days.closing_day.take(places, out=due_on[piece], mode="clip")


def _hours(minutes: Ints, terms: int | Ints, days: _Days, due_at: Ints, due_on: Ints) -> None:
    """Working hours: a position in working minutes, and back."""
    index = np.empty(CHUNK, np.int64)
    for begin in range(0, len(minutes), CHUNK):
        piece = slice(begin, begin + CHUNK)
        moment = minutes[piece]
        found = _index(moment, index, days)
        minute = moment - found * DAY_MINUTES
        minute -= days.base
        position = days.position.take(found, mode="clip")
        minute += days.pattern.take(found, mode="clip")
        position += days.passed.take(minute, mode="clip")
        position += (terms if isinstance(terms, int) else terms[piece]) * HOUR_MINUTES
        if days.gaps:
            position[position > days.top_position.take(found, mode="clip")] = _FAR
        at = due_at[piece]
        days.moment.take(position, out=at, mode="clip")
        np.floor_divide(at, DAY_MINUTES, out=due_on[piece])


def _index(minutes: Ints, room: Ints, days: _Days) -> Ints:
    """Index of the day of each moment; outside the calendar, an index beyond a stop."""
    index = room[: len(minutes)]
    np.subtract(minutes, days.base, out=index)
    np.floor_divide(index, DAY_MINUTES, out=index)
    return index


def _places(start: Ints, terms: Ints | np.int64, unit: Unit, days: _Days) -> Ints:
    """Padded place of the due day for days of acceptance; a stop where there is none."""
    if unit is Unit.WORKING_DAY:
        places = days.rank.take(start, mode="clip") + terms
    else:
        last = start + terms if unit is Unit.DAY else _corresponding(start, terms, days)
        places = days.place.take(last, mode="clip")
    if days.gaps:
        places = np.where(places > days.top.take(start, mode="clip"), _FAR, places)
    return places


def _corresponding(start: Ints, terms: Ints | np.int64, days: _Days) -> Ints:
    """Index of the corresponding day of a later month, or of that month's last day."""
    month = days.month.take(start, mode="clip") + terms
    day = np.minimum(days.day_of_month.take(start, mode="clip"), days.month_length.take(month, mode="clip"))
    corresponding: Ints = days.month_first.take(month, mode="clip") + day - 1
    return corresponding


def _reason(minutes: Ints, terms: int | Ints, unit: Unit, calendar: WorkingCalendar, which: int) -> Exception:
    """What the scalar call says of the first dossier without a deadline."""
    moment = minutes[which].view("datetime64[m]")
    if np.isnat(moment):
        return CannotCompute(f"Hồ sơ thứ {which + 1} không có thời điểm tiếp nhận.")
    value = terms if isinstance(terms, int) else int(terms[which])
    year = int(moment.astype("datetime64[Y]").astype(np.int64)) + 1970
    if year not in calendar.table.years:
        return NoCalendarForYear(year)
    try:
        due(moment.item(), Limit(value, unit), calendar)
    except NoCalendarForYear as missing:
        return missing
    raise AssertionError(f"no deadline for {moment} + {value} {unit}, but the scalar call has one")


@lru_cache(maxsize=8)
def _days_of(table: DayTable) -> _Days:
    """Lay out a calendar's table as arrays."""
    count = len(table.spans)
    rows = [table.rows.get(table.first_ordinal + index) for index in range(count)]
    known = np.array([row is not None for row in rows])
    index = np.arange(1, count + 1)
    working = np.array(table.working, np.int64)
    patterns: dict[tuple[int, ...], int] = {}
    pattern = [
        0 if row is None else patterns.setdefault(row.passed, len(patterns) * DAY_MINUTES) for row in rows
    ]
    calendar_days = np.arange(count) + np.datetime64(table.first, "D")
    months = calendar_days.astype("datetime64[M]").astype(np.int64)
    month = months - months[0]
    month_first = np.flatnonzero(np.diff(month, prepend=-1)) + 1
    first = table.first_ordinal - _EPOCH
    midnight = (first + working) * DAY_MINUTES
    closing = midnight + np.array([table.spans[each][-1][1] for each in table.working], np.int64)
    moment = [
        np.arange(start + 1, end + 1) + (first + each) * DAY_MINUTES
        for each in table.working
        for start, end in table.spans[each]
    ]
    return _Days(
        base=(first - 1) * DAY_MINUTES,
        start=_stopped(np.where(known, index, _FAR), _FAR, _FAR),
        rank=_stopped(np.array([_FAR if row is None else row.rank for row in rows]), _FAR, _FAR),
        place=_stopped(np.array([_FAR if row is None else row.place + 1 for row in rows]), _FAR, _FAR),
        top=_stopped(np.array([0 if row is None else row.top_place for row in rows]), 0, 0),
        top_position=_stopped(np.array([0 if row is None else row.top_position for row in rows]), 0, 0),
        position=_stopped(np.array([_FAR if row is None else row.position for row in rows]), _FAR, _FAR),
        pattern=_stopped(np.array(pattern), 0, 0),
        passed=np.array([each for passed in patterns for each in passed[:DAY_MINUTES]], np.int64),
        month=_stopped(month, _FAR, _FAR),
        day_of_month=_stopped(
            (calendar_days - calendar_days.astype("datetime64[M]")).astype(np.int64) + 1, 1, 1
        ),
        month_first=np.append(month_first, _FAR),
        month_length=np.append(np.diff(np.append(month_first, count + 1)), 31),
        closing=_stopped(closing, _STOP, _STOP),
        closing_day=_stopped(first + working, _STOP, _STOP),
        moment=np.concatenate([[_STOP], *moment, [_STOP]]).astype(np.int64),
        gaps=not known.all(),
    )


def _stopped(values: NDArray[np.int64], before: int, after: int) -> Ints:
    return np.concatenate([[before], values, [after]]).astype(np.int64)
