"""Questions about plans and inspections, for importers and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from minhchung.direction.models import Inspection, Meeting, MeetingKind, MeetingState, Plan
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


def inspections_by_name() -> dict[tuple[str, date], int]:
    """Inspection ids by unit (case and marks aside) and day; a unit inspected twice that day is left out."""
    found: dict[tuple[str, date], list[int]] = {}
    for pk, unit, on in Inspection.objects.values_list("id", "unit", "on"):
        found.setdefault((name_key(unit), on), []).append(pk)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def progress_of(year: int, on: date) -> tuple[PlanProgress, ...]:
    """The plans of a year as they stand on a day."""
    in_original = Q(tasks__in_original=True)
    standing = (in_original | Q(tasks__added_on__lte=on)) & (
        Q(tasks__dropped_on__isnull=True) | Q(tasks__dropped_on__gt=on)
    )
    done = standing & Q(tasks__product_on__lte=on, tasks__done_on__lte=on)
    plans = Plan.objects.filter(year=year).annotate(
        standing=Count("tasks", filter=standing),
        original=Count("tasks", filter=in_original),
        finished=Count("tasks", filter=done),
    )
    return tuple(
        PlanProgress(plan.pk, plan.year, plan.decision, plan.standing, plan.original, plan.finished)
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
