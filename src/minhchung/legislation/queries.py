"""Questions about legal documents."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from minhchung.legislation.models import LegalDocument, Listing, Review, SystematisedDocument


def partly_expired_but_not_in_force() -> tuple[str, ...]:
    """Documents in list B of a period but not in its list C, as "period: type code"; none when all is well."""
    in_force = SystematisedDocument.objects.filter(
        period=OuterRef("period"), document=OuterRef("document"), listing=Listing.IN_FORCE
    )
    strays = (
        SystematisedDocument.objects.filter(listing=Listing.PARTLY)
        .filter(~Exists(in_force))
        .select_related("period", "document")
        .order_by("period__fixed_on", "id")
    )
    return tuple(f"{each.period}: {each.document}" for each in strays)


def overdue_reviews(on: date) -> tuple[str, ...]:
    """Documents whose handling after review was due before a day and is not done."""
    late = (
        Review.objects.filter(due_on__lt=on, handled_on=None)
        .select_related("document")
        .order_by("due_on", "id")
    )
    return tuple(f"{each.document}, hạn {each.due_on:%d/%m/%Y}" for each in late)


def document_by_code(code: str, on: date) -> int | None:
    """The document of that number issued on a day, capital letters and spaces aside; None for none or many."""
    wanted = "".join(code.split()).casefold()
    rows = LegalDocument.objects.filter(issued_on=on).values_list("id", "code")
    found = [pk for pk, known in rows if "".join(known.split()).casefold() == wanted]
    return found[0] if len(found) == 1 else None
