"""Open tasks of plans go along to the successor of the unit that leads them; what is done keeps who did it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from minhchung.direction.models import PlanTask
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing
from minhchung.organisation.queries import names_ever, names_of


def _open(passing: Passing) -> QuerySet[PlanTask]:
    """Plans write units by their names."""
    names = names_ever(passing.predecessor)
    return PlanTask.objects.filter(lead_unit__in=names, done_on__isnull=True, dropped_on__isnull=True)


def _count(passing: Passing) -> int:
    return _open(passing).count()


def _carry(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_open(passing).select_for_update().order_by("pk"))
    name = names_of([passing.successor], passing.on)[passing.successor]
    PlanTask.objects.filter(pk__in=[each.pk for each in rows]).update(lead_unit=name)
    return [
        Moved(
            "direction", "plan_task", each.pk, each.number,
            {"before": {"lead_unit": each.lead_unit}, "after": {"lead_unit": name}},
        )
        for each in rows
        if each.lead_unit != name
    ]  # fmt: skip


MOVERS = (
    Mover(
        "plan_tasks",
        gettext_lazy("Nhiệm vụ của kế hoạch đang làm"),
        _count,
        _carry,
        record_route="direction:plan_task",
    ),
)
