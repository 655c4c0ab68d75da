"""Waits, restarts and policies: what both clocks say of them, sentence by sentence."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from minhchung.rules.deadlines import (
    CannotCompute,
    Limit,
    Pause,
    Policy,
    PrintedTime,
    Unit,
    Waiting,
    both_clocks,
    deadline,
    due,
    restarted,
)
from minhchung.rules.tests.oracle import OFFICE
from minhchung.rules.tests.sentences import POLICY, said, wait

at = datetime.fromisoformat
THREE = Limit(3, Unit.WORKING_DAY)
LATE = replace(POLICY, cut_off=time(15))
STRICT = replace(POLICY, printed=PrintedTime.SAME_CLOCK_TIME, keep_to_end_of_day=False, cut_off=time(15))


@pytest.mark.parametrize(
    ("limit", "moved"),
    [
        pytest.param(THREE, "hạn lùi từ 06/06/2024 sang 10/06/2024", id="working days"),
        pytest.param(
            Limit(4, Unit.DAY), "hạn lùi từ 07/06/2024 sang 09/06/2024", id="calendar days, before a rest day"
        ),
        pytest.param(Limit(1, Unit.MONTH), "hạn lùi từ 03/07/2024 sang 05/07/2024", id="months"),
        pytest.param(
            Limit(24, Unit.WORKING_HOUR),
            "hạn lùi từ 09:00 ngày 06/06/2024 sang 09:00 ngày 10/06/2024",
            id="hours",
        ),
    ],
)
def test_a_wait_is_explained_with_how_it_moved_the_end(limit, moved):
    waits = [Pause(at("2024-06-04T10:00"), at("2024-06-06T10:00"), "thiếu bản vẽ")]
    found = deadline(at("2024-06-03T09:00"), limit, OFFICE, pauses=waits, policy=POLICY)
    step = next(step for step in found.steps if step.cites == POLICY.waiting_cites)
    assert step.what == (
        f"Chờ từ 10:00 ngày 04/06/2024 đến 10:00 ngày 06/06/2024 (thiếu bản vẽ): thời gian chờ không tính, {moved}."
    )
    assert (step.from_at, step.to_at) == (waits[0].from_at, waits[0].to_at)


def test_each_wait_says_how_it_alone_moved_the_end():
    waits = [
        wait("2024-06-04T08:00", "2024-06-05T08:00"),
        wait("2024-06-06T08:00", "2024-06-10T08:00", "lần hai"),
    ]
    found = deadline(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=POLICY)
    assert said(found)[2:4] == [
        (
            (
                "Chờ từ 08:00 ngày 04/06/2024 đến 08:00 ngày 05/06/2024: "
                "thời gian chờ không tính, hạn lùi từ 06/06/2024 sang 07/06/2024."
            ),
            "2024-06-04T08:00",
            "2024-06-05T08:00",
            "CHỜ",
        ),
        (
            (
                "Chờ từ 08:00 ngày 06/06/2024 đến 08:00 ngày 10/06/2024 (lần hai): "
                "thời gian chờ không tính, hạn lùi từ 07/06/2024 sang 11/06/2024."
            ),
            "2024-06-06T08:00",
            "2024-06-10T08:00",
            "CHỜ",
        ),
    ]


def test_a_wait_within_the_day_after_a_rest_day_leaves_the_last_day_where_it_was():
    waits = [wait("2024-06-10T10:00", "2024-06-10T11:00")]
    found = deadline(at("2024-06-03T09:00"), Limit(5, Unit.DAY), OFFICE, pauses=waits, policy=POLICY)
    assert [step.what for step in found.steps[2:4]] == [
        "Chờ từ 10:00 ngày 10/06/2024 đến 11:00 ngày 10/06/2024: thời gian chờ không tính, hạn giữ nguyên 08/06/2024.",
        "Ngày 08/06/2024 là ngày nghỉ (thứ Bảy) nên thời hạn kết thúc vào ngày làm việc tiếp theo, 10/06/2024.",
    ]


def test_a_wait_that_moves_nothing_says_so_and_an_open_one_waits():
    waits = [Pause(at("2024-06-04T10:00"), at("2024-06-04T11:00")), Pause(at("2024-06-05T10:00"), None)]
    found = deadline(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=POLICY)
    closed, still = (step for step in found.steps if step.cites == "CHỜ")
    assert closed.what.endswith("11:00 ngày 04/06/2024: thời gian chờ không tính, hạn giữ nguyên 06/06/2024.")
    assert (
        still.what == "Đồng hồ đang dừng từ 10:00 ngày 05/06/2024, chưa kết thúc; tính hạn khi có lại hồ sơ."
    )
    assert (still.from_at, still.to_at) == (waits[1].from_at, waits[1].from_at)
    assert found.waiting


def test_both_rules_about_waiting_are_computed_and_kept_apart():
    waits = (Pause(at("2024-06-05T10:00"), at("2024-06-07T10:00"), "thiếu bản vẽ"),)
    clocks = both_clocks(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=POLICY)
    assert clocks.legal.due_on == date(2024, 6, 12)
    assert clocks.portal.due_on == date(2024, 6, 10)
    assert said(clocks.legal)[:2] == [
        ("Hồ sơ được tiếp nhận lúc 09:00 ngày 03/06/2024.", "2024-06-03T09:00", "2024-06-03T09:00", "NHẬN"),
        (
            (
                "Yêu cầu bổ sung lúc 10:00 ngày 05/06/2024 (thiếu bản vẽ), nhận đủ hồ sơ lúc 10:00 ngày 07/06/2024: "
                "thời hạn 3 ngày làm việc được tính lại từ đầu."
            ),
            "2024-06-05T10:00",
            "2024-06-07T10:00",
            "LẠI",
        ),
    ]
    assert clocks.legal.steps[2].what.startswith("Không tính ngày 07/06/2024; đếm 3 ngày làm việc")
    assert clocks.as_dict() == {"legal": clocks.legal.as_dict(), "portal": clocks.portal.as_dict()}
    restarting = Policy(waiting=Waiting.RESTART)
    again = both_clocks(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=restarting)
    assert (again.legal.due_at, again.portal.due_at) == (clocks.legal.due_at, clocks.portal.due_at)
    assert deadline(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=restarting).due_on == date(
        2024, 6, 12
    )


def test_without_a_wait_both_rules_agree():
    clocks = both_clocks(at("2024-06-03T09:00"), THREE, OFFICE, pauses=())
    assert clocks.legal.due_at == clocks.portal.due_at
    assert (clocks.legal.waiting, clocks.portal.waiting) == (False, False)


def test_a_request_after_the_promise_was_broken_does_not_bring_it_back():
    waits = (Pause(at("2024-06-07T00:00"), at("2024-06-10T10:00")),)
    found = restarted(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=POLICY)
    assert found.due_on == date(2024, 6, 6)
    assert said(found)[1] == (
        "Yêu cầu bổ sung lúc 00:00 ngày 07/06/2024 khi đã quá hạn: hạn cũ giữ nguyên.",
        "2024-06-07T00:00",
        "2024-06-10T10:00",
        "LẠI",
    )
    in_time = (Pause(at("2024-06-06T23:59"), at("2024-06-10T10:00")),)
    assert restarted(at("2024-06-03T09:00"), THREE, OFFICE, pauses=in_time).due_on == date(2024, 6, 13)


def test_a_restart_that_waits_again_says_so():
    waits = (
        Pause(at("2024-06-04T10:00"), at("2024-06-05T10:00")),
        Pause(at("2024-06-06T10:00"), None, "lần hai"),
    )
    found = restarted(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits, policy=POLICY)
    assert found.waiting
    assert found.due_on == date(2024, 6, 10)
    assert said(found)[2] == (
        "Đồng hồ đang dừng từ 10:00 ngày 06/06/2024 (lần hai), chưa kết thúc; tính hạn khi có lại hồ sơ.",
        "2024-06-06T10:00",
        "2024-06-06T10:00",
        "LẠI",
    )
    assert found.accepted_at == at("2024-06-03T09:00")
    with pytest.raises(CannotCompute, match="thứ 1 bắt đầu"):
        restarted(at("2024-06-05T09:00"), THREE, OFFICE, pauses=waits)


def test_waits_in_hours_are_explained_from_the_cut_off_on():
    waits = [wait("2024-06-10T08:30", "2024-06-10T09:00")]
    found = deadline(at("2024-06-07T15:30"), Limit(2, Unit.WORKING_HOUR), OFFICE, pauses=waits, policy=LATE)
    assert said(found) == [
        ("Hồ sơ được tiếp nhận lúc 15:30 ngày 07/06/2024.", "2024-06-07T15:30", "2024-06-07T15:30", "NHẬN"),
        (
            "Tiếp nhận sau 15:00 nên tính như tiếp nhận ngày 10/06/2024.",
            "2024-06-07T15:30",
            "2024-06-10T07:30",
            "CẮT",
        ),
        (
            "Đếm 2 giờ làm việc từ 07:30 ngày 10/06/2024 đến 09:30 ngày 10/06/2024, chỉ tính trong giờ làm việc.",
            "2024-06-10T07:30",
            "2024-06-10T09:30",
            "H1",
        ),
        (
            (
                "Chờ từ 08:30 ngày 10/06/2024 đến 09:00 ngày 10/06/2024: "
                "thời gian chờ không tính, hạn lùi từ 09:30 ngày 10/06/2024 sang 10:00 ngày 10/06/2024."
            ),
            "2024-06-10T08:30",
            "2024-06-10T09:00",
            "CHỜ",
        ),
        (
            "Hẹn trả kết quả đúng phút hết hạn: 10:00 ngày 10/06/2024.",
            "2024-06-10T10:00",
            "2024-06-10T10:00",
            "NHẬN",
        ),
    ]


def test_waits_in_days_are_explained_from_the_cut_off_on():
    waits = [wait("2024-06-11T08:30", "2024-06-12T09:00")]
    found = deadline(at("2024-06-07T15:30"), Limit(2, Unit.WORKING_DAY), OFFICE, pauses=waits, policy=LATE)
    assert said(found)[2:4] == [
        (
            (
                "Không tính ngày 10/06/2024; đếm 2 ngày làm việc: "
                "ngày thứ nhất là 11/06/2024, ngày cuối cùng là 12/06/2024."
            ),
            "2024-06-11T00:00",
            "2024-06-12T17:30",
            "D1; D2",
        ),
        (
            (
                "Chờ từ 08:30 ngày 11/06/2024 đến 09:00 ngày 12/06/2024: "
                "thời gian chờ không tính, hạn lùi từ 12/06/2024 sang 13/06/2024."
            ),
            "2024-06-11T08:30",
            "2024-06-12T09:00",
            "CHỜ",
        ),
    ]


@pytest.mark.parametrize(
    ("accepted", "asked", "legal", "portal"),
    [
        pytest.param(
            "2024-06-03T09:12",
            "2024-06-06T09:12",
            ("2024-06-13T16:00", "2024-06-13T16:01"),
            ("2024-06-07T09:12", "2024-06-07T09:13"),
            id="asked in the printed minute: again from zero, and the return after the cut-off counts as Monday",
        ),
        pytest.param(
            "2024-06-03T09:12",
            "2024-06-06T09:13",
            ("2024-06-06T09:12", "2024-06-06T09:13"),
            ("2024-06-07T09:12", "2024-06-07T09:13"),
            id="asked a minute later on the due day: broken already",
        ),
        pytest.param(
            "2024-06-03T15:12",
            "2024-06-07T09:12",
            ("2024-06-13T16:00", "2024-06-13T16:01"),
            ("2024-06-07T15:12", "2024-06-07T15:13"),
            id="accepted after the cut-off: a day more to ask in",
        ),
    ],
)
def test_a_strict_policy_reaches_both_clocks(accepted, asked, legal, portal):
    pauses = [wait(asked, "2024-06-07T16:00")]
    restarting = replace(STRICT, waiting=Waiting.RESTART)
    for policy in (STRICT, restarting):
        clocks = both_clocks(at(accepted), THREE, OFFICE, pauses=pauses, policy=policy)
        assert (clocks.legal.due_at, clocks.legal.kept_until) == tuple(map(at, legal))
        assert (clocks.portal.due_at, clocks.portal.kept_until) == tuple(map(at, portal))
    for policy, expected in ((restarting, legal), (STRICT, portal)):
        found = deadline(at(accepted), THREE, OFFICE, pauses=pauses, policy=policy)
        assert (found.due_at, found.kept_until) == tuple(map(at, expected))
        assert due(at(accepted), THREE, OFFICE, pauses, policy) == at(expected[0])


def test_a_strict_restart_is_explained():
    waits = [wait("2024-06-06T09:12", "2024-06-07T16:00")]
    found = restarted(at("2024-06-03T09:12"), THREE, OFFICE, pauses=waits, policy=STRICT)
    assert said(found)[1:] == [
        (
            (
                "Yêu cầu bổ sung lúc 09:12 ngày 06/06/2024, nhận đủ hồ sơ lúc 16:00 ngày 07/06/2024: "
                "thời hạn 3 ngày làm việc được tính lại từ đầu."
            ),
            "2024-06-06T09:12",
            "2024-06-07T16:00",
            "LẠI",
        ),
        (
            "Tiếp nhận sau 15:00 nên tính như tiếp nhận ngày 10/06/2024.",
            "2024-06-07T16:00",
            "2024-06-10T07:30",
            "CẮT",
        ),
        (
            (
                "Không tính ngày 10/06/2024; đếm 3 ngày làm việc: "
                "ngày thứ nhất là 11/06/2024, ngày cuối cùng là 13/06/2024."
            ),
            "2024-06-11T00:00",
            "2024-06-13T16:00",
            "D1; D2",
        ),
        (
            "Hẹn trả kết quả cùng giờ với lúc tiếp nhận: 16:00 ngày 13/06/2024.",
            "2024-06-13T16:00",
            "2024-06-13T16:00",
            "IN",
        ),
    ]
