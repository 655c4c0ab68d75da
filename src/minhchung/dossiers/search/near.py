"""What a dossier is found by, and what somebody may have meant who slipped; see :mod:`minhchung.ground.near_words`."""

from __future__ import annotations

from collections.abc import Iterable

from minhchung.dossiers.models import Dossier, NearWord
from minhchung.dossiers.search.words import plain_words, search_words
from minhchung.ground.near_words import Vocabulary, allowed_slips

__all__ = ["allowed_slips"]

_NAMES = Vocabulary(NearWord)


def near_words(word: str) -> dict[str, int]:
    """Words of names within the allowed slips, with their number, the nearest first."""
    return _NAMES.near(word)


def near_numbers(number: str) -> list[str]:
    """A number with one digit wrong, missing, too many, or two neighbours changed about."""
    made = {number[:place] + number[place + 1 :] for place in range(len(number))}
    for place in range(len(number) - 1):
        made.add(number[:place] + number[place + 1] + number[place] + number[place + 2 :])
    for digit in "0123456789":
        for place in range(len(number) + 1):
            made.add(number[:place] + digit + number[place + 1 :])
            made.add(number[:place] + digit + number[place:])
    return sorted(made - {number, ""})


def parts_of(word: str) -> tuple[str, str] | None:
    """Two known words that were written without the space between them."""
    cuts = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    known = known_words({part for cut in cuts for part in cut})
    return next((cut for cut in cuts if known.issuperset(cut)), None)


def known_words(words: Iterable[str]) -> set[str]:
    """Those of the words that names are known to have."""
    return _NAMES.known(words)


def words_of(dossier: Dossier) -> str:
    """What a dossier is found by, from its own columns."""
    return search_words(
        code=dossier.code,
        name=dossier.applicant_name,
        phone=dossier.applicant_phone,
        tax_code=dossier.applicant_tax_code,
    )


def keep_words(dossier: Dossier) -> None:
    """Set what a dossier is found by before it is saved, and learn its words."""
    words = words_of(dossier)
    if words != dossier.search_words:
        dossier.search_words = words
        learn([words])


def learn(lines: Iterable[str]) -> None:
    """Keep the words of dossiers written in this transaction; ``lines``: search words of each dossier."""
    _NAMES.learn({word for line in lines for word in plain_words(line)})
