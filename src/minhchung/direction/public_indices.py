"""What everybody may read of the results that the agency reached in indices; the announcements are public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minhchung.direction.models import IndexResult


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
    found: dict[str, list[Announced]] = {}
    names: dict[str, str] = {}
    for row in IndexResult.objects.filter(announced_on__lte=on).order_by("kind", "year"):
        names[row.kind] = row.get_kind_display()
        found.setdefault(row.kind, []).append(
            Announced(
                row.year,
                row.score,
                row.full,
                row.self_score,
                row.appraised,
                row.surveyed,
                row.rank,
                row.ranked_among,
                row.decision,
                row.announced_on,
                row.announced_by,
            )
        )
    order = list(IndexResult._meta.get_field("kind").choices or ())
    return tuple(Index(kind, names[kind], tuple(found[kind])) for kind, _name in order if kind in found)
