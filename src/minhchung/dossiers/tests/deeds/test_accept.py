"""Accepting a dossier filed online: the clock starts then, not when it was filed; a correction ends with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Pause
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, after, do, filed_online, refused
from minhchung.procedures.models import ProcedureVersion
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.ACCEPT, "accept", filed_online, "2026-04-07T08:00", State.ACCEPTED, "2026-04-14T17:30", 1,
    cites="NĐ 118/2025/NĐ-CP Điều 17.2, 17.3", starts="1 5",
)  # fmt: skip


class TestAccept(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "due"),
    [
        pytest.param("2026-04-07T17:29", "2026-04-14T17:30", id="a minute before the close"),
        pytest.param("2026-04-07T17:30", "2026-04-14T17:30", id="at the last working minute"),
        pytest.param("2026-04-07T23:59", "2026-04-14T17:30", id="in the night of the same day"),
        pytest.param("2026-04-11T09:00", "2026-04-17T17:30", id="on a Saturday"),
    ],
)
def test_the_day_of_acceptance_is_not_counted(moment: str, due: str) -> None:
    found = do("accept", filed_online(), moment)
    assert (found.promised_at, found.filed_at, found.accepted_at) == (
        at(due),
        at("2026-04-06T09:00"),
        at(moment),
    )


@pytest.mark.django_db
def test_what_was_sent_back_is_accepted_when_it_is_complete_and_no_supplement_is_counted() -> None:
    begin = after("ask_correction", "2026-04-07T08:00", filed_online, reason="Thiếu bản sao hộ chiếu")
    found = do("accept", begin(), "2026-04-09T08:00")
    assert (found.state, found.due_at, found.supplements) == ("2", at("2026-04-16T17:30"), 0)
    assert Pause.objects.get().until_at == at("2026-04-09T08:00")


@pytest.mark.django_db
def test_a_procedure_that_has_ended_meanwhile_is_no_longer_accepted() -> None:
    dossier = filed_online()
    ProcedureVersion.objects.update(until="2026-04-07")
    with pytest.raises(actions.Refusal, match="không có hiệu lực vào ngày 07/04/2026"):
        VERB.do(dossier)


@pytest.mark.django_db
def test_it_is_accepted_once() -> None:
    refused(replace(VERB, begin=after("accept", "2026-04-07T07:45", filed_online)), "không thể tiếp nhận")
