"""Lost papers: which, who answers for it, the apology; nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.tests.deeds.verb import (
    EveryDeed,
    Verb,
    accepted,
    after,
    filed_online,
    in_work,
    refused,
)
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.REPORT_LOST, "report_lost", in_work, "2026-04-08T08:00", State.IN_PROGRESS, "2026-04-13T17:30", 2,
    cites="NĐ 118/2025/NĐ-CP Điều 23.2", starts="2 4 9", says="thư xin lỗi",
    given={"reason": "Mất bản sao hộ chiếu; phòng QLDN; đã gửi thư xin lỗi"},
)  # fmt: skip
FINISHED = after("finish", "2026-04-07T08:00", result="GP 15/GP")


class TestReportLost(EveryDeed):
    verb = VERB


class TestReportLostAfterTheResult(EveryDeed):
    verb = replace(VERB, begin=FINISHED, end=State.FINISHED, step=None)


@pytest.mark.django_db
@pytest.mark.parametrize("begin", [accepted, in_work], ids=["at the counter", "in work"])
def test_the_clock_runs_on(begin) -> None:
    dossier = begin()
    found = VERB.do(dossier)
    assert (found.state, found.due_at, found.supplements) == (dossier.state, dossier.due_at, 0)


@pytest.mark.django_db
def test_who_answers_for_it_must_be_said() -> None:
    refused(VERB, r"ai chịu trách nhiệm .*Điều 23\.2", "reason", reason=" ")


@pytest.mark.django_db
def test_what_was_not_accepted_has_no_papers_to_lose() -> None:
    refused(replace(VERB, begin=filed_online), "không thể ghi nhận mất giấy tờ")
