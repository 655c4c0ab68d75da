"""Telling the applicant that his online dossier has been seen: once, and it is no acceptance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, filed_online, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.ACKNOWLEDGE, "acknowledge", filed_online, "2026-04-06T09:30", State.REGISTERED, "", None,
    cites="NĐ 118/2025/NĐ-CP Điều 17.2", starts="1",
)  # fmt: skip


class TestAcknowledge(EveryDeed):
    verb = VERB


@pytest.mark.django_db
def test_it_is_told_once() -> None:
    dossier = filed_online()
    VERB.do(dossier)
    with pytest.raises(actions.Refusal, match="không báo hai lần"):
        VERB.do(dossier)


@pytest.mark.django_db
def test_it_does_not_start_the_limit_nor_answer_the_dossier() -> None:
    dossier = filed_online()
    found = VERB.do(dossier)
    assert (found.accepted_at, found.due_at, found.answered_at) == (None, None, None)


@pytest.mark.django_db
def test_what_is_accepted_is_no_longer_acknowledged() -> None:
    refused(replace(VERB, begin=accepted), "không thể báo đã nhận hồ sơ trực tuyến")
