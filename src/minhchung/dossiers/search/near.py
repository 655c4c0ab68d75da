"""Words that differ by a slip or two: a letter too many, one missing, another one, two changed about.

Names are made of few words, so each word is kept once with what is left of it when one or two letters are taken
away; a word typed wrongly shares such a key with the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from django.db import connection

from minhchung.dossiers.models import Dossier, NearWord
from minhchung.dossiers.search.words import plain_words, search_words

#: Keys are made from so many first letters; longer ones are compared in full afterwards.
_HEAD = 7
_MOST_NEAR = 24
_CHUNK = 400
_KNOWN = f'SELECT DISTINCT word FROM "{NearWord._meta.db_table}" WHERE word IN'  # noqa: S608 (a constant)


def allowed_slips(word: str) -> int:
    """How many slips a word of its length may bear and still be told from others."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def keys_of(word: str) -> set[str]:
    """What is left of a word's head with up to two letters taken away."""
    head = word[:_HEAD]
    slips = allowed_slips(word)
    return {
        "".join(head[place] for place in range(len(head)) if place not in gone)
        for count in range(slips + 1)
        for gone in combinations(range(len(head)), count)
    }


def slips_between(left: str, right: str) -> int:
    """The least number of slips that make one word of the other."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for place, letter in enumerate(left, start=1):
        above, row = row, [place]
        for other, theirs in enumerate(right, start=1):
            cost = min(above[other] + 1, row[-1] + 1, above[other - 1] + (letter != theirs))
            if place > 1 and other > 1 and letter == right[other - 2] and left[place - 2] == theirs:
                cost = min(cost, before[other - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]


def near_words(word: str) -> dict[str, int]:
    """Known words within the allowed slips, with their number, the nearest first; the word itself is not among them."""
    most = allowed_slips(word)
    if not most:
        return {}
    found = NearWord.objects.filter(key__in=keys_of(word)).values_list("word", flat=True).distinct()
    near = {each: slips_between(word, each) for each in found if abs(len(each) - len(word)) <= most}
    kept = sorted((slips, each) for each, slips in near.items() if 0 < slips <= most)
    return {each: slips for slips, each in kept[:_MOST_NEAR]}


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
    wanted = sorted(set(words))
    found: set[str] = set()
    for first in range(0, len(wanted), _CHUNK):
        chunk = wanted[first : first + _CHUNK]
        marks = ", ".join(["%s"] * len(chunk))
        with connection.cursor() as cursor:
            cursor.execute(f"{_KNOWN} ({marks})", chunk)
            found.update(word for (word,) in cursor.fetchall())
    return found


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
    """Keep the words of dossiers written in this transaction, for those who will slip when they look for them.

    ``lines``: search words of each dossier. In order, so that two writers who meet do not wait in a circle.
    """
    words = {word for line in lines for word in plain_words(line) if allowed_slips(word)}
    new = sorted(words - known_words(words))
    pairs = sorted((key, word) for word in new for key in keys_of(word))
    NearWord.objects.bulk_create(
        [NearWord(key=key, word=word) for key, word in pairs], batch_size=_CHUNK, ignore_conflicts=True
    )
