"""Deeds on a plan's table as it came: read it whole, and take its tasks into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhchung.direction.actions.acting import ROOM
from minhchung.direction.actions.entrusting import keep_written
from minhchung.direction.actions.plans import begin_plan, make_tasks
from minhchung.direction.models import Plan, PlanTable
from minhchung.direction.plan_tables import Line
from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.trail import actions as trail


@transaction.atomic
def keep_table(
    *, year: int, issuer: str, name: str, digest: str, lines: Sequence[Line], by: str, at: datetime
) -> PlanTable:
    """Keep every line of a table that was read, under the draft of its year, which is begun where there is none.

    Raises:
        Refusal: it holds no task.
    """
    if not any(each.kind == "task" for each in lines):
        raise Refusal("Bảng không có dòng nhiệm vụ nào.")
    plan = Plan.objects.filter(year=year, decision="", issued_on__isnull=True).first()
    if plan is None:
        title = f"Kế hoạch cải cách hành chính năm {year}"
        plan = begin_plan(year=year, issuer=issuer, title=title, tasks=(), by=by, at=at)
    made = PlanTable.objects.create(
        plan=plan,
        name=name[:255],
        digest=digest,
        lines=[each.kept() for each in lines],
        read_at=at,
        read_by=by,
    )
    details = {"table": made.pk, "file": made.name, "digest": digest, "lines": len(lines)}
    trail.write([trail.Deed(ROOM, "plan", plan.pk, "read_table", by, at, details)], recorded_at=at)
    return made


@transaction.atomic
def take_table(*, table: int, by: str, at: datetime) -> int:
    """Take the tasks of a table into its draft; numbers that the draft has already are given a new place.

    Returns:
        How many tasks came.

    Raises:
        Refusal: it was taken before, or its plan was issued meanwhile.
    """
    found = PlanTable.objects.select_for_update().select_related("plan").filter(pk=table).first()
    if found is None:
        raise Refusal("Không có bảng này.")
    if found.taken_at is not None:
        raise Refusal("Bảng đã được đưa vào kế hoạch.")
    if found.plan.issued_on is not None:
        raise Refusal("Kế hoạch đã ban hành: thêm nhiệm vụ bằng văn bản sửa đổi, bổ sung.")
    taken = set(found.plan.tasks.values_list("number", flat=True))
    rows = [_values(each["task"], taken) for each in found.lines if each["kind"] == "task"]
    named = [(each.pop("holder", None), each.pop("holder_name", None))[0] for each in rows]
    made = make_tasks(found.plan, rows, None)
    set_to = [
        keep_written(task=task, holder=holder, since_on=None, by=by, at=at)
        for task, holder in zip(made, named, strict=True)
        if holder is not None
    ]
    found.taken_at, found.taken_by = at, by
    found.save(update_fields=["taken_at", "taken_by"])
    details = {"table": found.pk, "file": found.name, "tasks": len(made)}
    deed = trail.Deed(ROOM, "plan", found.plan_id, "take_table", by, at, details)
    trail.write([deed, *(each for each in set_to if each is not None)], recorded_at=at)
    return len(made)


def _values(told: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    number, place = told["number"], 2
    while number in taken:
        number, place = f"{told['number'][:14]} ({place})", place + 1
    taken.add(number)
    day = told["due_on"]
    return {**told, "number": number, "due_on": date.fromisoformat(day) if day else None}
