"""A new internal process for running dossiers: those that somebody chose from the preview follow it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from minhchung.dossiers.actions import stepping
from minhchung.dossiers.actions.acting import Actor, Hand, Refusal, acting, check_form, hold
from minhchung.dossiers.models import Dossier
from minhchung.procedures.processes import ProcessRow, process_row
from minhchung.procedures.queries import name_key
from minhchung.rules.lifecycle import Deed


def move_to_process(
    *,
    process: int,
    dossiers: Mapping[int, int | None],
    reason: str,
    by: Actor,
    at: datetime,
    form: str = "",
) -> tuple[Dossier, ...]:
    """Let running dossiers follow another process of their procedure: all that were chosen, or none.

    The dossier's promise stays as it is. The open step becomes the step of the same number, keeps its beginning and
    gets the time of the new process; steps that are done stay as they were judged.

    Args:
        process: its number; it is in force.
        dossiers: the chosen ones by number, each with the revision that was seen (None: whatever it is).

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; none chosen, no reason, nobody who may
            approve it, a process that is not in force or not of that dossier's procedure and case.
    """
    reason = reason.strip()
    with transaction.atomic():
        check_form(form)
        row = process_row(process)
        if row is None or row.steps is None:
            raise Refusal("Quy trình này chưa có bước nào, chưa chuyển hồ sơ sang được.")
        if not row.in_force(at.date()):
            raise Refusal("Chỉ chuyển hồ sơ sang quy trình đang áp dụng.")
        if not by.approves:
            raise Refusal("Việc chuyển hồ sơ đang giải quyết sang quy trình mới do lãnh đạo quyết định.")
        if not dossiers:
            raise Refusal("Chưa chọn hồ sơ nào.", field_name="dossiers")
        if not reason:
            raise Refusal("Phải ghi lý do chuyển hồ sơ sang quy trình mới.", field_name="reason")
        hold(dossiers)
        moved = []
        for number, revision in sorted(dossiers.items()):
            mark = "" if moved else form
            with acting(
                Deed.MOVE_TO_PROCESS, dossier=number, revision=revision, by=by, at=at, form=mark
            ) as hand:
                _move(hand, row, reason)
            moved.append(hand.dossier)
    return tuple(moved)


def _move(hand: Hand, row: ProcessRow, reason: str) -> None:
    found = hand.dossier
    if found.accepted_at is None:
        raise Refusal(
            f"Hồ sơ {found.code} chưa được tiếp nhận; khi tiếp nhận sẽ theo quy trình đang áp dụng."
        )
    if found.procedure_id != row.procedure_id or (row.case and name_key(row.case) != name_key(found.case)):
        raise Refusal(f"Hồ sơ {found.code} không thuộc thủ tục, trường hợp của quy trình này.")
    if found.process_id == row.id:
        raise Refusal(f"Hồ sơ {found.code} đã theo quy trình này.")
    former = process_row(found.process_id) if found.process_id else None
    stage = stepping.relabel(hand, row)
    side = "từ ngày áp dụng trở đi" if found.accepted_at.date() >= row.since else "trước ngày áp dụng"
    told = f"{reason.rstrip('.')}. Tiếp nhận {side} ({row.since:%d/%m/%Y})"
    if former is not None:
        told += f"; quy trình trước: {former.decision or 'không ghi quyết định'} ({former.since:%d/%m/%Y})"
    if stage is not None:
        told += f"; bước hiện tại: {stage.number}. {stage.name}"
    hand.tell(reason=f"{told}.", basis=row.decision)
