"""Attaching files to a dossier, and taking one away; noting which papers came in.

These deeds move no dossier: they leave its state, its clock and its revision alone, so that nobody who has its page
open is stopped by a scan that came in meanwhile. They stand in the trail like every other deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.dossiers.actions.acting import Actor, NotOurs, Refusal
from minhchung.dossiers.models import Attachment, AttachmentKind, CopyKind, Dossier, FiledPart, Source
from minhchung.ground.inserting import insert_rows
from minhchung.ground.trail import actions as trail
from minhchung.procedures.queries import Part, components_of
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import State

#: More copies of one paper than anybody files.
MOST_COPIES = 99
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-/_]{2,79}")
_WITH_RESULT = frozenset({State.FINISHED, State.RETURNED})


@dataclass(frozen=True)
class Labels:
    """What people say of a file: which paper it is, of what kind, how it came to be.

    ``component`` is the number of one of the procedure's papers, None for another one.
    """

    kind: str = AttachmentKind.COMPONENT
    component: int | None = None
    copy_kind: str = CopyKind.COPY
    copies: int = 1
    digitised: bool = False
    reused: bool = False
    from_store: bool = False
    result_code: str = ""


@dataclass(frozen=True)
class Attached:
    """The attachment, and what else people should know of it; "" when nothing."""

    attachment: Attachment
    told: str = ""


@dataclass(frozen=True)
class Came:
    """A paper as it came in; ``component`` is None for one that the procedure does not ask for."""

    number: int
    name: str
    component: int | None = None
    required: bool = False
    originals: int = 0
    copies: int = 0
    electronic: bool = False


def refuse_attaching(dossier: int, labels: Labels) -> None:
    """Refuse before anything is sent what :func:`attach` would refuse after.

    Raises:
        Refusal: as :func:`attach`.
    """
    found = Dossier.objects.filter(pk=dossier).first()
    _part_for(_ours(found), labels)


@transaction.atomic
def attach(
    *,
    dossier: int,
    file: int,
    digest: str,
    labels: Labels,
    warnings: tuple[str, ...] = (),
    form: str,
    by: Actor,
    at: datetime,
) -> Attached:
    """Attach a kept file to a dossier; the same form again gives the same attachment.

    Args:
        file, digest: of the kept file.
        warnings: what those who open it should mind.
        form: the mark of what was sent.

    Raises:
        Refusal: no such dossier, its master is the province, the paper is not one of its procedure, a result before
            there is one, the same file lies there for the same paper.
    """
    found = _ours(Dossier.objects.select_for_update().filter(pk=dossier).first())
    form = f"{found.pk}:{form}"[:60]
    done = Attachment.objects.filter(form=form).first()
    if done is not None:
        return Attached(done)
    part = _part_for(found, labels)
    told = _said_of_same(found, digest, labels)
    made = Attachment.objects.create(
        dossier=found,
        file_id=file,
        kind=labels.kind,
        component_id=part.id if part else None,
        component_name=part.name if part else "",
        copy_kind=labels.copy_kind,
        copies=labels.copies,
        digitised=labels.digitised,
        reused=labels.reused,
        from_store=labels.from_store,
        result_code=labels.result_code.strip(),
        warning=" ".join(warnings)[:500],
        form=form,
        added_at=at,
        added_by=by.username,
        added_by_name=by.name,
    )
    details = {"attachment": made.pk, "digest": digest, "kind": labels.kind, "component": made.component_name}
    _write(found, "attach", by, at, {name: value for name, value in details.items() if value})
    return Attached(made, told)


@transaction.atomic
def detach(*, dossier: int, attachment: int, reason: str, by: Actor, at: datetime) -> Attachment:
    """Take an attachment away for a reason; its row and its bytes stay.

    Raises:
        Refusal: no such attachment in this dossier, taken away before, no reason.
    """
    found = _ours(Dossier.objects.select_for_update().filter(pk=dossier).first())
    held = Attachment.objects.filter(pk=attachment, dossier=found).first()
    if held is None:
        raise Refusal("Hồ sơ này không có tệp đó.")
    if held.removed_at is not None:
        raise Refusal(f"Tệp này đã được {held.removed_by} bỏ lúc {said(held.removed_at)}.")
    if not reason.strip():
        raise Refusal("Phải ghi lý do bỏ tệp; tệp vẫn được giữ trong nhật ký.", field_name="reason")
    held.removed_at, held.removed_by, held.removed_reason = at, by.username, reason.strip()
    held.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    _write(found, "detach", by, at, {"attachment": held.pk, "reason": held.removed_reason})
    return held


@transaction.atomic
def note_components(*, dossier: int, parts: tuple[Came, ...], by: Actor, at: datetime) -> int:
    """Note which papers came in; gives how many of those that are required are lacking.

    Raises:
        Refusal: no such dossier, its master is the province, a count that cannot be.
    """
    found = _ours(Dossier.objects.select_for_update().filter(pk=dossier).first())
    return keep_parts(found, parts, by=by, at=at)


def keep_parts(dossier: Dossier, parts: tuple[Came, ...], *, by: Actor, at: datetime) -> int:
    """Write the papers of a dossier that a deed holds, as :func:`note_components`."""
    _check_counts(parts)
    before = {part.number: part for part in FiledPart.objects.filter(dossier=dossier)}
    changed: dict[str, Any] = {}
    rows, new = [], []
    for part in parts:
        row = before.pop(part.number, None) or FiledPart(dossier=dossier, number=part.number)
        was = None if row.pk is None else (row.name, row.originals, row.copies, row.electronic)
        now = (part.name, part.originals, part.copies, part.electronic)
        rows.append(row)
        if was == now:
            continue
        row.component_id, row.name, row.required = part.component, part.name, part.required
        row.originals, row.copies, row.electronic = part.originals, part.copies, part.electronic
        row.noted_at, row.noted_by = at, by.username
        if was is None:
            new.append(row)
        else:
            row.save()
        changed[str(part.number)] = {"before": was, "after": now}
    for row in before.values():
        changed[str(row.number)] = {"before": (row.name, row.originals, row.copies, row.electronic)}
        row.delete()
    FiledPart.objects.bulk_create(new)
    if changed:
        _write(dossier, "note_components", by, at, {"parts": changed})
    return sum(1 for row in rows if row.required and not row.came)


def keep_first_parts(dossier: Dossier, parts: tuple[Came, ...], *, by: Actor, at: datetime) -> trail.Deed:
    """Write the papers of a dossier that has just been made; what of them is to go into the trail with its deed.

    Raises:
        Refusal: a count that cannot be.
    """
    _check_counts(parts)
    columns = [each.attname for each in FiledPart._meta.concrete_fields if not each.primary_key]
    rows = [
        FiledPart(
            dossier=dossier,
            component_id=part.component,
            number=part.number,
            name=part.name,
            required=part.required,
            originals=part.originals,
            copies=part.copies,
            electronic=part.electronic,
            noted_at=at,
            noted_by=by.username,
        )
        for part in parts
    ]
    insert_rows(FiledPart, columns, [[getattr(row, name) for name in columns] for row in rows])
    changed = {
        str(part.number): {"before": None, "after": (part.name, part.originals, part.copies, part.electronic)}
        for part in parts
    }
    return _deed_on(dossier, "note_components", by, at, {"parts": changed})


def _check_counts(parts: tuple[Came, ...]) -> None:
    for part in parts:
        if max(part.originals, part.copies) > MOST_COPIES:
            raise Refusal(f"“{part.name}”: số bản lớn bất thường; nhiều nhất là {MOST_COPIES}.")


def _ours(dossier: Dossier | None) -> Dossier:
    if dossier is None:
        raise Refusal("Không có hồ sơ này.")
    if dossier.source != Source.DESK:
        raise NotOurs(
            f"Hồ sơ {dossier.code} do hệ thống của tỉnh quản lý; giấy tờ và tệp của hồ sơ nằm trên hệ thống đó."
        )
    return dossier


def _part_for(dossier: Dossier, labels: Labels) -> Part | None:
    """The paper that a file answers, after a look at everything that is said of it."""
    if not 1 <= labels.copies <= MOST_COPIES:
        raise Refusal(f"Số lượng phải từ 1 đến {MOST_COPIES}.", field_name="copies")
    if labels.digitised and (labels.from_store or labels.copy_kind == CopyKind.ELECTRONIC):
        raise Refusal(
            "Tệp số hóa là bản quét từ giấy; bản điện tử hoặc bản lấy từ kho dữ liệu thì không phải số hóa.",
            field_name="digitised",
        )
    code = labels.result_code.strip()
    if labels.kind == AttachmentKind.RESULT:
        if State(dossier.state) not in _WITH_RESULT:
            raise Refusal(
                "Hồ sơ chưa có kết quả: bấm “Có kết quả” trước rồi đính kèm tệp kết quả.", field_name="kind"
            )
        if code and not _CODE.fullmatch(code):
            raise Refusal(
                "Mã kết quả gồm mã định danh của cá nhân, tổ chức và mã loại giấy tờ (NĐ 118/2025/NĐ-CP "
                "Điều 22.4); chỉ có chữ không dấu, số và các dấu . - / _",
                field_name="result_code",
            )
    elif code:
        raise Refusal("Mã kết quả chỉ ghi cho tệp kết quả.", field_name="result_code")
    if labels.kind != AttachmentKind.COMPONENT or labels.component is None:
        return None
    for part in components_of(dossier.version_id):
        if part.id == labels.component:
            return part
    raise Refusal("Thành phần này không thuộc thủ tục của hồ sơ.", field_name="component")


def _said_of_same(dossier: Dossier, digest: str, labels: Labels) -> str:
    """What to tell when the very same bytes lie in the dossier already.

    Raises:
        Refusal: for the same paper.
    """
    same = (
        Attachment.objects.select_related("file")
        .filter(dossier=dossier, file__digest=digest, removed_at=None)
        .order_by("id")
    )
    for each in same:
        where = (
            f"“{each.file.name}” do {each.added_by_name or each.added_by} đính kèm lúc {said(each.added_at)}"
        )
        if (each.kind, each.component_id) == (labels.kind, labels.component):
            raise Refusal(f"Tệp này đã có trong hồ sơ: {where}. Không đính kèm hai lần.")
        return f"Nội dung giống hệt tệp {where} cho giấy tờ khác; vẫn được đính kèm."
    return ""


def _write(dossier: Dossier, deed: str, by: Actor, at: datetime, details: dict[str, Any]) -> None:
    trail.write_one(_deed_on(dossier, deed, by, at, details), recorded_at=at)


def _deed_on(dossier: Dossier, deed: str, by: Actor, at: datetime, details: dict[str, Any]) -> trail.Deed:
    return trail.Deed("dossiers", "dossier", dossier.pk, deed, by.username, at, details)
