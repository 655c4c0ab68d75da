"""Deeds on a draft of the programme: registered, moved from stage to stage, measured by the six qualities, issued."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.language import in_vietnamese
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.legislation.actions.projecting import ROOM
from minhchung.legislation.actions.refusing import Refused, need
from minhchung.legislation.models import Draft, LegalDocument, Quality, QualityMark
from minhchung.legislation.moves import DRAFT

DRAFT_MATTER = "draft"


class CannotDraft(Refused):
    """The draft is not there yet, or lacks what the deed asks for."""


@dataclass
class Hand:
    """A draft that is held, and what the trail is told."""

    draft: Draft
    told: dict[str, Any] = field(default_factory=dict)


def save_draft(draft: Draft, *, by: str, at: datetime) -> Draft:
    """Write a new or changed draft of the programme.

    Raises:
        CannotDraft: it is to be submitted before the year of its programme, or long after.
    """
    if not draft.year <= draft.submit_by_on.year <= draft.year + 1:
        raise CannotDraft(
            f"Thời hạn trình {draft.submit_by_on:%d/%m/%Y} không thuộc chương trình năm {draft.year}; "
            "hãy kiểm tra năm và thời hạn."
        )
    save_record(draft, room=ROOM, matter=DRAFT_MATTER, by=by, at=at)
    return draft


@contextmanager
def _holding(deed: str, draft: int, revision: int | None, by: str, at: datetime) -> Iterator[Hand]:
    with transaction.atomic():
        found = Draft.objects.select_for_update().filter(pk=draft).first()
        if found is None:
            raise CannotDraft("Không có dự thảo này.")
        if revision is not None and revision != found.revision:
            raise CannotDraft("Dự thảo vừa được người khác cập nhật; chưa ghi gì. Hãy xem lại rồi làm tiếp.")
        try:
            move = DRAFT.move(found.stage, deed)
        except Refusal as refusal:
            raise CannotDraft(str(refusal)) from refusal
        hand = Hand(found)
        yield hand
        found.stage = move.end
        found.revision += 1
        found.save()
        details = {**hand.told, "state": _words(DRAFT.states[found.stage]), "cites": move.cites}
        trail.write_one(trail.Deed(ROOM, DRAFT_MATTER, found.pk, deed, by, at, details), recorded_at=at)


@in_vietnamese
def _words(label: Any) -> str:
    """A label as the trail keeps it, whatever language its reader has chosen."""
    return str(label)


def advance(
    *, draft: int, deed: str, by: str, at: datetime, note: str = "", revision: int | None = None
) -> Draft:
    """Take a draft to the next stage: writing begins, opinions are asked for, it is appraised.

    Raises:
        CannotDraft: no such stage from here, or nothing said of what was done.
    """
    with _holding(deed, draft, revision, by, at) as hand:
        hand.told |= {"note": need(note, "Phải ghi văn bản, kết quả của giai đoạn này.")}
    return hand.draft


def mark(
    *,
    draft: int,
    quality: str,
    met: bool,
    by: str,
    at: datetime,
    finding: str = "",
    answer: str = "",
    revision: int | None = None,
) -> QualityMark:
    """Say how a draft meets a quality, and how what was found is answered; told again it is corrected.

    What was found stays where only its answer is told.

    Raises:
        CannotDraft: it is not met and nothing was found, or the draft is submitted.
    """
    with _holding("mark", draft, revision, by, at) as hand:
        kept = hand.draft.marks.filter(quality=quality).first()
        if kept is not None and not met and answer.strip():
            finding = finding.strip() or kept.finding
        if not met and not finding.strip():
            raise CannotDraft("Chưa đạt thì phải ghi nhận xét, phát hiện.")
        made, _new = QualityMark.objects.update_or_create(
            draft=hand.draft,
            quality=quality,
            defaults={
                "met": met,
                "finding": finding.strip(),
                "answer": answer.strip(),
                "marked_on": at.date(),
                "marked_by": by,
            },
        )
        parts = ("đạt" if met else "chưa đạt", finding.strip(), answer.strip())
        hand.told["told"] = f"{_words(Quality(quality).label)}: {'; '.join(each for each in parts if each)}"
    return made


def submit(*, draft: int, on: date, note: str, by: str, at: datetime, revision: int | None = None) -> Draft:
    """Submit a draft to its issuer, measured by all six qualities, each fault answered.

    Raises:
        CannotDraft: a quality was not looked at, a fault not answered, the day is to come or long before the programme.
    """
    with _holding("submit", draft, revision, by, at) as hand:
        marks = {each.quality: each for each in hand.draft.marks.all()}
        missing = [str(each.label) for each in Quality if each not in marks]
        if missing:
            raise CannotDraft(f"Chưa đánh giá đủ sáu tiêu chí chất lượng; còn thiếu: {', '.join(missing)}.")
        open_ = [
            str(each.get_quality_display()) for each in marks.values() if not each.met and not each.answer
        ]
        if open_:
            raise CannotDraft(f"Chưa tiếp thu, giải trình nhận xét về: {', '.join(open_)}.")
        if on > at.date():
            raise CannotDraft("Ngày trình không thể ở sau hôm nay.")
        if on.year < hand.draft.year - 1:
            raise CannotDraft(
                f"Ngày trình {on:%d/%m/%Y} ở trước chương trình năm {hand.draft.year} quá một năm; "
                "hãy kiểm tra ngày trình, hoặc sửa năm của chương trình."
            )
        hand.draft.submitted_on = on
        hand.told["told"] = f"{need(note, 'Phải ghi số tờ trình.')}, {on:%d/%m/%Y}"
    return hand.draft


def issue(
    *, draft: int, document: LegalDocument, by: str, at: datetime, revision: int | None = None
) -> Draft:
    """The document has come of it: without its product a draft is not issued.

    Raises:
        CannotDraft: the document is of another type, was issued before it was submitted, or came of another draft.
    """
    with _holding("issue", draft, revision, by, at) as hand:
        if hand.draft.submitted_on is not None and document.issued_on < hand.draft.submitted_on:
            raise CannotDraft(
                f"{document} ban hành ngày {document.issued_on:%d/%m/%Y}, trước ngày trình "
                f"{hand.draft.submitted_on:%d/%m/%Y}."
            )
        if document.type.casefold() != hand.draft.type.casefold():
            raise CannotDraft(
                f"Dự thảo là {hand.draft.type}, còn {document} thì không; hãy chọn đúng văn bản, "
                "hoặc sửa tên loại của dự thảo trước."
            )
        other = Draft.objects.filter(document=document).first()
        if other is not None:
            raise CannotDraft(f"{document} đã là kết quả của dự thảo khác: {other}.")
        hand.draft.document = document
        hand.told["told"] = str(document)
    return hand.draft


def send_draft_back(*, draft: int, reason: str, by: str, at: datetime, revision: int | None = None) -> Draft:
    """Whoever appraised it, or was to issue it, wants it written anew; it will be submitted once more.

    Raises:
        CannotDraft: no reason, or it was neither appraised nor submitted.
    """
    with _holding("send_back", draft, revision, by, at) as hand:
        hand.draft.submitted_on = None
        hand.told |= {"reason": need(reason, "Phải ghi ai trả lại, yêu cầu chỉnh lý gì.")}
    return hand.draft


def drop_draft(*, draft: int, reason: str, by: str, at: datetime, revision: int | None = None) -> Draft:
    """Take it out of the programme.

    Raises:
        CannotDraft: no reason.
    """
    with _holding("drop", draft, revision, by, at) as hand:
        hand.told |= {"reason": need(reason, "Phải ghi vì sao đưa ra khỏi chương trình.")}
    return hand.draft
