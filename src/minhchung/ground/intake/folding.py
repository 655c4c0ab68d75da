"""Search keys and sort keys for Vietnamese text, the same on every database.

All keys are ordinary strings; sort keys hold only ASCII digits and small letters, so that a plain binary
comparison (SQLite BINARY, PostgreSQL COLLATE "C", Python) gives the Vietnamese order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VIETNAMESE = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"


def _plain(letter: str) -> str:
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


_FOLDS = str.maketrans({form(c): _plain(c) for c in _VIETNAMESE for form in (str.lower, str.upper)})


def fold(text: str) -> str:
    """The search key: marks dropped, đ to d, case folded. "ĐẮK NÔNG", "đak nong" and "dak nong" agree.

    NFC and NFD forms give the same key, and folding a key changes nothing. Spaces stay as they are.
    """
    if text.isascii():
        return text.lower()
    key = text.translate(_FOLDS).lower()
    if key.isascii():
        return key
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    bare = "".join(c for c in spread if unicodedata.category(c) != "Mn").replace("đ", "d")
    return unicodedata.normalize("NFC", bare)


_WRITTEN = {
    plain: f"[{plain}{''.join(c for c in _VIETNAMESE if _plain(c) == plain)}]"
    for plain in sorted({_plain(c) for c in _VIETNAMESE})
}


def pattern_of(word: str) -> str:
    """A regular expression, to be used in any case, of how a word may stand in a text that is NFC.

    Each letter without marks stands for those with marks too: "dau" meets "đấu" and "đầu", "đấu" itself alone.
    """
    return "".join(_WRITTEN.get(letter, re.escape(letter)) for letter in word.lower())


# Letters in dictionary order; tones in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _two(number: int) -> str:
    return _DIGITS[number // 36] + _DIGITS[number % 36]


# 00 ends a key's letters, 01 is a space, then signs, digits and letters; zz begins a letter not of ours.
_SIGNS = {chr(c): _two(2 + i) for i, c in enumerate(c for c in range(33, 127) if not chr(c).isalnum())}
_RANKS = {" ": "01", **_SIGNS}
_RANKS |= {c: _two(100 + i) for i, c in enumerate("0123456789")}
_RANKS |= {c: _two(200 + i) for i, c in enumerate(_ALPHABET)}


@lru_cache(maxsize=4096)
def _element(letter: str) -> tuple[str, str, str]:
    """Rank, tone and case of one NFC character."""
    low = letter.lower()
    spread = unicodedata.normalize("NFD", low)
    tone = next((_TONES[c] for c in spread if c in _TONES), "0")
    bare = unicodedata.normalize("NFC", "".join(c for c in spread if c not in _TONES))
    rank = _RANKS.get(bare)
    if rank is None:
        rank = _RANKS.get(fold(letter), f"zz{ord(letter):06x}")
    return rank, tone, "1" if letter != low else "0"


def sort_key(text: str) -> str:
    """The key of Vietnamese alphabetical order: letters first, then tones, then small before capital.

    "an" < "án" < "ăn" < "ân" < "ba"; "Ba Đình" < "Bà Rịa" < "Bắc Ninh". White space counts as one space.
    """
    letters = unicodedata.normalize("NFC", " ".join(text.split()))
    if not letters:
        return ""
    ranks, tones, cases = zip(*map(_element, letters), strict=True)
    return "".join(ranks) + "00" + "".join(tones) + "".join(cases)


def person_sort_key(full_name: str) -> str:
    """The key that orders people as Vietnamese lists do: by given name, then back to the family name.

    "Trần Thị An" < "Lê Văn Bình"; between equal given names the word before it decides, and so on.
    """
    return sort_key(" ".join(reversed(full_name.split())))
