"""A plan drawn over a year: a row a task, a bar from when it could begin to its limit, a point where it was done.

What a bar says stands in words beside it, in its title and in the table beneath; state is never colour alone.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from minhchung.ground.skin.charts.canvas import GAP, ROW, SIZE, Canvas
from minhchung.ground.skin.charts.data import TONES
from minhchung.ground.skin.charts.text import width, wrapped

_BAR = 12.0


@dataclass(frozen=True)
class Span:
    """A row: from a day to a day (both included), and the day it was done.

    Attributes:
        name: what is drawn before the bar, cut to two lines there; whole in ``says``.
        since, until: ``until`` is None where no limit is known: the bar then runs to the year's end, dashed.
        tone: one of the charts' tones; ``says`` says the state and the days in words.
    """

    name: str
    since: date
    until: date | None
    done_on: date | None
    tone: str
    says: str

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"Không có màu “{self.tone}”.")


@dataclass(frozen=True)
class Gantt:
    """The spans of a year; ``today`` is drawn as an upright line when it lies in it."""

    title: str
    description: str
    year: int
    spans: tuple[Span, ...]
    today: date | None = None
    today_words: str = ""


def gantt_svg(chart: Gantt, key: str = "tien-do", wide: int = 680) -> str:
    """The drawing as SVG text: the same bytes for the same plan.

    Args:
        wide: of the drawing in its own unit; 680 suits a page, 340 a phone (names then stand above their bars).
    """
    beside = wide >= 560
    left = wide * 0.36 if beside else 0.0
    row = 2 * ROW + GAP if beside else 2 * ROW + _BAR + 1.5 * GAP
    top = ROW + GAP
    canvas = Canvas(wide, top + row * len(chart.spans) + ROW, key)
    first, last = date(chart.year, 1, 1), date(chart.year, 12, 31)
    room = wide - left - 4
    whole = (last - first).days + 1

    def x_of(day: date) -> float:
        clamped = min(max(day, first), last + timedelta(days=1))
        return left + room * (clamped - first).days / whole

    bottom = top + row * len(chart.spans)
    _months(canvas, chart.year, x_of, bottom, every=1 if beside else 3)
    for place, span in enumerate(chart.spans):
        y = top + place * row
        names = _cut(span.name, (left or wide) - 2 * GAP)
        for number, line in enumerate(names):
            canvas.text(0, y + (number + 1) * ROW - 2, line)
        middle = y + ROW if beside else y + 2 * ROW + GAP / 2 + _BAR / 2
        _draw(canvas, span, x_of, middle, last)
    if chart.today is not None and first <= chart.today <= last:
        x = x_of(chart.today)
        canvas.line(x, ROW, x, bottom, axis=True, dash="4 3")
        after = x + GAP + width(chart.today_words, SIZE) <= wide
        canvas.text(
            x + (GAP if after else -GAP),
            bottom + ROW - 4,
            chart.today_words,
            anchor="start" if after else "end",
            soft=True,
        )
    return canvas.finished(chart.title, chart.description)


def _draw(canvas: Canvas, span: Span, x_of: Callable[[date], float], middle: float, last: date) -> None:
    begin, end = x_of(span.since), x_of((span.until or last) + timedelta(days=1))
    if span.until is None:
        canvas.line(begin, middle, end, middle, axis=True, dash="2 4")
    canvas.bar(
        begin,
        middle - _BAR / 2,
        max(end - begin, 3.0) if span.until is not None else 6.0,
        _BAR,
        span.tone,
        span.says,
    )
    if span.done_on is not None:
        canvas.dot(x_of(span.done_on), middle, span.tone, 2, span.says)


def _months(canvas: Canvas, year: int, x_of: Callable[[date], float], bottom: float, *, every: int) -> None:
    for month in range(1, 13, every):
        first = date(year, month, 1)
        x, until = x_of(first), x_of(first + timedelta(days=calendar.monthrange(year, month)[1]))
        canvas.line(x, ROW, x, bottom)
        at, anchor = (x + 3, "start") if every > 1 else ((x + until) / 2, "middle")
        canvas.text(at, SIZE, f"T{month}", anchor=anchor, soft=True)


def _cut(name: str, room: float) -> list[str]:
    """The name in at most two lines; what does not fit ends in an ellipsis and stands whole in the bar's title."""
    lines = wrapped(name, SIZE, room)
    if len(lines) <= 2:
        return lines
    second = lines[1]
    while second and width(f"{second}…", SIZE) > room:
        second = second[: second.rfind(" ")] if " " in second else second[:-1]
    return [lines[0], f"{second}…"]
