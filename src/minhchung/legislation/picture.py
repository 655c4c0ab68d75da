"""The picture of a document's neighbours: SVG with presentation attributes and classes only, so that a strict CSP lets
it be. The same edges stand as a table beneath.
"""

from __future__ import annotations

from html import escape

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.skin.charts.canvas import COLOURS, FONT
from minhchung.legislation.graph import Edge, Near, Node
from minhchung.legislation.models import Kind

_WIDE, _HIGH, _GAP, _PAD, _COLUMN = 216.0, 44.0, 12.0, 10.0, 320.0
#: What edges within the last column need beside it.
_BULGE = 46.0
_LETTER = 12.5
#: In the upright picture: room for edges at the left, and how much further in each step stands.
_GUTTER, _STEP = 30.0, 16.0
#: How each way of acting is drawn: a colour of the skin, and strokes that differ without colour.
_LINES = {
    Kind.BASIS: ("river", ""),
    Kind.GUIDES: ("river", "6 3"),
    Kind.AMENDS: ("bronze", ""),
    Kind.REPLACES: ("lacquer", ""),
    Kind.REPEALS: ("lacquer", "6 3"),
    Kind.CONSOLIDATES: ("jade", ""),
    Kind.CORRECTS: ("jade", "2 3"),
}


def to_svg(near: Near, key: str = "lien-he") -> str:
    """The neighbours as SVG text, with title and description; the same bytes for the same neighbours.

    What the document leans on or acts on stands at the left, it in the middle, what hangs on it at the right.
    """
    columns = (near.above, (near.centre,), near.below, near.further)
    shown = [column for column in columns if column]
    tallest = max(len(column) for column in shown)
    height = 2 * _PAD + tallest * _HIGH + (tallest - 1) * _GAP
    width = 2 * _PAD + _WIDE + (len(shown) - 1) * _COLUMN + _BULGE
    places: dict[int, tuple[float, float]] = {}
    for number, column in enumerate(shown):
        top = (height - len(column) * _HIGH - (len(column) - 1) * _GAP) / 2
        for row, node in enumerate(column):
            places[node.id] = (_PAD + number * _COLUMN, top + row * (_HIGH + _GAP))
    return _drawn(near, places, (width, height), key)


def to_upright_svg(near: Near, key: str = "lien-he-doc") -> str:
    """The same for a narrow screen: one below the other, each step further in."""
    columns = (near.above, (near.centre,), near.below, near.further)
    rows = [(step, node) for step, column in enumerate(columns) for node in column]
    places = {
        node.id: (_GUTTER + step * _STEP, _PAD + row * (_HIGH + _GAP))
        for row, (step, node) in enumerate(rows)
    }
    size = (_GUTTER + 3 * _STEP + _WIDE + _PAD, 2 * _PAD + len(rows) * (_HIGH + _GAP) - _GAP)
    return _drawn(near, places, size, key, upright=True)


def _drawn(
    near: Near,
    places: dict[int, tuple[float, float]],
    size: tuple[float, float],
    key: str,
    *,
    upright: bool = False,
) -> str:
    width, height = size
    told = _(
        "%(name)s: %(above)s văn bản mà nó dựa vào hoặc tác động, %(below)s văn bản gắn trực tiếp với nó."
    ) % {
        "name": near.centre.name,
        "above": len(near.above),
        "below": len(near.below),
    }
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="{key}-ten {key}-ta" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}" '
        f'font-family="{FONT}" font-size="{_n(_LETTER)}"><title id="{key}-ten">'
        f'{escape(_("Văn bản liên quan"))}</title><desc id="{key}-ta">{escape(told)}</desc><defs>'
        + "".join(_marker(key, colour) for colour in ("river", "bronze", "lacquer", "jade"))
        + "</defs>"
    )
    line = _beside if upright else _line
    lines = "".join(line(edge, places, key) for edge in near.edges)
    nodes = (*near.above, near.centre, *near.below, *near.further)
    boxes = "".join(_box(node, *places[node.id], centre=node.id == near.centre.id) for node in nodes)
    return f"{head}{lines}{boxes}</svg>"


def legend() -> tuple[tuple[str, str], ...]:
    """For each way of acting its words and a small picture of its line."""
    return tuple((str(kind.label), _sample(*look)) for kind, look in _LINES.items())


def _sample(colour: str, dash: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 34 10" width="34" height="10">'
        f'<path class="k-{colour}" d="M1,5H33" fill="none" stroke="{COLOURS[colour]}" stroke-width="2"'
        f"{_dashes(dash)}/></svg>"
    )


def _marker(key: str, colour: str) -> str:
    return (
        f'<marker id="{key}-{colour}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path class="f-{colour}" d="M0,1L9,5L0,9Z" fill="{COLOURS[colour]}"/></marker>'
    )


def _dashes(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _line(edge: Edge, places: dict[int, tuple[float, float]], key: str) -> str:
    x1, y1 = places[edge.source]
    x2, y2 = places[edge.target]
    start, end = (x1, x2 + _WIDE) if x1 > x2 else (x1 + _WIDE, x2)
    if x1 == x2:
        start = end = x1 + _WIDE
    middle = (start + end) / 2 if start != end else start + 40
    return _way(edge, (start, y1 + _HIGH / 2), middle, (end, y2 + _HIGH / 2), key)


def _beside(edge: Edge, places: dict[int, tuple[float, float]], key: str) -> str:
    x1, y1 = places[edge.source]
    x2, y2 = places[edge.target]
    return _way(edge, (x1, y1 + _HIGH / 2), min(x1, x2) - _GUTTER, (x2, y2 + _HIGH / 2), key)


def _way(edge: Edge, start: tuple[float, float], middle: float, end: tuple[float, float], key: str) -> str:
    colour, dash = _LINES[Kind(edge.kind)]
    (x1, y1), (x2, y2) = start, end
    way = f"M{_n(x1)},{_n(y1)}C{_n(middle)},{_n(y1)} {_n(middle)},{_n(y2)} {_n(x2)},{_n(y2)}"
    return (
        f'<path class="k-{colour}" d="{way}" fill="none" stroke="{COLOURS[colour]}" stroke-width="1.6"'
        f'{_dashes(dash)} marker-end="url(#{key}-{colour})"/>'
    )


def _box(node: Node, x: float, y: float, *, centre: bool) -> str:
    ended = node.expired_on is not None
    under = f"{node.issued_on:%d/%m/%Y}"
    if ended:
        under += " · " + _("hết %(day)s") % {"day": f"{node.expired_on:%d/%m/%Y}"}
    edge = "k-lacquer" if ended else "k-river"
    colour = COLOURS["lacquer" if ended else "river"]
    weight = ' font-weight="600"' if centre else ""
    says = escape(f"{node.name}, {node.issuer}. {node.abstract}")
    box = (
        f'<rect class="c-back {edge}" x="{_n(x)}" y="{_n(y)}" width="{_n(_WIDE)}" height="{_n(_HIGH)}" rx="6" '
        f'fill="{COLOURS["back"]}" stroke="{colour}" stroke-width="{3 if centre else 1.2}"/>'
        f'<text class="c-ink" x="{_n(x + 10)}" y="{_n(y + 18)}" fill="{COLOURS["ink"]}"'
        f"{weight}>{escape(_short(node.name))}</text>"
        f'<text class="c-soft" x="{_n(x + 10)}" y="{_n(y + 35)}" fill="{COLOURS["soft"]}" font-size="11.5">'
        f"{escape(under)}</text>"
    )
    if centre:
        return f"<g><title>{says}</title>{box}</g>"
    url = reverse("legislation:graph", args=[node.id])
    return f'<a href="{escape(url)}" aria-label="{says}"><title>{says}</title>{box}</a>'


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25]}…"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
