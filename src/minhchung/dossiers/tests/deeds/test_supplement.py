"""Asking for a supplement: within three working days, once; both clocks afterwards; silence."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, in_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return in_work(an_own_desk())  # accepted on Monday 06/04/2026, due on Monday 13/04


def ask(dossier: Dossier, moment: str, **more: object) -> Dossier:
    given = {"reason": "Thiếu bản vẽ", "by": an_actor("binh", unit="QLDN"), **more}
    return actions.ask_supplement(dossier=dossier.pk, revision=None, at=at(moment), **given)


def take(dossier: Dossier, moment: str) -> Dossier:
    return actions.take_supplement(dossier=dossier.pk, revision=None, by=an_actor(), at=at(moment))


def test_the_limit_counts_from_zero_and_the_portal_takes_the_wait_off(dossier: Dossier) -> None:
    asked = ask(dossier, "2026-04-08T10:00")
    assert (asked.state, asked.supplements, asked.kept_until_at) == ("5", 1, None)
    found = take(dossier, "2026-04-10T10:00")
    assert found.state == "4"
    assert found.promised_at == datetime(2026, 4, 13, 17, 30)  # what the receipt said stays
    assert found.due_at == datetime(2026, 4, 17, 17, 30)
    assert found.portal_due_at == datetime(2026, 4, 15, 17, 30)


def test_on_the_third_working_day_it_is_still_in_time(dossier: Dossier) -> None:
    assert ask(dossier, "2026-04-09T23:00").state == "5"


def test_later_it_needs_a_basis_that_is_kept(dossier: Dossier) -> None:
    with pytest.raises(actions.Refusal, match="chậm nhất ngày 09/04/2026") as refused:
        ask(dossier, "2026-04-10T08:00")
    assert refused.value.field_name == "basis"
    ask(dossier, "2026-04-10T08:00", basis="Luật Xây dựng, Điều 102")
    assert Event.objects.get(deed="ask_supplement").basis == "Luật Xây dựng, Điều 102"


def test_a_second_time_needs_a_basis_and_a_head_who_does_not_work_on_it(dossier: Dossier) -> None:
    ask(dossier, "2026-04-07T08:00")
    take(dossier, "2026-04-08T08:00")
    with pytest.raises(actions.Refusal, match="tính hồ sơ này quá hạn"):
        ask(dossier, "2026-04-08T09:00")
    basis = "Luật Đầu tư, Điều 40"
    worker = an_actor("binh", unit="QLDN", approves=True)
    Dossier.objects.update(holder=worker.user)
    for nobody in (an_actor("minh"), worker):
        with pytest.raises(actions.Refusal, match="do lãnh đạo duyệt và thực hiện"):
            ask(dossier, "2026-04-08T09:00", basis=basis, by=nobody)
    again = ask(dossier, "2026-04-08T09:00", basis=basis, by=an_actor("hoa", approves=True))
    assert Event.objects.filter(deed="ask_supplement").latest("number").approver == "hoa"
    assert (again.supplements, again.state) == (2, "5")
    take(dossier, "2026-04-09T08:00")
    done = actions.finish(
        dossier=dossier.pk, revision=None, result="GP 15/GP", by=worker, at=at("2026-04-10T08:00")
    )
    assert (done.verdict, done.portal_verdict) == ("early", "overdue")


def test_all_that_is_lacking_must_be_said(dossier: Dossier) -> None:
    with pytest.raises(actions.Refusal, match="trong một lần"):
        ask(dossier, "2026-04-08T10:00", reason="")


def test_after_fifteen_days_of_silence_a_person_may_close_it(dossier: Dossier) -> None:
    ask(dossier, "2026-04-08T10:00")
    assert actions.silent_since(Dossier.objects.get(), date(2026, 4, 10)) == date(2026, 4, 24)
    with pytest.raises(actions.Refusal, match="được đóng từ ngày 24/04/2026"):
        actions.close_silent(dossier=dossier.pk, revision=None, by=an_actor(), at=at("2026-04-23T17:00"))
    found = actions.close_silent(dossier=dossier.pk, revision=None, by=an_actor(), at=at("2026-04-24T08:00"))
    assert (found.state, found.ended_at) == ("8f", at("2026-04-24T08:00"))
