"""The steps of a dossier's internal process, as its deeds move them: begun, handed on, stopped while it waits, ended.

Called inside a deed, so that step, dossier, event and trail are written together. A step's due moment never touches the
dossier's promise: the limit of the law wins over any step.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from minhchung.dossiers.actions.acting import Hand, Refusal
from minhchung.dossiers.models import Dossier, StepRun
from minhchung.dossiers.waits import waits_of
from minhchung.ground.inserting import insert_row, write_columns
from minhchung.ground.prepared import Prepared
from minhchung.procedures.processes import ProcessRow, process_in_force, process_row
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.deadlines import Pause, verdict
from minhchung.rules.process import Process, Stage, step_due

_LAST_RUN = Prepared(lambda dossier: StepRun.objects.filter(dossier=dossier).order_by("-place")[:1], by=int)


def begin(hand: Hand) -> None:
    """At acceptance: pin the process in force for the dossier's version and case, and open its first step."""
    stage = pin(hand)
    if stage is not None:
        enter(hand, stage, after=_last_run(hand.dossier))


def pin(hand: Hand) -> Stage | None:
    """Pin the process in force for the dossier's version and case; its first step, None when there is none."""
    row = process_in_force(hand.dossier.version_id, hand.dossier.case, hand.at.date())
    hand.dossier.process_id = row.id if row else None
    return row.steps.stages[0] if row is not None and row.steps is not None else None


def move_on(hand: Hand, number: int | None) -> bool:
    """Follow the dossier to where it goes: in the open step when ``number`` is None, else into that step.

    Returns:
        Whether another step has begun.

    Raises:
        Refusal: the dossier's process has no such step.
    """
    last = _last_run(hand.dossier)
    run = last if last is not None and last.ended_at is None else None
    if number is None or (run is not None and run.number == number):
        if run is not None:
            run.held_by_id, run.holder_id = hand.dossier.held_by_id, hand.dossier.holder_id
            run.save(update_fields=["held_by", "holder"])
        return False
    process = process_of(hand.dossier)
    stage = process.stage_of(number) if process else None
    if stage is None:
        raise Refusal(f"Quy trình của hồ sơ này không có bước {number}.", field_name="step")
    if run is not None:
        _close(run, hand.at)
    enter(hand, stage, after=last)
    return True


def reckon(hand: Hand) -> None:
    """A wait began or ended: when the open step is due now."""
    run = open_run(hand.dossier)
    if run is not None:
        run.due_at = due_of(hand, run.begun_at, run.minutes)
        run.calendar_edition = hand.workshop.edition
        run.save(update_fields=["due_at", "calendar_edition"])


def end(hand: Hand) -> None:
    """The work on the dossier has ended: so has its open step."""
    run = open_run(hand.dossier)
    if run is not None:
        _close(run, hand.at)


def take_up_again(hand: Hand) -> None:
    """A wrong result comes back: the last step is done once more, with its own time."""
    last = _last_run(hand.dossier)
    process = process_of(hand.dossier)
    stage = process.stage_of(last.number) if process and last else None
    if stage is not None:
        enter(hand, stage, after=last)


def relabel(hand: Hand, row: ProcessRow) -> Stage | None:
    """Pin another process; the open step becomes the step of the same number, or the last one, and keeps its beginning.

    Returns:
        The stage that it stands in now; None when no step was open.
    """
    assert row.steps is not None  # who chooses a process chooses one with steps
    hand.dossier.process_id = row.id
    run = open_run(hand.dossier)
    if run is None:
        return None
    stage = row.steps.stage_like(run.number)
    run.process_id, run.number, run.name = row.id, stage.number, stage.name
    run.unit_name, run.minutes = stage.unit, stage.minutes
    run.due_at = due_of(hand, run.begun_at, run.minutes)
    run.calendar_edition = hand.workshop.edition
    run.save()
    return stage


def open_run(dossier: Dossier) -> StepRun | None:
    """The step that a dossier is in; None without a process, and after the end."""
    if dossier.process_id is None:
        return None
    last = _last_run(dossier)
    return last if last is not None and last.ended_at is None else None


def process_of(dossier: Dossier) -> Process | None:
    """The steps of the process that a dossier is pinned to."""
    row = process_row(dossier.process_id) if dossier.process_id else None
    return row.steps if row else None


def due_of(hand: Hand, begun_at: datetime, minutes: int) -> datetime | None:
    """When a step that began then is due, the dossier's waits taken off; None for a step without a time.

    Raises:
        Refusal: a year on the way has no calendar.
    """
    if not minutes:
        return None
    waits = [Pause(wait[0], wait[1]) for wait in waits_of(hand.dossier)]
    try:
        return step_due(begun_at, minutes, hand.calendar, waits)
    except NoCalendarForYear as cannot:
        raise Refusal(str(cannot)) from cannot


def enter(hand: Hand, stage: Stage, *, after: StepRun | None) -> None:
    """Open a step after the last one that there was, which has ended; None when there was none."""
    dossier = hand.dossier
    assert dossier.process_id is not None  # a stage is one of its process
    insert_row(
        StepRun,
        dossier_id=dossier.pk,
        process_id=dossier.process_id,
        place=after.place + 1 if after else 1,
        number=stage.number,
        name=stage.name,
        unit_name=stage.unit,
        minutes=stage.minutes,
        held_by_id=dossier.held_by_id,
        holder_id=dossier.holder_id,
        begun_at=hand.at,
        due_at=due_of(hand, hand.at, stage.minutes),
        calendar_edition=hand.workshop.edition,
    )


def _last_run(dossier: Dossier) -> StepRun | None:
    """The step entered last; only it can be open."""
    return _LAST_RUN.first(dossier.pk) if dossier.process_id is not None else None


def _close(run: StepRun, at: datetime) -> None:
    run.ended_at = at
    if run.due_at is not None:
        run.verdict = str(verdict(run.due_at, run.due_at + timedelta(minutes=1), at))
    write_columns(run, ["ended_at", "verdict"])
