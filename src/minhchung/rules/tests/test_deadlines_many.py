"""Deadlines for millions: shapes, errors, and the same answers as one by one."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from minhchung.rules.calendar import NationalDays, NoCalendarForYear, OfficeHours, WorkingCalendar
from minhchung.rules.deadlines import CannotCompute, Limit, Unit, due
from minhchung.rules.deadlines.many import CHUNK, deadlines_np
from minhchung.rules.tests.oracle import BROKEN, NATIONAL, OFFICE, SATURDAYS

#: 2020 and 2022 without holidays: the last day of the first block is worked.
TWO_BLOCKS = WorkingCalendar(NationalDays(frozenset({2020, 2022}), {}, {}), OFFICE.hours)


def many(start, end, count):
    """Moments spread evenly, to the minute."""
    return np.linspace(
        np.datetime64(start, "m").astype(np.int64), np.datetime64(end, "m").astype(np.int64), count
    ).astype("datetime64[m]")


@pytest.mark.parametrize(
    "calendar", [pytest.param(OFFICE, id="office"), pytest.param(SATURDAYS, id="saturdays")]
)
@pytest.mark.parametrize("unit", Unit)
def test_several_chunks_over_all_years_agree_with_one_by_one(unit, calendar):
    accepted = many("2016-01-01", "2026-08-31T23:59", 3 * CHUNK + 77)
    values = np.arange(len(accepted)) % 3 + 1
    for limit in (2, values):
        due_at, due_on = deadlines_np(accepted, limit, unit, calendar)
        assert (due_at.dtype, due_on.dtype) == (np.dtype("datetime64[m]"), np.dtype("datetime64[D]"))
        assert (due_at.astype("datetime64[D]") == due_on).all()
        each = np.broadcast_to(limit, accepted.shape)
        ends = [chunk * CHUNK + off for chunk in (1, 2, 3) for off in (-1, 0)]
        for number in (*range(0, len(accepted), 197), *ends, len(accepted) - 1):
            expected = due(accepted[number].item(), Limit(int(each[number]), unit), calendar)
            assert due_at[number].item() == expected


@pytest.mark.parametrize("unit", Unit)
def test_shapes_are_broadcast_and_inputs_left_alone(unit):
    accepted = many("2020-01-01", "2021-01-01", 6).reshape(2, 3)
    before = accepted.copy()
    due_at, due_on = deadlines_np(accepted, 1, unit, OFFICE)
    assert due_at.shape == due_on.shape == (2, 3)
    wide, _ = deadlines_np(accepted[:, :1], np.array([1, 2, 3]), unit, OFFICE)
    assert wide.shape == (2, 3)
    assert wide[1, 2].item() == due(accepted[1, 0].item(), Limit(3, unit), OFFICE)
    sliced, _ = deadlines_np(accepted[:, ::2], 1, unit, OFFICE)
    assert (sliced == due_at[:, ::2]).all()
    one, _ = deadlines_np(accepted[0, 0], 1, unit, OFFICE)
    assert one.shape == ()
    assert one == due_at[0, 0]
    none, on_none = deadlines_np(accepted[:0], 1, unit, OFFICE)
    assert none.shape == on_none.shape == (0, 3)
    assert (accepted == before).all()


@pytest.mark.parametrize("kind", ["datetime64[s]", "datetime64[us]", "datetime64[m]"])
def test_seconds_are_dropped_whatever_the_unit_of_time(kind):
    accepted = np.array(["2024-06-03T09:00:59"], dtype="datetime64[s]").astype(kind)
    due_at, _ = deadlines_np(accepted, 1, "working-hour", OFFICE)
    assert due_at.tolist() == [datetime(2024, 6, 3, 10, 0)]
    days, _ = deadlines_np(np.array(["2024-06-03"], dtype="datetime64[D]"), 1, "working-day", OFFICE)
    assert days.tolist() == [datetime(2024, 6, 4, 17, 30)]


@pytest.mark.parametrize(
    "limit",
    [
        pytest.param(0, id="nothing"),
        pytest.param([3, -1], id="one of them less than nothing"),
        pytest.param(1.5, id="a fraction"),
        pytest.param([1.0, 2.0], id="floats"),
        pytest.param(True, id="a truth"),
    ],
)
def test_limits_are_whole_and_positive(limit):
    with pytest.raises(CannotCompute) as caught:
        deadlines_np(many("2020-01-01", "2020-02-01", 2), limit, "day", OFFICE)
    assert str(caught.value) == "Thời hạn phải là số nguyên dương."


def test_other_inputs_that_cannot_be_are_refused():
    accepted = many("2020-01-01", "2020-02-01", 2)
    with pytest.raises(CannotCompute, match="Không có đơn vị thời hạn “week”"):
        deadlines_np(accepted, 1, "week", OFFICE)
    with pytest.raises(CannotCompute, match="phải là datetime64, không phải int64"):
        deadlines_np(accepted.astype(np.int64), 1, "day", OFFICE)
    accepted[1] = np.datetime64("NaT")
    for unit in Unit:
        for limit in (1, [1, 1]):
            with pytest.raises(CannotCompute, match="Hồ sơ thứ 2 không có thời điểm tiếp nhận"):
                deadlines_np(accepted, limit, unit, OFFICE)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize(
    ("accepted", "limit", "year", "calendar"),
    [
        pytest.param("2015-12-31T23:59", 1, 2015, OFFICE, id="before the first year"),
        pytest.param("2015-12-31T23:59", 400, 2015, OFFICE, id="before the first year, a long limit"),
        pytest.param("1815-12-31T23:59", 1, 1815, OFFICE, id="long before"),
        pytest.param("2027-01-01T00:00", 1, 2027, OFFICE, id="after the last year"),
        pytest.param("9999-01-01T00:00", 1, 9999, OFFICE, id="long after"),
        pytest.param("2026-12-31T17:00", 1, 2027, OFFICE, id="out of the last year"),
        pytest.param("2026-12-31T17:00", 2**31, 2027, OFFICE, id="far out"),
        pytest.param("2026-12-31T17:00", 2**62, 2027, OFFICE, id="farther than can be added"),
        pytest.param("2018-12-31T17:00", 1, 2019, BROKEN, id="into a missing year"),
        pytest.param("2018-12-31T17:00", 400, 2019, BROKEN, id="across a missing year"),
        pytest.param("2019-06-03T09:00", 1, 2019, BROKEN, id="in a missing year"),
        pytest.param("2020-12-31T17:00", 1, 2021, BROKEN, id="out of the last year behind a gap"),
        pytest.param("1815-12-31T23:59", 1, 1815, BROKEN, id="long before a calendar with a gap"),
        pytest.param("9999-01-01T00:00", 1, 9999, BROKEN, id="long after a calendar with a gap"),
        pytest.param("2020-12-31T17:00", 1, 2021, TWO_BLOCKS, id="into a missing year, from its very eve"),
        pytest.param("2022-12-30T17:00", 32, 2023, TWO_BLOCKS, id="out of the last year behind another gap"),
    ],
)
def test_a_year_without_calendar_is_an_error_that_names_it(accepted, limit, year, calendar, unit):
    good = np.datetime64("2020-06-04T09:00", "m")
    moments = np.array([good, np.datetime64(accepted, "m")])
    for values in (limit, np.array([1, limit])):
        with pytest.raises(NoCalendarForYear) as caught:
            deadlines_np(moments[1:] if values is limit else moments, values, unit, calendar)
        assert caught.value.year == year


@pytest.mark.parametrize("unit", Unit)
def test_the_years_beside_a_gap_have_deadlines(unit):
    accepted = np.concatenate([many("2018-01-01", "2018-11-15", 300), many("2020-01-01", "2020-11-15", 300)])
    for limit in (1, np.ones(600, np.int64)):
        due_at, _ = deadlines_np(accepted, limit, unit, BROKEN)
        assert due_at.tolist() == [due(each, Limit(1, unit), BROKEN) for each in accepted.tolist()]


@pytest.mark.parametrize(
    ("accepted", "limit", "unit"),
    [
        pytest.param("12-31T16:30", 1, "working-hour", id="hours"),
        pytest.param("12-30T16:30", 1, "working-day", id="working days"),
        pytest.param("12-30T16:30", 1, "day", id="calendar days"),
        pytest.param("10-31T16:30", 2, "month", id="months"),
    ],
)
@pytest.mark.parametrize(
    ("year", "calendar"),
    [
        pytest.param(2020, TWO_BLOCKS, id="before a missing year"),
        pytest.param(2026, OFFICE, id="of the last year"),
    ],
)
def test_the_last_minute_of_a_year_still_has_a_deadline(accepted, limit, unit, year, calendar):
    moments = np.array([f"{year}-{accepted}", "2022-06-06T07:30"], "datetime64[m]")
    for values in (limit, np.array([limit, limit])):
        due_at, due_on = deadlines_np(moments, values, unit, calendar)
        assert due_at[0].item() == datetime(year, 12, 31, 17, 30)
        assert due_on[0].item() == date(year, 12, 31)
        assert due_at[1].item() == due(datetime(2022, 6, 6, 7, 30), Limit(limit, Unit(unit)), calendar)
    assert due(moments[0].item(), Limit(limit, Unit(unit)), calendar) == datetime(year, 12, 31, 17, 30)


@pytest.mark.parametrize("unit", Unit)
def test_a_calendar_that_never_works_has_no_deadlines(unit):
    never = WorkingCalendar(NationalDays(frozenset({2024}), {}, {}), ())
    with pytest.raises(NoCalendarForYear, match="2025"):
        deadlines_np(many("2024-01-01", "2024-02-01", 3), 1, unit, never)
    with pytest.raises(NoCalendarForYear, match="2025"):
        due(datetime(2024, 1, 1), Limit(1, unit), never)


def test_every_day_of_every_year_agrees_in_every_day_unit():
    accepted = (
        np.arange(np.datetime64("2016-01-01"), np.datetime64("2026-11-20")).astype("datetime64[m]") + 600
    )
    for unit in (Unit.WORKING_DAY, Unit.DAY, Unit.MONTH):
        due_at, _ = deadlines_np(accepted, 1, unit, OFFICE)
        assert due_at.tolist() == [due(each, Limit(1, unit), OFFICE) for each in accepted.tolist()]


def test_every_minute_around_a_change_of_hours_agrees():
    accepted = np.arange(np.datetime64("2019-02-27T00:00"), np.datetime64("2019-03-05T00:00"))
    due_at, _ = deadlines_np(accepted, 5, "working-hour", SATURDAYS)
    assert due_at.tolist() == [due(each, Limit(5, "working-hour"), SATURDAYS) for each in accepted.tolist()]


def test_agencies_do_not_share_what_differs():
    accepted = many("2024-06-03", "2024-07-03", 50)
    early = WorkingCalendar(NATIONAL, (OfficeHours.same_each_weekday("07:00-11:00,13:00-17:00"),))
    first, _ = deadlines_np(accepted, 3, "working-day", OFFICE)
    second, _ = deadlines_np(accepted, 3, "working-day", early)
    assert (first - second == np.timedelta64(timedelta(minutes=30))).all()
