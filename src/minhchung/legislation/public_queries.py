"""What everybody may read of legal documents: those that bind everyone with their validity, and what was systematised.

Administrative documents bind only whom they name and are left to the agency; of a period of systematisation the four
lists are told once they are published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from minhchung.ground.intake.folding import fold
from minhchung.legislation.models import (
    Change,
    Family,
    LegalDocument,
    Listing,
    Systematisation,
    SystematisedDocument,
    ValidityEvent,
)
from minhchung.legislation.queries import standings
from minhchung.legislation.standing import Standing, State


class Validity(StrEnum):
    """How a document stands on a day; its value is what an address names it by."""

    IN_FORCE = "con-hieu-luc"
    PARTLY = "het-mot-phan"
    SUSPENDED = "ngung-hieu-luc"
    PARTLY_SUSPENDED = "ngung-mot-phan"
    EXPIRED = "het-hieu-luc"
    COMING = "chua-hieu-luc"
    UNKNOWN = "chua-ro"  # the day from which it takes effect is not entered


_HELD = {State.SUSPENDED: Validity.SUSPENDED, State.PARTLY_SUSPENDED: Validity.PARTLY_SUSPENDED}


@dataclass(frozen=True)
class DocumentLine:
    """A document as it stands on a day; what lies after that day is not told.

    ``suspended_on``, ``suspended`` and ``suspended_why`` say since when it is held back, which part ("" for the whole)
    and because of what; None and "" when it is not.
    """

    id: int
    type: str
    code: str
    issuer: str
    issued_on: date
    effective_on: date | None
    expired_on: date | None
    partly_expired_on: date | None
    partly_expired: str
    expiry_reason: str
    abstract: str
    field: str
    validity: Validity
    suspended_on: date | None = None
    suspended: str = ""
    suspended_why: str = ""


@dataclass(frozen=True)
class PeriodLine:
    """A published period of systematisation; ``counts`` by the letter of each of its four lists."""

    id: int
    label: str
    fixed_on: date
    published_on: date
    decision: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class EntryLine:
    """A document's place in a list; ``note`` is the reason or proposal written beside it."""

    type: str
    code: str
    issuer: str
    issued_on: date
    abstract: str
    note: str


@dataclass(frozen=True)
class Found:
    """A stretch of the documents found, the newest first, and how many there are in each state of validity."""

    lines: tuple[DocumentLine, ...]
    counts: tuple[tuple[Validity, int], ...]

    def count(self, validity: Validity | None) -> int:
        """How many in a state; None: in all."""
        return sum(count for state, count in self.counts if validity in (None, state))


def documents(
    on: date, words: str = "", validity: Validity | None = None, *, start: int = 0, stop: int = 50
) -> Found:
    """Normative documents issued by a day that hold every word, marks and capitals aside, in number or abstract."""
    rows = LegalDocument.objects.filter(family=Family.NORMATIVE, issued_on__lte=on)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    held = _held_back(on)
    counted = rows.aggregate(
        **{each.name: Count("pk", filter=_standing(each, on, held)) for each in Validity}
    )
    shown = rows.filter(_standing(validity, on, held)) if validity else rows
    return Found(
        tuple(_line(row, on, held.get(row.pk)) for row in shown.order_by("-issued_on", "-id")[start:stop]),
        tuple((each, counted[each.name]) for each in Validity),
    )


def periods(on: date) -> tuple[PeriodLine, ...]:
    """Every period published by a day, the newest first."""
    return tuple(_period(row) for row in _periods(on).order_by("-fixed_on", "-id"))


def period(number: int, on: date) -> PeriodLine | None:
    """One period; None while it is not published."""
    row = _periods(on).filter(pk=number).first()
    return _period(row) if row else None


def entries(period: int, listing: str, *, start: int = 0, stop: int = 100) -> tuple[EntryLine, ...]:
    """A stretch of one list of a period, by day of issue."""
    rows = SystematisedDocument.objects.filter(period=period, listing=listing).select_related("document")
    return tuple(
        EntryLine(
            row.document.type,
            row.document.code,
            row.document.issuer,
            row.document.issued_on,
            row.document.abstract,
            row.note,
        )
        for row in rows.order_by("document__issued_on", "document_id")[start:stop]
    )


def list_names() -> tuple[tuple[str, str], ...]:
    """Letter and words of each of the four lists."""
    return tuple((each.value, str(each.label)) for each in Listing)


def _held_back(on: date) -> dict[int, Standing]:
    """How those documents stand that are suspended on a day, wholly or in part; there are never many."""
    events = ValidityEvent.objects.standing().filter(
        change__in=[Change.SUSPEND, Change.SUSPEND_PART], on__lte=on
    )
    rows = LegalDocument.objects.filter(family=Family.NORMATIVE, pk__in=events.values("document"))
    return {number: each for number, each in standings(rows, on).items() if each.state in _HELD}


def _standing(validity: Validity, on: date, held: Mapping[int, Standing]) -> Q:
    expired = Q(expired_on__isnull=False, expired_on__lte=on)
    partly = Q(partly_expired_on__isnull=False, partly_expired_on__lte=on)
    begun = ~expired & Q(effective_on__isnull=False, effective_on__lte=on)
    whole = Q(pk__in=[number for number, each in held.items() if each.state is State.SUSPENDED])
    parts = Q(pk__in=[number for number, each in held.items() if each.state is not State.SUSPENDED])
    return {
        Validity.EXPIRED: expired,
        Validity.UNKNOWN: ~expired & Q(effective_on__isnull=True),
        Validity.COMING: ~expired & Q(effective_on__gt=on),
        Validity.SUSPENDED: begun & whole,
        Validity.PARTLY_SUSPENDED: begun & parts,
        Validity.PARTLY: begun & ~whole & ~parts & partly,
        Validity.IN_FORCE: begun & ~whole & ~parts & ~partly,
    }[validity]


def _line(row: LegalDocument, on: date, held: Standing | None) -> DocumentLine:
    expired = row.expired_on is not None and row.expired_on <= on
    partly = row.partly_expired_on is not None and row.partly_expired_on <= on
    if expired:
        validity = Validity.EXPIRED
    elif row.effective_on is None:
        validity = Validity.UNKNOWN
    elif row.effective_on > on:
        validity = Validity.COMING
    elif held is not None:
        validity = _HELD[held.state]
    else:
        validity = Validity.PARTLY if partly else Validity.IN_FORCE
    return DocumentLine(
        id=row.pk,
        type=row.type,
        code=row.code,
        issuer=row.issuer,
        issued_on=row.issued_on,
        effective_on=row.effective_on,
        expired_on=row.expired_on if expired else None,
        partly_expired_on=row.partly_expired_on if partly else None,
        partly_expired=row.partly_expired if partly else "",
        expiry_reason=row.expiry_reason if expired or partly else "",
        abstract=row.abstract,
        field=row.field,
        validity=validity,
        suspended_on=held.since if held else None,
        suspended="; ".join(map(str, held.held)) if held else "",
        suspended_why=held.why if held else "",
    )


def _periods(on: date) -> QuerySet[Systematisation]:
    counts = {f"list_{each.value}": Count("entries", filter=Q(entries__listing=each)) for each in Listing}
    return Systematisation.objects.filter(published_on__lte=on).annotate(**counts)


def _period(row: Systematisation) -> PeriodLine:
    assert row.published_on is not None  # asked for
    counts = tuple((each.value, getattr(row, f"list_{each.value}")) for each in Listing)
    return PeriodLine(row.pk, row.label, row.fixed_on, row.published_on, row.decision, counts)
