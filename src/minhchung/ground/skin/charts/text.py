"""How wide a text is, without a font library: advances of Be Vietnam Pro, in hundredths of the font size.

Measured from the font files beside skin.css; marks add no width, so a letter is as wide as its base letter.
"""

from __future__ import annotations

import unicodedata

_SIGNS = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
_ADVANCES = (
    "23 28 32 81 64 85 74 18 44 44 50 61 30 61 29 50 68 38 65 66 71 66 68 59 63 68 29 30 56 73 56 57 100 "
    "74 67 78 73 62 63 78 71 26 46 68 62 85 73 83 64 82 67 64 65 72 71 100 72 66 66 46 48 46 56 70 20 "
    "64 65 61 65 60 39 64 58 26 27 56 26 89 57 64 65 65 39 51 43 57 58 87 56 58 50 43 41 43 47"
)
_WIDTHS = dict(zip(_SIGNS, map(int, _ADVANCES.split()), strict=True))
_OTHER = 73


def width(text: str, size: float) -> float:
    """Width of a line in the unit of ``size``."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("\u00a0", " "))
    return sum(_WIDTHS.get(sign, _OTHER) for sign in folded if not unicodedata.combining(sign)) * size / 100


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than ``room``; a single longer word keeps its own line."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def balanced(text: str, size: float, lines: int) -> list[str]:
    """The text in at most so many lines, as even as its words allow."""
    words = text.split()
    rooms = sorted(
        {width(" ".join(words[a:b]), size) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
    )
    return next(
        (found for room in rooms if len(found := wrapped(text, size, room)) <= lines), wrapped(text, size, 1)
    )
