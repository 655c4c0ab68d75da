"""The year against which the cutting of staff is measured."""

from __future__ import annotations

from minhchung import lawbook
from minhchung.rules.windows import Window


def base_year(window: Window) -> int:
    """The base year of cutting staff on the window's last day; of a day before any, the first one known."""
    history = lawbook.history("staff.base_year")
    rule = next((each for each in history if each.in_force(window.last_day)), history[0])
    return int(rule.value["year"])
