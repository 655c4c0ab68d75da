"""Putting a notice into the outbox, in the transaction of the deed that it tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from minhchung.ground.inserting import insert_row
from minhchung.ground.notices.models import Notice, NoticeState
from minhchung.ground.notices.queries import text_in_force
from minhchung.ground.trail import actions as trail

#: A way and an address: ("sms", "0900000123").
Road = tuple[str, str]


class CannotSendAgain(ValueError):
    """The notice is not one that was given up; the message says in Vietnamese where it stands."""


@dataclass(frozen=True)
class Matter:
    """What a notice is about: the record of a room, and the words by which people know it."""

    room: str
    matter: str
    record: int
    about: str


def put(
    *,
    key: str,
    occasion: str,
    way: str,
    recipient: str,
    matter: Matter,
    values: Mapping[str, str],
    at: datetime,
    event: int | None = None,
    spares: Sequence[Road] = (),
) -> None:
    """Put a notice into the outbox; the same key again does nothing.

    Args:
        key: names the deed and the way, e.g. "dossier:12:event:3:email".
        values: of the fields of the text (:data:`minhchung.ground.notices.wording.FIELDS`).
        event: the deed's number in the record's story; one deed begins one chain of notices.
        spares: other ways with their addresses, for when this one fails for good.

    Raises:
        RuntimeError: called outside a transaction: the deed could fail and the notice go out.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a notice is put inside the transaction of the deed that it tells of")
    text = text_in_force(occasion, way, at.date()).filled(values)
    insert_row(
        Notice,
        but_once=True,
        key=key,
        occasion=occasion,
        way=way,
        recipient=recipient.strip(),
        subject=text.subject[:255],
        body=text.body,
        about=matter.about,
        room=matter.room,
        matter=matter.matter,
        record=matter.record,
        event=event,
        values=dict(values),
        spares=[list(road) for road in spares],
        created_at=at,
        next_try_at=at,
    )


@transaction.atomic
def send_again(*, notice: int, by: str, at: datetime) -> None:
    """Let the delivery try a given-up notice anew, from the first try on; its key, and so its mark, stays.

    Raises:
        CannotSendAgain: it was not given up.
    """
    found = Notice.objects.select_for_update().filter(pk=notice).first()
    if found is None:
        raise CannotSendAgain(_("Không có thông báo này."))
    if found.state != NoticeState.GIVEN_UP:
        raise CannotSendAgain(
            _("Thông báo đang ở tình trạng “%(state)s”; chỉ gửi lại thông báo không gửi được.")
            % {"state": found.get_state_display()}
        )
    _wait_again(found, by, at)


@transaction.atomic
def send_all_again(*, by: str, at: datetime) -> int:
    """Let the delivery try every given-up notice anew; returns how many."""
    found = list(Notice.objects.select_for_update().filter(state=NoticeState.GIVEN_UP).order_by("id"))
    for notice in found:
        _wait_again(notice, by, at)
    return len(found)


def _wait_again(notice: Notice, by: str, at: datetime) -> None:
    details = {"reason": notice.last_reason}
    notice.state, notice.attempts, notice.next_try_at = NoticeState.WAITING, 0, at
    notice.save(update_fields=["state", "attempts", "next_try_at"])
    trail.write_one(trail.Deed("notices", "notice", notice.pk, "send_again", by, at, details), recorded_at=at)
