"""What a person writes into the book by hand: limits and state follow from the moments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from minhchung.feedback import limits
from minhchung.feedback.models import Feedback, FeedbackState, Source
from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.organisation.calendars import calendar_of
from minhchung.organisation.queries import home_agency

_OPEN = frozenset({FeedbackState.WAITING, FeedbackState.SUPPLEMENT, FeedbackState.IN_PROGRESS})
#: Moment to the state it leads to, the last first.
CLOSINGS = {
    "published_at": FeedbackState.PUBLISHED,
    "answered_at": FeedbackState.ANSWERED,
    "refused_at": FeedbackState.REFUSED,
    "moved_at": FeedbackState.MOVED,
    "supplement_asked_at": FeedbackState.SUPPLEMENT,
}


class CannotHandle(Refusal):
    """The book cannot take it; says why in Vietnamese."""


@transaction.atomic
def save(record: Feedback, *, by: str, at: datetime) -> Feedback:
    """Keep what a person wrote into the book: limits and state follow from the moments.

    Raises:
        CannotHandle: it was received at the desk, where deeds change it; the agency is not entered, so there is no
            calendar to count by.
        NoCalendarForYear: the limits reach into a year without holidays entered.
    """
    if record.source == Source.DESK:
        raise CannotHandle(
            "Phản ánh tiếp nhận tại cơ quan chỉ thay đổi qua các thao tác xử lý, không sửa sổ."
        )
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
    save_record(record, room="feedback", matter="feedback", by=by, at=at)
    return record


def state_of(moments: Mapping[str, datetime | None]) -> FeedbackState:
    """Where feedback stands, told from its moments: the last thing that happened."""
    for name, state in CLOSINGS.items():
        if moments[name] is not None:
            return state
    return FeedbackState.IN_PROGRESS
