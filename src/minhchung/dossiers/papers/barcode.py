"""Code 128 (ISO/IEC 15417): a dossier's code as bars. Letters in set B, long runs of digits in set C."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Widths of bar, space, bar, space, bar, space for the values 0 to 105, and the stop.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 "
    "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
    "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 "
    "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
    "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
    "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 "
    "211232 2331112"
).split()
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_QUIET = 10  # modules that stay white on both sides
_PARTS = re.compile(r"(?:\d\d){2,}|.", re.DOTALL)


class CannotEncode(ValueError):
    """Code 128 B has no such letter."""


def modules_of(text: str) -> str:
    """The bars as a string of 1 (black) and 0, one letter for each module, with the quiet zones.

    Raises:
        CannotEncode: a letter outside printable ASCII, or nothing at all.
    """
    values = list(_values(text))
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    bars = "".join(_drawn(value) for value in (*values, check, _STOP))
    return "0" * _QUIET + bars + "0" * _QUIET


def _values(text: str) -> Iterator[int]:
    if not text or any(not " " <= letter <= "~" for letter in text):
        raise CannotEncode(f"Mã vạch chỉ ghi được chữ không dấu, số và dấu câu: “{text}”.")
    in_c: bool | None = None
    for part in _PARTS.findall(text):
        wants_c = len(part) > 1
        if in_c is None:
            yield _START_C if wants_c else _START_B
        elif in_c != wants_c:
            yield _TO_C if wants_c else _TO_B
        in_c = wants_c
        if wants_c:
            yield from (int(part[place : place + 2]) for place in range(0, len(part), 2))
        else:
            yield ord(part) - ord(" ")


def _drawn(value: int) -> str:
    return "".join("10"[place % 2] * int(width) for place, width in enumerate(_WIDTHS[value]))
