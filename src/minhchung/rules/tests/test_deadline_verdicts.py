"""Promises extended once, and judged."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from minhchung.rules.deadlines import (
    CannotCompute,
    CannotExtend,
    Early,
    Kept,
    Limit,
    Pause,
    PrintedTime,
    Unit,
    deadline,
    extend,
    judge,
    portal_verdict,
    verdict,
)
from minhchung.rules.tests.oracle import OFFICE
from minhchung.rules.tests.sentences import POLICY, said, wait

at = datetime.fromisoformat
THREE = Limit(3, Unit.WORKING_DAY)


# Extension


@pytest.fixture
def promise():
    return deadline(at("2024-06-03T09:00"), THREE, OFFICE, policy=POLICY)  # due Thursday 2024-06-06


@pytest.mark.parametrize(
    ("until", "due_at"),
    [
        pytest.param(date(2024, 6, 11), "2024-06-11T17:30", id="a day: the close of office"),
        pytest.param(at("2024-06-11T10:00"), "2024-06-11T10:00", id="a moment"),
        pytest.param(Limit(2, Unit.WORKING_DAY), "2024-06-10T17:30", id="a limit from the due day"),
        pytest.param(Limit(2, Unit.DAY), "2024-06-10T17:30", id="calendar days move from saturday"),
    ],
)
def test_a_promise_is_extended_and_the_first_one_kept(promise, until, due_at):
    longer = extend(promise, until, OFFICE, at=at("2024-06-05T09:00"), reason="chờ thẩm định", policy=POLICY)
    assert longer.due_at == at(due_at)
    assert longer.kept_until == at(due_at[:10]) + (at("2024-01-02") - at("2024-01-01"))
    assert longer.extended_from is promise
    assert longer.original_due_at == promise.due_at == at("2024-06-06T17:30")
    assert longer.as_dict()["original_due_at"] == "2024-06-06T17:30:00"
    assert longer.steps[:-1] == promise.steps
    when = f"{at(due_at):%H:%M} ngày {at(due_at):%d/%m/%Y}"
    assert longer.steps[-1].what == (
        f"Xin lỗi và hẹn lại lúc 09:00 ngày 05/06/2024: từ 17:30 ngày 06/06/2024 sang {when}; lý do: chờ thẩm định. "
        "Lời hẹn trước vẫn được giữ; không được hẹn lại lần nữa."
    )
    assert (longer.steps[-1].from_at, longer.steps[-1].to_at) == (promise.due_at, at(due_at))
    assert longer.steps[-1].cites == "GIA HẠN"


def test_a_second_extension_is_impossible(promise):
    longer = extend(promise, date(2024, 6, 11), OFFICE, at=at("2024-06-05T09:00"))
    assert longer.steps[-1].what.startswith(
        "Xin lỗi và hẹn lại lúc 09:00 ngày 05/06/2024: từ 17:30 ngày 06/06/2024 sang 17:30 ngày 11/06/2024. Lời"
    )
    with pytest.raises(CannotExtend) as caught:
        extend(longer, date(2024, 6, 14), OFFICE, at=at("2024-06-10T09:00"))
    assert str(caught.value) == (
        "Hồ sơ đã hẹn lại một lần (từ 06/06/2024 sang 11/06/2024); không được hẹn lại lần nữa."
    )


@pytest.mark.parametrize(
    ("until", "message"),
    [
        pytest.param(
            date(2024, 6, 6),
            "phải sau hạn cũ: 17:30 ngày 06/06/2024 không sau 17:30 ngày 06/06/2024",
            id="the same day",
        ),
        pytest.param(date(2024, 6, 5), "phải sau hạn cũ", id="earlier"),
        pytest.param(
            date(2024, 6, 8),
            r"08/06/2024 là ngày nghỉ \(thứ Bảy\); hẹn lại từ ngày 10/06/2024",
            id="a saturday",
        ),
        pytest.param(
            at("2024-09-02T09:00"),
            r"02/09/2024 là ngày nghỉ \(Quốc khánh\); hẹn lại từ ngày 04/09/2024",
            id="a holiday",
        ),
    ],
)
def test_an_extension_to_an_impossible_day_is_refused(promise, until, message):
    with pytest.raises(CannotExtend, match=message):
        extend(promise, until, OFFICE, at=at("2024-06-05T09:00"))


def test_an_extension_by_a_limit_knows_no_cut_off(promise):
    noon = replace(POLICY, cut_off=time(12))
    longer = extend(promise, Limit(1, Unit.WORKING_DAY), OFFICE, at=at("2024-06-05T09:00"), policy=noon)
    assert longer.due_at == at("2024-06-07T17:30")


def test_an_extension_is_printed_and_kept_as_the_policy_says():
    strict = replace(POLICY, printed=PrintedTime.SAME_CLOCK_TIME, keep_to_end_of_day=False)
    promise = deadline(at("2024-06-03T09:12"), THREE, OFFICE, policy=strict)
    longer = extend(promise, Limit(2, Unit.DAY), OFFICE, at=at("2024-06-05T09:00"), policy=strict)
    assert (longer.due_at, longer.kept_until) == (at("2024-06-10T09:12"), at("2024-06-10T09:13"))
    hours = deadline(at("2024-06-03T09:12"), Limit(2, Unit.WORKING_HOUR), OFFICE, policy=POLICY)
    longer = extend(hours, date(2024, 6, 4), OFFICE, at=at("2024-06-03T10:00"), policy=POLICY)
    assert (longer.due_at, longer.kept_until) == (at("2024-06-04T17:30"), at("2024-06-04T17:31"))


def test_a_waiting_promise_stays_waiting_when_extended():
    waits = (Pause(at("2024-06-04T10:00"), None),)
    promise = deadline(at("2024-06-03T09:00"), THREE, OFFICE, pauses=waits)
    assert extend(promise, date(2024, 6, 11), OFFICE, at=at("2024-06-05T09:00")).waiting


# Verdicts


@pytest.mark.parametrize(
    ("ended", "day_rule", "moment_rule"),
    [
        pytest.param("2024-06-05T23:59", Kept.EARLY, Kept.EARLY, id="the day before"),
        pytest.param("2024-06-06T00:00", Kept.ON_TIME, Kept.EARLY, id="the due day, early in the morning"),
        pytest.param("2024-06-06T17:29", Kept.ON_TIME, Kept.EARLY, id="a minute before"),
        pytest.param("2024-06-06T17:30", Kept.ON_TIME, Kept.ON_TIME, id="the very minute"),
        pytest.param("2024-06-06T23:59", Kept.ON_TIME, Kept.ON_TIME, id="the due day, late at night"),
        pytest.param("2024-06-07T00:00", Kept.OVERDUE, Kept.OVERDUE, id="midnight after"),
    ],
)
def test_early_on_time_overdue(promise, ended, day_rule, moment_rule):
    assert verdict(promise.due_at, promise.kept_until, at(ended)) is day_rule
    assert verdict(promise.due_at, promise.kept_until, at(ended), Early.BEFORE_DUE_MOMENT) is moment_rule
    assert judge(promise, at(ended)).kept is day_rule
    assert judge(promise, at(ended), early=Early.BEFORE_DUE_MOMENT).kept is moment_rule
    assert judge(promise, at(ended)).portal is day_rule
    assert judge(promise, at(ended), early=Early.BEFORE_DUE_MOMENT).portal is moment_rule
    assert judge(promise, at(ended)).extended is None


@pytest.mark.parametrize(
    ("pauses", "ended", "expected"),
    [
        pytest.param([], "2024-06-07T00:00", Kept.OVERDUE, id="no wait"),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-05T09:00")],
            "2024-06-07T10:00",
            Kept.ON_TIME,
            id="a day of waiting is taken off",
        ),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-05T09:00")],
            "2024-06-06T10:00",
            Kept.EARLY,
            id="and may make it early",
        ),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-05T09:00")],
            "2024-06-08T00:00",
            Kept.OVERDUE,
            id="a day is not enough",
        ),
        pytest.param(
            [("2024-06-04T09:00", None)],
            "2024-07-08T00:00",
            Kept.EARLY,
            id="still waiting: judged at the request",
        ),
        pytest.param([("2024-06-07T09:00", None)], "2024-07-08T00:00", Kept.OVERDUE, id="asked too late"),
        pytest.param(
            [("2024-06-03T10:00", "2024-06-03T11:00"), ("2024-06-03T12:00", "2024-06-03T13:00")],
            "2024-06-03T14:00",
            Kept.OVERDUE,
            id="two requests are overdue",
        ),
    ],
)
def test_the_portal_subtracts_the_waiting(promise, pauses, ended, expected):
    waits = [wait(*each) for each in pauses]
    assert portal_verdict(promise.due_at, promise.kept_until, at(ended), waits) is expected
    found = judge(promise, at(ended), pauses=waits)
    assert found.portal is expected
    assert found.steps[-1].what.startswith("Theo Cổng: ")


def test_an_extended_dossier_is_judged_against_both_promises(promise):
    longer = extend(promise, date(2024, 6, 11), OFFICE, at=at("2024-06-05T09:00"), policy=POLICY)
    found = judge(longer, at("2024-06-11T09:00"))
    assert (found.kept, found.extended, found.portal) == (Kept.OVERDUE, Kept.ON_TIME, Kept.ON_TIME)
    assert said(found) == [
        (
            "Kết thúc xử lý lúc 09:00 ngày 11/06/2024, hạn 17:30 ngày 06/06/2024: quá hạn.",
            "2024-06-06T17:30",
            "2024-06-11T09:00",
            "E",
        ),
        (
            "So với ngày hẹn lại, kết thúc lúc 09:00 ngày 11/06/2024, hạn 17:30 ngày 11/06/2024: đúng hạn.",
            "2024-06-11T09:00",
            "2024-06-11T17:30",
            "GIA HẠN",
        ),
        (
            "Theo Cổng: không có thời gian chờ; hạn 17:30 ngày 11/06/2024: đúng hạn.",
            "2024-06-11T09:00",
            "2024-06-11T17:30",
            "cách tính chỉ tiêu 2.1 của Cổng Dịch vụ công quốc gia, QĐ 766/QĐ-TTg",
        ),
    ]
    assert judge(longer, at("2024-06-11T09:00"), early=Early.BEFORE_DUE_MOMENT).extended is Kept.EARLY
    assert found.as_dict() == {
        "kept": "overdue",
        "portal": "on_time",
        "extended": "on_time",
        "steps": [step.as_dict() for step in found.steps],
    }
    assert judge(promise, at("2024-06-05T09:00")).as_dict()["extended"] is None


def test_the_portal_is_judged_by_what_it_was_told(promise):
    other = deadline(at("2024-06-03T09:00"), Limit(10, Unit.WORKING_DAY), OFFICE)
    found = judge(promise, at("2024-06-12T09:00"), told=other, portal_cites="CỔNG")
    assert (found.kept, found.portal) == (Kept.OVERDUE, Kept.EARLY)
    assert found.steps[-1].cites == "CỔNG"
    assert (found.steps[-1].from_at, found.steps[-1].to_at) == (at("2024-06-12T09:00"), other.due_at)


@pytest.mark.parametrize(
    ("pauses", "sentence", "span"),
    [
        pytest.param(
            [("2024-06-04T09:00", "2024-06-05T09:00")],
            "Theo Cổng: trừ thời gian chờ bổ sung còn 10:00 ngày 06/06/2024: đúng hạn.",
            ("2024-06-06T10:00", "2024-06-06T17:30"),
            id="subtracted",
        ),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-04T10:00")],
            "Theo Cổng: trừ thời gian chờ bổ sung còn 09:00 ngày 07/06/2024: quá hạn.",
            ("2024-06-06T17:30", "2024-06-07T09:00"),
            id="subtracted, and too late nevertheless",
        ),
        pytest.param(
            [("2024-06-04T09:00", None)],
            "Theo Cổng: đang chờ bổ sung nên tính đến lúc yêu cầu, 09:00 ngày 04/06/2024: trước hạn.",
            ("2024-06-04T09:00", "2024-06-06T17:30"),
            id="open",
        ),
        pytest.param(
            [("2024-06-04T09:00", "2024-06-04T10:00"), ("2024-06-05T09:00", None)],
            "Theo Cổng: yêu cầu bổ sung 2 lần, quá một lần nên tính là quá hạn.",
            ("2024-06-04T09:00", "2024-06-07T10:00"),
            id="two",
        ),
    ],
)
def test_the_portal_is_explained(promise, pauses, sentence, span):
    waits = [wait(*each) for each in pauses]
    found = judge(promise, at("2024-06-07T10:00"), pauses=waits, portal_cites="CỔNG")
    assert said(found)[-1] == (sentence, *span, "CỔNG")


def test_the_end_is_a_moment(promise):
    with pytest.raises(CannotCompute, match="không phải là ngày kèm giờ"):
        judge(promise, date(2024, 6, 6))
