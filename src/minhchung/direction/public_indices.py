"""What everybody may read of the results that the agency reached in indices; the announcements are public."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from minhchung.direction.models import IndexKind, IndexResult


@dataclass(frozen=True)
class Announced:
    """A result of one year, as it was announced; what the announcement does not tell is None."""

    year: int
    score: Decimal
    full: Decimal
    self_score: Decimal | None
    appraised: Decimal | None
    surveyed: Decimal | None
    rank: int | None
    ranked_among: int | None
    decision: str
    announced_on: date
    announced_by: str


@dataclass(frozen=True)
class Index:
    """An index with its years, the oldest first."""

    kind: str
    name: str
    years: tuple[Announced, ...]


def indices(on: date) -> tuple[Index, ...]:
    """Every index of which a result was announced by a day."""
    names = tuple(each.name for each in fields(Announced))
    found: dict[str, list[Announced]] = {}
    for kind, *told in (
        IndexResult.objects.filter(announced_on__lte=on).order_by("year").values_list("kind", *names)
    ):
        found.setdefault(kind, []).append(Announced(*told))
    return tuple(
        Index(kind.value, str(kind.label), tuple(found[kind.value]))
        for kind in IndexKind
        if kind.value in found
    )
