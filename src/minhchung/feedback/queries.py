"""Questions about feedback in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhchung.feedback.models import Feedback, FeedbackState

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
