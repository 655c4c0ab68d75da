"""The few strokes that the charts are made of: presentation attributes only, so that a strict CSP lets them be.

Each colour is also a class, by which skin.css changes it in the dark.
"""

from __future__ import annotations

from html import escape

SIZE = 14.0  # of letters, in the drawing's own unit
ROW = SIZE * 1.4  # height of a line of text: marks on capitals need it
GAP = 6.0
FONT = "'Be Vietnam Pro', 'Liberation Serif', Arial, sans-serif"

COLOURS = {
    "ink": "#1d2329",
    "soft": "#565c63",
    "line": "#e4e0d8",
    "axis": "#857e70",
    "back": "#ffffff",
    "river": "#1f4e79",
    "jade": "#1f6f5c",
    "bronze": "#8a6d3b",
    "lacquer": "#9e1b1e",
    "grey": "#857e70",
}


class Canvas:
    """A drawing under way. Lengths are in the drawing's unit; y grows downwards."""

    def __init__(self, width: float, height: float, key: str) -> None:
        self.width, self.height, self.key = width, height, key
        self._parts: list[str] = []
        self._tones: dict[str, None] = {}

    def text(
        self, x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False, bold: bool = False
    ) -> None:
        """One line of text; ``y`` is the base line."""
        name = "soft" if soft else "ink"
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text class="c-{name}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{COLOURS[name]}"{weight}>'
            f"{escape(words)}</text>"
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, *, axis: bool = False, dash: str = "") -> None:
        """A rule of the ground: faint, or the axis."""
        name = "axis" if axis else "line"
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line class="c-{name}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
            f'stroke="{COLOURS[name]}" stroke-width="1"{dashes}/>'
        )

    def bar(self, x: float, y: float, wide: float, high: float, tone: str, says: str) -> None:
        """A bar in the tone's colour and pattern; ``says`` is its number in words."""
        self._tones[tone] = None
        self._parts.append(
            f'<rect class="k-{tone}" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}" '
            f'fill="url(#{self.key}-{tone})" stroke="{COLOURS[tone]}" stroke-width="1">'
            f"<title>{escape(says)}</title></rect>"
        )

    def path(self, points: list[tuple[float, float]], tone: str, dash: str = "") -> None:
        """A line through points."""
        way = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path class="k-{tone}" d="{way}" fill="none" stroke="{COLOURS[tone]}" stroke-width="2.5" '
            f'stroke-linejoin="round"{dashes}/>'
        )

    def dot(self, x: float, y: float, tone: str, shape: int, says: str) -> None:
        """A point of a line: disc, square, diamond, triangle or ring by the number of its series."""
        title = f"<title>{escape(says)}</title>"
        paint = f'class="f-{tone}" fill="{COLOURS[tone]}"'
        if shape == 0:
            self._parts.append(f'<circle {paint} cx="{_n(x)}" cy="{_n(y)}" r="4">{title}</circle>')
            return
        outlines = {
            1: ((-4, -4), (4, -4), (4, 4), (-4, 4)),
            2: ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
            3: ((0, -5.5), (5, 4), (-5, 4)),
            4: ((-5, -2), (5, -2), (5, 2), (-5, 2)),
        }
        way = "M" + "L".join(f"{_n(x + dx)} {_n(y + dy)}" for dx, dy in outlines[shape]) + "Z"
        self._parts.append(f'<path {paint} d="{way}">{title}</path>')

    def plate(self, x: float, y: float, wide: float, high: float) -> None:
        """A plain ground under a number that stands on a pattern."""
        self._parts.append(
            f'<rect class="c-back" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}" rx="2" '
            f'fill="{COLOURS["back"]}"/>'
        )

    def swatch(self, x: float, y: float, tone: str) -> None:
        """A small piece of a tone's pattern, for a key."""
        self._tones[tone] = None
        self._parts.append(
            f'<rect class="k-{tone}" x="{_n(x)}" y="{_n(y)}" width="14" height="12" fill="url(#{self.key}-{tone})" '
            f'stroke="{COLOURS[tone]}" stroke-width="1"/>'
        )

    def finished(self, title: str, description: str) -> str:
        """The whole drawing as SVG text."""
        patterns = "".join(_pattern(self.key, tone) for tone in sorted(self._tones))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img" '
            f'aria-labelledby="{self.key}-t {self.key}-d" font-family="{escape(FONT)}" font-size="{_n(SIZE)}">'
            f'<title id="{self.key}-t">{escape(title)}</title><desc id="{self.key}-d">{escape(description)}</desc>'
            f"{f'<defs>{patterns}</defs>' if patterns else ''}{''.join(self._parts)}</svg>"
        )


#: Strokes over the ground of each tone, told apart without colour: full, slanted, dotted, crossed, empty.
_STROKES = {
    "jade": '<path class="k-jade" d="M-1 1L1 -1M0 7L7 0M6 8L8 6" stroke="#1f6f5c" stroke-width="2"/>',
    "bronze": '<circle class="f-bronze" cx="3.5" cy="3.5" r="1.3" fill="#8a6d3b"/>',
    "lacquer": '<path class="k-lacquer" d="M0 0L7 7M7 0L0 7" stroke="#9e1b1e" stroke-width="1.6"/>',
    "grey": "",
}


def _pattern(key: str, tone: str) -> str:
    ground = (
        f'<rect class="f-{tone}" width="7" height="7" fill="{COLOURS[tone]}"/>'
        if tone == "river"
        else f'<rect class="c-back" width="7" height="7" fill="{COLOURS["back"]}"/>{_STROKES[tone]}'
    )
    return f'<pattern id="{key}-{tone}" width="7" height="7" patternUnits="userSpaceOnUse">{ground}</pattern>'


def _n(value: float) -> str:
    """A length with at most one decimal: short, and the same on every machine."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
