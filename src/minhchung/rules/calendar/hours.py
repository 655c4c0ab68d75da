"""Office hours: the working spans of each weekday, with the dates between which they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Span = tuple[int, int]  # minutes of the day, half-open
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_HOURS = "07:30-11:30,13:30-17:30"
DAY_MINUTES = 24 * 60
_TIME = re.compile("([0-9]{1,2}):([0-9]{1,2})")


class BadHours(ValueError):
    """Office hours that cannot be read; the message shows how to write them."""


@dataclass(frozen=True)
class OfficeHours:
    """Working spans of each weekday (Monday first) from ``since`` until (not including) ``until``.

    A lunch break is the gap between two spans; a half day is a weekday with one span; a rest day has none.

    Raises:
        BadHours: not seven weekdays, or ``until`` is not after ``since``.
    """

    weekly: tuple[tuple[Span, ...], ...]
    since: date = date.min
    until: date | None = None
    cites: str = ""

    def __post_init__(self) -> None:
        if len(self.weekly) != len(WEEKDAYS):
            raise BadHours(f"Giờ làm việc cần đủ 7 ngày trong tuần, đang có {len(self.weekly)}.")
        if self.until is not None and self.until <= self.since:
            raise BadHours(
                f"Giờ làm việc có hiệu lực từ {self.since:%d/%m/%Y} nhưng hết hiệu lực từ {self.until:%d/%m/%Y}; "
                "ngày hết hiệu lực phải sau ngày có hiệu lực."
            )

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

    def holds_on(self, day: date) -> bool:
        """Whether these hours are in force on a day."""
        return self.since <= day and (self.until is None or day < self.until)


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
            raise BadHours(f"Không hiểu giờ làm việc “{part}”. Viết như {DEFAULT_HOURS}.") from None
        if span[0] >= span[1] or (spans and span[0] < spans[-1][1]):
            raise BadHours(f"Khoảng giờ “{part}” chồng nhau hoặc kết thúc trước khi bắt đầu.")
        spans.append(span)
    return tuple(spans)


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2])
    if minute >= 60 or hour * 60 + minute > DAY_MINUTES:
        raise ValueError(text)
    return hour * 60 + minute
