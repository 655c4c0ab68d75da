"""Handing on: who holds it now, which step begins; the promise stays."""

from __future__ import annotations

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.tests.cast import an_actor
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, do, in_work
from minhchung.organisation.models import Unit
from minhchung.rules.lifecycle import Deed, State


def room(code: str) -> int:
    return Unit.objects.get(code=code).pk


class TestHandOn(EveryDeed):
    verb = Verb(
        Deed.HAND_ON, "hand_on", in_work, "2026-04-07T08:00", State.IN_PROGRESS, "2026-04-13T17:30", 3,
        cites="NĐ 118/2025/NĐ-CP Điều 19", starts="2 4", given={"content": "Trình ký", "step": 3}, says="Trình ký",
    )  # fmt: skip

    @pytest.fixture(autouse=True)
    def to_the_one_stop(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given = {**self.verb.given}
        monkeypatch.setattr(
            Verb, "do", lambda verb, dossier, **more: do(
                verb.name, dossier, verb.moment, **{**given, "to_unit": room("MC"), **more}
            )
        )  # fmt: skip

    @pytest.mark.django_db
    def test_the_same_form_an_older_page_and_another_master(self) -> None:
        dossier = in_work()
        with pytest.raises(actions.Outdated):
            self.verb.do(dossier, revision=1)
        self.verb.do(dossier, form="11111111-1111-4111-8111-111111111111")
        with pytest.raises(actions.Repeated):
            self.verb.do(dossier, form="11111111-1111-4111-8111-111111111111")


@pytest.mark.django_db
def test_it_says_who_holds_it_now() -> None:
    found, binh = accepted(), an_actor("binh", unit="QLDN")
    do("hand_on", found, "2026-04-06T10:00", to_unit=room("QLDN"), to_holder=binh.user, content="Thẩm định")
    kept = Dossier.objects.get()
    assert (kept.state, kept.held_by_id, kept.holder_id, kept.due_at) == (
        "4",
        room("QLDN"),
        binh.user,
        found.due_at,
    )
    event = Event.objects.get(deed="hand_on")
    assert (event.to_unit_id, event.to_holder_id, event.cites) == (
        room("QLDN"), binh.user, "NĐ 118/2025/NĐ-CP Điều 18",
    )  # fmt: skip


@pytest.mark.django_db
def test_to_where_it_is_already_it_is_not_handed() -> None:
    dossier = in_work()
    with pytest.raises(actions.Refusal, match="đúng nơi này rồi") as refusal:
        do("hand_on", dossier, "2026-04-06T11:00", to_unit=room("QLDN"))
    assert refusal.value.field_name == "to_unit"


@pytest.mark.django_db
def test_into_a_step_that_there_is_not_it_is_not_handed() -> None:
    dossier = in_work()
    with pytest.raises(actions.Refusal, match="không có bước 9") as refusal:
        do("hand_on", dossier, "2026-04-06T11:00", to_unit=room("MC"), step=9)
    assert refusal.value.field_name == "step"
