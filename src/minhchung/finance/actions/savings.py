"""Deeds on the saving of a budget year: used for a purpose, taken back, and the most that may be paid as income."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from minhchung import lawbook
from minhchung.finance.actions.acting import AGENCY, UNSURE, CannotFinance, dong, tell
from minhchung.finance.actions.holding import open_year
from minhchung.finance.models import AgencyAutonomy, Purpose, SavingUse
from minhchung.ground import to_come
from minhchung.rules.autonomy import extra_income_ceiling


@transaction.atomic
def use_saving(*, year: int, use: SavingUse, by: str, at: datetime) -> SavingUse:
    """Use a part of the year's saving for a purpose, or take back a part of what was used for it.

    Raises:
        CannotFinance: the year is closed, the decision is of a day to come, more is taken back than was used, or extra
            income is beyond what K1, K2,
            K3 and the staff allow.
    """
    held = open_year(year)
    if not use.amount:
        raise CannotFinance("Số tiền phải khác 0; ghi giảm thì để số âm.", field_name="amount")
    to_come.refuse("Ngày quyết định", use.decided_on, at, CannotFinance, "decided_on")
    used = held.uses.filter(purpose=use.purpose).aggregate(sum=Sum("amount"))["sum"] or 0
    if used + use.amount < 0:
        raise CannotFinance(
            f"{Purpose(use.purpose).label}: đã ghi {dong(used)}, giảm nhiều hơn số đó là {dong(-used - use.amount)}.",
            field_name="amount",
        )
    if use.purpose == Purpose.EXTRA_INCOME:
        _refuse_beyond_ceiling(held, used + use.amount)
    use.year = held
    use.save()
    details = {"purpose": str(Purpose(use.purpose).label), "decision": use.decision, "amount": use.amount}
    tell(AGENCY, held.pk, "use_saving", details, by=by, at=at)
    return use


def _refuse_beyond_ceiling(held: AgencyAutonomy, paid: int) -> None:
    ceiling = ceiling_of(held)
    if ceiling is not None and paid > ceiling:
        rule = extra_income_of(held.year)
        unsure = "" if rule.confidence == "high" else UNSURE
        raise CannotFinance(
            f"Chi thu nhập tăng thêm cộng lại {dong(paid)}, vượt mức tối đa {dong(ceiling)} là "
            f"{dong(paid - ceiling)}, theo {rule.cites}{unsure}.",
            field_name="amount",
        )


def ceiling_of(held: AgencyAutonomy) -> int | None:
    """The most that may be paid as extra income in a year, in đồng; None while its coefficients are not entered."""
    k1, k2, k3 = held.rise, held.rank_coefficient, held.allowance_coefficient
    if k1 is None or k2 is None or k3 is None or held.staff_assigned is None:
        return None
    firsts = [date(held.year, month, 1) for month in range(1, 13)]
    try:
        months = [lawbook.in_force("finance.base_salary", on=day).value for day in firsts]
    except lawbook.NoRule:
        return None
    most = Decimal(extra_income_of(held.year).value["k1_at_most"])
    return extra_income_ceiling(months, min(k1, most), k2, k3, held.staff_assigned)


def extra_income_of(year: int) -> lawbook.Rule:
    """What the law says of extra income in a year."""
    return lawbook.in_force("finance.extra_income", on=date(year, 12, 31))
