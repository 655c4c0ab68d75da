"""Questions about plans and inspections, for importers and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from minhchung.direction.models import (
    AssignedTask,
    Finding,
    IndexResult,
    Initiative,
    Inspection,
    Meeting,
    MeetingKind,
    MeetingState,
    Plan,
    PlanTable,
    PlanTarget,
    PlanTask,
)
from minhchung.ground.intake.folding import fold


@dataclass(frozen=True)
class PlanProgress:
    """How far a plan has come by a day: tasks in the amended plan, in the original one, and done."""

    id: int
    year: int
    decision: str
    tasks: int
    original: int
    done: int
    done_of_original: int = 0


@dataclass(frozen=True)
class AmendmentLine:
    """A document that amended a plan, and how many tasks it brought and took out."""

    document: str
    on: date
    added: int
    dropped: int


def plans_by_name() -> dict[str, int]:
    """Plan ids by the ways a sheet may name a plan: its number and, where a year has one plan, the year."""
    found: dict[str, int] = {}
    years: dict[int, list[int]] = {}
    for pk, year, decision in Plan.objects.values_list("id", "year", "decision"):
        found[name_key(f"{decision}/{year}")] = pk
        found.setdefault(name_key(decision), pk)
        years.setdefault(year, []).append(pk)
    for year, plans in years.items():
        if len(plans) == 1:
            found.setdefault(str(year), plans[0])
    return found


def plan_years() -> dict[int, int]:
    """The year of each plan by its id."""
    return dict(Plan.objects.values_list("id", "year"))


def plan_days() -> dict[int, date]:
    """The day of issue of each issued plan by its id."""
    return {pk: day for pk, day in Plan.objects.values_list("id", "issued_on") if day is not None}


def inspections_by_name() -> dict[tuple[str, date], int]:
    """Inspection ids by unit (case and marks aside) and day; a unit inspected twice that day is left out."""
    found: dict[tuple[str, date], list[int]] = {}
    for pk, unit, on in Inspection.objects.values_list("id", "unit", "on"):
        found.setdefault((name_key(unit), on), []).append(pk)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def index_results() -> dict[tuple[str, int], int]:
    """Results of indices by index and year."""
    return {(kind, year): pk for pk, kind, year in IndexResult.objects.values_list("id", "kind", "year")}


def plan(number: int) -> Plan | None:
    """A plan."""
    return Plan.objects.filter(pk=number).first()


def has_plan(year: int) -> bool:
    """Whether there is a plan of a year, issued or not yet."""
    return Plan.objects.filter(year=year).exists()


def plan_progress(number: int, on: date) -> PlanProgress | None:
    """How far a plan has come by a day; None for a draft, which is counted nowhere."""
    found = Plan.objects.filter(pk=number, issued_on__isnull=False).first()
    if found is None:
        return None
    return next((each for each in progress_of(found.year, on) if each.id == number), None)


def amendments_of(plan: int) -> tuple[AmendmentLine, ...]:
    """The documents that amended a plan, in the order of their days, from the tasks that they brought and took."""
    told: dict[tuple[date, str], list[int]] = {}
    for task in PlanTask.objects.filter(plan=plan).exclude(changed_by=""):
        changes = ((task.added_on, task.changed_by), (task.dropped_on, task.taken_out_by))
        for place, (day, document) in enumerate(changes):
            if day is not None:
                told.setdefault((day, document), [0, 0])[place] += 1
    return tuple(AmendmentLine(document, on, *counts) for (on, document), counts in sorted(told.items()))


def targets_of(plan: int) -> list[PlanTarget]:
    """The targets of a plan."""
    return list(PlanTarget.objects.filter(plan=plan).order_by("number"))


def tables_of(plan: int) -> list[PlanTable]:
    """The tables from which a plan was taken, the latest first, without their lines."""
    return list(PlanTable.objects.filter(plan=plan).defer("lines").order_by("-id"))


def plan_table(number: int) -> PlanTable | None:
    """A table as it came."""
    return PlanTable.objects.select_related("plan").filter(pk=number).first()


def tasks_of_plan(plan: int) -> list[PlanTask]:
    """The tasks of a plan."""
    return list(PlanTask.objects.filter(plan=plan).order_by("id"))


def lacking(plan: int) -> int:
    """How many tasks of a plan lack their product or who leads them."""
    return PlanTask.objects.filter(Q(product="") | Q(lead_unit=""), plan=plan).count()


def followed(matter: str, number: int) -> AssignedTask | Inspection | Finding | Initiative | None:
    """A record that is followed to its end."""
    models: dict[str, type[AssignedTask | Inspection | Finding | Initiative]] = {
        "assigned_task": AssignedTask,
        "inspection": Inspection,
        "finding": Finding,
        "initiative": Initiative,
    }
    return models[matter]._default_manager.filter(pk=number).first()


def progress_of(year: int, on: date) -> tuple[PlanProgress, ...]:
    """The plans of a year as they stand on a day."""
    in_original = Q(tasks__in_original=True)
    standing = (in_original | Q(tasks__added_on__lte=on)) & (
        Q(tasks__dropped_on__isnull=True) | Q(tasks__dropped_on__gt=on)
    )
    shown = Q(tasks__product_on__lte=on, tasks__done_on__lte=on)
    done = standing & shown
    plans = Plan.objects.filter(year=year, issued_on__isnull=False).annotate(
        standing=Count("tasks", filter=standing),
        original=Count("tasks", filter=in_original),
        finished=Count("tasks", filter=done),
        finished_of_original=Count("tasks", filter=in_original & shown),
    )
    return tuple(
        PlanProgress(
            plan.pk,
            plan.year,
            plan.decision,
            plan.standing,
            plan.original,
            plan.finished,
            plan.finished_of_original,
        )
        for plan in plans.order_by("issued_on", "id")
    )


def meeting(number: int) -> Meeting | None:
    """A meeting with its minutes."""
    return Meeting.objects.select_related("minutes").filter(pk=number).first()


def last_held_dialogue() -> Meeting | None:
    """The dialogue with enterprises that was held last."""
    rows = Meeting.objects.filter(kind=MeetingKind.DIALOGUE, state=MeetingState.HELD)
    return rows.order_by("-begins_at").first()


def name_key(text: str) -> str:
    """How names and numbers of documents are compared: one space between words, no marks, no capitals."""
    return fold(" ".join(text.split()))
