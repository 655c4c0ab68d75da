"""Questions about autonomy."""

from __future__ import annotations

from dataclasses import dataclass

from minhchung.finance.models import AgencyAutonomy
from minhchung.organisation.queries import names_of


@dataclass(frozen=True)
class AutonomyYear:
    """An agency's budget year in whole đồng; ``spent`` and ``saving`` are None until it is settled."""

    agency: str
    year: int
    funds_given: int
    spent: int | None
    saving: int | None
    extra_income: int


def autonomy_years(first: int, last: int) -> tuple[AutonomyYear, ...]:
    """The autonomy years of all agencies from one year to another, by year and agency."""
    rows = list(AgencyAutonomy.objects.filter(year__gte=first, year__lte=last).order_by("year", "unit_id"))
    names = names_of({row.unit_id for row in rows})
    return tuple(
        AutonomyYear(names[row.unit_id], row.year, row.funds_given, row.spent, row.saving, row.extra_income)
        for row in rows
    )
