"""The frame of a report: its window, the parts that tile it, and the periods that it is read beside.

Periodic reports of reform come by quarter, half-year, nine months and year, five-year reports by programme (NĐ
09/2019/NĐ-CP; each window cut on the 15th). The parts of a programme are years, those of a year or a half are quarters;
a quarter or month has none. A periodic report is read beside the same months of the year before; a quarter or month in
the course of a year also beside all of that year so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from minhchung.rules.windows import Regime, Window, parse_window, years_of


class Span(StrEnum):
    """What kind of period a report covers."""

    PROGRAMME = "programme"  # several years
    YEAR = "year"
    NINE = "nine"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAYS = "days"  # chosen by hand: from a day to a day


#: What the parts of a report are called in captions.
PART_NAMES = {Span.PROGRAMME: "năm", Span.YEAR: "quý", Span.NINE: "quý", Span.HALF: "quý"}
_WHOLE = {Span.PROGRAMME: "Cả kỳ", Span.YEAR: "Cả năm", Span.NINE: "9 tháng", Span.HALF: "6 tháng"}
_QUARTERS = {"H1": (1, 2), "H2": (3, 4), "9M": (1, 2, 3), "": (1, 2, 3, 4)}
_SINCE_JANUARY = {"Q2": "{year}-H1", "Q3": "{year}-9M", "Q4": "{year}", "H2": "{year}"}


@dataclass(frozen=True)
class Frame:
    """A report's window with the windows around it.

    Attributes:
        window: what is reported.
        span: its kind.
        parts: windows that tile it, oldest first; empty when it is shown whole.
        so_far: the year up to the window's end, or None when that is the window itself.
        before: the same months of the year before, or None.
    """

    window: Window
    span: Span
    parts: tuple[Window, ...] = ()
    so_far: Window | None = None
    before: Window | None = None

    @property
    def windows(self) -> tuple[Window, ...]:
        """Every window in which the figures are needed, the reported one first."""
        around = (self.window, *self.parts, *(each for each in (self.so_far, self.before) if each))
        return tuple({each.label: each for each in around}.values())

    @property
    def columns(self) -> tuple[tuple[str, Window], ...]:
        """Headings and windows of a table by period: the parts, the whole, the year so far, the year before."""
        found = [(column_name(part), part) for part in self.parts]
        found.append((_WHOLE.get(self.span, "Trong kỳ"), self.window))
        if self.so_far:
            found.append((f"Từ đầu năm {self.so_far.label[:4]}", self.so_far))
        if self.before:
            found.append((f"Cùng kỳ {self.before.label[:4]}", self.before))
        return tuple(found)

    @property
    def years(self) -> tuple[Window, ...]:
        """The parts when they are years."""
        return self.parts if self.span is Span.PROGRAMME else ()

    @property
    def part_name(self) -> str:
        """ "năm", "quý", or "" when there are no parts."""
        return PART_NAMES.get(self.span, "") if self.parts else ""


def frame_of(window: Window, regime: Regime) -> Frame:
    """The frame of a report over a window."""

    def named(label: str) -> Window:
        return parse_window(label, regime).on(window.clock)

    label = window.label
    years = years_of(window, regime)
    if len(years) > 1:
        return Frame(window, Span.PROGRAMME, years)
    year, _, part = label.partition("-")
    if not year.isdigit() or ".." in label or part.count("-"):
        return Frame(window, Span.DAYS)
    before = named(f"{int(year) - 1}-{part}" if part else str(int(year) - 1))
    if part in _QUARTERS:
        span = {"": Span.YEAR, "9M": Span.NINE}.get(part, Span.HALF)
        parts = tuple(named(f"{year}-Q{quarter}") for quarter in _QUARTERS[part])
    else:
        span, parts = (Span.QUARTER if part.startswith("Q") else Span.MONTH), ()
    so_far = _SINCE_JANUARY.get(part, "").format(year=year)
    if span is Span.MONTH and part != "01":
        so_far = f"{year}-01..{label}"
    return Frame(window, span, parts, named(so_far) if so_far else None, before)


def column_name(window: Window) -> str:
    """A part as a table's column is headed: "2016", "Quý I"."""
    year, _, part = window.label.partition("-")
    return f"Quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]}" if part else year
