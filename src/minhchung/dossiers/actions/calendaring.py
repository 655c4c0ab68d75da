"""A changed calendar and the dossiers: approved by somebody who saw what it moves, then brought to them one by one.

Approval and work are apart. With the approval the calendar is in force: whoever is received or acted on from then on is
reckoned under it. The open dossiers follow in their order, each in a transaction of its own with its event, so that the
work can be stopped at any moment and taken up again: what was reached is kept, and a dossier that already follows the
calendar does not move a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minhchung.dossiers import foreseen
from minhchung.dossiers.actions.acting import Outdated, Refusal, catch_up
from minhchung.dossiers.clock import CannotJudge
from minhchung.dossiers.models import CalendarRun, Dossier
from minhchung.ground.trail import actions as trail
from minhchung.organisation import actions as organisation
from minhchung.organisation.calendars import CalendarBusy, change_declared, hold_calendar
from minhchung.organisation.changes import change_of_edition
from minhchung.rules.calendar import NoCalendarForYear

#: Dossiers looked at before the work notes how far it has come.
BATCH = 100


@dataclass(frozen=True)
class Progress:
    """How far a changed calendar has come: dossiers looked at in this call, and whether all are done."""

    looked_at: int
    done: bool


def approve_change(*, change: int, seen: str, by: str, at: datetime) -> CalendarRun:
    """Put a change of the calendar in force; its work on the open dossiers begins.

    Args:
        seen: the mark of the preview that the approver looked at (:attr:`minhchung.dossiers.foreseen.Preview.mark`).

    Raises:
        Outdated: other dossiers would be touched by now than those that he saw.
        Refusal: an earlier change has not reached all dossiers yet; as
            :func:`minhchung.organisation.actions.put_in_force`.
    """
    with transaction.atomic():
        try:
            hold_calendar()  # before anything is read of it
            running = CalendarRun.objects.filter(ended_at=None).exists()
            found = change_declared(change)
            if found is None:
                raise Refusal("Không có thay đổi lịch này.")
            if running:
                raise Refusal(
                    "Thay đổi lịch trước chưa áp dụng xong cho mọi hồ sơ; hãy chờ xong rồi duyệt tiếp."
                )
            preview = foreseen.preview_of(found)
            if preview.mark != seen:
                raise Outdated(
                    f"Từ lúc xem trước đến nay có hồ sơ đã thay đổi: nay có {len(preview.lines)} hồ sơ bị ảnh hưởng. "
                    "Chưa có gì được duyệt; hãy xem lại rồi duyệt."
                )
            organisation.put_in_force(number=change, by=by, at=at)
        except (organisation.CannotChange, CalendarBusy) as cannot:
            raise Refusal(str(cannot), field_name=getattr(cannot, "field_name", "")) from cannot
        return CalendarRun.objects.create(change_id=change, foreseen=len(preview.lines), begun_at=at)


def unfinished_runs() -> tuple[int, ...]:
    """Changes whose work on the dossiers is not done, by their numbers."""
    return tuple(CalendarRun.objects.filter(ended_at=None).order_by("change_id").values_list("pk", flat=True))


def apply_some(*, change: int, at: datetime, most: int = BATCH) -> Progress:
    """Bring a change in force to the next open dossiers, at most so many; call it until it is done.

    It may be killed at any write and called by several at once: each dossier is held, reckoned and written by itself,
    and one that already follows the calendar stays as it is.

    Raises:
        Refusal: no such change is in force.
    """
    run = CalendarRun.objects.filter(pk=change).first()
    if run is None:
        raise Refusal("Thay đổi lịch này chưa được duyệt.")
    if run.ended_at is not None:
        return Progress(0, done=True)
    numbers = foreseen.next_dossiers(change, after=run.reached, most=most)
    failed = dict(_brought(numbers, at))
    with transaction.atomic():
        held = CalendarRun.objects.select_for_update().get(pk=change)
        held.failed |= failed
        if numbers:
            held.reached = max(held.reached, numbers[-1])
        elif held.ended_at is None:
            held.ended_at = at
            _finish(held, at)
        held.save()
    return Progress(len(numbers), done=not numbers)


def _brought(numbers: tuple[int, ...], at: datetime) -> Iterator[tuple[str, str]]:
    """Bring the change to these dossiers; yields the code of each that cannot be reckoned, and why."""
    for number in numbers:
        with transaction.atomic():
            dossier = Dossier.objects.select_for_update().get(pk=number)
            last = dossier.events.order_by("-number").values_list("at", flat=True).first()
            try:
                catch_up(dossier, at=max(at, last) if last else at, strictly=True)
            except (CannotJudge, NoCalendarForYear) as cannot:
                yield dossier.code, str(cannot)


def _finish(run: CalendarRun, at: datetime) -> None:
    row = change_declared(run.pk)
    found = change_of_edition(row.edition) if row is not None else None
    assert found is not None  # a run belongs to a change in force
    details = {
        "foreseen": run.foreseen,
        "touched": foreseen.touched_count(run.pk),
        "failed": sorted(run.failed),
    }
    trail.write_one(
        trail.Deed("dossiers", "calendar_run", run.pk, "apply_calendar", found.approver, at, details),
        recorded_at=at,
    )
