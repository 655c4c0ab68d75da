from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.intake.cells import BadCell
from minhchung.ground.intake.dates import day, has_time, moment
from minhchung.ground.intake.raw import PercentNumber
from minhchung.ground.intake.serials import moment_of_serial

DAY = dt.datetime(2026, 8, 27)
AT = dt.datetime(2026, 8, 27, 14, 5)


@pytest.mark.parametrize(
    "raw",
    [
        "27/08/2026",
        "27-8-26",
        "27.08.2026",
        "27/8/2026 ",
        "27 / 08 / 2026",
        "2026-08-27",
        "2026/08/27",
        "ngày 27 tháng 8 năm 2026",
        "Ngày 27 tháng 08 năm 2026",
        "Đắk Nông, ngày 27 tháng 8 năm 2026",
        "Thứ năm, 27/08/2026",
        "27 tháng 8, năm 2026",
        "46261",
        46261,
        46261.0,
        dt.date(2026, 8, 27),
        DAY,
    ],
)
def test_a_day(raw: object) -> None:
    assert moment(raw) == DAY  # type: ignore[arg-type]
    assert day(raw) == DAY.date()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw",
    [
        "27.08.2026 14:05",
        "27/08/2026 14:05:00",
        "14h05 27/08/2026",
        "14:05 ngày 27/08/2026",
        "14 giờ 05 phút, ngày 27 tháng 8 năm 2026",
        "27/8/2026 14h05'",
        "27/8/2026 lúc 14 giờ 05",
        "27/08/2026 2:05 CH",
        "27/08/2026 02:05:00 PM",
        "2026-08-27T14:05:00",
        "2026-08-27T07:05:00Z",
        "2026-08-27 14:05:00.000",
        46261.586805555555,
        "46261,5868055556",
        dt.datetime(2026, 8, 27, 14, 5, 0, 3),
    ],
)
def test_a_moment(raw: object) -> None:
    assert moment(raw) == AT  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param("31/02/2026", "không có ngày 31", id="no such day"),
        pytest.param("29/02/2025", "không có ngày 29", id="no leap year"),
        pytest.param("08/27/2026", "không có tháng 27", id="month first is never guessed"),
        pytest.param("8/2026", "thiếu ngày", id="month only"),
        pytest.param(2026, "chỉ là năm", id="year only"),
        pytest.param(60, "29/02/1900", id="the day that never was"),
        pytest.param("27/08/2026 25:00", "giờ 25", id="no such hour"),
        pytest.param("27/08/2026 abc", "abc", id="words beside"),
        pytest.param("hôm qua", "không đọc được", id="words"),
        pytest.param("27/08/1226", "ngoài khoảng", id="a slip in the year"),
        pytest.param(dt.time(14, 5), "thiếu ngày", id="only a time"),
        pytest.param(True, "không phải ngày", id="yes"),
        pytest.param(PercentNumber(0.5), "không phải ngày", id="a share"),
        pytest.param(-5, "không phải ngày", id="a negative number"),
        pytest.param("01/02/03/2026", "không", id="four parts"),
    ],
)
def test_what_is_no_day(raw: object, says: str) -> None:
    with pytest.raises(BadCell, match=says):
        moment(raw)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "year"), [("1/1/49", 2049), ("1/1/50", 1950), ("1/1/00", 2000), ("1/1/99", 1999)]
)
def test_two_digit_years_turn_at_fifty(written: str, year: int) -> None:
    assert moment(written).year == year


def test_day_comes_first_even_when_both_orders_are_possible() -> None:
    assert day("05/08/2026") == dt.date(2026, 8, 5)


@pytest.mark.parametrize(
    ("serial", "read"),
    [(1, dt.datetime(1900, 1, 1)), (59, dt.datetime(1900, 2, 28)), (60, None), (61, dt.datetime(1900, 3, 1))],
)
def test_the_calendar_around_the_leap_bug(serial: int, read: dt.datetime | None) -> None:
    assert moment_of_serial(serial) == read


def test_the_macintosh_calendar() -> None:
    assert moment_of_serial(46261 - 1462, date1904=True) == DAY
    assert moment(46261 - 1462, date1904=True) == DAY


def test_a_fraction_alone_is_a_time() -> None:
    assert moment_of_serial(0.5) == dt.time(12)


moments = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2099, 12, 31)).map(
    lambda m: m.replace(microsecond=0)
)


@given(moments)
def test_every_way_of_writing_reads_the_same(at: dt.datetime) -> None:
    for written in (
        f"{at:%d/%m/%Y %H:%M:%S}",
        f"{at.day}-{at.month}-{at.year} {at:%H:%M:%S}",
        f"{at:%Y-%m-%dT%H:%M:%S}",
        f"{at:%H} giờ {at:%M} phút {at:%S} giây ngày {at.day} tháng {at.month} năm {at.year}",
        f"{at:%H:%M:%S} {at:%d.%m.%Y}",
    ):
        assert moment(written) == at, written


@given(moments)
def test_serials_read_to_the_second(at: dt.datetime) -> None:
    serial = (at - dt.datetime(1899, 12, 30)).total_seconds() / 86400
    assert moment_of_serial(serial) == at


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("27/08/2026", False),
        ("27/08/2026 00:00", True),
        ("14h 27/8/2026", True),
        (46261, False),
        (46261.5, True),
        (DAY, False),
        (AT, True),
    ],
)
def test_whether_a_time_is_told(raw: object, told: bool) -> None:
    assert has_time(raw) is told  # type: ignore[arg-type]
