"""Trying a limit: the clock of each past dossier is reckoned again with another limit, nothing of it is changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.clock import CannotJudge
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Replay, Replayed
from minhchung.dossiers.waits import waits_of
from minhchung.ground.trail import actions as trail
from minhchung.organisation import queries as organisation
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.deadlines import CannotCompute, Limit, Unit

_AT_ONCE = 1_000


@transaction.atomic
def replay(
    *, procedure: int, since: date, until: date, limit: int, unit: str, by: str, at: datetime
) -> Replay:
    """Try a limit on every dossier of a procedure that was accepted from a day until a day and has its verdict.

    The printed promise and the extension of that time are left out: what is tried is the limit alone, with the waits
    as they were.

    Raises:
        Refusal: no days, no limit, or no dossier to try it on.
    """
    if until <= since:
        raise Refusal("“Đến trước ngày” phải sau “Từ ngày”.", field_name="until")
    try:
        Limit(limit, Unit(unit))
    except (CannotCompute, ValueError) as cannot:
        raise Refusal(str(cannot), field_name="limit") from cannot
    made = Replay.objects.create(
        procedure_id=procedure, since=since, until=until, limit=limit, limit_unit=unit, by=by, at=at
    )
    rows = list(_tried(made))
    if not rows:
        raise Refusal(
            "Không có hồ sơ đã giải quyết nào của thủ tục này trong khoảng ngày đó.", field_name="procedure"
        )
    Replayed.objects.bulk_create(rows, batch_size=_AT_ONCE)
    details = {
        "procedure": procedure,
        "since": since,
        "until": until,
        "limit": limit,
        "unit": unit,
        "dossiers": len(rows),
    }
    trail.write_one(trail.Deed("dossiers", "replay", made.pk, "replay", by, at, details), recorded_at=at)
    return made


@transaction.atomic
def decide(*, trial: int, decision: str, by: str, at: datetime) -> Replay:
    """Keep with a trial what was decided after it.

    Raises:
        Refusal: no such trial, or nothing said.
    """
    found = Replay.objects.select_for_update().filter(pk=trial).first()
    if found is None:
        raise Refusal("Không có lần thử này.")
    if not decision.strip():
        raise Refusal("Phải ghi đã quyết định gì, văn bản nào.", field_name="decision")
    before, found.decision = found.decision, decision.strip()
    found.save(update_fields=["decision"])
    details = {"before": before, "after": found.decision}
    trail.write_one(trail.Deed("dossiers", "replay", found.pk, "decide", by, at, details), recorded_at=at)
    return found


def _tried(made: Replay) -> list[Replayed]:
    homes, rows = Homes(), list(_solved(made))
    names = organisation.names_of({row.held_by_id or row.settled_by_id for row in rows}, made.until)
    found = []
    for dossier in rows:
        home = homes.on(dossier.accepted_at.date()) if dossier.accepted_at else None
        if home is None:
            continue
        try:
            judged = homes.workshop_of(home).judge(
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
        found.append(
            Replayed(
                replay=made,
                dossier=dossier,
                due_at=judged.due_at,
                verdict=judged.verdict,
                verdict_then=dossier.verdict,
                unit_name=names.get(dossier.held_by_id or dossier.settled_by_id, ""),
            )
        )
    return found


def _solved(made: Replay) -> QuerySet[Dossier]:
    first, last = (datetime(day.year, day.month, day.day) for day in (made.since, made.until))
    return (
        Dossier.objects.filter(procedure=made.procedure_id, accepted_at__gte=first, accepted_at__lt=last)
        .exclude(verdict="")
        .select_related("version")
        .prefetch_related("pauses")
        .order_by("id")
    )
