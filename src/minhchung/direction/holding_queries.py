"""Questions about who is set to tasks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from minhchung.direction.models import Part, TaskHolding


@dataclass(frozen=True)
class Hands:
    """In whose hands a task is: who is in charge of it, by account and name, and who works on it beside."""

    main: int | None = None
    name: str = ""
    beside: tuple[tuple[int, str], ...] = ()

    def holds(self, user: int | None) -> bool:
        """Whether somebody has a part in it."""
        return user is not None and (user == self.main or any(user == each for each, _name in self.beside))


NOBODY = Hands()


def hands_of(tasks: Q) -> dict[int, Hands]:
    """In whose hands tasks are now, by task; those that nobody has are left out. ``tasks`` begins with "task__"."""
    rows = TaskHolding.objects.filter(tasks, until_on__isnull=True).select_related("user").order_by("id")
    found: dict[int, Hands] = {}
    for row in rows:
        told = found.get(row.task_id, NOBODY)
        if row.part == Part.MAIN:
            found[row.task_id] = Hands(row.user_id, str(row.user), told.beside)
        else:
            found[row.task_id] = Hands(told.main, told.name, (*told.beside, (row.user_id, str(row.user))))
    return found


def holdings_of(task: int) -> list[TaskHolding]:
    """Everybody who has or had a task in hand, those who have it first, then the latest first."""
    rows = TaskHolding.objects.filter(task=task).select_related("user")
    ordered = sorted(rows, key=lambda each: (each.since_on, each.pk), reverse=True)
    return sorted(ordered, key=lambda each: (each.until_on is not None, each.part != Part.MAIN))


@dataclass(frozen=True)
class Before:
    """What is known of a task's hands before a sheet is read.

    Attributes:
        user, since_on: who is in charge now, and since when; None for nobody.
        free_from: the first day on which nobody who had it before has it any more.
        is_done: whether the task is done.
    """

    user: int | None = None
    since_on: date | None = None
    free_from: date | None = None
    is_done: bool = False


def hands_by_number() -> dict[tuple[int, str], Before]:
    """The hands of every task that was ever in any, by plan and number."""
    rows = TaskHolding.objects.filter(part=Part.MAIN).order_by("since_on", "id")
    found: dict[tuple[int, str], Before] = {}
    for plan, number, done_on, user, since_on, until_on in rows.values_list(
        "task__plan", "task__number", "task__done_on", "user", "since_on", "until_on"
    ):
        before = found.get((plan, number), Before(is_done=done_on is not None))
        if until_on is None:
            found[plan, number] = replace(before, user=user, since_on=since_on)
        else:
            latest = max(until_on, before.free_from or until_on)
            found[plan, number] = replace(before, free_from=latest)
    return found
