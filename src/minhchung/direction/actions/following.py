"""Deeds on what was assigned from above and on what inspections found: finish, put off, conclude, close, open again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhchung.direction.actions.changing import changed
from minhchung.direction.models import AssignedTask, Finding, Inspection
from minhchung.ground import to_come
from minhchung.ground.deeds.acting import Refusal


@transaction.atomic
def finish_assigned(
    *, task: int, done_on: date, product_reference: str, by: str, at: datetime
) -> AssignedTask:
    """Call a task assigned from above done, with its product.

    Raises:
        Refusal: it is done already, the product is not named, the day lies before the assignment or has not come.
    """
    found = _assigned(task)
    if found.done_on is not None:
        raise Refusal(f"Nhiệm vụ đã ghi hoàn thành ngày {found.done_on:%d/%m/%Y}.")
    product = product_reference.strip()
    if not product:
        raise Refusal(
            "Chưa ghi số, ký hiệu của sản phẩm: nhiệm vụ chỉ hoàn thành khi có sản phẩm.",
            field_name="product_reference",
        )
    if done_on < found.assigned_on:
        raise Refusal(
            f"Ngày hoàn thành {done_on:%d/%m/%Y} trước ngày giao {found.assigned_on:%d/%m/%Y}.",
            field_name="done_on",
        )
    to_come.refuse("Ngày hoàn thành", done_on, at, Refusal, "done_on")
    return changed(
        found,
        "assigned_task",
        "finish",
        {"done_on": done_on, "product_reference": product[:200]},
        by=by,
        at=at,
    )


@transaction.atomic
def reopen_assigned(*, task: int, reason: str, by: str, at: datetime) -> AssignedTask:
    """Take back that it is done, and say why.

    Raises:
        Refusal: it is not done, no reason.
    """
    found = _assigned(task)
    if found.done_on is None:
        raise Refusal("Nhiệm vụ chưa ghi hoàn thành.")
    said = _needed(reason, "reason", "Ghi vì sao mở lại.")
    return changed(
        found,
        "assigned_task",
        "reopen",
        {"done_on": None, "product_reference": ""},
        by=by,
        at=at,
        reason=said,
    )


@transaction.atomic
def extend_assigned(*, task: int, due_on: date, document: str, by: str, at: datetime) -> AssignedTask:
    """Put the limit off by a document of whoever gave the task.

    Raises:
        Refusal: it is done, no document is named, the day is not later than the one that runs.
    """
    found = _assigned(task)
    if found.done_on is not None:
        raise Refusal("Nhiệm vụ đã hoàn thành, không còn thời hạn để lùi.")
    said = _needed(document, "document", "Ghi văn bản của cấp giao cho lùi thời hạn.")
    least = found.due_on or found.assigned_on
    if due_on <= least:
        raise Refusal(f"Thời hạn mới phải sau ngày {least:%d/%m/%Y}.", field_name="due_on")
    return changed(
        found, "assigned_task", "extend", {"due_on": due_on, "extended_by": said[:200]}, by=by, at=at
    )


@transaction.atomic
def conclude_inspection(*, inspection: int, conclusion: str, by: str, at: datetime) -> Inspection:
    """Name the notice of conclusion of an inspection.

    Raises:
        Refusal: there is no such inspection, or no number.
    """
    found = Inspection.objects.select_for_update().filter(pk=inspection).first()
    if found is None:
        raise Refusal("Không có cuộc kiểm tra này.")
    said = _needed(conclusion, "conclusion", "Ghi số, ký hiệu thông báo kết luận.")
    return changed(found, "inspection", "conclude", {"conclusion": said[:200]}, by=by, at=at)


@transaction.atomic
def close_finding(*, finding: int, closed_on: date, reference: str, by: str, at: datetime) -> Finding:
    """Close a finding with the document that shows it was dealt with.

    Raises:
        Refusal: it is closed, no document, the day lies before the inspection or has not come.
    """
    found = Finding.objects.select_for_update().filter(pk=finding).first()
    if found is None:
        raise Refusal("Không có vấn đề này.")
    if found.closed_on is not None:
        raise Refusal(f"Vấn đề đã ghi xử lý xong ngày {found.closed_on:%d/%m/%Y}.")
    said = _needed(reference, "reference", "Chưa ghi văn bản chứng minh vấn đề đã xử lý xong.")
    if closed_on < found.inspection.on:
        raise Refusal(
            f"Ngày xử lý xong {closed_on:%d/%m/%Y} trước ngày kiểm tra {found.inspection.on:%d/%m/%Y}.",
            field_name="closed_on",
        )
    to_come.refuse("Ngày xử lý xong", closed_on, at, Refusal, "closed_on")
    return changed(
        found, "finding", "close", {"closed_on": closed_on, "closed_reference": said[:200]}, by=by, at=at
    )


def _assigned(number: int) -> AssignedTask:
    found = AssignedTask.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise Refusal("Không có nhiệm vụ này.")
    return found


def _needed(text: str, field_name: str, sentence: str) -> str:
    said = text.strip()
    if not said:
        raise Refusal(sentence, field_name=field_name)
    return said
