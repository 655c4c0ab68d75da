"""Keeping the catalogue as the pages are. It says nothing of its own, so it leaves nothing in the trail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from minhchung.ground.catalogue.models import WORDS, Entry
from minhchung.ground.catalogue.queries import VOCABULARY
from minhchung.ground.catalogue.words import kept_words, plain

#: Longer texts are found by their beginning.
_LONGEST_TEXT = 20_000
_CHUNK = 500


@dataclass(frozen=True)
class Item:
    """A public page: ``kind`` in small letters, ``key`` its name among those of its kind."""

    kind: str
    key: str
    title: str
    url: str
    text: str = ""
    dated_on: date | None = None

    @property
    def digest(self) -> str:
        """Another one for whatever is another page."""
        told = (self.kind, self.key, self.title, self.url, self.text, str(self.dated_on))
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


@dataclass(frozen=True)
class Kept:
    """How many entries came, changed and went."""

    added: int
    changed: int
    gone: int


@transaction.atomic
def keep(items: Iterable[Item]) -> Kept:
    """Make the catalogue say these pages and no others; the latest enters last, and so is found first."""
    standing = {
        (row.kind, row.key): row for row in Entry.objects.only("kind", "key", "digest").select_for_update()
    }
    new: list[Entry] = []
    changed: list[Entry] = []
    for item in sorted(items, key=lambda each: (each.dated_on or date.min, each.kind, each.key)):
        row = standing.pop((item.kind, item.key), None)
        if row is not None and row.digest == item.digest:
            continue
        (new if row is None else changed).append(_row(item, row))
    Entry.objects.bulk_create(new, batch_size=_CHUNK)
    Entry.objects.bulk_update(
        changed, ["title", "text", "url", "dated_on", "words", "digest"], batch_size=_CHUNK
    )
    gone = [row.pk for row in standing.values()]
    for first in range(0, len(gone), _CHUNK):
        Entry.objects.filter(pk__in=gone[first : first + _CHUNK]).delete()
    VOCABULARY.learn({word for row in (*new, *changed) for word in plain(row.words)})
    if new or changed:
        WORDS.settle()
    return Kept(len(new), len(changed), len(gone))


def _row(item: Item, row: Entry | None) -> Entry:
    found = row or Entry(kind=item.kind, key=item.key)
    found.title, found.url, found.dated_on = item.title, item.url, item.dated_on
    found.text = " ".join(item.text.split())[:_LONGEST_TEXT]
    found.words = kept_words(kind=item.kind, title=item.title, text=found.text)
    found.digest = item.digest
    return found
