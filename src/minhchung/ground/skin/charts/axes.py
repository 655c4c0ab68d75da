"""What surrounds the marks of a chart: ticks, names along the axis, the key, and room for all of it."""

from __future__ import annotations

import math
from fractions import Fraction

from minhchung.ground.skin.charts.canvas import GAP, ROW, SIZE, Canvas
from minhchung.ground.skin.charts.data import Chart, Lines, Rate, amount, printed
from minhchung.ground.skin.charts.text import balanced, width, wrapped
from minhchung.rules.rounding import UNIT_SPACE, printed_number


def labels_fit(chart: Chart, tops: list[Fraction | None], room: float) -> bool:
    """Whether the number of every bar, and of every stack as a whole, is no wider than its room."""
    words = [
        printed(value, chart.decimals)
        for series in chart.series
        for value in series.values
        if amount(value) is not None
    ]
    words += [printed(top, chart.decimals) for top in tops if top is not None]
    return max((width(word, SIZE) for word in words), default=0.0) <= room


def foot_of(chart: Chart, slot: float) -> tuple[float, int]:
    """Room for the names of categories, and how many of them share one name when all do not fit."""
    lines = max(len(wrapped(name, SIZE, max(slot - 4, 1))) for name in chart.categories)
    widest = max(width(word, SIZE) for name in chart.categories for word in name.split() or [""])
    if lines <= 3 and widest <= slot - 2:
        return lines * ROW + GAP, 1
    longest = max(width(name, SIZE) for name in chart.categories)
    return ROW + GAP, max(1, math.ceil((longest + 2 * GAP) / slot))


def draw_category(
    canvas: Canvas, chart: Chart, index: int, middle: float, y: float, room: float, every: int
) -> None:
    """The name under a category; of many, each ``every``-th counted from the last, which is always named."""
    if (len(chart.categories) - 1 - index) % every:
        return
    most = max(len(wrapped(name, SIZE, max(room - 4, 1))) for name in chart.categories) if every == 1 else 1
    for number, line in enumerate(balanced(chart.categories[index], SIZE, most)):
        half = width(line, SIZE) / 2
        x = min(max(middle, half), canvas.width - half)
        canvas.text(x, y + number * ROW - 2, line, anchor="middle", soft=True)


def lines_of_key(chart: Chart, wide: float) -> list[list[int]]:
    """Which series share a line of the key."""
    lines: list[list[int]] = [[]]
    used = 0.0
    for order, series in enumerate(chart.series):
        need = 14 + GAP + width(series.name, SIZE) + 4 * GAP
        if lines[-1] and used + need > wide:
            lines.append([])
            used = 0.0
        lines[-1].append(order)
        used += need
    return lines


def draw_key(canvas: Canvas, chart: Chart, lines: list[list[int]]) -> None:
    """The names of the series with their patterns or points, above the drawing."""
    for number, line in enumerate(lines):
        x, y = 1.0, number * ROW + SIZE
        for order in line:
            if isinstance(chart, Lines):
                canvas.dot(x + 7, y - 4.5, chart.tone_of(order), order, chart.series[order].name)
            else:
                canvas.swatch(x, y - 10.5, chart.tone_of(order))
            canvas.text(x + 14 + GAP, y, chart.series[order].name)
            x += 14 + GAP + width(chart.series[order].name, SIZE) + 4 * GAP


def apart(wanted: list[float], bottom: float) -> list[float]:
    """The same heights, moved so that lines of text do not touch, none below ``bottom``."""
    order = sorted(range(len(wanted)), key=lambda index: (-wanted[index], index))
    placed = [0.0] * len(wanted)
    limit = bottom
    for index in order:
        placed[index] = min(wanted[index], limit)
        limit = placed[index] - ROW
    return placed


def unbroken(row: list[Fraction | None]) -> list[list[tuple[int, Fraction]]]:
    """Stretches without a gap, with their places."""
    runs: list[list[tuple[int, Fraction]]] = [[]]
    for index, value in enumerate(row):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((index, value))
    return [run for run in runs if len(run) > 1]


def step_for(high: Fraction, low: Fraction) -> Fraction:
    """A round distance between ticks (1, 2 or 5 times a power of ten), for three to six of them."""
    rough = (high - low) / 4 or (abs(high) / 4 or Fraction(1))
    power = Fraction(10) ** math.floor(math.log10(float(rough)))
    return next(power * round_ for round_ in (1, 2, 5, 10) if power * round_ >= rough)


def ticks_of(high: Fraction, low: Fraction, step: Fraction, cap: Fraction | None = None) -> list[Fraction]:
    """Round values from at most ``low`` to at least ``high``, none above ``cap``; none for a step of zero."""
    if not step:
        return []
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [step * number for number in range(first, max(last, first + 1) + 1)]
    return [tick for tick in ticks if cap is None or tick <= cap or tick == ticks[0]]


def tick_words(value: Fraction, chart: Chart) -> str:
    """A tick in Vietnamese writing, with as many decimals as it needs."""
    decimals = 0
    while (value * 10**decimals).denominator != 1 and decimals < 4:
        decimals += 1
    rates = any(isinstance(each, Rate) for series in chart.series for each in series.values)
    return f"{printed_number(value, decimals)}{UNIT_SPACE}%" if rates else printed_number(value, decimals)
