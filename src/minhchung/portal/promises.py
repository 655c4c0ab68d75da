"""The promises and what was reached of them, as they are told to the public: pages and files take the same rows.

A group of fewer dossiers than the lawbook's convention is not told, neither how many they are nor how they went. What
is reckoned is kept for some minutes: the pages are open to everybody, and reckoning walks over every dossier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.core.cache import cache

from minhchung.dossiers import promise_queries
from minhchung.dossiers.promise_queries import Reached
from minhchung.lawbook import in_force
from minhchung.procedures.posted_queries import PostedLine, posted
from minhchung.procedures.queries import VersionRow, catalogue
from minhchung.rules.deadlines import Limit, Unit, add_months
from minhchung.rules.reached import Span, covering, spread

#: Seconds for which reckoned rows are told again.
KEPT_FOR = 600
#: The shares of the dossiers, in per cent, of which is told within which time they were done.
SHARES = (50, 90)
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


@dataclass(frozen=True)
class Row:
    """A procedure's promise and what was reached of it in a period.

    Attributes:
        legal, committed: the limit where all cases have the same one, else None; the words tell every one.
        enough: False where the group is too small to be told; then every number below is None.
        dossiers: ended with a verdict; late: those of them that were late.
        measured: those whose time could be reckoned in ``unit``, in which the most of them have their limit.
        times: by per cent of the dossiers, the time within which they were done, in ``unit``.
        spans: how the times are spread, and ``limit`` the one limit that held for all of them, in whole units.
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
    enough: bool
    dossiers: int | None
    late: int | None
    measured: int | None
    unit: Unit | None
    times: tuple[tuple[int, Fraction], ...]
    spans: tuple[Span, ...]
    limit: int | None

    @property
    def late_share(self) -> tuple[int, int] | None:
        """How many of how many were late; None where it is not told."""
        return None if self.dossiers is None or self.late is None else (self.late, self.dossiers)


@dataclass(frozen=True)
class Told:
    """Rows as they were reckoned at a moment."""

    at: datetime
    rows: tuple[Row, ...]


def least(on: date) -> int:
    """How many dossiers a group must have to be told."""
    return int(in_force("openness.promises", on).value["at_least"])


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


def of_posted(period: Period, at: datetime) -> Told:
    """The rows of all procedures posted today, by field and name; those without dossiers have nothing to count."""
    return _kept("posted", period, at)


def of_everything(period: Period, at: datetime) -> Told:
    """The rows of every procedure of which a dossier ended in the period, by field, name and code."""
    return _kept("everything", period, at)


def _kept(which: str, period: Period, at: datetime) -> Told:
    name = f"portal.promises.{which}.{period.since}.{period.until}.{at.date()}"
    told = cache.get(name)
    if not isinstance(told, Told):
        rows = _of_posted(period, at.date()) if which == "posted" else _of_everything(period, at.date())
        told = Told(at, rows)
        cache.set(name, told, KEPT_FOR)
    return told


def _of_posted(period: Period, today: date) -> tuple[Row, ...]:
    found = promise_queries.reached(period.since, period.until)
    book, rows = catalogue(), []
    for line in posted(today):
        versions = book.in_force(book.by_code(line.key), today)
        version = next((each for each in versions if each.key == line.key), None)
        if version is not None:
            reached = found.get(version.procedure_id, Reached())
            rows.append(_row(version, period, reached, today, line))
    return tuple(rows)


def _of_everything(period: Period, today: date) -> tuple[Row, ...]:
    book, rows = catalogue(), []
    for procedure, reached in promise_queries.reached(period.since, period.until).items():
        versions = book.versions([procedure])
        begun = [each for each in versions if each.since < period.until]
        rows.append(_row((begun or versions)[-1], period, reached, today))
    return tuple(sorted(rows, key=lambda row: (row.field, row.name, row.key)))


def _row(
    version: VersionRow, period: Period, reached: Reached, today: date, line: PostedLine | None = None
) -> Row:
    rule = in_force("openness.promises", today).value
    enough = reached.ended == 0 or reached.ended >= rule["at_least"]
    unit, taken = _main(reached)
    times = [time for time, _limit in taken]
    if not enough or len(times) < rule["at_least"]:
        unit, taken, times = None, [], []
    limits = {limit for _time, limit in taken}
    # Days of the calendar that end on a day of rest end later, so time beyond the limit is not yet lateness there.
    strict = len(limits) == 1 and unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR)
    limit = next(iter(limits)).value if strict else None
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
        enough=enough,
        dossiers=reached.ended if enough else None,
        late=reached.late if enough else None,
        measured=len(times) if times else (0 if enough and not reached.times else None),
        unit=unit,
        times=tuple((share, time) for share in SHARES if (time := covering(times, share)) is not None),
        spans=spread(times, limit, at_least=rule["at_least"], most=rule["spans"]),
        limit=limit,
    )


def _main(reached: Reached) -> tuple[Unit | None, list[tuple[Fraction, Limit]]]:
    """The unit in which the most dossiers are measured, with their times and limits."""
    if not reached.times:
        return None, []
    unit = max(sorted(reached.times), key=lambda each: len(reached.times[each]))
    return unit, reached.times[unit]


def _limits(given: Iterable[tuple[int | None, str]]) -> list[Limit]:
    found = {Limit(value, Unit(unit)): None for value, unit in given if value is not None}
    return list(found)
