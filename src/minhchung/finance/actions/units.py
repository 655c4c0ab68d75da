"""Deeds on public units: a plan with its estimates, the class that follows from it, a year's surplus shared out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from minhchung import lawbook
from minhchung.finance.actions.acting import (
    DISTRIBUTION,
    PLAN,
    PUBLIC_UNIT,
    ROOM,
    UNSURE,
    CannotFinance,
    dong,
    tell,
)
from minhchung.finance.models import Distribution, Group, PlanYear, PublicUnitAutonomy, UnitPlan
from minhchung.ground.registers.actions import save_record
from minhchung.organisation.standing import may_be_public
from minhchung.rules import autonomy
from minhchung.rules.rounding import printed_number, printed_rate

FUNDS = ("development", "income", "welfare", "other")
_FUND_NAMES = {
    "development": "Quỹ phát triển hoạt động sự nghiệp",
    "income": "Quỹ bổ sung thu nhập",
    "welfare": "Quỹ khen thưởng và quỹ phúc lợi",
}


@dataclass(frozen=True)
class Classed:
    """What a degree leads to under a decree: ``percent`` is exact; ``sure`` tells whether the text was read."""

    percent: Fraction
    group: int
    band: str
    regime: str
    cites: str
    sure: bool


def save_public_unit_autonomy(record: PublicUnitAutonomy, *, by: str, at: datetime) -> PublicUnitAutonomy:
    """Write a decision on a public unit as it was made elsewhere; earlier decisions stay as they were made.

    Raises:
        CannotFinance: it followed from a plan, and is not written over; the unit is no public unit.
    """
    if record.pk and record.plan_id:
        raise CannotFinance("Quyết định này lập từ phương án tự chủ; không sửa tay được.")
    _refuse_kind(record)
    save_record(record, room=ROOM, matter=PUBLIC_UNIT, by=by, at=at)
    return record


@transaction.atomic
def save_plan(plan: UnitPlan, *, by: str, at: datetime) -> UnitPlan:
    """Write a plan of autonomy; it covers as many years as the decree of its first day says.

    Raises:
        CannotFinance: other years, or years that another plan of the unit covers, or it has led to a decision; the unit
            is no public unit.
    """
    if plan.pk and PublicUnitAutonomy.objects.filter(plan=plan.pk).exists():
        raise CannotFinance("Phương án đã có quyết định giao tự chủ; không sửa được.")
    _refuse_kind(plan)
    rule = _groups_of(date(plan.first_year, 1, 1))
    years = rule.value["plan_years"]
    if plan.last_year - plan.first_year + 1 > years:
        raise CannotFinance(
            f"Phương án ổn định {years} năm, theo {rule.cites}{_unsure(rule)}; "
            f"từ {plan.first_year} đến nhiều nhất {plan.first_year + years - 1}.",
            field_name="last_year",
        )
    beside = UnitPlan.objects.filter(
        unit=plan.unit_id, first_year__lte=plan.last_year, last_year__gte=plan.first_year
    ).exclude(pk=plan.pk)
    other = beside.first()
    if other is not None:
        raise CannotFinance(
            f"Đơn vị đã có phương án {other.first_year}-{other.last_year}; hai phương án không được trùng năm.",
            field_name="first_year",
        )
    save_record(plan, room=ROOM, matter=PLAN, by=by, at=at)
    return plan


@transaction.atomic
def estimate(*, plan: int, amounts: Mapping[int, tuple[int, int]], by: str, at: datetime) -> UnitPlan:
    """Write A and B of the years of a plan, in the place of those before.

    Raises:
        CannotFinance: a year outside the plan, an amount that cannot be, or a decision stands on the plan.
    """
    held = _plan(plan)
    if held.classings.exists():
        raise CannotFinance("Phương án đã có quyết định giao tự chủ; không sửa dự toán được.")
    for year, (revenue, expenses) in amounts.items():
        if not held.first_year <= year <= held.last_year:
            raise CannotFinance(f"Năm {year} nằm ngoài phương án {held}.")
        if revenue < 0 or expenses <= 0:
            raise CannotFinance(f"Năm {year}: A không được âm và B phải lớn hơn 0.")
    before = {str(row.year): [row.revenue, row.expenses] for row in held.years.all()}
    held.years.all().delete()
    PlanYear.objects.bulk_create(
        PlanYear(plan=held, year=year, revenue=revenue, expenses=expenses)
        for year, (revenue, expenses) in sorted(amounts.items())
    )
    after = {str(year): list(pair) for year, pair in sorted(amounts.items())}
    tell(PLAN, held.pk, "estimate", {"before": before, "after": after}, by=by, at=at)
    return held


def class_of_plan(plan: UnitPlan, on: date) -> Classed:
    """What the first year of a plan leads to under the decree of a day.

    Raises:
        CannotFinance: the first year has no estimate.
    """
    first = plan.years.filter(year=plan.first_year).first()
    if first is None:
        raise CannotFinance(f"Chưa có dự toán A, B của năm đầu {plan.first_year}.")
    return class_on(first.revenue, first.expenses, on, covers_investment=plan.covers_investment)


def class_on(revenue: int, expenses: int, on: date, *, covers_investment: bool) -> Classed:
    """The group of a degree under the decree in force on a day."""
    rule = _groups_of(on)
    percent = autonomy.degree(revenue, expenses)
    band = autonomy.class_of(percent, bands_of(rule), covers_investment=covers_investment)
    sure = rule.confidence == "high"
    return Classed(percent, band.group, band.name, rule.value["regime"], rule.cites, sure)


def bands_of(rule: lawbook.Rule) -> tuple[autonomy.Band, ...]:
    """The bands of a decree as exact fractions."""
    return tuple(
        autonomy.Band(
            band["group"],
            band["name"],
            None if "at_least" not in band else Fraction(band["at_least"]),
            None if "below" not in band else Fraction(band["below"]),
            band.get("invests", False),
        )
        for band in rule.value["bands"]
    )


@transaction.atomic
def classify(*, plan: int, decision: str, since: date, by: str, at: datetime) -> PublicUnitAutonomy:
    """Class a public unit by its plan: the group follows from A and B, nobody types it.

    Raises:
        CannotFinance: a year has no estimate, the day lies outside the plan, or the unit has a decision of that day.
    """
    held = _plan(plan)
    if not decision.strip():
        raise CannotFinance("Chưa ghi số, ngày của quyết định giao tự chủ.", field_name="decision")
    if held.classings.exists():
        raise CannotFinance("Phương án này đã có quyết định giao tự chủ.")
    if not held.first_year <= since.year <= held.last_year:
        raise CannotFinance(
            f"Ngày {since:%d/%m/%Y} nằm ngoài các năm của phương án {held}.", field_name="since"
        )
    known = set(held.years.values_list("year", flat=True))
    missing = [str(year) for year in range(held.first_year, held.last_year + 1) if year not in known]
    if missing:
        raise CannotFinance(f"Chưa có dự toán A, B của các năm: {', '.join(missing)}.")
    if PublicUnitAutonomy.objects.filter(unit=held.unit_id, since__gte=since).exists():
        raise CannotFinance("Đơn vị đã có quyết định giao tự chủ từ ngày đó hoặc sau đó.", field_name="since")
    first = held.years.get(year=held.first_year)
    classed = class_of_plan(held, since)
    record = PublicUnitAutonomy(
        unit_id=held.unit_id,
        plan=held,
        regime=classed.regime,
        group=classed.group,
        band=classed.band if classed.group == Group.THREE else "",
        revenue=first.revenue,
        expenses=first.expenses,
        decision=decision.strip(),
        since=since,
        until=date(held.last_year + 1, 1, 1),
    )
    record.save()
    details: dict[str, Any] = {
        "after": {"group": classed.group, "band": record.band, "decision": record.decision, "since": since},
        "degree": printed_rate(first.revenue, first.expenses),
        "cites": classed.cites,
    }
    tell(PUBLIC_UNIT, record.pk, "classify", details, by=by, at=at)
    tell(PLAN, held.pk, "classify", {"decision": record.decision}, by=by, at=at)
    return record


@transaction.atomic
def distribute(record: Distribution, *, by: str, at: datetime) -> Distribution:
    """Share out a unit's surplus of a year to its funds, by percentages that close and bounds that hold.

    Raises:
        CannotFinance: no decision stood in that year, there is no surplus, the percentages are not a hundred, or a
            fund is beyond its bound and no basis is named.
    """
    day = date(record.year, 12, 31)
    if at.date() <= day:
        raise CannotFinance(f"Năm {record.year} chưa hết, chưa phân phối kết quả được.", field_name="year")
    classing = _classing_on(record.unit_id, day)
    if classing is None:
        raise CannotFinance(
            f"Cuối năm {record.year} đơn vị chưa được giao tự chủ; không có căn cứ phân phối.",
            field_name="unit",
        )
    surplus = record.revenue - record.expenses
    if surplus <= 0:
        raise CannotFinance(
            f"Tổng thu không lớn hơn tổng chi ({dong(surplus)}); không có chênh lệch để phân phối.",
            field_name="revenue",
        )
    percents = {fund: getattr(record, f"{fund}_percent") for fund in FUNDS}
    for fund, percent in percents.items():
        if percent < 0:
            raise CannotFinance("Tỷ lệ không được âm.", field_name=f"{fund}_percent")
    try:
        amounts = autonomy.shared_out(surplus, percents)
    except autonomy.NotAHundred as open_:
        raise CannotFinance(
            f"Các tỷ lệ cộng lại {printed_number(autonomy.ALL - open_.missing, 2)} %, "
            f"{'thiếu' if open_.missing > 0 else 'thừa'} {printed_number(abs(open_.missing), 2)} %.",
            field_name="development_percent",
        ) from None
    limits, rule = limits_of(classing)
    beyond = autonomy.breaches(amounts, record.salary_fund, limits) if limits is not None else ()
    if beyond and not record.basis.strip():
        worst = beyond[0]
        least = worst.fund == "development"
        raise CannotFinance(
            f"{_FUND_NAMES[worst.fund]} được {dong(worst.amount)}, {'tối thiểu' if least else 'tối đa'} "
            f"{dong(worst.bound)}, theo {rule.cites}{_unsure(rule)}. Có văn bản cho phép thì ghi ở “Căn cứ”.",
            field_name=f"{worst.fund}_percent",
        )
    record.classing = classing
    for fund, amount in amounts.items():
        setattr(record, fund, amount)
    save_record(record, room=ROOM, matter=DISTRIBUTION, by=by, at=at)
    return record


def _refuse_kind(record: PublicUnitAutonomy | UnitPlan) -> None:
    if not may_be_public(record.unit.kind):
        raise CannotFinance(
            f"{record.unit} là {record.unit.get_kind_display().lower()}, không phải đơn vị sự nghiệp công lập; "
            "hãy chọn đơn vị khác, hoặc sửa loại của đơn vị ở Bộ máy.",
            field_name="unit",
        )


def limits_of(classing: PublicUnitAutonomy) -> tuple[autonomy.Limits | None, lawbook.Rule]:
    """The bounds under the decree by which a unit was classed; None where its band is not known.

    Raises:
        CannotFinance: no decree is known for its day.
    """
    try:
        rule = lawbook.in_force("finance.surplus_funds", on=classing.since)
    except lawbook.NoRule:
        raise CannotFinance(
            f"Chưa có quy định phân phối của ngày {classing.since:%d/%m/%Y} trong bộ quy tắc."
        ) from None
    given = rule.value.get(str(classing.group))
    if given is None:
        band = classing.band
        if classing.degree is not None:
            band = class_on(
                classing.revenue or 0, classing.expenses or 1, classing.since, covers_investment=False
            ).band
        given = rule.value.get(f"{classing.group}/{band}")
    if given is None:
        return None, rule
    return (
        autonomy.Limits(
            Decimal(given["development_at_least"]),
            None if given["income_at_most"] is None else Decimal(given["income_at_most"]),
            None if given["welfare_at_most"] is None else Decimal(given["welfare_at_most"]),
            Decimal(given["free_up_to"]),
        ),
        rule,
    )


def _classing_on(unit: int, day: date) -> PublicUnitAutonomy | None:
    last = PublicUnitAutonomy.objects.filter(unit=unit, since__lte=day).order_by("-since").first()
    return last if last is not None and (last.until is None or last.until > day) else None


def _groups_of(on: date) -> lawbook.Rule:
    try:
        return lawbook.in_force("finance.unit_groups", on=on)
    except lawbook.NoRule:
        raise CannotFinance(
            f"Chưa có quy định xếp nhóm của ngày {on:%d/%m/%Y} trong bộ quy tắc; "
            "ghi quyết định cũ ở sổ “Đơn vị sự nghiệp”."
        ) from None


def _unsure(rule: lawbook.Rule) -> str:
    return "" if rule.confidence == "high" else UNSURE


def _plan(number: int) -> UnitPlan:
    found = UnitPlan.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise CannotFinance("Không có phương án này.")
    return found
