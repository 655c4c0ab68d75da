"""Deeds on legal documents and on dissemination: each writes its record and the trail in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhchung.ground import to_come
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.legislation import systematising
from minhchung.legislation.actions.attaching import keep_words
from minhchung.legislation.actions.projecting import DOCUMENT, ROOM, keep_told
from minhchung.legislation.actions.refusing import CannotHandle, CannotIssue, CannotList, Refused, need
from minhchung.legislation.models import (
    Check,
    DisseminationEvent,
    Fault,
    LegalDocument,
    Outcome,
    Review,
    Systematisation,
    SystematisedDocument,
    ValidityEvent,
)
from minhchung.legislation.spelling import spelled_otherwise
from minhchung.organisation import queries as organisation

REVIEW, PERIOD, ENTRY, EVENT, CHECK = (
    "review",
    "systematisation",
    "systematised",
    "dissemination",
    "check",
)


@transaction.atomic
def save_document(document: LegalDocument, *, by: str, at: datetime) -> LegalDocument:
    """Write a new or changed document, with its search key, its issuer as it stood that day, and the ends it tells.

    Raises:
        CannotIssue: its issuer is a unit that did not exist on the day of issue, that day is to come, the document is
            in the register already, perhaps spelled otherwise, or would take effect on another day than it has ended.
    """
    refuse_to_come(document.issued_on, at, "Ngày ban hành", CannotIssue)
    other = spelled_otherwise(document)
    if other is not None:
        raise CannotIssue(
            f"Sổ đã có {other} ngày {other.issued_on:%d/%m/%Y} của {other.issuer}, là cùng văn bản này (chỉ khác cách "
            "viết); hãy mở và sửa bản ghi đó."
        )
    _refuse_moved_effect(document)
    document.folded = search_key(document.code, document.abstract)
    document.issuer_version_id = issuer_version(document.issuer_unit_id, document.issued_on)
    save_record(document, room=ROOM, matter=DOCUMENT, by=by, at=at)
    keep_told([document], by=by, at=at)
    keep_words(document)
    return document


def _refuse_moved_effect(document: LegalDocument) -> None:
    stored = LegalDocument.objects.filter(pk=document.pk).first() if document.pk else None
    if stored is None or stored.effective_on == document.effective_on:
        return
    words = ended_by_it(document.pk, document.effective_on)
    if words:
        raise CannotIssue(words)


def ended_by_it(document: int, effective_on: date | None) -> str:
    """Why a document may not take effect on another day: it has ended others on the day it did; "" where it may."""
    ended = ValidityEvent.objects.standing().filter(by_document=document, relation__isnull=False)
    ended = ended.exclude(on=effective_on) if effective_on else ended
    told = [
        f"{each.document} từ {each.on:%d/%m/%Y}"
        for each in ended.select_related("document").order_by("on")[:5]
    ]
    if not told:
        return ""
    return (
        f"Văn bản này đã làm hết hiệu lực: {'; '.join(told)}. Đổi ngày có hiệu lực thì các ngày đó sai theo; hãy rút "
        "lại các quan hệ ấy, sửa ngày, rồi ghi lại."
    )


def refuse_to_come(on: date, at: datetime, what: str, refusal: type[Refused]) -> None:
    """What is recorded as done was not done on a day to come.

    Raises:
        Refused: of the kind that is asked for.
    """
    words = to_come.refusal_of(what, on, at.date())
    if words:
        raise refusal(words)


def issuer_version(unit: int | None, on: date) -> int | None:
    """The number of the issuer's version on a day; None where the issuer is no unit that is known.

    Raises:
        CannotIssue: it did not exist that day.
    """
    if unit is None:
        return None
    found = organisation.version_on(unit, on)
    if found is None:
        raise CannotIssue(
            f"Ngày {on:%d/%m/%Y} cơ quan ban hành đã chọn chưa thành lập hoặc đã sắp xếp; "
            "hãy kiểm tra ngày ban hành hoặc chọn cơ quan tồn tại ngày đó."
        )
    return found


def search_key(code: str, abstract: str) -> str:
    """What a document is found by: its number and symbol, and its abstract, without marks."""
    return fold(f"{code} {abstract}")


def save_review(review: Review, *, by: str, at: datetime) -> Review:
    """Write a new or changed review.

    Raises:
        CannotHandle: the document was issued after the day of the review, or a day is to come.
    """
    if review.reviewed_on < review.document.issued_on:
        raise CannotHandle(
            f"Văn bản ban hành ngày {review.document.issued_on:%d/%m/%Y}; "
            "ngày rà soát không được trước ngày đó."
        )
    refuse_to_come(review.reviewed_on, at, "Ngày rà soát", CannotHandle)
    if review.handled_on is not None:
        refuse_to_come(review.handled_on, at, "Ngày xử lý xong", CannotHandle)
    save_record(review, room=ROOM, matter=REVIEW, by=by, at=at)
    return review


def handle(*, review: Review, on: date, document: str, by: str, at: datetime) -> Review:
    """Carry out what a review proposed, by a document.

    Raises:
        CannotHandle: there is nothing to carry out, it was done already, or the day is before the review.
    """
    if review.outcome == Outcome.KEPT:
        raise CannotHandle("Văn bản tiếp tục áp dụng, không có gì phải xử lý.")
    if review.handled_on is not None:
        raise CannotHandle(f"Đã xử lý xong ngày {review.handled_on:%d/%m/%Y} bằng {review.handled_by}.")
    if on < review.reviewed_on:
        raise CannotHandle(f"Ngày xử lý không được trước ngày rà soát {review.reviewed_on:%d/%m/%Y}.")
    review.handled_on, review.handled_by = on, document
    return save_review(review, by=by, at=at)


def save_check(check: Check, *, by: str, at: datetime) -> Check:
    """Write a new or changed check.

    Raises:
        CannotHandle: it is before the document's issue, something is wrong and nothing is concluded, the limit is
            before the check, or a day is to come.
    """
    if check.checked_on < check.document.issued_on:
        raise CannotHandle(
            f"Văn bản ban hành ngày {check.document.issued_on:%d/%m/%Y}; ngày kiểm tra không được trước ngày đó."
        )
    if check.fault != Fault.NONE and not check.conclusion.strip():
        raise CannotHandle("Phát hiện trái pháp luật thì phải ghi kết luận, kiến nghị xử lý.")
    refuse_to_come(check.checked_on, at, "Ngày kết luận", CannotHandle)
    if check.due_on is not None and check.due_on < check.checked_on:
        raise CannotHandle(f"Thời hạn xử lý không được trước ngày kết luận {check.checked_on:%d/%m/%Y}.")
    if check.handled_on is not None:
        refuse_to_come(check.handled_on, at, "Ngày xử lý xong", CannotHandle)
    save_record(check, room=ROOM, matter=CHECK, by=by, at=at)
    return check


@transaction.atomic
def handle_check(*, check: int, on: date, document: str, by: str, at: datetime) -> Check:
    """What a check found wrong was put right, by a document.

    Raises:
        CannotHandle: nothing was wrong, it was handled already, or the day is before the check; no document named.
    """
    found = Check.objects.select_for_update().select_related("document").filter(pk=check).first()
    if found is None or found.fault == Fault.NONE:
        raise CannotHandle("Lượt kiểm tra này không phát hiện trái pháp luật, không có gì phải xử lý.")
    if found.handled_on is not None:
        raise CannotHandle(f"Đã xử lý xong ngày {found.handled_on:%d/%m/%Y} bằng {found.handled_by}.")
    if on < found.checked_on:
        raise CannotHandle(f"Ngày xử lý không được trước ngày kiểm tra {found.checked_on:%d/%m/%Y}.")
    found.handled_on = on
    found.handled_by = need(document, "Phải ghi văn bản xử lý: chưa có văn bản thì chưa xong.")[:200]
    return save_check(found, by=by, at=at)


def save_period(period: Systematisation, *, by: str, at: datetime) -> Systematisation:
    """Write a period of systematising.

    Raises:
        CannotList: its lists were drawn up here and are published; no period that the law knows, or another fixed day;
            lists that were drawn up here are published by their own deed.
    """
    fixed_on = systematising.fixed_day(period.label)
    if fixed_on is None:
        raise CannotList(
            f"Không có kỳ “{period.label}”; năm năm một kỳ, viết như 2019-2023 (kỳ đầu 2009-2013)."
        )
    if period.fixed_on != fixed_on:
        raise CannotList(f"Kỳ {period.label} có thời điểm ấn định {fixed_on:%d/%m/%Y}.")
    stored = Systematisation.objects.filter(pk=period.pk).first() if period.pk else None
    if stored is not None and stored.is_published:
        raise CannotList(f"Kỳ {stored.label} đã công bố ngày {stored.published_on:%d/%m/%Y}; không sửa nữa.")
    if stored is not None and stored.drawn_at is not None and period.published_on is not None:
        raise CannotList(
            "Danh mục đã lập ở đây thì công bố bằng nút “Công bố kết quả”; hãy để trống ngày công bố."
        )
    save_record(period, room=ROOM, matter=PERIOD, by=by, at=at)
    return period


def save_entry(entry: SystematisedDocument, *, by: str, at: datetime) -> SystematisedDocument:
    """Put a document into a list of a period.

    Raises:
        CannotList: it was issued after the fixed day.
    """
    refuse_later_than_fixed(entry.document.issued_on, entry.period.fixed_on)
    if entry.period.is_published:
        raise CannotList(
            f"Kỳ {entry.period.label} đã công bố ngày {entry.period.published_on:%d/%m/%Y}; danh mục không đổi nữa."
        )
    save_record(entry, room=ROOM, matter=ENTRY, by=by, at=at)
    return entry


def refuse_later_than_fixed(issued_on: date, fixed_on: date) -> None:
    """Only documents issued up to the fixed day are systematised.

    Raises:
        CannotList: the document is later.
    """
    if issued_on > fixed_on:
        raise CannotList(
            f"Văn bản ban hành ngày {issued_on:%d/%m/%Y}, sau thời điểm ấn định {fixed_on:%d/%m/%Y}; "
            "chỉ hệ thống hóa văn bản ban hành đến thời điểm đó."
        )


def save_event(event: DisseminationEvent, *, by: str, at: datetime) -> DisseminationEvent:
    """Write a new or changed event of dissemination."""
    save_record(event, room=ROOM, matter=EVENT, by=by, at=at)
    return event
