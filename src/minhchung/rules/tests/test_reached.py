"""The time that a dossier took in the unit of its limit, and how such times are told."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.lawbook import national_days
from minhchung.rules.calendar import OfficeHours, WorkingCalendar
from minhchung.rules.deadlines import Limit, Unit, due
from minhchung.rules.reached import Span, covering, spread, used


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("unit", "begun", "ended", "waits", "took"),
    [
        pytest.param(
            "working-day", "2026-03-02T09:00", "2026-03-02T16:00", (), 0, id="the very day counts as none"
        ),
        pytest.param("working-day", "2026-03-02T09:00", "2026-03-09T16:00", (), 5, id="a weekend is skipped"),
        pytest.param("day", "2026-03-02T09:00", "2026-03-09T16:00", (), 7, id="days of the calendar"),
        pytest.param("month", "2026-03-02T09:00", "2026-04-02T16:00", (), 31, id="months are told in days"),
        pytest.param(
            "working-hour",
            "2026-03-02T09:00",
            "2026-03-02T10:30",
            (),
            Fraction(3, 2),
            id="an hour and a half",
        ),
        pytest.param(
            "working-day",
            "2026-03-02T09:00",
            "2026-03-09T16:00",
            (("2026-03-03T08:00", "2026-03-05T08:00"),),
            3,
            id="a wait of two working days is taken off",
        ),
        pytest.param(
            "working-hour",
            "2026-03-02T08:00",
            "2026-03-02T11:00",
            (("2026-03-02T09:00", "2026-03-02T10:00"),),
            2,
            id="a wait of an hour is taken off",
        ),
        pytest.param(
            "working-day", "2026-03-03T07:30", "2026-03-02T17:10", (), 0, id="ended before the clock started"
        ),
    ],
)
def test_the_time_that_a_dossier_took(unit, begun, ended, waits, took, calendar):
    spans = tuple((at(since), at(until)) for since, until in waits)
    assert used(Unit(unit), at(begun), at(ended), calendar, spans) == took


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return WorkingCalendar(national_days(), (OfficeHours.same_each_weekday("07:30-11:30,13:00-17:00"),))


@pytest.mark.parametrize("unit", ["working-day", "working-hour"])
@given(value=st.integers(1, 30), minute=st.integers(0, 60 * 24 * 200))
def test_a_limit_is_wholly_used_at_its_due_moment(calendar, unit, value, minute):
    begun = calendar.next_working_minute(at("2026-01-05T08:00") + timedelta(minutes=minute))
    end = due(begun, Limit(value, Unit(unit)), calendar)
    assert used(Unit(unit), begun, end, calendar) == value


@pytest.mark.parametrize(
    ("times", "percent", "told"),
    [
        pytest.param([], 50, None, id="nothing to tell"),
        pytest.param([7], 90, 7, id="a single one"),
        pytest.param([4, 1, 3, 2], 50, 2, id="half of four are the first two"),
        pytest.param(range(1, 11), 90, 9, id="nine of ten"),
        pytest.param(range(1, 12), 90, 10, id="nine tenths of eleven are ten"),
    ],
)
def test_the_time_within_which_a_share_was_done(times, percent, told):
    assert covering([Fraction(each) for each in times], percent) == told


@pytest.mark.parametrize(
    ("times", "limit", "spans"),
    [
        pytest.param([], 5, [], id="nothing"),
        pytest.param([1] * 5 + [2] * 6, 3, [(0, 0, 0), (1, 1, 5), (2, 2, 6)], id="each unit by itself"),
        pytest.param([1] * 5 + [2] * 2, 3, [(0, 0, 0), (1, 2, 7)], id="too few join the span before"),
        pytest.param([1] * 2 + [2] * 4, 3, [(0, 0, 0), (1, 2, 6)], id="too few take in the span after"),
        pytest.param(
            [1] * 6 + [4] * 2,
            3,
            [(0, 0, 0), (1, 1, 6), (2, 2, 0), (3, 3, 0), (4, 4, 2)],
            id="the late stand alone",
        ),
        pytest.param([1] * 6 + [4] * 2, None, [(0, 0, 0), (1, 4, 8)], id="without a limit they join"),
    ],
)
def test_how_times_are_spread(times, limit, spans):
    told = spread([Fraction(each) for each in times], limit, at_least=5, most=12)
    assert list(told) == [Span(*each) for each in spans]


@given(st.lists(st.integers(0, 200), max_size=80), st.one_of(st.none(), st.integers(1, 60)))
def test_a_spread_holds_everything_once_and_no_small_span(times, limit):
    told = spread([Fraction(each) for each in times], limit, at_least=5, most=12)
    assert sum(each.count for each in told) == len(times)
    assert all(before.high + 1 == after.low for before, after in zip(told, told[1:], strict=False))
    sides = [
        [each for each in told if limit is None or (each.high <= limit) == early] for early in (True, False)
    ]
    for side in sides if limit is not None else [list(told)]:
        filled = [each for each in side if each.count]
        assert len(filled) < 2 or all(each.count >= 5 for each in filled)
