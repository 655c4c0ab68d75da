"""A wrong result goes back to work: three working days by its own limit, judged by the last end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.models import Event
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, after, do, in_work, refused
from minhchung.rules.lifecycle import Deed, State

FINISHED = after("finish", "2026-04-10T08:00", result="GP 15/GP")
VERB = Verb(
    Deed.CORRECT_RESULT, "correct_result", FINISHED, "2026-04-10T10:00", State.IN_PROGRESS, "2026-04-13T17:30", 2,
    cites="NĐ 118/2025/NĐ-CP Điều 23.1", starts="9", given={"reason": "Sai tên công ty, lỗi của phòng"},
    says="(kết quả cũ lúc 08:00 ngày 10/04/2026; phải sửa xong trước 17:30 ngày 15/04/2026)",
)  # fmt: skip


class TestCorrectResult(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "until"),
    [
        pytest.param("2026-04-10T17:30", "17:30 ngày 15/04/2026", id="at the last working minute"),
        pytest.param("2026-04-11T09:00", "17:30 ngày 15/04/2026", id="on a Saturday"),
        pytest.param("2026-04-24T08:00", "17:30 ngày 04/05/2026", id="holidays in between"),
    ],
)
def test_it_is_to_be_right_within_three_working_days(moment: str, until: str) -> None:
    do("correct_result", FINISHED(), moment, reason="Sai tên")
    event = Event.objects.get(deed="correct_result")
    assert f"phải sửa xong trước {until}" in event.reason
    assert event.basis == "NĐ 118/2025/NĐ-CP, Điều 23 khoản 1"


@pytest.mark.django_db
def test_the_right_result_is_the_one_that_is_judged() -> None:
    dossier = FINISHED()
    again = VERB.do(dossier)
    assert (again.ended_at, again.verdict) == (None, "")
    found = do("finish", dossier, "2026-04-14T10:00", result="GP 15/GP (sửa)", late_reason="Sửa kết quả")
    assert (found.verdict, found.ended_at) == ("overdue", at("2026-04-14T10:00"))


@pytest.mark.django_db
def test_whose_fault_it_was_must_be_said() -> None:
    refused(VERB, r"sai ở đâu và lỗi của ai \(NĐ 118/2025/NĐ-CP Điều 23\.1\)", "reason", reason="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(in_work, id="no result yet"),
        pytest.param(after("give_back", "2026-04-10T09:00", FINISHED), id="already with the applicant"),
    ],
)
def test_only_a_result_that_is_still_here_is_taken_back(begin) -> None:
    refused(replace(VERB, begin=begin), "không thể sửa kết quả sai")
