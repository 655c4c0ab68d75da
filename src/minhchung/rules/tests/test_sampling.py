"""The interval around a share: checked against published values, narrower the more of the population was asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.sampling import BadSample, wilson

SCORE = 1.96


@pytest.mark.parametrize(
    ("part", "sample", "low", "high"),
    [
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe 1998, table I"),
        pytest.param(15, 148, 0.0624, 0.1605, id="Newcombe 1998, second row"),
        pytest.param(0, 20, 0.0, 0.1611, id="nobody: still not surely nobody"),
        pytest.param(1, 29, 0.0061, 0.1718, id="one of few"),
    ],
)
def test_published_values(part, sample, low, high):
    found = wilson(part, sample, score=SCORE)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_nothing_asked_tells_nothing():
    assert wilson(0, 0, score=SCORE) is None


def test_everybody_asked_leaves_no_doubt():
    found = wilson(30, 40, population=40, score=SCORE)
    assert (found.low, found.share, found.high, found.margin) == (0.75, 0.75, 0.75, 0)


@pytest.mark.parametrize(("part", "sample", "population"), [(3, 2, None), (-1, 2, None), (2, 5, 4)])
def test_counts_that_contradict_each_other(part, sample, population):
    with pytest.raises(BadSample):
        wilson(part, sample, population=population, score=SCORE)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 2000))))
def test_it_holds_the_share_and_a_small_population_makes_it_narrower(counts):
    part, sample, population = counts
    wide = wilson(part, sample, score=SCORE)
    narrow = wilson(part, sample, population=population, score=SCORE)
    for each in (wide, narrow):
        assert 0 <= each.low <= each.share <= each.high <= 1
    assert narrow.high - narrow.low <= wide.high - wide.low + 1e-9
