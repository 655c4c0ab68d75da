"""Questions about feedback: what is in hand, and what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from minhchung.feedback.models import Feedback, FeedbackState, Kind

_OPEN = (FeedbackState.WAITING, FeedbackState.SUPPLEMENT, FeedbackState.IN_PROGRESS)


@dataclass(frozen=True)
class Pending:
    """One that is not closed: how it is called, where it stands, until when it is to be answered."""

    id: int
    code: str
    sector: str
    state: str
    due_at: datetime | None
    overdue: bool


@dataclass(frozen=True)
class Published:
    """What everybody may read of one: the words that were looked through before they were published, and no others."""

    code: str
    kind: str
    sector: str
    content: str
    answer: str
    published_at: datetime


def published_count() -> int:
    """How many answers everybody may read."""
    return _published().count()


def published(start: int, stop: int) -> tuple[Published, ...]:
    """Answers that everybody may read, the newest first."""
    columns = (
        "code",
        "kind",
        "sector",
        "public_content",
        "public_answer",
        "published_at",
    )
    rows = _published().order_by("-published_at", "-pk").values_list(*columns)[start:stop]
    return tuple(
        Published(code, str(Kind(kind).label), sector, content, answer, at)
        for code, kind, sector, content, answer, at in rows
    )


def _published() -> QuerySet[Feedback]:
    # What was published elsewhere before it was imported has no words of ours.
    return Feedback.objects.filter(published_at__isnull=False).exclude(public_answer="")


def pending(at: datetime) -> tuple[Pending, ...]:
    """What is in hand at a moment, the most urgent first; overdue when the day of the limit has gone by."""
    found = Feedback.objects.filter(state__in=_OPEN, received_at__lte=at).order_by("due_at", "code")
    return tuple(
        Pending(
            each.pk,
            each.code,
            each.sector,
            each.get_state_display(),
            each.due_at,
            each.due_at is not None and each.due_at.date() < at.date(),
        )
        for each in found
    )
