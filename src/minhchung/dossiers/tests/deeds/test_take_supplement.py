"""The complete dossier is back: the limit counts from zero, the portal takes the waiting off, both are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.models import Pause
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, after, do, filed_online, in_work, refused
from minhchung.rules.lifecycle import Deed, State

ASKED = after("ask_supplement", "2026-04-08T10:00", reason="Thiếu bản vẽ")
VERB = Verb(
    Deed.TAKE_SUPPLEMENT, "take_supplement", ASKED, "2026-04-10T10:00", State.IN_PROGRESS, "2026-04-17T17:30", 2,
    cites="NĐ 118/2025/NĐ-CP Điều 19.5", starts="5", given={"content": "Bản vẽ tầng 2"}, says="tầng 2",
)  # fmt: skip


class TestTakeSupplement(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "due", "portal"),
    [
        pytest.param(
            "2026-04-08T17:30", "2026-04-15T17:30", "2026-04-13T17:30", id="on the day it was asked"
        ),
        pytest.param(
            "2026-04-10T17:30", "2026-04-17T17:30", "2026-04-15T17:30", id="at the last working minute"
        ),
        pytest.param("2026-04-10T17:31", "2026-04-17T17:30", "2026-04-15T17:30", id="after the close"),
        pytest.param("2026-04-11T09:00", "2026-04-17T17:30", "2026-04-15T17:30", id="on a Saturday"),
    ],
)
def test_both_clocks_go_on(moment: str, due: str, portal: str) -> None:
    found = do("take_supplement", ASKED(), moment)
    assert (found.due_at, found.portal_due_at) == (at(due), at(portal))
    assert found.promised_at == at("2026-04-13T17:30")  # what the receipt said stays
    assert Pause.objects.get().until_at == at(moment)


@pytest.mark.django_db
@pytest.mark.parametrize("begin", [in_work, filed_online], ids=["in work", "not yet accepted"])
def test_what_was_not_asked_for_is_not_taken_in(begin) -> None:
    refused(replace(VERB, begin=begin), "không thể nhận bổ sung")
