"""The year against which the cutting of staff is measured."""

from __future__ import annotations

from datetime import date

from minhchung import lawbook
from minhchung.rules.windows import Window


def base_rule(day: date) -> lawbook.Rule:
    """The rule of the base year in force on a day; of a day before any, the first one known."""
    history = lawbook.history("staff.base_year")
    return next((each for each in history if each.in_force(day)), history[0])


def base_year(window: Window) -> int:
    """The base year of cutting staff on the window's last day."""
    return int(base_rule(window.last_day).value["year"])
