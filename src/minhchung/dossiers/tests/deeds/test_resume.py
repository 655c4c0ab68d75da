"""Going on after a stop: the clock goes on where it stood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.models import Pause
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, after, do, in_work, refused
from minhchung.rules.lifecycle import Deed, State

WAITS = after("stop_for_a_while", "2026-04-08T10:00", reason="Tiền thuê đất", basis="Luật Đất đai")
VERB = Verb(
    Deed.RESUME, "resume", WAITS, "2026-04-10T10:00", State.IN_PROGRESS, "2026-04-15T17:30", 2,
    cites="pháp luật chuyên ngành", starts="8t",
)  # fmt: skip


class TestIt(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "due"),
    [
        pytest.param("2026-04-08T17:30", "2026-04-13T17:30", id="on the same day: nothing to take off"),
        pytest.param("2026-04-10T17:30", "2026-04-15T17:30", id="at the last working minute"),
        pytest.param("2026-04-12T09:00", "2026-04-15T17:30", id="on a Sunday: the week end waits for nobody"),
    ],
)
def test_the_wait_is_taken_off_and_the_portal_knows_it_not(moment: str, due: str) -> None:
    found = do("resume", WAITS(), moment)
    assert (found.due_at, found.portal_due_at) == (at(due), at("2026-04-13T17:30"))
    assert Pause.objects.get().until_at == at(moment)


@pytest.mark.django_db
def test_what_does_not_wait_does_not_go_on() -> None:
    refused(replace(VERB, begin=in_work), "Được phép")
