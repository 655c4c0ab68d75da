"""Sending an online dossier back before acceptance: once, with all that is lacking; the limit has not begun."""

from __future__ import annotations

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Pause
from minhchung.dossiers.tests.cast import an_actor, at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, filed_online, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.ASK_CORRECTION, "ask_correction", filed_online, "2026-04-07T08:00", State.SUPPLEMENT_ASKED, "", None,
    cites="NĐ 118/2025/NĐ-CP Điều 17.1", starts="1", given={"reason": "Thiếu bản sao hộ chiếu"}, says="hộ chiếu",
)  # fmt: skip


class TestAskCorrection(EveryDeed):
    verb = VERB


@pytest.mark.django_db
def test_all_that_is_lacking_must_be_said_at_once() -> None:
    refused(VERB, r"trong một lần \(NĐ 118/2025/NĐ-CP Điều 17\.1\)", "reason", reason=" ")


@pytest.mark.django_db
def test_a_second_time_is_refused_with_the_article() -> None:
    dossier = filed_online()
    Pause.objects.create(
        dossier=dossier, kind="correction", from_at=at("2026-04-06T10:00"), until_at=at("2026-04-06T11:00")
    )
    with pytest.raises(actions.Refusal, match=r"Điều 16\.3"):
        VERB.do(dossier)


@pytest.mark.django_db
def test_it_is_no_supplement_and_cannot_be_closed_for_silence() -> None:
    found = VERB.do(filed_online())
    assert (found.supplements, found.accepted_at) == (0, None)
    with pytest.raises(actions.Refusal, match="chưa tiếp nhận chính thức"):
        actions.close_silent(dossier=found.pk, revision=None, by=an_actor(), at=at("2026-06-01T08:00"))
