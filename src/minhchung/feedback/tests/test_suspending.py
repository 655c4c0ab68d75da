"""Settling suspended, resumed and stopped: the limit stands still, under the law of the day."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.feedback import actions, audit, case_queries
from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS, cases, suspending
from minhchung.feedback.tests.cast import a_case, an_agency, at
from minhchung.feedback.tests.test_cases import BOTH, do

pytestmark = pytest.mark.django_db
ACCEPTED = "2026-08-05T09:00"


@pytest.fixture(autouse=True)
def _agency():
    an_agency()


def an_accepted(matter, moment=ACCEPTED):
    told = {"round": "first"} if matter is COMPLAINTS else {}
    return do(cases.accept, a_case(matter, **told), moment, matter=matter)


@BOTH
def test_the_days_of_a_suspension_do_not_count(matter):
    record = an_accepted(matter)
    assert record.due_at.date() == date(2026, 9, 4)
    record = do(suspending.suspend, record, "2026-08-14T10:00", matter=matter, reason="Chờ Tòa án, QĐ 12")
    assert record.state == "suspended" and case_queries.current_due(record) is None
    with pytest.raises(actions.Refusal, match="Tạm đình chỉ"):
        told = {"outcome": "partly", "decision": "20/QĐ", "conclusion": "x"}
        do(cases.conclude, record, "2026-08-15T10:00", matter=matter, **told)
    record = do(suspending.resume, record, "2026-08-24T09:00", matter=matter, reason="Đã có bản án, QĐ 13")
    assert (record.state, record.suspended_at, record.suspended_days) == ("accepted", None, 10)
    assert record.due_at.date() == date(2026, 9, 14), "ten days later"
    assert not list(audit.faults())
    record = do(suspending.suspend, record, "2026-08-27T09:00", matter=matter, reason="Chờ giám định, QĐ 14")
    record = do(suspending.resume, record, "2026-08-28T09:00", matter=matter, reason="Có kết quả, QĐ 15")
    assert (record.due_at.date(), record.suspended_days) == (date(2026, 9, 15), 11)


def test_a_prolonged_complaint_keeps_the_days_of_its_suspension():
    record = an_accepted(COMPLAINTS)
    record = do(suspending.suspend, record, "2026-08-14T10:00", matter=COMPLAINTS, reason="QĐ 12")
    record = do(suspending.resume, record, "2026-08-24T09:00", matter=COMPLAINTS, reason="QĐ 13")
    record = do(cases.extend, record, "2026-08-25T09:00", matter=COMPLAINTS, reason="Nhiều bên")
    assert record.due_at.date() == date(2026, 9, 29), "45 days from acceptance and ten"


def test_what_was_late_when_it_was_suspended_stays_late():
    record = an_accepted(DENUNCIATIONS)
    record = do(suspending.suspend, record, "2026-09-10T10:00", matter=DENUNCIATIONS, reason="QĐ 12")
    record = do(suspending.resume, record, "2026-09-20T10:00", matter=DENUNCIATIONS, reason="QĐ 13")
    assert record.due_at.date() == date(2026, 9, 4)


@BOTH
@pytest.mark.parametrize("suspended", [False, True], ids=["while it is settled", "while it is suspended"])
def test_stopped_for_good(matter, suspended):
    record = an_accepted(matter)
    if suspended:
        record = do(suspending.suspend, record, "2026-08-14T10:00", matter=matter, reason="QĐ 12")
    record = do(suspending.stop, record, "2026-08-24T09:00", matter=matter, reason="Người gửi đã mất, QĐ 16")
    assert (record.state, record.ended_at) == ("stopped", at("2026-08-24T09:00"))
    assert not matter.table.allowed(record.state) and not list(audit.faults())


@BOTH
@pytest.mark.parametrize("deed", [suspending.suspend, suspending.stop], ids=["suspend", "stop"])
def test_a_ground_is_named(matter, deed):
    with pytest.raises(actions.Refusal, match="Phải ghi căn cứ"):
        do(deed, an_accepted(matter), "2026-08-14T10:00", matter=matter, reason=" ")


@pytest.mark.parametrize("deed", [suspending.suspend, suspending.stop], ids=["suspend", "stop"])
def test_the_law_before_july_2026_suspends_no_complaint(deed):
    record = do(
        cases.accept,
        a_case(COMPLAINTS, "2026-06-01T09:00", round="first"),
        "2026-06-02T09:00",
        matter=COMPLAINTS,
    )
    with pytest.raises(actions.Refusal, match="không quy định tạm đình chỉ"):
        do(deed, record, "2026-06-10T09:00", matter=COMPLAINTS, reason="QĐ 12")
