"""Deeds on internal processes: issue one (which closes the former one), correct it, change a step of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed
from minhchung.procedures import processes
from minhchung.procedures.actions.versions import ROOM
from minhchung.procedures.models import ProcedureCase, Process, ProcessStep
from minhchung.rules import process as rules

PROCESS, STEP = "process", "process_step"


class CannotIssueProcess(ValueError):
    """The process may not be issued that way; says why in Vietnamese: which sum, which limit."""


@transaction.atomic
def issue_process(
    *,
    version: int,
    case: str = "",
    decision: str = "",
    since: date,
    steps: Sequence[rules.Step],
    by: str,
    at: datetime,
) -> Process:
    """Issue the internal process of a version, or of one case of it; the one before it ends that day.

    Raises:
        CannotIssueProcess: the steps make no process, they take longer than the committed limit, the version has no
            such case, or a process of that case begins that very day.
    """
    record, deeds = open_process(version=version, case=case, decision=decision, since=since, by=by, at=at)
    found = _whole(steps)
    refuse_too_long(version, case, found)
    ProcessStep.objects.bulk_create(
        [
            ProcessStep(
                process=record,
                number=each.number,
                name=each.name,
                unit_name=each.unit,
                post=each.post,
                work=each.work,
                minutes=each.minutes,
                product=each.product,
                parallel_group=each.parallel,
            )
            for each in found.steps
        ]
    )
    deeds[-1].details["steps"] = [asdict(each) for each in found.steps]
    trail.write(deeds, recorded_at=at)
    return record


def open_process(
    *, version: int, case: str, decision: str, since: date, until: date | None = None, by: str, at: datetime
) -> tuple[Process, list[Deed]]:
    """A process still without steps, and the deeds for the trail; for callers that write many at once.

    Raises:
        CannotIssueProcess: as :func:`issue_process`.
    """
    refuse_unknown_case(version, case)
    same = Process.objects.filter(version=version, case=case)
    if same.filter(since=since).exists():
        raise CannotIssueProcess(f"Trường hợp này đã có quy trình áp dụng từ {since:%d/%m/%Y}.")
    later = same.filter(since__gt=since).order_by("since").first()
    if later is not None and (until is None or until > later.since):
        until = later.since
    deeds = []
    for former in same.filter(Q(until__isnull=True) | Q(until__gt=since), since__lt=since):
        change = {"before": {"until": former.until}, "after": {"until": since}}
        deeds.append(Deed(ROOM, PROCESS, former.pk, "close", by, at, change))
        former.until = since
        former.save(update_fields=["until"])
    record = Process.objects.create(
        version_id=version, case=case, decision=decision, since=since, until=until
    )
    after = {"version": version, "case": case, "decision": decision, "since": since, "until": until}
    told = {name: value for name, value in after.items() if value not in (None, "")}
    deeds.append(Deed(ROOM, PROCESS, record.pk, "issue", by, at, {"after": told}))
    return record, deeds


@transaction.atomic
def save_process(record: Process, *, by: str, at: datetime) -> Process:
    """Keep a process that a person filled in: a new one closes the one before it, an old one is corrected.

    Raises:
        CannotIssueProcess: it would overlap another of its case, its steps exceed the limit, no such case.
    """
    if record.pk is None:
        made, deeds = open_process(
            version=record.version_id,
            case=record.case,
            decision=record.decision,
            since=record.since,
            until=record.until,
            by=by,
            at=at,
        )
        trail.write(deeds, recorded_at=at)
        record.pk = made.pk
        return made
    refuse_unknown_case(record.version_id, record.case)
    others = Process.objects.filter(version=record.version_id, case=record.case).exclude(pk=record.pk)
    others = others.filter(Q(until__isnull=True) | Q(until__gt=record.since))
    clash = (others.filter(since__lt=record.until) if record.until else others).order_by("since").first()
    if clash is not None:
        raise CannotIssueProcess(f"Trùng thời gian với quy trình áp dụng từ {clash.since:%d/%m/%Y}.")
    row = processes.process_row(record.pk)
    if row is not None and row.steps is not None:
        refuse_too_long(record.version_id, record.case, row.steps)
    save_record(record, room=ROOM, matter=PROCESS, by=by, at=at)
    return record


@transaction.atomic
def save_step(record: ProcessStep, *, by: str, at: datetime) -> ProcessStep:
    """Keep a step that a person filled in, new or changed.

    Raises:
        CannotIssueProcess: with it the steps exceed the limit, or make no process.
    """
    process = Process.objects.select_for_update().get(pk=record.process_id)
    others = ProcessStep.objects.filter(process=process).exclude(pk=record.pk)
    whole = _whole([*map(processes.step_of, others), processes.step_of(record)])
    refuse_too_long(process.version_id, process.case, whole)
    save_record(record, room=ROOM, matter=STEP, by=by, at=at)
    return record


def refuse_too_long(version: int, case: str, process: rules.Process) -> None:
    """Refuse a process that takes longer than what is promised; where the two do not compare, nothing is refused.

    Raises:
        CannotIssueProcess: it does; says which sum and which limit.
    """
    for each in processes.checked_sum(version, case, process):
        if each.comparison.standing is rules.Standing.EXCEEDS:
            raise CannotIssueProcess(f"{each.words}. Rút ngắn các bước: quy trình không kéo dài thời hạn.")


def refuse_unknown_case(version: int, case: str) -> None:
    """Refuse a case that the version does not have; "" means all cases.

    Raises:
        CannotIssueProcess: it has none of that name.
    """
    names = {each.name for each in ProcedureCase.objects.filter(version=version)}
    if case and case not in names:
        known = ", ".join(f"“{name}”" for name in sorted(names) if name) or "không có trường hợp riêng"
        raise CannotIssueProcess(f"Thủ tục không có trường hợp “{case}” (các trường hợp: {known}).")


def _whole(steps: Sequence[rules.Step]) -> rules.Process:
    try:
        return rules.process_of(steps)
    except rules.BadProcess as bad:
        raise CannotIssueProcess(str(bad)) from bad
