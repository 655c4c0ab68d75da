"""The promises and what was reached of them, as they are told to the public: pages and files take the same rows.

What was reached is what the worker has counted last, with the moment at which it did (``counting.py``). While a period
has not been counted, what is asked for is counted here and told again for some minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.core.cache import cache

from minhchung.dossiers.promise_queries import Reason
from minhchung.lawbook import in_force
from minhchung.portal.models import CountedPeriod
from minhchung.portal.promise_numbers import Numbers, counted, from_json
from minhchung.portal.promise_periods import LATEST, Period, latest, years
from minhchung.procedures.posted_queries import PostedLine, posted
from minhchung.procedures.queries import VersionRow, catalogue, posted_versions
from minhchung.rules.deadlines import Limit, Unit
from minhchung.rules.reached import Span

#: Seconds for which rows that were counted for a page are told again.
KEPT_FOR = 600

__all__ = ["LATEST", "Period", "Row", "Told", "latest", "least", "of_everything", "of_posted", "years"]


@dataclass(frozen=True)
class Row:
    """A procedure's promise and what was reached of it in a period.

    Attributes:
        legal, committed: the limit where all cases have the same one, else None; the words tell every one.
        numbers: what was reached, as far as it may be told.
    """

    procedure: int
    key: str
    national_code: str
    name: str
    field: str
    period: Period
    legal: Limit | None
    legal_words: str
    committed: Limit | None
    committed_words: str
    numbers: Numbers

    @property
    def enough(self) -> bool:
        """False where the group is too small to be told; then every number is None."""
        return self.numbers.enough

    @property
    def dossiers(self) -> int | None:
        """Those that ended with a verdict."""
        return self.numbers.dossiers

    @property
    def late(self) -> int | None:
        """Those that were late."""
        return self.numbers.late

    @property
    def measured(self) -> int | None:
        """Those whose time could be reckoned in :attr:`unit`."""
        return self.numbers.measured

    @property
    def unit(self) -> Unit | None:
        """In which the most of them have their limit."""
        return self.numbers.unit

    @property
    def times(self) -> tuple[tuple[int, Fraction], ...]:
        """By per cent of the dossiers, the time within which they were done, in :attr:`unit`."""
        return self.numbers.times

    @property
    def spans(self) -> tuple[Span, ...]:
        """How the times are spread."""
        return self.numbers.spans

    @property
    def limit(self) -> int | None:
        """The one limit that held for all of them, in whole units."""
        return self.numbers.limit

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why dossiers were late, as far as it may be told."""
        return self.numbers.reasons

    @property
    def late_share(self) -> tuple[int, int] | None:
        """How many of how many were late; None where it is not told."""
        return None if self.dossiers is None or self.late is None else (self.late, self.dossiers)


@dataclass(frozen=True)
class Told:
    """Rows as they were counted at a moment, over a period."""

    at: datetime
    period: Period
    rows: tuple[Row, ...]


def least(on: date) -> int:
    """How many dossiers a group must have to be told."""
    return int(in_force("openness.promises", on).value["at_least"])


def of_posted(period: Period, at: datetime) -> Told:
    """The rows of all procedures posted today, by field and name; those without dossiers have nothing to count."""
    counted_at, period, numbers = _numbers(period, at)
    versions = {each.key: each for each in posted_versions(at.date())}
    rows = (
        _row(version, period, numbers.get(version.procedure_id, Numbers()), line)
        for line in posted(at.date())
        if (version := versions.get(line.key)) is not None
    )
    return Told(counted_at, period, tuple(rows))


def of_everything(period: Period, at: datetime) -> Told:
    """The rows of every procedure of which a dossier ended in the period, by field, name and code."""
    counted_at, period, numbers = _numbers(period, at)
    book, rows = catalogue(), []
    for procedure, each in numbers.items():
        versions = book.versions([procedure])
        begun = [version for version in versions if version.since < period.until]
        rows.append(_row((begun or versions)[-1], period, each))
    return Told(counted_at, period, tuple(sorted(rows, key=lambda row: (row.field, row.name, row.key))))


def _numbers(period: Period, at: datetime) -> tuple[datetime, Period, Mapping[int, Numbers]]:
    """When the period was counted, over which days, and what of each procedure."""
    row = CountedPeriod.objects.filter(label=period.label).first()
    if row is not None:
        kept = row.promises.values_list("procedure", "numbers")
        found = {procedure: from_json(numbers) for procedure, numbers in kept}
        return row.counted_at, Period(row.label, row.since, row.until), found
    name = f"portal.promises.{period.since}.{period.until}.{at.date()}"
    told: tuple[datetime, Period, Mapping[int, Numbers]] | None = cache.get(name)
    if told is None:
        told = at, period, counted(period, at)[0]
        cache.set(name, told, KEPT_FOR)
    return told


def _row(version: VersionRow, period: Period, numbers: Numbers, line: PostedLine | None = None) -> Row:
    legal = _limits((each.legal_limit, each.legal_unit) for each in version.cases)
    committed = _limits(each.promise for each in version.cases)
    return Row(
        procedure=version.procedure_id,
        key=version.key,
        national_code=version.national_code,
        name=line.name if line else version.name,
        field=line.field if line else version.field,
        period=period,
        legal=legal[0] if len(legal) == 1 else None,
        legal_words="; ".join(str(each) for each in legal),
        committed=committed[0] if len(committed) == 1 else None,
        committed_words="; ".join(str(each) for each in committed),
        numbers=numbers,
    )


def _limits(given: Iterable[tuple[int | None, str]]) -> list[Limit]:
    found = {Limit(value, Unit(unit)): None for value, unit in given if value is not None}
    return list(found)
