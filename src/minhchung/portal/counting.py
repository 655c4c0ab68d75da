"""Counting what was reached of the promises, and keeping it: the worker's part of the promise pages.

One period at a time, the one counted longest ago first, so that nothing else waits long behind it. A period is counted
anew each day, and within the day when what is kept has grown old: after ten minutes, and later the more dossiers it
walked over, so that the machine spends less than a hundredth of its time on it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from minhchung.portal.models import CountedPeriod, CountedPromise
from minhchung.portal.promise_numbers import counted, to_json
from minhchung.portal.promise_periods import Period, latest, years

FRESH, FRESH_PER_DOSSIER = timedelta(minutes=10), timedelta(milliseconds=10)
LOOK = timedelta(seconds=30)


def count_stale(at: datetime) -> str | None:
    """Count the period that has waited longest and is no longer fresh; returns its label, None when all are fresh."""
    wanted = {each.label: each for each in (latest(at.date()), *years(at.date()))}
    CountedPeriod.objects.exclude(label__in=list(wanted)).delete()
    kept = {each.label: each for each in CountedPeriod.objects.all()}
    stale = [label for label in wanted if label not in kept or _is_stale(kept[label], wanted[label], at)]
    if not stale:
        return None
    first = min(stale, key=lambda label: kept[label].counted_at if label in kept else datetime.min)
    keep(wanted[first], at)
    return first


class Counting:
    """Counts what is stale, one period each time it is asked; looks again after :data:`LOOK` when all were fresh."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def __call__(self, at: datetime) -> str | None:
        """The label of the period that was counted; None when none was."""
        if self._next is not None and at < self._next:
            return None
        label = count_stale(at)
        self._next = at + LOOK if label is None else None
        return label


def count_all(at: datetime) -> None:
    """Count every period that is offered."""
    for each in (latest(at.date()), *years(at.date())):
        keep(each, at)


def keep(period: Period, at: datetime) -> None:
    """Count a period and keep it in the place of what was kept of it."""
    numbers, dossiers = counted(period, at)
    with transaction.atomic():
        row, _made = CountedPeriod.objects.update_or_create(
            label=period.label,
            defaults={"since": period.since, "until": period.until, "counted_at": at, "dossiers": dossiers},
        )
        row.promises.all().delete()
        CountedPromise.objects.bulk_create(
            CountedPromise(period=row, procedure=procedure, numbers=to_json(each))
            for procedure, each in sorted(numbers.items())
        )


def _is_stale(row: CountedPeriod, wanted: Period, at: datetime) -> bool:
    if (row.since, row.until) != (wanted.since, wanted.until) or row.counted_at.date() != at.date():
        return True
    return not row.counted_at <= at < row.counted_at + FRESH + FRESH_PER_DOSSIER * row.dossiers
