"""Waiting for a payment: only by a special law that is named; the wait is taken off, nothing restarts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.models import Event, Pause
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, in_work, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.ASK_PAYMENT, "ask_payment", in_work, "2026-04-08T10:00", State.PAYMENT_ASKED, "2026-04-13T17:30", 2,
    cites="pháp luật chuyên ngành", starts="4", given={"reason": "Tiền thuê đất", "basis": "Luật Đất đai"},
    says="Tiền thuê đất",
)  # fmt: skip


class TestIt(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        pytest.param({"reason": " "}, "reason", "khoản phải nộp", id="no reason"),
        pytest.param({"basis": ""}, "basis", "văn bản chuyên ngành", id="no law"),
    ],
)
def test_what_is_refused(given: dict[str, str], field: str, words: str) -> None:
    refused(VERB, rf"{words}.*\(pháp luật chuyên ngành\)", field, **given)


@pytest.mark.django_db
def test_the_law_is_kept_and_the_clock_stands_still() -> None:
    found = VERB.do(in_work())
    assert Event.objects.get(deed="ask_payment").basis == "Luật Đất đai"
    assert (found.kept_until_at, found.supplements) == (None, 0)
    assert Pause.objects.get().reason == "Tiền thuê đất; Luật Đất đai"


@pytest.mark.django_db
def test_before_it_is_in_work_it_does_not_wait() -> None:
    refused(replace(VERB, begin=accepted), "Được phép")
