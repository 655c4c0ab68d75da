"""The country's working calendar, from the yearly entries."""

from __future__ import annotations

from datetime import date
from functools import cache

from minhchung.lawbook.book import history, keys
from minhchung.rules.calendar import NamedDay, NationalDays

_FOLDER = "calendar."


@cache
def national_days() -> NationalDays:
    """Every year that has an entry: holidays, compensations, and both days of each swap.

    A day that was announced and not yet enacted is among them with its ``confidence``; an agency that worked that day
    leaves it out with :meth:`NationalDays.without`.
    """
    years: set[int] = set()
    off: dict[date, NamedDay] = {}
    worked: dict[date, NamedDay] = {}
    for key in keys():
        if not key.startswith(_FOLDER):
            continue
        for rule in history(key):
            years.add(rule.since.year)
            for part, target in (("rest", off), ("worked", worked)):
                for each in rule.value[part]:
                    target[each["day"]] = NamedDay(
                        each["name"],
                        each.get("cites", rule.cites),
                        each.get("paired"),
                        each.get("confidence", rule.confidence),
                    )
    return NationalDays(frozenset(years), off, worked)
