"""Words of a text as they are kept and as they are asked for. Values in, values out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from minhchung.ground.intake.folding import fold
from minhchung.ground.word_index import All, Asked, Word

#: Stands before the words of a title; twice before the kind.
TITLE = "#"
_LONGEST = 60
_MOST = 8
_SHORTEST_BEGINNING = 2
_WORD = re.compile(r"[^\W_]+")


def split(text: str) -> list[str]:
    """The words of a text as they are written, small."""
    return [word[:_LONGEST] for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())]


def kept_words(*, kind: str, title: str, text: str) -> str:
    """What a page is found by, each word once."""
    found: dict[str, None] = {TITLE * 2 + kind: None}
    of_title, all_words = split(title), split(f"{title} {text}")
    found |= {TITLE + fold(word): None for word in of_title}
    found |= {fold(word): None for word in all_words}
    found |= dict.fromkeys(all_words)
    return " ".join(found)


def plain(words: str) -> list[str]:
    """Of the words of a page those that a slip of the hand may change into others: letters without marks."""
    return [word for word in words.split() if word.isascii() and word.isalpha()]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words as typed, and of which kind, "" for any."""

    words: tuple[str, ...]
    kind: str = ""

    def tiers(self) -> tuple[Asked, ...]:
        """Who comes first, who next; each holds those of the tiers before it.

        The title with the marks that were typed, the title, anywhere, anywhere with a last word that only begins so.
        """
        folded = [fold(word) for word in self.words]
        marked = [Word(word) for word, bare in zip(self.words, folded, strict=True) if word != bare]
        titles = [Word(TITLE + word) for word in folded]
        anywhere = [Word(word) for word in folded]
        found: list[list[Asked]] = []
        if marked:
            found.append([*marked, *titles])
        found += [list(titles), list(anywhere)]
        if len(folded[-1]) >= _SHORTEST_BEGINNING:
            found.append([*anywhere[:-1], Word(folded[-1], begins=True)])
        return tuple(self.of_kind(parts) for parts in found)

    def of_kind(self, parts: list[Asked]) -> Asked:
        """All parts, of the kind that is wanted."""
        whole = [*parts, Word(TITLE * 2 + self.kind)] if self.kind else parts
        return whole[0] if len(whole) == 1 else All(tuple(whole))


def wanted(text: str, kind: str = "") -> Wanted | None:
    """What was typed, taken apart; None where there is no word in it."""
    words = tuple(dict.fromkeys(split(text)))[:_MOST]
    return Wanted(words, kind if kind.isalpha() and kind.isascii() else "") if words else None
