"""Stopping for good: an end without a result, for a reason that the law knows; the promise is judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, after, do, in_work, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.STOP_FOR_GOOD, "stop_for_good", in_work, "2026-04-08T08:00", State.STOPPED_FOR_GOOD, "2026-04-13T17:30", None,
    cites="NĐ 118/2025/NĐ-CP Điều 19.3", starts="4 6", given={"reason": "Pháp nhân đã giải thể"}, says="giải thể",
)  # fmt: skip


class TestStopForGood(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "verdict"),
    [("2026-04-10T17:30", "early"), ("2026-04-13T17:30", "on_time"), ("2026-04-14T07:30", "overdue")],
    ids=["before the day", "at the last working minute", "the morning after"],
)
def test_it_is_judged(moment: str, verdict: str) -> None:
    found = do("stop_for_good", in_work(), moment, reason="Pháp nhân đã giải thể")
    assert (found.verdict, found.ended_at) == (verdict, at(moment))


@pytest.mark.django_db
def test_an_open_wait_ends_with_it() -> None:
    waits = after("ask_payment", "2026-04-07T08:00", reason="Lệ phí", basis="Luật Phí")
    found = do("stop_for_good", waits(), "2026-04-08T08:00", reason="Không nộp")
    assert (found.state, found.pauses.get().until_at) == ("8f", at("2026-04-08T08:00"))


@pytest.mark.django_db
def test_what_is_refused() -> None:
    refused(VERB, r"lý do dừng xử lý \(NĐ 118/2025/NĐ-CP Điều 19\.3\)", "reason", reason=" ")


@pytest.mark.django_db
def test_before_it_is_in_work_it_is_not_stopped() -> None:
    refused(replace(VERB, begin=accepted), "không thể dừng xử lý")
