"""Deeds on feedback: receive, take up, ask for a supplement, transfer, refuse, move, answer, publish, rate.

Which deed is possible in which state is the table :data:`FROM`; limits are stored when they begin to run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.feedback import limits
from minhchung.feedback.models import Feedback, FeedbackState, Rating
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed
from minhchung.organisation.calendars import calendar_of
from minhchung.organisation.queries import home_agency
from minhchung.rules.calendar import WorkingCalendar

ROOM = "feedback"
MATTER = "feedback"

_WAITING, _SUPPLEMENT, _BUSY = FeedbackState.WAITING, FeedbackState.SUPPLEMENT, FeedbackState.IN_PROGRESS
#: Deed to the states it is possible in.
FROM: dict[str, frozenset[str]] = {
    "take_up": frozenset({_WAITING, _SUPPLEMENT}),
    "ask_supplement": frozenset({_WAITING}),
    "transfer": frozenset({_WAITING, _SUPPLEMENT, _BUSY}),
    "refuse": frozenset({_WAITING, _SUPPLEMENT}),
    "move": frozenset({_WAITING, _SUPPLEMENT, _BUSY}),
    "answer": frozenset({_BUSY}),
    "publish": frozenset({FeedbackState.ANSWERED}),
    "rate": frozenset({FeedbackState.ANSWERED, FeedbackState.PUBLISHED}),
}


_OPEN = frozenset({_WAITING, _SUPPLEMENT, _BUSY})
#: Moment to the state it leads to, the last first.
CLOSINGS = {
    "published_at": FeedbackState.PUBLISHED,
    "answered_at": FeedbackState.ANSWERED,
    "refused_at": FeedbackState.REFUSED,
    "moved_at": FeedbackState.MOVED,
    "supplement_asked_at": FeedbackState.SUPPLEMENT,
}


class CannotHandle(ValueError):
    """The deed is not possible; says why in Vietnamese."""


@dataclass(frozen=True)
class Message:
    """What a sender hands in. Name and contact are personal data."""

    code: str
    kind: str
    sector: str
    content: str
    from_kind: str
    channel: str
    sent_at: datetime
    procedure_key: str = ""
    sender_name: str = ""
    sender_contact: str = ""


@transaction.atomic
def receive(*, message: Message, calendar: WorkingCalendar, by: str, at: datetime) -> Feedback:
    """Enter a reflection or recommendation; its limits run from sending.

    Raises:
        CannotHandle: the code is taken, or it was sent after it was received.
        NoCalendarForYear: the limits reach into a year without holidays entered.
    """
    if Feedback.objects.filter(code=message.code).exists():
        raise CannotHandle(f"Mã {message.code} đã có.")
    if message.sent_at > at:
        raise CannotHandle(f"Thời điểm gửi {message.sent_at:%d/%m/%Y %H:%M} sau thời điểm tiếp nhận.")
    promise = limits.promised(message.sent_at, calendar)
    feedback = Feedback(
        **message.__dict__,
        content_folded=fold(message.content),
        received_at=at,
        refuse_due_at=promise.refuse_due_at,
        supplement_due_at=promise.supplement_due_at,
        due_at=promise.due_at,
        limits_cite=promise.cites[:255],
    )
    feedback.save()
    details = {
        "code": feedback.code,
        "kind": feedback.kind,
        "due_at": feedback.due_at,
        "cites": promise.cites,
    }
    trail.write([Deed(ROOM, MATTER, feedback.pk, "receive", by, at, details)], recorded_at=at)
    return feedback


@transaction.atomic
def take_up(*, feedback: Feedback, by: str, at: datetime) -> Feedback:
    """Begin to handle it, at once or after the supplement came."""
    return _done(feedback, "take_up", {"state": FeedbackState.IN_PROGRESS}, by=by, at=at)


@transaction.atomic
def ask_supplement(*, feedback: Feedback, reason: str, by: str, at: datetime) -> Feedback:
    """Ask the sender for what is missing, once, before handling."""
    if feedback.supplement_asked_at is not None:
        raise CannotHandle("Đã yêu cầu bổ sung một lần.")
    changes = {"state": FeedbackState.SUPPLEMENT, "supplement_asked_at": at}
    return _done(feedback, "ask_supplement", changes, by=by, at=at, told={"reason": _said(reason)})


@transaction.atomic
def transfer(*, feedback: Feedback, to: str, calendar: WorkingCalendar, by: str, at: datetime) -> Feedback:
    """Hand it to another unit of the agency; the limits run again from the transfer."""
    promise = limits.promised(at, calendar)
    changes = {
        "transfers": feedback.transfers + 1,
        "transferred_at": at,
        "refuse_due_at": promise.refuse_due_at,
        "supplement_due_at": promise.supplement_due_at,
        "due_at": promise.due_at,
        "limits_cite": promise.cites[:255],
    }
    return _done(feedback, "transfer", changes, by=by, at=at, told={"to": _said(to)})


@transaction.atomic
def refuse(*, feedback: Feedback, reason: str, by: str, at: datetime) -> Feedback:
    """Refuse it, with a reason."""
    changes = {"state": FeedbackState.REFUSED, "refused_at": at}
    return _done(feedback, "refuse", changes, by=by, at=at, told={"reason": _said(reason)})


@transaction.atomic
def move(*, feedback: Feedback, to: str, by: str, at: datetime) -> Feedback:
    """Pass it to the body whose matter it is."""
    changes = {"state": FeedbackState.MOVED, "moved_at": at}
    return _done(feedback, "move", changes, by=by, at=at, told={"to": _said(to)})


@transaction.atomic
def answer(*, feedback: Feedback, text: str, calendar: WorkingCalendar, by: str, at: datetime) -> Feedback:
    """Answer it; the limit for publishing begins to run."""
    changes = {
        "state": FeedbackState.ANSWERED,
        "answered_at": at,
        "answer": _said(text),
        "publish_due_at": limits.publish_due(at, calendar),
    }
    return _done(feedback, "answer", changes, by=by, at=at)


@transaction.atomic
def publish(*, feedback: Feedback, by: str, at: datetime) -> Feedback:
    """Publish the answer."""
    return _done(feedback, "publish", {"state": FeedbackState.PUBLISHED, "published_at": at}, by=by, at=at)


@transaction.atomic
def rate(*, feedback: Feedback, rating: Rating, by: str, at: datetime) -> Feedback:
    """Keep what the sender thought of the answer."""
    return _done(feedback, "rate", {"rating": rating}, by=by, at=at)


@transaction.atomic
def save(record: Feedback, *, by: str, at: datetime) -> Feedback:
    """Keep what a person wrote into the book: limits and state follow from the moments.

    Raises:
        CannotHandle: the agency is not entered, so there is no calendar to count by.
        NoCalendarForYear: the limits reach into a year without holidays entered.
    """
    home = home_agency()
    if home is None:
        raise CannotHandle("Chưa khai báo cơ quan sử dụng hệ thống, nên không có lịch làm việc để tính hạn.")
    calendar = calendar_of(home)
    promise = limits.promised(record.transferred_at or record.sent_at, calendar)
    record.refuse_due_at, record.supplement_due_at = promise.refuse_due_at, promise.supplement_due_at
    record.due_at, record.limits_cite = promise.due_at, promise.cites[:255]
    record.publish_due_at = limits.publish_due(record.answered_at, calendar) if record.answered_at else None
    busy = record.pk is None or record.state not in _OPEN
    state = state_of({name: getattr(record, name) for name in CLOSINGS})
    record.state = state if state not in _OPEN or busy else record.state
    record.content_folded = fold(record.content)
    save_record(record, room=ROOM, matter=MATTER, by=by, at=at)
    return record


def state_of(moments: Mapping[str, datetime | None]) -> FeedbackState:
    """Where feedback stands, told from its moments: the last thing that happened."""
    for name, state in CLOSINGS.items():
        if moments[name] is not None:
            return state
    return FeedbackState.IN_PROGRESS


def _done(
    feedback: Feedback,
    deed: str,
    changes: dict[str, Any],
    *,
    by: str,
    at: datetime,
    told: dict[str, Any] | None = None,
) -> Feedback:
    if feedback.state not in FROM[deed]:
        raise CannotHandle(f"Không làm được việc này khi đang ở trạng thái “{feedback.get_state_display()}”.")
    if at < feedback.received_at:
        raise CannotHandle(f"Thời điểm {at:%d/%m/%Y %H:%M} trước thời điểm tiếp nhận.")
    before = {name: getattr(feedback, name) for name in changes}
    for name, value in changes.items():
        setattr(feedback, name, value)
    feedback.save(update_fields=list(changes))
    details = {"before": before, "after": changes, **(told or {})}
    trail.write([Deed(ROOM, MATTER, feedback.pk, deed, by, at, details)], recorded_at=at)
    return feedback


def _said(text: str) -> str:
    if not text.strip():
        raise CannotHandle("Chưa ghi lý do, nơi chuyển hoặc nội dung trả lời.")
    return text.strip()
