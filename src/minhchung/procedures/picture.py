"""The picture of a process: SVG with presentation attributes and classes only, so that a strict CSP lets it be.

Each colour is also a class, by which the skin's style changes it in the dark. The same content stands as a table beside
it.
"""

from __future__ import annotations

from html import escape

from django.utils.translation import gettext as _

from minhchung.ground.skin.charts.canvas import COLOURS, FONT
from minhchung.procedures import flow
from minhchung.procedures.flow import Drawing, Kind, Lane, Node
from minhchung.rules.process import Process, time_words


def to_svg(process: Process, title: str, day_minutes: int, key: str = "quy-trinh") -> str:
    """The process as SVG text, with title and description; the same bytes for the same process.

    Args:
        title: what is drawn; its name for those who hear it.
        day_minutes: working minutes of a day.
        key: prefix of ids inside; unique on the page.
    """
    board = flow.drawn(process, day_minutes)
    told = _("%(steps)s bước, %(units)s đơn vị, tổng thời gian %(time)s.") % {
        "steps": len(process.steps),
        "units": len(board.lanes),
        "time": time_words(process.minutes, day_minutes),
    }
    names = "; ".join(f"{step.number}. {step.name} ({step.unit})" for step in process.steps)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-ten {key}-ta" '
        f'viewBox="0 0 {_n(board.width)} {_n(board.height)}" width="{_n(board.width)}" height="{_n(board.height)}" '
        f'font-family="{FONT}" font-size="{_n(flow.LETTER)}">'
        f'<title id="{key}-ten">{escape(title)}</title><desc id="{key}-ta">{escape(f"{told} {names}")}</desc>'
        f'<defs><marker id="{key}-mui" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path class="f-river" d="M0,1L9,5L0,9Z" fill="{COLOURS["river"]}"/>'
        "</marker></defs>"
    )
    parts = [head]
    parts += [_lane(lane, board, place) for place, lane in enumerate(board.lanes)]
    parts += [
        f'<path class="k-river" d="M{"L".join(f"{_n(x)},{_n(y)}" for x, y in each.points)}" fill="none" '
        f'stroke="{COLOURS["river"]}" stroke-width="1.5" marker-end="url(#{key}-mui)"/>'
        for each in board.flows
    ]
    parts += [_node(node) for node in board.nodes]
    return "".join([*parts, "</svg>"])


def _lane(lane: Lane, board: Drawing, place: int) -> str:
    ground = _rect("c-tint" if place % 2 else "c-back", 0, lane.top, board.width, lane.height, "c-line")
    middle = lane.top + lane.height / 2 - (len(lane.lines) - 1) * flow.LINE / 2 + flow.LETTER / 3
    name = _text(lane.lines, flow.PAD, middle, bold=True)
    return (
        f'{ground}<line class="c-line" x1="{_n(flow.HEAD)}" x2="{_n(flow.HEAD)}" y1="{_n(lane.top)}" '
        f'y2="{_n(lane.top + lane.height)}" stroke="{COLOURS["line"]}"/>{name}'
    )


def _node(node: Node) -> str:
    if node.kind is Kind.STEP:
        return _box(node)
    paint = f'class="c-back k-river" fill="{COLOURS["back"]}" stroke="{COLOURS["river"]}"'
    if node.kind in (Kind.SPLIT, Kind.JOIN):
        says = (
            _("Các bước sau làm cùng lúc") if node.kind is Kind.SPLIT else _("Chờ đủ các bước làm cùng lúc")
        )
        x, y, half = node.x, node.y, node.width / 2
        arm = half / 2
        cross = f"M{_n(x - arm)},{_n(y)}H{_n(x + arm)}M{_n(x)},{_n(y - arm)}V{_n(y + arm)}"
        way = f"M{_n(x - half)},{_n(y)}L{_n(x)},{_n(y - half)}L{_n(x + half)},{_n(y)}L{_n(x)},{_n(y + half)}Z"
        return (
            f'<g><title>{escape(says)}</title><path {paint} stroke-width="1.5" d="{way}"/>'
            f'<path class="k-river" d="{cross}" fill="none" stroke="{COLOURS["river"]}" stroke-width="2.5"/></g>'
        )
    says, thick = (_("Bắt đầu"), 1.5) if node.kind is Kind.START else (_("Kết thúc"), 4)
    return (
        f'<circle {paint} cx="{_n(node.x)}" cy="{_n(node.y)}" r="{_n(node.width / 2 - thick / 2)}" '
        f'stroke-width="{_n(thick)}"><title>{escape(says)}</title></circle>'
    )


def _box(node: Node) -> str:
    step = node.step
    assert step is not None  # a node of this kind has its step
    says = " · ".join(
        each for each in (f"{step.number}. {step.name}", step.unit, step.post, node.time) if each
    )
    written = len(node.lines) + bool(node.time)
    base = node.y - (written - 1) * flow.LINE / 2 + flow.LETTER / 3
    time = ""
    if node.time:
        time = (
            f'<text class="c-soft" x="{_n(node.x)}" y="{_n(base + len(node.lines) * flow.LINE)}" text-anchor="middle" '
            f'fill="{COLOURS["soft"]}">{escape(node.time)}</text>'
        )
    return (
        f"<g><title>{escape(says)}</title>"
        f"{_rect('c-back', node.left, node.top, node.width, node.height, 'k-river', round_=6)}"
        f"{_text(node.lines, node.x, base, anchor='middle')}{time}</g>"
    )


_PAINTS = {"c-back": COLOURS["back"], "c-tint": "#fbfaf7"}
_STROKES = {"c-line": COLOURS["line"], "k-river": COLOURS["river"]}


def _rect(name: str, x: float, y: float, wide: float, high: float, edge: str, *, round_: float = 0) -> str:
    corner = f' rx="{_n(round_)}"' if round_ else ""
    return (
        f'<rect class="{name} {edge}" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"{corner} '
        f'fill="{_PAINTS[name]}" stroke="{_STROKES[edge]}"/>'
    )


def _text(lines: tuple[str, ...], x: float, y: float, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return "".join(
        f'<text class="c-ink" x="{_n(x)}" y="{_n(y + place * flow.LINE)}" text-anchor="{anchor}" '
        f'fill="{COLOURS["ink"]}"{weight}>{escape(line)}</text>'
        for place, line in enumerate(lines)
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
