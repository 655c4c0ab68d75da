"""What a chart shows: frozen numbers with their words, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from minhchung.ground.skin import pieces
from minhchung.rules.rounding import NOTHING_TO_COUNT, printed_number, printed_rate

#: Colours of series in the order in which they are given out; a series may name its own.
TONES = ("river", "jade", "bronze", "lacquer", "grey")


@dataclass(frozen=True)
class Rate:
    """A share as exact part and whole; drawn in percent, a gap when there is nothing to count."""

    part: int
    whole: int


Value = int | Decimal | Fraction | Rate | None


@dataclass(frozen=True)
class Series:
    """A named row of values, one for each category; None where there is no value.

    ``tone`` is one of "river", "jade", "bronze", "lacquer", "grey"; empty takes the next in order.
    """

    name: str
    values: tuple[Value, ...]
    tone: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.values))
        if self.tone and self.tone not in TONES:
            raise ValueError(f"Dãy “{self.name}”: không có màu “{self.tone}”; dùng {', '.join(TONES)}.")


@dataclass(frozen=True)
class Chart:
    """What every chart has.

    Attributes:
        title: what it shows; not drawn (the page or the caption says it), but told to those who listen.
        description: what a reader should see in it, in a sentence or two.
        categories: names along the axis.
        series: one or more rows of values, each as long as the categories.
        unit: of the values, "hồ sơ"; empty for rates.
        axis: what the categories are, "Năm": head of the table's first column.
        decimals: of printed numbers; rates keep two.
    """

    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    axis: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "categories", tuple(self.categories))
        object.__setattr__(self, "series", tuple(self.series))
        if not self.categories or not self.series:
            raise ValueError(
                f"Biểu đồ “{self.title}” không có mục nào để vẽ; dùng thông báo “Chưa phát sinh”."
            )
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(
                    f"Biểu đồ “{self.title}”, dãy “{series.name}”: {len(series.values)} giá trị "
                    f"cho {len(self.categories)} mục."
                )
        if len(self.series) > len(TONES):
            raise ValueError(f"Biểu đồ “{self.title}”: nhiều nhất {len(TONES)} dãy thì còn đọc được.")

    def tone_of(self, index: int) -> str:
        """The colour of a series: its own, else the next in order."""
        return self.series[index].tone or TONES[index]


@dataclass(frozen=True)
class Bars(Chart):
    """Upright bars from zero; several series stand side by side."""


@dataclass(frozen=True)
class StackedBars(Chart):
    """Upright bars whose parts add up to the whole. Values are counts, never rates, never negative."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for series in self.series:
            if any(isinstance(value, Rate) or (value is not None and value < 0) for value in series.values):
                raise ValueError(f"Biểu đồ “{self.title}”: cột chồng chỉ nhận số không âm, không nhận tỷ lệ.")


@dataclass(frozen=True)
class Lines(Chart):
    """Lines over time; a gap where there was nothing to count. The axis says where it starts."""


@dataclass(frozen=True)
class Rows(Chart):
    """Lying bars from zero for long names; one series."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.series) != 1:
            raise ValueError(f"Biểu đồ “{self.title}”: cột ngang chỉ có một dãy.")


@dataclass(frozen=True)
class Histogram(Chart):
    """Touching bars: categories are the spans in order ("0-1 ngày"); one series of counts.

    ``mark`` draws an upright line after that many categories, with its words ("thời hạn").
    """

    mark: int | None = None
    mark_words: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.series) != 1:
            raise ValueError(f"Biểu đồ “{self.title}”: biểu đồ phân bố chỉ có một dãy.")


def amount(value: Value) -> Fraction | None:
    """The exact height of a value: percent for a rate; None when there is nothing to draw."""
    if isinstance(value, Rate):
        return Fraction(value.part * 100, value.whole) if value.whole else None
    return None if value is None else Fraction(value)


def printed(value: Value, decimals: int) -> str:
    """The value in Vietnamese writing."""
    if isinstance(value, Rate):
        return printed_rate(value.part, value.whole)
    return NOTHING_TO_COUNT if value is None else printed_number(value, decimals)


def to_table(chart: Chart) -> pieces.Table:
    """The same numbers as a table, with a total for each category of a stack."""
    stacked = isinstance(chart, StackedBars)
    columns = [
        pieces.Column(chart.axis, nowrap=not isinstance(chart, Rows)),
        *(pieces.Column(series.name, number=True) for series in chart.series),
    ]
    if stacked:
        columns.append(pieces.Column("Tổng", number=True))
    rows = []
    for index, category in enumerate(chart.categories):
        cells = [category, *(printed(series.values[index], chart.decimals) for series in chart.series)]
        if stacked:
            cells.append(printed(total_at(chart, index), chart.decimals))
        rows.append(pieces.Row(tuple(pieces.Cell(text) for text in cells)))
    unit = f"Đơn vị: {chart.unit}." if chart.unit else ""
    return pieces.Table(chart.title, tuple(columns), tuple(rows), note=unit)


def total_at(chart: Chart, index: int) -> Fraction | None:
    """The sum over the series at a category; None when no series has a value there."""
    amounts = [amount(series.values[index]) for series in chart.series]
    known = [value for value in amounts if value is not None]
    return sum(known, Fraction(0)) if known else None
