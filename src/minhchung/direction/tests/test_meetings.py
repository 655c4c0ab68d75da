"""Meetings and dialogues: planned, held, cancelled, minutes published; imported; and what everybody reads of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from clock import NOW
from minhchung.direction import actions, public_meetings
from minhchung.direction.actions import CannotChangeMeeting, Outcome
from minhchung.direction.meeting_imports import MeetingsImporter
from minhchung.direction.models import Meeting, MeetingQuestion
from minhchung.ground.accounts.models import User
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.tables import BadRow
from minhchung.ground.trail.models import Entry
from minhchung.portal import searching

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 5, 12, 8)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HELD = {"state": "held", "attended": 40, "raised": 12, "answered": 11}


def a_meeting(begins: datetime = BEGINS, topic: str = "Tháo gỡ vướng mắc", **more: Any) -> Meeting:
    told = {
        "kind": "dialogue", "topic": topic, "begins_at": begins, "ends_at": begins + timedelta(hours=3),
        "place": "Hội trường", "led_by": "Trưởng ban", "invited": "Doanh nghiệp", **more,
    }  # fmt: skip
    return Meeting.objects.create(**told)


def official(role: str = "reform") -> Client:
    client = Client()
    user = User.objects.create(username=role, role=role)
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"ends_at": BEGINS}, "a_meeting_ends_after_it_begins", id="no time"),
        pytest.param({"place": ""}, "a_meeting_takes_place_somewhere", id="nowhere"),
        pytest.param({"state": "held"}, "what_came_of_a_meeting", id="held without numbers"),
        pytest.param({"attended": 3}, "what_came_of_a_meeting", id="numbers before it was held"),
        pytest.param({**HELD, "answered": 13}, "no_more_questions", id="more answers than questions"),
        pytest.param({"state": "cancelled"}, "a_cancelled_meeting_says_why", id="cancelled without a word"),
        pytest.param(
            {"cancelled_reason": "Bão"}, "a_cancelled_meeting_says_why", id="a word without cancelling"
        ),
    ],
)
def test_what_the_table_refuses(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        a_meeting(**wrong)


def test_it_is_held_corrected_and_its_minutes_published_and_taken_back_with_a_trail() -> None:
    meeting = a_meeting().pk
    told = {"meeting": meeting, "by": "an"}
    with pytest.raises(CannotChangeMeeting, match="Chưa đến giờ"):
        actions.hold_meeting(**told, outcome=Outcome(1, 1, 1), at=BEGINS - timedelta(minutes=1))
    with pytest.raises(CannotChangeMeeting, match="nhiều hơn"):
        actions.hold_meeting(**told, outcome=Outcome(1, 1, 2), at=BEGINS)
    with pytest.raises(CannotChangeMeeting, match="Ghi kết quả"):
        actions.keep_minutes(**told, file=None, published=True, at=BEGINS)
    actions.hold_meeting(**told, outcome=Outcome(40, 12, 11, " Tốt "), at=BEGINS)
    found = actions.hold_meeting(**told, outcome=Outcome(41, 12, 11, "Tốt"), at=BEGINS)
    assert (found.state, found.attended, found.conclusion) == ("held", 41, "Tốt")
    with pytest.raises(CannotChangeMeeting, match="Chỉ cuộc sắp"):
        actions.cancel_meeting(**told, reason="Bão", at=BEGINS)
    with pytest.raises(CannotChangeMeeting, match="Chưa có tệp"):
        actions.keep_minutes(**told, file=None, published=True, at=BEGINS)
    assert [each.deed for each in Entry.objects.filter(matter="meeting").order_by("id")] == ["hold", "hold"]


def test_a_cancelled_one_says_why_and_cannot_be_held() -> None:
    meeting = a_meeting().pk
    with pytest.raises(CannotChangeMeeting, match="lý do"):
        actions.cancel_meeting(meeting=meeting, reason=" ", by="an", at=BEGINS)
    actions.cancel_meeting(meeting=meeting, reason="Bão", by="an", at=BEGINS)
    with pytest.raises(CannotChangeMeeting, match="không tổ chức"):
        actions.hold_meeting(meeting=meeting, outcome=Outcome(1, 1, 1), by="an", at=BEGINS)


def test_the_officer_plans_holds_and_publishes_on_the_screens_and_everybody_reads_it() -> None:
    client, visitor = official(), Client()
    planned = {
        "kind": "dialogue", "topic": "Lao động <b>", "begins_at": "12/05/2026 08:00",
        "ends_at": "12/05/2026 11:30", "place": "", "online_url": "", "led_by": "Trưởng ban", "invited": "Doanh nghiệp",
    }  # fmt: skip
    new = reverse("direction:meeting_new")
    assert "địa chỉ dự trực tuyến" in client.post(new, planned).content.decode()
    assert client.post(new, {**planned, "online_url": "javascript:alert(1)"}).status_code == 422
    assert (
        client.post(new, {**planned, "place": "Hội trường", "ends_at": "12/05/2026 07:00"}).status_code == 422
    )
    assert client.post(new, {**planned, "place": "Hội trường"}).status_code == 302
    meeting = Meeting.objects.get()
    here = reverse("portal:meeting", args=[meeting.pk])
    page = visitor.get(here).content.decode()
    assert "Chờ kết quả" in page and "Lao động &lt;b&gt;" in page and "Thứ Ba, 12/05/2026" in page
    outcome = {
        "attended": "40",
        "raised": "2",
        "answered": "1",
        "conclusion": "Gọi ông Trần Văn Bình 0912345678",
    }
    door = reverse("direction:hold_meeting", args=[meeting.pk])
    refused = client.post(door, outcome)
    assert refused.status_code == 422 and "thông tin cá nhân" in refused.content.decode()
    assert client.post(door, {**outcome, "conclusion": "Trả lời bằng văn bản."}).status_code == 302
    question = {
        "meeting": meeting.pk,
        "number": 1,
        "question": "Phí bao nhiêu?",
        "answer": "Không thu.",
        "answered_by": "",
    }
    assert client.post(reverse("direction:meeting_question_new"), question).status_code == 422
    asked = {**question, "answered_by": "Văn phòng"}
    assert client.post(reverse("direction:meeting_question_new"), asked).status_code == 302
    minutes = reverse("direction:keep_minutes", args=[meeting.pk])
    for content, name in ((b"<svg onload=alert(1)>", "a.svg"), (b"MZ\x90\x00" + b"\x00" * 99, "a.pdf")):
        file = BytesIO(content)
        file.name = name
        assert client.post(minutes, {"file": file, "published": "on"}).status_code == 422
    file = BytesIO(PDF)
    file.name = "../../bien-ban.pdf"
    assert client.post(minutes, {"file": file}).status_code == 302
    download = reverse("portal:meeting_minutes", args=[meeting.pk])
    assert visitor.get(download).status_code == 404 and download not in visitor.get(here).content.decode()
    assert client.get(reverse("direction:minutes", args=[meeting.pk])).status_code == 200
    assert client.post(minutes, {"published": "on"}).status_code == 302
    answer = visitor.get(download)
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert b"".join(answer.streaming_content) == PDF
    page = visitor.get(here).content.decode()
    for words in ("Đã tổ chức", "Trả lời bằng văn bản.", "Phí bao nhiêu?", "Văn phòng", download):
        assert words in page
    staff = client.get(reverse("direction:meeting", args=[meeting.pk])).content.decode()
    assert "Ghi kết quả" in staff and "Phí bao nhiêu?" in staff and here in staff
    assert client.post(minutes, {}).status_code == 302 and visitor.get(download).status_code == 404


def test_who_does_not_edit_direction_opens_no_door() -> None:
    client, meeting = official("clerk"), a_meeting()
    for name in ("hold_meeting", "cancel_meeting", "keep_minutes"):
        assert client.post(reverse(f"direction:{name}", args=[meeting.pk]), {}).status_code == 403
    assert (
        "Ghi kết quả</a>" not in client.get(reverse("direction:meeting", args=[meeting.pk])).content.decode()
    )


def test_coming_and_past_part_all_meetings_and_are_found_listed_and_mapped() -> None:
    hour = timedelta(hours=1)
    coming = [a_meeting(NOW + hour, "Sắp tới"), a_meeting(NOW - hour, "Đang họp")]
    coming.append(a_meeting(NOW + 2 * hour, "Hoãn", state="cancelled", cancelled_reason="Bão số 3"))
    past = [a_meeting(NOW - 9 * hour, "Chưa ghi"), a_meeting(NOW - 99 * hour, "Đã xong", **HELD)]
    assert [each.topic for each in public_meetings.coming(NOW)] == ["Đang họp", "Sắp tới", "Hoãn"]
    assert [each.topic for each in public_meetings.past(NOW)] == ["Chưa ghi", "Đã xong"]
    MeetingQuestion.objects.create(meeting=past[1], number=1, question="Xe buýt chạy lại khi nào?")
    client = Client()
    listed = client.get(reverse("portal:meetings")).content.decode()
    overview = client.get(reverse("portal:gazette")).content.decode()
    sitemap = client.get(reverse("portal:sitemap")).content.decode()
    for each in (*coming, *past):
        url = reverse("portal:meeting", args=[each.pk])
        assert url in listed and url in sitemap
    assert "Bão số 3" in listed and "Đang họp" in overview and reverse("portal:meetings") in sitemap
    searching.refresh(NOW.date())
    hits = client.get(reverse("portal:search"), {"q": "xe buyt"}).content.decode()
    assert reverse("portal:meeting", args=[past[1].pk]) in hits
    assert client.get(reverse("portal:meetings") + "?trang=x").status_code == 200


def row(**more: Any) -> Row:
    told: dict[str, Any] = {
        "kind": "dialogue", "topic": "Lao động", "begins_at": BEGINS, "ends_at": BEGINS + timedelta(hours=3),
        "place": "Hội trường", "led_by": "Trưởng ban", "invited": "Doanh nghiệp", **more,
    }  # fmt: skip
    return Row("Danh sách", 2, told)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        pytest.param({}, "planned", id="nothing came of it yet"),
        pytest.param({"attended": 40, "raised": 0, "answered": 0}, "held", id="many came and asked nothing"),
        pytest.param({"cancelled_reason": "Bão"}, "cancelled", id="it says why not"),
    ],
)
def test_a_row_is_what_it_tells(given: dict[str, Any], state: str) -> None:
    values = MeetingsImporter().convert(row(**given))
    assert values["state"] == state
    Meeting.objects.create(**values)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"ends_at": BEGINS}, "ends_at", id="no time"),
        pytest.param({"place": None}, "place", id="nowhere"),
        pytest.param({"online_url": "ftp://x"}, "online_url", id="no address of a page"),
        pytest.param({"attended": 4}, "raised", id="half the numbers"),
        pytest.param({"attended": 4, "raised": 1, "answered": 2}, "answered", id="more answers than questions"),
        pytest.param({"attended": 4, "raised": 1, "answered": 1, "cancelled_reason": "Bão"}, "cancelled_reason", id="both"),
        pytest.param(
            {"attended": 4, "raised": 1, "answered": 1, "conclusion": "Gọi 0912345678"}, "conclusion", id="a telephone"
        ),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRow) as refusal:
        MeetingsImporter().convert(row(**given))
    assert refusal.value.field_name == field
