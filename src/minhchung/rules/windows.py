"""Reporting windows, calendar years and as-of days: half-open spans that tile without gap or overlap.

Vietnamese administrative reports do not follow calendar periods. By Nghị định 09/2019/NĐ-CP art. 12 a
reporting month runs from the 15th of the month before to the 14th, a quarter, half-year and year likewise.
The day of the cut-off is law and therefore data: it comes in as a :class:`Regime`.

One text names a window for every figure; each figure then looks at it through its own clock:

>>> regime = Regime.fixed(15)
>>> window = parse_window("2016..2020", regime)
>>> window.on(Clock.REPORTING).first_day, window.on(Clock.REPORTING).last_day
(datetime.date(2015, 12, 15), datetime.date(2020, 12, 14))
>>> window.on(Clock.CALENDAR).first_day, window.on(Clock.CALENDAR).last_day
(datetime.date(2016, 1, 1), datetime.date(2020, 12, 31))
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Clock(StrEnum):
    """Which span of a window a figure looks at."""

    REPORTING = "reporting"  # 15th..14th, kỳ báo cáo
    CALENDAR = "calendar"  # 1/1..31/12, năm dương lịch
    AS_OF = "as-of"  # the last day of the reporting span, tại ngày
    AS_OF_CALENDAR = "as-of-calendar"  # the last day of the calendar span (staff tables: 31/12)


CLOCK_NAMES = {
    Clock.REPORTING: "kỳ báo cáo",
    Clock.CALENDAR: "năm dương lịch",
    Clock.AS_OF: "tại ngày cuối kỳ báo cáo",
    Clock.AS_OF_CALENDAR: "tại ngày cuối kỳ dương lịch",
}


class BadWindow(ValueError):
    """The text names no window; the message says in Vietnamese what can be written."""


@dataclass(frozen=True)
class Regime:
    """The cut-off day of reports by date: ``versions`` are (since, day of month), oldest first."""

    versions: tuple[tuple[date, int], ...]

    @classmethod
    def fixed(cls, day: int) -> Regime:
        """A regime with one cut-off day for all time."""
        return cls(((date.min, day),))

    def boundary(self, year: int, month: int) -> date:
        """First day of the reporting month after ``month`` (its cut-off day in that month)."""
        in_month = date(year, month, 1)
        day = next((day for since, day in reversed(self.versions) if since <= in_month), self.versions[0][1])
        return date(year, month, day)


@dataclass(frozen=True)
class Window:
    """A named period. ``since``/``until`` are half-open moments on the window's clock.

    Attributes:
        label: canonical text that parses back to this window, e.g. ``2016..2020`` or ``2026-Q1``.
        reporting: (first day, day after the last) of the reporting span.
        calendar: the same for the calendar span.
        clock: which of the two ``since`` and ``until`` speak of.
    """

    label: str
    reporting: tuple[date, date]
    calendar: tuple[date, date]
    clock: Clock = Clock.REPORTING

    def on(self, clock: Clock) -> Window:
        """The same period seen through another clock."""
        return replace(self, clock=clock)

    @property
    def span(self) -> tuple[date, date]:
        """(first day, day after the last) on this window's clock."""
        return self.calendar if self.clock in (Clock.CALENDAR, Clock.AS_OF_CALENDAR) else self.reporting

    @property
    def first_day(self) -> date:
        """First day that belongs to the window."""
        return self.span[0]

    @property
    def last_day(self) -> date:
        """Last day that belongs to the window; the as-of day of stocks."""
        return self.span[1] - timedelta(days=1)

    @property
    def since(self) -> datetime:
        """First moment inside, naive local time."""
        return datetime.combine(self.span[0], time.min)

    @property
    def until(self) -> datetime:
        """First moment after the window, naive local time."""
        return datetime.combine(self.span[1], time.min)

    @property
    def title(self) -> str:
        """The period in words, as printed: "giai đoạn 2016-2020", "quý I năm 2026"."""
        return _title(self.label)

    @property
    def dates(self) -> str:
        """The days in words: "15/12/2015 - 14/12/2020", or "tại ngày 31/12/2020" for stocks."""
        if self.clock in (Clock.AS_OF, Clock.AS_OF_CALENDAR):
            return f"tại ngày {self.last_day:%d/%m/%Y}"
        return f"{self.first_day:%d/%m/%Y} - {self.last_day:%d/%m/%Y}"


_YEAR = re.compile(r"(\d{4})$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_HALF = re.compile(r"(\d{4})-H([12])$")
_NINE = re.compile(r"(\d{4})-9M$")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_ROMAN = ("", "I", "II", "III", "IV")
HOW_TO_WRITE = (
    "Viết kỳ như sau: 2020 (năm), 2016..2020 (giai đoạn), 2026-Q1 (quý), 2026-H1 (6 tháng), 2026-9M (9 tháng), "
    "2026-03 (tháng), 2025-07-01..2025-12-14 (từ ngày đến ngày), 2020-12-31 (tại một ngày)."
)


def parse_window(text: str, regime: Regime) -> Window:
    """Read a window's name.

    Args:
        text: ``2020``, ``2016..2020``, ``2026-Q1``, ``2026-H1``, ``2026-9M``, ``2026-03``, ``2020-12-31``,
            or any two of one kind joined by ``..``.
        regime: the cut-off days in force.

    Raises:
        BadWindow: the text names no period, or its end lies before its start.
    """
    label = text.strip().upper().replace("–", "..")
    first, joined, last = label.partition("..")
    start, end = _months(first), _months(last if joined else first)
    if start is None or end is None:
        days = _days(first, last if joined else first)
        if days is None:
            raise BadWindow(f"Không hiểu kỳ báo cáo “{text}”. {HOW_TO_WRITE}")
        return Window(label, days, days)
    (year, month, _), (last_year, last_month, length) = start, end
    first_day = date(year, month, 1)
    stop_year, stop_month = _plus(last_year, last_month, length)
    until = date(stop_year, stop_month, 1)
    if until <= first_day:
        raise BadWindow(f"Kỳ “{text}” kết thúc trước khi bắt đầu. {HOW_TO_WRITE}")
    reporting = (regime.boundary(*_plus(year, month, -1)), regime.boundary(*_plus(stop_year, stop_month, -1)))
    return Window(label, reporting, (first_day, until))


def years_of(window: Window, regime: Regime) -> tuple[Window, ...]:
    """The yearly windows that tile a window of whole years (empty when it is not made of whole years)."""
    first, _, last = window.label.partition("..")
    if not _YEAR.match(first) or (last and not _YEAR.match(last)):
        return ()
    return tuple(
        parse_window(str(year), regime).on(window.clock) for year in range(int(first), int(last or first) + 1)
    )


def _months(text: str) -> tuple[int, int, int] | None:
    """(year, first month, number of months) or None."""
    if found := _YEAR.match(text):
        return int(found[1]), 1, 12
    if found := _QUARTER.match(text):
        return int(found[1]), 3 * int(found[2]) - 2, 3
    if found := _HALF.match(text):
        return int(found[1]), 6 * int(found[2]) - 5, 6
    if found := _NINE.match(text):
        return int(found[1]), 1, 9
    if found := _MONTH.match(text):
        return int(found[1]), int(found[2]), 1
    return None


def _days(first: str, last: str) -> tuple[date, date] | None:
    if not (_DAY.match(first) and _DAY.match(last)):
        return None
    try:
        since, until = date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    except ValueError:
        return None
    return (since, until) if since < until else None


def _plus(year: int, month: int, months: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def _title(label: str) -> str:
    first, joined, last = label.partition("..")
    if joined:
        if _YEAR.match(first) and _YEAR.match(last):
            return f"giai đoạn {first}-{last}"
        return f"từ {_title(first)} đến {_title(last)}"
    if _YEAR.match(label):
        return f"năm {label}"
    if found := _QUARTER.match(label):
        return f"quý {_ROMAN[int(found[2])]} năm {found[1]}"
    if found := _HALF.match(label):
        return f"6 tháng {'đầu' if found[2] == '1' else 'cuối'} năm {found[1]}"
    if found := _NINE.match(label):
        return f"9 tháng năm {found[1]}"
    if found := _MONTH.match(label):
        return f"tháng {int(found[2])} năm {found[1]}"
    if found := _DAY.match(label):
        return f"ngày {found[3]}/{found[2]}/{found[1]}"
    return label
