"""How good a forecast is: against counting by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.skill import auc, brier, skill

cases = st.lists(
    st.tuples(st.integers(0, 10).map(lambda tenth: tenth / 10), st.booleans()), min_size=1, max_size=40
)


@pytest.mark.parametrize(
    ("given_cases", "area"),
    [
        pytest.param([(0.9, True), (0.1, False)], 1.0, id="all in order"),
        pytest.param([(0.1, True), (0.9, False)], 0.0, id="all the wrong way"),
        pytest.param([(0.5, True), (0.5, False)], 0.5, id="one number for all tells nothing"),
        pytest.param([(0.5, True)], None, id="nothing to tell apart"),
    ],
)
def test_the_area(given_cases: list[tuple[float, bool]], area: float | None) -> None:
    assert auc(given_cases) == area


@given(cases)
def test_the_area_is_the_share_of_pairs_in_order(given_cases: list[tuple[float, bool]]) -> None:
    pairs = [
        (a > b) + (a == b) / 2 for a, late in given_cases if late for b, other in given_cases if not other
    ]
    found = auc(given_cases)
    assert (found is None) == (not pairs)
    assert found is None or found == pytest.approx(sum(pairs) / len(pairs))


@given(cases)
def test_the_calibration_table_holds_every_case_once(given_cases: list[tuple[float, bool]]) -> None:
    found = skill(given_cases)
    assert sum(each.cases for each in found.bins) == found.cases == len(given_cases)
    assert sum(each.true for each in found.bins) == found.true
    assert 0 <= found.brier <= 1
    assert all(each.low <= each.mean <= each.high for each in found.bins)


def test_brier_is_nothing_for_a_prophet_and_a_quarter_for_a_coin() -> None:
    assert brier([(1.0, True), (0.0, False)]) == 0
    assert brier([(0.5, True), (0.5, False)]) == 0.25
