"""Asking for what is lacking: within three working days of acceptance, once; the clock stands still."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event, Pause
from minhchung.dossiers.tests.cast import an_actor
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, after, do, in_work, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.ASK_SUPPLEMENT, "ask_supplement", in_work, "2026-04-08T10:00", State.SUPPLEMENT_ASKED, "2026-04-13T17:30", 2,
    cites="NĐ 118/2025/NĐ-CP Điều 19.5", starts="4", given={"reason": "Thiếu bản vẽ"}, says="bản vẽ",
)  # fmt: skip
ASKED_ONCE = after(
    "take_supplement", "2026-04-08T08:00", after("ask_supplement", "2026-04-07T08:00", reason="Thiếu bản vẽ")
)


class TestAskSupplement(EveryDeed):
    verb = VERB


@pytest.mark.django_db
def test_the_clock_stands_still_and_it_is_counted() -> None:
    found = VERB.do(in_work())
    assert (found.supplements, found.kept_until_at) == (1, None)
    assert Pause.objects.get().until_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-04-09T17:30", id="at the last working minute of the third day"),
        pytest.param("2026-04-09T23:00", id="in its night"),
    ],
)
def test_until_the_third_working_day_it_is_in_time(moment: str) -> None:
    assert do("ask_supplement", in_work(), moment, reason="Thiếu bản vẽ").state == "5"


@pytest.mark.django_db
def test_from_the_next_minute_on_it_needs_a_basis_that_is_kept() -> None:
    refused(VERB, r"chậm nhất ngày 09/04/2026 .*Điều 19 khoản 5", "basis", "2026-04-10T00:00")


@pytest.mark.django_db
def test_a_late_request_with_its_basis_is_kept() -> None:
    do(
        "ask_supplement",
        in_work(),
        "2026-04-10T08:00",
        reason="Thiếu bản vẽ",
        basis="Luật Xây dựng, Điều 102",
    )
    assert Event.objects.get(deed="ask_supplement").basis == "Luật Xây dựng, Điều 102"


@pytest.mark.django_db
def test_all_that_is_lacking_must_be_said_at_once() -> None:
    refused(VERB, r"trong một lần \(NĐ 118/2025/NĐ-CP Điều 19\.5\)", "reason", reason="")


@pytest.mark.django_db
def test_before_it_is_in_work_nothing_is_asked() -> None:
    refused(replace(VERB, begin=accepted), "không thể yêu cầu bổ sung")


@pytest.mark.django_db
def test_a_second_time_without_a_basis_says_what_the_portal_will_count() -> None:
    refused(replace(VERB, begin=ASKED_ONCE), r"Điều 11 khoản 2.*tính hồ sơ này quá hạn", "basis")


@pytest.mark.django_db
def test_a_second_time_is_done_by_a_head_who_does_not_work_on_it() -> None:
    dossier, basis = ASKED_ONCE(), "Luật Đầu tư, Điều 40"
    worker = an_actor("binh", unit="QLDN", approves=True)
    Dossier.objects.update(holder=worker.user)
    for nobody in (an_actor("minh"), worker):
        with pytest.raises(actions.Refusal, match="do lãnh đạo duyệt và thực hiện"):
            VERB.do(dossier, basis=basis, by=nobody)
    again = VERB.do(dossier, basis=basis, by=an_actor("hoa", approves=True))
    assert Event.objects.filter(deed="ask_supplement").latest("number").approver == "hoa"
    assert (again.supplements, again.state) == (2, "5")
    do("take_supplement", dossier, "2026-04-09T08:00")
    done = do("finish", dossier, "2026-04-10T08:00", result="GP 15/GP")
    assert (done.verdict, done.portal_verdict) == ("early", "overdue")
