"""Promises explained, and counted by both rules about waiting."""

import json
import pickle
from datetime import date, datetime

import pytest

from minhchung.rules.calendar import NamedDay, NationalDays, WorkingCalendar
from minhchung.rules.deadlines import (
    Citations,
    Limit,
    Policy,
    PrintedTime,
    Unit,
    deadline,
)
from minhchung.rules.tests.oracle import OFFICE, SATURDAYS
from minhchung.rules.tests.sentences import POLICY, said

at = datetime.fromisoformat
THREE = Limit(3, Unit.WORKING_DAY)
CODE = "Bộ luật Dân sự 91/2015/QH13"


def test_working_days_are_explained_over_a_swap():
    found = deadline(at("2025-12-30T16:00"), Limit(7, Unit.WORKING_DAY), OFFICE, policy=POLICY)
    assert said(found) == [
        ("Hồ sơ được tiếp nhận lúc 16:00 ngày 30/12/2025.", "2025-12-30T16:00", "2025-12-30T16:00", "NHẬN"),
        (
            (
                "Không tính ngày 30/12/2025; đếm 7 ngày làm việc: ngày thứ nhất là 31/12/2025, ngày cuối cùng là 10/01/2026; "
                "không tính ngày nghỉ hằng tuần, 01/01/2026 (Tết Dương lịch), 02/01/2026 (Nghỉ hoán đổi Tết Dương lịch 2026); "
                "có tính 10/01/2026 (Làm bù cho 02/01/2026)."
            ),
            "2025-12-31T00:00",
            "2026-01-10T17:30",
            "D1; D2",
        ),
        (
            "Hẹn trả kết quả lúc hết giờ làm việc: 17:30 ngày 10/01/2026.",
            "2026-01-10T17:30",
            "2026-01-10T17:30",
            "IN",
        ),
        (
            "Đúng hẹn nếu có kết quả trong ngày 10/01/2026, chậm nhất lúc 24 giờ.",
            "2026-01-10T17:30",
            "2026-01-11T00:00",
            "E",
        ),
    ]


def test_calendar_days_are_explained_with_the_move_from_a_rest_day():
    found = deadline(at("2024-06-03T09:00"), Limit(5, Unit.DAY), OFFICE, policy=POLICY)
    assert said(found)[1:3] == [
        (
            "Không tính ngày 03/06/2024; thời hạn 5 ngày tính từ 04/06/2024, ngày cuối cùng là 08/06/2024, kể cả ngày nghỉ.",
            "2024-06-04T00:00",
            "2024-06-08T00:00",
            "D1; D2",
        ),
        (
            "Ngày 08/06/2024 là ngày nghỉ (thứ Bảy) nên thời hạn kết thúc vào ngày làm việc tiếp theo, 10/06/2024.",
            "2024-06-08T00:00",
            "2024-06-10T17:30",
            "R",
        ),
    ]
    plain = deadline(at("2024-06-03T09:00"), Limit(3, Unit.DAY), OFFICE, policy=POLICY)
    assert "R" not in [step.cites for step in plain.steps]


@pytest.mark.parametrize(
    ("accepted", "sentence", "span"),
    [
        pytest.param(
            "2024-01-15T09:00",
            "Không tính ngày 15/01/2024; thời hạn 1 tháng tính từ 16/01/2024, ngày cuối cùng là 15/02/2024 "
            "(ngày tương ứng của tháng cuối).",
            ("2024-01-16T00:00", "2024-02-15T00:00"),
            id="corresponding",
        ),
        pytest.param(
            "2024-01-31T09:00",
            "Không tính ngày 31/01/2024; thời hạn 1 tháng tính từ 01/02/2024, ngày cuối cùng là 29/02/2024 "
            "(tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng).",
            ("2024-02-01T00:00", "2024-02-29T00:00"),
            id="last",
        ),
    ],
)
def test_months_are_explained(accepted, sentence, span):
    found = deadline(at(accepted), Limit(1, Unit.MONTH), OFFICE, policy=POLICY)
    assert said(found)[1] == (sentence, *span, "D1; M2")


WORKED_TWICE = WorkingCalendar(
    NationalDays(
        frozenset({2024}),
        {},
        {
            date(2024, 6, 15): NamedDay("Bù một", "TB 1", date(2024, 6, 28)),
            date(2024, 6, 16): NamedDay("Bù hai", "TB 2", date(2024, 6, 28)),
        },
    ),
    OFFICE.hours,
)


@pytest.mark.parametrize(
    ("accepted", "days", "calendar", "counted"),
    [
        pytest.param(
            "2024-06-03T09:00",
            4,
            OFFICE,
            "ngày thứ nhất là 04/06/2024, ngày cuối cùng là 07/06/2024.",
            id="Monday to Friday: nothing is skipped",
        ),
        pytest.param(
            "2024-12-31T09:00",
            2,
            OFFICE,
            "ngày thứ nhất là 02/01/2025, ngày cuối cùng là 03/01/2025; không tính 01/01/2025 (Tết Dương lịch).",
            id="the very next day is a holiday",
        ),
        pytest.param(
            "2022-06-23T09:00",
            2,
            SATURDAYS,
            "ngày thứ nhất là 24/06/2022, ngày cuối cùng là 25/06/2022.",
            id="a day shortened by a closure is an ordinary day",
        ),
        pytest.param(
            "2024-06-13T09:00",
            3,
            WORKED_TWICE,
            "ngày thứ nhất là 14/06/2024, ngày cuối cùng là 16/06/2024; "
            "có tính 15/06/2024 (Bù một), 16/06/2024 (Bù hai).",
            id="two days worked in exchange",
        ),
    ],
)
def test_what_is_skipped_and_what_is_worked_on_the_way_is_said(accepted, days, calendar, counted):
    found = deadline(at(accepted), Limit(days, Unit.WORKING_DAY), calendar, policy=POLICY)
    begun = f"Không tính ngày {at(accepted):%d/%m/%Y}; đếm {days} ngày làm việc: "
    assert found.steps[1].what == begun + counted


def test_hours_are_explained_from_the_next_working_minute():
    found = deadline(at("2024-06-07T17:45"), Limit(2, Unit.WORKING_HOUR), OFFICE, policy=POLICY)
    assert said(found) == [
        ("Hồ sơ được tiếp nhận lúc 17:45 ngày 07/06/2024.", "2024-06-07T17:45", "2024-06-07T17:45", "NHẬN"),
        (
            "Ngoài giờ làm việc nên bắt đầu đếm từ 07:30 ngày 10/06/2024.",
            "2024-06-07T17:45",
            "2024-06-10T07:30",
            "H1",
        ),
        (
            "Đếm 2 giờ làm việc từ 07:30 ngày 10/06/2024 đến 09:30 ngày 10/06/2024, chỉ tính trong giờ làm việc.",
            "2024-06-10T07:30",
            "2024-06-10T09:30",
            "H1",
        ),
        (
            "Hẹn trả kết quả đúng phút hết hạn: 09:30 ngày 10/06/2024.",
            "2024-06-10T09:30",
            "2024-06-10T09:30",
            "NHẬN",
        ),
    ]
    inside = deadline(at("2024-06-07T16:00:30"), Limit(4, Unit.WORKING_HOUR), OFFICE, policy=POLICY)
    assert [step.what for step in inside.steps][1] == (
        "Đếm 4 giờ làm việc từ 16:00 ngày 07/06/2024 đến 10:00 ngày 10/06/2024, chỉ tính trong giờ làm việc; "
        "không tính ngày nghỉ hằng tuần."
    )


def test_the_cut_off_is_explained():
    policy = Policy(cut_off=datetime(2024, 1, 1, 15).time(), cut_off_cites="CẮT")
    found = deadline(at("2024-06-07T15:30"), THREE, OFFICE, policy=policy)
    assert said(found)[1] == (
        "Tiếp nhận sau 15:00 nên tính như tiếp nhận ngày 10/06/2024.",
        "2024-06-07T15:30",
        "2024-06-10T07:30",
        "CẮT",
    )
    assert found.steps[2].what.startswith(
        "Không tính ngày 10/06/2024; đếm 3 ngày làm việc: ngày thứ nhất là 11/06/2024"
    )
    assert len(deadline(at("2024-06-07T15:00"), THREE, OFFICE, policy=policy).steps) == len(found.steps) - 1


def test_printing_is_explained():
    same = deadline(at("2024-06-03T09:12"), THREE, OFFICE, policy=Policy(printed=PrintedTime.SAME_CLOCK_TIME))
    assert same.steps[-2].what == "Hẹn trả kết quả cùng giờ với lúc tiếp nhận: 09:12 ngày 06/06/2024."
    strict = deadline(at("2024-06-03T09:12"), THREE, OFFICE, policy=Policy(keep_to_end_of_day=False))
    assert strict.steps[-1].what == "Hẹn trả kết quả lúc hết giờ làm việc: 17:30 ngày 06/06/2024."


def test_steps_are_made_once_and_when_wanted():
    asked = []

    def explain():
        asked.append(1)
        return ()

    found = deadline(at("2024-06-03T09:00"), THREE, OFFICE)
    lazy = type(found)(found.accepted_at, found.limit, found.due_at, found.kept_until, explain=explain)
    assert asked == []
    assert lazy.steps is lazy.steps
    assert asked == [1]
    assert lazy == found, "the explanation is not part of the value"


def test_a_deadline_travels_as_json():
    found = deadline(at("2024-06-03T09:00"), Limit(2, Unit.WORKING_HOUR), OFFICE, policy=POLICY)
    assert json.loads(json.dumps(found.as_dict())) == {
        "accepted_at": "2024-06-03T09:00",
        "limit": {"value": 2, "unit": "working-hour"},
        "due_at": "2024-06-03T11:00:00",
        "due_on": "2024-06-03",
        "kept_until": "2024-06-03T11:01:00",
        "waiting": False,
        "original_due_at": "2024-06-03T11:00:00",
        "steps": [
            {
                "what": step.what,
                "from": step.from_at.isoformat("T", "minutes"),
                "to": step.to_at.isoformat("T", "minutes"),
                "cites": step.cites,
            }
            for step in found.steps
        ],
    }


def test_the_default_citations_are_of_the_civil_code_of_2015():
    assert Citations() == Citations(
        f"{CODE}, Điều 147 khoản 1",
        f"{CODE}, Điều 147 khoản 2 và khoản 3",
        f"{CODE}, Điều 148 khoản 1",
        f"{CODE}, Điều 148 khoản 3",
        f"{CODE}, Điều 148 khoản 5",
        f"{CODE}, Điều 148 khoản 6",
    )


def test_two_agencies_explain_with_their_own_calendar():
    flood = deadline(at("2020-10-09T09:00"), Limit(3, Unit.WORKING_DAY), SATURDAYS)
    assert flood.due_on == date(2020, 10, 19)
    assert "12/10/2020 (Nghỉ do lũ)" in flood.steps[1].what
    assert "17/10/2020" not in flood.steps[1].what
    assert (
        "Nghỉ do lũ" not in deadline(at("2020-10-09T09:00"), Limit(2, Unit.WORKING_DAY), OFFICE).steps[1].what
    )


def test_a_deadline_may_be_told_from_its_equals():
    found = deadline(at("2024-06-03T09:00"), THREE, OFFICE)
    assert found == deadline(at("2024-06-03T09:00"), THREE, OFFICE, policy=POLICY)
    assert found != deadline(at("2024-06-03T09:01"), THREE, OFFICE)
    assert pickle.loads(pickle.dumps(found.limit)) == found.limit
