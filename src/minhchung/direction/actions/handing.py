"""Handing open tasks on to the units that come after others: what is done stays with those who did it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.direction.models import AssignedTask, PlanTask, TaskSupport
from minhchung.ground.trail import actions as trail
from minhchung.organisation.queries import names_of

ROOM = "direction"


@transaction.atomic
def hand_on(*, successors: Mapping[int, int], decision: str, by: str, at: datetime) -> int:
    """Let open tasks of plans and from above pass to the units in whose place others stand now.

    Limits, notes and evidence stay as they are; the words of the plan stay as they are, too. Doing it twice changes
    nothing.

    Args:
        successors: unit to the unit that comes after it.
        decision: the document by which units were rearranged.

    Returns:
        How many tasks passed on.
    """
    names = names_of({*successors, *successors.values()}, at.date())
    deeds: list[trail.Deed] = []
    open_ones: tuple[tuple[str, Any], ...] = (
        ("plan_task", PlanTask.objects.filter(done_on__isnull=True, dropped_on__isnull=True)),
        ("assigned_task", AssignedTask.objects.filter(done_on__isnull=True)),
    )
    for matter, rows in open_ones:
        held = list(rows.filter(lead__in=successors).select_for_update())
        for task in held:
            before, after = task.lead_id, successors[task.lead_id or 0]
            task.lead_id = after
            details = {
                "before": {"lead": before},
                "after": {"lead": after},
                "reason": f"{names.get(before or 0, '')} → {names.get(after, '')}: {decision}",
            }
            deeds.append(trail.Deed(ROOM, matter, task.pk, "hand_on", by, at, details))
        rows.model._default_manager.bulk_update(held, ["lead"])
    for before, after in successors.items():
        TaskSupport.objects.filter(
            unit=before, task__done_on__isnull=True, task__dropped_on__isnull=True
        ).update(unit=after)
    if deeds:
        trail.write(deeds, recorded_at=at)
    return len(deeds)
