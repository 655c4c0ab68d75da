"""Windows that people choose from, and windows by name under the regime of reports that the lawbook holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from minhchung import lawbook
from minhchung.rules.windows import BadWindow, Regime, Window, parse_window, years_of

#: Five-year programmes of administrative reform begin in years that end in 1 or 6 (NQ 30c/NQ-CP, NQ 76/NQ-CP).
PROGRAMME_YEARS = 5
_PARTED: list[Callable[[], Iterable[date]]] = []


@dataclass(frozen=True)
class Choice:
    """A window that can be chosen: its canonical name and its words."""

    label: str
    words: str
    chosen: bool = False


@cache
def regime() -> Regime:
    """Cut-off days of reports by date, from the lawbook."""
    return Regime(
        tuple((rule.since, int(rule.value["cutoff_day"])) for rule in lawbook.history("reports.cutoff"))
    )


def window_named(text: str) -> Window:
    """The window of that name, e.g. ``2016..2020`` or ``2026-Q1``.

    Raises:
        BadWindow: it names no period.
    """
    return parse_window(text, regime())


def choices(first_year: int, today: date, chosen: str) -> list[tuple[str, list[Choice]]]:
    """Groups of windows from ``first_year`` to today: programmes, years, then parts of this year and the last.

    The chosen window is always among them, at the front when it is an unusual one.
    """
    years = range(today.year, first_year - 1, -1)
    begins = sorted({_programme_of(year) for year in years}, reverse=True)
    groups = [
        ("Giai đoạn", [f"{begin}..{begin + PROGRAMME_YEARS - 1}" for begin in begins]),
        ("Năm", [str(year) for year in years]),
        ("Quý", [f"{year}-Q{quarter}" for year in years[:2] for quarter in range(4, 0, -1)]),
        ("6 tháng, 9 tháng", [f"{year}-{part}" for year in years[:2] for part in ("H1", "9M")]),
        ("Tháng", [f"{year}-{month:02d}" for year in years[:2] for month in range(12, 0, -1)]),
        ("Trước và sau ngày sắp xếp", _parted(years)),
    ]
    told = [
        (name, [_choice(label, chosen) for label in labels if _begun(label, today)])
        for name, labels in groups
    ]
    if not any(each.chosen for _name, each_group in told for each in each_group):
        told.insert(0, ("Đang xem", [_choice(chosen, chosen)]))
    return [(name, group) for name, group in told if group]


def previous(window: Window) -> Window | None:
    """The window of the same length before this one; for 6 and 9 months, the same months a year before.

    None when there is no such thing to compare with (days chosen by hand).
    """
    label = window.label
    if found := re.fullmatch(r"(\d{4})", label):
        return window_named(str(int(found[1]) - 1))
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", label):
        year, quarter = int(found[1]), int(found[2])
        return window_named(f"{year - 1}-Q4" if quarter == 1 else f"{year}-Q{quarter - 1}")
    if found := re.fullmatch(r"(\d{4})-(\d{2})", label):
        year, month = int(found[1]), int(found[2])
        return window_named(f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02d}")
    if found := re.fullmatch(r"(\d{4})-(H1|H2|9M)", label):
        return window_named(f"{int(found[1]) - 1}-{found[2]}")
    if found := re.fullmatch(r"(\d{4})\.\.(\d{4})", label):
        first, last = int(found[1]), int(found[2])
        return window_named(f"{first - (last - first + 1)}..{first - 1}")
    return None


def years_shown(window: Window, count: int = PROGRAMME_YEARS) -> tuple[Window, ...]:
    """The years that tables and charts by year show: those of the window, or the last ones up to its end."""
    years = years_of(window, regime())
    if len(years) > 1:
        return years
    last = (
        window.calendar[1].year
        if window.calendar[1] > date(window.calendar[1].year, 1, 1)
        else (window.calendar[1].year - 1)
    )
    return tuple(window_named(str(year)) for year in range(last - count + 1, last + 1))


def part_at(days: Callable[[], Iterable[date]]) -> None:
    """Say where to ask for the days on which the agency became another: its year stops and starts there."""
    _PARTED[:] = [days]


def parts(window: Window, days: Iterable[date]) -> tuple[Window, ...]:
    """The parts of a window that end before or begin on some days; empty when none of them lies inside.

    >>> year = window_named("2025")
    >>> [part.label for part in parts(year, [date(2025, 7, 1)])]
    ['2024-12-15..2025-06-30', '2025-07-01..2025-12-14']
    """
    first, last = window.first_day, window.last_day
    inside = sorted(day for day in set(days) if first < day <= last)
    if not inside:
        return ()
    starts = [first, *inside]
    ends = [*(day - timedelta(days=1) for day in inside), last]
    return tuple(
        window_named(f"{start.isoformat()}..{end.isoformat()}")
        for start, end in zip(starts, ends, strict=True)
    )


def _parted(years: Iterable[int]) -> list[str]:
    days = tuple(_PARTED[0]()) if _PARTED else ()
    return [part.label for year in years for part in parts(window_named(str(year)), days)]


def _programme_of(year: int) -> int:
    return year - (year - 1) % PROGRAMME_YEARS


def _choice(label: str, chosen: str) -> Choice:
    title = window_named(label).title
    return Choice(label, title[:1].upper() + title[1:], label == chosen)


def _begun(label: str, today: date) -> bool:
    """Whether any of the window has come; unreadable names are kept out."""
    try:
        return window_named(label).reporting[0] <= today
    except BadWindow:
        return False
