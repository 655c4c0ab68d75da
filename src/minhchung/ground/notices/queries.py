"""Questions about notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q

from minhchung.ground.notices.models import Notice, NoticeState, NoticeTemplate
from minhchung.ground.notices.wording import Text, default_texts


@dataclass(frozen=True)
class Told:
    """A notice as it is shown beside its record: no body, the recipient masked."""

    id: int
    key: str
    occasion: str
    way: str
    recipient: str
    state: str
    state_words: str
    attempts: int
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    proof: str
    reason: str


@dataclass(frozen=True)
class Standing:
    """How many notices stand where.

    Attributes:
        waiting: for their first or their next try; ``retrying`` of them were tried before.
        oldest_at: when the oldest one that waits was put; None when none waits.
    """

    waiting: int
    retrying: int
    sending: int
    sent: int
    given_up: int
    oldest_at: datetime | None

    @property
    def total(self) -> int:
        """All notices."""
        return self.waiting + self.sending + self.sent + self.given_up


def text_in_force(occasion: str, way: str, on: date) -> Text:
    """The agency's own text of that day; where it keeps none, the one that comes with the product."""
    kept = (
        NoticeTemplate.objects.filter(occasion=occasion, way=way, since__lte=on)
        .filter(Q(until=None) | Q(until__gt=on))
        .order_by("-since")
        .first()
    )
    return Text(kept.subject, kept.body) if kept is not None else default_texts()[occasion, way]


def is_there(number: int) -> bool:
    """Whether there is a notice of that number."""
    return Notice.objects.filter(pk=number).exists()


def of_record(room: str, matter: str, record: int) -> tuple[Told, ...]:
    """The notices about a record, the first one first."""
    rows = Notice.objects.filter(room=room, matter=matter, record=record).order_by("created_at", "id")
    return tuple(_told(row) for row in rows)


def standing() -> Standing:
    """The counts above the list, in one question."""
    waits = Q(state=NoticeState.WAITING)
    return Standing(
        **Notice.objects.aggregate(
            waiting=Count("pk", filter=waits),
            retrying=Count("pk", filter=waits & Q(attempts__gt=0)),
            sending=Count("pk", filter=Q(state=NoticeState.SENDING)),
            sent=Count("pk", filter=Q(state=NoticeState.SENT)),
            given_up=Count("pk", filter=Q(state=NoticeState.GIVEN_UP)),
            oldest_at=Min("created_at", filter=waits),
        )
    )


def masked(recipient: str) -> str:
    """An address of which its owner knows that it is his and nobody else learns it: ``l•••@donga.vn``, ``•••123``."""
    name, at, domain = recipient.partition("@")
    return f"{name[:1]}•••@{domain}" if at else f"•••{recipient[-3:]}"


def _told(row: Notice) -> Told:
    return Told(
        id=row.pk,
        key=row.key,
        occasion=str(row.get_occasion_display()),
        way=str(row.get_way_display()),
        recipient=masked(row.recipient),
        state=row.state,
        state_words=str(row.get_state_display()),
        attempts=row.attempts,
        created_at=row.created_at,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        proof=row.proof,
        reason=row.last_reason,
    )
