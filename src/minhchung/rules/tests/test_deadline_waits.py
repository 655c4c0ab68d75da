"""What waiting does to a limit, and what a missing year does to both."""

from datetime import date, datetime, time

import pytest

from minhchung.rules.calendar import NamedDay, NationalDays, NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import (
    CannotCompute,
    Limit,
    Policy,
    Unit,
    Waiting,
    check_pauses,
    deadline,
    due,
)
from minhchung.rules.tests.oracle import BROKEN, OFFICE
from minhchung.rules.tests.sentences import wait

HOURS, WORKING_DAYS, DAYS, MONTHS = Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.DAY, Unit.MONTH
ENDING = WorkingCalendar(
    NationalDays(frozenset({2026}), {date(2026, 12, 31): NamedDay("Nghỉ", "TB 1")}, {}), OFFICE.hours
)


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("limit", "pauses", "expected"),
    [
        # accepted Monday 2024-06-03 at 09:00
        pytest.param(
            (8, HOURS),
            [("2024-06-03T10:00", "2024-06-03T15:00")],
            "2024-06-04T14:00",
            id="hours: its working minutes",
        ),
        pytest.param(
            (8, HOURS),
            [("2024-06-03T18:00", "2024-06-04T07:00")],
            "2024-06-04T09:00",
            id="hours: a night costs none",
        ),
        pytest.param(
            (8, HOURS),
            [("2024-06-04T09:00", "2024-06-05T09:00")],
            "2024-06-04T09:00",
            id="hours: from the due minute on: none",
        ),
        pytest.param(
            (8, HOURS),
            [("2024-06-04T08:59", "2024-06-05T09:00")],
            "2024-06-05T09:01",
            id="hours: a minute before it: all",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-04T09:00", "2024-06-04T16:00")],
            "2024-06-06T17:30",
            id="days: within one day: none",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-04T09:00", "2024-06-05T08:00")],
            "2024-06-07T17:30",
            id="days: to the next day: one",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-04T09:00", "2024-06-10T08:00")],
            "2024-06-12T17:30",
            id="days: the weekend inside is free",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-06T16:00", "2024-06-10T08:00")],
            "2024-06-10T17:30",
            id="days: begun on the due day: the return",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-06T16:00", "2024-06-09T08:00")],
            "2024-06-10T17:30",
            id="days: due day, back on sunday: monday",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-07T08:00", "2024-06-12T08:00")],
            "2024-06-06T17:30",
            id="days: begun after the due day: none",
        ),
        pytest.param(
            (3, DAYS),
            [("2024-06-04T09:00", "2024-06-06T09:00")],
            "2024-06-10T17:30",
            id="calendar days: two more, saturday moves",
        ),
        pytest.param(
            (5, DAYS),
            [("2024-06-10T09:00", "2024-06-12T09:00")],
            "2024-06-12T17:30",
            id="begun on the moved due day: the return",
        ),
        pytest.param(
            (5, DAYS),
            [("2024-06-11T09:00", "2024-06-12T09:00")],
            "2024-06-10T17:30",
            id="begun after the moved due day: none",
        ),
        pytest.param(
            (1, MONTHS),
            [("2024-06-04T09:00", "2024-06-06T09:00")],
            "2024-07-05T17:30",
            id="months: two days more",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-04T09:00", "2024-06-05T08:00"), ("2024-06-07T09:00", "2024-06-11T08:00")],
            "2024-06-11T17:30",
            id="a second wait counts against the moved day",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-03T09:00", "2024-06-03T09:00")],
            "2024-06-06T17:30",
            id="an empty wait",
        ),
        pytest.param(
            (3, WORKING_DAYS),
            [("2024-06-04T09:00", None)],
            "2024-06-06T17:30",
            id="an open wait adds nothing yet",
        ),
        pytest.param(
            (8, HOURS), [("2024-06-03T10:00", None)], "2024-06-04T09:00", id="an open wait in hours"
        ),
        pytest.param(
            (3, DAYS), [("2024-06-04T09:00", None)], "2024-06-06T17:30", id="an open wait in calendar days"
        ),
        pytest.param(
            (8, HOURS),
            [("2024-06-03T10:00", "2024-06-03T11:00"), ("2024-06-03T14:00", None)],
            "2024-06-04T10:00",
            id="a closed wait, then an open one",
        ),
    ],
)
def test_what_a_wait_adds_when_it_is_subtracted(limit, pauses, expected):
    waits = tuple(wait(*each) for each in pauses)
    assert due(at("2024-06-03T09:00"), Limit(*limit), OFFICE, waits) == at(expected)
    found = deadline(at("2024-06-03T09:00"), Limit(*limit), OFFICE, pauses=waits)
    assert found.due_at == at(expected)
    assert found.waiting is (pauses[-1][1] is None)


def test_a_wait_before_the_clock_starts_costs_nothing():
    late = Policy(cut_off=time(15))
    accepted = at("2024-06-03T16:00")  # counts from Tuesday 07:30
    early = (wait("2024-06-03T16:10", "2024-06-04T07:00"),)
    half = (wait("2024-06-03T16:10", "2024-06-04T09:30"),)
    assert due(accepted, Limit(4, HOURS), OFFICE, (), late) == at("2024-06-04T11:30")
    assert due(accepted, Limit(4, HOURS), OFFICE, early, late) == at("2024-06-04T11:30")
    assert due(accepted, Limit(4, HOURS), OFFICE, half, late) == at("2024-06-04T15:30")
    assert due(accepted, Limit(2, WORKING_DAYS), OFFICE, half, late) == at("2024-06-06T17:30")
    assert due(accepted, Limit(2, DAYS), OFFICE, half, late) == at("2024-06-06T17:30")


@pytest.mark.parametrize(
    ("pauses", "message"),
    [
        pytest.param(
            [("2024-06-03T08:59", "2024-06-04T09:00")],
            "Lần tạm dừng thứ 1 bắt đầu lúc 08:59 ngày 03/06/2024, trước 09:00 ngày 03/06/2024; "
            "các lần tạm dừng phải sau khi tiếp nhận, theo thứ tự và không chồng nhau.",
            id="before acceptance",
        ),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-04T08:00")],
            "Lần tạm dừng thứ 1 kết thúc lúc 08:00 ngày 04/06/2024, trước khi bắt đầu 09:00 ngày 04/06/2024.",
            id="ends before it begins",
        ),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-06T09:00"), ("2024-06-05T09:00", "2024-06-07T09:00")],
            "Lần tạm dừng thứ 2 bắt đầu lúc 09:00 ngày 05/06/2024, trước 09:00 ngày 06/06/2024; "
            "các lần tạm dừng phải sau khi tiếp nhận, theo thứ tự và không chồng nhau.",
            id="overlapping",
        ),
        pytest.param(
            [("2024-06-04T09:00", None), ("2024-06-05T09:00", "2024-06-07T09:00")],
            "Lần tạm dừng thứ 1 chưa kết thúc nhưng đã có lần sau.",
            id="an open one first",
        ),
        pytest.param(
            [("2024-07-04T09:00", "2024-07-05T09:00"), ("2024-07-04T10:00", None)],
            "Lần tạm dừng thứ 2 bắt đầu lúc 10:00 ngày 04/07/2024, trước 09:00 ngày 05/07/2024; "
            "các lần tạm dừng phải sau khi tiếp nhận, theo thứ tự và không chồng nhau.",
            id="wrong after the due day",
        ),
    ],
)
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize(
    "policy",
    [Policy(), Policy(cut_off=time(15)), Policy(waiting=Waiting.RESTART)],
    ids=["plain", "cut-off", "restart"],
)
def test_waits_that_contradict_each_other_are_refused(pauses, message, unit, policy):
    with pytest.raises(CannotCompute) as caught:
        due(at("2024-06-03T09:00"), Limit(1, unit), OFFICE, [wait(*each) for each in pauses], policy)
    assert str(caught.value) == message


def test_waits_in_order_pass():
    check_pauses(
        at("2024-06-03T09:00"), [wait("2024-06-03T09:00", "2024-06-03T09:00"), wait("2024-06-03T09:00", None)]
    )


@pytest.mark.parametrize("policy", [Policy(), Policy(cut_off=time(23))], ids=["quick road", "slow road"])
@pytest.mark.parametrize(
    ("accepted", "limit", "pauses"),
    [
        pytest.param("2018-12-28T08:00", (2, WORKING_DAYS), [], id="working days"),
        pytest.param("2018-12-28T08:00", (400, WORKING_DAYS), [], id="more working days than the gap has"),
        pytest.param("2018-12-31T16:00", (2, HOURS), [], id="hours"),
        pytest.param("2018-12-31T16:00", (2, DAYS), [], id="days"),
        pytest.param("2018-12-31T16:00", (400, DAYS), [], id="days across it"),
        pytest.param("2018-12-31T16:00", (14, MONTHS), [], id="months across it"),
        pytest.param(
            "2018-12-27T08:00",
            (2, WORKING_DAYS),
            [("2018-12-28T09:00", "2020-02-03T09:00")],
            id="a wait across it",
        ),
        pytest.param(
            "2018-12-27T08:00",
            (2, DAYS),
            [("2018-12-28T09:00", "2020-02-03T09:00")],
            id="a wait across it, days",
        ),
        pytest.param(
            "2018-12-28T08:00",
            (2, HOURS),
            [("2018-12-28T09:00", "2020-02-03T09:00")],
            id="a wait across it, hours",
        ),
        pytest.param(
            "2018-12-28T08:00",
            (2, HOURS),
            [("2018-12-28T09:00", "2019-02-03T09:00")],
            id="a wait into it, hours",
        ),
        pytest.param(
            "2018-12-27T08:00",
            (2, WORKING_DAYS),
            [("2018-12-28T09:00", "2019-02-03T09:00")],
            id="a wait into it",
        ),
    ],
)
def test_a_missing_year_in_the_middle_is_never_skipped(accepted, limit, pauses, policy):
    with pytest.raises(NoCalendarForYear) as caught:
        due(at(accepted), Limit(*limit), BROKEN, [wait(*each) for each in pauses], policy)
    assert caught.value.year == 2019


@pytest.mark.parametrize("policy", [Policy(), Policy(cut_off=time(23))], ids=["quick road", "slow road"])
@pytest.mark.parametrize("calendar", [OFFICE, ENDING], ids=["the last day works", "the last day rests"])
@pytest.mark.parametrize(
    ("limit", "pauses", "expected"),
    [
        # accepted Friday 2026-12-25 at 09:00; the last days of the calendar are Wednesday 30 and Thursday 31
        pytest.param((1, WORKING_DAYS), [("2026-12-28T09:00", "2026-12-30T08:00")], "30", id="working days"),
        pytest.param(
            (3, WORKING_DAYS), [("2026-12-30T09:00", "2026-12-30T10:00")], "30", id="within the day"
        ),
        pytest.param((3, WORKING_DAYS), [("2026-12-31T09:00", "2027-01-05T10:00")], "30", id="after it, far"),
        pytest.param((3, DAYS), [("2026-12-28T09:00", "2026-12-30T08:00")], "30", id="calendar days"),
        pytest.param((5, DAYS), [("2026-12-30T09:00", "2026-12-30T10:00")], "30", id="days, within the day"),
        pytest.param((24, HOURS), [("2026-12-28T09:00", "2026-12-28T10:00")], "30T10:00", id="hours"),
        pytest.param(
            (30, HOURS), [("2026-12-28T09:30", "2026-12-28T10:00")], "30T17:30", id="closing minute"
        ),
    ],
)
def test_waits_count_up_to_the_last_working_day_of_the_calendar(limit, pauses, expected, calendar, policy):
    found = due(at("2026-12-25T09:00"), Limit(*limit), calendar, [wait(*each) for each in pauses], policy)
    assert found == at(f"2026-12-{expected}" if "T" in expected else f"2026-12-{expected}T17:30")


@pytest.mark.parametrize("policy", [Policy(), Policy(cut_off=time(23))], ids=["quick road", "slow road"])
@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        # accepted Friday 2026-12-25 at 09:00; the calendar ends on Thursday the 31st
        pytest.param((2, WORKING_DAYS), "2026-12-28T09:00", "2026-12-30T08:00", id="working days"),
        pytest.param((1, WORKING_DAYS), "2026-12-28T09:00", "2026-12-31T08:00", id="back on the last day"),
        pytest.param((4, WORKING_DAYS), "2026-12-31T09:00", "2026-12-31T10:00", id="within the last day"),
        pytest.param((4, DAYS), "2026-12-28T09:00", "2026-12-30T08:00", id="calendar days"),
        pytest.param((3, DAYS), "2026-12-28T09:00", "2026-12-31T08:00", id="calendar days, back on the last"),
        pytest.param((6, DAYS), "2026-12-31T09:00", "2026-12-31T10:00", id="calendar days, within the last"),
        pytest.param((38, HOURS), "2026-12-28T09:30", "2026-12-28T10:00", id="hours"),
        pytest.param((30, HOURS), "2026-12-30T09:30", "2026-12-31T10:00", id="hours, back on the last day"),
    ],
)
def test_waits_count_up_to_the_last_minute_of_the_calendar(limit, start, end, policy):
    found = due(at("2026-12-25T09:00"), Limit(*limit), OFFICE, [wait(start, end)], policy)
    assert found == at("2026-12-31T17:30")


@pytest.mark.parametrize("policy", [Policy(), Policy(cut_off=time(23))], ids=["quick road", "slow road"])
@pytest.mark.parametrize("calendar", [OFFICE, ENDING], ids=["the last day works", "the last day rests"])
@pytest.mark.parametrize(
    ("accepted", "limit", "pauses"),
    [
        pytest.param(
            "2026-12-31T09:00",
            (1, WORKING_DAYS),
            [("2026-12-31T10:00", "2026-12-31T11:00")],
            id="a limit that leads out by a day, with a wait",
        ),
        pytest.param(
            "2026-12-31T09:00",
            (1, DAYS),
            [("2026-12-31T10:00", "2026-12-31T11:00")],
            id="calendar days that lead out, with a wait",
        ),
        pytest.param(
            "2026-12-31T09:00",
            (9, HOURS),
            [("2026-12-31T10:00", "2026-12-31T11:00")],
            id="hours that lead out, with a wait",
        ),
        pytest.param(
            "2026-12-28T09:00",
            (2, WORKING_DAYS),
            [("2026-12-28T10:00", "2026-12-31T11:00")],
            id="a wait on the last day that leads out",
        ),
        pytest.param(
            "2026-12-28T09:00",
            (3, DAYS),
            [("2026-12-30T10:00", "2026-12-31T11:00")],
            id="a wait on the last day that leads out, calendar days",
        ),
        pytest.param(
            "2026-12-28T09:00",
            (1, WORKING_DAYS),
            [("2026-12-28T10:00", "2027-01-04T11:00")],
            id="a wait that ends behind the calendar",
        ),
        pytest.param(
            "2026-12-28T09:00",
            (1, DAYS),
            [("2026-12-28T10:00", "2027-01-04T11:00")],
            id="a wait that ends behind the calendar, calendar days",
        ),
        pytest.param(
            "2026-12-28T09:00",
            (1, HOURS),
            [("2026-12-28T09:30", "2027-01-04T11:00")],
            id="a wait that ends behind the calendar, hours",
        ),
    ],
)
def test_waits_that_lead_out_of_the_calendar_are_an_error(accepted, limit, pauses, calendar, policy):
    with pytest.raises(NoCalendarForYear) as caught:
        due(at(accepted), Limit(*limit), calendar, [wait(*each) for each in pauses], policy)
    assert caught.value.year == 2027


def test_a_wait_that_begins_after_the_due_moment_may_lie_where_there_is_no_calendar():
    pauses = (wait("2020-02-03T09:00", "2020-02-04T09:00"),)
    assert due(at("2018-12-26T08:00"), Limit(1, WORKING_DAYS), BROKEN, pauses) == at("2018-12-27T17:30")
    assert due(at("2018-12-26T08:00"), Limit(1, HOURS), BROKEN, pauses) == at("2018-12-26T09:00")
    assert due(at("2018-12-26T08:00"), Limit(1, DAYS), BROKEN, pauses) == at("2018-12-27T17:30")
