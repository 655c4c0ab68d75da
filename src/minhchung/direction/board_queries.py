"""Questions of those who work on a plan: a year's tasks as they stand today, whose they are, how far they have come.

A year's plan is a few hundred rows: it is read in three questions and sorted, counted and drawn from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from minhchung.direction.holding_queries import NOBODY, Hands, hands_of
from minhchung.direction.models import AssignedTask, Evidence, Head, Plan, PlanTask, TaskNote, TaskSupport
from minhchung.direction.moves import State
from minhchung.ground.intake.folding import fold
from minhchung.organisation.queries import key_of, look_up, names_ever, names_of

#: How many days before its end a limit is near.
NEAR_DAYS = 10


class Standing(StrEnum):
    """How a task stands to its limit on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    OPEN = "open"
    NEAR = "near"
    OVERDUE = "overdue"
    DROPPED = "dropped"


STANDING_NAMES = {
    Standing.DONE: _("Hoàn thành"),
    Standing.DONE_LATE: _("Hoàn thành, quá hạn"),
    Standing.OPEN: _("Trong hạn"),
    Standing.NEAR: _("Sắp đến hạn"),
    Standing.OVERDUE: _("Quá hạn"),
    Standing.DROPPED: _("Đưa ra khỏi kế hoạch"),
}


@dataclass(frozen=True)
class TaskRow:
    """A task as it stands on a day; ``since`` is the day from which it could be worked on."""

    id: int
    plan: int
    number: str
    head: str
    title: str
    product: str
    lead_unit: str
    lead: int | None
    support_units: str
    supports: frozenset[int]
    due_kind: str
    due_words: str
    due_on: date | None
    since: date
    state: State
    standing: Standing
    percent: int | None
    done_on: date | None
    product_reference: str
    product_count: int | None
    in_original: bool
    revision: int
    hands: Hands = NOBODY

    @property
    def as_planned(self) -> str:
        """How the plan wrote the limit, where that is not the day itself: it may have been put off since."""
        day = f"{self.due_on:%d/%m/%Y}" if self.due_on else self.due_words
        return self.due_words if self.due_words != day else ""

    @property
    def words(self) -> str:
        """What is looked through for it."""
        names = " ".join((self.hands.name, *(name for _user, name in self.hands.beside)))
        return f"{self.number} {self.title} {self.lead_unit} {self.product} {names}"

    @property
    def is_unheld(self) -> bool:
        """Whether it is still to be done and nobody is in charge of it."""
        return self.hands.main is None and self.state not in (State.DONE, State.DROPPED)

    def of_any(self, units: Iterable[int]) -> bool:
        """Whether one of the units leads or supports it."""
        return any(unit == self.lead or unit in self.supports for unit in units)


def years() -> tuple[int, ...]:
    """The years of issued plans, the latest first."""
    rows = Plan.objects.filter(issued_on__isnull=False).order_by("-year").values_list("year", flat=True)
    return tuple(dict.fromkeys(rows))


def tasks_of(year: int, on: date) -> tuple[TaskRow, ...]:
    """The tasks of a year's issued plans, as they stand on a day, under the heads in their order."""
    return _rows(Q(plan__year=year, plan__issued_on__isnull=False), Q(task__plan__year=year), on)


def tasks_of_plan(plan: int, on: date) -> tuple[TaskRow, ...]:
    """The tasks of one plan, issued or not, in the same way."""
    return _rows(Q(plan=plan), Q(task__plan=plan), on)


def _rows(which: Q, whose: Q, on: date) -> tuple[TaskRow, ...]:
    last = TaskNote.objects.filter(task=OuterRef("pk"), percent__isnull=False).order_by("-at", "-id")
    rows = (
        PlanTask.objects.filter(which)
        .select_related("plan")
        .annotate(percent=Subquery(last.values("percent")[:1]))
    )
    supports: dict[int, set[int]] = {}
    named = TaskSupport.objects.filter(whose, unit__isnull=False)
    for task, unit in named.values_list("task", "unit"):
        supports.setdefault(task, set()).add(unit)
    hands = hands_of(whose)
    order = {value: place for place, value in enumerate(Head.values)}
    found = sorted(rows, key=lambda each: (order[each.head], each.plan_id, each.pk))
    return tuple(
        _row(each, frozenset(supports.get(each.pk, ())), hands.get(each.pk, NOBODY), on) for each in found
    )


def narrowed(
    rows: Sequence[TaskRow],
    *,
    units: Sequence[int] | None = None,
    unit: int | None = None,
    head: str = "",
    standing: str = "",
    text: str = "",
    held_by: int | None = None,
    unheld: bool = False,
) -> tuple[TaskRow, ...]:
    """The rows that match all that was asked; ``unheld`` are the open ones that nobody is in charge of."""
    words = fold(text).split()
    return tuple(
        row
        for row in rows
        if (units is None or row.of_any(units))
        and (unit is None or row.of_any([unit]))
        and (not head or row.head == head)
        and (not standing or row.standing == standing)
        and (held_by is None or row.hands.holds(held_by))
        and (not unheld or row.is_unheld)
        and all(word in fold(row.words) for word in words)
    )


def standing_of(task: PlanTask, on: date) -> Standing:
    """How a task stands to its limit on a day; one whose limit names no day cannot be late."""
    if task.dropped_on is not None:
        return Standing.DROPPED
    if task.done_on is not None:
        late = task.due_on is not None and task.done_on > task.due_on
        return Standing.DONE_LATE if late else Standing.DONE
    if task.due_on is None:
        return Standing.OPEN
    if task.due_on < on:
        return Standing.OVERDUE
    return Standing.NEAR if task.due_on <= on + timedelta(days=NEAR_DAYS) else Standing.OPEN


def counts_by_head(rows: Iterable[TaskRow]) -> Mapping[str, Mapping[Standing, int]]:
    """How many tasks of each head stand how, heads without any left out."""
    found: dict[str, dict[Standing, int]] = {}
    for row in rows:
        told = found.setdefault(row.head, {})
        told[row.standing] = told.get(row.standing, 0) + 1
    return found


def task(number: int) -> PlanTask | None:
    """A task with its plan."""
    return PlanTask.objects.select_related("plan").filter(pk=number).first()


def supporting(task: int) -> tuple[int, ...]:
    """The units in support of a task that could be read."""
    found = TaskSupport.objects.filter(task=task, unit__isnull=False)
    return tuple(found.order_by("id").values_list("unit", flat=True))


def led_by_successor(task: PlanTask) -> str:
    """Who leads it since a reorganisation, by its name now; "" while it is whom the plan names."""
    if task.lead_id is None:
        return ""
    known = {key_of(name) for name in names_ever(task.lead_id)}
    ways = look_up()
    if key_of(task.lead_unit) in known or ways.get(key_of(task.lead_unit)) == task.lead_id:
        return ""
    return names_of([task.lead_id])[task.lead_id]


def evidence_of(task: int) -> list[Evidence]:
    """What shows that a task is done, in its order."""
    return list(Evidence.objects.filter(task=task).select_related("file").order_by("number"))


def notes_of(task: int) -> list[TaskNote]:
    """What was told of a task, the latest first."""
    return list(TaskNote.objects.filter(task=task).order_by("-at", "-id"))


def evidence(task: int, number: int) -> Evidence | None:
    """A piece of evidence of a task by the number of its row."""
    return Evidence.objects.filter(task=task, pk=number).select_related("file").first()


@dataclass(frozen=True)
class Given:
    """Tasks that somebody above gave, parted by what became of them: the four sum to ``given``."""

    by: str
    given: int
    on_time: int
    late: int
    open: int
    overdue: int

    @property
    def sums_up(self) -> bool:
        """Whether nothing was lost and nothing counted twice."""
        return self.given == self.on_time + self.late + self.open + self.overdue


def given_by(since: date, until: date, on: date) -> tuple[Given, ...]:
    """Tasks assigned in a span (both days included) by whoever gave them, as they stand on a day, most first."""
    done, undone = Q(done_on__lte=on), Q(done_on__isnull=True) | Q(done_on__gt=on)
    endless = Q(due_on__isnull=True)
    kinds = {
        "on_time": done & (endless | Q(done_on__lte=F("due_on"))),
        "late": done & Q(done_on__gt=F("due_on")),
        "open": undone & (endless | Q(due_on__gte=on)),
        "overdue": undone & Q(due_on__lt=on),
    }
    rows = (
        AssignedTask.objects.filter(assigned_on__gte=since, assigned_on__lte=until)
        .values("assigned_by")
        .annotate(given=Count("pk"), **{name: Count("pk", filter=each) for name, each in kinds.items()})
        .order_by("-given", "assigned_by")
    )
    return tuple(
        Given(row["assigned_by"], row["given"], row["on_time"], row["late"], row["open"], row["overdue"])
        for row in rows
    )


def _row(each: PlanTask, supports: frozenset[int], hands: Hands, on: date) -> TaskRow:
    return TaskRow(
        id=each.pk,
        plan=each.plan_id,
        number=each.number,
        head=each.head,
        title=each.title,
        product=each.product,
        lead_unit=each.lead_unit,
        lead=each.lead_id,
        support_units=each.support_units,
        supports=supports,
        due_kind=each.due_kind,
        due_words=each.due_words,
        due_on=each.due_on,
        since=_since(each),
        state=State(each.state),
        standing=standing_of(each, on),
        percent=100 if each.done_on is not None else getattr(each, "percent", None),
        done_on=each.done_on,
        product_reference=each.product_reference,
        product_count=each.product_count,
        in_original=each.in_original,
        revision=each.revision,
        hands=hands,
    )


def _since(task: PlanTask) -> date:
    """From when it is planned to be worked on: the month or quarter of its limit, else the plan's year."""
    first = max(date(task.plan.year, 1, 1), task.added_on or date.min)
    if task.due_on is not None and task.due_kind in ("month", "quarter"):
        month = (
            task.due_on.month if task.due_kind == "month" else task.due_on.month - (task.due_on.month - 1) % 3
        )
        first = max(first, date(task.due_on.year, month, 1))
    ends = [day for day in (task.due_on, task.done_on) if day is not None]
    return min([first, *ends])
