"""Questions about comparisons with the province's system."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from minhchung.dossiers.models import Difference, DifferenceKind, Reconciliation

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


def holds(number: int, difference: int) -> bool:
    """Whether a comparison found that difference."""
    return Difference.objects.filter(reconciliation=number, pk=difference).exists()


def latest(limit: int = 30) -> tuple[Compared, ...]:
    """The newest comparisons."""
    rows = Reconciliation.objects.select_related("file").annotate(
        found=Count("differences"), waiting=Count("differences", filter=Q(differences__settled_at=None))
    )
    return tuple(Compared(row, row.found, row.waiting) for row in rows.order_by("-id")[:limit])


def counts(number: int) -> tuple[Counted, ...]:
    """The kinds of differences that a comparison found."""
    rows = (
        Difference.objects.filter(reconciliation=number)
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


def page_of(number: int, *, kind: str, settled: bool, page: str) -> Page[Difference]:
    """A page of the differences: the open ones, or those that are settled."""
    rows = Difference.objects.filter(reconciliation=number, settled_at__isnull=not settled).order_by(
        "kind", "id"
    )
    if kind in DifferenceKind.values:
        rows = rows.filter(kind=kind)
    return Paginator(rows, PAGE).get_page(page)
