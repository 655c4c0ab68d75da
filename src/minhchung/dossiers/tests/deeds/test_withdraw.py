"""The applicant takes his dossier back, at any time before the result, whatever it waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import (
    EveryDeed,
    Verb,
    accepted,
    after,
    do,
    filed_online,
    in_work,
    refused,
)
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.WITHDRAW, "withdraw", in_work, "2026-04-08T08:00", State.WITHDRAWN, "2026-04-13T17:30", None,
    cites="NĐ 118/2025/NĐ-CP Điều 21", starts="1 2 4 5 6", given={"reason": "Đơn ngày 08/4"}, says="Đơn ngày 08/4",
)  # fmt: skip


class TestWithdraw(EveryDeed):
    verb = VERB


class TestWithdrawBeforeAcceptance(EveryDeed):
    verb = replace(VERB, begin=filed_online, due="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(accepted, id="just accepted"),
        pytest.param(after("ask_supplement", "2026-04-07T08:00", reason="Thiếu"), id="waiting for papers"),
        pytest.param(
            after("ask_payment", "2026-04-07T08:00", reason="Phí", basis="Luật"), id="waiting for money"
        ),
    ],
)
def test_from_every_state_before_the_result_and_no_wait_stays_open(begin) -> None:
    found = VERB.do(begin())
    assert (found.state, found.ended_at) == ("7", at("2026-04-08T08:00"))
    assert not found.pauses.filter(until_at=None).exists()


@pytest.mark.django_db
def test_before_acceptance_it_is_not_counted_as_solved() -> None:
    found = VERB.do(filed_online())
    assert (found.verdict, found.accepted_at, found.answered_at) == ("", None, None)


@pytest.mark.django_db
def test_the_request_must_be_named() -> None:
    refused(VERB, r"đề nghị của người nộp .*Điều 21", "reason", reason="")


@pytest.mark.django_db
def test_after_the_result_it_is_too_late() -> None:
    begin = after("finish", "2026-04-07T08:00", result="GP 15/GP")
    refused(replace(VERB, begin=begin), "không thể cho rút hồ sơ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "verdict"), [("2026-04-13T17:30", "on_time"), ("2026-04-14T07:30", "overdue")]
)
def test_it_ends_the_limit(moment: str, verdict: str) -> None:
    assert do("withdraw", in_work(), moment, reason="Đơn").verdict == verdict
