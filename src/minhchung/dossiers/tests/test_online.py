"""Dossiers filed online: eight working hours to answer, the time left on screen, the late ones as records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import actions, online
from minhchung.dossiers.matching import Match, matched
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.dossiers.web.online import calendar_on, time_left
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db


def filed(moment: str, version: ProcedureVersion | None = None) -> Dossier:
    filing = a_filing(version or an_own_desk(), channel="online")
    return actions.register(filing=filing, by=an_actor(), at=at(moment))


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        pytest.param("2026-04-06T07:30", "2026-04-06T17:30", id="at the opening: the whole day"),
        pytest.param("2026-04-06T10:15", "2026-04-07T10:15", id="in the morning: the same time next day"),
        pytest.param("2026-04-06T17:30", "2026-04-07T17:30", id="at the last working minute"),
        pytest.param("2026-04-06T20:00", "2026-04-07T17:30", id="in the evening: from the next opening"),
        pytest.param("2026-04-10T16:30", "2026-04-13T16:30", id="a week end counts nothing"),
        pytest.param("2026-04-29T16:30", "2026-05-04T16:30", id="a holiday counts nothing"),
    ],
)
def test_it_is_to_be_answered_within_eight_working_hours(moment: str, due: str) -> None:
    assert filed(moment).answer_due_at == at(due)


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        pytest.param(actions.accept, {}, id="accepted"),
        pytest.param(actions.ask_correction, {"reason": "Thiếu chữ ký"}, id="sent back"),
        pytest.param(actions.refuse, {"reason": "Sai thẩm quyền"}, id="refused"),
    ],
)
@pytest.mark.parametrize(
    ("moment", "is_late"),
    [
        pytest.param("2026-04-07T10:15", False, id="at the last minute"),
        pytest.param("2026-04-07T10:16", True, id="a minute later"),
    ],
)
def test_the_first_answer_counts(deed: Any, given: dict[str, str], moment: str, is_late: bool) -> None:
    dossier = filed("2026-04-06T10:15")
    found = deed(dossier=dossier.pk, revision=1, by=an_actor(), at=at(moment), **given)
    assert found.answered_at == at(moment)
    late, count = online.answered_late(calendar_on(at(moment)))
    assert (count, [each.minutes for each in late]) == (int(is_late), [1] if is_late else [])
    assert matched(Match(standing="tiep-nhan-tre"), at=at(moment)).count() == is_late
    assert online.waiting(at(moment), None) == ()


def test_telling_that_it_was_seen_is_no_answer_and_a_correction_is_answered_once() -> None:
    dossier = filed("2026-04-06T10:15")
    actions.acknowledge(dossier=dossier.pk, revision=1, by=an_actor(), at=at("2026-04-06T10:20"))
    assert Dossier.objects.get().answered_at is None
    (waits,) = online.waiting(at("2026-04-06T10:30"), calendar_on(at("2026-04-06T10:30")))
    assert (waits.minutes, waits.told) == (465, True)
    back = {"dossier": dossier.pk, "revision": 2, "by": an_actor()}
    actions.ask_correction(**back, reason="Thiếu chữ ký", at=at("2026-04-06T11:00"))
    found = actions.accept(**back | {"revision": 3}, at=at("2026-04-20T11:00"))
    assert found.answered_at == at("2026-04-06T11:00")


def test_what_came_to_the_counter_is_not_held_to_it() -> None:
    actions.receive(filing=a_filing(an_own_desk()), by=an_actor(), at=at("2026-04-06T09:00"))
    assert Dossier.objects.get().answer_due_at is None


def test_one_that_nobody_answered_is_late_from_the_next_minute_on() -> None:
    filed("2026-04-06T10:15")
    assert not matched(Match(standing="tiep-nhan-tre"), at=at("2026-04-07T10:15")).exists()
    assert matched(Match(standing="tiep-nhan-tre"), at=at("2026-04-07T10:16")).exists()


@pytest.mark.parametrize(
    ("minutes", "words", "tone"),
    [
        (480, "Còn 8 giờ", "open"),
        (119, "Còn 1 giờ 59 phút", "soon"),
        (0, "Còn 0 phút", "soon"),
        (-1, "Muộn 1 phút", "late"),
        (None, "Chưa có lịch làm việc", "none"),
    ],
)
def test_the_time_left_in_words(minutes: int | None, words: str, tone: str) -> None:
    badge = time_left(minutes, 120)
    assert (badge.words, str(badge.tone)) == (words, tone)


def test_the_page_puts_the_most_pressing_first_and_the_dossier_says_how_long() -> None:
    version = an_own_desk()
    now = datetime.now().replace(microsecond=0)
    fresh = filed(f"{now:%Y-%m-%dT%H:%M:%S}", version)
    old = actions.register(
        filing=a_filing(version, channel="online"), by=an_actor(), at=at("2026-04-06T10:15")
    )
    user = create_user(
        username="mot-cua", full_name="Lê An", role=Role.ONE_STOP, password="bốn mùa xuân hạ", by="x", at=now
    )
    client = Client()
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    text = client.get(reverse("dossiers:online")).content.decode()
    assert text.index(old.code) < text.index(fresh.code)
    assert "1 hồ sơ còn dưới 2 giờ làm việc hoặc đã muộn" in text
    assert "Muộn " in client.get(reverse("dossiers:dossier", args=[old.pk])).content.decode()
