"""The steps of a dossier's internal process, as its deeds move them: begun, handed on, stopped while it waits, ended.

Called inside a deed, so that step, dossier, event and trail are written together. A step's due moment never touches the
dossier's promise: the limit of the law wins over any step.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from minhchung.dossiers.actions.acting import Hand, Refusal
from minhchung.dossiers.models import Dossier, StepRun
from minhchung.dossiers.waits import waits_of
from minhchung.procedures.processes import ProcessRow, process_in_force, process_row
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.deadlines import Pause, verdict
from minhchung.rules.process import Process, Stage, step_due


def begin(hand: Hand) -> None:
    """At acceptance: pin the process in force for the dossier's version and case, and open its first step."""
    dossier = hand.dossier
    row = process_in_force(dossier.version_id, dossier.case, hand.at.date())
    dossier.process_id = row.id if row else None
    if row is not None and row.steps is not None:
        _open(hand, row.steps.stages[0])


def move_on(hand: Hand, number: int | None) -> bool:
    """Follow the dossier to where it goes: in the open step when ``number`` is None, else into that step.

    Returns:
        Whether another step has begun.

    Raises:
        Refusal: the dossier's process has no such step.
    """
    run = open_run(hand.dossier)
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
    _open(hand, stage)
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
    last = hand.dossier.step_runs.order_by("-place").first()
    process = process_of(hand.dossier)
    stage = process.stage_of(last.number) if process and last else None
    if stage is not None:
        _open(hand, stage)


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
    return StepRun.objects.filter(dossier=dossier, ended_at=None).first()


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


def _open(hand: Hand, stage: Stage) -> None:
    dossier = hand.dossier
    assert dossier.process_id is not None  # a stage is one of its process
    last = dossier.step_runs.order_by("-place").first()
    StepRun.objects.create(
        dossier=dossier,
        process_id=dossier.process_id,
        place=last.place + 1 if last else 1,
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


def _close(run: StepRun, at: datetime) -> None:
    run.ended_at = at
    if run.due_at is not None:
        run.verdict = str(verdict(run.due_at, run.due_at + timedelta(minutes=1), at))
    run.save(update_fields=["ended_at", "verdict"])
