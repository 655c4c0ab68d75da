"""The working calendar of an agency: the country's days, its own office hours, and the changes that were declared.

What is kept between transactions (:mod:`minhchung.ground.kept.keeping`) is asked anew once a row has changed, so that a
calendar changed by another process is seen in the next transaction. Inside a transaction a promise is reckoned under
the changes that this transaction has read; :func:`hold_calendar` waits for those who have read and not yet ended: who
uses what is kept has asked for its token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import OperationalError, connection
from django.db.models import Max

from minhchung import lawbook
from minhchung.ground.kept.keeping import hold_all, kept
from minhchung.organisation.models import CalendarChange, ChangeKind, Unit
from minhchung.organisation.queries import Hours, office_hours_of
from minhchung.rules.calendar import (
    Closure,
    NamedDay,
    NationalDays,
    OfficeHours,
    WorkingCalendar,
    parse_spans,
)

#: How long a change waits for deeds that are under way; they are short, an import may not be.
_PATIENCE = "3s"


class CalendarBusy(RuntimeError):
    """Somebody is writing for long, so the calendar cannot be changed at this moment; try again."""


@dataclass(frozen=True)
class Declared:
    """A declared change as the calendar takes it; ``weekly`` as pairs, so that equal changes are equal keys."""

    id: int
    kind: str
    unit: int | None
    name: str
    since: date | None
    until: date | None
    worked_on: date | None
    weekly: tuple[tuple[str, str], ...]
    hours: str
    cites: str
    confidence: str
    replaces: int | None
    edition: int

    @property
    def title(self) -> str:
        """Its name, and that it is not confirmed where it is not."""
        return self.name if self.confidence == "high" else f"{self.name} (chưa xác nhận)"


@dataclass(frozen=True)
class Known:
    """A calendar and its edition: how many declared changes it has taken in (0: none was ever in force)."""

    calendar: WorkingCalendar
    edition: int


@dataclass(frozen=True)
class ChangedDay:
    """A day on which two calendars differ, with the hours worked before and after ("" on a day of rest)."""

    on: date
    before: str
    after: str
    why: str


def calendar_of(unit: Unit) -> WorkingCalendar:
    """The calendar of an agency now; where it declared no office hours, those of the lawbook hold."""
    return known_calendar(unit).calendar


def known_calendar(unit: Unit, edition: int | None = None) -> Known:
    """The calendar of an agency as it was known at an edition; the latest when None."""
    return _known(unit.pk, edition)


@kept("organisation", most=64)
def _known(unit: int, edition: int | None) -> Known:
    rows = changes_in_force()
    latest = rows[-1].edition if rows else 0
    if edition is not None:
        rows, latest = tuple(row for row in rows if row.edition <= edition), edition
    return Known(_composed(_of(unit, rows), office_hours_of(unit)), latest)


def calendar_with(unit: Unit, change: Declared) -> WorkingCalendar:
    """The calendar of an agency as it would be with one more change.

    Raises:
        BadCalendar, BadHours: the change contradicts what is there; the message says how.
    """
    return _composed(_of(unit.pk, (*changes_in_force(), change)), office_hours_of(unit.pk))


def change_declared(number: int) -> Declared | None:
    """A change as the calendar takes it; one that is not in force has edition 0."""
    found = CalendarChange.objects.filter(pk=number).first()
    return declared(found) if found is not None else None


@kept("organisation", most=8)
def latest_edition() -> int:
    """How many changes have come into force; whoever asks in a transaction holds the calendar lightly until its end."""
    return CalendarChange.objects.aggregate(latest=Max("edition"))["latest"] or 0


def changes_in_force() -> tuple[Declared, ...]:
    """Every change that ever came into force, in that order."""
    found = CalendarChange.objects.filter(edition__isnull=False).order_by("edition")
    return tuple(declared(each) for each in found)


def changes_as_json() -> list[dict[str, Any]]:
    """Every change that ever came into force as JSON can write it, to go along with what was reckoned under them."""
    return [
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(row).items()
            if name != "id" and value not in (None, "", ())
        }
        for row in changes_in_force()
    ]


def declared(change: CalendarChange) -> Declared:
    """A row of the table as the calendar takes it."""
    return Declared(
        id=change.pk or 0,
        kind=change.kind,
        unit=change.unit_id,
        name=change.name,
        since=change.since,
        until=change.until,
        worked_on=change.worked_on,
        weekly=tuple(sorted(change.weekly.items())),
        hours=change.hours,
        cites="; ".join(text for text in (change.decision, change.cites) if text),
        confidence=change.confidence or "high",
        replaces=change.replaces_id,
        edition=change.edition or 0,
    )


def changed_days(before: WorkingCalendar, after: WorkingCalendar) -> tuple[ChangedDay, ...]:
    """Every day whose working time differs between two calendars of the same years, in order."""
    pairs = enumerate(zip(before.table.spans, after.table.spans, strict=True))
    found = []
    for index, (old, new) in pairs:
        if old != new:
            day = after.table.first + timedelta(days=index)
            named = after.named(day) or before.named(day)
            found.append(ChangedDay(day, _hours_text(old), _hours_text(new), named.name if named else ""))
    return tuple(found)


@dataclass(frozen=True)
class SpecialDay:
    """A day of a year that differs from its weekday, with its name, citation and whether that is confirmed."""

    on: date
    works: bool
    name: str
    cites: str
    confirmed: bool
    declared: bool


def special_days(unit: Unit, year: int) -> tuple[SpecialDay, ...]:
    """The days of a year that are off, worked in exchange, or shortened; empty for a year without a calendar."""
    calendar, book = calendar_of(unit), lawbook.national_days()
    if year not in calendar.national.years:
        return ()
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    found = []
    for day in days:
        named = calendar.named(day) if day.year == year else None
        if named is not None:
            own = book.off.get(day) or book.worked.get(day)
            sure = named.confidence == "high"
            found.append(
                SpecialDay(day, calendar.is_working_day(day), named.name, named.cites, sure, own != named)
            )
    return tuple(found)


def years_known() -> tuple[int, ...]:
    """Years that have a calendar, the latest first."""
    return tuple(sorted(lawbook.national_days().years, reverse=True))


def hold_calendar() -> None:
    """Wait for every deed that has read the calendar and not ended, and let no other begin; until the transaction ends.

    SQLite has one writer at a time anyway. On PostgreSQL whoever asks under which token the calendar is kept holds the
    table of tokens lightly until his transaction ends, which this waits for; so nobody can give a promise under a
    calendar that is already another one.

    Raises:
        CalendarBusy: somebody writes for long.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        try:
            hold_all()
        except OperationalError as busy:
            raise CalendarBusy(
                "Đang có việc ghi dữ liệu kéo dài (nhập liệu), chưa đổi lịch được lúc này. Hãy thử lại sau ít phút."
            ) from busy
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")


def _of(unit: int, rows: Sequence[Declared]) -> tuple[Declared, ...]:
    """Those of a unit or of everybody that no later one replaces, as equal values whether in force or not yet."""
    gone = {row.replaces for row in rows if row.replaces}
    mine = (row for row in rows if row.unit in (None, unit) and row.id not in gone)
    return tuple(
        replace(row, id=0, unit=None, replaces=None, edition=0)
        for row in mine
        if row.kind != ChangeKind.WITHDRAWAL
    )


def _composed(rows: tuple[Declared, ...], own: tuple[Hours, ...]) -> WorkingCalendar:
    return _laid_out(
        rows, tuple((tuple(sorted(each.weekly.items())), each.since, each.until, each.cites) for each in own)
    )


@lru_cache(maxsize=64)
def _laid_out(
    rows: tuple[Declared, ...], own: tuple[tuple[tuple[tuple[str, str], ...], date, date | None, str], ...]
) -> WorkingCalendar:
    """The calendar of equal changes and equal office hours; the key is all that it is made of."""
    late_first = rows[::-1]
    hours = [
        OfficeHours.by_weekday(
            dict(row.weekly), since=row.since or date.min, until=row.until, cites=row.cites
        )
        for row in late_first
        if row.kind == ChangeKind.HOURS
    ]
    hours += [
        OfficeHours.by_weekday(dict(weekly), since=since, until=until, cites=cites)
        for weekly, since, until, cites in own
    ]
    hours += [
        OfficeHours.same_each_weekday(
            rule.value["weekdays"], since=rule.since, until=rule.until or date.max, cites=rule.cites
        )
        for rule in lawbook.history("clocks.office_hours")
    ]
    closures = [
        Closure(row.since, row.until, row.title, row.cites, parse_spans(row.hours))
        for row in late_first
        if row.kind == ChangeKind.CLOSURE and row.since and row.until
    ]
    return WorkingCalendar(_national(rows), tuple(hours), tuple(closures))


def _national(rows: Sequence[Declared]) -> NationalDays:
    """The country's days with the declared ones; the lawbook's own when none was, so that its layout is shared."""
    book = lawbook.national_days()
    off, worked = dict(book.off), dict(book.worked)
    for row in rows:
        if row.since is None or row.kind not in (ChangeKind.HOLIDAY, ChangeKind.SWAP, ChangeKind.WORKED):
            continue
        days = [
            row.since + timedelta(days=n) for n in range(((row.until or row.since) - row.since).days or 1)
        ]
        for day in days:
            off.pop(day, None)
            if row.kind != ChangeKind.WORKED:
                off[day] = NamedDay(row.title, row.cites, row.worked_on, row.confidence)
        if row.kind == ChangeKind.SWAP and row.worked_on is not None:
            worked[row.worked_on] = NamedDay(f"Làm bù: {row.title}", row.cites, row.since, row.confidence)
    if not rows or (off == book.off and worked == book.worked):
        return book
    return NationalDays(book.years, off, worked)


def _hours_text(spans: Sequence[tuple[int, int]]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
