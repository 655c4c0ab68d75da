"""The words of a dossier by which it is found, and those of what somebody typed. Values in, values out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from minhchung.ground.intake.folding import fold

#: Stands before the words of a code, so that who may not read names searches codes alone.
CODE = "#"
_LONGEST = 60
_MOST = 12
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[\d.()+\-–]*\d[\d.()+\-–]*")


@dataclass(frozen=True)
class Typed:
    """One thing that must be found.

    Attributes:
        words: as typed, marks kept, lower case; all of them must be there ("260630", "0004" of a piece of a code).
        whole: the same written together: a telephone or tax code with its spaces, dots and +84 taken out; "" if not.
    """

    words: tuple[str, ...]
    whole: str = ""

    @property
    def is_number(self) -> bool:
        """Whether digits alone were typed."""
        return bool(self.whole)


def search_words(*, code: str, name: str = "", phone: str = "", tax_code: str = "") -> str:
    """What a dossier is found by: folded words, the same with their marks, telephone, tax code, pieces of the code."""
    found: dict[str, None] = {}
    for word in _split(name):
        found[fold(word)] = None
    for word in _split(name):
        found[word] = None
    for number in re.split(r"[/;,]", phone):
        found[national(number)] = None
    tax = _digits(tax_code)
    found[tax] = None
    found[tax[:10]] = None
    pieces = [fold(word) for word in _split(code)]
    for piece in (*pieces, "".join(pieces)):
        found[f"{CODE}{piece[:_LONGEST]}"] = None
    return " ".join(word for word in found if word and word != CODE)


def plain_words(words: str) -> list[str]:
    """Of the words of a dossier those that a slip of the hand may change into others: letters without marks."""
    return [word for word in words.split() if word.isascii() and word.isalpha()]


def typed(text: str) -> tuple[Typed, ...]:
    """What was typed, taken apart; digits that stand together ("0912 345 678") are also one number."""
    asked: list[Typed] = []
    run: list[str] = []
    for chunk in [*text.split(), ""]:
        if _NUMBER.fullmatch(chunk):
            run.append(chunk)
            continue
        if run:
            pieces = tuple(word for each in run for word in _split(each))
            asked.append(Typed(pieces, national("".join(run))))
            run = []
        words = tuple(_split(chunk))
        if words:
            asked.append(Typed(words))
    return tuple(asked[:_MOST])


def national(number: str) -> str:
    """The digits of a telephone as dialled inside the country."""
    plus = number.strip().startswith("+")
    digits = _digits(number)
    if digits.startswith("84") and (plus or len(digits) in (11, 12)):
        return "0" + digits[2:].removeprefix("0")
    return digits


def has_marks(word: str) -> bool:
    """Whether a word was typed with marks, so that those who bear them are meant first."""
    return fold(word) != word


def _split(text: str) -> list[str]:
    return [word[:_LONGEST] for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())]


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isascii() and each.isdigit())
