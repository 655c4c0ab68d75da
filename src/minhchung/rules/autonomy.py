"""Financial autonomy as arithmetic: the degree of self-cover, the group it leads to, a surplus shared out to funds.

Bounds are half-open and fractions exact: 10 % is in the band that begins there, 9.99 % in the one below. Money is
whole đồng; nothing is ever a float.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

ALL = Decimal(100)


class NoDegree(ValueError):
    """There is no degree of self-cover: nothing is spent."""


class NotAHundred(ValueError):
    """Shares that do not add up to 100 %: ``missing`` is what lacks, negative what is too much, in percent."""

    def __init__(self, missing: Decimal) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Band:
    """A span of degrees in percent, ``at_least <= p < below``; an open end is None.

    ``invests``: only for a unit that covers its investment, too.
    """

    group: int
    name: str = ""
    at_least: Fraction | None = None
    below: Fraction | None = None
    invests: bool = False

    def holds(self, percent: Fraction, *, covers_investment: bool) -> bool:
        """Whether a degree lies in it."""
        return (
            (self.at_least is None or self.at_least <= percent)
            and (self.below is None or percent < self.below)
            and (covers_investment or not self.invests)
        )


@dataclass(frozen=True)
class Limits:
    """What a decree allows with a surplus.

    Attributes:
        development_at_least: percent of the surplus that goes to the development fund at least.
        income_at_most: the extra-income fund, in salary funds of a year; None without a bound.
        welfare_at_most: reward and welfare together, in months of the salary fund; None without a bound.
        free_up_to: a surplus of no more than so many salary funds is shared out freely.
    """

    development_at_least: Decimal = Decimal(0)
    income_at_most: Decimal | None = None
    welfare_at_most: Decimal | None = None
    free_up_to: Decimal = Decimal(0)


@dataclass(frozen=True)
class Breach:
    """A fund beyond its bound: which one, what it got and what the bound is, in whole đồng."""

    fund: str
    amount: int
    bound: int


def degree(revenue: int, expenses: int) -> Fraction:
    """p = A / B in percent, exact.

    Raises:
        NoDegree: there are no expenses.
    """
    if expenses <= 0:
        raise NoDegree
    return Fraction(revenue * 100, expenses)


def class_of(percent: Fraction, bands: Sequence[Band], *, covers_investment: bool) -> Band:
    """The first band that holds a degree; the bands of a decree leave no gap.

    Raises:
        LookupError: they do.
    """
    for band in bands:
        if band.holds(percent, covers_investment=covers_investment):
            return band
    raise LookupError(f"no band holds {percent} %")


def shared_out(surplus: int, percents: Mapping[str, Decimal]) -> dict[str, int]:
    """A surplus by percentages, to the đồng: what rounding leaves goes where it was cut off most.

    Raises:
        NotAHundred: the percentages do not close.
    """
    missing = ALL - sum(percents.values(), Decimal(0))
    if missing:
        raise NotAHundred(missing)
    exact = {fund: Fraction(percent) * surplus / 100 for fund, percent in percents.items()}
    amounts = {fund: int(share) for fund, share in exact.items()}
    rest = surplus - sum(amounts.values())
    for fund in sorted(exact, key=lambda name: (amounts[name] - exact[name], name))[:rest]:
        amounts[fund] += 1
    return amounts


def breaches(amounts: Mapping[str, int], salary_fund: int, limits: Limits) -> tuple[Breach, ...]:
    """Which funds are beyond their bounds; ``amounts`` has "development", "income" and "welfare".

    Bounds are cut off to the đồng, as amounts are: a share of exactly the least percentage is never below it.
    """
    surplus = sum(amounts.values())
    if surplus <= limits.free_up_to * salary_fund:
        return ()
    found = []
    least = int(Fraction(limits.development_at_least) * surplus / 100)
    if amounts["development"] < least:
        found.append(Breach("development", amounts["development"], least))
    if limits.income_at_most is not None:
        most = int(Fraction(limits.income_at_most) * salary_fund)
        if amounts["income"] > most:
            found.append(Breach("income", amounts["income"], most))
    if limits.welfare_at_most is not None:
        most = int(Fraction(limits.welfare_at_most) * salary_fund / 12)
        if amounts["welfare"] > most:
            found.append(Breach("welfare", amounts["welfare"], most))
    return tuple(found)


def extra_income_ceiling(
    base_salaries: Sequence[int], k1: Decimal, k2: Decimal, k3: Decimal, staff: int
) -> int:
    """QTL = Lmin x K1 x (K2 + K3) x L, summed over the months of ``base_salaries``; whole đồng, rounded down.

    Source: TTLT 71/2014/TTLT-BTC-BNV. ``k1``: the coefficient of the rise, ``k2``: the mean coefficient of rank and
    post, ``k3``: of allowances, ``staff``: heads.
    """
    return int(sum(base_salaries) * Fraction(k1) * (Fraction(k2) + Fraction(k3)) * staff)
