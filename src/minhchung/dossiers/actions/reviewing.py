"""Reviewing dossiers: their pace and the marks that follow from their dates, written anew whenever the dates change.

Marks follow from the records and can be reckoned again at any time; what an officer wrote to explain one stays with it
for as long as the mark does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import transaction

from minhchung import lawbook
from minhchung.dossiers.detectors import Seen, months_between, seen_alone, seen_at_return, seen_in_crowds
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Mark, Pace, StepPace, StepRun
from minhchung.dossiers.pacing import Clock, Clocks, Kept, kept_of, read
from minhchung.ground.inserting import insert_rows
from minhchung.ground.prepared import Prepared
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.forecast import spent
from minhchung.rules.integrity import CROWDS, Detector, last_working_days, outside_hours

_AT_ONCE = 1_000
_DAY = timedelta(days=1)
_MARKS = Prepared(lambda dossier: Mark.objects.filter(dossier=dossier), by=int)


def review(numbers: Iterable[int], *, at: datetime) -> None:
    """Reckon anew the pace of these dossiers and their marks, and the crowds of the months in which they ended.

    May be done twice: the second time changes nothing.
    """
    homes = Homes()
    clocks = Clocks(homes)
    months: set[tuple[date, date]] = set()
    for some in _chunks(numbers):
        with transaction.atomic():
            _hold(some)
            rows = read(some)
            _delete_paces(some)
            _write_paces(rows, clocks)
            _write_marks(some, list(seen_alone(rows, clocks)), at)
        for row in rows:
            if row.ended_at is not None:
                months.update(months_between(row.ended_at.date(), row.ended_at.date()))
    for first, last in sorted(months):
        _review_crowds(first, last, homes, at)


def review_after(dossier: Dossier, *, at: datetime, ended_before: bool) -> None:
    """What one deed may have changed: this dossier's pace and marks.

    The crowds of its month are looked at once the deed is committed, when it ended outside office hours or on the last
    working days of a month.

    Args:
        ended_before: whether it had ended before the deed; else it has no pace and stands in no crowd.
    """
    homes = Homes()
    clocks = Clocks(homes)
    rows = [kept_of(dossier)] if dossier.accepted_at is not None else []
    runs = list(StepRun.objects.filter(dossier=dossier).order_by("place")) if dossier.ended_at else []
    if ended_before:
        _delete_paces([dossier.pk])
    _write_paces(rows, clocks, runs)
    standing = [mark for mark in _MARKS.all(dossier.pk) if mark.detector not in CROWDS]
    _replace(standing, list(seen_alone(rows, clocks, runs)), at)
    if dossier.ended_at is None:
        if ended_before:
            Mark.objects.filter(dossier=dossier, detector__in=CROWDS).delete()
        return
    day = dossier.ended_at.date()
    (month,) = months_between(day, day)
    if _may_crowd(dossier.ended_at, month, homes):
        # Not inside the deed: it holds the end of the trail, and may not wait for other people's dossiers.
        transaction.on_commit(lambda: _review_crowds(*month, homes, at), robust=True)


def review_return(dossier: Dossier, *, at: datetime) -> None:
    """What giving the result back may have changed: how long it had lain. The clock had ended before."""
    if dossier.accepted_at is None:
        return
    standing = [mark for mark in _MARKS.all(dossier.pk) if mark.detector == Detector.RETURNED_LATER]
    _replace(standing, list(seen_at_return(kept_of(dossier), Clocks())), at)


def review_all(*, at: datetime) -> int:
    """Reckon everything anew; returns how many dossiers were looked at."""
    numbers = Dossier.objects.filter(accepted_at__isnull=False).order_by("pk").values_list("pk", flat=True)
    count = numbers.count()
    review(numbers.iterator(chunk_size=_AT_ONCE), at=at)
    return count


def _chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    source = iter(numbers)
    while some := list(islice(source, _AT_ONCE)):
        yield some


def _hold(numbers: Sequence[int]) -> None:
    """Let nobody else review these dossiers until the transaction ends; held in one order, so that no ring forms."""
    rows = Dossier.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")
    list(rows.values_list("pk"))


def _delete_paces(numbers: Sequence[int]) -> None:
    Pace.objects.filter(dossier__in=numbers).delete()
    StepPace.objects.filter(run__dossier__in=numbers).delete()


def _write_paces(rows: Sequence[Kept], clocks: Clocks, runs: Sequence[StepRun] | None = None) -> None:
    """Write the paces of dossiers that have none; ``runs`` are their steps in order, where they are known."""
    ended = [(row, clocks.of(row)) for row in rows if row.ended_at is not None and row.verdict]
    paces = []
    governed: dict[int, tuple[Kept, Clock]] = {}
    for row, clock in ended:
        assert row.ended_at is not None
        if clock is None:
            continue
        try:
            used = clock.used(row.ended_at)
        except NoCalendarForYear:
            continue
        governed[row.pk] = (row, clock)
        paces.append((row.pk, row.procedure_id, row.field, row.ended_at, used, row.verdict == "overdue"))
    insert_rows(Pace, ("dossier_id", "procedure_id", "field", "ended_at", "used", "late"), paces)
    with_steps = [number for number, (row, _clock) in governed.items() if row.process_id]
    if with_steps:
        if runs is None:
            runs = StepRun.objects.filter(dossier__in=with_steps).order_by("dossier", "place")
        _write_step_paces([run for run in runs if run.ended_at is not None], governed)


def _write_step_paces(runs: Sequence[StepRun], governed: dict[int, tuple[Kept, Clock]]) -> None:
    first: dict[tuple[int, int], list[int]] = {}
    for run in runs:
        kept, clock = governed[run.dossier_id]
        calendar = clock.workshop.calendar
        assert calendar is not None and run.ended_at is not None
        waits = tuple((wait[0], wait[1]) for wait in kept.waits if wait[1] is not None)
        try:
            took = spent(run.begun_at, run.ended_at, calendar, waits)
            begun = clock.used(run.begun_at)
        except NoCalendarForYear:
            continue
        again = first.setdefault(
            (run.dossier_id, run.number), [run.pk, kept.procedure_id, run.number, 0, begun]
        )
        again[3] += took
    insert_rows(StepPace, ("run_id", "procedure_id", "number", "took", "begun_used"), first.values())


def _write_marks(numbers: Sequence[int], seen: Sequence[Seen], at: datetime) -> None:
    standing = Mark.objects.filter(dossier__in=numbers).exclude(detector__in=CROWDS)
    _replace(list(standing), seen, at)


def _review_crowds(first: date, last: date, homes: Homes, at: datetime) -> None:
    with transaction.atomic():
        standing = Mark.objects.filter(
            detector__in=CROWDS,
            dossier__ended_at__gte=datetime.combine(first, time.min),
            dossier__ended_at__lt=datetime.combine(last + _DAY, time.min),
        )
        _replace(list(standing), list(seen_in_crowds(last, last, homes)), at)


def _replace(standing: Sequence[Mark], seen: Sequence[Seen], at: datetime) -> None:
    """Write what is seen in place of what stood; what is still seen keeps its explanation."""
    before = {(mark.dossier_id, mark.detector): mark for mark in standing}
    new = []
    for each in seen:
        mark = before.pop((each.dossier, str(each.detector)), None)
        if mark is None:
            new.append(Mark(dossier_id=each.dossier, detector=each.detector, detail=each.detail,
                            rule=each.rule, found_at=at))  # fmt: skip
        elif (mark.detail, mark.rule) != (each.detail, each.rule):
            mark.detail, mark.rule, mark.found_at = each.detail, each.rule, at
            mark.save(update_fields=["detail", "rule", "found_at"])
    if before:
        Mark.objects.filter(pk__in=[mark.pk for mark in before.values()]).delete()
    new.sort(key=lambda mark: (mark.dossier_id, mark.detector))
    Mark.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)  # two reviews at once see the same


def _may_crowd(ended_at: datetime, month: tuple[date, date], homes: Homes) -> bool:
    home = homes.on(ended_at.date())
    calendar = homes.workshop_of(home).calendar if home is not None else None
    if calendar is None:
        return False
    days = lawbook.in_force(f"honesty.{Detector.PERIOD_END}", month[1]).value["last_working_days"]
    try:
        late = ended_at.date() in last_working_days(*month, days, calendar)
        return late or outside_hours(ended_at, calendar)
    except NoCalendarForYear:
        return False
