"""A notice that stands for one that did not arrive: another way, or a corrected address.

What a deed told stays one chain: each notice keeps its own proof or reason, and only the last one may still go out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from minhchung.ground.notices.actions.putting import CannotSendAgain, Road
from minhchung.ground.notices.models import Notice, NoticeState
from minhchung.ground.notices.queries import is_used, text_in_force
from minhchung.ground.trail import actions as trail


def follow(notice: Notice, roads: Sequence[Road], *, at: datetime) -> Notice | None:
    """Put the notice that stands for this one on the first of the roads that the agency uses; None without any.

    Called with the notice held in a transaction.
    """
    used = [road for road in roads if is_used(notice.occasion, road[0], at.date())]
    if not used:
        return None
    way, recipient = used[0]
    text = text_in_force(notice.occasion, way, at.date()).filled(notice.values)
    return Notice.objects.create(
        key=_next_key(notice.key, way),
        occasion=notice.occasion,
        way=way,
        recipient=recipient.strip(),
        subject=text.subject[:255],
        body=text.body,
        about=notice.about,
        room=notice.room,
        matter=notice.matter,
        record=notice.record,
        event=notice.event,
        before=notice,
        values=notice.values,
        spares=[list(road) for road in used[1:]],
        created_at=at,
        next_try_at=at,
    )


def readdress(
    *, room: str, matter: str, record: int, roads: Sequence[Road], reason: str, at: datetime
) -> int:
    """The addresses of a record's recipient were corrected: what is not yet delivered goes to the new ones.

    A notice that waits is replaced; one that a worker holds at this moment is left to him, and unless it arrives the
    next one goes to the new address. What was given up is left for a person to decide.

    Returns:
        How many notices now go elsewhere.

    Raises:
        RuntimeError: called outside the transaction of the deed that corrects the address.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(
            "notices are readdressed inside the transaction of the deed that corrects the address"
        )
    moved = 0
    held = Notice.objects.select_for_update().filter(
        room=room, matter=matter, record=record, state__in=[NoticeState.WAITING, NoticeState.SENDING]
    )
    for notice in held.order_by("id"):
        here = (notice.way, notice.recipient)
        if here in roads or notice.state == NoticeState.SENDING:
            notice.moved = here not in roads
            notice.spares = [list(road) for road in roads if road != here]
            notice.save(update_fields=["spares", "moved"])
            moved += notice.moved
            continue
        if follow(notice, roads, at=at) is not None:
            replace(notice, reason)
        else:
            notice.state, notice.next_try_at, notice.last_reason = NoticeState.GIVEN_UP, None, reason
            notice.save(update_fields=["state", "next_try_at", "last_reason"])
        moved += 1
    return moved


@transaction.atomic
def tell_anew(*, notice: int, roads: Sequence[Road], by: str, at: datetime) -> Notice:
    """Send what a notice said once more, by today's address: the old one keeps its proof or its reason.

    For one that was given up, and for one that went to an address that has been corrected since.

    Raises:
        CannotSendAgain: it is still on its way, another one already stands for it, it went to this very address, or
            there is no way to tell.
    """
    found = Notice.objects.select_for_update().filter(pk=notice).first()
    if found is None:
        raise CannotSendAgain(_("Không có thông báo này."))
    if found.state in (NoticeState.WAITING, NoticeState.SENDING):
        raise CannotSendAgain(_("Thông báo còn đang được gửi; hãy chờ kết quả."))
    if Notice.objects.filter(before=found).exists():
        raise CannotSendAgain(_("Đã có thông báo khác gửi thay thông báo này."))
    if found.state == NoticeState.SENT and (found.way, found.recipient) in roads:
        raise CannotSendAgain(_("Thông báo đã đến đúng địa chỉ này; không báo hai lần."))
    put = follow(found, roads, at=at)
    if put is None:
        raise CannotSendAgain(_("Hồ sơ không có địa chỉ nào để báo, hoặc mẫu thông báo đã tắt cách gửi đó."))
    if found.state == NoticeState.GIVEN_UP:
        replace(found, found.last_reason)
    details = {"reason": found.last_reason, "instead": put.key}
    trail.write_one(trail.Deed("notices", "notice", found.pk, "tell_anew", by, at, details), recorded_at=at)
    return put


def replace(notice: Notice, reason: str) -> None:
    """Another one stands for this notice."""
    notice.state, notice.next_try_at, notice.lease_until_at = NoticeState.REPLACED, None, None
    notice.last_reason = notice.last_reason or reason
    notice.save(update_fields=["state", "next_try_at", "lease_until_at", "last_reason"])


def _next_key(key: str, way: str) -> str:
    """``dossier:12:event:3:email`` is followed by ``dossier:12:event:3:email#2:sms``, and that by ``...#3:...``."""
    root, _mark, place = key.partition("#")
    number = int(place.partition(":")[0]) if place else 1
    return f"{root}#{number + 1}:{way}"
