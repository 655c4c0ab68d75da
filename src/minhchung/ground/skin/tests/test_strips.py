"""The deadline strip: which day is what."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.skin.pieces import DayKind
from minhchung.ground.skin.strips import LONGEST, BadStrip, deadline_strip

MONDAY = date(2026, 8, 3)
WEEKEND = {date(2026, 8, 8): "Thứ Bảy", date(2026, 8, 9): "Chủ nhật"}


def strip(**changes):
    return deadline_strip(
        **{
            "received_on": MONDAY,
            "promised_on": date(2026, 8, 10),
            "received": "",
            "promised": "",
            "rest_days": WEEKEND,
        }
        | changes
    )


def on(made, day):
    return next(each for each in made.days if each.on == day)


def test_the_days_run_from_receipt_to_promise():
    made = strip()
    assert [day.on for day in made.days] == [MONDAY + timedelta(days=number) for number in range(8)]
    assert [day.received for day in made.days] == [True] + [False] * 7
    assert [day.promised for day in made.days] == [False] * 7 + [True]


def test_rest_days_are_named():
    made = strip()
    assert [(day.kind, day.why) for day in made.days if day.kind is DayKind.REST] == [
        (DayKind.REST, "Thứ Bảy"),
        (DayKind.REST, "Chủ nhật"),
    ]


def test_a_rest_day_inside_a_pause_stays_a_rest_day_and_the_pause_ends_before_its_last_day():
    made = strip(pauses=((date(2026, 8, 7), date(2026, 8, 10)),))
    assert on(made, date(2026, 8, 7)).kind is DayKind.PAUSE
    assert on(made, date(2026, 8, 8)).kind is DayKind.REST
    assert on(made, date(2026, 8, 10)).kind is DayKind.WORK


def test_today_is_marked_and_only_the_days_before_it_are_past():
    made = strip(today=date(2026, 8, 5))
    assert [day.on.day for day in made.days if day.past] == [3, 4]
    assert [day.on.day for day in made.days if day.today] == [5]


def test_a_late_dossier_goes_on_to_its_end():
    made = strip(ended_on=date(2026, 8, 12), today=date(2026, 8, 20))
    assert made.days[-1].on == date(2026, 8, 12)
    assert [day.on.day for day in made.days if day.late] == [11, 12]
    assert not any(day.today for day in made.days)


def test_an_early_dossier_still_shows_its_promise():
    made = strip(ended_on=date(2026, 8, 5))
    assert made.days[-1].promised
    assert [day.on.day for day in made.days if day.past] == [3, 4, 5]


def test_a_promise_before_the_receipt_is_refused():
    with pytest.raises(BadStrip, match="02/08/2026 trước ngày nhận 03/08/2026"):
        strip(promised_on=date(2026, 8, 2))


def test_a_strip_too_long_to_read_is_refused():
    with pytest.raises(BadStrip, match=f"chỉ vẽ được đến {LONGEST} ngày"):
        strip(promised_on=MONDAY + timedelta(days=LONGEST))


@given(length=st.integers(0, LONGEST - 1), today=st.integers(-5, LONGEST - 1))
def test_exactly_one_day_is_received_and_one_promised(length, today):
    made = strip(promised_on=MONDAY + timedelta(days=length), today=MONDAY + timedelta(days=today))
    assert sum(day.received for day in made.days) == 1
    assert sum(day.promised for day in made.days) == 1
    assert all(not (day.past and day.late) for day in made.days)
