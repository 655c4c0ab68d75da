"""Office hours: how they are written, and what is refused."""

from datetime import date

import pytest

from minhchung.rules.calendar import BadHours, OfficeHours, parse_spans

MORNING, AFTERNOON = (450, 690), (810, 1050)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param("07:30-11:30,13:30-17:30", (MORNING, AFTERNOON), id="morning and afternoon"),
        pytest.param(" 7:30 - 11:30 , 13:30-17:30 ", (MORNING, AFTERNOON), id="spaces and short hours"),
        pytest.param("07:30-11:30", (MORNING,), id="a half day"),
        pytest.param("", (), id="nothing is a day off"),
        pytest.param("00:00-24:00", ((0, 1440),), id="round the clock"),
        pytest.param("08:00-12:00,12:00-16:00", ((480, 720), (720, 960)), id="spans may touch"),
    ],
)
def test_hours_are_read(text, spans):
    assert parse_spans(text) == spans


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        pytest.param("7h30-11h30", "7h30-11h30", id="not with h"),
        pytest.param("07:30", "07:30", id="without an end"),
        pytest.param("11:30-07:30", "11:30-07:30", id="ends before it begins"),
        pytest.param("07:30-07:30", "07:30-07:30", id="ends when it begins"),
        pytest.param("07:30-11:30,11:00-17:30", "11:00-17:30", id="overlapping"),
        pytest.param("13:30-17:30,07:30-11:30", "07:30-11:30", id="afternoon first"),
        pytest.param("07:60-11:30", "07:60-11:30", id="sixty minutes"),
        pytest.param("07:-1-11:30", "07:-1-11:30", id="a minus sign"),
        pytest.param("08:00-24:01", "08:00-24:01", id="past midnight"),
        pytest.param("-1:00-08:00", "-1:00-08:00", id="before midnight"),
        pytest.param("07:30-11:-0", "07:30-11:-0", id="a minus sign before nothing"),
        pytest.param("07:3_0-11:30", "07:3_0-11:30", id="a sign that Python allows in numbers"),
        pytest.param("07:30:00-11:30", "07:30:00-11:30", id="with seconds"),
        pytest.param("07:30-09:30-11:30", "07:30-09:30-11:30", id="three times"),
    ],
)
def test_hours_that_cannot_be_read_are_named(text, blamed):
    with pytest.raises(BadHours, match=blamed):
        parse_spans(text)


def test_the_message_of_unreadable_hours_shows_how_to_write_them():
    with pytest.raises(BadHours) as caught:
        parse_spans("7h30")
    assert str(caught.value) == "Không hiểu giờ làm việc “7h30”. Viết như 07:30-11:30,13:30-17:30."
    with pytest.raises(BadHours) as caught:
        parse_spans("11:30-07:30")
    assert str(caught.value) == "Khoảng giờ “11:30-07:30” chồng nhau hoặc kết thúc trước khi bắt đầu."


def test_office_hours_by_weekday_leave_the_others_off():
    hours = OfficeHours.by_weekday(
        {"mon": "07:30-11:30", "sat": "13:30-17:30"}, since=date(2020, 1, 1), cites="QĐ 1"
    )
    assert hours.weekly == ((MORNING,), (), (), (), (), (AFTERNOON,), ())
    assert (hours.since, hours.until, hours.cites) == (date(2020, 1, 1), None, "QĐ 1")
    same = OfficeHours.same_each_weekday("07:30-11:30", until=date(2020, 1, 1), cites="QĐ 2")
    assert same.weekly == ((MORNING,),) * 5 + ((), ())
    assert (same.since, same.until, same.cites) == (date.min, date(2020, 1, 1), "QĐ 2")


def test_office_hours_hold_since_ever_and_for_good_without_a_citation_unless_told():
    some = {"mon": "07:30-11:30"}
    for hours in (OfficeHours.by_weekday(some), OfficeHours.same_each_weekday("07:30-11:30")):
        assert (hours.since, hours.until, hours.cites) == (date.min, None, "")
    assert OfficeHours.by_weekday(some, until=date(2020, 1, 1)).until == date(2020, 1, 1)


def test_bad_office_hours_are_refused():
    with pytest.raises(BadHours) as caught:
        OfficeHours.by_weekday({"monday": "07:30-11:30"})
    assert str(caught.value) == "Không có thứ “monday”; dùng: mon, tue, wed, thu, fri, sat, sun."
    with pytest.raises(BadHours) as caught:
        OfficeHours(((MORNING,),) * 5)
    assert str(caught.value) == "Giờ làm việc cần đủ 7 ngày trong tuần, đang có 5."
    with pytest.raises(BadHours) as caught:
        OfficeHours.same_each_weekday("07:30-11:30", since=date(2020, 1, 2), until=date(2020, 1, 2))
    assert str(caught.value) == (
        "Giờ làm việc có hiệu lực từ 02/01/2020 nhưng hết hiệu lực từ 02/01/2020; "
        "ngày hết hiệu lực phải sau ngày có hiệu lực."
    )
    OfficeHours.same_each_weekday("07:30-11:30", since=date(2020, 1, 2), until=date(2020, 1, 3))
