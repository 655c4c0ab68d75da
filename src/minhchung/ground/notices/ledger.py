"""What left the outbox, and whether the outbox knows it."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.ground.ledger import Item
from minhchung.ground.notices.models import Notice, NoticeState


def sent(item: Item) -> Iterator[str]:
    """ "A message has arrived": ``message`` (its identity, as the receiving server saw it) and ``to``."""
    identity = item.text("message").strip("<>")
    notices = list(Notice.objects.filter(state=NoticeState.SENT, proof__contains=identity))
    if not notices:
        yield f"thông báo {identity} đã đến nơi nhưng không ghi là đã gửi"
    elif len(notices) > 1:
        yield f"thông báo {identity} được ghi {len(notices)} lần"
    else:
        yield from item.differing({"to": notices[0].recipient, "about": notices[0].about})
