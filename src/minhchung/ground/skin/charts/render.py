"""From frozen numbers to a drawing, one way for each kind of chart."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from minhchung.ground.skin.charts.axes import (
    apart,
    draw_category,
    draw_key,
    foot_of,
    labels_fit,
    lines_of_key,
    step_for,
    tick_words,
    ticks_of,
    unbroken,
)
from minhchung.ground.skin.charts.canvas import GAP, ROW, SIZE, Canvas
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
from minhchung.ground.skin.charts.text import width, wrapped

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
    side = (
        max((width(series.name, SIZE) for series in chart.series), default=0) + 14 + 3 * GAP
        if stacked
        else 0.0
    )
    beside = stacked and side <= wide * 0.3
    keys = lines_of_key(chart, wide) if named and not beside else []
    top = len(keys) * ROW + (GAP if keys else 0) + ROW + GAP
    slot_room = wide - (side if beside else 0)
    together = 1 if stacked else len(chart.series)
    labelled = labels_fit(chart, tops, slot_room / count / together - 2)
    step = step_for(high, low) if not labelled else Fraction(0)
    ticks = ticks_of(high, low, step)
    left = max((width(tick_words(tick, chart), SIZE) for tick in ticks), default=0.0) + (GAP if ticks else 0)
    slot = (slot_room - left) / count
    plot_high = 190.0 if wide >= 480 else 170.0
    foot, every = foot_of(chart, slot)
    canvas = Canvas(wide, top + plot_high + foot, key)
    draw_key(canvas, chart, keys)
    if ticks:
        high, low = max(high, ticks[-1]), min(low, ticks[0])
    span = (high - low) or Fraction(1)

    def y_of(value: Fraction) -> float:
        return top + float((high - value) / span) * plot_high

    for tick in ticks:
        canvas.line(left, y_of(tick), left + slot * count, y_of(tick))
        canvas.text(left - GAP, y_of(tick) + SIZE * 0.35, tick_words(tick, chart), anchor="end", soft=True)
    bar = (
        slot - 2 if touching else min(slot * (0.62 if together == 1 and slot > 60 else 0.8) / together, 72.0)
    )
    for index in range(count):
        middle = left + slot * (index + 0.5)
        if stacked:
            _stack(canvas, chart, index, middle - bar / 2, bar, y_of, labelled)
        else:
            for order in range(together):
                x = middle + (order - together / 2) * bar
                _one_bar(canvas, chart, (order, index), (x, bar), y_of, labelled)
        draw_category(canvas, chart, index, middle, top + plot_high + ROW, slot * every, every)
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
    for order, y in enumerate(apart(wanted, bottom - 2)):
        canvas.swatch(x + 1, y - 10.5, chart.tone_of(order))
        canvas.text(x + 14 + GAP, y, chart.series[order].name)


def _lines(chart: Lines, key: str, wide: float) -> str:
    """Lines over time, their names at their right ends."""
    values = [[amount(value) for value in series.values] for series in chart.series]
    known = [value for row in values for value in row if value is not None]
    high, low = (max(known), min(known)) if known else (Fraction(1), Fraction(0))
    rates = any(isinstance(value, Rate) for series in chart.series for value in series.values)
    cut = low > 0 and (high - low) * 3 < high
    base = low if cut else min(low, Fraction(0))
    step = step_for(high, base)
    ticks = ticks_of(high, base, step, cap=Fraction(100) if rates else None)
    bottom, ceiling = ticks[0], ticks[-1]
    named = len(chart.series) > 1
    side = max(width(series.name, SIZE) for series in chart.series) + 3 * GAP if named else 4 * GAP
    beside = named and side <= wide * 0.34
    keys = lines_of_key(chart, wide) if named and not beside else []
    side = side if beside or not named else 4 * GAP
    said = f"Trục đứng bắt đầu từ {tick_words(bottom, chart)}" if bottom > 0 else ""
    top = len(keys) * ROW + ROW + GAP
    left = max(width(tick_words(tick, chart), SIZE) for tick in ticks) + GAP * 1.5
    plot_high = 190.0 if wide >= 480 else 170.0
    count = len(chart.categories)
    slot = (wide - left - side) / max(count - 1, 1)
    foot, every = foot_of(chart, slot)
    foot += GAP
    canvas = Canvas(wide, top + plot_high + foot + (ROW if said else 0), key)
    draw_key(canvas, chart, keys)

    def y_of(value: Fraction) -> float:
        return top + float((ceiling - value) / ((ceiling - bottom) or 1)) * plot_high

    for tick in ticks:
        canvas.line(left, y_of(tick), wide - side, y_of(tick), axis=tick == bottom)
        canvas.text(left - GAP, y_of(tick) + SIZE * 0.35, tick_words(tick, chart), anchor="end", soft=True)
    for index in range(count):
        draw_category(
            canvas, chart, index, left + slot * index, top + plot_high + ROW + GAP, slot * every, every
        )
    for order, row in enumerate(values):
        tone = chart.tone_of(order)
        for run in unbroken(row):
            canvas.path(
                [(left + slot * index, y_of(value)) for index, value in run],
                tone,
                ("", "7 4", "2 3", "9 3 2 3", "4 2")[order],
            )
        for index, value in enumerate(row):
            if value is not None:
                canvas.dot(left + slot * index, y_of(value), tone, order, _says(chart, order, index))
            elif not named:
                canvas.text(left + slot * index, y_of(bottom) - GAP, "–", anchor="middle", soft=True)
        if not named:
            _label_ends(canvas, chart, row, (left, slot), y_of, y_of(bottom))
    if beside:
        wanted = [
            next((y_of(value) for value in reversed(row) if value is not None), top) + SIZE * 0.35
            for row in values
        ]
        for order, y in enumerate(apart(wanted, top + plot_high)):
            canvas.text(wide - side + 2 * GAP, y, chart.series[order].name)
    if said:
        canvas.text(0, top + plot_high + foot + SIZE, said, soft=True)
    return canvas.finished(
        chart.title, f"{chart.description} {said}.".strip(" .") + "." if said else chart.description
    )


def _label_ends(
    canvas: Canvas,
    chart: Chart,
    row: list[Fraction | None],
    at: tuple[float, float],
    y_of: _Scale,
    floor: float,
) -> None:
    """The lowest, the highest and the last value in numbers, where they cover neither each other nor the axis."""
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
        value = row[index]
        assert value is not None  # those that are known
        y = y_of(value) + (SIZE + GAP if index == lowest != highest else -1.5 * GAP)
        if y < floor:
            taken.append((x, half))
            canvas.text(x, y, words, anchor="middle", bold=True)


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
