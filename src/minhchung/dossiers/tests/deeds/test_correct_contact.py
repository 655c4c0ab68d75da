"""Putting the applicant's address right: by a reason, in every state; what has not arrived goes to the new one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.dossiers.tests.cast import a_dossier, a_filing, an_actor, an_own_desk, at
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.actions.delivering import claim
from minhchung.ground.notices.connectors import CannotSend, TryAgain
from minhchung.ground.notices.models import Notice
from minhchung.ground.notices.tests.cast import HandClock, Post, refusing
from minhchung.ground.trail.models import Entry

pytestmark = pytest.mark.django_db
AT = "2026-04-06T09:00"


def received(version: Any = None, **more: Any) -> Dossier:
    filing = a_filing(version or an_own_desk(), **({"applicant_email": "lna@donga.vn"} | more))
    return actions.receive(filing=filing, by=an_actor(), at=at(AT))


def correct(dossier: Dossier, moment: str = "2026-04-06T10:00", **more: Any) -> Dossier:
    given = {
        "email": "lan@donga.vn",
        "phone": "",
        "tell_by": "",
        "reason": "Người nộp gọi điện báo gõ nhầm",
        "revision": None,
        "by": an_actor(),
        **more,
    }
    return actions.correct_contact(dossier=dossier.pk, at=at(moment), **given)


def deliver(**connectors: Any) -> notices.Delivered:
    return notices.deliver_due(clock=HandClock(at("2026-04-06T11:00")), connectors=connectors)


def chain() -> list[tuple[str, str, str]]:
    return list(Notice.objects.order_by("id").values_list("way", "recipient", "state"))


def test_the_story_says_why_and_shows_neither_address() -> None:
    dossier = received()
    found = correct(dossier, phone="0900000123")
    event = Event.objects.get(deed="correct_contact")
    assert (found.state, found.revision, found.due_at) == ("2", 2, dossier.due_at)
    assert (event.number, event.telling, event.cites[:20]) == (2, "", "Luật Bảo vệ dữ liệu ")
    assert "gõ nhầm. Thư điện tử: l•••@donga.vn → l•••@donga.vn; điện thoại: trống → •••123." in event.reason
    assert "1 thông báo chưa gửi xong được chuyển sang địa chỉ mới" in event.reason
    told = Entry.objects.get(deed="correct_contact").details
    assert "lan@donga.vn" not in told + event.reason and "lna@donga.vn" not in told + event.reason


def test_what_waits_goes_to_the_new_address_and_the_old_notice_says_why_it_did_not_go() -> None:
    correct(received())
    assert chain() == [("email", "lna@donga.vn", "replaced"), ("email", "lan@donga.vn", "waiting")]
    assert "đã được sửa" in Notice.objects.earliest("id").last_reason
    post = Post()
    deliver(email=post)
    assert [each.recipient for each in post.given] == ["lan@donga.vn"]
    assert not list(untrue_notices())


def test_what_was_given_up_is_told_anew_by_a_person_and_both_keep_their_proof() -> None:
    dossier = received()
    deliver(email=refusing(CannotSend("550 no such user")))
    correct(dossier)
    assert chain() == [("email", "lna@donga.vn", "given_up")]
    actions.tell_anew(
        dossier=dossier.pk, notice=Notice.objects.get().pk, by=an_actor(), at=at("2026-04-06T10:30")
    )
    deliver(email=Post())
    first, second = Notice.objects.order_by("id")
    assert (first.state, first.last_reason) == ("replaced", "550 no such user")
    assert (second.state, second.recipient, second.proof, second.before_id) == (
        "sent",
        "lan@donga.vn",
        "số 1",
        first.pk,
    )
    assert Entry.objects.get(room="notices", deed="tell_anew").by == "lan"
    assert not list(untrue_notices())


def test_what_went_to_a_stranger_may_be_told_anew_once() -> None:
    dossier = received()
    deliver(email=Post())
    notice = Notice.objects.get().pk
    with pytest.raises(actions.Refusal, match="đã đến đúng địa chỉ này; không báo hai lần"):
        actions.tell_anew(dossier=dossier.pk, notice=notice, by=an_actor(), at=at("2026-04-06T10:00"))
    correct(dossier)
    actions.tell_anew(dossier=dossier.pk, notice=notice, by=an_actor(), at=at("2026-04-06T10:30"))
    with pytest.raises(actions.Refusal, match="Đã có thông báo khác gửi thay"):
        actions.tell_anew(dossier=dossier.pk, notice=notice, by=an_actor(), at=at("2026-04-06T10:31"))
    deliver(email=Post())
    assert chain() == [("email", "lna@donga.vn", "sent"), ("email", "lan@donga.vn", "sent")]
    assert not list(untrue_notices())


@pytest.mark.parametrize(
    ("ends", "first", "goes_on"),
    [
        pytest.param(lambda _n: None, "sent", False, id="it arrives all the same: a person decides"),
        pytest.param(
            TryAgain("bận"), "replaced", True, id="the server is busy: the old address is not tried again"
        ),
        pytest.param(CannotSend("550"), "replaced", True, id="the server refuses"),
    ],
)
def test_a_notice_in_a_workers_hand_is_left_to_him(ends: Any, first: str, goes_on: bool) -> None:
    dossier = received()

    def meanwhile(notice: Any) -> None:
        if notice.recipient == "lna@donga.vn":
            correct(dossier)
            if isinstance(ends, Exception):
                raise ends

    post = Post(meanwhile)
    deliver(email=post)
    assert chain()[0] == ("email", "lna@donga.vn", first)
    assert [each.recipient for each in post.given] == (["lan@donga.vn"] if goes_on else ["lna@donga.vn"])
    assert Notice.objects.count() == 1 + goes_on
    assert not list(untrue_notices())


def test_without_any_address_left_a_waiting_notice_is_given_up() -> None:
    correct(received(), email="")
    assert chain() == [("email", "lna@donga.vn", "given_up")]


def test_a_chosen_way_is_changed_too_for_what_is_still_to_come() -> None:
    dossier = received(applicant_phone="0900000123")
    correct(dossier, email="lna@donga.vn", phone="0900000123", tell_by="zalo")
    assert chain()[-1] == ("email", "lna@donga.vn", "waiting")  # its address was right: it goes out
    moved = Notice.objects.get()
    assert (moved.spares, moved.moved) == ([["zalo", "0900000123"], ["sms", "0900000123"]], False)


@pytest.mark.parametrize("state", ["3", "7", "8f", "9", "10"])
def test_also_after_the_end_because_the_last_notice_tells_of_it(state: str) -> None:
    dossier = received()
    Dossier.objects.update(state=state, ended_at=at(AT))
    assert correct(dossier).state == state


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        pytest.param({"reason": " "}, "reason", "Phải ghi vì sao sửa", id="no reason"),
        pytest.param({"email": "lna@donga.vn"}, "email", "không có gì khác", id="nothing that changes"),
        pytest.param(
            {"tell_by": "sms"}, "tell_by", "thì phải ghi số điện thoại", id="a way without an address"
        ),
    ],
)
def test_what_is_refused_says_where(given: dict[str, Any], field: str, words: str) -> None:
    dossier = received()
    with pytest.raises(actions.Refusal, match=words) as refused:
        correct(dossier, **given)
    assert refused.value.field_name == field
    assert Dossier.objects.get().revision == 1


def test_the_same_form_twice_who_comes_late_and_whose_it_is_not() -> None:
    dossier, form = received(), str(uuid4())
    correct(dossier, form=form)
    with pytest.raises(actions.Repeated):
        correct(dossier, form=form)
    with pytest.raises(actions.Outdated, match="vừa được người khác cập nhật"):
        correct(dossier, revision=1, email="b@donga.vn")
    watched = a_dossier(dossier.version, at(AT))
    Dossier.objects.filter(pk=watched.pk).update(source="import")
    with pytest.raises(actions.NotOurs):
        correct(watched)
    with pytest.raises(actions.NotOurs):
        actions.tell_anew(dossier=watched.pk, notice=1, by=an_actor(), at=at(AT))


def test_a_notice_of_another_dossier_is_not_told_from_here() -> None:
    first = received()
    second = received(first.version)
    notice = Notice.objects.get(record=second.pk).pk
    with pytest.raises(actions.Refusal, match="không có thông báo đó"):
        actions.tell_anew(dossier=first.pk, notice=notice, by=an_actor(), at=at(AT))


def test_what_a_worker_may_still_be_sending_is_not_sent_beside_him() -> None:
    dossier = received()
    claim(at(AT))
    with pytest.raises(actions.Refusal, match="còn đang được gửi"):
        actions.tell_anew(dossier=dossier.pk, notice=Notice.objects.get().pk, by=an_actor(), at=at(AT))
