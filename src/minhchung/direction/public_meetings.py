"""What everybody may read of meetings and dialogues: when, where, on what, and what came of it; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from minhchung.direction.models import Meeting, MeetingQuestion, MeetingState


class Standing(StrEnum):
    """How a meeting stands at a moment; WAITING: its time is over, and nobody has told what came of it."""

    COMING = "coming"
    GOING_ON = "going_on"
    WAITING = "waiting"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class MeetingLine:
    """A meeting at a moment; ``attended``, ``raised`` and ``answered`` are None before it was held."""

    id: int
    kind: str
    topic: str
    begins_at: datetime
    ends_at: datetime
    place: str
    online_url: str
    led_by: str
    invited: str
    standing: Standing
    attended: int | None
    raised: int | None
    answered: int | None
    conclusion: str
    cancelled_reason: str
    has_minutes: bool


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with its questions: number, question, answer, and the unit that gave it."""

    line: MeetingLine
    questions: tuple[tuple[int, str, str, str], ...]
    minutes: str


def coming(now: datetime) -> tuple[MeetingLine, ...]:
    """Those that are still to be held, or should have been, the next one first; also those that were cancelled."""
    rows = Meeting.objects.filter(ends_at__gt=now).exclude(state=MeetingState.HELD)
    return tuple(_line(each, now) for each in rows.order_by("begins_at", "pk"))


def past(now: datetime, *, start: int = 0, stop: int | None = None) -> tuple[MeetingLine, ...]:
    """Those that are over, the last one first."""
    return tuple(_line(each, now) for each in _past(now)[start:stop])


def past_count(now: datetime) -> int:
    """How many are over."""
    return _past(now).count()


def meeting_page(number: int, now: datetime) -> MeetingPage | None:
    """One meeting; None when there is none."""
    found = Meeting.objects.select_related("minutes").filter(pk=number).first()
    if found is None:
        return None
    rows = MeetingQuestion.objects.filter(meeting=found).order_by("number")
    questions = tuple((each.number, each.question, each.answer, each.answered_by) for each in rows)
    shown = found.minutes is not None and found.minutes_published_on is not None
    return MeetingPage(_line(found, now), questions, found.minutes.name if shown and found.minutes else "")


def published_minutes(number: int) -> Any:
    """The kept file of the minutes, once they are published; None before."""
    rows = Meeting.objects.select_related("minutes").filter(minutes_published_on__isnull=False)
    found = rows.filter(pk=number).first()
    return found.minutes if found is not None else None


def _past(now: datetime) -> QuerySet[Meeting]:
    held = Meeting.objects.filter(state=MeetingState.HELD)
    return (held | Meeting.objects.filter(ends_at__lte=now)).order_by("-begins_at", "-pk")


def _line(meeting: Meeting, now: datetime) -> MeetingLine:
    if meeting.state == MeetingState.PLANNED:
        standing = (
            Standing.COMING
            if now < meeting.begins_at
            else Standing.GOING_ON
            if now < meeting.ends_at
            else Standing.WAITING
        )
    else:
        standing = Standing(meeting.state)
    return MeetingLine(
        id=meeting.pk,
        kind=str(meeting.get_kind_display()),
        topic=meeting.topic,
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        online_url=meeting.online_url,
        led_by=meeting.led_by,
        invited=meeting.invited,
        standing=standing,
        attended=meeting.attended,
        raised=meeting.raised,
        answered=meeting.answered,
        conclusion=meeting.conclusion,
        cancelled_reason=meeting.cancelled_reason,
        has_minutes=meeting.minutes_published_on is not None,
    )
