"""Deeds on meetings and dialogues: held, cancelled, minutes published, questions kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from minhchung.direction.actions.changing import ROOM, changed
from minhchung.direction.models import Meeting, MeetingQuestion, MeetingState
from minhchung.ground.registers.actions import save_record


class CannotChangeMeeting(ValueError):
    """The meeting does not stand so that this could be told of it; says why in Vietnamese."""


@dataclass(frozen=True)
class Outcome:
    """What came of a meeting: how many came, how many questions were raised and answered, what was concluded."""

    attended: int
    raised: int
    answered: int
    conclusion: str = ""


@transaction.atomic
def hold_meeting(*, meeting: int, outcome: Outcome, by: str, at: datetime) -> Meeting:
    """Tell what came of a meeting that was held; told again it is corrected.

    Raises:
        CannotChangeMeeting: it was cancelled or has not begun, or more is answered than was raised.
    """
    found = _meeting(meeting)
    if found.state == MeetingState.CANCELLED:
        raise CannotChangeMeeting("Cuộc này đã ghi là không tổ chức.")
    if at < found.begins_at:
        raise CannotChangeMeeting(f"Chưa đến giờ bắt đầu ({found.begins_at:%H:%M %d/%m/%Y}).")
    if outcome.answered > outcome.raised:
        raise CannotChangeMeeting("Số câu đã trả lời nhiều hơn số câu hỏi, kiến nghị.")
    changes = {**asdict(outcome), "conclusion": outcome.conclusion.strip(), "state": str(MeetingState.HELD)}
    return changed(found, "meeting", "hold", changes, by=by, at=at)


@transaction.atomic
def cancel_meeting(*, meeting: int, reason: str, by: str, at: datetime) -> Meeting:
    """Say that a planned meeting does not take place, and why.

    Raises:
        CannotChangeMeeting: it is not planned (any more), or no reason is given.
    """
    found = _meeting(meeting)
    if found.state != MeetingState.PLANNED:
        raise CannotChangeMeeting("Chỉ cuộc sắp tổ chức mới ghi là không tổ chức được.")
    if not reason.strip():
        raise CannotChangeMeeting("Chưa ghi lý do không tổ chức.")
    changes = {"state": str(MeetingState.CANCELLED), "cancelled_reason": reason.strip()}
    return changed(found, "meeting", "cancel", changes, by=by, at=at)


@transaction.atomic
def keep_minutes(*, meeting: int, file: int | None, published: bool, by: str, at: datetime) -> Meeting:
    """Attach the minutes of a meeting, in the place of those before, and publish them or take them back.

    Args:
        file: the number of a kept file; None leaves the one that is there.

    Raises:
        CannotChangeMeeting: it was not held, or there are no minutes.
    """
    found = _meeting(meeting)
    if found.state != MeetingState.HELD:
        raise CannotChangeMeeting("Ghi kết quả cuộc này trước khi đính kèm biên bản.")
    number = file if file is not None else found.minutes_id
    if number is None:
        raise CannotChangeMeeting("Chưa có tệp biên bản.")
    on = (found.minutes_published_on if file is None else None) or at.date()
    changes = {"minutes_id": number, "minutes_published_on": on if published else None}
    return changed(found, "meeting", "keep_minutes", changes, by=by, at=at)


@transaction.atomic
def tell_question(
    *, meeting: int, number: int, question: str, answer: str, answered_by: str, by: str, at: datetime
) -> MeetingQuestion:
    """Keep what was asked at a meeting and what was said to it."""
    row = MeetingQuestion(
        meeting=_meeting(meeting), number=number, question=question, answer=answer, answered_by=answered_by
    )
    save_record(row, room=ROOM, matter="meeting_question", by=by, at=at)
    return row


def _meeting(number: int) -> Meeting:
    found = Meeting.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise CannotChangeMeeting("Không có cuộc này.")
    return found
