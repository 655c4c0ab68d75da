"""What is to be looked at again, and what lies just beside it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhchung import lawbook
from minhchung.rules.calendar import OfficeHours, WorkingCalendar
from minhchung.rules.integrity import (
    DETECTOR_NAMES,
    Detector,
    crowded_end,
    days_before_expiry,
    last_working_days,
    left_when_asked,
    outside_hours,
)

CALENDAR = WorkingCalendar(
    lawbook.national_days(), (OfficeHours.same_each_weekday("07:30-11:30,13:30-17:30"),)
)
FIRST, LAST = date(2026, 5, 15), date(2026, 6, 14)  # 14/6/2026 is a Sunday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("asked", "due", "left"),
    [
        pytest.param("2026-06-05T16:30", "2026-06-05T17:30", 60, id="an hour before"),
        pytest.param("2026-06-05T11:00", "2026-06-05T14:00", 60, id="the break is no working time"),
        pytest.param("2026-06-05T17:00", "2026-06-08T08:00", 60, id="nor is the weekend"),
        pytest.param("2026-06-05T17:30", "2026-06-05T17:30", 0, id="in the last minute"),
        pytest.param("2026-06-05T17:31", "2026-06-05T17:30", None, id="too late is another matter"),
    ],
)
def test_what_was_left_when_papers_were_asked_for(asked: str, due: str, left: int | None) -> None:
    assert left_when_asked(at(asked), at(due), CALENDAR) == left


@pytest.mark.parametrize(
    ("moment", "outside"),
    [
        pytest.param("2026-06-05T17:30", False, id="the close of office is inside"),
        pytest.param("2026-06-05T17:31", True, id="a minute later is not"),
        pytest.param("2026-06-05T12:00", True, id="nor is noon"),
        pytest.param("2026-06-06T09:00", True, id="a Saturday"),
        pytest.param("2026-06-06T00:00", False, id="a day without a clock time says nothing"),
    ],
)
def test_outside_office_hours(moment: str, outside: bool) -> None:
    assert outside_hours(at(moment), CALENDAR) is outside


def test_the_last_working_days_of_a_month_that_ends_on_a_sunday() -> None:
    assert last_working_days(FIRST, LAST, 2, CALENDAR) == (date(2026, 6, 11), date(2026, 6, 12))


@pytest.mark.parametrize(
    ("at_end", "others", "found"),
    [
        pytest.param(8, 19, (8, 19), id="four a day against one"),
        pytest.param(7, 19, None, id="not quite four times as many"),
        pytest.param(5, 0, None, id="too few to speak of"),
        pytest.param(6, 0, (6, 0), id="nothing all month, then six"),
        pytest.param(0, 40, None, id="nothing at the end"),
    ],
)
def test_a_crowd_at_the_end(at_end: int, others: int, found: tuple[int, int] | None) -> None:
    closings = {date(2026, 6, 12): at_end, date(2026, 5, 20): others}
    assert len(last_working_days(FIRST, LAST, 99, CALENDAR)) == 21
    assert crowded_end(closings, FIRST, LAST, CALENDAR, days=2, times=4, at_least=6) == found


def test_days_before_the_expiry() -> None:
    assert days_before_expiry(at("2026-06-05T07:31"), at("2026-06-05T17:30")) == 0
    assert days_before_expiry(at("2026-06-04T17:29"), at("2026-06-05T17:30")) == 1


def test_every_detector_has_a_name_and_a_convention() -> None:
    assert set(DETECTOR_NAMES) == set(Detector)
    for each in Detector:
        rule = lawbook.in_force(f"honesty.{each}", LAST)
        assert rule.cites.startswith("quy ước nội bộ")
