"""When a dossier is due: the rules, a sentence for each."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.deadlines import (
    CannotCompute,
    Limit,
    Policy,
    PrintedTime,
    Unit,
    add_months,
    deadline,
    due,
    kept_until_of,
    step_budget,
)
from minhchung.rules.tests.oracle import OFFICE, SATURDAYS

HOURS, WORKING_DAYS, DAYS, MONTHS = Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.DAY, Unit.MONTH


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("accepted", "days", "due_on"),
    [
        pytest.param(date(2018, 1, 1), 7, date(2018, 1, 10), id="accepted on new year's day"),
        pytest.param(date(2018, 2, 9), 7, date(2018, 2, 27), id="across tet 2018"),
        pytest.param(date(2018, 4, 24), 21, date(2018, 5, 28), id="across 25/4, 30/4 and 1/5"),
        pytest.param(date(2018, 4, 25), 21, date(2018, 5, 28), id="accepted on the kings' day"),
    ],
)
@pytest.mark.parametrize("hour", [0, 9, 12, 20])
def test_vectors_of_a_provincial_system(accepted, days, due_on, hour):
    moment = datetime.combine(accepted, time(hour))
    assert due(moment, Limit(days, WORKING_DAYS), OFFICE) == datetime.combine(due_on, time(17, 30))


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        # working days
        pytest.param(
            "2024-06-03T08:00",
            (1, WORKING_DAYS),
            "2024-06-04T17:30",
            id="the day of acceptance is not counted",
        ),
        pytest.param("2024-06-07T08:00", (1, WORKING_DAYS), "2024-06-10T17:30", id="the weekend is skipped"),
        pytest.param("2024-06-08T08:00", (1, WORKING_DAYS), "2024-06-10T17:30", id="accepted on a saturday"),
        pytest.param(
            "2018-12-28T08:00", (1, WORKING_DAYS), "2019-01-02T17:30", id="2018-12-31 is swapped off"
        ),
        pytest.param("2018-12-28T08:00", (4, WORKING_DAYS), "2019-01-05T17:30", id="2019-01-05 is worked"),
        pytest.param(
            "2019-04-26T08:00", (1, WORKING_DAYS), "2019-05-02T17:30", id="2019-04-29 is swapped off"
        ),
        pytest.param("2019-04-26T08:00", (3, WORKING_DAYS), "2019-05-04T17:30", id="2019-05-04 is worked"),
        pytest.param(
            "2025-12-31T08:00", (1, WORKING_DAYS), "2026-01-05T17:30", id="2026-01-02 is swapped off"
        ),
        pytest.param("2026-01-08T08:00", (2, WORKING_DAYS), "2026-01-10T17:30", id="2026-01-10 is worked"),
        pytest.param("2024-02-07T08:00", (1, WORKING_DAYS), "2024-02-15T17:30", id="tet 2024 is skipped"),
        # calendar days
        pytest.param("2024-06-03T08:00", (3, DAYS), "2024-06-06T17:30", id="days are all counted"),
        pytest.param("2024-06-03T08:00", (7, DAYS), "2024-06-10T17:30", id="a weekend on the way counts"),
        pytest.param(
            "2024-06-03T08:00", (5, DAYS), "2024-06-10T17:30", id="last day on saturday moves to monday"
        ),
        pytest.param(
            "2024-02-01T08:00", (10, DAYS), "2024-02-15T17:30", id="last day in tet moves behind it"
        ),
        pytest.param(
            "2026-01-05T08:00", (5, DAYS), "2026-01-10T17:30", id="last day on a worked saturday stays"
        ),
        pytest.param(
            "2025-12-31T08:00", (2, DAYS), "2026-01-05T17:30", id="last day on a swapped friday moves"
        ),
        # months
        pytest.param("2024-01-15T08:00", (1, MONTHS), "2024-02-15T17:30", id="the corresponding day"),
        pytest.param(
            "2024-01-31T08:00", (1, MONTHS), "2024-02-29T17:30", id="no 31/2: the last of february, leap"
        ),
        pytest.param("2023-01-31T08:00", (1, MONTHS), "2023-02-28T17:30", id="no 31/2: the last of february"),
        pytest.param(
            "2024-03-31T08:00", (1, MONTHS), "2024-05-02T17:30", id="30/4 is a holiday and so is 1/5"
        ),
        pytest.param("2024-11-30T08:00", (3, MONTHS), "2025-02-28T17:30", id="over the new year"),
        pytest.param("2024-02-29T08:00", (12, MONTHS), "2025-02-28T17:30", id="a year from 29/2"),
        pytest.param(
            "2024-05-08T08:00", (1, MONTHS), "2024-06-10T17:30", id="the corresponding day is a saturday"
        ),
        pytest.param(
            "2023-12-15T08:00", (12, MONTHS), "2024-12-16T17:30", id="december and december, a sunday moves"
        ),
        # working hours
        pytest.param("2024-06-03T09:30", (8, HOURS), "2024-06-04T09:30", id="eight hours over a night"),
        pytest.param("2024-06-03T10:30", (2, HOURS), "2024-06-03T14:30", id="lunch is not counted"),
        pytest.param("2024-06-03T07:30", (8, HOURS), "2024-06-03T17:30", id="17:30 stays 17:30"),
        pytest.param("2024-06-03T07:30", (4, HOURS), "2024-06-03T11:30", id="11:30 stays 11:30"),
        pytest.param(
            "2024-06-03T17:29", (1, HOURS), "2024-06-04T08:29", id="one minute today, the rest tomorrow"
        ),
        pytest.param("2024-06-03T12:00", (1, HOURS), "2024-06-03T14:30", id="accepted at lunch"),
        pytest.param("2024-06-03T17:30", (1, HOURS), "2024-06-04T08:30", id="accepted at closing"),
        pytest.param("2024-06-07T20:00", (8, HOURS), "2024-06-10T17:30", id="accepted friday night"),
        pytest.param("2024-06-08T10:00", (8, HOURS), "2024-06-10T17:30", id="accepted on saturday"),
        pytest.param("2026-01-09T16:30", (2, HOURS), "2026-01-10T08:30", id="a worked saturday has hours"),
        pytest.param("2025-12-31T16:30", (2, HOURS), "2026-01-05T08:30", id="a swapped friday has none"),
        pytest.param("2024-06-03T07:30:59", (1, HOURS), "2024-06-03T08:30", id="seconds are dropped"),
    ],
)
def test_the_rules(accepted, limit, expected):
    assert due(at(accepted), Limit(*limit), OFFICE) == at(expected)
    found = deadline(at(accepted), Limit(*limit), OFFICE)
    assert (found.due_at, found.due_on, found.waiting) == (at(expected), at(expected).date(), False)


def test_eight_hours_are_a_day_for_budgets_only():
    assert step_budget(2, 3) == 19
    assert step_budget(1) == 8
    accepted = at("2024-06-03T15:00")
    assert due(accepted, Limit(8, HOURS), OFFICE) == at("2024-06-04T15:00")
    assert due(accepted, Limit(1, WORKING_DAYS), OFFICE) == at("2024-06-04T17:30")


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        pytest.param(
            "2024-06-03T15:00", (1, WORKING_DAYS), "2024-06-04T17:30", id="at the cut-off itself: today"
        ),
        pytest.param(
            "2024-06-03T15:01", (1, WORKING_DAYS), "2024-06-05T17:30", id="after it: as if tomorrow"
        ),
        pytest.param(
            "2024-06-07T15:01", (1, WORKING_DAYS), "2024-06-11T17:30", id="friday afternoon: as if monday"
        ),
        pytest.param(
            "2024-06-07T15:01", (1, DAYS), "2024-06-11T17:30", id="calendar days begin behind it too"
        ),
        pytest.param(
            "2024-06-03T15:01", (2, HOURS), "2024-06-04T09:30", id="hours begin at the next opening"
        ),
        pytest.param("2024-06-03T14:30", (2, HOURS), "2024-06-03T16:30", id="hours before it run on"),
        pytest.param(
            "2024-05-31T16:00", (1, MONTHS), "2024-07-03T17:30", id="a month from the next working day"
        ),
        pytest.param(
            "2024-06-08T15:01", (1, WORKING_DAYS), "2024-06-11T17:30", id="saturday afternoon: as if monday"
        ),
    ],
)
def test_after_the_cut_off_of_a_procedure_it_counts_as_the_next_working_day(accepted, limit, expected):
    assert due(at(accepted), Limit(*limit), OFFICE, policy=Policy(cut_off=time(15))) == at(expected)


def test_a_day_limit_may_be_printed_with_the_clock_time_of_acceptance():
    policy = Policy(printed=PrintedTime.SAME_CLOCK_TIME)
    assert due(at("2024-06-03T09:12:30"), Limit(5, WORKING_DAYS), OFFICE, policy=policy) == at(
        "2024-06-10T09:12"
    )
    assert due(at("2024-06-03T09:12"), Limit(3, HOURS), OFFICE, policy=policy) == at("2024-06-03T14:12"), (
        "hours are exact"
    )


@pytest.mark.parametrize(
    ("limit", "policy", "kept_until"),
    [
        pytest.param(
            (1, WORKING_DAYS), Policy(), "2024-06-05T00:00", id="a day limit until the end of the day"
        ),
        pytest.param((1, MONTHS), Policy(), "2024-06-05T00:00", id="a month likewise"),
        pytest.param(
            (1, WORKING_DAYS),
            Policy(keep_to_end_of_day=False),
            "2024-06-04T17:31",
            id="or the printed minute",
        ),
        pytest.param((1, HOURS), Policy(), "2024-06-04T17:31", id="hours until the very minute"),
    ],
)
def test_until_when_a_promise_is_kept(limit, policy, kept_until):
    assert kept_until_of(at("2024-06-04T17:30"), Limit(*limit), policy) == at(kept_until)


def test_the_deadline_carries_until_when_it_is_kept():
    found = deadline(at("2024-06-03T09:00"), Limit(1, WORKING_DAYS), OFFICE)
    assert found.kept_until == at("2024-06-05T00:00")
    strict = deadline(
        at("2024-06-03T09:00"), Limit(1, WORKING_DAYS), OFFICE, policy=Policy(keep_to_end_of_day=False)
    )
    assert strict.kept_until == at("2024-06-04T17:31")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0, id="nothing"),
        pytest.param(-1, id="less than nothing"),
        pytest.param(1.5, id="a fraction"),
        pytest.param("3", id="text"),
        pytest.param(True, id="a truth"),
        pytest.param(None, id="missing"),
    ],
)
def test_a_limit_is_a_whole_positive_number(value):
    with pytest.raises(CannotCompute) as caught:
        Limit(value, WORKING_DAYS)
    assert str(caught.value) == f"Thời hạn phải là số nguyên dương, không phải “{value}”."


def test_a_limit_has_a_known_unit():
    assert Limit(3, "month").unit is Unit.MONTH
    assert [str(Limit(3, unit)) for unit in Unit] == [
        "3 giờ làm việc",
        "3 ngày làm việc",
        "3 ngày",
        "3 tháng",
    ]
    with pytest.raises(CannotCompute) as caught:
        Limit(3, "week")
    assert str(caught.value) == (
        "Không có đơn vị thời hạn “week”; dùng một trong: working-hour, working-day, day, month."
    )


@pytest.mark.parametrize("limit", [Limit(1, unit) for unit in Unit], ids=list(Unit))
def test_a_moment_with_an_offset_is_refused(limit):
    accepted = datetime(2024, 6, 3, 9, tzinfo=timezone(timedelta(hours=7)))
    for ask in (lambda: due(accepted, limit, OFFICE), lambda: deadline(accepted, limit, OFFICE)):
        with pytest.raises(CannotCompute, match=r"2024-06-03T09:00:00\+07:00” kèm múi giờ"):
            ask()
    with pytest.raises(CannotCompute, match="“2024-06-03” không phải là ngày kèm giờ"):
        deadline(date(2024, 6, 3), limit, OFFICE)


@pytest.mark.parametrize("policy", [Policy(), Policy(cut_off=time(23))], ids=["quick road", "slow road"])
@pytest.mark.parametrize(
    ("accepted", "limit", "year"),
    [
        pytest.param("2015-12-31T08:00", (1, WORKING_DAYS), 2015, id="accepted before: working days"),
        pytest.param("2015-12-31T08:00", (1, HOURS), 2015, id="accepted before: hours"),
        pytest.param("2015-12-31T08:00", (1, DAYS), 2015, id="accepted before: days"),
        pytest.param("2015-12-31T08:00", (1, MONTHS), 2015, id="accepted before: months"),
        pytest.param("2027-01-04T08:00", (1, WORKING_DAYS), 2027, id="accepted after"),
        pytest.param("2026-12-31T08:00", (1, WORKING_DAYS), 2027, id="working days lead out"),
        pytest.param("2026-12-31T16:31", (1, HOURS), 2027, id="hours lead out"),
        pytest.param("2026-12-31T08:00", (1, DAYS), 2027, id="days lead out"),
        pytest.param("2026-12-01T08:00", (1, MONTHS), 2027, id="months lead out"),
        pytest.param("2026-12-31T08:00", (10**9, WORKING_DAYS), 2027, id="working days lead far out"),
        pytest.param("2026-12-31T08:00", (10**12, DAYS), 2027, id="days lead far out"),
        pytest.param("2026-12-31T08:00", (10**12, MONTHS), 2027, id="months lead far out"),
        pytest.param("2026-12-31T08:00", (10**12, HOURS), 2027, id="hours lead far out"),
    ],
)
def test_a_year_without_calendar_is_an_error_that_names_it(accepted, limit, year, policy):
    for ask in (due, lambda a, b, c, policy: deadline(a, b, c, policy=policy)):
        with pytest.raises(NoCalendarForYear) as caught:
            ask(at(accepted), Limit(*limit), OFFICE, policy=policy)
        assert caught.value.year == year


def test_the_last_minute_of_the_last_year_still_has_a_deadline():
    assert due(at("2026-12-31T16:30"), Limit(1, HOURS), OFFICE) == at("2026-12-31T17:30")
    assert due(at("2026-12-30T16:30"), Limit(1, WORKING_DAYS), OFFICE) == at("2026-12-31T17:30")
    assert due(at("2026-12-30T16:30"), Limit(1, DAYS), OFFICE) == at("2026-12-31T17:30")
    assert due(at("2026-11-30T16:30"), Limit(1, MONTHS), OFFICE) == at("2026-12-30T17:30")


def test_a_half_day_closes_at_its_own_time():
    assert due(at("2024-06-07T08:00"), Limit(1, WORKING_DAYS), SATURDAYS) == at("2024-06-08T11:15")
    assert due(at("2024-06-08T08:00"), Limit(4, HOURS), SATURDAYS) == at("2024-06-10T07:45")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="the last of a shorter month"),
        pytest.param(date(2024, 11, 30), 1, date(2024, 12, 30), id="december"),
        pytest.param(date(2024, 12, 31), 1, date(2025, 1, 31), id="january"),
        pytest.param(date(2024, 12, 31), 14, date(2026, 2, 28), id="more than a year"),
        pytest.param(date(2024, 2, 29), 1, date(2024, 3, 29), id="the day, not the end of the month"),
    ],
)
def test_adding_months(day, months, later):
    assert add_months(day, months) == later
