"""Deeds on a yearly plan: begin a draft, issue it, add and drop tasks by an amending document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhchung.direction.actions.acting import MATTER, ROOM, Seen, acting
from minhchung.direction.models import Plan, PlanTarget, PlanTask, TaskSupport
from minhchung.direction.moves import Deed
from minhchung.direction.units import Units
from minhchung.ground import to_come
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.ground.registers.queries import stored_values
from minhchung.ground.trail import actions as trail
from minhchung.organisation.reorganisations import followers


@dataclass(frozen=True)
class Change:
    """The document that changes an issued plan: its number and the day from which it holds."""

    document: str
    on: date


@transaction.atomic
def begin_plan(
    *, year: int, issuer: str, title: str, tasks: Iterable[Mapping[str, Any]], by: str, at: datetime
) -> Plan:
    """A draft of a plan with its first tasks; it is counted nowhere until it is issued.

    Raises:
        Refusal: there is a draft for that year already.
    """
    if Plan.objects.filter(year=year, decision="").exists():
        raise Refusal(f"Đã có dự thảo kế hoạch năm {year}: hãy sửa tiếp dự thảo đó.", field_name="year")
    plan = Plan.objects.create(
        year=year, decision="", issued_on=None, issuer=issuer, title=title, title_folded=fold(title)
    )
    made = make_tasks(plan, tasks, None)
    details = {"after": {"year": year, "title": title}, "tasks": len(made)}
    trail.write([trail.Deed(ROOM, "plan", plan.pk, "begin", by, at, details)], recorded_at=at)
    return plan


@transaction.atomic
def propose_tasks(
    *, year: int, issuer: str, title: str, tasks: Iterable[Mapping[str, Any]], by: str, at: datetime
) -> tuple[Plan, int]:
    """Put proposed tasks into the draft of a year, which is begun where there is none; how many came.

    A task whose words the draft has already stays out; numbers that are taken go on after the last.
    """
    plan = Plan.objects.select_for_update().filter(year=year, decision="", issued_on__isnull=True).first()
    if plan is None:
        wanted = list(tasks)
        return begin_plan(year=year, issuer=issuer, title=title, tasks=wanted, by=by, at=at), len(wanted)
    known = dict(plan.tasks.values_list("title_folded", "number"))
    wanted = [each for each in tasks if fold(str(each["title"])) not in known]
    taken, rows, place = set(known.values()), [], len(known)
    for each in wanted:
        place += 1
        while str(place) in taken:
            place += 1
        rows.append({**each, "number": str(place)})
    made = make_tasks(plan, rows, None)
    details = {"tasks": len(made)}
    trail.write([trail.Deed(ROOM, "plan", plan.pk, "propose", by, at, details)], recorded_at=at)
    return plan, len(made)


@transaction.atomic
def issue_plan(*, plan: int, decision: str, issued_on: date, by: str, at: datetime) -> Plan:
    """Issue a draft: what stands in it now is the original plan, its denominator is kept for good.

    Raises:
        Refusal: it is issued already, has no number or no tasks, or a task lacks who leads it or what it yields.
    """
    found = _held(plan)
    if found.issued_on is not None:
        raise Refusal(f"Kế hoạch đã ban hành ngày {found.issued_on:%d/%m/%Y}.")
    number = decision.strip()
    if not number:
        raise Refusal("Ghi số, ký hiệu của kế hoạch.", field_name="decision")
    to_come.refuse("Ngày ban hành", issued_on, at, Refusal, "issued_on")
    if issued_on.year not in (found.year - 1, found.year):
        raise Refusal(not_its_year(found.year, issued_on), field_name="issued_on")
    if Plan.objects.filter(year=found.year, decision=number).exists():
        raise Refusal(f"Năm {found.year} đã có kế hoạch số {number}.", field_name="decision")
    tasks = list(found.tasks.order_by("id"))
    if not tasks:
        raise Refusal("Dự thảo chưa có nhiệm vụ nào.")
    lacking = [each.number for each in tasks if not each.product.strip() or not each.lead_unit.strip()]
    if lacking:
        raise Refusal(
            f"Nhiệm vụ {', '.join(lacking[:20])} chưa ghi sản phẩm hoặc đơn vị chủ trì: hãy bổ sung trước khi ban hành."
        )
    before = stored_values(found)
    found.decision, found.issued_on = number, issued_on
    found.save(update_fields=["decision", "issued_on"])
    after = stored_values(found)
    names = ("decision", "issued_on")
    details = {
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names},
        "tasks": len(tasks),
    }
    trail.write([trail.Deed(ROOM, "plan", found.pk, "issue", by, at, details)], recorded_at=at)
    return found


@transaction.atomic
def add_task(
    *, plan: int, values: Mapping[str, Any], change: Change | None, by: str, at: datetime
) -> PlanTask:
    """Add a task: to a draft freely, to an issued plan only by an amending document.

    Raises:
        Refusal: the amending document is not named, its day lies before the plan or has not come, the number is taken.
    """
    found = _held(plan)
    if found.issued_on is not None:
        change = _checked_change(found, change, at)
    elif change is not None:
        raise Refusal("Kế hoạch còn là dự thảo: thêm nhiệm vụ không cần văn bản sửa đổi.")
    if found.tasks.filter(number=values["number"]).exists():
        raise Refusal(f"Kế hoạch đã có nhiệm vụ số {values['number']}.", field_name="number")
    (made,) = make_tasks(found, [values], change)
    details = {
        "after": {name: value for name, value in stored_values(made).items() if value not in ("", None)}
    }
    trail.write([trail.Deed(ROOM, MATTER, made.pk, "add", by, at, details)], recorded_at=at)
    if change is not None:
        _note_amended(found, change)
    return made


def drop_task(*, seen: Seen, change: Change, by: Actor, at: datetime) -> PlanTask:
    """Take a task out of its plan by an amending document; the original denominator keeps it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; the document is not named, its day
            lies before the plan or has not come.
    """
    with acting(Deed.DROP, seen, by=by, at=at) as hand:
        plan = _held(hand.task.plan_id)
        checked = _checked_change(plan, change, at)
        hand.task.dropped_on = checked.on
        if hand.task.added_on is None:
            hand.task.changed_by = checked.document
        else:
            hand.task.dropped_by = checked.document
        hand.task.reported_on = None
        _note_amended(plan, checked)
    return hand.task


@transaction.atomic
def set_targets(*, plan: int, targets: Iterable[Mapping[str, Any]], by: str, at: datetime) -> int:
    """Put targets under a plan that are not there yet (by name); returns how many came."""
    found = _held(plan)
    known = dict(found.targets.values_list("name", "number"))
    number, made = max(known.values(), default=0), 0
    for target in targets:
        if target["name"] in known:
            continue
        number, made = number + 1, made + 1
        PlanTarget.objects.create(plan=found, number=number, **target)
    if made:
        trail.write(
            [trail.Deed(ROOM, "plan", found.pk, "set_targets", by, at, {"targets": made})], recorded_at=at
        )
    return made


@transaction.atomic
def save_task(record: PlanTask, *, by: str, at: datetime) -> PlanTask:
    """Write a task as the plan words it, with the units that its words name; one that comes later amends its plan."""
    record.lead_id = Units().read(record.lead_unit)
    save_record(record, room=ROOM, matter=MATTER, by=by, at=at, folds={"title_folded": "title"})
    sync_supports([record])
    if record.added_on is not None and record.dropped_on is None:
        _note_amended(record.plan, Change(record.changed_by, record.added_on))
    return record


@transaction.atomic
def leave_out(*, task: int, by: str, at: datetime) -> Plan:
    """Take a line out of a draft, such as one that the table held twice; the draft's story keeps its words.

    Raises:
        Refusal: its plan is issued: there an amending document takes it out.
    """
    found = PlanTask.objects.select_for_update().select_related("plan").get(pk=task)
    if found.plan.issued_on is not None:
        raise Refusal("Kế hoạch đã ban hành: đưa nhiệm vụ ra khỏi kế hoạch bằng văn bản sửa đổi.")
    details = {"title": f"{found.number}. {found.title}"[:300]}
    found.delete()
    trail.write([trail.Deed(ROOM, "plan", found.plan.pk, "leave_out", by, at, details)], recorded_at=at)
    return found.plan


def sync_supports(tasks: Iterable[PlanTask]) -> None:
    """Let the rows of supporting units say what the words of the tasks say; what went to a successor stays there."""
    units, gone = Units(), followers()
    held = list(tasks)
    stand = {
        (task, name): unit
        for task, name, unit in TaskSupport.objects.filter(task__in=held).values_list("task", "name", "unit")
    }

    def now(task: PlanTask, name: str, unit: int | None) -> int | None:
        known = stand.get((task.pk, name))
        return known if known in gone.get(unit or 0, ()) else unit

    TaskSupport.objects.filter(task__in=held).delete()
    TaskSupport.objects.bulk_create(
        TaskSupport(task=task, name=name, unit_id=now(task, name, unit))
        for task in held
        for name, unit in units.several(task.support_units)
    )


def make_tasks(plan: Plan, rows: Iterable[Mapping[str, Any]], change: Change | None) -> list[PlanTask]:
    """Write tasks with their units, within a deed."""
    units, made = Units(), []
    for values in rows:
        task = PlanTask(**values, plan=plan, in_original=change is None)
        if change is not None:
            task.added_on, task.changed_by = change.on, change.document
        task.title_folded = fold(task.title)
        task.lead_id = task.lead_id or units.read(task.lead_unit)
        made.append(task)
    PlanTask.objects.bulk_create(made)
    sync_supports(made)
    return made


def not_its_year(year: int, issued_on: date) -> str:
    """What to say of a plan that is issued neither in its year nor in the year before."""
    return f"Ngày ban hành {issued_on:%d/%m/%Y} cách xa năm {year} của kế hoạch; hãy kiểm tra lại năm."


def _held(number: int) -> Plan:
    found = Plan.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise Refusal("Không có kế hoạch này.")
    return found


def _checked_change(plan: Plan, change: Change | None, at: datetime) -> Change:
    if change is None or not change.document.strip():
        raise Refusal(
            "Kế hoạch đã ban hành: phải ghi văn bản sửa đổi, bổ sung, để giữ cả mẫu số ban đầu và sau sửa đổi.",
            field_name="document",
        )
    if plan.issued_on is not None and change.on < plan.issued_on:
        raise Refusal(
            f"Ngày sửa đổi {change.on:%d/%m/%Y} trước ngày ban hành kế hoạch {plan.issued_on:%d/%m/%Y}.",
            field_name="on",
        )
    to_come.refuse("Ngày sửa đổi", change.on, at, Refusal)
    return Change(change.document.strip(), change.on)


def _note_amended(plan: Plan, change: Change) -> None:
    if plan.amended_on is None or plan.amended_on <= change.on:
        plan.amended_by, plan.amended_on = change.document, change.on
        plan.save(update_fields=["amended_by", "amended_on"])
