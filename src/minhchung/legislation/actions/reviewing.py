"""Deeds on a sheet of review: opened, filled provision by provision, judged, approved, carried out.

An approved sheet leaves a review; what it proposes is done only when its product, a document, is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.language import in_vietnamese
from minhchung.ground.trail import actions as trail
from minhchung.legislation.actions.projecting import ROOM
from minhchung.legislation.actions.refusing import CannotReview, need
from minhchung.legislation.actions.registering import handle, save_review
from minhchung.legislation.actions.relating import above_the_half
from minhchung.legislation.models import (
    Ground,
    LegalDocument,
    Outcome,
    Review,
    ReviewSheet,
    SheetLine,
    SheetState,
)
from minhchung.legislation.moves import SHEET
from minhchung.legislation.provisions import read

SHEET_MATTER = "sheet"
#: The heaviest first: what is proposed for the whole document follows from its provisions.
WEIGHT = (
    Outcome.REPEAL,
    Outcome.REPLACE,
    Outcome.ISSUE,
    Outcome.REPEAL_PART,
    Outcome.AMEND,
    Outcome.PROPOSE,
    Outcome.KEPT,
)


@dataclass
class Hand:
    """A sheet that is held, and what the trail is told."""

    sheet: ReviewSheet
    told: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def open_sheet(
    *,
    document: LegalDocument,
    ground: str,
    on: date,
    by: str,
    at: datetime,
    ground_document: LegalDocument | None = None,
    unit: int | None = None,
) -> ReviewSheet:
    """Begin to review a document, on a ground.

    Raises:
        CannotReview: it has an open sheet, was issued later, or its basis is the ground and none is named.
    """
    if on < document.issued_on:
        raise CannotReview(
            f"{document} ban hành ngày {document.issued_on:%d/%m/%Y}; chưa thể rà soát trước ngày đó."
        )
    if ground == Ground.BASIS and ground_document is None:
        raise CannotReview(
            "Rà soát vì căn cứ thay đổi thì phải chọn văn bản căn cứ nào (NĐ 79/2025/NĐ-CP, Điều 34)."
        )
    if ground_document is not None and ground_document.pk == document.pk:
        raise CannotReview("Một văn bản không thể là căn cứ để rà soát chính nó.")
    states = [SheetState.WRITING, SheetState.ASKED, SheetState.JUDGED]
    open_ = ReviewSheet.objects.filter(document=document, state__in=states).first()
    if open_ is not None:
        raise CannotReview(
            f"{document} đang có phiếu lập ngày {open_.opened_on:%d/%m/%Y} chưa xong; hãy làm tiếp phiếu đó."
        )
    sheet = ReviewSheet.objects.create(
        document=document,
        ground=ground,
        ground_document=ground_document,
        unit_id=unit,
        opened_on=on,
        opened_by=by,
    )
    because = f": {ground_document}" if ground_document else ""
    details = {"told": f"{document}. {_words(Ground(ground).label)}{because}"}
    trail.write_one(trail.Deed(ROOM, SHEET_MATTER, sheet.pk, "open_sheet", by, at, details), recorded_at=at)
    return sheet


@contextmanager
def _holding(deed: str, sheet: int, revision: int | None, by: str, at: datetime) -> Iterator[Hand]:
    """Hold a sheet for a deed; when the block ends well it moves on, with its line in the trail."""
    with transaction.atomic():
        found = ReviewSheet.objects.select_for_update().filter(pk=sheet).first()
        if found is None:
            raise CannotReview("Không có phiếu rà soát này.")
        if revision is not None and revision != found.revision:
            raise CannotReview(
                "Phiếu vừa được người khác cập nhật; chưa ghi gì. Hãy xem lại phiếu rồi làm tiếp."
            )
        try:
            move = SHEET.move(found.state, deed)
        except Refusal as refusal:
            raise CannotReview(str(refusal)) from refusal
        hand = Hand(found)
        yield hand
        found.state = move.end
        found.revision += 1
        found.save()
        details = {**hand.told, "state": _words(SHEET.states[found.state]), "cites": move.cites}
        trail.write_one(trail.Deed(ROOM, SHEET_MATTER, found.pk, deed, by, at, details), recorded_at=at)


def add_line(
    *,
    sheet: int,
    provision: str,
    finding: str,
    proposal: str,
    by: str,
    at: datetime,
    against: str = "",
    revision: int | None = None,
) -> ReviewSheet:
    """Write what was found of a provision and what is proposed for it; told again it is corrected.

    Raises:
        CannotReview: nothing found, or the sheet is no longer written.
    """
    with _holding("add_line", sheet, revision, by, at) as hand:
        provision = "; ".join(str(each) for each in read(provision))
        need(provision, "Phải ghi điều, khoản, điểm được rà soát, ví dụ “khoản 2 Điều 7”.")
        finding = need(finding, "Phải ghi nội dung rà soát, phát hiện.")
        told = {"finding": finding, "against": against.strip(), "proposal": proposal}
        SheetLine.objects.update_or_create(sheet=hand.sheet, provision=provision, defaults=told)
        hand.told["told"] = f"{provision}: {finding} → {_words(Outcome(proposal).label)}"
    return hand.sheet


def ask(*, sheet: int, opinion: str, by: str, at: datetime, revision: int | None = None) -> ReviewSheet:
    """The reviewing unit gives its opinion and asks for that of the legal officer.

    Raises:
        CannotReview: the sheet has no line; no opinion.
    """
    with _holding("ask", sheet, revision, by, at) as hand:
        if not hand.sheet.lines.exists():
            raise CannotReview("Phiếu chưa có dòng nào; hãy ghi kết quả của ít nhất một điều, khoản.")
        hand.sheet.opinion = need(opinion, "Phải ghi ý kiến của đơn vị rà soát.")
        hand.told |= {"opinion": hand.sheet.opinion}
    return hand.sheet


def judge(*, sheet: int, opinion: str, by: str, at: datetime, revision: int | None = None) -> ReviewSheet:
    """The legal officer gives an opinion.

    Raises:
        CannotReview: no opinion.
    """
    with _holding("judge", sheet, revision, by, at) as hand:
        hand.sheet.legal_opinion = need(opinion, "Phải ghi ý kiến của pháp chế.")
        hand.told |= {"opinion": hand.sheet.legal_opinion}
    return hand.sheet


def send_back(*, sheet: int, reason: str, by: str, at: datetime, revision: int | None = None) -> ReviewSheet:
    """Let it be worked on once more.

    Raises:
        CannotReview: no reason.
    """
    with _holding("send_back", sheet, revision, by, at) as hand:
        hand.told |= {"reason": need(reason, "Phải ghi cần làm thêm gì.")}
    return hand.sheet


def drop(*, sheet: int, reason: str, by: str, at: datetime, revision: int | None = None) -> ReviewSheet:
    """Give it up.

    Raises:
        CannotReview: no reason.
    """
    with _holding("drop", sheet, revision, by, at) as hand:
        hand.told |= {"reason": need(reason, "Phải ghi vì sao hủy phiếu.")}
    return hand.sheet


def approve(
    *,
    sheet: int,
    by: str,
    at: datetime,
    responsible: str = "",
    due_on: date | None = None,
    revision: int | None = None,
) -> Review:
    """Approve what the sheet proposes: it leaves a review; with something to do, who does it and until when.

    Raises:
        CannotReview: who opened it approves it, nobody is responsible, no limit or one that is past, or more than half
            of the articles would be amended (Luật 64/2025/QH15 art. 8.4).
        CannotHandle: the document was reviewed that day already.
    """
    with _holding("approve", sheet, revision, by, at) as hand:
        found = hand.sheet
        if found.opened_by == by:
            raise CannotReview(
                "Người lập phiếu không tự duyệt phiếu của mình; hãy trình lãnh đạo khác duyệt."
            )
        lines = list(found.lines.all())
        outcome = outcome_of(lines)
        if outcome != Outcome.KEPT:
            found.responsible = need(responsible, "Phải ghi cơ quan, đơn vị chịu trách nhiệm xử lý.")
            if due_on is None or due_on < at.date():
                raise CannotReview("Phải ghi thời hạn xử lý, không trước ngày duyệt.")
            found.due_on = due_on
        if outcome == Outcome.AMEND:
            articles = {
                one.article
                for each in lines
                if each.proposal == Outcome.AMEND
                for one in read(each.provision)
            }
            too_many = above_the_half(found.document, len(articles), at.date())
            if too_many:
                raise CannotReview(too_many)
        if Review.objects.filter(document=found.document, reviewed_on=at.date()).exists():
            raise CannotReview(f"{found.document} đã có lượt rà soát ngày {at:%d/%m/%Y}.")
        review = Review(
            document=found.document,
            reviewed_on=at.date(),
            outcome=outcome,
            opinion=proposal_of(lines),
            reviewer_unit_id=found.unit_id,
            due_on=found.due_on,
            responsible=found.responsible,
        )
        found.review = save_review(review, by=by, at=at)
        found.approved_on, found.approved_by = at.date(), by
        due = f"; {found.responsible}, hạn {found.due_on:%d/%m/%Y}" if found.due_on else ""
        hand.told["told"] = f"{_words(Outcome(outcome).label)}{due}"
    if outcome == Outcome.KEPT:
        ReviewSheet.objects.filter(pk=sheet).update(state=SheetState.DONE)
    return review


def carry_out(
    *, sheet: int, on: date, document: str, by: str, at: datetime, revision: int | None = None
) -> ReviewSheet:
    """What the review proposed was done, by a document: without its product it is not.

    Raises:
        CannotReview, CannotHandle: no document named, the day is before the review.
    """
    with _holding("carry_out", sheet, revision, by, at) as hand:
        document = need(document, "Phải ghi văn bản xử lý: chưa có văn bản thì chưa xong.")
        handle(review=hand.sheet.review, on=on, document=document[:200], by=by, at=at)
        hand.told["told"] = f"{document}, {on:%d/%m/%Y}"
    return hand.sheet


@in_vietnamese
def _words(label: Any) -> str:
    """A label as the trail keeps it, whatever language its reader has chosen."""
    return str(label)


def outcome_of(lines: list[SheetLine]) -> str:
    """The heaviest of what is proposed for the provisions; kept where nothing is."""
    proposed = {each.proposal for each in lines}
    return next((str(each) for each in WEIGHT if each in proposed), str(Outcome.KEPT))


@in_vietnamese
def proposal_of(lines: list[SheetLine]) -> str:
    """What is proposed, provision by provision; what is kept is not named."""
    told = [
        f"{each.provision}: {each.get_proposal_display()}" for each in lines if each.proposal != Outcome.KEPT
    ]
    return "; ".join(told)
