"""Dossiers accepted on one day share a deadline where only the day counts; their steps as JSON."""

import json
from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.deadlines import (
    CannotCompute,
    Limit,
    Policy,
    PrintedTime,
    Step,
    Unit,
    Waiting,
    accepted_the_same_day,
    counts_by_day,
    deadline,
)
from minhchung.rules.tests.oracle import OFFICE
from minhchung.rules.tests.sentences import POLICY

at = datetime.fromisoformat
MOMENTS = st.datetimes(at("2024-01-02T00:00"), at("2024-10-31T23:59"))
LIMITS = st.builds(Limit, st.integers(1, 20), st.sampled_from([Unit.WORKING_DAY, Unit.DAY]))


@given(one=MOMENTS, minute=st.times(), limit=LIMITS, waiting=st.sampled_from(Waiting))
def test_the_deadline_of_the_day_is_the_deadline_of_each_minute(one, minute, limit, waiting):
    policy = replace(POLICY, waiting=waiting)
    other = datetime.combine(one.date(), minute)
    alone = deadline(other, limit, OFFICE, policy=policy)
    shared = accepted_the_same_day(deadline(one, limit, OFFICE, policy=policy), other)
    assert counts_by_day(limit, policy)
    assert shared == alone
    assert shared.steps == alone.steps


@pytest.mark.parametrize(
    ("limit", "policy"),
    [
        pytest.param(Limit(8, Unit.WORKING_HOUR), Policy(), id="hours count from the minute"),
        pytest.param(Limit(3, Unit.DAY), Policy(cut_off=time(15)), id="a cut-off parts the day"),
        pytest.param(
            Limit(3, Unit.DAY), Policy(printed=PrintedTime.SAME_CLOCK_TIME), id="the minute is printed"
        ),
    ],
)
def test_a_day_is_not_shared_where_the_minute_counts(limit, policy):
    assert not counts_by_day(limit, policy)


def test_another_day_is_refused():
    first = deadline(at("2024-06-03T09:00"), Limit(3, Unit.DAY), OFFICE, policy=POLICY)
    with pytest.raises(CannotCompute, match="không cùng ngày"):
        accepted_the_same_day(first, at("2024-06-04T09:00"))


@given(what=st.text(), cites=st.text(), from_at=st.datetimes(), to_at=st.datetimes())
def test_a_step_as_json_is_its_dictionary_as_json(what, cites, from_at, to_at):
    step = Step(what, from_at, to_at, cites)
    plain = json.dumps(step.as_dict(), ensure_ascii=False, separators=(",", ":"))
    assert step.as_json == plain
    assert Step(what, from_at, from_at, cites).as_json == json.dumps(
        Step(what, from_at, from_at, cites).as_dict(), ensure_ascii=False, separators=(",", ":")
    )
