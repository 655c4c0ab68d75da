"""Charts as SVG, drawn on the server: the same bytes for the same numbers, on screen, on paper and in Word.

>>> received = Series("Tiếp nhận", (251, 259))
>>> chart = Bars("Hồ sơ tiếp nhận", "Năm 2019 nhiều nhất.", ("2018", "2019"), (received,), "hồ sơ")
>>> to_svg(chart).startswith("<svg")
True
>>> [cell.text for cell in to_table(chart).rows[1].cells]
['2019', '259']

Why they are drawn here and not by a library: docs/decisions/0006-charts.md.
"""

from minhchung.ground.skin.charts.data import (
    Bars,
    Chart,
    Histogram,
    Lines,
    Rate,
    Rows,
    Series,
    StackedBars,
    to_table,
)
from minhchung.ground.skin.charts.raster import CannotDraw, svg_to_png
from minhchung.ground.skin.charts.render import to_svg

__all__ = [
    "Bars",
    "CannotDraw",
    "Chart",
    "Histogram",
    "Lines",
    "Rate",
    "Rows",
    "Series",
    "StackedBars",
    "svg_to_png",
    "to_svg",
    "to_table",
]
