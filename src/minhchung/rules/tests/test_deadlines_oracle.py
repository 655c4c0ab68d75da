"""Scalar, vectorised and walked deadlines agree on everything."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.rules.deadlines import (
    Limit,
    Pause,
    Policy,
    PrintedTime,
    Unit,
    Waiting,
    deadline,
    due,
    restarted,
)
from minhchung.rules.deadlines.many import deadlines_np
from minhchung.rules.tests.oracle import NO_HOLIDAYS, OFFICE, SATURDAYS, due_slowly

CALENDARS = {"office": OFFICE, "saturdays": SATURDAYS}
MOST = {Unit.WORKING_HOUR: 60, Unit.WORKING_DAY: 40, Unit.DAY: 60, Unit.MONTH: 14}

calendars = st.sampled_from(sorted(CALENDARS)).map(CALENDARS.get)
days_of_trouble = st.sampled_from(
    [
        date(2016, 2, 5),
        date(2018, 12, 28),
        date(2019, 1, 4),
        date(2019, 2, 27),
        date(2019, 4, 26),
        date(2020, 10, 9),
        date(2022, 6, 23),
        date(2024, 1, 31),
        date(2025, 12, 31),
        date(2026, 1, 9),
        date(2026, 2, 13),
        date(2026, 8, 21),
    ]
).flatmap(lambda day: st.integers(-3, 4).map(lambda off: day + timedelta(days=off)))
any_days = st.dates(date(2016, 1, 1), date(2026, 3, 1))
moments = st.builds(
    lambda day, minute: datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute),
    days_of_trouble | any_days,
    st.integers(0, 1439) | st.sampled_from([0, 420, 450, 690, 810, 1050, 1439]),
)
limits = st.sampled_from(Unit).flatmap(lambda unit: st.integers(1, MOST[unit]).map(lambda n: Limit(n, unit)))


@st.composite
def stories(draw):
    """An acceptance and up to three waits after it, in order."""
    accepted = draw(moments.filter(lambda moment: moment.year < 2026))
    before, pauses = accepted, []
    for _ in range(draw(st.integers(0, 3))):
        asked = before + timedelta(minutes=draw(st.integers(0, 6 * 1440)))
        back = asked + timedelta(minutes=draw(st.integers(0, 5 * 1440) | st.just(0)))
        pauses.append(Pause(asked, back))
        before = back
    return accepted, tuple(pauses)


@settings(max_examples=400)
@given(moments, limits, calendars)
def test_without_waiting_scalar_vectorised_and_walked_agree(accepted, limit, calendar):
    if accepted.year >= 2025 and limit.unit is Unit.MONTH:
        limit = Limit(min(limit.value, 3), Unit.MONTH)
    walked = due_slowly(accepted, limit, calendar)
    assert due(accepted, limit, calendar) == walked
    at, on = deadlines_np(np.array([accepted], "datetime64[m]"), limit.value, limit.unit, calendar)
    assert (at.tolist(), on.tolist()) == ([walked], [walked.date()])
    at, on = deadlines_np(np.array([accepted], "datetime64[s]"), [limit.value], limit.unit, calendar)
    assert (at.tolist(), on.tolist()) == ([walked], [walked.date()])


@settings(max_examples=400)
@given(stories(), st.sampled_from(Unit), st.integers(1, 12), calendars)
def test_with_waiting_scalar_and_walked_agree(story, unit, value, calendar):
    accepted, pauses = story
    limit = Limit(value if unit is not Unit.MONTH else 1, unit)
    walked = due_slowly(accepted, limit, calendar, pauses)
    assert due(accepted, limit, calendar, pauses) == walked
    careful = Policy(cut_off=datetime.max.time())  # never passed, but takes the road of every setting
    assert due(accepted, limit, calendar, pauses, careful) == walked
    assert deadline(accepted, limit, calendar, pauses=pauses).due_at == walked


@settings(max_examples=200)
@given(stories(), st.sampled_from(Unit), st.integers(1, 12), calendars)
def test_restarting_is_counting_afresh_from_the_last_return_in_time(story, unit, value, calendar):
    accepted, pauses = story
    limit = Limit(value if unit is not Unit.MONTH else 1, unit)
    begins = accepted
    for pause in pauses:
        promised = due_slowly(begins, limit, calendar)
        late = (
            pause.from_at > promised if unit is Unit.WORKING_HOUR else pause.from_at.date() > promised.date()
        )
        if late:
            break
        begins = pause.to_at
    expected = due_slowly(begins, limit, calendar)
    assert restarted(accepted, limit, calendar, pauses=pauses).due_at == expected
    assert due(accepted, limit, calendar, pauses, Policy(waiting=Waiting.RESTART)) == expected


@settings(max_examples=150)
@given(
    stories(), st.sampled_from(Unit), st.integers(1, 12), st.times().map(lambda t: t.replace(microsecond=0))
)
def test_after_the_cut_off_everything_is_as_if_accepted_at_the_next_opening(story, unit, value, cut_off):
    accepted, pauses = story
    limit = Limit(value if unit is not Unit.MONTH else 1, unit)
    start = accepted
    if accepted.time() > cut_off:
        start = OFFICE.opening(OFFICE.next_working_day(accepted.date() + timedelta(days=1)))
    clipped = [Pause(max(p.from_at, start), max(p.to_at, start)) for p in pauses]
    assert due(accepted, limit, OFFICE, pauses, Policy(cut_off=cut_off)) == due_slowly(
        start, limit, OFFICE, clipped
    )


@settings(max_examples=100)
@given(moments, limits.filter(lambda limit: limit.unit is not Unit.WORKING_HOUR))
def test_printing_the_same_clock_time_keeps_the_day(accepted, limit):
    limit = Limit(min(limit.value, 3), limit.unit)
    plain = due(accepted, limit, OFFICE)
    same = due(accepted, limit, OFFICE, (), Policy(printed=PrintedTime.SAME_CLOCK_TIME))
    assert same.date() == plain.date()
    assert (same.hour, same.minute, same.second) == (accepted.hour, accepted.minute, 0)


@settings(max_examples=200)
@given(moments, moments, calendars)
def test_working_minutes_between_two_moments_are_those_walked(one, other, calendar):
    start, end = sorted((one, other))
    end = min(end, start + timedelta(days=9))
    walked = due_slowly(start, Limit(1, Unit.WORKING_HOUR), calendar)
    minutes = calendar.working_minutes_between(start, end)
    assert (minutes >= 60) == (walked <= end)
    assert calendar.working_minutes_between(end, start) == 0


@pytest.mark.parametrize("unit", Unit)
def test_each_minute_of_a_week_and_a_swapped_saturday_agrees(unit):
    start = datetime(2024, 6, 3)
    accepted = np.arange(np.datetime64(start, "m"), np.datetime64("2024-06-11", "m"), 7)
    at, on = deadlines_np(accepted, 3, unit, NO_HOLIDAYS)
    limit = Limit(3, unit)
    scalar = [due(moment, limit, NO_HOLIDAYS) for moment in accepted.tolist()]
    assert at.tolist() == scalar
    assert on.tolist() == [moment.date() for moment in scalar]
    for number in range(0, len(accepted), 101):
        assert scalar[number] == due_slowly(accepted.tolist()[number], limit, NO_HOLIDAYS)
