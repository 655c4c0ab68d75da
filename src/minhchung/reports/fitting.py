"""How wide columns are and where long names break: the same on Word and PDF.

Widths are in millimetres, sizes in points. Letters are measured by their class in Times New Roman, a little too wide
rather than too narrow, so that no figure is ever cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.reports.composition import Table, plain

#: The two halves of a document's head and of its foot; what a table's cell leaves free on both sides together.
HEAD_WIDTHS = (74.0, 91.0)
SIGNATURE_WIDTHS = (79.0, 86.0)
PADDING = 2.8
#: Rows up to which a table is not parted between two pages.
UNPARTED = 14

_MM_PER_POINT = 0.3528
_SPARE = 0.8  # of each column, so that rounding never breaks a figure
_NAMES_AT_LEAST = 46.0  # below which a column of names is hard to read
_SMALLEST = 8.0
_LONG = 14  # letters from which words may break over lines
_ONE_LINE = 10  # letters of a heading that stays on one line
_BOLD = 1.08
#: Letters that are much narrower or wider than half their size, in ems.
_LETTERS = {
    **dict.fromkeys(" \u00a0.,", 0.25),
    **dict.fromkeys("/ijltIíìỉĩị", 0.33),
    **dict.fromkeys("-()frÍÌỈĨỊ", 0.36),
    **dict.fromkeys("%mM", 0.89),
    **dict.fromkeys("wW", 0.95),
}
#: Words before which the name of an agency may go to the next line.
_SENSE = ("CÁC", "TỈNH", "THÀNH", "VÀ", "HUYỆN", "XÃ", "PHƯỜNG")


@dataclass(frozen=True)
class Fit:
    """Widths by column, and the size of the text."""

    widths: tuple[float, ...]
    size: float


def fitted(table: Table, total: float, size: float) -> Fit:
    """Columns of figures as wide as their longest figure, the rest for the names; smaller text when that is too little.

    Args:
        total: between the margins.
        size: to begin with.
    """
    fit = Fit(_widths(table, total, size), size)
    while fit.size > _SMALLEST and any(fit.widths[place] < _NAMES_AT_LEAST for place in _names(table)[:1]):
        fit = Fit(_widths(table, total, fit.size - 0.5), fit.size - 0.5)
    return fit


def sense_lines(name: str, width: float, size: float, *, bold: bool = True) -> list[str]:
    """A name in capitals on as few lines as fit, broken where the sense allows."""
    parts: list[str] = []
    for word in name.split(" "):
        if parts and word not in _SENSE:
            parts[-1] = f"{parts[-1]} {word}"
        else:
            parts.append(word)
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and _ems(longer) * (_BOLD if bold else 1.0) * size * _MM_PER_POINT <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _widths(table: Table, total: float, size: float) -> tuple[float, ...]:
    names = _names(table)
    fixed = {place: _needed(table, place, size) for place in range(len(table.columns)) if place not in names}
    fixed |= _evened(table, fixed, total)
    rest = max(total - sum(fixed.values()), 10.0 * len(names))
    if not names:
        return tuple(
            round(fixed[place] * total / sum(fixed.values()), 1) for place in range(len(table.columns))
        )
    least = {place: min(_needed_word(table, place, size), rest / len(names)) for place in names}
    spare = rest - sum(least.values())
    longest = {place: max((len(plain(row[place])) for row in table.rows), default=1) or 1 for place in names}
    shares = {place: least[place] + spare * longest[place] / sum(longest.values()) for place in names}
    return tuple(round(fixed.get(place, shares.get(place, 0.0)), 1) for place in range(len(table.columns)))


def _evened(table: Table, fixed: dict[int, float], total: float) -> dict[int, float]:
    """Columns of figures as wide as the widest of them, where that leaves the names enough."""
    even = max((fixed[place] for place in table.numeric), default=0.0)
    others = sum(width for place, width in fixed.items() if place not in table.numeric)
    roomy = total - others - even * len(table.numeric) >= _NAMES_AT_LEAST * 1.8
    return dict.fromkeys(table.numeric, even) if roomy and len(fixed) < len(table.columns) else {}


def _names(table: Table) -> list[int]:
    """Columns of words that may break over lines, the widest first; short ones (ordinals, units) keep their width."""
    words = {
        place: max((len(plain(row[place])) for row in table.rows), default=0)
        for place in range(len(table.columns))
        if place not in table.numeric
    }
    long = [place for place in words if words[place] > _LONG]
    return sorted(long or [place for place in words if place != 0], key=lambda place: -words[place])


def _needed(table: Table, place: int, size: float) -> float:
    """What the longest figure and the longest word of the heading take; words among figures may break."""
    if place in table.numeric:
        return _needed_word(table, place, size)
    texts = [_ems(plain(row[place])) for row in table.rows]
    return max([*texts, _heading(table, place)]) * size * _MM_PER_POINT + PADDING + _SPARE


def _needed_word(table: Table, place: int, size: float) -> float:
    bold = _BOLD if table.total else 1.0
    words = [_ems(word) * bold for row in table.rows for word in plain(row[place]).split(" ")]
    return max([*words, _heading(table, place)]) * size * _MM_PER_POINT + PADDING + _SPARE


def _heading(table: Table, place: int) -> float:
    """The heading on two lines at most, a short one on one."""
    heading = table.columns[place]
    words = heading.split(" ")
    if len(heading) <= _ONE_LINE or len(words) == 1:
        return _ems(heading) * _BOLD
    splits = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return min(max(_ems(upper), _ems(lower)) for upper, lower in splits) * _BOLD


def _ems(text: str) -> float:
    return sum(_LETTERS.get(letter, 0.72 if letter.isupper() else 0.5) for letter in text)
