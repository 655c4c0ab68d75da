"""Words that differ by a slip or two: a letter too many, one missing, another one, two changed about.

Texts of a room are made of few words, so each word is kept once with what is left of it when one or two letters are
taken away; a word typed wrongly shares such a key with the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from django.db import connection, models

#: Keys are made from so many first letters; longer ones are compared in full afterwards.
_HEAD = 7
_MOST_NEAR = 24
_CHUNK = 400


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


class Vocabulary:
    """The words of a room's texts, in a table with the columns ``key`` and ``word``, each pair once."""

    def __init__(self, model: type[models.Model]) -> None:
        self._words = model

    def near(self, word: str) -> dict[str, int]:
        """Known words within the allowed slips, with their number, the nearest first; the word itself is left out."""
        most = allowed_slips(word)
        if not most:
            return {}
        found = {each for some in self._asked("key", sorted(keys_of(word))) for each in some}
        near = {each: slips_between(word, each) for each in found if abs(len(each) - len(word)) <= most}
        kept = sorted((slips, each) for each, slips in near.items() if 0 < slips <= most)
        return {each: slips for slips, each in kept[:_MOST_NEAR]}

    def known(self, words: Iterable[str]) -> set[str]:
        """Those of the words that the texts are known to have."""
        return {each for some in self._asked("word", sorted(set(words))) for each in some}

    def learn(self, words: Iterable[str]) -> None:
        """Keep words written in this transaction, for those who will slip when they look for them.

        In order, so that two writers who meet do not wait in a circle.
        """
        wanted = {word for word in words if allowed_slips(word)}
        new = sorted(wanted - self.known(wanted))
        pairs = sorted((key, word) for word in new for key in keys_of(word))
        self._words._default_manager.bulk_create(
            [self._words(key=key, word=word) for key, word in pairs], batch_size=_CHUNK, ignore_conflicts=True
        )

    def _asked(self, column: str, given: list[str]) -> Iterator[list[str]]:
        table = connection.ops.quote_name(self._words._meta.db_table)
        for first in range(0, len(given), _CHUNK):
            chunk = given[first : first + _CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            sql = f"SELECT DISTINCT word FROM {table} WHERE {column} IN ({marks})"  # noqa: S608 (names of a model)
            with connection.cursor() as cursor:
                cursor.execute(sql, chunk)
                yield [word for (word,) in cursor.fetchall()]
