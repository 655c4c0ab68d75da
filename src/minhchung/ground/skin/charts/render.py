"""From frozen numbers to a drawing, one way for each kind of chart."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from minhchung.ground.skin.charts.canvas import LINE, SIZE, Canvas
from minhchung.ground.skin.charts.data import (
    Chart,
    Histogram,
    Lines,
    Rate,
    Rows,
    StackedBars,
    amount,
    printed,
    total_at,
)
from minhchung.ground.skin.charts.text import balanced, width, wrapped
from minhchung.rules.rounding import UNIT_SPACE, printed_number

ROW = SIZE * LINE
GAP = 6.0
_Scale = Callable[[Fraction], float]


def to_svg(chart: Chart, key: str = "bieu-do", width: int = 680) -> str:
    """The chart as SVG text: valid XML, no style attributes, the same bytes for the same chart.

    Args:
        chart: what to show.
        key: prefix of ids inside; unique on the page.
        width: of the drawing, in its own unit; letters are 14 of it. 680 suits a page, 340 a phone.
    """
    if isinstance(chart, Rows):
        return _rows(chart, key, width)
    if isinstance(chart, Lines):
        return _lines(chart, key, width)
    return _columns(chart, key, width)


def _columns(chart: Chart, key: str, wide: float) -> str:
    """Upright bars: side by side, stacked, or touching."""
    stacked, touching = isinstance(chart, StackedBars), isinstance(chart, Histogram)
    count = len(chart.categories)
    named = len(chart.series) > 1
    tops = [total_at(chart, index) if stacked else None for index in range(count)]
    values = [[amount(value) for value in series.values] for series in chart.series]
    known = [value for row in values for value in row if value is not None] + [
        top for top in tops if top is not None
    ]
    high, low = max([*known, Fraction(0)]), min([*known, Fraction(0)])
    side = max((width(series.name, SIZE) for series in chart.series), default=0) + 2 * GAP if stacked else 0.0
    beside = stacked and side <= wide * 0.3
    key_lines = _key_lines(chart, wide) if named and not beside else []
    top = len(key_lines) * ROW + (GAP if key_lines else 0) + ROW + GAP
    slot_room = wide - (side if beside else 0)
    together = 1 if stacked else len(chart.series)
    labels_fit = _labels_fit(chart, tops, slot_room / count / together - 2)
    step = _step(high, low) if not labels_fit else Fraction(0)
    ticks = _ticks(high, low, step)
    left = max((width(_tick(tick, chart), SIZE) for tick in ticks), default=0.0) + (GAP if ticks else 0)
    slot = (slot_room - left) / count
    plot_high = 190.0 if wide >= 480 else 170.0
    foot, every = _foot(chart, slot)
    canvas = Canvas(wide, top + plot_high + foot, key)
    _draw_key(canvas, chart, key_lines)
    if ticks:
        high, low = max(high, ticks[-1]), min(low, ticks[0])
    span = (high - low) or Fraction(1)

    def y_of(value: Fraction) -> float:
        return top + float((high - value) / span) * plot_high

    for tick in ticks:
        canvas.line(left, y_of(tick), left + slot * count, y_of(tick))
        canvas.text(left - GAP, y_of(tick) + SIZE * 0.35, _tick(tick, chart), anchor="end", soft=True)
    bar = slot - 2 if touching else min(slot * (0.62 if together == 1 else 0.8) / together, 72.0)
    for index, category in enumerate(chart.categories):
        middle = left + slot * (index + 0.5)
        if stacked:
            _stack(canvas, chart, index, middle - bar / 2, bar, y_of, labels_fit)
        else:
            for order in range(together):
                x = middle + (order - together / 2) * bar
                _one_bar(canvas, chart, (order, index), (x, bar), y_of, labels_fit)
        _category(canvas, chart, index, middle, top + plot_high + ROW, slot * every, every)
    canvas.line(left, y_of(Fraction(0)), left + slot * count, y_of(Fraction(0)), axis=True)
    if beside:
        _names_beside(canvas, chart, left + slot * count + GAP, y_of, plot_high + top)
    if isinstance(chart, Histogram) and chart.mark is not None:
        x = left + slot * chart.mark
        canvas.line(x, top - ROW, x, top + plot_high, axis=True, dash="4 3")
        room_right = wide - x - GAP
        fits = width(chart.mark_words, SIZE) <= room_right
        canvas.text(
            x + (GAP if fits else -GAP),
            top - GAP,
            chart.mark_words,
            anchor="start" if fits else "end",
            soft=True,
        )
    return canvas.finished(chart.title, chart.description)


def _one_bar(
    canvas: Canvas,
    chart: Chart,
    place: tuple[int, int],
    at: tuple[float, float],
    y_of: _Scale,
    labelled: bool,
) -> None:
    (order, index), (x, bar) = place, at
    value = chart.series[order].values[index]
    height = amount(value)
    if height is None:
        canvas.text(x + bar / 2, y_of(Fraction(0)) - GAP, "–", anchor="middle", soft=True)
        return
    zero, end = y_of(Fraction(0)), y_of(height)
    canvas.bar(x, min(zero, end), bar, abs(zero - end), chart.tone_of(order), _says(chart, order, index))
    if labelled:
        above = end - GAP if height >= 0 else end + SIZE + 2
        canvas.text(x + bar / 2, above, printed(value, chart.decimals), anchor="middle")


def _stack(
    canvas: Canvas, chart: Chart, index: int, x: float, bar: float, y_of: _Scale, labelled: bool
) -> None:
    ground = Fraction(0)
    for order, series in enumerate(chart.series):
        height = amount(series.values[index])
        if not height:
            continue
        top, bottom = y_of(ground + height), y_of(ground)
        canvas.bar(x, top, bar, bottom - top, chart.tone_of(order), _says(chart, order, index))
        words = printed(series.values[index], chart.decimals)
        wide = width(words, SIZE) + 6
        if labelled and bottom - top >= ROW and wide <= bar:
            canvas.plate(x + (bar - wide) / 2, (top + bottom - ROW) / 2, wide, ROW)
            canvas.text(x + bar / 2, (top + bottom) / 2 + SIZE * 0.35, words, anchor="middle")
        ground += height
    whole = total_at(chart, index)
    if whole is None:
        canvas.text(x + bar / 2, y_of(Fraction(0)) - GAP, "–", anchor="middle", soft=True)
    elif labelled:
        canvas.text(
            x + bar / 2, y_of(whole) - GAP, printed(whole, chart.decimals), anchor="middle", bold=True
        )


def _names_beside(canvas: Canvas, chart: Chart, x: float, y_of: _Scale, bottom: float) -> None:
    """The names of a stack's parts beside its last column, kept apart from each other."""
    ground, wanted = Fraction(0), []
    for series in chart.series:
        height = amount(series.values[-1]) or Fraction(0)
        wanted.append(y_of(ground + height / 2) + SIZE * 0.35)
        ground += height
    for order, y in enumerate(_apart(wanted, bottom - 2)):
        canvas.text(x, y, chart.series[order].name)


def _lines(chart: Lines, key: str, wide: float) -> str:
    """Lines over time, their names at their right ends."""
    values = [[amount(value) for value in series.values] for series in chart.series]
    known = [value for row in values for value in row if value is not None]
    high, low = (max(known), min(known)) if known else (Fraction(1), Fraction(0))
    rates = any(isinstance(value, Rate) for series in chart.series for value in series.values)
    cut = low > 0 and (high - low) * 3 < high
    base = low if cut else min(low, Fraction(0))
    step = _step(high, base)
    ticks = _ticks(high, base, step, cap=Fraction(100) if rates else None)
    bottom, ceiling = ticks[0], ticks[-1]
    named = len(chart.series) > 1
    side = max(width(series.name, SIZE) for series in chart.series) + 3 * GAP if named else 4 * GAP
    beside = named and side <= wide * 0.34
    key_lines = _key_lines(chart, wide) if named and not beside else []
    side = side if beside or not named else 4 * GAP
    said = f"Trục đứng bắt đầu từ {_tick(bottom, chart)}" if bottom > 0 else ""
    top = len(key_lines) * ROW + ROW + GAP
    left = max(width(_tick(tick, chart), SIZE) for tick in ticks) + GAP * 1.5
    plot_high = 190.0 if wide >= 480 else 170.0
    count = len(chart.categories)
    slot = (wide - left - side) / max(count - 1, 1)
    foot, every = _foot(chart, slot)
    foot += GAP
    canvas = Canvas(wide, top + plot_high + foot + (ROW if said else 0), key)
    _draw_key(canvas, chart, key_lines)

    def y_of(value: Fraction) -> float:
        return top + float((ceiling - value) / ((ceiling - bottom) or 1)) * plot_high

    for tick in ticks:
        canvas.line(left, y_of(tick), wide - side, y_of(tick), axis=tick == bottom)
        canvas.text(left - GAP, y_of(tick) + SIZE * 0.35, _tick(tick, chart), anchor="end", soft=True)
    for index in range(count):
        _category(canvas, chart, index, left + slot * index, top + plot_high + ROW + GAP, slot * every, every)
    for order, row in enumerate(values):
        tone = chart.tone_of(order)
        for run in _runs(row):
            canvas.path(
                [(left + slot * index, y_of(value)) for index, value in run],
                tone,
                ("", "7 4", "2 3", "9 3 2 3", "4 2")[order],
            )
        for index, value in enumerate(row):
            if value is not None:
                canvas.dot(left + slot * index, y_of(value), tone, order, _says(chart, order, index))
        if not named:
            _label_ends(canvas, chart, row, (left, slot), y_of)
    if beside:
        wanted = [
            next((y_of(value) for value in reversed(row) if value is not None), top) + SIZE * 0.35
            for row in values
        ]
        for order, y in enumerate(_apart(wanted, top + plot_high)):
            canvas.text(wide - side + 2 * GAP, y, chart.series[order].name)
    if said:
        canvas.text(0, top + plot_high + foot + SIZE, said, soft=True)
    return canvas.finished(
        chart.title, f"{chart.description} {said}.".strip(" .") + "." if said else chart.description
    )


def _label_ends(
    canvas: Canvas, chart: Chart, row: list[Fraction | None], at: tuple[float, float], y_of: _Scale
) -> None:
    """The lowest, the highest and the last value in numbers, where they do not cover each other."""
    left, slot = at
    known = [(value, index) for index, value in enumerate(row) if value is not None]
    if not known:
        return
    last = max(index for _, index in known)
    lowest, highest = min(known)[1], max(known, key=lambda pair: (pair[0], pair[1]))[1]
    taken: list[tuple[float, float]] = []
    for index in dict.fromkeys((last, lowest, highest)):
        words = printed(chart.series[0].values[index], chart.decimals)
        half = width(words, SIZE) / 2
        x = min(max(left + slot * index, left + half), canvas.width - half)
        if any(abs(x - other) < half + other_half + 4 for other, other_half in taken):
            continue
        taken.append((x, half))
        value = row[index]
        if value is not None:
            below = index == lowest != highest
            canvas.text(
                x, y_of(value) + (SIZE + GAP if below else -1.5 * GAP), words, anchor="middle", bold=True
            )


def _rows(chart: Rows, key: str, wide: float) -> str:
    """Lying bars; long names above their bar on a narrow drawing, beside it on a wide one."""
    (series,) = chart.series
    values = [amount(value) for value in series.values]
    known = [value for value in values if value is not None]
    high, low = max([*known, Fraction(0)]), min([*known, Fraction(0)])
    if low < 0:
        raise ValueError(f"Biểu đồ “{chart.title}”: cột ngang không nhận số âm.")
    above = wide < 480
    room = wide if above else min(max(width(name, SIZE) for name in chart.categories), wide * 0.42)
    names = [wrapped(name, SIZE, room) for name in chart.categories]
    left = 0.0 if above else room + 2 * GAP
    right = max(width(printed(value, chart.decimals), SIZE) for value in series.values) + 2 * GAP
    thick = 18.0
    heights = [
        len(lines) * ROW + thick + 1.5 * GAP if above else max(len(lines) * ROW, thick) + 1.6 * GAP
        for lines in names
    ]
    canvas = Canvas(wide, sum(heights) + GAP, key)
    scale = (wide - left - right) / float(high or 1)
    y = GAP / 2
    for index, lines in enumerate(names):
        block = len(lines) * ROW
        middle = y + block + thick / 2 if above else y + (heights[index] - 1.6 * GAP) / 2
        text_top = y if above else middle - block / 2
        for number, line in enumerate(lines):
            canvas.text(
                0 if above else left - 2 * GAP,
                text_top + ROW * number + SIZE * 1.05,
                line,
                anchor="start" if above else "end",
            )
        value = values[index]
        words = printed(series.values[index], chart.decimals)
        if value:
            canvas.bar(
                left,
                middle - thick / 2,
                float(value) * scale,
                thick,
                chart.tone_of(0),
                _says(chart, 0, index),
            )
        canvas.text(left + float(value or 0) * scale + GAP, middle + SIZE * 0.35, words, soft=not value)
        y += heights[index]
    if not above:
        canvas.line(left, GAP / 2, left, y, axis=True)
    return canvas.finished(chart.title, chart.description)


def _says(chart: Chart, order: int, index: int) -> str:
    series = chart.series[order]
    words = printed(series.values[index], chart.decimals)
    who = f"{chart.categories[index]}, {series.name}" if len(chart.series) > 1 else chart.categories[index]
    return f"{who}: {words} {chart.unit}".strip()


def _labels_fit(chart: Chart, tops: list[Fraction | None], room: float) -> bool:
    words = [
        printed(value, chart.decimals)
        for series in chart.series
        for value in series.values
        if amount(value) is not None
    ]
    words += [printed(top, chart.decimals) for top in tops if top is not None]
    return max((width(word, SIZE) for word in words), default=0.0) <= room


def _foot(chart: Chart, slot: float) -> tuple[float, int]:
    """Room for the names of categories, and how many of them share one name when all do not fit."""
    lines = max(len(wrapped(name, SIZE, max(slot - 4, 1))) for name in chart.categories)
    widest = max(width(word, SIZE) for name in chart.categories for word in name.split() or [""])
    if lines <= 3 and widest <= slot - 2:
        return lines * ROW + GAP, 1
    longest = max(width(name, SIZE) for name in chart.categories)
    return ROW + GAP, max(1, math.ceil((longest + 2 * GAP) / slot))


def _category(
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


def _key_lines(chart: Chart, wide: float) -> list[list[int]]:
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


def _draw_key(canvas: Canvas, chart: Chart, lines: list[list[int]]) -> None:
    for number, line in enumerate(lines):
        x, y = 1.0, number * ROW + SIZE
        for order in line:
            if isinstance(chart, Lines):
                canvas.dot(x + 7, y - 4.5, chart.tone_of(order), order, chart.series[order].name)
            else:
                canvas.swatch(x, y - 10.5, chart.tone_of(order))
            canvas.text(x + 14 + GAP, y, chart.series[order].name)
            x += 14 + GAP + width(chart.series[order].name, SIZE) + 4 * GAP


def _apart(wanted: list[float], bottom: float) -> list[float]:
    """The same heights, moved so that lines of text do not touch, none below ``bottom``."""
    order = sorted(range(len(wanted)), key=lambda index: (-wanted[index], index))
    placed = [0.0] * len(wanted)
    limit = bottom
    for index in order:
        placed[index] = min(wanted[index], limit)
        limit = placed[index] - ROW
    return placed


def _runs(row: list[Fraction | None]) -> list[list[tuple[int, Fraction]]]:
    """Stretches without a gap, with their places."""
    runs: list[list[tuple[int, Fraction]]] = [[]]
    for index, value in enumerate(row):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((index, value))
    return [run for run in runs if len(run) > 1]


def _step(high: Fraction, low: Fraction) -> Fraction:
    """A round distance between ticks (1, 2 or 5 times a power of ten), for three to six of them."""
    rough = (high - low) / 4 or (abs(high) / 4 or Fraction(1))
    power = Fraction(10) ** math.floor(math.log10(float(rough)))
    return next(power * round_ for round_ in (1, 2, 5, 10) if power * round_ >= rough)


def _ticks(high: Fraction, low: Fraction, step: Fraction, cap: Fraction | None = None) -> list[Fraction]:
    if not step:
        return []
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [step * number for number in range(first, max(last, first + 1) + 1)]
    return [tick for tick in ticks if cap is None or tick <= cap or tick == ticks[0]]


def _tick(value: Fraction, chart: Chart) -> str:
    decimals = 0
    while (value * 10**decimals).denominator != 1 and decimals < 4:
        decimals += 1
    rates = any(isinstance(each, Rate) for series in chart.series for each in series.values)
    return f"{printed_number(value, decimals)}{UNIT_SPACE}%" if rates else printed_number(value, decimals)
