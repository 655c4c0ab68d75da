"""Open tasks go along to the successor of the unit that leads or supports them; what is done keeps who did it.

A plan's own words stay as they were written; who leads the task now stands beside them. Who is set to a task stays set
to it: his post goes to the successor with those of his unit.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy

from minhchung.direction.models import AssignedTask, PlanTask, TaskSupport
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing
from minhchung.organisation.queries import names_ever


def _planned(passing: Passing) -> QuerySet[PlanTask]:
    """Led by the unit, or by what the plan calls it where that could not be read."""
    unread = Q(lead__isnull=True, lead_unit__in=names_ever(passing.predecessor))
    led = Q(lead=passing.predecessor) | unread
    return PlanTask.objects.filter(led, done_on__isnull=True, dropped_on__isnull=True)


def _count_planned(passing: Passing) -> int:
    return _planned(passing).count()


def _carry_planned(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_planned(passing).select_for_update().order_by("pk"))
    PlanTask.objects.filter(pk__in=[each.pk for each in rows]).update(
        lead=passing.successor, revision=F("revision") + 1
    )
    return [
        Moved("direction", "plan_task", each.pk, each.number, {"as_planned": each.lead_unit}) for each in rows
    ]


def _assigned(passing: Passing) -> QuerySet[AssignedTask]:
    return AssignedTask.objects.filter(lead=passing.predecessor, done_on__isnull=True)


def _count_assigned(passing: Passing) -> int:
    return _assigned(passing).count()


def _carry_assigned(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_assigned(passing).select_for_update().order_by("pk"))
    AssignedTask.objects.filter(pk__in=[each.pk for each in rows]).update(lead=passing.successor)
    return [Moved("direction", "assigned_task", each.pk, each.number) for each in rows]


def _supported(passing: Passing) -> QuerySet[TaskSupport]:
    unfinished = Q(task__done_on__isnull=True, task__dropped_on__isnull=True)
    return TaskSupport.objects.filter(unfinished, unit=passing.predecessor)


def _count_supported(passing: Passing) -> int:
    return _supported(passing).count()


def _carry_supported(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_supported(passing).select_related("task").select_for_update(of=("self",)).order_by("pk"))
    TaskSupport.objects.filter(pk__in=[each.pk for each in rows]).update(unit=passing.successor)
    return [
        Moved("direction", "plan_task", each.task_id, each.task.number, {"as_planned": each.name})
        for each in rows
    ]


MOVERS = (
    Mover(
        "plan_tasks",
        gettext_lazy("Nhiệm vụ của kế hoạch đang làm"),
        _count_planned,
        _carry_planned,
        record_route="direction:plan_task",
    ),
    Mover(
        "plan_support",
        gettext_lazy("Nhiệm vụ của kế hoạch đang phối hợp"),
        _count_supported,
        _carry_supported,
        record_route="direction:plan_task",
    ),
    Mover(
        "assigned_tasks",
        gettext_lazy("Nhiệm vụ cấp trên giao đang làm"),
        _count_assigned,
        _carry_assigned,
        record_route="direction:assigned_task",
    ),
)
