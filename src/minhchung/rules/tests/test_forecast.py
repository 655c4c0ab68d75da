"""The likelihood of lateness: counted among those who stood there, mixed from wide to narrow, growing while time passes."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung import lawbook
from minhchung.rules.calendar import OfficeHours, WorkingCalendar
from minhchung.rules.forecast import (
    CERTAIN,
    WHOLE,
    Habits,
    Tally,
    blend,
    per_mille,
    tally,
    tally_from_step,
    used_of_limit,
)

HABITS = Habits(at_least=10, mixed_with=10, quantile=Fraction("1.645"))
CALENDAR = WorkingCalendar(
    lawbook.national_days(), (OfficeHours.same_each_weekday("08:00-12:00,13:00-17:00"),)
)
MONDAY, FRIDAY = datetime(2026, 6, 1, 8), datetime(2026, 6, 5, 17)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute)


@pytest.mark.parametrize(
    ("moment", "waits", "used"),
    [
        pytest.param(at(1, 8), (), 0, id="nothing at the beginning"),
        pytest.param(at(3, 12), (), 50, id="half after two and a half of five days"),
        pytest.param(at(3, 12, 59), (), 50, id="the break at noon uses nothing"),
        pytest.param(at(5, 16, 59), (), 99, id="rounded down, so never whole before the end"),
        pytest.param(at(5, 17), (), 100, id="whole at the due moment"),
        pytest.param(at(7, 9), (), 100, id="a Sunday uses nothing"),
        pytest.param(at(8, 17), (), 120, id="more than whole when it is late"),
        pytest.param(at(3, 12), ((at(2, 8), at(2, 17)),), 37, id="a wait is taken off both"),
        pytest.param(at(2, 12), ((at(2, 8), at(2, 17)),), 25, id="while it waits nothing is used"),
    ],
)
def test_how_much_of_the_limit_is_used(
    moment: datetime, waits: tuple[tuple[datetime, datetime], ...], used: int
) -> None:
    assert used_of_limit(MONDAY, FRIDAY, moment, CALENDAR, waits) == used


PAST = [(20, False), (60, False), (80, False), (95, False), (140, True), (110, True)]


@pytest.mark.parametrize(
    ("used", "stood", "late"),
    [
        pytest.param(0, 6, 2, id="everybody stood at the beginning"),
        pytest.param(60, 4, 2, id="who was done by then is left out"),
        pytest.param(99, 2, 2, id="at the end only those who were late are left"),
    ],
)
def test_who_stood_there(used: int, stood: int, late: int) -> None:
    assert tally(PAST, used) == Tally(stood, late)


def test_a_late_end_in_the_evening_of_the_due_day_still_stood_there() -> None:
    assert tally([(100, True), (100, False)], 99) == Tally(2, 1)
    assert tally([(100, True), (100, False)], 100) == Tally(1, 1)


def test_from_a_step_the_rest_of_the_limit_decides() -> None:
    rests = [10, 30, 50, 70]
    assert tally_from_step(rests, since_step=0, left=60) == Tally(4, 1)
    assert tally_from_step(rests, since_step=40, left=60) == Tally(2, 1)


@pytest.mark.parametrize(
    ("levels", "value", "named"),
    [
        pytest.param([Tally(9, 5)], None, None, id="too few to say anything"),
        pytest.param([], None, None, id="no history at all"),
        pytest.param([Tally(99, 9)], Fraction(95, 1000), 0, id="the agency alone"),
        pytest.param([Tally(99, 9), Tally(0, 0)], Fraction(95, 1000), 0, id="an empty group changes nothing"),
        pytest.param(
            [Tally(99, 9), Tally(10, 10)],
            Fraction(10 + Fraction(95, 100), 20),
            1,
            id="as many as are mixed in: half way",
        ),
        pytest.param(
            [Tally(99, 9), Tally(9, 9)], Fraction(9 + Fraction(95, 100), 19), 0, id="mixed, but not named"
        ),
    ],
)
def test_narrow_groups_are_mixed_with_wide_ones(
    levels: list[Tally], value: Fraction | None, named: int | None
) -> None:
    found = blend(levels, HABITS)
    assert (found and found.value, found and found.level) == (value, named)


pasts = st.lists(
    st.tuples(st.integers(0, 99), st.just(False)) | st.tuples(st.integers(100, 400), st.just(True)),
    max_size=60,
)
places = st.integers(0, 99)


@given(st.lists(pasts, min_size=1, max_size=4), places, places)
def test_it_lies_between_nothing_and_certainty_and_never_falls_while_time_passes(
    groups: list[list[tuple[int, bool]]], one: int, other: int
) -> None:
    early, later = sorted((one, other))
    before, after = (blend([tally(past, used) for past in groups], HABITS) for used in (early, later))
    for found in (before, after):
        if found is not None:
            assert 0 < found.value < 1
            assert 0 <= found.low <= found.value <= found.high <= 1
            assert 1 <= per_mille(found.value) <= 999
    if before is not None and after is not None:
        assert before.value <= after.value


@given(st.lists(st.integers(0, 300), min_size=10, max_size=60), st.integers(0, 99), places, places)
def test_from_a_step_it_never_falls_either(rests: list[int], begun: int, one: int, other: int) -> None:
    left = WHOLE - begun
    early, later = (tally_from_step(rests, since, left) for since in sorted((one, other)))
    assert early.late == later.late and early.stood >= later.stood
    before, after = (blend([Tally(50, 5), each], HABITS) for each in (early, later))
    assert before is not None and after is not None and before.value <= after.value


def test_only_what_has_happened_is_certain() -> None:
    assert per_mille(CERTAIN.value) == 1000
    assert per_mille(Fraction(99_999, 100_000)) == 999 and per_mille(Fraction(1, 100_000)) == 1


def test_more_cannot_be_late_than_stood_there() -> None:
    with pytest.raises(ValueError, match="late"):
        Tally(1, 2)
