"""Vietnamese text from before Unicode: TCVN3 (the "ABC" fonts) and VNI Windows, to Unicode NFC and back.

Both are font encodings: the stored characters are Western (Windows-1252), only the font makes them look
Vietnamese. TCVN3 gives each lower-case letter one character and has no accented capitals: those are the same
characters shown by a font whose name ends in "H". VNI writes a base letter followed by one mark character.

Tables: TCVN 5712:1993 (the VN3 set; the upper half agrees with iconv's TCVN5712-1) and the published VNI
Windows code page. The font decides; guessing from the text alone (:func:`looks_like`) is a proposal with a
score. Whoever decodes says so to the reader: nothing here is applied in silence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from minhchung.ground.intake.syllables import is_syllable

Encoding = Literal["tcvn3", "vni"]

NAMES: dict[str, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI Windows"}
"""How each encoding is named to people."""

TONED = {
    "a": "àảãáạ", "ă": "ằẳẵắặ", "â": "ầẩẫấậ", "e": "èẻẽéẹ", "ê": "ềểễếệ", "i": "ìỉĩíị",
    "o": "òỏõóọ", "ô": "ồổỗốộ", "ơ": "ờởỡớợ", "u": "ùủũúụ", "ư": "ừửữứự", "y": "ỳỷỹýỵ",
}  # fmt: skip
"""Each vowel with its five marked forms: huyền, hỏi, ngã, sắc, nặng."""

LETTERS = "".join(base + marked for base, marked in TONED.items()) + "đ"
"""Every lower-case Vietnamese letter that is not plain ASCII consonant, NFC."""

# Character codes in Windows-1252 of huyền, hỏi, ngã, sắc, nặng for each vowel.
_TCVN3_TONED = {
    "a": "b5 b6 b7 b8 b9", "ă": "bb bc bd be c6", "â": "c7 c8 c9 ca cb", "e": "cc ce cf d0 d1",
    "ê": "d2 d3 d4 d5 d6", "i": "d7 d8 dc dd de", "o": "df e1 e2 e3 e4", "ô": "e5 e6 e7 e8 e9",
    "ơ": "ea eb ec ed ee", "u": "ef f1 f2 f3 f4", "ư": "f5 f6 f7 f8 f9", "y": "fa fb fc fd fe",
}  # fmt: skip
_TCVN3_PLAIN = {
    "ă": "a8", "â": "a9", "ê": "aa", "ô": "ab", "ơ": "ac", "ư": "ad", "đ": "ae",
    "Ă": "a1", "Â": "a2", "Ê": "a3", "Ô": "a4", "Ơ": "a5", "Ư": "a6", "Đ": "a7",
}  # fmt: skip
# The mark characters that follow a, e, o (and u, ư, ơ, y without the circumflex and breve rows).
_VNI_TONES = "øûõùï"
_VNI_CIRCUMFLEX = ("â", "àåãáä")
_VNI_BREVE = ("ê", "èúüéë")
_VNI_SINGLE = {"i": "ìæóíò", "ơ": "ô", "ư": "ö", "đ": "ñ", "ỵ": "î"}


def _tcvn3_table() -> dict[str, str]:
    table = {chr(int(code, 16)): letter for letter, code in _TCVN3_PLAIN.items()}
    for base, codes in _TCVN3_TONED.items():
        for letter, code in zip(TONED[base], codes.split(), strict=True):
            table[chr(int(code, 16))] = letter
    return table


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for base in "aeouy":
        for letter, mark in zip(TONED[base], _VNI_TONES, strict=True):
            table[base + mark] = letter
    for base, hat in (("a", "â"), ("e", "ê"), ("o", "ô")):
        table[base + _VNI_CIRCUMFLEX[0]] = hat
        for letter, mark in zip(TONED[hat], _VNI_CIRCUMFLEX[1], strict=True):
            table[base + mark] = letter
    table["a" + _VNI_BREVE[0]] = "ă"
    for letter, mark in zip(TONED["ă"], _VNI_BREVE[1], strict=True):
        table["a" + mark] = letter
    for horn in "ơư":
        table[_VNI_SINGLE[horn]] = horn
        for letter, mark in zip(TONED[horn], _VNI_TONES, strict=True):
            table[_VNI_SINGLE[horn] + mark] = letter
    for letter, single in zip(TONED["i"], _VNI_SINGLE["i"], strict=True):
        table[single] = letter
    table[_VNI_SINGLE["đ"]] = "đ"
    table[_VNI_SINGLE["ỵ"]] = "ỵ"
    del table["yï"]  # y nặng has a character of its own
    for written, letter in list(table.items()):
        table[written.upper()] = letter.upper()
        if len(written) == 2:  # a capital with the mark of the small letter: typed so as often as not
            table.setdefault(written[0].upper() + written[1], letter.upper())
    return table


_TCVN3 = _tcvn3_table()
_TCVN3_CODES = str.maketrans(_TCVN3)
_TCVN3_BACK = {letter: code for code, letter in _TCVN3.items()}
_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VNI_BACK: dict[str, str] = {}
for _written, _letter in _VNI.items():
    # Of the two ways to write a capital the all-capital one is the standard.
    if _letter not in _VNI_BACK or _written.isupper():
        _VNI_BACK[_letter] = _written

# On a machine whose code page is Vietnamese (1258) the same bytes came to Unicode as other characters.
_FROM_1258 = str.maketrans(
    {
        bytes([code]).decode("cp1258"): bytes([code]).decode("latin-1")
        for code in range(0xA0, 0x100)
        if bytes([code]).decode("cp1258") != bytes([code]).decode("latin-1")
    }
)


class LegacyText(str):
    """A cell's text that its font (or its file) says is not Unicode. ``font`` may be empty for CSV."""

    encoding: Encoding
    font: str

    def __new__(cls, text: str, encoding: Encoding, font: str = "") -> LegacyText:
        """Mark ``text`` as written in ``encoding``."""
        made = super().__new__(cls, text)
        made.encoding = encoding
        made.font = font
        return made

    def __reduce__(self) -> tuple[type[LegacyText], tuple[str, Encoding, str]]:
        """Keep the marks through pickling."""
        return LegacyText, (str(self), self.encoding, self.font)

    def decoded(self) -> str:
        """The text in Unicode NFC."""
        return decode(self, self.encoding, font=self.font)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text looks like: ``encoding`` or None for Unicode, ``score`` the share (0..1) of its marked
    words that read as Vietnamese syllables in that encoding, ``words`` how many words were judged."""

    encoding: Encoding | None
    score: float
    words: int


def encoding_of_font(name: str) -> Encoding | None:
    """The encoding that a font name stands for: ``.VnTime`` is TCVN3, ``VNI-Times`` is VNI, else None."""
    low = name.strip().casefold()
    if low.startswith(".vn"):
        return "tcvn3"
    if low.startswith(("vni-", "vni ")):
        return "vni"
    return None


def font_shows_capitals(name: str) -> bool:
    """Whether a TCVN3 font shows every letter as a capital (``.VnTimeH``, ``.VnArialH``)."""
    name = name.strip()
    return name.casefold().startswith(".vn") and name.endswith(("H", " h"))


def decode(text: str, encoding: Encoding, *, font: str = "") -> str:
    """Legacy ``text`` (as Windows-1252 or -1258 characters) to Unicode NFC.

    A font of capitals turns the result into capitals. Characters outside the encoding stay as they are.
    """
    text = text.translate(_FROM_1258)
    if encoding == "tcvn3":
        decoded = text.translate(_TCVN3_CODES)
        if font_shows_capitals(font):
            decoded = decoded.upper()
    else:
        decoded = _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)
    return unicodedata.normalize("NFC", decoded)


def encode(text: str, encoding: Encoding) -> str:
    """Unicode to legacy characters, for tests and for old systems that still ask for it.

    TCVN3 has no accented capitals (they need a capital font): those come out as the small letter.
    """
    text = unicodedata.normalize("NFC", text)
    if encoding == "tcvn3":
        return "".join(_TCVN3_BACK.get(c) or _TCVN3_BACK.get(c.lower()) or c for c in text)
    return "".join(_VNI_BACK.get(c, c) for c in text)


_MICRO = re.compile(r"[\u00b5\u03bc][A-Za-z]")
# TCVN3 uses signs (¸ µ ¶ ® ...) as letters, so a word here is a run of letters and such signs.
_RUN = re.compile(r"[A-Za-z\u00a1-\u00ff]+")


@lru_cache(maxsize=8192)
def looks_like(text: str) -> Guess:
    """Judge what ``text`` is written in, from the text alone.

    Legacy text is Western characters only, so any letter beyond U+00FF that Vietnamese uses settles it as
    Unicode. Otherwise every marked word is read three ways, and a legacy reading must make clearly more
    Vietnamese syllables than the plain one. Short signs ("µm", "Ø", "§") are never enough.
    """
    if text.isascii() or any(c > "\u00ff" and c.isalpha() for c in text):
        return Guess(None, 1.0, 0)
    words = [w for w in _RUN.findall(text) if not w.isascii() and len(w) > 1 and not _MICRO.fullmatch(w)]
    if not words or (len(words) < 2 and len(words[0]) < 3):
        return Guess(None, 1.0, len(words))
    scores: dict[Encoding | None, float] = {None: _share(words)}
    for encoding in ("tcvn3", "vni"):
        scores[encoding] = _share([decode(w, encoding) for w in words])
    best = max(scores, key=lambda e: (scores[e], e is None))
    if best is None or scores[best] < 0.75 or scores[best] - scores[None] < 0.4:
        return Guess(None, scores[None], len(words))
    return Guess(best, scores[best], len(words))


def _share(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)
