"""Trying a limit: the clock of each past dossier is reckoned again with another limit, nothing of it is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime

from django.db import transaction

from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.clock import CannotJudge, Workshop
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Replay, Replayed, ReplayPoint, Verdict
from minhchung.dossiers.waits import waits_of
from minhchung.dossiers.whereabouts import Stay, spent_in, stay_at
from minhchung.ground.trail import actions as trail
from minhchung.organisation import queries as organisation
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.deadlines import CannotCompute, Limit, Unit

_AT_ONCE = 1_000
#: The curve goes from this share of today's limit to all of it, in at most so many points.
_FROM_PERCENT, _POINTS = 50, 11


def replay(
    *, procedure: int, since: date, until: date, limit: int, unit: str, by: str, at: datetime
) -> Replay:
    """Try a limit on every dossier of a procedure that was accepted from a day until a day and has its verdict.

    The printed promise and the extension of that time are left out: what is tried is the limit alone, with the waits
    as they were, under the calendar under which each was reckoned. Of each that would have been late is kept which step
    held it when the limit expired. The same is counted for other limits from half of today's on.

    Raises:
        Refusal: no days, no limit, or no dossier to try it on.
    """
    if until <= since:
        raise Refusal("“Đến trước ngày” phải sau “Từ ngày”.", field_name="until")
    try:
        Limit(limit, Unit(unit))
    except (CannotCompute, ValueError) as cannot:
        raise Refusal(str(cannot), field_name="limit") from cannot
    made = Replay(
        procedure_id=procedure, since=since, until=until, limit=limit, limit_unit=unit, by=by, at=at
    )
    dossiers = _solved(made)
    shops = _workshops(dossiers)
    rows = _tried(made, dossiers, shops)
    if not rows:
        raise Refusal(
            "Không có hồ sơ đã giải quyết nào của thủ tục này trong khoảng ngày đó.", field_name="procedure"
        )
    made.current_limit = _limit_of_most(dossiers, unit)
    points = _curve(made, dossiers, shops)
    details = {
        "procedure": procedure,
        "since": since,
        "until": until,
        "limit": limit,
        "unit": unit,
        "dossiers": len(rows),
    }
    with transaction.atomic():  # all that takes long is done: others write meanwhile
        made.save()
        Replayed.objects.bulk_create(rows, batch_size=_AT_ONCE)
        ReplayPoint.objects.bulk_create(points)
        trail.write_one(trail.Deed("dossiers", "replay", made.pk, "replay", by, at, details), recorded_at=at)
    return made


@transaction.atomic
def decide(
    *, trial: int, decision: str, number: str = "", on: date | None = None, by: str, at: datetime
) -> Replay:
    """Keep with a trial what was decided after it; the number and the day of the document may follow later.

    Raises:
        Refusal: no such trial, nothing said, or a day without a number.
    """
    found = Replay.objects.select_for_update().filter(pk=trial).first()
    if found is None:
        raise Refusal("Không có lần thử này.")
    if not decision.strip():
        raise Refusal("Phải ghi đã quyết định gì, văn bản nào.", field_name="decision")
    if on is not None and not number.strip():
        raise Refusal("Có ngày văn bản thì phải ghi số văn bản.", field_name="number")
    before = {"decision": found.decision, "number": found.decision_number, "on": found.decided_on}
    found.decision, found.decision_number, found.decided_on = decision.strip(), number.strip(), on
    found.save(update_fields=["decision", "decision_number", "decided_on"])
    after = {"decision": found.decision, "number": found.decision_number, "on": found.decided_on}
    details = {"before": before, "after": after}
    trail.write_one(trail.Deed("dossiers", "replay", found.pk, "decide", by, at, details), recorded_at=at)
    return found


def _solved(made: Replay) -> list[Dossier]:
    first, last = (datetime(day.year, day.month, day.day) for day in (made.since, made.until))
    found = (
        Dossier.objects.filter(procedure=made.procedure_id, accepted_at__gte=first, accepted_at__lt=last)
        .exclude(verdict="")
        .select_related("version")
        .prefetch_related("pauses", "step_runs")
        .order_by("id")
    )
    return list(found)


def _workshops(dossiers: Sequence[Dossier]) -> dict[int, Workshop]:
    """By the number of each dossier, the workshop under whose calendar it was judged."""
    homes, found = Homes(), {}
    for dossier in dossiers:
        home = homes.on(dossier.accepted_at.date()) if dossier.accepted_at else None
        if home is not None:
            found[dossier.pk] = homes.workshop_of(home, dossier.calendar_edition)
    return found


def _tried(made: Replay, dossiers: Sequence[Dossier], shops: dict[int, Workshop]) -> list[Replayed]:
    names = organisation.names_of({row.held_by_id or row.settled_by_id for row in dossiers}, made.until)
    found = []
    for dossier in dossiers:
        if dossier.pk not in shops:
            continue
        try:
            judged = shops[dossier.pk].judge(
                accepted_at=dossier.accepted_at,
                limit=made.limit,
                unit=made.limit_unit,
                promised_at=None,
                pauses=waits_of(dossier),
                extended_at=None,
                extended_until_at=None,
                ended_at=dossier.ended_at,
                cut_off=dossier.version.cut_off,
            )
        except (CannotJudge, NoCalendarForYear) as cannot:
            raise Refusal(f"{dossier.code}: {cannot}") from cannot
        assert judged.due_at is not None
        row = Replayed(
            replay=made,
            dossier=dossier,
            due_at=judged.due_at,
            verdict=judged.verdict,
            verdict_then=dossier.verdict,
            unit_name=names.get(dossier.held_by_id or dossier.settled_by_id, ""),
        )
        if row.verdict == Verdict.OVERDUE:
            _locate(row, dossier, shops[dossier.pk])
        found.append(row)
    return found


def _locate(row: Replayed, dossier: Dossier, workshop: Workshop) -> None:
    """Which step held it when the tried limit expired, and what each step took."""
    runs = sorted(dossier.step_runs.all(), key=lambda run: run.place)
    stays = [
        Stay(run.number, run.name, run.unit_name, run.begun_at, run.ended_at, run.minutes) for run in runs
    ]
    held = stay_at(stays, row.due_at)
    if held is None or workshop.calendar is None or dossier.ended_at is None:
        return
    row.step_number, row.step_name, row.step_unit = held.number, held.name[:255], held.unit[:255]
    try:
        spent = spent_in(stays, waits_of(dossier), dossier.ended_at, workshop.calendar)
    except NoCalendarForYear as cannot:
        raise Refusal(f"{dossier.code}: {cannot}") from cannot
    row.spent = [list(astuple(each)) for each in spent]


def _limit_of_most(dossiers: Sequence[Dossier], unit: str) -> int | None:
    """The limit that most of them had in that unit."""
    found = Counter(each.limit for each in dossiers if each.limit and each.limit_unit == unit)
    return found.most_common(1)[0][0] if found else None


def _curve(made: Replay, dossiers: Sequence[Dossier], shops: dict[int, Workshop]) -> list[ReplayPoint]:
    """How many would be late under each limit from half of today's to today's; the tried one is among them."""
    whole = made.current_limit or made.limit
    lowest = max(1, -(-whole * _FROM_PERCENT // 100))
    limits = range(lowest, whole + 1)
    if len(limits) > _POINTS:
        limits = sorted({lowest + round(n * (whole - lowest) / (_POINTS - 1)) for n in range(_POINTS)})  # type: ignore[assignment]
    return [
        ReplayPoint(
            replay=made, limit=each, late=_late_under(Limit(each, Unit(made.limit_unit)), dossiers, shops)
        )
        for each in sorted({*limits, made.limit})
    ]


def _late_under(term: Limit, dossiers: Sequence[Dossier], shops: dict[int, Workshop]) -> int:
    try:
        return sum(
            shops[each.pk].late_under(
                term,
                accepted_at=each.accepted_at,
                pauses=waits_of(each),
                ended_at=each.ended_at,
                cut_off=each.version.cut_off,
            )
            for each in dossiers
            if each.pk in shops and each.accepted_at and each.ended_at
        )
    except (CannotJudge, NoCalendarForYear) as cannot:
        raise Refusal(str(cannot)) from cannot
