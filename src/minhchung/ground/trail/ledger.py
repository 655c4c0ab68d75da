"""A digest of the trail that somebody wrote down: the chain must still run through it."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.ground.ledger import LOST, Item
from minhchung.ground.trail.models import Entry


def stood(item: Item) -> Iterator[str]:
    """ "The trail's row ``number`` has the digest ``digest``": so it must be for ever."""
    number, _digest = item.number("number"), item.text("digest")
    entry = Entry.objects.filter(pk=number).first()
    if entry is None:
        yield f"dòng nhật ký {number} {LOST}"
    else:
        yield from item.differing({"digest": entry.digest})
