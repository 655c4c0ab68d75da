"""From what was typed to what the index is asked: exactly first, then beginnings, then near matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from minhchung.dossiers.models import WORDS, Dossier
from minhchung.dossiers.search.near import allowed_slips, known_words, near_numbers, near_words, parts_of
from minhchung.dossiers.search.words import CODE, Typed, has_marks, typed
from minhchung.ground.intake.folding import fold
from minhchung.ground.word_index import All, Asked, Either, Word

_SHORTEST_BEGINNING = 2
_SHORTEST_NUMBER = 6
_MOST_SLIPS = 2
#: More alternatives than this for one thing typed are worth finding out which of them are there.
_FEW = 60
_READ = 200
#: More words than this are not all tried two at a time.
_TRIED_IN_PAIRS = 6


@dataclass(frozen=True)
class Finding:
    """What the index is asked.

    Attributes:
        tiers: who comes first, who next: each holds those of the tiers before it, who are not shown again.
        near: whether nothing has what was typed, so that words that differ by a slip or two were taken.
        instead: the words taken for what was typed, for the sentence that says so.
    """

    tiers: tuple[Asked, ...]
    near: bool = False
    instead: tuple[str, ...] = ()

    @property
    def whole(self) -> Asked:
        """All of them at once."""
        return self.tiers[-1]


#: A word that no dossier has: nothing can be found.
_NOTHING = Word(f"{CODE}{CODE}")


def find(text: str, *, sees_personal: bool) -> Finding:
    """What the index is to be asked for a text; near matches only when nothing has what was typed."""
    asked = typed(text)
    if not asked:
        return Finding((_NOTHING,))
    exact = _exactly(asked, sees_personal)
    if WORDS.has_any(Dossier, exact.whole):
        return exact
    return _nearly(asked, sees_personal) or exact


def _exactly(asked: Sequence[Typed], sees_personal: bool) -> Finding:
    whole_words = _all([_part(each, sees_personal) for each in asked])
    beginnings = _all(
        [
            _part(each, sees_personal, begins=number == len(asked))
            for number, each in enumerate(asked, start=1)
        ]
    )
    tiers: list[Asked] = []
    marked = [word for each in asked for word in each.words if has_marks(word)]
    if marked and sees_personal:
        tiers.append(_all([*(Word(word) for word in marked), whole_words]))
    tiers.append(whole_words)
    if beginnings != whole_words:
        tiers.append(beginnings)
    return Finding(tuple(tiers))


def _part(typed_part: Typed, sees_personal: bool, *, begins: bool = False) -> Asked:
    """One thing that was typed: its words, in a name or in a code, or the number that they make together."""
    last = len(typed_part.words) - 1
    words = _all(
        [
            _either_way(fold(word), sees_personal, begins=begins and place == last)
            for place, word in enumerate(typed_part.words)
        ]
    )
    if typed_part.whole and (len(typed_part.words) > 1 or typed_part.whole != typed_part.words[0]):
        return _either([words, _either_way(typed_part.whole, sees_personal, begins=begins)])
    return words


def _either_way(word: str, sees_personal: bool, *, begins: bool = False) -> Asked:
    begins = begins and len(word) >= _SHORTEST_BEGINNING
    of_code = Word(CODE + word, begins)
    return Either((Word(word, begins), of_code)) if sees_personal else of_code


def _nearly(asked: Sequence[Typed], sees_personal: bool) -> Finding | None:
    """With one slip, else with two; the words that names know are taken as meant unless nothing is found so."""
    found = [_slipped(each, sees_personal) for each in asked]
    exact = [_part(each, sees_personal) for each in asked]
    unknown = _unknown(asked) if sees_personal else set()
    tries: list[tuple[int, ...]] = []
    if unknown:
        tries.append(tuple(sorted(unknown)))
    tries += [(place,) for place in range(len(asked)) if (place,) not in tries]
    if 2 <= len(asked) <= _TRIED_IN_PAIRS:
        tries += [pair for pair in combinations(range(len(asked)), 2) if pair not in tries]
    for places in tries:
        if len(places) > _MOST_SLIPS or not all(found[place] for place in places):
            continue
        parts = [
            _either([word for word, _words in found[place]]) if place in places else exact[place]
            for place in range(len(asked))
        ]
        whole = _all(parts)
        if any(len(_leaves(parts[place])) > _FEW for place in places):
            shortened = _shortened(whole)
            if shortened is not None:
                return Finding((shortened,), near=True)
            continue
        if not WORDS.has_any(Dossier, whole):
            continue
        if len(places) > 1:
            return Finding((whole,), near=True)
        return _nearest_first(parts, places[0], found[places[0]])
    return None


def _shortened(whole: Asked) -> Asked | None:
    """The same dossiers by fewer words: of the hundreds that a number may have been, those that are there; or None."""
    rows = WORDS.newest(Dossier, whole, 0, _READ)
    if not rows:
        return None
    if len(rows) == _READ:
        return whole
    lines = Dossier.objects.filter(pk__in=rows).values_list("search_words", flat=True)
    there = {word for line in lines for word in line.split()}
    return _keeping(whole, there)


def _keeping(asked: Asked, there: set[str]) -> Asked | None:
    """Without the alternatives that none of the dossiers has; None where nothing is left."""
    match asked:
        case Word(text):
            return asked if text in there else None
        case Either(parts):
            kept = [part for each in parts if (part := _keeping(each, there)) is not None]
            return _either(kept) if kept else None
        case All(parts):
            all_kept = [_keeping(each, there) for each in parts]
            return _all([each for each in all_kept if each is not None]) if None not in all_kept else None
    return asked


def _leaves(asked: Asked) -> list[str]:
    match asked:
        case Word(text):
            return [text]
        case All(parts) | Either(parts):
            return [word for part in parts for word in _leaves(part)]
    return []


def _nearest_first(parts: list[Asked], place: int, found: list[tuple[Asked, str]]) -> Finding:
    """The words that are nearest and do lead to dossiers, for the sentence that names them."""
    whole = _all(parts)
    instead = [
        words
        for part, words in found
        if words and WORDS.has_any(Dossier, _all([*parts[:place], part, *parts[place + 1 :]]))
    ]
    return Finding((whole,), near=True, instead=tuple(instead[:3]))


def _slipped(each: Typed, sees_personal: bool) -> list[tuple[Asked, str]]:
    """What may have been meant, the nearest first, with the word that is taken for the one typed."""
    if each.is_number:
        if len(each.whole) < _SHORTEST_NUMBER:
            return []
        numbers = near_numbers(each.whole)
        return [(_either([_either_way(number, sees_personal) for number in numbers]), "")]
    if len(each.words) > 1:  # a piece of a code: a slip in one of its pieces
        return _slipped_code(each.words)
    word = fold(each.words[0])
    if not word.isalpha():
        return _slipped_code((word,))
    if not sees_personal:
        return []
    near: list[tuple[Asked, str]] = [(Word(meant), meant) for meant in near_words(word)]
    parts = parts_of(word) if len(word) > 3 else None
    if parts:
        near.insert(0, (_all([Word(part) for part in parts]), " ".join(parts)))
    return near


def _slipped_code(words: Sequence[str]) -> list[tuple[Asked, str]]:
    near: list[tuple[Asked, str]] = []
    for place, word in enumerate(words):
        if not word.isdigit():
            continue
        others: list[Asked] = [Word(CODE + fold(each)) for at, each in enumerate(words) if at != place]
        slipped = _either([Word(CODE + number) for number in near_numbers(word)])
        near.append((_all([*others, slipped]), ""))
    return near


def _unknown(asked: Sequence[Typed]) -> set[int]:
    """Which of the words typed no name has."""
    plain = {place: fold(each.words[0]) for place, each in enumerate(asked) if not each.is_number}
    plain = {place: word for place, word in plain.items() if word.isalpha() and allowed_slips(word)}
    known = known_words(plain.values())
    return {place for place, word in plain.items() if word not in known}


def _all(parts: Sequence[Asked]) -> Asked:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _either(parts: Sequence[Asked]) -> Asked:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))
