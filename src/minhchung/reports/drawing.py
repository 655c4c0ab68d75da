"""Charts of a report, drawn once for the page (SVG) and for Word (PNG)."""

from __future__ import annotations

from minhchung.ground.skin.charts import Series, StackedBars, svg_to_png, to_svg
from minhchung.reports.composition import Chart


def svg_of(chart: Chart, key: str) -> str:
    """The chart as SVG."""
    drawn = StackedBars(
        title=chart.title,
        description=chart.description,
        categories=chart.categories,
        series=tuple(Series(each.name, each.values) for each in chart.series),
        unit=chart.unit,
    )
    return to_svg(drawn, key=key)


def png_of(chart: Chart, key: str, width: int = 1360) -> bytes:
    """The chart as PNG, ``width`` pixels wide."""
    return svg_to_png(svg_of(chart, key), width)
