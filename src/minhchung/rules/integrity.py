"""What is pointed out beside the on-time rate: each rule says of some moments whether to look at them again.

Thresholds are conventions and come in as values; nothing here judges a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

from minhchung.rules.calendar import WorkingCalendar


class Detector(StrEnum):
    """What is pointed out. The value is what the database keeps."""

    LATE_SUPPLEMENT = "late_supplement"
    MANY_WAITS = "many_waits"
    LAST_DAY_EXTENSION = "last_day_extension"
    PERIOD_END = "period_end"
    OUTSIDE_HOURS = "outside_hours"
    SKIPPED_STEPS = "skipped_steps"
    RETURNED_LATER = "returned_later"
    EDITED_DATES = "edited_dates"


#: Neutral words: a mark asks to look again, it accuses nobody.
DETECTOR_NAMES = {
    Detector.LATE_SUPPLEMENT: "Yêu cầu bổ sung ngay trước khi hết hạn",
    Detector.MANY_WAITS: "Nhiều lần tạm dừng",
    Detector.LAST_DAY_EXTENSION: "Hẹn lại đúng ngày hết hạn",
    Detector.PERIOD_END: "Kết thúc dồn vào cuối kỳ",
    Detector.OUTSIDE_HOURS: "Kết thúc hàng loạt ngoài giờ làm việc",
    Detector.SKIPPED_STEPS: "Kết thúc khi còn bước chưa qua",
    Detector.RETURNED_LATER: "Trả kết quả lâu sau khi kết thúc",
    Detector.EDITED_DATES: "Ngày giờ được sửa về sau",
}
#: Detectors that look at many dossiers together.
CROWDS = frozenset({Detector.PERIOD_END, Detector.OUTSIDE_HOURS})


def left_when_asked(asked_at: datetime, due_at: datetime, calendar: WorkingCalendar) -> int | None:
    """Working minutes that were left of the limit when a supplement was asked for; None when it had run out.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    if asked_at > due_at:
        return None
    return calendar.working_minutes_between(asked_at, due_at)


def days_before_expiry(extended_at: datetime, due_at: datetime) -> int:
    """Calendar days from the day of an extension to the day on which the limit expired; negative after it."""
    return (due_at.date() - extended_at.date()).days


def outside_hours(moment: datetime, calendar: WorkingCalendar) -> bool:
    """Whether a moment lies on a rest day or outside office hours; midnight is a day without a clock time.

    Raises:
        NoCalendarForYear: the year has no entries.
    """
    if moment.time() == time.min:
        return False
    minute = moment.hour * 60 + moment.minute
    return not any(start <= minute <= end for start, end in calendar.spans(moment.date()))


def last_working_days(first: date, last: date, count: int, calendar: WorkingCalendar) -> tuple[date, ...]:
    """The last working days of a period from its first to its last day, oldest first.

    Raises:
        NoCalendarForYear: a year of the period has no entries.
    """
    return _working_days(first, last, calendar)[-count:] if count else ()


def crowded_end(
    closings: Mapping[date, int],
    first: date,
    last: date,
    calendar: WorkingCalendar,
    *,
    days: int,
    times: int,
    at_least: int,
) -> tuple[int, int] | None:
    """Whether closings crowd on the last working days of a period.

    Returns:
        (closings on the last ``days``, closings on the other working days) when the daily number at the end is at least
        ``times`` that of the other days and the end has at least ``at_least``; else None.
    """
    working = _working_days(first, last, calendar)
    end, others = working[-days:], working[:-days]
    if not others:
        return None
    at_end, before = (sum(closings.get(day, 0) for day in each) for each in (end, others))
    if at_end < at_least or at_end * len(others) < times * before * len(end):
        return None
    return at_end, before


def _working_days(first: date, last: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return tuple(day for day in days if calendar.is_working_day(day))
