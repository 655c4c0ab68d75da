"""Windows by name, under the regime of reports that the lawbook holds."""

from __future__ import annotations

from functools import cache

from minhchung import lawbook
from minhchung.rules.windows import Regime, Window, parse_window


@cache
def regime() -> Regime:
    """Cut-off days of reports by date, from the lawbook."""
    return Regime(tuple((rule.since, int(rule.value["cutoff_day"])) for rule in lawbook.history("reports.cutoff")))


def window_named(text: str) -> Window:
    """The window of that name, e.g. ``2016..2020`` or ``2026-Q1``.

    Raises:
        BadWindow: it names no period.
    """
    return parse_window(text, regime())
