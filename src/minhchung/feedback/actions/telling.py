"""Which deeds tell the sender what: by e-mail when he gave an address, by SMS else or when that fails for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation

from minhchung.feedback.models import Feedback
from minhchung.feedback.moves import Deed
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.models import Occasion, Way
from minhchung.ground.notices.queries import is_used
from minhchung.organisation import queries as organisation
from minhchung.rules.deadlines import said

TELLS: Mapping[str, Occasion] = {
    Deed.RECEIVE: Occasion.FEEDBACK_RECEIVED,
    Deed.ASK_SUPPLEMENT: Occasion.FEEDBACK_SUPPLEMENT,
    Deed.REFUSE: Occasion.FEEDBACK_REFUSED,
    Deed.MOVE: Occasion.FEEDBACK_MOVED,
    Deed.ANSWER: Occasion.FEEDBACK_ANSWERED,
}


def tell_sender(record: Feedback, deed: str, *, reason: str, at: datetime) -> bool:
    """Put the notice of a deed into the outbox, in the deed's transaction; False when there is no way to tell."""
    roads = [road for road in _roads_to(record) if is_used(TELLS[deed], road[0], at.date())]
    if not roads:
        return False
    (way, recipient), spares = roads[0], roads[1:]
    event = record.revision if deed == Deed.RECEIVE else record.revision + 1
    home = organisation.home_agency(at.date())
    names = organisation.names_of([home.pk], at.date()) if home is not None else {}
    with translation.override("vi"):
        values = {
            "ma_ho_so": record.code,
            "thu_tuc": "",
            "co_quan": names.get(home.pk, "") if home is not None else "",
            "luc": said(at),
            "hen_tra": said(record.due_at) if record.due_at else "",
            "ly_do": reason,
            "nhan_ket_qua": "",
        }
    notices.put(
        key=f"feedback:{record.pk}:event:{event}:{way}",
        occasion=TELLS[deed],
        way=way,
        recipient=recipient,
        matter=notices.Matter("feedback", "feedback", record.pk, record.code),
        values=values,
        at=at,
        event=event,
        spares=spares,
    )
    return True


def _roads_to(record: Feedback) -> tuple[notices.Road, ...]:
    known = ((Way.EMAIL, record.sender_email), (Way.SMS, record.sender_phone))
    return tuple((str(way), address) for way, address in known if address)
