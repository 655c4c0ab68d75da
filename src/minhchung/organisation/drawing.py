"""The chart of an organisation as a drawing: SVG with presentation attributes and classes only, for a strict CSP.

The head stands on top, those right under it in columns, what is under these below them. The same content stands as a
table beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from minhchung.ground.skin.charts.canvas import COLOURS, FONT
from minhchung.ground.skin.charts.text import wrapped
from minhchung.organisation.queries import Branch

_LETTER, _LINE, _PAD = 14.0, 19.0, 10.0
_WIDE, _GAP, _INDENT, _BUS = 196.0, 16.0, 22.0, 18.0
_EDGE = 12
#: So many columns stand beside each other; more go into the next row.
_COLUMNS = 4


@dataclass(frozen=True)
class _Box:
    """A unit with its place."""

    branch: Branch
    x: float
    y: float
    wide: float
    lines: tuple[str, ...]

    @property
    def high(self) -> float:
        """With the code under the name."""
        return 2 * _PAD + (len(self.lines) + 1) * _LINE - 4

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.high


def to_svg(chart: Branch, title: str, key: str = "so-do") -> str:
    """The chart as SVG text, with title and description; the same bytes for the same chart.

    Args:
        title: what is drawn; its name for those who hear it.
        key: prefix of ids inside; unique on the page.
    """
    boxes: list[_Box] = []
    ways: list[str] = []
    columns = max(1, min(_COLUMNS, len(chart.below)))
    width = _BUS + columns * (_WIDE + _GAP)
    head = _box(chart, 1, 1, min(width - 2, 2 * _WIDE))
    boxes.append(head)
    y = head.bottom
    for start in range(0, len(chart.below), _COLUMNS):
        row = chart.below[start : start + _COLUMNS]
        bus, top, deepest = y + _BUS, y + 2 * _BUS, y
        trunk = head.x + _BUS / 2
        ways.append(f"M{_n(trunk)},{_n(head.bottom)}V{_n(bus)}")
        for place, branch in enumerate(row):
            x = _BUS + place * (_WIDE + _GAP)
            middle = x + _WIDE / 2
            ways.append(f"M{_n(trunk)},{_n(bus)}H{_n(middle)}V{_n(top)}")
            deepest = max(deepest, _stack(branch, x, top, boxes, ways))
        y = deepest
    height = y + 2
    below = "; ".join(each.name for each in chart.below)
    told = _("%(name)s có %(many)s đơn vị trực thuộc: %(below)s.") % {
        "name": chart.name, "many": len(chart.below), "below": below,
    }  # fmt: skip
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-ten {key}-ta" '
        f'viewBox="-{_EDGE} -{_EDGE} {_n(width + 2 * _EDGE)} {_n(height + 2 * _EDGE)}" '
        f'width="{_n(width + 2 * _EDGE)}" height="{_n(height + 2 * _EDGE)}" '
        f'font-family="{FONT}" font-size="{_n(_LETTER)}">'
        f'<title id="{key}-ten">{escape(title)}</title><desc id="{key}-ta">{escape(told)}</desc>'
    )
    lines = f'<path class="k-river" d="{"".join(ways)}" fill="none" stroke="{COLOURS["river"]}" stroke-width="1"/>'
    drawn = (_drawn(box, first=not place) for place, box in enumerate(boxes))
    return "".join([opening, lines, *drawn, "</svg>"])


def _box(branch: Branch, x: float, y: float, wide: float) -> _Box:
    return _Box(branch, x, y, wide, tuple(wrapped(branch.name, _LETTER, wide - 2 * _PAD)))


def _stack(branch: Branch, x: float, y: float, boxes: list[_Box], ways: list[str], depth: int = 0) -> float:
    """A unit with all below it, each a little further in; returns where the lowest ends."""
    box = _box(branch, x, y, _WIDE - min(depth, 4) * _INDENT)
    boxes.append(box)
    end = box.bottom
    for inner in branch.below:
        top = end + _GAP / 2
        stem = x + _INDENT / 2
        inside = x + (_INDENT if depth < 4 else 0)
        if depth < 4:
            ways.append(f"M{_n(stem)},{_n(box.bottom)}V{_n(top + 2 * _PAD)}H{_n(inside)}")
        end = _stack(inner, inside, top, boxes, ways, depth + 1)
    return end


def _drawn(box: _Box, *, first: bool) -> str:
    says = f"{box.branch.name} ({box.branch.code})"
    dash = ' stroke-dasharray="6 3"' if box.branch.kind == "public_unit" else ""
    base = box.y + _PAD + _LETTER - 2
    weight = ' font-weight="600"' if first else ""
    words = "".join(
        f'<text class="c-ink" x="{_n(box.x + _PAD)}" y="{_n(base + place * _LINE)}" fill="{COLOURS["ink"]}"'
        f"{weight}>{escape(line)}</text>"
        for place, line in enumerate(box.lines)
    )
    code = (
        f'<text class="c-soft" x="{_n(box.x + _PAD)}" y="{_n(base + len(box.lines) * _LINE)}" font-size="12" '
        f'fill="{COLOURS["soft"]}">{escape(box.branch.code)}</text>'
    )
    return (
        f'<g><title>{escape(says)}</title><rect class="c-back k-river" x="{_n(box.x)}" y="{_n(box.y)}" '
        f'width="{_n(box.wide)}" height="{_n(box.high)}" rx="6" fill="{COLOURS["back"]}" stroke="{COLOURS["river"]}" '
        f'stroke-width="{3 if first else 1.5}"{dash}/>{words}{code}</g>'
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
