"""Waits for a complete dossier restart the limit; a payment or a stop by special law is only taken off."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.rules.deadlines import Limit, Pause, Unit, Waiting, both_clocks, due, restarted
from minhchung.rules.tests.oracle import OFFICE, due_slowly
from minhchung.rules.tests.sentences import POLICY
from minhchung.rules.tests.test_deadlines_oracle import calendars, stories

at = datetime.fromisoformat
FIVE = Limit(5, Unit.WORKING_DAY)
ACCEPTED = at("2024-06-03T09:00")


def payment(since: str, until: str | None) -> Pause:
    return Pause(
        at(since), at(until) if until else None, "chờ nộp lệ phí", restarts=False, cites="Luật Phí và lệ phí"
    )


def papers(since: str, until: str | None) -> Pause:
    return Pause(at(since), at(until) if until else None, "thiếu bản vẽ")


@pytest.mark.parametrize(
    ("waits", "legal", "portal"),
    [
        pytest.param(
            [payment("2024-06-04T10:00", "2024-06-06T10:00")],
            date(2024, 6, 12),
            date(2024, 6, 10),
            id="a payment is taken off by the law's clock; the portal does not know it",
        ),
        pytest.param(
            [papers("2024-06-04T10:00", "2024-06-06T10:00")],
            date(2024, 6, 13),
            date(2024, 6, 12),
            id="papers restart the limit; the portal takes the wait off",
        ),
        pytest.param(
            [payment("2024-06-04T10:00", "2024-06-05T10:00"), papers("2024-06-06T10:00", "2024-06-07T10:00")],
            date(2024, 6, 14),
            date(2024, 6, 11),
            id="what was taken off before a restart counts no more",
        ),
        pytest.param(
            [papers("2024-06-04T10:00", "2024-06-06T10:00"), payment("2024-06-10T10:00", "2024-06-12T10:00")],
            date(2024, 6, 17),
            date(2024, 6, 12),
            id="a payment after a restart is taken off the new limit",
        ),
        pytest.param(
            [payment("2024-06-11T10:00", "2024-06-13T10:00")],
            date(2024, 6, 10),
            date(2024, 6, 10),
            id="a payment asked for when the promise was broken changes nothing",
        ),
    ],
)
def test_each_wait_does_what_its_law_says(waits: list[Pause], legal: date, portal: date) -> None:
    found = both_clocks(ACCEPTED, FIVE, OFFICE, pauses=waits, policy=POLICY)
    assert (found.legal.due_on, found.portal.due_on) == (legal, portal)
    assert due(ACCEPTED, FIVE, OFFICE, waits, replace(POLICY, waiting=Waiting.RESTART)) == found.legal.due_at


def test_each_wait_is_told_once_with_its_own_citation() -> None:
    waits = [
        payment("2024-06-04T10:00", "2024-06-05T10:00"),
        papers("2024-06-06T10:00", "2024-06-07T10:00"),
        payment("2024-06-10T10:00", "2024-06-11T10:00"),
    ]
    steps = restarted(ACCEPTED, FIVE, OFFICE, pauses=waits, policy=POLICY).steps
    told = [(step.what, step.cites) for step in steps if "06/2024" in step.what and step.from_at != ACCEPTED]
    stopped = (
        "Tạm dừng từ 10:00 ngày 04/06/2024 đến 10:00 ngày 05/06/2024 (chờ nộp lệ phí), sau đó thời hạn được tính "
        "lại từ đầu."
    )
    asked = (
        "Yêu cầu bổ sung lúc 10:00 ngày 06/06/2024 (thiếu bản vẽ), nhận đủ hồ sơ lúc 10:00 ngày 07/06/2024: thời hạn "
        "5 ngày làm việc được tính lại từ đầu."
    )
    assert told[:2] == [(stopped, "Luật Phí và lệ phí"), (asked, POLICY.restart_cites)]
    assert [cites for what, cites in told if what.startswith("Chờ từ 10:00 ngày 10/06/2024")] == [
        "Luật Phí và lệ phí"
    ]


@settings(max_examples=200)
@given(stories(), st.sampled_from(Unit), st.integers(1, 12), calendars, st.lists(st.booleans(), min_size=3))
def test_mixed_waits_equal_the_walk_from_the_last_restart(story, unit, value, calendar, kinds):
    accepted, pauses = story
    limit = Limit(value if unit is not Unit.MONTH else 1, unit)
    waits = [replace(pause, restarts=kind) for pause, kind in zip(pauses, kinds, strict=False)]
    begins, since = accepted, []
    for wait in waits:
        promised = due_slowly(begins, limit, calendar, since)
        late = wait.from_at > promised if unit is Unit.WORKING_HOUR else wait.from_at.date() > promised.date()
        if late:
            break
        begins, since = (wait.to_at, []) if wait.restarts else (begins, [*since, wait])
    assert restarted(accepted, limit, calendar, pauses=waits).due_at == due_slowly(
        begins, limit, calendar, since
    )
