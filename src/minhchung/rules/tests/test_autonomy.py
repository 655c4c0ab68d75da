"""Degrees, bands and shares of funds, exact at every bound."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.autonomy import (
    Band,
    Limits,
    NoDegree,
    NotAHundred,
    breaches,
    class_of,
    degree,
    extra_income_ceiling,
    shared_out,
)

BANDS = (
    Band(1, at_least=Fraction(100), invests=True),
    Band(2, at_least=Fraction(100)),
    Band(3, "70-100", Fraction(70), Fraction(100)),
    Band(3, "30-70", Fraction(30), Fraction(70)),
    Band(3, "10-30", Fraction(10), Fraction(30)),
    Band(4, below=Fraction(10)),
)


@pytest.mark.parametrize(
    ("revenue", "expenses", "invests", "expected"),
    [
        pytest.param(1_000, 1_000, True, (1, ""), id="all of it and investment is group 1"),
        pytest.param(1_000, 1_000, False, (2, ""), id="all of it without investment is group 2"),
        pytest.param(999_999_999, 1_000_000_000, True, (3, "70-100"), id="a đồng short of all is group 3"),
        pytest.param(70, 100, False, (3, "70-100"), id="70 % belongs to the band above"),
        pytest.param(6_999, 10_000, False, (3, "30-70"), id="69.99 % to the band below"),
        pytest.param(30, 100, False, (3, "30-70"), id="30 % belongs to the band above"),
        pytest.param(10, 100, False, (3, "10-30"), id="exactly 10 % is group 3"),
        pytest.param(99_999_999, 1_000_000_000, False, (4, ""), id="9.9999999 % is group 4"),
        pytest.param(0, 1, False, (4, ""), id="no revenue is group 4"),
    ],
)
def test_a_degree_leads_to_its_group(revenue, expenses, invests, expected):
    band = class_of(degree(revenue, expenses), BANDS, covers_investment=invests)
    assert (band.group, band.name) == expected


def test_nothing_spent_has_no_degree():
    with pytest.raises(NoDegree):
        degree(1, 0)


@given(st.integers(1, 10**12), st.lists(st.integers(0, 3_333), min_size=3, max_size=3))
def test_shares_that_close_are_the_surplus_to_the_dong(surplus, hundredths):
    parts = [Decimal(each) / 100 for each in hundredths]
    percents = dict(zip("abcd", [*parts, 100 - sum(parts, Decimal(0))], strict=True))
    amounts = shared_out(surplus, percents)
    assert sum(amounts.values()) == surplus
    assert all(abs(amounts[name] - Fraction(percents[name]) * surplus / 100) < 1 for name in percents)


@pytest.mark.parametrize(
    ("percents", "missing"),
    [
        pytest.param(("25", "50", "20", "3.5"), "1.5", id="one and a half too little"),
        pytest.param(("25", "50", "20", "5.01"), "-0.01", id="a hundredth too much"),
    ],
)
def test_shares_that_do_not_close_say_by_how_much(percents, missing):
    with pytest.raises(NotAHundred) as refused:
        shared_out(100, dict(zip("abcd", map(Decimal, percents), strict=True)))
    assert refused.value.missing == Decimal(missing)


LIMITS = Limits(Decimal(20), Decimal(2), Decimal("2.5"), Decimal(1))


@pytest.mark.parametrize(
    ("development", "income", "welfare", "salaries", "expected"),
    [
        pytest.param(20, 70, 10, 48, [], id="at every bound nothing is broken"),
        pytest.param(19, 71, 10, 48, ["development"], id="less than a fifth for development"),
        pytest.param(20, 69, 11, 48, ["welfare"], id="more than two and a half months of welfare"),
        pytest.param(20, 80, 0, 39, ["income"], id="more than twice the salaries"),
        pytest.param(0, 100, 0, 100, [], id="a surplus within the salary fund is free"),
    ],
)
def test_bounds_of_funds(development, income, welfare, salaries, expected):
    amounts = {"development": development, "income": income, "welfare": welfare, "other": 0}
    assert [each.fund for each in breaches(amounts, salaries, LIMITS)] == expected


def test_the_ceiling_of_extra_income_follows_the_base_salary_month_by_month():
    months = [1_490_000] * 6 + [1_800_000] * 6
    assert extra_income_ceiling(months, Decimal("1.0"), Decimal("3.12"), Decimal("0.35"), 16) == 1_095_964_800
