"""Questions about what the legal officer has to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from minhchung.legislation.models import (
    LEANING,
    Change,
    Check,
    Family,
    Kind,
    LegalDocument,
    Recommendation,
    Relation,
    Review,
    ReviewSheet,
    SheetState,
    Systematisation,
    ValidityEvent,
)
from minhchung.legislation.queries import systematised_periods

_OPEN_SHEETS = [SheetState.WRITING, SheetState.ASKED, SheetState.JUDGED]


@dataclass(frozen=True)
class DueReview:
    """A document in force whose basis has changed since it was last reviewed."""

    id: int
    name: str
    abstract: str
    because: str
    because_id: int
    on: date
    how: str


def _due_rows(on: date) -> QuerySet[Relation]:
    """Edges by which a normative document in force leans on one that ended, in part or whole, since its last review."""
    ends = (
        ValidityEvent.objects.standing()
        .filter(change__in=[Change.END, Change.END_PART], on__lte=on)
        .order_by("-on")
    )
    reviews = Review.objects.filter(document=OuterRef("source")).order_by("-reviewed_on")
    sheet = ReviewSheet.objects.filter(document=OuterRef("source"), state__in=_OPEN_SHEETS)
    living = Q(source__expired_on__isnull=True) | Q(source__expired_on__gt=on)
    rows = Relation.objects.filter(
        living,
        kind__in=LEANING,
        source__family=Family.NORMATIVE,
        target__in=ends.order_by().values("document"),
    ).annotate(
        end_on=Subquery(ends.filter(document=OuterRef("target")).values("on")[:1]),
        seen_on=Subquery(reviews.values("reviewed_on")[:1]),
    )
    return rows.filter(
        Q(seen_on__isnull=True) | Q(seen_on__lt=F("end_on")),
        ~Exists(sheet),
        end_on__gte=F("source__issued_on"),
    )


def due_for_review(on: date, *, start: int = 0, stop: int = 100) -> tuple[DueReview, ...]:
    """Documents in force on a day whose basis has changed since they were last reviewed; the newest change first."""
    rows = _due_rows(on).select_related("source", "target").order_by("-end_on", "source_id", "id")[start:stop]
    return tuple(
        DueReview(
            each.source_id,
            str(each.source),
            each.source.abstract,
            str(each.target),
            each.target_id,
            each.end_on,  # type: ignore[attr-defined] # annotated
            str(Kind(each.kind).label),
        )
        for each in rows
    )


def count_due(on: date) -> int:
    """How many documents are due for review."""
    return _due_rows(on).values("source").distinct().count()


def open_sheets(*, stop: int = 100) -> tuple[tuple[ReviewSheet, ...], int]:
    """Sheets that wait for somebody before their approval, the oldest first; and how many there are."""
    rows = ReviewSheet.objects.filter(state__in=_OPEN_SHEETS).select_related("document")
    return tuple(rows.order_by("opened_on", "id")[:stop]), rows.count()


@dataclass(frozen=True)
class ToCarryOut:
    """What a review or check asks for and is not done; ``page`` is where it is done."""

    id: int
    page: str
    name: str
    what: str
    due_on: date | None


def to_carry_out(*, stop: int = 100) -> tuple[tuple[ToCarryOut, ...], int]:
    """Proposals of reviews, faults of checks and recommendations that are not handled, the nearest limit first; and
    how many there are.
    """
    reviews = (
        Review.objects.filter(handled_on=None).exclude(outcome="kept").select_related("document", "sheet")
    )
    checks = Check.objects.filter(handled_on=None).exclude(fault="none").select_related("document")
    recommended = Recommendation.objects.filter(handled_on=None)
    soonest = F("due_on").asc(nulls_last=True)
    found = []
    for each in reviews.order_by(soonest, "id")[:stop]:
        sheet = getattr(each, "sheet", None)
        page, number = ("sheet", sheet.pk) if sheet else ("review", each.pk)
        found.append(
            ToCarryOut(number, page, str(each.document), str(each.get_outcome_display()), each.due_on)
        )
    for check in checks.order_by(soonest, "id")[:stop]:
        words = str(check.get_fault_display())
        found.append(ToCarryOut(check.pk, "check", str(check.document), words, check.due_on))
    for one in recommended.order_by(soonest, "id")[:stop]:
        found.append(ToCarryOut(one.pk, "recommendation", one.addressee, str(one), one.due_on))
    found.sort(key=lambda line: (line.due_on is None, line.due_on or date.max))
    return tuple(found[:stop]), reviews.count() + checks.count() + recommended.count()


def next_period(today: date) -> tuple[str, date] | None:
    """The latest period whose fixed day is past and that is not published; None when all are."""
    published = set(
        Systematisation.objects.filter(published_on__isnull=False).values_list("label", flat=True)
    )
    latest = next((each for each in systematised_periods(today) if each[1] < today), None)
    return None if latest is None or latest[0] in published else latest


def outliving(
    on: date, ended_units: Iterable[int], *, stop: int = 100
) -> tuple[tuple[LegalDocument, ...], int]:
    """Normative documents of issuers that are no more, still in force on a day inside their old area (art. 54.2), of
    which nobody has decided yet whether they go on; the newest first, and how many there are.
    """
    decided = ValidityEvent.objects.standing().filter(
        Q(on__gte=OuterRef("issuer_version__until")) | Q(document__issuer_version__until__isnull=True),
        document=OuterRef("pk"),
        change=Change.KEEP,
        on__lte=on,
    )
    rows = LegalDocument.objects.in_force(on).filter(
        ~Exists(decided), family=Family.NORMATIVE, issuer_unit__in=list(ended_units)
    )
    return tuple(rows.order_by("-issued_on", "-id")[:stop]), rows.count()
