"""Deeds on legal documents and on dissemination: each writes its record and the trail in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError

from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record
from minhchung.legislation.models import (
    DisseminationEvent,
    LegalDocument,
    Outcome,
    Review,
    Systematisation,
    SystematisedDocument,
)

ROOM = "legislation"
DOCUMENT, REVIEW, PERIOD, ENTRY, EVENT = (
    "document",
    "review",
    "systematisation",
    "systematised",
    "dissemination",
)


class CannotHandle(ValidationError):
    """The review asks for nothing, was handled already, or would be handled before it was made."""


class CannotList(ValidationError):
    """The document was issued after the fixed day of the systematisation."""


def save_document(document: LegalDocument, *, by: str, at: datetime) -> LegalDocument:
    """Write a new or changed document, with its search key."""
    document.folded = search_key(document.code, document.abstract)
    save_record(document, room=ROOM, matter=DOCUMENT, by=by, at=at)
    return document


def search_key(code: str, abstract: str) -> str:
    """What a document is found by: its number and symbol, and its abstract, without marks."""
    return fold(f"{code} {abstract}")


def save_review(review: Review, *, by: str, at: datetime) -> Review:
    """Write a new or changed review.

    Raises:
        CannotHandle: the document was issued after the day of the review.
    """
    if review.reviewed_on < review.document.issued_on:
        raise CannotHandle(
            f"Văn bản ban hành ngày {review.document.issued_on:%d/%m/%Y}; "
            "ngày rà soát không được trước ngày đó."
        )
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


def save_period(period: Systematisation, *, by: str, at: datetime) -> Systematisation:
    """Write a period of systematising."""
    save_record(period, room=ROOM, matter=PERIOD, by=by, at=at)
    return period


def save_entry(entry: SystematisedDocument, *, by: str, at: datetime) -> SystematisedDocument:
    """Put a document into a list of a period.

    Raises:
        CannotList: it was issued after the fixed day.
    """
    refuse_later_than_fixed(entry.document.issued_on, entry.period.fixed_on)
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
