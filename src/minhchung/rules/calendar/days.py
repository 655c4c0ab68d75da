"""Named days: what the country decided for its years, and what one agency closed for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from minhchung.rules.calendar.hours import Span


class NoCalendarForYear(LookupError):
    """A day lies in a year whose holidays and swapped days have not been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Chưa có lịch nghỉ lễ, làm bù của năm {year}. Bổ sung lịch năm {year} rồi tính lại; hệ thống không đoán."
        )
        self.year = year

    def __reduce__(self) -> tuple[type[NoCalendarForYear], tuple[int]]:
        return NoCalendarForYear, (self.year,)


class BadCalendar(ValueError):
    """Named days that contradict each other; the message says which."""


@dataclass(frozen=True)
class NamedDay:
    """A day that differs from its weekday: its name and citation.

    Attributes:
        name: for people, e.g. ``Quốc khánh``.
        cites: the text that decided it.
        paired: the other day of a swap.
        confidence: "high" when the decision was read or is undisputed; else "medium" or "low".
    """

    name: str
    cites: str
    paired: date | None = None
    confidence: str = "high"


@dataclass(frozen=True, eq=False)
class NationalDays:
    """What the country decided: the years covered, days off, and Saturdays or Sundays worked in exchange.

    Compared by identity, so that it can be a key of caches.

    Raises:
        BadCalendar: a day is both off and worked, a worked day does not say which day it pays back, or a named day
            lies in a year that is not covered.
    """

    years: frozenset[int]
    off: Mapping[date, NamedDay] = field(repr=False)
    worked: Mapping[date, NamedDay] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.years:
            raise BadCalendar("Lịch quốc gia chưa có năm nào.")
        for day in (*self.off, *self.worked):
            if day.year not in self.years:
                raise BadCalendar(f"Ngày {day:%d/%m/%Y} thuộc năm {day.year}, năm này chưa có lịch.")
        for day, named in self.worked.items():
            if day in self.off:
                raise BadCalendar(f"Ngày {day:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm bù.")
            if named.paired is None:
                raise BadCalendar(f"Ngày làm bù {day:%d/%m/%Y} chưa ghi làm bù cho ngày nào.")
        object.__setattr__(self, "off", MappingProxyType(dict(self.off)))
        object.__setattr__(self, "worked", MappingProxyType(dict(self.worked)))

    def without(self, *days: date) -> NationalDays:
        """The same without some named days: each becomes an ordinary day of its week.

        For a holiday that was announced and not yet enacted (``confidence`` medium) where the agency worked.
        """
        return NationalDays(
            self.years,
            {day: named for day, named in self.off.items() if day not in days},
            {day: named for day, named in self.worked.items() if day not in days},
        )


@dataclass(frozen=True)
class Closure:
    """Days on which one agency is closed, or open for some hours only, from ``since`` until (not including) ``until``.

    ``hours`` empty: closed all day. Working days alone are touched: a rest day stays one.

    Raises:
        BadCalendar: ``until`` is not after ``since``.
    """

    since: date
    until: date
    name: str
    cites: str
    hours: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise BadCalendar(
                f"Đợt đóng cửa “{self.name}” bắt đầu {self.since:%d/%m/%Y} nhưng mở lại {self.until:%d/%m/%Y}; "
                "ngày mở lại phải sau ngày bắt đầu."
            )
