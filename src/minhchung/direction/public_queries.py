"""What everybody may read of the yearly plans: the decision, how it was amended, its tasks and what is done of them.

Tasks assigned from above, inspections and their findings are the agency's inner work and do not stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from minhchung.direction.models import Head, Plan, PlanTask


class TaskState(StrEnum):
    """How a task of a plan stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    OPEN = "open"
    OVERDUE = "overdue"
    DROPPED = "dropped"


@dataclass(frozen=True)
class PlanLine:
    """A plan on a day.

    Attributes:
        tasks, done: of the plan as amended by that day; a task is done when its product is there.
        original, done_of_original: how many tasks the plan had when it was issued, and those of them that are done.
        amended_by: the document that amended it; "" while none has.
    """

    id: int
    year: int
    decision: str
    issued_on: date
    issuer: str
    title: str
    amended_by: str
    amended_on: date | None
    tasks: int
    original: int
    done: int
    done_of_original: int


@dataclass(frozen=True)
class TaskLine:
    """A task on a day; ``product_reference`` names the document that is its product once it is done."""

    number: str
    title: str
    product: str
    lead_unit: str
    support_units: str
    due_words: str
    due_on: date | None
    state: TaskState
    done_on: date | None
    product_reference: str
    added_on: date | None
    dropped_on: date | None
    added_by: str
    dropped_by: str


@dataclass(frozen=True)
class PlanPage:
    """A plan with its tasks under their heads, in the order of the programme."""

    line: PlanLine
    heads: tuple[tuple[str, tuple[TaskLine, ...]], ...]


def plans(on: date) -> tuple[PlanLine, ...]:
    """Every plan issued by a day as it stands then, the newest year first."""
    return tuple(_line(plan, on) for plan in _plans(on).order_by("-year", "-issued_on", "-id"))


def plan_page(number: int, on: date) -> PlanPage | None:
    """One plan as it stands on a day; None while it is not issued."""
    plan = _plans(on).filter(pk=number).first()
    if plan is None:
        return None
    order = list(Head.values)
    tasks = PlanTask.objects.filter(Q(in_original=True) | Q(added_on__lte=on), plan=plan)
    rows = sorted(tasks, key=lambda task: (order.index(task.head), task.pk))
    heads = tuple(
        (str(Head(head).label), tuple(_task(task, on) for task in group))
        for head, group in groupby(rows, lambda task: task.head)
    )
    return PlanPage(_line(plan, on), heads)


def _plans(on: date) -> QuerySet[Plan]:
    in_original = Q(tasks__in_original=True)
    standing = (in_original | Q(tasks__added_on__lte=on)) & (
        Q(tasks__dropped_on__isnull=True) | Q(tasks__dropped_on__gt=on)
    )
    shown = Q(tasks__product_on__lte=on, tasks__done_on__lte=on)
    return Plan.objects.filter(issued_on__lte=on).annotate(
        standing=Count("tasks", filter=standing),
        original=Count("tasks", filter=in_original),
        finished=Count("tasks", filter=standing & shown),
        finished_of_original=Count("tasks", filter=in_original & shown),
    )


def _line(plan: Plan, on: date) -> PlanLine:
    amended = plan.amended_on is not None and plan.amended_on <= on
    names = ("standing", "original", "finished", "finished_of_original")
    counted = (getattr(plan, name) for name in names)
    return PlanLine(
        plan.pk,
        plan.year,
        plan.decision,
        plan.issued_on,
        plan.issuer,
        plan.title,
        plan.amended_by if amended else "",
        plan.amended_on if amended else None,
        *counted,
    )


def _task(task: PlanTask, on: date) -> TaskLine:
    state = _state(task, on)
    done = state in (TaskState.DONE, TaskState.DONE_LATE)
    dropped = state is TaskState.DROPPED
    return TaskLine(
        number=task.number,
        title=task.title,
        product=task.product,
        lead_unit=task.lead_unit,
        support_units=task.support_units,
        due_words=task.due_words,
        due_on=task.due_on,
        state=state,
        done_on=task.done_on if done else None,
        product_reference=task.product_reference if done else "",
        added_on=task.added_on,
        dropped_on=task.dropped_on if dropped else None,
        added_by=task.changed_by if task.added_on else "",
        dropped_by=task.taken_out_by if dropped else "",
    )


def _state(task: PlanTask, on: date) -> TaskState:
    if task.dropped_on is not None and task.dropped_on <= on:
        return TaskState.DROPPED
    if task.done_on is not None and task.product_on is not None and max(task.done_on, task.product_on) <= on:
        late = task.due_on is not None and task.done_on > task.due_on
        return TaskState.DONE_LATE if late else TaskState.DONE
    return TaskState.OVERDUE if task.due_on is not None and task.due_on < on else TaskState.OPEN
