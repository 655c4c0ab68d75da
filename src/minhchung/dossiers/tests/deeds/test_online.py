"""A dossier filed online: registered, acknowledged once, corrected once, accepted or refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event, Pause
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed() -> Dossier:
    filing = a_filing(an_own_desk(), channel="online")
    return actions.register(filing=filing, by=an_actor(), at=at("2026-04-06T20:00"))


def test_the_limit_does_not_run_before_acceptance(filed: Dossier) -> None:
    assert (filed.state, filed.accepted_at, filed.due_at) == ("1", None, None)
    found = actions.accept(dossier=filed.pk, revision=1, by=an_actor(), at=at("2026-04-07T08:00"))
    assert (found.state, found.promised_at) == ("2", datetime(2026, 4, 14, 17, 30))
    assert (found.filed_at, found.accepted_at) == (at("2026-04-06T20:00"), at("2026-04-07T08:00"))


def test_it_is_acknowledged_once(filed: Dossier) -> None:
    actions.acknowledge(dossier=filed.pk, revision=1, by=an_actor(), at=at("2026-04-07T07:35"))
    with pytest.raises(actions.Refusal, match="không báo hai lần"):
        actions.acknowledge(dossier=filed.pk, revision=2, by=an_actor(), at=at("2026-04-07T07:40"))
    assert Event.objects.filter(deed="acknowledge").count() == 1


def test_it_goes_back_for_correction_once_and_its_clock_starts_when_it_is_accepted(filed: Dossier) -> None:
    back = actions.ask_correction(
        dossier=filed.pk,
        revision=1,
        reason="Thiếu bản sao hộ chiếu",
        by=an_actor(),
        at=at("2026-04-07T08:00"),
    )
    assert (back.state, back.accepted_at) == ("5", None)
    found = actions.accept(dossier=filed.pk, revision=2, by=an_actor(), at=at("2026-04-09T08:00"))
    assert (found.state, found.due_at, found.supplements) == ("2", datetime(2026, 4, 16, 17, 30), 0)
    assert Pause.objects.get().until_at == at("2026-04-09T08:00")


def test_a_second_correction_is_refused_with_the_article(filed: Dossier) -> None:
    Pause.objects.create(
        dossier=filed, kind="correction", from_at=at("2026-04-07T08:00"), until_at=at("2026-04-07T09:00")
    )
    with pytest.raises(actions.Refusal, match=r"Điều 16\.3"):
        actions.ask_correction(
            dossier=filed.pk, revision=1, reason="Thiếu chữ ký", by=an_actor(), at=at("2026-04-07T10:00")
        )


def test_refused_before_acceptance_it_has_no_verdict(filed: Dossier) -> None:
    with pytest.raises(actions.Refusal, match="nêu lý do"):
        actions.refuse(dossier=filed.pk, revision=1, reason=" ", by=an_actor(), at=at("2026-04-07T08:00"))
    found = actions.refuse(
        dossier=filed.pk,
        revision=1,
        reason="Không thuộc thẩm quyền",
        by=an_actor(),
        at=at("2026-04-07T08:00"),
    )
    assert (found.state, found.verdict, found.ended_at) == ("3", "", at("2026-04-07T08:00"))


def test_withdrawn_before_acceptance_it_is_not_counted_as_solved(filed: Dossier) -> None:
    found = actions.withdraw(
        dossier=filed.pk, revision=1, reason="Đơn xin rút ngày 07/4", by=an_actor(), at=at("2026-04-07T08:00")
    )
    assert (found.state, found.verdict, found.accepted_at) == ("7", "", None)
