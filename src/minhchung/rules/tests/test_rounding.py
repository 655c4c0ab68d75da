"""Printed numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.rounding import printed_number, printed_rate


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "printed"),
    [
        pytest.param(99558, 206885, 1, "48,1 %", id="a rate once printed 48,2 whose counts give 48,1"),
        pytest.param(106018, 206885, 1, "51,2 %", id="51,2 from its counts"),
        pytest.param(205576, 206885, 1, "99,4 %", id="99,4 half up"),
        pytest.param(635593, 643272, 2, "98,81 %", id="98,81 half up where cutting off gives 98,80"),
        pytest.param(585116, 585336, 2, "99,96 %", id="99,96 over what was received"),
        pytest.param(585116, 585116, 2, "100 %", id="exactly all is 100"),
        pytest.param(0, 5, 2, "0 %", id="exactly none is 0"),
        pytest.param(0, 0, 2, "không phát sinh", id="nothing to count is neither 0 nor 100"),
        pytest.param(999999, 1000000, 2, "99,99 %", id="not all never prints as all"),
        pytest.param(1, 1000000, 2, "0,01 %", id="not none never prints as none"),
        pytest.param(1, 2, 2, "50 %", id="a whole percentage has no decimals"),
        pytest.param(1, 800, 2, "0,13 %", id="0,125 rounds up"),
    ],
)
def test_rates(part: int, whole: int, decimals: int, printed: str) -> None:
    assert printed_rate(part, whole, decimals).replace("\u00a0", " ") == printed


def test_numbers() -> None:
    assert printed_number(1234567) == "1.234.567"
    assert printed_number(Decimal("2.5"), 1) == "2,5"
    assert printed_number(Fraction(-5, 2)) == "-3"
    assert printed_number(0) == "0"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_all_and_none_are_said_only_when_true(part: int, whole: int) -> None:
    part = min(part, whole)
    shown = printed_rate(part, whole)
    assert shown.startswith("100\u00a0") is (part == whole)
    assert (shown == "0\u00a0%") is (part == 0)
