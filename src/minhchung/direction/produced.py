"""What an official did on tasks of plans in a time, for those who count work: tasks that were in his charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from minhchung.direction.models import Part, PlanTask, TaskHolding


@dataclass(frozen=True)
class Tasks:
    """Numbers of an official's tasks in a time: ``given`` (done or due then), ``done``, of these ``late``."""

    given: tuple[int, ...]
    done: tuple[int, ...]
    late: tuple[int, ...]


@dataclass(frozen=True)
class TaskShown:
    """A task with its limit, the day on which it was done, and what shows that it is."""

    code: str
    title: str
    evidence: str
    url: str
    due_on: date | None
    done_on: date | None
    late: bool


def tasks_of(user: int, first: date, last: date) -> Tasks:
    """The tasks of issued plans of which an account was in charge, both days included; one query.

    A task that is done is his who had it on the day it was done; one that is not, his who had it on its last day.
    Whoever only worked beside is not counted. A task without a last day is counted once it is done.
    """
    done = Q(task__done_on__range=(first, last)) & _had_on("task__done_on")
    unfinished = Q(task__done_on__isnull=True) | Q(task__done_on__gt=last)
    standing = Q(task__dropped_on__isnull=True) | Q(task__dropped_on__gt=F("task__due_on"))
    due = Q(task__due_on__range=(first, last)) & unfinished & standing & _had_on("task__due_on")
    found = TaskHolding.objects.filter(
        done | due, user=user, part=Part.MAIN, task__plan__issued_on__isnull=False
    )
    rows = list(found.order_by("task").values_list("task", "task__done_on", "task__due_on").distinct())
    ended = [(pk, on, limit) for pk, on, limit in rows if on is not None and first <= on <= last]
    return Tasks(
        tuple(pk for pk, _on, _limit in rows),
        tuple(pk for pk, _on, _limit in ended),
        tuple(pk for pk, on, limit in ended if limit is not None and on > limit),
    )


def tasks_shown(records: Sequence[int]) -> list[TaskShown]:
    """These tasks by their limits; everybody of the agency may open one."""
    rows = PlanTask.objects.filter(pk__in=records).select_related("plan")
    return [
        TaskShown(
            f"{task.number}/{task.plan.year}",
            task.title,
            task.product_reference,
            reverse("direction:plan_task", args=[task.pk]),
            task.due_on,
            task.done_on,
            task.done_on is not None and task.due_on is not None and task.done_on > task.due_on,
        )
        for task in rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    ]


def _had_on(day: str) -> Q:
    """The holding covers a day of its task."""
    return Q(since_on__lte=F(day)) & (Q(until_on__isnull=True) | Q(until_on__gt=F(day)))
