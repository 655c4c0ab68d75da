"""Which way is chosen, what happens when it fails, and the oracle of what applicants are told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minhchung.dossiers import actions
from minhchung.dossiers.actions.telling import OFF
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.actions.delivering import claim
from minhchung.ground.notices.connectors import CannotSend, TryAgain
from minhchung.ground.notices.models import Notice, NoticeTemplate
from minhchung.ground.notices.patience import LEASE, MINUTES_BETWEEN_TRIES
from minhchung.ground.notices.tests.cast import HandClock, Post, refusing

pytestmark = pytest.mark.django_db
AT = at("2026-04-06T09:00")
BOTH = {"applicant_email": "lan@donga.vn", "applicant_phone": "0900000123"}


def received(**more: Any) -> Dossier:
    return actions.receive(filing=a_filing(an_own_desk(), **(BOTH | more)), by=an_actor(), at=AT)


@pytest.mark.parametrize(
    ("given", "roads"),
    [
        pytest.param(
            {}, [("email", "lan@donga.vn"), ("sms", "0900000123")], id="e-mail first, SMS in reserve"
        ),
        pytest.param({"applicant_email": ""}, [("sms", "0900000123")], id="a telephone alone"),
        pytest.param({"applicant_phone": ""}, [("email", "lan@donga.vn")], id="e-mail alone"),
        pytest.param(
            {"tell_by": "sms"}, [("sms", "0900000123"), ("email", "lan@donga.vn")], id="SMS was chosen"
        ),
        pytest.param(
            {"tell_by": "zalo"},
            [("zalo", "0900000123"), ("email", "lan@donga.vn"), ("sms", "0900000123")],
            id="Zalo only for who chose it",
        ),
    ],
)
def test_the_applicants_choice_comes_first_then_what_address_there_is(
    given: dict[str, str], roads: list[tuple[str, str]]
) -> None:
    received(**given)
    notice = Notice.objects.get()
    assert [(notice.way, notice.recipient), *map(tuple, notice.spares)] == roads


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        pytest.param(["email"], ("sms", "notice"), id="the next way of the dossier"),
        pytest.param(["email", "sms"], (None, "off"), id="no way is left: the story says so"),
    ],
)
def test_an_agency_may_turn_a_way_off_for_an_occasion(
    off: list[str], expected: tuple[str | None, str]
) -> None:
    for way in off:
        NoticeTemplate.objects.create(
            occasion="received", way=way, subject="Lời", body="Lời", since=AT.date(), used=False
        )
    received()
    event, notice = Event.objects.get(), Notice.objects.first()
    assert (notice and notice.way, event.telling) == expected
    assert (OFF in event.reason) == (expected[1] == "off")
    assert not list(untrue_notices())


def test_a_way_that_fails_for_good_is_followed_by_the_next_and_each_keeps_its_proof() -> None:
    received()
    sms = Post()
    connectors = {"email": refusing(CannotSend("550 no such user")), "sms": sms}
    done = notices.deliver_due(clock=HandClock(AT), connectors=connectors)
    assert done == notices.Delivered(diverted=1, sent=1)
    first, second = Notice.objects.order_by("id")
    assert (first.state, first.last_reason, second.state, second.proof) == (
        "replaced",
        "550 no such user",
        "sent",
        "số 1",
    )
    assert second.key.endswith(":email#2:sms") and "Hẹn trả: 17:30" in second.body
    assert notices.deliver_due(clock=HandClock(AT), connectors=connectors) == notices.Delivered()
    assert not list(untrue_notices())


def test_the_last_way_that_fails_is_left_to_a_person() -> None:
    received()
    nobody = refusing(CannotSend("không có"))
    assert notices.deliver_due(
        clock=HandClock(AT), connectors={"email": nobody, "sms": nobody}
    ) == notices.Delivered(diverted=1, given_up=1)
    assert not list(untrue_notices())


def test_tries_that_are_used_up_divert_too_unless_somebody_died_over_it() -> None:
    received()
    clock, sms = HandClock(AT), Post()
    connectors = {"email": refusing(TryAgain("bận")), "sms": sms}
    for minutes in (*MINUTES_BETWEEN_TRIES, 0):
        notices.deliver_due(clock=clock, connectors=connectors)
        clock.pass_by(minutes=minutes)
    assert len(sms.given) == 1
    Notice.objects.all().delete()
    actions.receive(filing=a_filing(Dossier.objects.get().version, **BOTH), by=an_actor(), at=AT)
    clock = HandClock(AT)
    claim(clock())  # and the worker dies, perhaps after the server took it
    clock.pass_by(seconds=LEASE.total_seconds())
    notices.deliver_due(clock=clock, connectors={"email": refusing(CannotSend("550")), "sms": sms})
    assert (Notice.objects.get().state, Notice.objects.get().doubt, len(sms.given)) == ("given_up", True, 1)


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        pytest.param(
            lambda: Notice.objects.all().delete(), "ghi là có thông báo mà không có", id="a notice is gone"
        ),
        pytest.param(
            lambda: Event.objects.all().delete(), "không có trong diễn biến", id="a notice without its event"
        ),
        pytest.param(
            lambda: Event.objects.update(telling=""), "không ghi đã báo thế nào", id="nobody said how"
        ),
        pytest.param(lambda: Event.objects.update(telling="no_way"), "lại có thông báo", id="told after all"),
        pytest.param(lambda: Event.objects.update(deed="hand_on"), "không phải báo", id="nothing to tell"),
        pytest.param(
            lambda: Notice.objects.update(occasion="finished"), "về việc khác", id="told of something else"
        ),
        pytest.param(lambda: Notice.objects.update(record=99), "hồ sơ số 99", id="a notice of nobody"),
        pytest.param(
            lambda: Notice.objects.update(state="replaced", last_reason="x", next_try_at=None),
            "không có thông báo thay",
            id="replaced by nothing",
        ),
    ],
)
def test_what_was_tampered_with_is_found(tamper: Any, words: str) -> None:
    received()
    assert not list(untrue_notices())
    tamper()
    assert any(words in fault for fault in untrue_notices())


def test_one_deed_begins_one_chain() -> None:
    received()
    notice = Notice.objects.get()
    notice.pk, notice.key = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)
