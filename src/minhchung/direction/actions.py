"""Deeds of direction: add, drop and finish tasks, close findings, hold meetings; each leaves its line in the trail."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from minhchung.direction.models import (
    AssignedTask,
    Finding,
    Meeting,
    MeetingQuestion,
    MeetingState,
    Plan,
    PlanTask,
)
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed

ROOM = "direction"
_Record = TypeVar("_Record", bound=Model)


class CannotFinish(ValueError):
    """The task cannot be called done; says why in Vietnamese."""


class CannotChangeMeeting(ValueError):
    """The meeting does not stand so that this could be told of it; says why in Vietnamese."""


class CannotChangePlan(ValueError):
    """The plan cannot be changed that way; says why in Vietnamese."""


@dataclass(frozen=True)
class Outcome:
    """What came of a meeting: how many came, how many questions were raised and answered, what was concluded."""

    attended: int
    raised: int
    answered: int
    conclusion: str = ""


@dataclass(frozen=True)
class Product:
    """The document that is the product of a task: its number and symbol, and the day it bears."""

    reference: str
    on: date


@transaction.atomic
def finish_task(*, task: PlanTask, product: Product, done_on: date, by: str, at: datetime) -> PlanTask:
    """Call a task of a plan done, with its product.

    Raises:
        CannotFinish: the product is not named, is dated after the day, or the task was dropped.
    """
    if not product.reference.strip():
        raise CannotFinish("Chưa ghi số, ký hiệu của sản phẩm: nhiệm vụ chỉ hoàn thành khi có sản phẩm.")
    if product.on > done_on:
        raise CannotFinish(
            f"Sản phẩm ghi ngày {product.on:%d/%m/%Y}, sau ngày hoàn thành {done_on:%d/%m/%Y}."
        )
    if task.dropped_on is not None and task.dropped_on <= done_on:
        raise CannotFinish(f"Nhiệm vụ đã đưa ra khỏi kế hoạch từ {task.dropped_on:%d/%m/%Y}.")
    changes = {"done_on": done_on, "product_reference": product.reference.strip(), "product_on": product.on}
    return _changed(task, "plan_task", "finish", changes, by=by, at=at)


@transaction.atomic
def add_task(
    *, plan: Plan, values: dict[str, Any], added_on: date, changed_by: str, by: str, at: datetime
) -> PlanTask:
    """Add a task to a plan that is already issued, by an amending document.

    Raises:
        CannotChangePlan: the amending document is not named, or the day lies before the plan.
    """
    _refuse_unnamed(plan, added_on, changed_by)
    task = PlanTask(**values, plan=plan, in_original=False, added_on=added_on, changed_by=changed_by.strip())
    task.title_folded = fold(task.title)
    task.save()
    details = {
        "plan": plan.decision,
        "number": task.number,
        "title": task.title,
        "changed_by": task.changed_by,
    }
    trail.write([Deed(ROOM, "plan_task", task.pk, "add", by, at, details)], recorded_at=at)
    return task


@transaction.atomic
def drop_task(*, task: PlanTask, dropped_on: date, changed_by: str, by: str, at: datetime) -> PlanTask:
    """Take a task out of its plan by an amending document; the original denominator keeps it.

    Raises:
        CannotChangePlan: the amending document is not named, the task is done, or the day lies before the plan.
    """
    _refuse_unnamed(task.plan, dropped_on, changed_by)
    if task.done_on is not None:
        raise CannotChangePlan("Nhiệm vụ đã hoàn thành, không đưa ra khỏi kế hoạch được.")
    changes = {"dropped_on": dropped_on, "changed_by": changed_by.strip()}
    return _changed(task, "plan_task", "drop", changes, by=by, at=at)


@transaction.atomic
def close_finding(*, finding: Finding, closed_on: date, reference: str, by: str, at: datetime) -> Finding:
    """Close a finding with the document that shows it was dealt with.

    Raises:
        CannotFinish: no document, or the day lies before the inspection.
    """
    if not reference.strip():
        raise CannotFinish("Chưa ghi văn bản chứng minh vấn đề đã xử lý xong.")
    if closed_on < finding.inspection.on:
        raise CannotFinish(
            f"Ngày xử lý xong {closed_on:%d/%m/%Y} trước ngày kiểm tra {finding.inspection.on:%d/%m/%Y}."
        )
    changes = {"closed_on": closed_on, "closed_reference": reference.strip()}
    return _changed(finding, "finding", "close", changes, by=by, at=at)


@transaction.atomic
def finish_assigned(
    *, task: AssignedTask, done_on: date, product_reference: str, by: str, at: datetime
) -> AssignedTask:
    """Call a task assigned from above done, with its product.

    Raises:
        CannotFinish: the product is not named, or the day lies before the assignment.
    """
    if not product_reference.strip():
        raise CannotFinish("Chưa ghi số, ký hiệu của sản phẩm: nhiệm vụ chỉ hoàn thành khi có sản phẩm.")
    if done_on < task.assigned_on:
        raise CannotFinish(f"Ngày hoàn thành {done_on:%d/%m/%Y} trước ngày giao {task.assigned_on:%d/%m/%Y}.")
    changes = {"done_on": done_on, "product_reference": product_reference.strip()}
    return _changed(task, "assigned_task", "finish", changes, by=by, at=at)


@transaction.atomic
def hold_meeting(*, meeting: int, outcome: Outcome, by: str, at: datetime) -> Meeting:
    """Tell what came of a meeting that was held; told again it is corrected.

    Raises:
        CannotChangeMeeting: it was cancelled or has not begun, or more is answered than was raised.
    """
    found = _meeting(meeting)
    if found.state == MeetingState.CANCELLED:
        raise CannotChangeMeeting("Cuộc này đã ghi là không tổ chức.")
    if at < found.begins_at:
        raise CannotChangeMeeting(f"Chưa đến giờ bắt đầu ({found.begins_at:%H:%M %d/%m/%Y}).")
    if outcome.answered > outcome.raised:
        raise CannotChangeMeeting("Số câu đã trả lời nhiều hơn số câu hỏi, kiến nghị.")
    changes = {**asdict(outcome), "conclusion": outcome.conclusion.strip(), "state": str(MeetingState.HELD)}
    return _changed(found, "meeting", "hold", changes, by=by, at=at)


@transaction.atomic
def cancel_meeting(*, meeting: int, reason: str, by: str, at: datetime) -> Meeting:
    """Say that a planned meeting does not take place, and why.

    Raises:
        CannotChangeMeeting: it is not planned (any more), or no reason is given.
    """
    found = _meeting(meeting)
    if found.state != MeetingState.PLANNED:
        raise CannotChangeMeeting("Chỉ cuộc sắp tổ chức mới ghi là không tổ chức được.")
    if not reason.strip():
        raise CannotChangeMeeting("Chưa ghi lý do không tổ chức.")
    changes = {"state": str(MeetingState.CANCELLED), "cancelled_reason": reason.strip()}
    return _changed(found, "meeting", "cancel", changes, by=by, at=at)


@transaction.atomic
def keep_minutes(*, meeting: int, file: int | None, published: bool, by: str, at: datetime) -> Meeting:
    """Attach the minutes of a meeting, in the place of those before, and publish them or take them back.

    Args:
        file: the number of a kept file; None leaves the one that is there.

    Raises:
        CannotChangeMeeting: it was not held, or there are no minutes.
    """
    found = _meeting(meeting)
    if found.state != MeetingState.HELD:
        raise CannotChangeMeeting("Ghi kết quả cuộc này trước khi đính kèm biên bản.")
    number = file if file is not None else found.minutes_id
    if number is None:
        raise CannotChangeMeeting("Chưa có tệp biên bản.")
    on = (found.minutes_published_on if file is None else None) or at.date()
    changes = {"minutes_id": number, "minutes_published_on": on if published else None}
    return _changed(found, "meeting", "keep_minutes", changes, by=by, at=at)


@transaction.atomic
def tell_question(
    *, meeting: int, number: int, question: str, answer: str, answered_by: str, by: str, at: datetime
) -> MeetingQuestion:
    """Keep what was asked at a meeting and what was said to it."""
    row = MeetingQuestion(
        meeting=_meeting(meeting), number=number, question=question, answer=answer, answered_by=answered_by
    )
    save_record(row, room=ROOM, matter="meeting_question", by=by, at=at)
    return row


def _meeting(number: int) -> Meeting:
    found = Meeting.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise CannotChangeMeeting("Không có cuộc này.")
    return found


def _refuse_unnamed(plan: Plan, on: date, changed_by: str) -> None:
    if not changed_by.strip():
        raise CannotChangePlan("Chưa ghi văn bản sửa đổi, bổ sung kế hoạch.")
    if on < plan.issued_on:
        raise CannotChangePlan(
            f"Ngày sửa đổi {on:%d/%m/%Y} trước ngày ban hành kế hoạch {plan.issued_on:%d/%m/%Y}."
        )


def _changed(
    record: _Record, matter: str, deed: str, changes: dict[str, Any], *, by: str, at: datetime
) -> _Record:
    before = {name: getattr(record, name) for name in changes}
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=list(changes))
    details = {"before": before, "after": changes}
    trail.write([Deed(ROOM, matter, record.pk, deed, by, at, details)], recorded_at=at)
    return record
