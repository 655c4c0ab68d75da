"""The periods over which it is told what was reached of the promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from minhchung.dossiers import promise_queries
from minhchung.rules.deadlines import add_months

#: The period without a name: the last twelve months.
LATEST = ""


@dataclass(frozen=True)
class Period:
    """Dossiers that ended from a day until (not including) a day; ``label`` is the year, "" for the last months."""

    label: str
    since: date
    until: date

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.until - timedelta(days=1)


def latest(today: date) -> Period:
    """The last twelve months, up to yesterday."""
    return Period(LATEST, add_months(today, -12), today)


def years(today: date) -> tuple[Period, ...]:
    """The calendar years in which dossiers ended, this one up to yesterday, the latest first."""
    first = promise_queries.first_year()
    if first is None:
        return ()
    found = (
        Period(str(year), date(year, 1, 1), min(date(year + 1, 1, 1), today))
        for year in range(today.year, first - 1, -1)
    )
    return tuple(each for each in found if each.since < each.until)
