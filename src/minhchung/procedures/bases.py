"""What procedures stand on, and what is to be done where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from minhchung.ground.kept.keeping import kept
from minhchung.legislation import queries as legislation
from minhchung.procedures.models import ProcedureBasis


@dataclass(frozen=True)
class BasisLine:
    """A version in force that stands on a document which has ended or will; how many limits and forms hang on it.

    ``heirs`` are the documents that came in the place of the one that ended: number and name.
    """

    id: int
    version: int
    name: str
    document: int
    document_name: str
    ended_on: date
    provisions: str
    stops: bool
    allowed_by: str
    limits: int
    forms: int
    heirs: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Ended:
    """The basis of a version that has ended: its name and the first day without it."""

    name: str
    on: date


def ended_basis(version: int, on: date) -> Ended | None:
    """The first basis of a version that had ended by a day and without which no new dossier may start."""
    documents = _stopping(version)
    if not documents:
        return None
    return next(
        (Ended(name, day) for _number, name, day in legislation.ends_of(documents) if day <= on), None
    )


@kept("procedures")
def _stopping(version: int) -> tuple[int, ...]:
    rows = ProcedureBasis.objects.filter(version=version, stops=True)
    return tuple(rows.order_by("document_id").values_list("document_id", flat=True))


@dataclass(frozen=True)
class BasisOf:
    """A document that a version stands on."""

    id: int
    document: int
    name: str
    ended_on: date | None
    stops: bool
    allowed_by: str


def bases_of(version: int) -> tuple[BasisOf, ...]:
    """The documents that a version stands on, with the day on which each ended."""
    rows = list(ProcedureBasis.objects.filter(version=version).order_by("id"))
    numbers = tuple(each.document_id for each in rows)
    names, ends = (
        dict(legislation.names_of(numbers)),
        {n: day for n, _name, day in legislation.ends_of(numbers)},
    )
    return tuple(
        BasisOf(
            each.pk,
            each.document_id,
            names[each.document_id],
            ends.get(each.document_id),
            each.stops,
            each.allowed_by,
        )
        for each in rows
    )


def work(on: date, *, document: int | None = None, stop: int = 200) -> tuple[BasisLine, ...]:
    """Versions in force on a day whose basis has ended or will, the earliest end first; of one document with it."""
    running = Q(version__until__isnull=True) | Q(version__until__gt=on)
    rows = ProcedureBasis.objects.filter(running, version__since__lte=on, document__expired_on__isnull=False)
    if document is not None:
        rows = rows.filter(document=document)
    rows = rows.select_related("version", "document").annotate(
        limits=Count("version__cases", filter=Q(version__cases__legal_limit__isnull=False), distinct=True),
        forms=Count("version__components", filter=~Q(version__components__form=""), distinct=True),
    )
    found = list(rows.order_by("document__expired_on", "id")[:stop])
    heirs = legislation.heirs_of({each.document_id for each in found})
    return tuple(
        BasisLine(
            each.pk,
            each.version_id,
            each.version.name,
            each.document_id,
            str(each.document),
            each.document.expired_on,
            each.provisions,
            each.stops,
            each.allowed_by,
            each.limits,
            each.forms,
            heirs.get(each.document_id, ()),
        )
        for each in found
    )


def basis(number: int) -> ProcedureBasis | None:
    """A basis by its number in the database."""
    return ProcedureBasis.objects.select_related("version", "document").filter(pk=number).first()
