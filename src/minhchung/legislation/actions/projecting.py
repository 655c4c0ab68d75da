"""From the kept changes of validity to the days on a document's own row, and back from what lists tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from minhchung.ground.language import in_vietnamese
from minhchung.ground.trail import actions as trail
from minhchung.legislation.models import Cause, Change, LegalDocument, ValidityEvent
from minhchung.legislation.provisions import read, written

ROOM, DOCUMENT = "legislation", "document"
#: What stands where a list says that part of a document ended and not which.
NOT_SAID = "Chưa ghi rõ điều, khoản"


@in_vietnamese
def project(documents: Iterable[LegalDocument]) -> None:
    """Write on documents the days, the part and the reason that follow from the changes that stand."""
    rows = {each.pk: each for each in documents}
    standing: dict[int, list[ValidityEvent]] = {number: [] for number in rows}
    found = ValidityEvent.objects.standing().filter(document__in=list(rows)).select_related("by_document")
    for event in found.order_by("on", "id"):
        standing[event.document_id].append(event)
    for number, document in rows.items():
        ends = [each for each in standing[number] if each.change == Change.END]
        parts = [each for each in standing[number] if each.change == Change.END_PART]
        document.expired_on = ends[0].on if ends else None
        document.partly_expired_on = parts[0].on if parts else None
        document.partly_expired = written(
            dict.fromkeys(
                one for each in parts if each.provisions != NOT_SAID for one in read(each.provisions)
            )
        )
        document.expiry_reason = "; ".join(dict.fromkeys(each.why for each in ends or parts))
    LegalDocument.objects.bulk_update(
        rows.values(), ["expired_on", "partly_expired_on", "partly_expired", "expiry_reason"], batch_size=200
    )


def keep_told(documents: Sequence[LegalDocument], *, by: str, at: datetime) -> None:
    """Make the changes that the days on new or imported rows tell, where none is kept yet; others are left.

    Inside the transaction of the deed that wrote the rows.
    """
    kept = set(
        ValidityEvent.objects.standing()
        .filter(document__in=[each.pk for each in documents])
        .values_list("document_id", "change")
    )
    events: list[ValidityEvent] = []
    for each in documents:
        common: dict[str, Any] = {
            "document": each,
            "cause": Cause.TOLD,
            "reason": each.expiry_reason,
            "recorded_at": at,
            "recorded_by": by,
        }
        if each.expired_on is not None and (each.pk, Change.END) not in kept:
            events.append(ValidityEvent(change=Change.END, on=each.expired_on, **common))
        if each.partly_expired_on is not None and (each.pk, Change.END_PART) not in kept:
            parts = written(read(each.partly_expired)) or NOT_SAID
            events.append(
                ValidityEvent(change=Change.END_PART, on=each.partly_expired_on, provisions=parts, **common)
            )
    ValidityEvent.objects.bulk_create(events, batch_size=500)


def tell_again(documents: Sequence[int | None], *, by: str, at: datetime) -> None:
    """Take back what a list had told of documents, because a later list says otherwise."""
    told = ValidityEvent.objects.standing().filter(document__in=documents, cause=Cause.TOLD)
    told.update(withdrawn_at=at, withdrawn_by=by, withdrawn_reason="Danh mục nhập lại ghi khác")


@in_vietnamese
def words_of(event: ValidityEvent) -> dict[str, Any]:
    """A change as the trail is told of it."""
    told = f"{event.get_change_display()} từ {event.on:%d/%m/%Y}: {event.why}"
    return {"told": told, "provisions": event.provisions, "cites": event.cites}


def write_story(deed: str, told: Sequence[tuple[int, dict[str, Any]]], by: str, at: datetime) -> None:
    """One line in the trail for each document that a deed has changed."""
    deeds = [
        trail.Deed(
            ROOM, DOCUMENT, number, deed, by, at, {k: v for k, v in words.items() if v not in ("", None)}
        )
        for number, words in told
    ]
    trail.write(deeds, recorded_at=at)
