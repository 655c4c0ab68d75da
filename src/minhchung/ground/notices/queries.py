"""Questions about notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Min, Q

from minhchung.ground.kept.keeping import kept
from minhchung.ground.notices.models import Notice, NoticeState, NoticeTemplate
from minhchung.ground.notices.wording import Text, default_texts


@dataclass(frozen=True)
class Told:
    """A notice as it is shown beside its record: no body, the recipient masked.

    ``doubt``: a server may have taken it without saying so. ``may_go_anew``: it did not arrive, or its address has been
    corrected since, and no other one stands for it.
    """

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
    doubt: bool
    may_go_anew: bool


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
        """All notices but those that another one stands for."""
        return self.waiting + self.sending + self.sent + self.given_up


def text_in_force(occasion: str, way: str, on: date) -> Text:
    """The agency's own text of that day; where it keeps none, the one that comes with the product."""
    own = _own_text(occasion, way, on)
    return own[0] if own is not None else default_texts()[occasion, way]


def is_used(occasion: str, way: str, on: date) -> bool:
    """Whether the agency tells of an occasion by a way on a day: unless its text in force says no."""
    own = _own_text(occasion, way, on)
    return own is None or own[1]


def is_told(room: str, matter: str, record: int, words: str) -> bool:
    """Whether a notice about that record holds these words and has gone out, or is on its way."""
    lost = (NoticeState.GIVEN_UP, NoticeState.REPLACED)
    found = Notice.objects.filter(room=room, matter=matter, record=record, body__contains=words)
    return found.exclude(state__in=lost).exists()


def is_about(notice: int, room: str, matter: str, record: int) -> bool:
    """Whether a notice is about that record."""
    return Notice.objects.filter(pk=notice, room=room, matter=matter, record=record).exists()


def matters() -> tuple[tuple[str, str], ...]:
    """The kinds of records that there are notices about: room and matter."""
    return tuple(Notice.objects.order_by().values_list("room", "matter").distinct())


def is_there(number: int) -> bool:
    """Whether there is a notice of that number."""
    return Notice.objects.filter(pk=number).exists()


def of_record(room: str, matter: str, record: int, roads: Sequence[tuple[str, str]] = ()) -> tuple[Told, ...]:
    """The notices about a record, the first one first.

    Args:
        roads: the ways to its recipient today, each with its address.
    """
    rows = Notice.objects.filter(room=room, matter=matter, record=record).order_by("created_at", "id")
    followed = {row.before_id for row in rows}
    anew = {
        row.pk
        for row in rows
        if row.pk not in followed
        and roads
        and (
            row.state == NoticeState.GIVEN_UP
            or (row.state == NoticeState.SENT and (row.way, row.recipient) not in roads)
        )
    }
    return tuple(_told(row, may_go_anew=row.pk in anew) for row in rows)


def begun_by_events(room: str, matter: str) -> Iterator[tuple[int, int, str]]:
    """Every chain of notices of a matter as (record, event, occasion), in that order, streamed."""
    rows = Notice.objects.filter(room=room, matter=matter, before=None, event__isnull=False)
    told = rows.order_by("record", "event").values_list("record", "event", "occasion")
    yield from told.iterator(chunk_size=2_000)


def faults() -> Iterator[str]:
    """What must never be in the outbox, each in a sentence that names the notice."""
    followed = Notice.objects.filter(after__isnull=False)
    for wrong, said in (
        (Notice.objects.filter(state=NoticeState.SENT).filter(Q(proof="") | Q(sent_at=None)),
         "đã gửi mà không có bằng chứng"),
        (followed.filter(state__in=[NoticeState.WAITING, NoticeState.SENDING, NoticeState.GIVEN_UP]),
         "đã có thông báo thay mà vẫn còn được gửi"),
        (Notice.objects.filter(state=NoticeState.REPLACED, after=None), "ghi là đã thay mà không có thông báo thay"),
        (Notice.objects.filter(state=NoticeState.SENT, before__state=NoticeState.SENT, way=F("before__way"),
                               recipient=F("before__recipient")),
         "báo hai lần cho cùng một địa chỉ"),
    ):  # fmt: skip
        for number, about in wrong.order_by("pk").values_list("pk", "about").iterator():
            yield f"thông báo {number} ({about}): {said}"


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


@kept("notices")
def _own_text(occasion: str, way: str, on: date) -> tuple[Text, bool] | None:
    """The agency's own text of a day, and whether it is used."""
    found = (
        NoticeTemplate.objects.filter(occasion=occasion, way=way, since__lte=on)
        .filter(Q(until=None) | Q(until__gt=on))
        .order_by("-since")
        .first()
    )
    return (Text(found.subject, found.body), found.used) if found is not None else None


def _told(row: Notice, *, may_go_anew: bool) -> Told:
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
        doubt=row.doubt,
        may_go_anew=may_go_anew,
    )
