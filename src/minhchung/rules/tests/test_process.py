"""Internal processes: published ones add up as they say; times, parallel steps, limits, and the clock of a step."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.deadlines import Limit, Pause, Unit, due
from minhchung.rules.process import (
    BadProcess,
    BadTime,
    Process,
    Standing,
    Step,
    compare,
    compared_words,
    process_of,
    read_time,
    step_due,
    time_words,
)
from minhchung.rules.tests.oracle import OFFICE

DAY = 480
PUBLISHED = json.loads(
    (Path(__file__).parent / "data" / "internal_processes.json").read_text(encoding="utf-8")
)["cases"]


def steps(*minutes, parallel=()):
    """Steps of these minutes; ``parallel`` the numbers of those that run side by side."""
    return tuple(
        Step(number, f"Bước {number}", "Phòng", length, parallel="song song" if number in parallel else "")
        for number, length in enumerate(minutes, start=1)
    )


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "case", [pytest.param(each, id=f"{number} {each['name']}") for number, each in enumerate(PUBLISHED, 1)]
)
def test_a_published_process_adds_up_as_the_file_says(case):
    process = Process(steps(*(read_time(text, DAY, case["unit"]) for text in case["steps"])))
    assert process.minutes == read_time(case["computed"], DAY, case["unit"])
    published = read_time(case["published_total"], DAY, case["unit"])
    assert (process.minutes == published) is (case["verdict"] == "match")
    assert case["source"].startswith("[page: ")
    if "equivalent" in case:  # hours, and the same in days
        days = int(case["equivalent"].split()[0])
        limit = Limit(days, Unit.WORKING_DAY)
        assert compare(process.minutes, limit, case["hours_per_day"] * 60).standing is Standing.EQUAL


def test_all_fourteen_published_processes_are_there():
    assert len(PUBLISHED) == 14


@pytest.mark.parametrize(
    ("text", "unit", "minutes"),
    [
        pytest.param("0,5 ngày", "", 240, id="half a day"),
        pytest.param("0.25", "ngày", 120, id="a bare number under a heading in days"),
        pytest.param("58", "giờ làm việc", 3480, id="a bare number under a heading in hours"),
        pytest.param("4 giờ", "ngày", 240, id="its own unit before that of the heading"),
        pytest.param("05 ngày làm việc.", "", 2400, id="working days"),
        pytest.param("1/2 ngày", "", 240, id="a fraction"),
        pytest.param("1/4", "Ngày", 120, id="a bare fraction"),
        pytest.param("30 phút", "", 30, id="minutes"),
        pytest.param("4h", "", 240, id="as people type"),
        pytest.param("1,5h", "", 90, id="an hour and a half"),
        pytest.param("0 ngày", "", 0, id="a step that is not counted"),
    ],
)
def test_what_a_time_means(text, unit, minutes):
    assert read_time(text, DAY, unit) == minutes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("0,25", "thiếu đơn vị", id="a bare number"),
        pytest.param("2 tuần", "đơn vị lạ", id="weeks"),
        pytest.param("1 tháng", "đơn vị lạ", id="months"),
        pytest.param("nửa ngày", "Không hiểu", id="words"),
        pytest.param("1/0 ngày", "Không hiểu", id="nothing divides by nothing"),
        pytest.param("-1 ngày", "Không hiểu", id="less than nothing"),
        pytest.param("0,001 giờ", "không tròn phút", id="less than a minute"),
        pytest.param("", "Không hiểu", id="nothing"),
    ],
)
def test_what_is_no_time(text, words):
    with pytest.raises(BadTime, match=words):
        read_time(text, DAY)


@given(st.integers(0, 100_000))
def test_a_time_reads_back_as_it_was_written(minutes):
    assert read_time(time_words(minutes, DAY), DAY) == minutes


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=15))
def test_the_sum_is_exact_and_side_by_side_counts_the_longest(minutes):
    assert Process(steps(*minutes)).minutes == sum(minutes)
    together = Process(steps(*minutes, parallel=range(1, len(minutes) + 1)))
    assert together.minutes == max(minutes)
    assert len(together.stages) == 1


def test_stages_follow_each_other():
    process = Process(steps(240, 480, 3360, 960, 120, parallel=(2, 3)))
    assert [stage.number for stage in process.stages] == [1, 2, 4, 5]
    assert process.minutes == 240 + 3360 + 960 + 120
    assert process.stages[1].name == "Bước 2 ‖ Bước 3"
    assert process.after(1) == process.after(1) == process.stage_of(3)
    assert process.after(2) == process.after(3) == process.stage_of(4)
    assert process.after(5) is None
    assert process.after(9) is None


@pytest.mark.parametrize(
    ("made", "words"),
    [
        pytest.param((), "chưa có bước nào", id="nothing"),
        pytest.param(
            (Step(1, "a", "b", 1), Step(1, "c", "d", 1)), "mỗi số bước một lần", id="a number twice"
        ),
        pytest.param((Step(1, "a", "b", -1),), "âm", id="less than nothing"),
        pytest.param(
            (Step(1, "a", "b", 1, parallel="x"), Step(2, "c", "d", 1), Step(3, "e", "f", 1, parallel="x")),
            "đứng liền nhau",
            id="a group torn apart",
        ),
    ],
)
def test_what_is_no_process(made, words):
    with pytest.raises(BadProcess, match=words):
        process_of(made)


@pytest.mark.parametrize(
    ("minutes", "limit", "standing", "words"),
    [
        pytest.param(
            17 * DAY, Limit(17, Unit.WORKING_DAY), Standing.EQUAL, "17 ngày, bằng thời hạn cam kết", id="equal"
        ),
        pytest.param(
            15 * DAY, Limit(17, Unit.WORKING_DAY), Standing.WITHIN, "ít hơn .* là 2 ngày", id="to spare"
        ),
        pytest.param(
            80 * 60, Limit(79, Unit.WORKING_HOUR), Standing.EXCEEDS, "vượt .*79 giờ làm việc là 1 giờ", id="too long"
        ),
        pytest.param(
            DAY, Limit(30, Unit.DAY), Standing.NOT_COMPARABLE, "tính bằng ngày, không so sánh", id="calendar days"
        ),
        pytest.param(DAY, Limit(1, Unit.MONTH), Standing.NOT_COMPARABLE, "tính bằng tháng", id="months"),
        pytest.param(DAY, None, Standing.NO_LIMIT, "không quy định thời hạn", id="no limit"),
    ],
)  # fmt: skip
def test_a_sum_against_a_limit(minutes, limit, standing, words):
    found = compare(minutes, limit, DAY)
    assert found.standing is standing
    assert re.search(words, compared_words(found, DAY))


BEGINNINGS = st.datetimes(datetime(2024, 1, 2), datetime(2025, 6, 30)).map(
    lambda m: m.replace(second=0, microsecond=0)
)


@given(BEGINNINGS, st.integers(1, 200), st.lists(st.integers(1, 4_000), max_size=4).map(sorted))
def test_whole_hours_are_due_as_every_working_hour_limit_is(begun, hours, offsets):
    moments = [begun + timedelta(minutes=60 * place + offset) for place, offset in enumerate(offsets)]
    pauses = [Pause(a, b) for a, b in zip(moments[::2], moments[1::2], strict=False)]
    expected = due(begun, Limit(hours, Unit.WORKING_HOUR), OFFICE, pauses)
    assert step_due(begun, hours * 60, OFFICE, pauses) == expected


@pytest.mark.parametrize(
    ("begun", "minutes", "pauses", "expected"),
    [
        pytest.param("2024-06-03T08:00", 120, (), "2024-06-03T10:00", id="a quarter of a day"),
        pytest.param("2024-06-07T16:00", 120, (), "2024-06-10T08:00", id="over the weekend"),
        pytest.param(
            "2024-06-03T08:00", 120, [Pause(at("2024-06-03T09:00"), None)], "2024-06-03T10:00", id="open: nothing yet"
        ),
        pytest.param(
            "2024-06-03T08:00", 120, [Pause(at("2024-06-03T09:00"), at("2024-06-03T09:30"))], "2024-06-03T10:30",
            id="half an hour of waiting",
        ),
        pytest.param(
            "2024-06-03T08:00", 120, [Pause(at("2024-06-03T10:30"), at("2024-06-03T11:00"))], "2024-06-03T10:00",
            id="a wait that began too late",
        ),
        pytest.param(
            "2024-06-03T08:00", 120, [Pause(at("2024-05-30T10:30"), at("2024-05-31T11:00"))], "2024-06-03T10:00",
            id="a wait of an earlier step",
        ),
    ],
)  # fmt: skip
def test_when_a_step_is_due(begun, minutes, pauses, expected):
    assert step_due(at(begun), minutes, OFFICE, pauses) == at(expected)
