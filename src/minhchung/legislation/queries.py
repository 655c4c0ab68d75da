"""Questions about legal documents: how they stand, what is to be done about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from minhchung import lawbook
from minhchung.ground.kept.keeping import kept
from minhchung.legislation.models import (
    TURNED,
    Cause,
    Change,
    DocumentFile,
    Kind,
    LegalDocument,
    QualityMark,
    Relation,
    ReviewSheet,
    SheetLine,
    Systematisation,
    ValidityEvent,
)
from minhchung.legislation.provisions import codes_in, short_codes_in
from minhchung.legislation.standing import Happening, Standing, standing
from minhchung.organisation import queries as organisation


@dataclass(frozen=True)
class ChangeLine:
    """A change of validity as it is kept; ``document`` is what caused it, None where it is not in the register."""

    id: int
    change: str
    change_name: str
    on: date
    provisions: str
    cause: str
    why: str
    cites: str
    document: int | None
    recorded_at: datetime | None
    recorded_by: str
    withdrawn: str


@dataclass(frozen=True)
class EdgeLine:
    """An edge seen from one end: ``acts`` when this document is the one that acts."""

    id: int
    kind: str
    kind_name: str
    acts: bool
    other: int
    other_name: str
    other_abstract: str
    provisions: str
    reason: str


#: So many edges of a kind that come to a document are shown; a law has tens of thousands.
SHOWN_EDGES = 10


@dataclass(frozen=True)
class Edges:
    """Edges at a document, how many there are, and how many of each kind are not among the lines."""

    lines: tuple[EdgeLine, ...]
    total: int
    more: Mapping[str, int]


def changes_of(document: int) -> tuple[ChangeLine, ...]:
    """Every kept change of a document, the earliest first, those taken back too."""
    rows = ValidityEvent.objects.filter(document=document).select_related("by_document").order_by("on", "id")
    return tuple(
        ChangeLine(
            each.pk,
            each.change,
            str(each.get_change_display()),
            each.on,
            each.provisions,
            str(each.get_cause_display()),
            each.why,
            each.cites,
            each.by_document_id,
            each.recorded_at,
            each.recorded_by,
            each.withdrawn_reason if each.withdrawn_at else "",
        )
        for each in rows
    )


def stands(document: LegalDocument, day: date, changes: Iterable[ChangeLine] | None = None) -> Standing:
    """How a document stands on a day, by its kept changes."""
    lines = changes_of(document.pk) if changes is None else changes
    happenings = [
        Happening(each.change, each.on, each.provisions, each.why) for each in lines if not each.withdrawn
    ]
    return standing(document.effective_on, happenings, day)


def standings(documents: Iterable[LegalDocument], day: date) -> dict[int, Standing]:
    """How many documents stand on a day, in one question."""
    rows = list(documents)
    found: dict[int, list[Happening]] = {each.pk: [] for each in rows}
    events = ValidityEvent.objects.standing().filter(document__in=list(found)).select_related("by_document")
    for each in events.order_by("on", "id"):
        found[each.document_id].append(Happening(each.change, each.on, each.provisions, each.why))
    return {each.pk: standing(each.effective_on, found[each.pk], day) for each in rows}


def edges_of(document: int) -> Edges:
    """The edges at a document: those by which it acts or leans, then those that come to it, the newest of each kind."""
    acts = Relation.objects.filter(source=document).select_related("target").order_by("kind", "-id")
    lines = [_edge(each, each.target, acts=True) for each in acts]
    coming = Relation.objects.filter(target=document)
    counts = list(coming.order_by("kind").values_list("kind").annotate(number=Count("id")))
    more = {}
    for kind, number in counts:
        newest = coming.filter(kind=kind).select_related("source").order_by("-source_id")[:SHOWN_EDGES]
        lines += [_edge(each, each.source, acts=False) for each in newest]
        if number > SHOWN_EDGES:
            more[str(TURNED[Kind(kind)])] = number - SHOWN_EDGES
    return Edges(tuple(lines), len(lines) + sum(more.values()), more)


def _edge(relation: Relation, other: LegalDocument, *, acts: bool) -> EdgeLine:
    return EdgeLine(
        relation.pk,
        relation.kind,
        str(Kind(relation.kind).label if acts else TURNED[Kind(relation.kind)]),
        acts,
        other.pk,
        str(other),
        other.abstract,
        relation.provisions,
        relation.reason,
    )


def relation_between(source: int, kind: str, target: int) -> int | None:
    """The number of an edge; None when there is none."""
    rows = Relation.objects.filter(source=source, kind=kind, target=target)
    return rows.values_list("id", flat=True).first()


def end_days_of(relation: int) -> tuple[date, ...]:
    """The days from which an edge has ended the other document, or parts of it, as it stands."""
    rows = ValidityEvent.objects.standing().filter(relation=relation).order_by("on")
    return tuple(rows.values_list("on", flat=True))


def decided_ends(codes: Iterable[Any]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What deeds, not lists, have decided of the ends of documents with these numbers, by issuer, type and day."""
    wanted = {each for each in codes if each}
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    rows = (
        ValidityEvent.objects.standing()
        .filter(document__code__in=wanted, change__in=[Change.END, Change.END_PART])
        .exclude(cause=Cause.TOLD)
        .select_related("document")
    )
    for each in rows:
        of = each.document
        told = found.setdefault(
            (of.code, of.issuer, of.type, of.issued_on), {"expiry_reason": of.expiry_reason}
        )
        if each.change == Change.END:
            told["expired_on"] = of.expired_on
        else:
            told |= {"partly_expired_on": of.partly_expired_on, "partly_expired": of.partly_expired}
    return found


def sheets_of(document: int) -> tuple[ReviewSheet, ...]:
    """The sheets of a document, the newest first."""
    return tuple(ReviewSheet.objects.filter(document=document).order_by("-opened_on", "-id")[:50])


def lines_of(sheet: int) -> tuple[SheetLine, ...]:
    """The provisions on a sheet, in their order."""
    return tuple(SheetLine.objects.filter(sheet=sheet))


def files_of(document: int) -> tuple[DocumentFile, ...]:
    """The files of a document, in the order in which they came."""
    return tuple(
        DocumentFile.objects.filter(document=document).defer("text").select_related("file").order_by("id")
    )


def file_of(document: int, number: int) -> DocumentFile | None:
    """One file of a document."""
    return DocumentFile.objects.filter(document=document, pk=number).defer("text").first()


def marks_of(draft: int) -> tuple[QualityMark, ...]:
    """How a draft meets the qualities it was measured by."""
    return tuple(QualityMark.objects.filter(draft=draft))


def systematised_periods(today: date) -> tuple[tuple[str, date], ...]:
    """Every period whose span has begun by a day, with its fixed day, the latest first."""
    rule = lawbook.in_force(_SYSTEMATISING, max(today, lawbook.history(_SYSTEMATISING)[0].since)).value
    found = []
    fixed: date = rule["first_fixed"]
    while date(fixed.year - rule["years"] + 1, 1, 1) <= today:
        found.append((f"{fixed.year - rule['years'] + 1}-{fixed.year}", fixed))
        fixed = date(fixed.year + rule["years"], fixed.month, fixed.day)
    return tuple(reversed(found))


_SYSTEMATISING = "documents.systematising"


def document(number: int) -> LegalDocument | None:
    """A document by its number in the database."""
    return LegalDocument.objects.filter(pk=number).first()


def ended_on(number: int) -> date | None:
    """From which day a document is wholly ended, past or to come; None where nothing of the kind is kept."""
    found = document(number)
    return None if found is None else found.expired_on


def name_of(number: int) -> str:
    """A document's name by its number in the database; "" when there is none."""
    found = document(number)
    return "" if found is None else str(found)


def record(model: Any, number: int) -> Any:
    """A record of one of the room's tables by its number; None when there is none."""
    return model.objects.filter(pk=number).first()


def period(number: int) -> Systematisation | None:
    """A period by its number in the database."""
    return Systematisation.objects.filter(pk=number).first()


@kept("legal_documents")
def ends_of(documents: tuple[int, ...]) -> tuple[tuple[int, str, date], ...]:
    """Of documents, those that end: number in the database, name, first day on which nothing of it is in force."""
    rows = LegalDocument.objects.filter(pk__in=documents, expired_on__isnull=False)
    return tuple((each.pk, str(each), each.expired_on) for each in rows.order_by("expired_on"))


@kept("legal_documents")
def names_of(documents: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    """Numbers and names of documents."""
    return tuple(
        (each.pk, str(each)) for each in LegalDocument.objects.filter(pk__in=documents).order_by("pk")
    )


def named(text: str, *, limit: int = 6) -> tuple[LegalDocument, ...]:
    """Documents that a text names: by number and symbol, with or without day and issuer, or the record's number."""
    words, *rest = _OF.split(" ".join(text.split()), maxsplit=1)
    issuer = rest[0] if rest else ""
    day = _DAY.search(issuer)
    if day:  # the issuer before the day
        words, issuer = f"{words} ngày {day[0]}", issuer[: day.start()].removesuffix("ngày ")
    found = _numbered(words, limit)
    if issuer:
        wanted = organisation.key_of(issuer)
        return tuple(each for each in found if organisation.key_of(each.issuer) == wanted)
    return found


def _numbered(words: str, limit: int) -> tuple[LegalDocument, ...]:
    day = _DAY.search(words)
    code = words[: day.start()].strip(" ,;") if day else words
    code = code.removesuffix("ngày").strip(" ,;")
    rows = _coded(code)
    if day:
        rows = rows.filter(issued_on=date(int(day[3]), int(day[2]), int(day[1])))
    found = tuple(rows.order_by("-issued_on", "id")[:limit])
    if not found and code:
        tail = _coded(code.rpartition(" ")[2])
        found = tuple(
            (tail.filter(issued_on=date(int(day[3]), int(day[2]), int(day[1]))) if day else tail)[:limit]
        )
    if not found and words.isdecimal() and len(words) < 18:
        found = tuple(LegalDocument.objects.filter(pk=int(words)))
    return found


def _coded(code: str) -> QuerySet[LegalDocument]:
    """Of a number and symbol in small or capital letters; SQLite alone takes đ and Đ for two."""
    return LegalDocument.objects.filter(Q(code__iexact=code) | Q(code=code.upper()))


_OF = re.compile(r"\s(?:của|cua)\s", re.IGNORECASE)
_DAY = re.compile(r"\b(0?[1-9]|[12]\d|3[01])[/-](0?[1-9]|1[0-2])[/-](\d{4})\b")


def cited_in(text: str) -> tuple[tuple[int, str], ...]:
    """Documents of the register whose number stands in a text, whole or in short ("NĐ 31/2018").

    A number that several bear names none.
    """
    codes, short = codes_in(text), short_codes_in(text)
    if not codes and not short:
        return ()
    asked = Q(code__in=codes)
    for each in short:
        asked |= Q(code__startswith=each)
    found: dict[str, list[LegalDocument]] = {}
    for row in LegalDocument.objects.filter(asked).only("id", "type", "code"):
        begins = next((one for one in short if row.code.startswith(one)), row.code)
        found.setdefault(begins, []).append(row)
    return tuple((rows[0].pk, str(rows[0])) for code, rows in sorted(found.items()) if len(rows) == 1)


def ended_among(texts: Iterable[str], on: date) -> dict[str, tuple[tuple[int, str, date], ...]]:
    """Of many texts, those that cite documents which have ended by a day: number, name and end of each.

    Numbers may stand in short; one that several documents bear cites an ended one only where all have ended.
    """
    names = {text: (*codes_in(text), *short_codes_in(text)) for text in texts}
    short = {each for text in names for each in short_codes_in(text)}
    asked = Q(code__in={code for found in names.values() for code in found} - short)
    for each in short:
        asked |= Q(code__startswith=each)
    found: dict[str, list[LegalDocument]] = {}
    for row in (
        LegalDocument.objects.filter(asked).only("id", "type", "code", "expired_on").order_by("expired_on")
    ):
        for name in {row.code, *(one for one in short if row.code.startswith(one))}:
            found.setdefault(name, []).append(row)
    ended = {
        name: (rows[-1].pk, str(rows[-1]), rows[-1].expired_on)
        for name, rows in found.items()
        if all(each.expired_on is not None and each.expired_on <= on for each in rows)
    }
    cited = {
        text: tuple(dict.fromkeys(ended[name] for name in told if name in ended))
        for text, told in names.items()
    }
    return {text: rows for text, rows in cited.items() if rows}


def heirs_of(documents: Iterable[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    """For documents those that came in their place: number and name of each."""
    rows = Relation.objects.filter(kind=Kind.REPLACES, target__in=list(documents)).select_related("source")
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for each in rows.order_by("id"):
        found[each.target_id] = (*found.get(each.target_id, ()), (each.source_id, str(each.source)))
    return found


def document_by_code(code: str, on: date) -> int | None:
    """The document of that number issued on a day, capital letters and spaces aside; None for none or many."""
    wanted = "".join(code.split()).casefold()
    rows = LegalDocument.objects.filter(issued_on=on).values_list("id", "code")
    found = [pk for pk, known in rows if "".join(known.split()).casefold() == wanted]
    return found[0] if len(found) == 1 else None
