"""Questions about internal processes: which one is in force, its steps, its sum and its limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from minhchung.ground.kept.keeping import kept
from minhchung.lawbook import history
from minhchung.procedures import queries
from minhchung.procedures.models import Process, ProcessStep
from minhchung.rules import process as rules
from minhchung.rules.deadlines import Limit, Unit

#: Working minutes of a day when steps are added up.
DAY_MINUTES = int(history("procedures.working_day")[-1].value["hours"]) * rules.HOUR_MINUTES


@dataclass(frozen=True)
class ProcessRow:
    """A process with its steps; ``steps`` is None while it has none that make a process."""

    id: int
    version_id: int
    procedure_id: int
    procedure_name: str
    case: str
    decision: str
    since: date
    until: date | None
    steps: rules.Process | None

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Checked:
    """A process against one limit of its version: for which case and channel, and how its sum stands to it."""

    case: str
    comparison: rules.Comparison

    @property
    def words(self) -> str:
        """As a sentence without its full stop."""
        sentence = rules.compared_words(self.comparison, DAY_MINUTES)
        return f"{self.case}: {sentence}" if self.case else sentence[0].upper() + sentence[1:]


@kept("procedures")
def process_row(process: int) -> ProcessRow | None:
    """One process by its number."""
    rows = _rows(Process.objects.filter(pk=process))
    return rows[0] if rows else None


@kept("procedures")
def processes_of(version: int) -> tuple[ProcessRow, ...]:
    """The processes of a procedure version, by case, the newest first."""
    return tuple(_rows(Process.objects.filter(version=version).order_by("case", "-since")))


@kept("procedures")
def process_in_force(version: int, case: str, on: date) -> ProcessRow | None:
    """The process, with steps, in force on a day for a case of a version: its own, else that of all cases."""
    wanted = queries.name_key(case)
    rows = [row for row in _rows(Process.objects.filter(version=version)) if row.steps and row.in_force(on)]
    for key in dict.fromkeys((wanted, "")):
        for row in rows:
            if queries.name_key(row.case) == key:
                return row
    return None


def latest_processes() -> tuple[ProcessRow, ...]:
    """Every process that no later one of its procedure and case has closed, the newest first."""
    return tuple(
        row for row in _rows(Process.objects.filter(until=None).order_by("-since", "-id")) if row.steps
    )


def checked(row: ProcessRow) -> tuple[Checked, ...]:
    """How the sum of a process stands to each limit that it must keep; nothing while it has no steps."""
    return checked_sum(row.version_id, row.case, row.steps) if row.steps else ()


def checked_sum(version: int, case: str, process: rules.Process) -> tuple[Checked, ...]:
    """How a sum stands to the limits of a case of a version (of all its cases, for a process of all cases)."""
    found = queries.version_row(version)
    cases = found.cases if found else ()
    if case:
        cases = tuple(each for each in cases if queries.name_key(each.name) == queries.name_key(case))
    limits = {(each.name, *each.promise): None for each in cases}
    several = len({name for name, _value, _unit in limits}) > 1
    return tuple(
        Checked(
            name if several else "",
            rules.compare(process.minutes, Limit(value, Unit(unit)) if value else None, DAY_MINUTES),
        )
        for name, value, unit in limits
    )


def step_of(record: ProcessStep) -> rules.Step:
    """A stored step as the rules know it."""
    return rules.Step(
        number=record.number,
        name=record.name,
        unit=record.unit_name,
        minutes=record.minutes,
        post=record.post,
        work=record.work,
        product=record.product,
        parallel=record.parallel_group,
    )


def _rows(found: QuerySet[Process]) -> list[ProcessRow]:
    return [
        ProcessRow(
            id=each.pk,
            version_id=each.version_id,
            procedure_id=each.version.procedure_id,
            procedure_name=each.version.name,
            case=each.case,
            decision=each.decision,
            since=each.since,
            until=each.until,
            steps=_process(each.steps.all()),
        )
        for each in found.select_related("version").prefetch_related("steps")
    ]


def _process(steps: Iterable[ProcessStep]) -> rules.Process | None:
    """The steps as a process; None when they make none (none entered, or a group torn apart by a half import)."""
    try:
        return rules.process_of([step_of(each) for each in steps])
    except rules.BadProcess:
        return None
