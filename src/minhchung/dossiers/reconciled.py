"""Questions about comparisons with the province's system."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from minhchung.dossiers.models import Difference, DifferenceKind, Dossier, Reconciliation, Sight

PAGE = 50


@dataclass(frozen=True)
class Compared:
    """One comparison with how many differences it found and how many are open."""

    found: Reconciliation
    differences: int
    open: int


@dataclass(frozen=True)
class Counted:
    """How many differences of a kind are open and settled."""

    kind: str
    words: str
    open: int
    settled: int


def comparison(number: int) -> Reconciliation | None:
    """One comparison."""
    return Reconciliation.objects.select_related("file").filter(pk=number).first()


def latest(limit: int = 30) -> tuple[Compared, ...]:
    """The newest comparisons."""
    rows = Reconciliation.objects.select_related("file").annotate(
        found=Count("differences"), waiting=Count("differences", filter=Q(differences__settled_at=None))
    )
    return tuple(Compared(row, row.found, row.waiting) for row in rows.order_by("-id")[:limit])


def counts(number: int, sight: Sight) -> tuple[Counted, ...]:
    """The kinds of differences that a comparison found on dossiers in sight."""
    rows = (
        _in_sight(number, sight)
        .values("kind")
        .annotate(
            waiting=Count("pk", filter=Q(settled_at=None)), done=Count("pk", filter=~Q(settled_at=None))
        )
    )
    found = {row["kind"]: row for row in rows}
    return tuple(
        Counted(str(kind), str(words), found[kind]["waiting"], found[kind]["done"])
        for kind, words in DifferenceKind.choices
        if kind in found
    )


def page_of(number: int, *, sight: Sight, kind: str, settled: bool, page: str) -> Page[Difference]:
    """A page of the differences on dossiers in sight: the open ones, or those that are settled."""
    rows = _in_sight(number, sight).filter(settled_at__isnull=not settled).order_by("kind", "id")
    if kind in DifferenceKind.values:
        rows = rows.filter(kind=kind)
    return Paginator(rows, PAGE).get_page(page)


def differences_in(sight: Sight) -> QuerySet[Difference]:
    """Differences on dossiers in sight; what is missing here belongs to no unit yet, so only to who sees everything."""
    rows = Difference.objects.all()
    return rows.filter(dossier__in=Dossier.objects.visible_to(sight)) if sight.limits else rows


def _in_sight(number: int, sight: Sight) -> QuerySet[Difference]:
    return differences_in(sight).filter(reconciliation=number)
