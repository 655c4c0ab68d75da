"""Questions about the steps of dossiers: who holds it now, which step comes next, a new process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from minhchung.dossiers.models import Dossier, Sight, Source, StepRun
from minhchung.dossiers.models.sight import ALL
from minhchung.organisation import queries as organisation
from minhchung.procedures.processes import (
    DAY_MINUTES,
    ProcessRow,
    latest_processes,
    process_in_force,
    process_row,
)
from minhchung.procedures.queries import name_key
from minhchung.rules.deadlines.values import HOUR_MINUTES
from minhchung.rules.lifecycle import OPEN
from minhchung.rules.process import Process, Stage, time_words
from minhchung.rules.rounding import printed_number

_OPEN = sorted(str(state) for state in OPEN)


@dataclass(frozen=True)
class Run:
    """A step as a dossier goes, or went, through it. ``due_at`` is None for a step without a time."""

    number: int
    name: str
    unit: str
    time: str
    held_by: str
    holder: str
    begun_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    verdict: str


@dataclass(frozen=True)
class Proposal:
    """What the process proposes when a dossier is handed on.

    ``choices`` are all stages by number with words; ``number`` the next one and ``unit`` the number of its unit among
    those to which one may hand, None where the process names none of them.
    """

    choices: tuple[tuple[int, str], ...] = ()
    number: int | None = None
    unit: int | None = None


@dataclass(frozen=True)
class Placed:
    """A running dossier on one side of the day from which a new process holds.

    Attributes:
        after: whether it was accepted on that day or later, so that the new process holds for it.
        former: the process that it follows now, in words; "" while it follows none.
        step, next_step: where it stands, and where it would stand.
    """

    id: int
    code: str
    revision: int
    accepted_at: datetime
    after: bool
    former: str
    step: str
    next_step: str


def runs_of(dossier: Dossier) -> tuple[Run, ...]:
    """The steps of a dossier in the order in which it went through them."""
    rows = list(dossier.step_runs.select_related("holder").order_by("place"))
    names = organisation.names_of([row.held_by_id for row in rows if row.held_by_id])
    return tuple(
        Run(
            number=row.number,
            name=row.name,
            unit=row.unit_name,
            time=words_of(row.minutes),
            held_by=names.get(row.held_by_id or 0, ""),
            holder=str(row.holder) if row.holder else "",
            begun_at=row.begun_at,
            due_at=row.due_at,
            ended_at=row.ended_at,
            verdict=row.verdict,
        )
        for row in rows
    )


def process_of(dossier: Dossier) -> ProcessRow | None:
    """The process that a dossier is pinned to."""
    return process_row(dossier.process_id) if dossier.process_id else None


def words_of(minutes: int) -> str:
    """A step's time in words; "" when it has none."""
    return time_words(minutes, DAY_MINUTES) if minutes else ""


def measured_words(minutes: int) -> str:
    """Working time that was measured, as people read it: days from a day on, else hours, with one decimal."""
    if minutes >= DAY_MINUTES:
        return _("%(count)s ngày") % {"count": printed_number(Fraction(minutes, DAY_MINUTES), 1)}
    return _("%(count)s giờ") % {"count": printed_number(Fraction(minutes, HOUR_MINUTES), 1)}


def proposal(dossier: Dossier, units: Sequence[tuple[int, str]]) -> Proposal:
    """The step that comes next, and its unit among those to which one may hand."""
    row = process_of(dossier)
    if row is None or row.steps is None:
        return Proposal()
    last = dossier.step_runs.order_by("-place").first()
    following = row.steps.after(last.number) if last else row.steps.stages[0]
    choices = tuple((stage.number, _stage_words(stage)) for stage in row.steps.stages)
    if following is None:
        return Proposal(choices)
    wanted = {organisation.key_of(step.unit) for step in following.steps}
    unit = next((number for number, name in units if organisation.key_of(name) in wanted), None)
    return Proposal(choices, following.number, unit)


def newer_process(dossier: Dossier, on: date) -> ProcessRow | None:
    """The process in force on a day for the dossier's version and case, when it follows another one."""
    if dossier.source != Source.DESK or dossier.state not in _OPEN or dossier.accepted_at is None:
        return None
    found = process_in_force(dossier.version_id, dossier.case, on)
    return found if found is not None and found.id != dossier.process_id else None


def placed(row: ProcessRow, sight: Sight = ALL) -> tuple[Placed, ...]:
    """The running dossiers in sight that could follow a process and follow another, the first accepted first."""
    if row.steps is None:
        return ()
    found = [each for each in _candidates(row, sight) if _concerns(row, each.case)]
    former = {each.process_id: _words(process_row(each.process_id)) for each in found if each.process_id}
    open_runs = {
        run.dossier_id: run for run in StepRun.objects.filter(dossier__in=found, ended_at__isnull=True)
    }
    return tuple(
        Placed(
            id=each.pk,
            code=each.code,
            revision=each.revision,
            accepted_at=each.accepted_at,
            after=each.accepted_at.date() >= row.since,
            former=former.get(each.process_id, ""),
            step=_run_words(open_runs.get(each.pk)),
            next_step=_next_words(row.steps, open_runs.get(each.pk)),
        )
        for each in found
        if each.accepted_at is not None
    )


def waiting_processes() -> tuple[tuple[ProcessRow, int], ...]:
    """The newest processes that running dossiers do not follow yet, each with how many those are."""
    pairs = ((row, len(placed(row))) for row in latest_processes() if _some_run(row))
    return tuple((row, count) for row, count in pairs if count)


def _candidates(row: ProcessRow, sight: Sight) -> list[Dossier]:
    running = Dossier.objects.visible_to(sight).filter(
        source=Source.DESK, procedure=row.procedure_id, state__in=_OPEN, accepted_at__isnull=False
    )
    others = running.filter(Q(process__isnull=True) | ~Q(process=row.id))
    return list(others.order_by("accepted_at", "id"))


def _some_run(row: ProcessRow) -> bool:
    running = Dossier.objects.filter(source=Source.DESK, procedure=row.procedure_id, state__in=_OPEN)
    return running.exists()


def _concerns(row: ProcessRow, case: str) -> bool:
    return not row.case or name_key(row.case) == name_key(case)


def _stage_words(stage: Stage) -> str:
    parts = (f"{stage.number}. {stage.name}", stage.unit, words_of(stage.minutes))
    return " · ".join(part for part in parts if part)


def _run_words(run: StepRun | None) -> str:
    return f"{run.number}. {run.name}" if run else ""


def _next_words(process: Process, run: StepRun | None) -> str:
    return _stage_words(process.stage_like(run.number)) if run else ""


def _words(row: ProcessRow | None) -> str:
    if row is None:
        return ""
    return f"{row.decision or row.procedure_name} ({row.since:%d/%m/%Y})"
