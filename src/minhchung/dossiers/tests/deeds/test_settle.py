"""Handing on, opinions, payments, stops, finishing, correcting, losing and giving back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Consultation, Dossier, Event, Pause
from minhchung.dossiers.tests.cast import a_dossier, an_actor, an_own_desk, at, in_work, received
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return in_work(an_own_desk())  # accepted on Monday 06/04/2026, due on Monday 13/04


def act(deed: str, dossier: Dossier, moment: str, **more: object) -> Dossier:
    given = {"by": an_actor("binh", unit="QLDN"), "revision": None, **more}
    return getattr(actions, deed)(dossier=dossier.pk, at=at(moment), **given)


def test_handing_on_says_who_holds_it_now() -> None:
    found, unit = received(an_own_desk()), Unit.objects.get(code="QLDN").pk
    binh = an_actor("binh", unit="QLDN")
    act("hand_on", found, "2026-04-06T10:00", to_unit=unit, to_holder=binh.user, content="Thẩm định")
    kept = Dossier.objects.get()
    assert (kept.state, kept.held_by_id, kept.holder_id, kept.due_at) == ("4", unit, binh.user, found.due_at)
    with pytest.raises(actions.Refusal, match="đúng nơi này rồi"):
        act("hand_on", found, "2026-04-06T11:00", to_unit=unit, to_holder=binh.user)


def test_an_opinion_is_asked_while_the_clock_runs_and_answered_once(dossier: Dossier) -> None:
    asked = act(
        "consult", dossier, "2026-04-07T08:00",
        agency="Sở Xây dựng", content="Chỉ giới", due_on=date(2026, 4, 9),
    )  # fmt: skip
    assert Dossier.objects.get().due_at == datetime(2026, 4, 13, 17, 30)
    act("take_opinion", dossier, "2026-04-08T08:00", consultation=asked.pk, answer="Đồng ý")
    assert Consultation.objects.get().answer == "Đồng ý"
    with pytest.raises(actions.Refusal, match="đã trả lời lúc"):
        act("take_opinion", dossier, "2026-04-08T09:00", consultation=asked.pk, answer="Không")
    with pytest.raises(actions.Refusal, match="ngày làm việc sau ngày hỏi"):
        act(
            "consult", dossier, "2026-04-09T08:00",
            agency="Sở Y tế", content="An toàn", due_on=date(2026, 4, 8),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "state"), [("ask_payment", "take_payment", "6"), ("stop_for_a_while", "resume", "8t")]
)
def test_a_wait_by_special_law_is_taken_off_and_needs_that_law(
    dossier: Dossier, start: str, end: str, state: str
) -> None:
    with pytest.raises(actions.Refusal, match="văn bản chuyên ngành"):
        act(start, dossier, "2026-04-08T10:00", reason="Tiền thuê đất", basis="")
    assert (
        act(start, dossier, "2026-04-08T10:00", reason="Tiền thuê đất", basis="Luật Đất đai").state == state
    )
    found = act(end, dossier, "2026-04-10T10:00")
    assert (found.state, found.due_at) == ("4", datetime(2026, 4, 15, 17, 30))
    assert found.portal_due_at == datetime(2026, 4, 13, 17, 30)
    assert Pause.objects.get().until_at == at("2026-04-10T10:00")


def test_a_result_in_time_needs_its_number_and_one_too_late_its_reason(dossier: Dossier) -> None:
    with pytest.raises(actions.Refusal, match="số, ngày và trích yếu"):
        act("finish", dossier, "2026-04-13T16:00", result="")
    with pytest.raises(actions.Refusal, match=r"Điều 12\.5"):
        act("finish", dossier, "2026-04-14T08:00", result="GP 15/GP")
    assert Dossier.objects.get().verdict == ""
    found = act("finish", dossier, "2026-04-14T08:00", result="GP 15/GP", late_reason="Mất điện")
    assert (found.state, found.verdict, found.late_reason) == ("9", "overdue", "Mất điện")


def test_a_wrong_result_is_corrected_and_judged_by_its_last_end(dossier: Dossier) -> None:
    act("finish", dossier, "2026-04-10T08:00", result="GP 15/GP")
    again = act("correct_result", dossier, "2026-04-10T10:00", reason="Sai tên công ty, lỗi của phòng")
    assert (again.state, again.ended_at, again.verdict) == ("4", None, "")
    assert "phải sửa xong trước 17:30 ngày 15/04/2026" in Event.objects.get(deed="correct_result").reason
    found = act("finish", dossier, "2026-04-14T10:00", result="GP 15/GP (sửa)", late_reason="Sửa kết quả")
    assert (found.verdict, found.ended_at) == ("overdue", at("2026-04-14T10:00"))


def test_a_result_is_given_back_after_it_is_there(dossier: Dossier) -> None:
    with pytest.raises(actions.Refusal, match=r"không thể trả kết quả cho người nộp\. Được phép"):
        act("give_back", dossier, "2026-04-10T08:00")
    act("finish", dossier, "2026-04-10T08:00", result="GP 15/GP")
    found = act("give_back", dossier, "2026-04-10T09:00", receiver="Bà Hoàng Thị Mơ")
    assert (found.state, found.returned_at, found.verdict) == ("10", at("2026-04-10T09:00"), "early")


@pytest.mark.parametrize(("deed", "state"), [("refuse", "3"), ("stop_for_good", "8f"), ("withdraw", "7")])
def test_it_ends_without_a_result_for_a_reason(dossier: Dossier, deed: str, state: str) -> None:
    with pytest.raises(actions.Refusal):
        act(deed, dossier, "2026-04-08T08:00", reason="")
    found = act(deed, dossier, "2026-04-08T08:00", reason="Theo đơn ngày 08/4")
    assert (found.state, found.ended_at, found.verdict) == (state, at("2026-04-08T08:00"), "early")


def test_lost_papers_are_told_and_change_nothing_else(dossier: Dossier) -> None:
    before = Dossier.objects.get()
    act(
        "report_lost",
        dossier,
        "2026-04-08T08:00",
        reason="Mất bản sao hộ chiếu; phòng QLDN; đã gửi thư xin lỗi",
    )
    after = Dossier.objects.get()
    assert (after.state, after.due_at, after.revision) == (before.state, before.due_at, before.revision + 1)


def test_a_dossier_of_the_province_is_only_watched() -> None:
    found = a_dossier(an_own_desk(), at("2026-04-06T09:00"))
    Dossier.objects.update(source="import")
    with pytest.raises(actions.NotOurs, match="do hệ thống của tỉnh quản lý"):
        act("finish", found, "2026-04-07T08:00", result="GP")
    assert not Event.objects.exists()


def test_who_acts_on_what_has_changed_is_told_what_happened(dossier: Dossier) -> None:
    seen = Dossier.objects.get().revision
    act("consult", dossier, "2026-04-07T08:00", revision=seen, agency="Sở Y tế", content="An toàn", due_on=date(2026, 4, 9))  # fmt: skip
    with pytest.raises(
        actions.Outdated, match="Nguyễn Binh đã lấy ý kiến cơ quan khác lúc 08:00 ngày 07/04/2026"
    ):
        act("finish", dossier, "2026-04-07T09:00", revision=seen, result="GP 15/GP")
    assert Dossier.objects.get().ended_at is None


def test_no_deed_is_dated_before_the_last_one(dossier: Dossier) -> None:
    with pytest.raises(actions.Refusal, match="trước việc gần nhất"):
        act("finish", dossier, "2026-04-05T09:00", result="GP 15/GP")
