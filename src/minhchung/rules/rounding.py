"""The printed number: dots for thousands, decimal comma, half-up, and never "100 %" unless it is exactly all.

Half-up is how published administrative reports round; a rate that is not exactly 0 or exactly everything
never prints as if it were.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NOTHING_TO_COUNT = "không phát sinh"
_VIETNAMESE = str.maketrans(",.", ".,")
UNIT_SPACE = "\u00a0"  # keeps "%" on the line of its number


def printed_number(value: int | Decimal | Fraction, decimals: int = 0) -> str:
    """A number in Vietnamese writing: 1234567 -> "1.234.567", Decimal("2.5") with one decimal -> "2,5"."""
    text = f"{_half_up(Fraction(value), decimals):,.{decimals}f}"
    return text.translate(_VIETNAMESE)


def printed_rate(part: int | Fraction, whole: int | Fraction, decimals: int = 2) -> str:
    """``part`` of ``whole`` in percent: "96,81 %", "100 %" only for exactly all, "0 %" only for exactly none.

    An empty whole is "không phát sinh": nothing to count is neither 0 % nor 100 %.
    """
    if not whole:
        return NOTHING_TO_COUNT
    percent = Fraction(part) * 100 / Fraction(whole)
    if percent.denominator == 1:
        return f"{printed_number(percent)}{UNIT_SPACE}%"
    rounded = _half_up(percent, decimals)
    step = Decimal(1).scaleb(-decimals)
    if part < whole and rounded >= 100:
        rounded = Decimal(100) - step
    if part > 0 and rounded <= 0:
        rounded = step
    return f"{printed_number(rounded, decimals)}{UNIT_SPACE}%"


def _half_up(value: Fraction, decimals: int) -> Decimal:
    scaled = value * 10**decimals
    doubled = 2 * abs(scaled.numerator) + scaled.denominator
    digits = doubled // (2 * scaled.denominator)
    rounded = Decimal(digits if scaled >= 0 else -digits).scaleb(-decimals)
    return rounded.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
