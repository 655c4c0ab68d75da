"""Deadlines for millions at once, with NumPy alone: the same answers as :func:`minhchung.rules.deadlines.due`.

Moments are ``datetime64`` of any unit down to minutes (seconds are dropped, as in the scalar call). Swapped days,
lunch breaks and half days are all in the tables of the calendar; nothing is looped over in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import CannotCompute, Unit, add_months

_DAY = 24 * 60
_CHUNK = 1 << 16
_EPOCH_ORDINAL = 719_163  # date(1970, 1, 1).toordinal()
Minutes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class _Tables:
    """The calendar as arrays; day 0 is ``first`` days after 1970-01-01.

    Attributes:
        rank: working days on or before each day, as the place from which the limit is counted.
        due: printed due minute (since 1970) by place in ``working``.
        next_place: place in ``working`` of the first working day on or after each day.
        before: working minutes before each day.
        within: working minutes of a day by minute, one row for each distinct pattern of hours.
        pattern: which row of ``within`` a day has.
        moment: the earliest minute since 1970 by which so many working minutes have passed.
    """

    first: int
    days: int
    rank: NDArray[np.int32]
    due: NDArray[np.int32]
    next_place: NDArray[np.int32]
    before: NDArray[np.int64]
    within: NDArray[np.int16]
    pattern: NDArray[np.int16]
    moment: NDArray[np.int32]


def due_np(
    accepted: NDArray[np.datetime64], value: int, unit: Unit, calendar: WorkingCalendar
) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """Printed due moments and their days for many dossiers of one limit.

    Args:
        accepted: moments of acceptance, any shape.
        value, unit: the limit.

    Returns:
        (due_at as datetime64[m], due_on as datetime64[D]), in the shape of ``accepted``.

    Raises:
        NoCalendarForYear: any deadline touches a year without entries.
        CannotCompute: the limit is not positive.
    """
    if value <= 0:
        raise CannotCompute(f"Thời hạn phải là số nguyên dương, không phải “{value}”.")
    tables = _tables(calendar)
    flat = accepted.ravel()
    minutes = (
        flat.view(np.int64)
        if flat.dtype == np.dtype("datetime64[m]")
        else flat.astype("datetime64[m]").view(np.int64)
    )
    due = np.empty(minutes.shape, dtype=np.int64)
    for start in range(0, len(minutes), _CHUNK):
        piece = minutes[start : start + _CHUNK]
        due[start : start + _CHUNK] = _due_minutes(piece, value, unit, tables, calendar)
    due_at = due.view("datetime64[m]").reshape(accepted.shape)
    return due_at, due_at.astype("datetime64[D]")


def due_days_np(
    accepted: NDArray[np.datetime64], value: int, unit: Unit, calendar: WorkingCalendar
) -> NDArray[np.datetime64]:
    """Due days alone for days of acceptance (``datetime64[D]``): the quickest road for day limits.

    Raises:
        NoCalendarForYear: any deadline touches a year without entries.
        CannotCompute: the limit is not positive, or counts hours.
    """
    if value <= 0 or unit is Unit.WORKING_HOUR:
        raise CannotCompute("Chỉ tính được ngày đến hạn cho thời hạn dương tính bằng ngày hoặc tháng.")
    by_day = _due_by_day(calendar, value, unit)
    tables = _tables(calendar)
    index = accepted.astype("datetime64[D]", copy=False).view(np.int64) - tables.first
    if index.size and (index.min() < 0 or index.max() >= tables.days):
        raise _outside(index, tables, calendar)
    found = by_day.take(index)
    if found.size and found.min() < 0:
        raise NoCalendarForYear(max(calendar.national.years) + 1)
    return found.view("datetime64[D]")


def _due_minutes(
    minutes: NDArray[np.int64], value: int, unit: Unit, tables: _Tables, calendar: WorkingCalendar
) -> NDArray[np.int64]:
    index = minutes // _DAY
    if unit is Unit.WORKING_HOUR:
        minute = minutes - index * _DAY
        index -= tables.first
        _check(index, tables, calendar)
        position = tables.before.take(index) + tables.within[tables.pattern.take(index), minute] + value * 60
        if position.size and position.max() > tables.before[-1]:
            raise NoCalendarForYear(max(calendar.national.years) + 1)
        moments: NDArray[np.int64] = tables.moment.take(position).astype(np.int64)
        return moments
    index -= tables.first
    _check(index, tables, calendar)
    place = _place_by_day(calendar, value, unit).take(index)
    if place.size and place.min() < 0:
        raise NoCalendarForYear(max(calendar.national.years) + 1)
    return tables.due.take(place).astype(np.int64)


@lru_cache(maxsize=64)
def _place_by_day(calendar: WorkingCalendar, value: int, unit: Unit) -> NDArray[np.int32]:
    """For each day of acceptance the place in ``working`` of its due day; -1 past the end of the calendar."""
    tables = _tables(calendar)
    count = len(calendar.table.working)
    if unit is Unit.WORKING_DAY:
        place = tables.rank + (value - 1)
        return np.where(place < count, place, -1).astype(np.int32)
    days = np.arange(tables.days)
    if unit is Unit.DAY:
        last = days + value
    else:
        first = calendar.table.first_ordinal
        last = np.array(
            [add_months(calendar.table.day(day), value).toordinal() - first for day in range(tables.days)]
        )
    inside = last < tables.days
    return np.where(inside, tables.next_place.take(np.where(inside, last, 0)), -1).astype(np.int32)


@lru_cache(maxsize=64)
def _due_by_day(calendar: WorkingCalendar, value: int, unit: Unit) -> NDArray[np.int64]:
    """For each day of acceptance its due day since 1970; -1 past the end of the calendar."""
    tables = _tables(calendar)
    place = _place_by_day(calendar, value, unit)
    working = np.array(calendar.table.working, dtype=np.int64) + tables.first
    return np.where(place >= 0, working.take(np.maximum(place, 0)), -1)


@lru_cache(maxsize=16)
def _tables(calendar: WorkingCalendar) -> _Tables:
    table = calendar.table
    years = sorted(table.years)
    if years != list(range(years[0], years[-1] + 1)):
        missing = next(year for year in range(years[0], years[-1]) if year not in table.years)
        raise NoCalendarForYear(missing)
    patterns = {spans: number for number, spans in enumerate(dict.fromkeys(table.spans))}
    within = np.zeros((len(patterns), _DAY + 1), dtype=np.int16)
    for spans, number in patterns.items():
        worked = np.zeros(_DAY + 1, dtype=np.int16)
        for start, end in spans:
            worked[start + 1 : end + 1] = 1
        within[number] = np.cumsum(worked)
    days = len(table.spans)
    first = table.first_ordinal - _EPOCH_ORDINAL
    spans_in_order = [
        ((first + index) * _DAY + start, (first + index) * _DAY + end)
        for index in table.working
        for start, end in table.spans[index]
    ]
    passed = [np.arange(start + 1, end + 1, dtype=np.int32) for start, end in spans_in_order]
    working = np.array(table.working, dtype=np.int64)
    close = np.array([table.spans[index][-1][1] for index in table.working], dtype=np.int64)
    next_place = np.searchsorted(working, np.arange(days), side="left")
    return _Tables(
        first=first,
        days=days,
        rank=np.searchsorted(working, np.arange(days), side="right").astype(np.int32),
        due=((working + first) * _DAY + close).astype(np.int32),
        next_place=np.where(next_place < len(working), next_place, -1).astype(np.int32),
        before=np.array(table.minutes, dtype=np.int64),
        within=within,
        pattern=np.array([patterns[spans] for spans in table.spans], dtype=np.int16),
        moment=np.concatenate([np.array([spans_in_order[0][0]], dtype=np.int32), *passed]),
    )


def _check(index: NDArray[np.int64], tables: _Tables, calendar: WorkingCalendar) -> None:
    if index.size and (index.min() < 0 or index.max() >= tables.days):
        raise _outside(index, tables, calendar)


def _outside(index: NDArray[Any], tables: _Tables, calendar: WorkingCalendar) -> NoCalendarForYear:
    bad = int(index[(index < 0) | (index >= tables.days)][0]) + tables.first
    return NoCalendarForYear(int(str(np.datetime64(bad, "D"))[:4]))
