"""What is due in direction: for everybody the tasks set to him; for those who keep plans tasks, tasks from above,
findings, meetings to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from minhchung.direction.models import AssignedTask, Finding, Meeting, MeetingState, PlanTask, TaskHolding
from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due


def due(asker: Asker) -> tuple[Due, ...]:
    """What is open and due in the span, the earliest first."""
    keeps = asker.account.may(May.EDIT_DIRECTION)
    found = [*_mine(asker), *(_all(asker) if keeps else ())]
    return tuple(sorted(found, key=lambda each: (each.on, each.about))[:MOST])


def _mine(asker: Asker) -> Iterator[Due]:
    """Tasks of issued plans that are set to the account, in charge or beside."""
    held = TaskHolding.objects.filter(user=asker.account.pk, until_on__isnull=True)
    rows = PlanTask.objects.filter(
        pk__in=held.values("task"),
        plan__issued_on__isnull=False,
        done_on=None,
        dropped_on=None,
        **asker.span("due_on"),
    )
    for number, title, on in rows.order_by("due_on", "pk").values_list("pk", "title", "due_on")[:MOST]:
        yield Due(_("Nhiệm vụ giao cho tôi"), title, on, "direction:plan_task", number)


def _all(asker: Asker) -> Iterator[Due]:
    held = TaskHolding.objects.filter(user=asker.account.pk, until_on__isnull=True)
    tasks = PlanTask.objects.filter(done_on=None, dropped_on=None, **asker.span("due_on"))
    tasks = tasks.exclude(pk__in=held.values("task"), plan__issued_on__isnull=False)
    for number, title, on in tasks.order_by("due_on", "pk").values_list("pk", "title", "due_on")[:MOST]:
        yield Due(_("Nhiệm vụ của kế hoạch"), title, on, "direction:plan_task", number)
    assigned = AssignedTask.objects.filter(done_on=None, **asker.span("due_on"))
    for number, content, on in assigned.order_by("due_on", "pk").values_list("pk", "content", "due_on")[
        :MOST
    ]:
        yield Due(_("Nhiệm vụ cấp trên giao"), content, on, "direction:assigned_task", number)
    findings = Finding.objects.filter(closed_on=None, **asker.span("due_on"))
    for number, content, on in findings.order_by("due_on", "pk").values_list("pk", "content", "due_on")[
        :MOST
    ]:
        yield Due(_("Khắc phục vấn đề sau kiểm tra"), content, on, "direction:finding", number)
    meetings = Meeting.objects.filter(state=MeetingState.PLANNED, **asker.span("begins_at__date"))
    for number, topic, moment in meetings.order_by("begins_at", "pk").values_list("pk", "topic", "begins_at")[
        :MOST
    ]:
        yield Due(_("Đối thoại, tiếp công dân"), topic, moment.date(), "direction:meeting", number)
