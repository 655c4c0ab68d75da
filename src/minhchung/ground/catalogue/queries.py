"""Looking for public pages: ranked, a page of them at a time, near words only when nothing has what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from minhchung.ground.catalogue.models import WORDS, Entry, FoundWord
from minhchung.ground.catalogue.words import Wanted, wanted
from minhchung.ground.intake.folding import fold
from minhchung.ground.near_words import Vocabulary
from minhchung.ground.word_index import Asked, Either, Word

#: Nobody leafs further; "more than so many" is told instead of a number.
MOST = 200
VOCABULARY = Vocabulary(FoundWord)


@dataclass(frozen=True)
class FoundLine:
    """A page that was found."""

    kind: str
    title: str
    text: str
    url: str
    dated_on: date | None


@dataclass(frozen=True)
class Found:
    """A stretch of what was found.

    Attributes:
        count: how many there are, at most ``MOST``; ``more``: whether there are more than that.
        words: by which hits are marked; the last one may only begin so.
        instead: words taken for those that no page has; empty when what was typed was found.
    """

    lines: tuple[FoundLine, ...] = ()
    count: int = 0
    more: bool = False
    words: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


def find(text: str, *, kind: str = "", start: int = 0, stop: int = 20) -> Found:
    """Pages that have every word: those with all of them in the title first, within each rank the latest entered."""
    asked = wanted(text, kind)
    if asked is None:
        return Found()
    words: tuple[str, ...] = asked.words
    instead: tuple[str, ...] = ()
    numbers = WORDS.ranked(Entry, asked.tiers(), MOST + 1)
    if not numbers:
        for meant, others in _near(asked):
            if numbers := WORDS.ranked(Entry, (meant,), MOST + 1):
                words, instead = (*words, *others), others
                break
    more, numbers = len(numbers) > MOST, numbers[:MOST]
    return Found(_lines(numbers[start:stop]), len(numbers), more, words, instead)


def _near(asked: Wanted) -> Iterator[tuple[Asked, tuple[str, ...]]]:
    """With the nearest words in the place of those that no page has; else of one word after the other."""
    folded = [fold(word) for word in asked.words]
    known = VOCABULARY.known(folded)
    unknown = [place for place, word in enumerate(folded) if word not in known]
    for places in [unknown] if unknown else [[place] for place in range(len(folded))]:
        parts: list[Asked] = [Word(word) for word in folded]
        instead: list[str] = []
        for place in places:
            slips = VOCABULARY.near(folded[place])
            near = [word for word, count in slips.items() if count == min(slips.values())]
            if not near:
                break
            parts[place] = Either(tuple(Word(word) for word in near)) if len(near) > 1 else Word(near[0])
            instead += near[:3]
        else:
            yield asked.of_kind(parts), tuple(instead)


def _lines(numbers: Sequence[int]) -> tuple[FoundLine, ...]:
    rows = Entry.objects.defer("words", "digest").in_bulk(numbers)
    return tuple(
        FoundLine(row.kind, row.title, row.text, row.url, row.dated_on)
        for row in (rows[number] for number in numbers if number in rows)
    )
