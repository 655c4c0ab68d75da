"""Which days and minutes are working time."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest

from minhchung.rules.calendar import (
    BadCalendar,
    Closure,
    NamedDay,
    NationalDays,
    NoCalendarForYear,
    OfficeHours,
    WorkingCalendar,
    at_minute,
    parse_spans,
)
from minhchung.rules.deadlines import Limit, Unit, due
from minhchung.rules.tests.oracle import BROKEN, NATIONAL, OFFICE, SATURDAYS, spans_on, works_at

MORNING, AFTERNOON = (450, 690), (810, 1050)


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        pytest.param(date(2026, 1, 1), False, "Tết Dương lịch", id="new year's day rests"),
        pytest.param(
            date(2026, 1, 2), False, "Nghỉ hoán đổi Tết Dương lịch 2026", id="2026-01-02 is swapped off"
        ),
        pytest.param(date(2026, 1, 3), False, "thứ Bảy", id="an ordinary saturday rests"),
        pytest.param(date(2026, 1, 10), True, "", id="2026-01-10 is worked in exchange"),
        pytest.param(
            date(2018, 12, 31), False, "Nghỉ hoán đổi Tết Dương lịch 2019", id="2018-12-31 is swapped off"
        ),
        pytest.param(date(2019, 1, 5), True, "", id="2019-01-05 pays back a day of the year before"),
        pytest.param(date(2019, 4, 29), False, "Nghỉ hoán đổi dịp 30/4-1/5", id="2019-04-29 is swapped off"),
        pytest.param(date(2019, 5, 4), True, "", id="2019-05-04 is worked in exchange"),
        pytest.param(date(2024, 2, 13), False, "Tết (nghỉ bù)", id="tet on a weekend is compensated"),
        pytest.param(date(2024, 2, 15), True, "", id="the first day after tet"),
        pytest.param(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam", id="announced for 2026"),
        pytest.param(date(2025, 11, 24), True, "", id="not announced for 2025"),
        pytest.param(date(2024, 6, 9), False, "Chủ nhật", id="a sunday rests"),
    ],
)
def test_days_of_the_country(day, works, why):
    assert OFFICE.is_working_day(day) is works
    if not works:
        assert OFFICE.why_rest(day).startswith(why)


def test_a_worked_saturday_keeps_the_hours_of_the_weekday_it_pays_back():
    # 2019-05-04 pays back Monday 2019-04-29; 2025-04-26 pays back Friday 2025-05-02, shorter than other days
    assert SATURDAYS.spans(date(2019, 5, 4)) == parse_spans("07:00-11:30,13:00-16:30")
    assert SATURDAYS.spans(date(2025, 4, 26)) == parse_spans("07:00-11:30,13:00-16:00")
    assert SATURDAYS.spans(date(2025, 4, 19)) == parse_spans("07:15-11:15"), (
        "an ordinary Saturday is a half day"
    )
    assert SATURDAYS.spans(date(2019, 1, 5)) == parse_spans("08:00-12:00,13:00-17:00"), (
        "hours of the day itself hold"
    )


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        pytest.param(date(2024, 6, 3), (), id="the day before the first"),
        pytest.param(date(2024, 6, 4), (MORNING,), id="the first day"),
        pytest.param(date(2024, 6, 5), (MORNING,), id="the last day"),
        pytest.param(date(2024, 6, 6), (AFTERNOON,), id="the day after the last: the next hours"),
        pytest.param(date(2024, 6, 10), (AFTERNOON,), id="the last day before a closure"),
        pytest.param(date(2024, 6, 11), ((480, 540),), id="the first day of a closure"),
        pytest.param(date(2024, 6, 12), ((480, 540),), id="the last day of a closure"),
        pytest.param(date(2024, 6, 13), (AFTERNOON,), id="the day of opening again"),
    ],
)
def test_hours_and_closures_hold_from_their_first_to_their_last_day(day, spans):
    first = OfficeHours.same_each_weekday("07:30-11:30", since=date(2024, 6, 4), until=date(2024, 6, 6))
    second = OfficeHours.same_each_weekday("13:30-17:30", since=date(2024, 6, 6))
    closed = Closure(date(2024, 6, 11), date(2024, 6, 13), "Mất điện", "TB 4", parse_spans("08:00-09:00"))
    calendar = WorkingCalendar(NATIONAL, (first, second), (closed,))
    assert calendar.spans(day) == spans
    assert (first.holds_on(day), second.holds_on(day)) == (spans == (MORNING,), day >= date(2024, 6, 6))
    assert (calendar.named(day) is not None) is (spans == ((480, 540),))


def test_the_first_hours_that_cover_a_day_hold_and_a_day_under_none_rests():
    own = OfficeHours.same_each_weekday("08:00-12:00", since=date(2024, 1, 1), until=date(2025, 1, 1))
    later = OfficeHours.same_each_weekday("09:00-12:00", since=date(2024, 6, 1))
    calendar = WorkingCalendar(NATIONAL, (own, later))
    assert calendar.spans(date(2024, 7, 1)) == ((480, 720),)
    assert calendar.spans(date(2025, 1, 2)) == ((540, 720),)
    assert calendar.spans(date(2023, 12, 28)) == ()
    assert calendar.why_rest(date(2023, 12, 28)) == "thứ Năm"


def test_a_closure_rests_or_shortens_working_days_alone():
    assert SATURDAYS.spans(date(2020, 10, 9)) != ()
    assert [SATURDAYS.spans(date(2020, 10, day)) for day in range(12, 17)] == [()] * 5
    assert SATURDAYS.spans(date(2020, 10, 17)) == parse_spans("07:15-11:15"), "the day of opening again"
    assert SATURDAYS.why_rest(date(2020, 10, 13)) == "Nghỉ do lũ"
    assert SATURDAYS.named(date(2020, 10, 13)).cites == "CV 1 của UBND tỉnh"
    assert SATURDAYS.spans(date(2022, 6, 24)) == parse_spans("07:00-11:30")
    assert SATURDAYS.named(date(2022, 6, 25)) is None
    half = Closure(date(2024, 9, 1), date(2024, 9, 4), "Trực lễ", "TB 3", parse_spans("08:00-09:00"))
    calendar = WorkingCalendar(NATIONAL, OFFICE.hours, (half,))
    assert calendar.spans(date(2024, 9, 2)) == (), "a closure cannot open a holiday"
    assert calendar.why_rest(date(2024, 9, 2)) == "Quốc khánh"
    with pytest.raises(BadCalendar) as caught:
        Closure(date(2020, 1, 2), date(2020, 1, 2), "Lũ", "CV 1")
    assert str(caught.value) == (
        "Đợt đóng cửa “Lũ” bắt đầu 02/01/2020 nhưng mở lại 02/01/2020; ngày mở lại phải sau ngày bắt đầu."
    )


def test_named_days_say_why_and_by_what():
    assert OFFICE.named(date(2024, 6, 4)) is None
    assert OFFICE.named(date(2026, 1, 10)) == NamedDay(
        "Làm bù cho 02/01/2026", "VB 12729/VPCP-KGVX năm 2025", date(2026, 1, 2)
    )
    assert OFFICE.named(date(2024, 9, 2)).cites == "Bộ luật Lao động 45/2019/QH14, Điều 112"


@pytest.mark.parametrize(
    ("day", "following"),
    [
        pytest.param(date(2024, 6, 4), date(2024, 6, 4), id="a working day is its own"),
        pytest.param(date(2024, 6, 8), date(2024, 6, 10), id="over the weekend"),
        pytest.param(date(2024, 2, 8), date(2024, 2, 15), id="over tet"),
        pytest.param(date(2026, 1, 1), date(2026, 1, 5), id="over a swapped friday"),
        pytest.param(date(2018, 12, 29), date(2019, 1, 2), id="over the end of a year"),
    ],
)
def test_the_next_working_day(day, following):
    assert OFFICE.next_working_day(day) == following


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        pytest.param(
            datetime(2024, 6, 4, 10, 5, 59), datetime(2024, 6, 4, 10, 5), id="inside office hours, no seconds"
        ),
        pytest.param(datetime(2024, 6, 4, 6, 0), datetime(2024, 6, 4, 7, 30), id="before opening"),
        pytest.param(
            datetime(2024, 6, 4, 11, 30), datetime(2024, 6, 4, 13, 30), id="at the beginning of lunch"
        ),
        pytest.param(datetime(2024, 6, 4, 17, 30), datetime(2024, 6, 5, 7, 30), id="at closing"),
        pytest.param(datetime(2024, 6, 7, 17, 30), datetime(2024, 6, 10, 7, 30), id="friday evening"),
        pytest.param(datetime(2024, 6, 8, 9, 0), datetime(2024, 6, 10, 7, 30), id="on saturday"),
    ],
)
def test_the_next_working_minute(moment, following):
    assert OFFICE.next_working_minute(moment) == following


def test_opening_and_closing():
    assert OFFICE.opening(date(2024, 6, 4)) == datetime(2024, 6, 4, 7, 30)
    assert OFFICE.closing(date(2024, 6, 4)) == datetime(2024, 6, 4, 17, 30)
    assert OFFICE.opening(date(2024, 6, 8)) == datetime(2024, 6, 8)
    assert OFFICE.closing(date(2024, 6, 8)) == datetime(2024, 6, 9)
    assert SATURDAYS.opening(date(2024, 6, 8)) == datetime(2024, 6, 8, 7, 15)
    assert SATURDAYS.closing(date(2024, 6, 8)) == datetime(2024, 6, 8, 11, 15), "a half day"
    assert at_minute(date(2024, 6, 8), 1440) == datetime.combine(date(2024, 6, 9), time.min)


def test_counting_between():
    assert OFFICE.working_minutes_between(datetime(2024, 6, 4, 11), datetime(2024, 6, 4, 14)) == 60
    assert OFFICE.working_minutes_between(datetime(2024, 6, 4), datetime(2024, 6, 5)) == 480
    assert OFFICE.working_minutes_between(datetime(2024, 6, 5), datetime(2024, 6, 4)) == 0
    assert OFFICE.working_days_between(date(2024, 6, 3), date(2024, 6, 3)) == 0
    assert OFFICE.working_days_between(date(2024, 6, 3), date(2024, 6, 10)) == 5
    assert OFFICE.working_days_between(date(2024, 6, 10), date(2024, 6, 3)) == 0


@pytest.mark.parametrize(
    "calendar", [pytest.param(OFFICE, id="office"), pytest.param(SATURDAYS, id="saturdays")]
)
def test_every_day_is_as_the_entries_say(calendar):
    day, total = date(2016, 1, 1), 0
    while day <= date(2026, 12, 31):
        spans = spans_on(day, calendar)
        assert calendar.spans(day) == spans
        assert calendar.table.position(datetime.combine(day, time.min)) == total
        total += sum(end - start for start, end in spans)
        day += timedelta(days=1)
    assert calendar.table.position(datetime(2026, 12, 31, 23, 59)) == total


def test_positions_and_moments_are_each_others_inverse():
    for minute in range(3 * 1440):
        moment = datetime(2025, 4, 25) + timedelta(minutes=minute)  # a Friday, then a swapped Saturday
        position = OFFICE.table.position(moment)
        found = OFFICE.table.moment_at(position)
        assert OFFICE.table.position(found) == position
        assert found <= moment
        assert works_at(found - timedelta(minutes=1), OFFICE) or not works_at(moment, OFFICE)
    assert OFFICE.table.moment_at(0) == datetime(2016, 1, 4, 7, 30)
    assert OFFICE.table.moment_at(OFFICE.table.minutes[-1]) == datetime(2026, 12, 31, 17, 30)


def test_days_of_the_table_know_how_many_working_days_lie_up_to_them():
    ranks = [OFFICE.table.rank(OFFICE.table.index(date(2016, 1, day))) for day in range(1, 7)]
    assert ranks == [0, 0, 0, 1, 2, 3], "a holiday, a weekend, and the first Monday of the first year"


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: OFFICE.is_working_day(date(2015, 12, 31)), id="a day before"),
        pytest.param(lambda: OFFICE.spans(date(2015, 12, 31)), id="spans before"),
        pytest.param(lambda: OFFICE.next_working_day(date(2015, 12, 31)), id="the next working day before"),
        pytest.param(
            lambda: OFFICE.working_minutes_between(datetime(2015, 1, 5), datetime(2016, 1, 5)), id="minutes"
        ),
        pytest.param(lambda: OFFICE.table.day(-1), id="a day of the table before"),
        pytest.param(lambda: OFFICE.working_days_between(date(2015, 6, 1), date(2016, 1, 5)), id="days"),
    ],
)
def test_a_year_without_entries_is_an_error_that_names_it(ask):
    with pytest.raises(NoCalendarForYear) as caught:
        ask()
    assert caught.value.year == 2015
    assert str(caught.value) == (
        "Chưa có lịch nghỉ lễ, làm bù của năm 2015. Bổ sung lịch năm 2015 rồi tính lại; hệ thống không đoán."
    )


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: BROKEN.is_working_day(date(2019, 5, 6)), id="a day in it"),
        pytest.param(
            lambda: BROKEN.working_days_between(date(2018, 5, 6), date(2020, 5, 6)), id="days across it"
        ),
        pytest.param(
            lambda: BROKEN.working_minutes_between(datetime(2018, 5, 6), datetime(2020, 5, 6)),
            id="minutes across it",
        ),
        pytest.param(
            lambda: BROKEN.next_working_day(date(2019, 12, 31)), id="the next working day from inside it"
        ),
        pytest.param(
            lambda: BROKEN.table.day(BROKEN.table.index(date(2018, 12, 31)) + 1), id="the day after the block"
        ),
    ],
)
def test_a_missing_year_in_the_middle_is_never_skipped(ask):
    with pytest.raises(NoCalendarForYear) as caught:
        ask()
    assert caught.value.year == 2019
    assert BROKEN.working_days_between(date(2020, 1, 2), date(2020, 1, 3)) == 1
    assert BROKEN.working_minutes_between(datetime(2018, 12, 28), datetime(2018, 12, 31, 23, 59)) == 480


def test_the_end_of_the_last_year_is_an_error_that_names_the_next():
    rest = NationalDays(frozenset({2024}), {date(2024, 12, 31): NamedDay("Nghỉ", "TB 1")}, {})
    calendar = WorkingCalendar(rest, OFFICE.hours)
    for ask in (
        lambda: calendar.next_working_day(date(2024, 12, 31)),
        lambda: calendar.next_working_minute(datetime(2024, 12, 30, 17, 30)),
        lambda: calendar.table.moment_at(calendar.table.minutes[-1] + 1),
        lambda: calendar.working_minutes_between(datetime(2024, 12, 30), datetime(2025, 1, 1)),
    ):
        with pytest.raises(NoCalendarForYear) as caught:
            ask()
        assert caught.value.year == 2025
    assert calendar.next_working_minute(datetime(2024, 12, 30, 17, 29)) == datetime(2024, 12, 30, 17, 29)
    assert calendar.table.moment_at(calendar.table.minutes[-1]) == datetime(2024, 12, 30, 17, 30)


def test_the_error_survives_the_way_between_processes():
    again = pickle.loads(pickle.dumps(NoCalendarForYear(2031)))
    assert (again.year, str(again)) == (2031, str(NoCalendarForYear(2031)))


@pytest.mark.parametrize(
    ("years", "off", "worked", "message"),
    [
        pytest.param(set(), {}, {}, "Lịch quốc gia chưa có năm nào.", id="no year at all"),
        pytest.param(
            {2024},
            {date(2025, 1, 1): NamedDay("Tết", "")},
            {},
            "Ngày 01/01/2025 thuộc năm 2025, năm này chưa có lịch.",
            id="other year",
        ),
        pytest.param(
            {2024},
            {},
            {date(2025, 1, 4): NamedDay("Bù", "")},
            "Ngày 04/01/2025 thuộc năm 2025, năm này chưa có lịch.",
            id="worked elsewhere",
        ),
        pytest.param(
            {2024},
            {},
            {date(2024, 5, 4): NamedDay("Bù", "")},
            "Ngày làm bù 04/05/2024 chưa ghi làm bù cho ngày nào.",
            id="no pair",
        ),
        pytest.param(
            {2024},
            {date(2024, 5, 4): NamedDay("Tết", "")},
            {date(2024, 5, 4): NamedDay("Bù", "", date(2024, 4, 29))},
            "Ngày 04/05/2024 vừa là ngày nghỉ vừa là ngày làm bù.",
            id="off and worked",
        ),
    ],
)
def test_contradictory_named_days_are_refused(years, off, worked, message):
    with pytest.raises(BadCalendar) as caught:
        NationalDays(frozenset(years), off, worked)
    assert str(caught.value) == message


def test_named_days_cannot_be_changed_afterwards():
    off = {date(2024, 1, 1): NamedDay("Tết", "")}
    worked = {date(2024, 5, 4): NamedDay("Bù", "", date(2024, 4, 29))}
    days = NationalDays(frozenset({2024}), off, worked)
    off.clear()
    worked.clear()
    assert (list(days.off), list(days.worked)) == ([date(2024, 1, 1)], [date(2024, 5, 4)])
    for held in (days.off, days.worked):
        with pytest.raises(TypeError):
            held[date(2024, 1, 2)] = NamedDay("Nghỉ", "")


def test_an_announced_day_can_be_left_out():
    without = NATIONAL.without(date(2026, 11, 24), date(2026, 1, 10))
    calendar = WorkingCalendar(without, OFFICE.hours)
    assert calendar.is_working_day(date(2026, 11, 24))
    assert not calendar.is_working_day(date(2026, 1, 10))
    assert not OFFICE.is_working_day(date(2026, 11, 24)), "the other calendar stays as it was"
    assert len(without.off) == len(NATIONAL.off) - 1
    assert without.years == NATIONAL.years


def test_two_agencies_never_mix():
    limit = Limit(8, Unit.WORKING_HOUR)
    accepted = datetime(2024, 6, 7, 15, 0)
    assert due(accepted, limit, OFFICE) == datetime(2024, 6, 10, 15, 0)
    assert due(accepted, limit, SATURDAYS) == datetime(2024, 6, 10, 10, 0)
    assert due(accepted, limit, OFFICE) == datetime(2024, 6, 10, 15, 0)
    assert due(accepted, Limit(1, Unit.WORKING_DAY), SATURDAYS) == datetime(2024, 6, 8, 11, 15)


def test_agencies_with_equal_hours_share_one_table():
    hours = OfficeHours.same_each_weekday("07:30-11:30,13:30-17:30")
    assert WorkingCalendar(NATIONAL, (hours,)).table is WorkingCalendar(NATIONAL, (hours,)).table
    assert WorkingCalendar(NATIONAL, (hours,)).table is not SATURDAYS.table


def test_threads_get_the_answers_that_one_alone_gets():
    moments = [datetime(2018, 1, 2) + timedelta(minutes=977 * number) for number in range(2000)]
    limit = Limit(20, Unit.WORKING_HOUR)

    def answers(offset):
        calendar = (OFFICE, SATURDAYS)[offset % 2]
        return [due(moment, limit, calendar) for moment in moments]

    alone = [answers(0), answers(1)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answers, range(16))) == alone * 8
