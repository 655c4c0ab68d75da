"""Questions about autonomy, investment and recommendations. Money is whole đồng."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, ExtractMonth

from minhchung.finance.models import (
    AgencyAutonomy,
    Disbursement,
    InvestmentPlan,
    Part,
    Recommendation,
    RecommendationStep,
    Source,
    SpendingRule,
    UnitPlan,
)


@dataclass(frozen=True)
class Sums:
    """What a year's rows add up to now; for a closed year they are what was written when it was closed."""

    given: int
    spent: int
    other_given: int
    other_spent: int
    uses: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], int] = field(default_factory=dict)
    sources: Mapping[tuple[str, str], int] = field(default_factory=dict)
    vouchers: int = 0

    @property
    def saving(self) -> int:
        """Given for autonomy less spent of it; negative when too much was spent."""
        return self.given - self.spent

    @property
    def used(self) -> int:
        """What the saving was used for, together."""
        return sum(self.uses.values())

    @property
    def rest(self) -> int:
        """What of the saving is not used."""
        return self.saving - self.used


def sums_of(year: AgencyAutonomy) -> Sums:
    """What its rows add up to, in four statements whatever their number."""
    given = {
        (row["part"], row["source"]): row["sum"]
        for row in year.allotments.order_by().values("part", "source").annotate(sum=Sum("amount"))
    }
    rows = list(
        year.spendings.order_by().values("part", "group").annotate(sum=Sum("amount"), count=Count("pk"))
    )
    groups = {(row["part"], row["group"]): row["sum"] for row in rows}
    uses = dict(
        year.uses.order_by().values_list("purpose").annotate(sum=Sum("amount")).values_list("purpose", "sum")
    )

    def of(amounts: Mapping[tuple[str, str], int], part: str) -> int:
        return sum(amount for (each, _name), amount in amounts.items() if each == part)

    return Sums(
        of(given, Part.AUTONOMOUS),
        of(groups, Part.AUTONOMOUS),
        of(given, Part.OTHER),
        of(groups, Part.OTHER),
        uses,
        groups,
        given,
        sum(row["count"] for row in rows),
    )


def carried_in(year: AgencyAutonomy) -> int:
    """What its rows say was carried over from the year before."""
    rows = year.allotments.filter(part=Part.AUTONOMOUS, source=Source.CARRIED)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def rule_text(unit: int, kind: str, year: int) -> str:
    """The internal rule that applies at the end of a year, by its decision; "" when there is none."""
    rule = (
        SpendingRule.objects.filter(unit=unit, kind=kind, since__lte=date(year, 12, 31))
        .order_by("-since")
        .first()
    )
    return "" if rule is None else f"{rule.decision} ngày {rule.decided_on:%d/%m/%Y}"[:200]


def year_of(number: int) -> AgencyAutonomy | None:
    """One budget year."""
    return AgencyAutonomy.objects.filter(pk=number).first()


def plan_of(number: int) -> UnitPlan | None:
    """One plan of a public unit."""
    return UnitPlan.objects.filter(pk=number).first()


def investment_of(number: int) -> InvestmentPlan | None:
    """One plan of investment, with what was paid."""
    return investments().filter(pk=number).first()


def recommendation_of(number: int) -> Recommendation | None:
    """One recommendation, with what was paid."""
    return recommendations().filter(pk=number).first()


def recommendation_named(document: str, number: str) -> Recommendation | None:
    """A recommendation by its document and number, with what was paid."""
    return recommendations().filter(document=document, number=number).first()


def investments() -> QuerySet[InvestmentPlan]:
    """Plans of investment, each with what was ``paid`` out of it."""
    return InvestmentPlan.objects.annotate(paid=_sum_of(Disbursement, "plan", "amount"))


def recommendations() -> QuerySet[Recommendation]:
    """Recommendations, each with what was ``paid`` for it."""
    return Recommendation.objects.annotate(paid=_sum_of(RecommendationStep, "recommendation", "paid"))


def _sum_of(model: type[Disbursement] | type[RecommendationStep], back: str, column: str) -> Coalesce:
    rows = model._default_manager.filter(**{back: OuterRef("pk")}).order_by().values(back)
    sums = rows.annotate(sum=Sum(column)).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), Value(0, output_field=BigIntegerField()))


def kept_here(unit: int, year: int) -> AgencyAutonomy | None:
    """A budget year that people keep by decisions and vouchers; None where there is none or only its sums."""
    return AgencyAutonomy.objects.filter(unit=unit, year=year, allotments__decided_on__isnull=False).first()


def year_at(unit: int, year: int) -> AgencyAutonomy | None:
    """The budget year of an agency."""
    return AgencyAutonomy.objects.filter(unit=unit, year=year).first()


@dataclass(frozen=True)
class Overview:
    """A year of the room in sums: agencies, investment; ``spent`` and ``saving`` None while a book of it is open."""

    year: int
    given: int
    spent: int | None
    saving: int | None
    extra_income: int
    planned: int
    disbursed: int


def overview(first: int, last: int) -> tuple[Overview, ...]:
    """The years from one to another, in three statements."""
    agencies = {
        row["year"]: row
        for row in AgencyAutonomy.objects.filter(year__gte=first, year__lte=last)
        .order_by()
        .values("year")
        .annotate(
            given=Sum("funds_given"),
            open=Count("pk", filter=Q(spent=None)),
            closed=Sum("spent"),
            saved=Sum("saving"),
            income=Sum("extra_income"),
        )
    }
    planned = _by_year(InvestmentPlan.objects.filter(year__gte=first, year__lte=last), "year", "amount")
    paid = _by_year(
        Disbursement.objects.filter(plan__year__gte=first, plan__year__lte=last), "plan__year", "amount"
    )
    return tuple(
        Overview(
            year,
            (agencies.get(year) or {}).get("given") or 0,
            None if (agencies.get(year) or {}).get("open") else (agencies.get(year) or {}).get("closed"),
            None if (agencies.get(year) or {}).get("open") else (agencies.get(year) or {}).get("saved"),
            (agencies.get(year) or {}).get("income") or 0,
            planned.get(year, 0),
            paid.get(year, 0),
        )
        for year in range(first, last + 1)
    )


def _by_year(
    rows: QuerySet[InvestmentPlan] | QuerySet[Disbursement], name: str, column: str
) -> dict[int, int]:
    return {row[name]: row["sum"] for row in rows.order_by().values(name).annotate(sum=Sum(column))}


def years_known() -> tuple[int, int] | None:
    """The first and the last budget year; None when there is none."""
    years = list(AgencyAutonomy.objects.order_by().values_list("year", flat=True).distinct())
    return (min(years), max(years)) if years else None


def disbursed_by_month(year: int) -> tuple[int, ...]:
    """What was paid out of a year's plans by the end of each month, for January to December."""
    rows = (
        Disbursement.objects.filter(plan__year=year)
        .order_by()
        .annotate(month=ExtractMonth("counted_on"))
        .values("month")
        .annotate(sum=Sum("amount"))
    )
    by_month = {row["month"]: row["sum"] for row in rows}
    total, found = 0, []
    for month in range(1, 13):
        total += by_month.get(month, 0)
        found.append(total)
    return tuple(found)


def planned_in(year: int) -> int:
    """What the plans of a year give now."""
    return InvestmentPlan.objects.filter(year=year).aggregate(sum=Sum("amount"))["sum"] or 0
