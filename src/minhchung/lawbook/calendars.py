"""The country's working calendar, from the yearly entries."""

from __future__ import annotations

from datetime import date
from functools import cache
from types import MappingProxyType

from minhchung.lawbook.book import history, keys
from minhchung.rules.calendar import NamedDay, NationalDays


@cache
def national_days() -> NationalDays:
    """Every year that has an entry: holidays, compensations, and both days of each swap."""
    years: set[int] = set()
    off: dict[date, NamedDay] = {}
    worked: dict[date, NamedDay] = {}
    for key in keys():
        if not key.startswith("calendar.y"):
            continue
        for rule in history(key):
            years.add(rule.since.year)
            for days, target in ((rule.value["rest"], off), (rule.value["worked"], worked)):
                for each in days:
                    target[each["day"]] = NamedDay(each["name"], rule.cites, each.get("paired"))
    return NationalDays(frozenset(years), MappingProxyType(off), MappingProxyType(worked))
