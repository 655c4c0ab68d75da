"""Open reflections and recommendations go along to the successor of the unit that handles them, each with its limits.

Complaints and denunciations are not handled by units but by the persons that are named for them.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy

from minhchung.feedback.actions.acting import ROOM
from minhchung.feedback.models import Feedback, FeedbackEvent, Source
from minhchung.feedback.moves import FEEDBACK, Deed
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing
from minhchung.organisation.queries import names_of

_STATES = sorted(each.start for each in FEEDBACK.moves if each.deed == Deed.GO_ALONG)


def _open(passing: Passing) -> QuerySet[Feedback]:
    return Feedback.objects.filter(held_by=passing.predecessor, state__in=_STATES)


def _count(passing: Passing) -> int:
    return _open(passing).count()


def _carry(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_open(passing).select_for_update().order_by("pk"))
    name = names_of([passing.successor], at.date()).get(passing.successor, "")
    told = [each for each in rows if each.source != Source.BOOK]  # those of the book have no story here
    Feedback.objects.filter(pk__in=[each.pk for each in rows]).update(held_by=passing.successor)
    Feedback.objects.filter(pk__in=[each.pk for each in told]).update(revision=F("revision") + 1)
    lines = [
        FeedbackEvent(
            record=each, number=each.revision + 1, deed=str(Deed.GO_ALONG), from_state=each.state, to_state=each.state,
            at=at, recorded_at=at, by=by.username, by_name=by.name, post=by.post, to=name,
            reason=f"{passing.name} ({passing.decision})", cites=FEEDBACK.move(each.state, Deed.GO_ALONG).cites,
            due_before_at=each.due_at, due_after_at=each.due_at,
        )
        for each in told
    ]  # fmt: skip
    FeedbackEvent.objects.bulk_create(lines)
    events = {line.record_id: {"event": line.number, "state": line.to_state} for line in lines}
    return [Moved(ROOM, "feedback", each.pk, each.code, events.get(each.pk, {})) for each in rows]


MOVERS = (
    Mover(
        "feedback",
        gettext_lazy("Phản ánh, kiến nghị đang xử lý"),
        _count,
        _carry,
        record_table="feedback.Feedback",
        record_route="feedback:feedback",
    ),
)
