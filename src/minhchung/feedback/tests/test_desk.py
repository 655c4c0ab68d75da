"""Reflections and recommendations: each deed with its limit, refusals with their reason, a story that leads there."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from minhchung.dossiers.desk_queries import Whose
from minhchung.feedback import actions, audit, desk_queries
from minhchung.feedback.models import Feedback, FeedbackEvent
from minhchung.feedback.tests.cast import (
    CAME,
    a_message,
    an_actor,
    an_agency,
    answered,
    at,
    day,
    do,
    in_work,
    received,
)
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.models import Entry
from minhchung.organisation.models import CalendarChange, Unit

pytestmark = pytest.mark.django_db
PUBLIC = {"content": "Phản ánh cán bộ hẹn nhiều lần.", "text": "Đã nhắc nhở cán bộ.", "left_is_public": False}


@pytest.fixture(autouse=True)
def _agency():
    an_agency()


def test_four_limits_run_from_sending_and_each_says_how():
    record = received()
    assert record.code == "NB-PA/2026/000001" and record.state == "waiting"
    assert (record.refuse_due_at, record.supplement_due_at, record.due_at) == (
        day("2026-04-08"),
        day("2026-04-13"),
        day("2026-04-28"),  # 27/04 is the day of the Hùng Kings, made up for
    )
    assert [line["limit"] for line in desk_lines(record)] == [f"{n} ngày làm việc" for n in (2, 5, 15)]
    assert Notice.objects.get().way == "sms" and not list(audit.faults())


def desk_lines(record):
    return actions_told(record).lines


def actions_told(record):
    from minhchung.feedback.limits import Told

    return Told.of(record.explanation)


def test_what_another_agency_passed_on_runs_from_then():
    record = received("2026-04-10T09:00", sent_at=at("2026-03-02T08:00"), transferred_at=at(CAME))
    assert record.due_at == day("2026-04-28") and record.transfers == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"content": "  "}, "content", id="nothing said"),
        pytest.param({"channel": "portal"}, "channel", id="the portal's own are imported"),
        pytest.param({"sent_at": at("2026-04-07T09:00")}, "sent_at", id="sent after it came"),
        pytest.param(
            {"transferred_at": at("2026-04-01T09:00")}, "sent_at", id="passed on before it was sent"
        ),
    ],
)
def test_what_is_not_taken_in(more, field):
    with pytest.raises(actions.Refusal) as refusal:
        actions.receive(message=a_message(**more), by=an_actor(), at=at(CAME))
    assert refusal.value.field_name == field
    assert not Feedback.objects.exists() and not Entry.objects.exists()


def test_the_whole_way_leaves_a_story_that_leads_there():
    record = answered()
    assert record.publish_due_at == day("2026-04-17") and record.answered_at == at("2026-04-15T10:00")
    record = do(actions.publish, record, "2026-04-16T09:00", **PUBLIC)
    record = do(actions.rate, record, "2026-04-18T09:00", rating="satisfied")
    story = FeedbackEvent.objects.order_by("number").values_list("deed", flat=True)
    assert list(story) == ["receive", "classify", "assign", "answer", "publish", "rate"]
    assert (record.state, record.revision) == ("published", 6)
    assert Entry.objects.filter(matter="feedback").count() == 6 and not list(audit.faults())
    assert Notice.objects.filter(occasion="feedback_answered").count() == 1


@pytest.mark.parametrize(
    ("deed", "moment", "more", "words"),
    [
        pytest.param(
            actions.refuse, "2026-04-09T08:00", {"reason": "x"}, "quá hạn", id="refusing on the third day"
        ),
        pytest.param(actions.refuse, CAME, {"reason": " "}, "phải nêu lý do", id="refusing without a reason"),
        pytest.param(
            actions.ask_supplement, "2026-04-14T08:00", {"reason": "x"}, "quá hạn", id="asking too late"
        ),
        pytest.param(actions.move, "2026-04-09T08:00", {"agency": "Sở"}, "quá hạn", id="passing on too late"),
        pytest.param(
            actions.assign, CAME, {"to_unit": 1}, "phân loại trước", id="giving what is not classified"
        ),
        pytest.param(
            actions.answer, CAME, {"text": "x"}, "Không thể “Trả lời” khi", id="answering what nobody has"
        ),
        pytest.param(
            actions.publish,
            CAME,
            PUBLIC,
            "Không thể “Công khai trả lời”",
            id="publishing what is not answered",
        ),
        pytest.param(
            actions.classify,
            CAME,
            {"kind": "conduct", "sector": "x", "dossier_code": "K"},
            "Không có hồ sơ",
            id="K",
        ),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(deed, moment, more, words):
    record = received()
    with pytest.raises(actions.Refusal, match=words):
        do(deed, record, moment, **more)
    record.refresh_from_db()
    assert (record.state, record.revision, FeedbackEvent.objects.count()) == ("waiting", 1, 1)


def test_late_it_needs_a_word_that_is_kept():
    record = do(actions.refuse, received(), "2026-04-09T08:00", reason="Là khiếu nại", late_basis="Nghỉ ốm")
    assert record.state == "refused" and FeedbackEvent.objects.last().basis == "Nghỉ ốm"


def test_a_supplement_is_asked_once_and_the_limit_runs_on():
    record = do(actions.ask_supplement, received(), "2026-04-07T08:00", reason="Ngày nào?")
    record = do(actions.take_supplement, record, "2026-04-09T08:00", content="Ngày 2/4")
    assert record.due_at == day("2026-04-28") and "Ngày 2/4" in record.content
    with pytest.raises(actions.Refusal, match="một lần"):
        do(actions.ask_supplement, record, "2026-04-10T08:00", reason="Nữa")


def test_only_one_who_may_answers():
    record = in_work()
    do(actions.draft, record, "2026-04-08T08:00", text="Dự thảo")
    with pytest.raises(actions.Refusal, match="lãnh đạo"):
        do(actions.answer, record, "2026-04-08T09:00", text="Trả lời")


@pytest.mark.parametrize(
    ("words", "left", "passes"),
    [
        pytest.param("Đã nhắc nhở cán bộ.", False, True, id="nobody is named"),
        pytest.param("Bà nguyen thi hoa đã được trả lời.", True, False, id="the sender, without marks"),
        pytest.param("Liên hệ 0912.345.678.", True, False, id="the sender's number, written otherwise"),
        pytest.param("Ông Trần Văn Bình đã bị nhắc.", True, False, id="the official complained of"),
        pytest.param("Hỏi thêm số 02693 888 999.", False, False, id="a number nobody has looked at"),
        pytest.param("Hỏi thêm số 02693 888 999.", True, True, id="the agency's own number"),
    ],
)
def test_what_is_published_names_nobody(words, left, passes):
    record = answered()
    told = {"content": "Cán bộ hẹn nhiều lần.", "text": words, "left_is_public": left}
    if passes:
        assert do(actions.publish, record, "2026-04-16T08:00", **told).public_answer == words
    else:
        with pytest.raises(actions.Refusal) as refusal:
            do(actions.publish, record, "2026-04-16T08:00", **told)
        assert refusal.value.field_name == "text"


def test_what_is_proposed_for_publishing_has_been_struck_and_passes():
    record = answered()
    content, text = actions.proposed(record)
    for named in ("Hoa", "0912", "Lê Lợi", "Bình"):
        assert named not in content + text or named == "Hoa"
    do(actions.publish, record, "2026-04-16T08:00", content=content, text="Đã nhắc nhở.", left_is_public=True)


def test_public_words_cannot_stand_where_nothing_is_published():
    record = answered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=record.pk).update(public_answer="lộ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=record.pk).update(state="published", published_at=at("2026-05-01T08:00"))


def test_reopened_once_with_a_new_limit_and_the_first_answer_stays():
    record = do(actions.publish, answered(), "2026-04-16T09:00", **PUBLIC)
    do(actions.rate, record, "2026-04-17T09:00", rating="dissatisfied")
    record = do(actions.reopen, record, "2026-04-20T09:00", reason="Chưa nói ai chịu trách nhiệm")
    assert (record.state, record.again_due_at) == ("reopened", day("2026-05-14"))
    assert record.answered_at == at("2026-04-15T10:00")
    boss = an_actor("sep", approves=True)
    record = do(actions.answer, record, "2026-04-24T09:00", by=boss, text="Đã xử lý kỷ luật.")
    assert (record.state, record.answered_again_at, record.rating) == ("answered", at("2026-04-24T09:00"), "")
    assert record.publish_due_at == day("2026-04-17"), "the first publication was in time and stays so"
    with pytest.raises(actions.Refusal, match="chỉ được mở lại một lần"):
        do(actions.reopen, record, "2026-04-25T09:00", reason="Vẫn chưa")
    record = do(actions.publish, record, "2026-04-27T09:00", **{**PUBLIC, "text": "Đã xử lý kỷ luật."})
    assert record.public_answer == "Đã xử lý kỷ luật." and not list(audit.faults())


def test_two_at_once_and_the_same_form_twice():
    record, form = received(), str(uuid4())
    told = {"kind": "regulation", "sector": "Đất đai", "by": an_actor("binh"), "at": at(CAME)}
    actions.classify(number=record.pk, revision=1, form=form, **told)
    with pytest.raises(actions.Repeated) as repeated:
        actions.classify(number=record.pk, revision=1, form=form, **told)
    assert repeated.value.record == record.pk
    with pytest.raises(actions.Outdated, match="Binh đã phân loại"):
        actions.classify(number=record.pk, revision=1, form=str(uuid4()), **told)
    assert FeedbackEvent.objects.count() == 2


def test_what_the_portal_keeps_is_only_watched():
    record = received()
    Feedback.objects.filter(pk=record.pk).update(source="book")
    with pytest.raises(actions.Refusal, match="Cổng Dịch vụ công quốc gia"):
        do(actions.classify, record, CAME, kind="conduct", sector="x")
    assert desk_queries.deeds_allowed(Feedback.objects.get()) == frozenset()


def test_the_lists_of_work_count_truly():
    received()
    do(actions.ask_supplement, received(), CAME, reason="x")
    in_work()
    answered("2026-04-15T10:00")
    counts = desk_queries.counts(at("2026-04-28T08:00"), Whose(None))
    told = {name: number for name, number in counts.items() if number}
    assert told == {
        "cho-phan-loai": 1,
        "den-han-hom-nay": 3,
        "cho-bo-sung": 1,
        "cho-cong-khai": 1,
        "cham-cong-khai": 1,
    }
    for name, number in counts.items():
        ask = desk_queries.Ask(now=at("2026-04-28T08:00"), whose=Whose(None), standing=name)
        assert desk_queries.page_of(ask).found == number, name
    assert desk_queries.counts(at("2026-04-29T08:00"), Whose(None))["qua-han"] == 3


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"due_at": day("2026-05-05")}, id="a limit was moved"),
        pytest.param({"state": "in_progress"}, id="a state no deed leads to"),
        pytest.param({"revision": 5}, id="a deed is missing"),
        pytest.param({"explanation": ""}, id="a limit without its reckoning"),
    ],
)
def test_the_audit_sees_what_was_changed_by_hand(changed):
    record = received()
    Feedback.objects.filter(pk=record.pk).update(**changed)
    assert [fault.split(":")[0] for fault in audit.faults()] == [record.code]


@pytest.mark.django_db(transaction=True)
def test_what_was_refused_took_no_number_and_told_nobody():
    with pytest.raises(actions.Refusal):
        received(CAME, sent_at=at("2031-04-06T09:00"))
    with pytest.raises(actions.Refusal):
        received("2031-04-06T09:00", sent_at=at("2031-04-06T08:00"))
    assert not Notice.objects.exists() and not Entry.objects.exists()
    assert received().code == "NB-PA/2026/000001"


def test_a_limit_that_a_changed_calendar_passed_by_still_follows_from_the_one_of_its_day() -> None:
    record = received()
    assert record.due_at is not None
    change = CalendarChange.objects.create(
        kind="holiday", state="in_force", name="Nghỉ bão", decision="QĐ 40", reason="Bão", edition=1,
        since=record.received_at.date() + timedelta(days=1), until=record.received_at.date() + timedelta(days=6),
        drafted_by="an", drafted_at=record.received_at, decided_by="binh", decided_at=record.received_at,
    )  # fmt: skip
    later = received()
    assert later.due_at > record.due_at, "who comes now is reckoned under the calendar of now"
    assert not list(audit.faults())
    change.edition, change.state = None, "dropped"
    change.save()
    assert [fault for fault in audit.faults() if later.code in fault], (
        "a limit of no calendar that ever held is found"
    )


def test_my_unit_means_every_unit_one_is_posted_to():
    record = in_work()
    rooms = (Unit.objects.get(is_home=True).pk, record.held_by_id)
    for units, count in ((rooms, 1), (rooms[:1], 0), ((), 0)):
        assert desk_queries.counts(at("2026-04-28T08:00"), Whose(None, units))["don-vi-toi"] == count
