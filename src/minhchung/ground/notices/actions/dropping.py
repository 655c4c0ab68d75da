"""What was told to somebody who is told nothing more: unsent it is never sent, sent it no longer says to whom."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from minhchung.ground.masking import masked
from minhchung.ground.notices.models import Notice, NoticeState

#: Stands in the place of a text that was dropped.
DROPPED = "(Nội dung đã xóa khi dừng gửi tin.)"


def drop(*, room: str, matter: str, records: Collection[int]) -> None:
    """Take back what has not gone out to the recipients of these records; of what has, keep the proof alone.

    One that a worker holds at this moment is left to him and is not tried again; it is dropped the next time.

    Raises:
        RuntimeError: called outside the transaction of the deed that ends the telling.
    """
    if not connection.in_atomic_block and records:
        raise RuntimeError("notices are dropped inside the transaction of the deed that ends the telling")
    rows = Notice.objects.select_for_update().filter(room=room, matter=matter, record__in=records)
    for notice in rows.exclude(body=DROPPED):
        if notice.state == NoticeState.SENDING:
            notice.moved = True
            notice.save(update_fields=["moved"])
        elif notice.state == NoticeState.SENT:
            notice.recipient, notice.subject, notice.body = masked("email", notice.recipient), "", DROPPED
            notice.values = {}
            notice.save(update_fields=["recipient", "subject", "body", "values"])
        else:
            notice.delete()


def undropped(*, room: str, matter: str) -> list[int]:
    """The records about which there are notices that still say to whom they went."""
    rows = Notice.objects.filter(room=room, matter=matter).exclude(body=DROPPED)
    return list(rows.values_list("record", flat=True).distinct())
