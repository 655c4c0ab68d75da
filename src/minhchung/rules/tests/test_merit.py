"""Points for work: shares of number, quality and progress, classes at their thresholds, the cap, times of a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung import lawbook
from minhchung.rules import merit
from minhchung.rules.merit import Scale, Work

SCALE = Scale.of(lawbook.in_force("staff.scoring", date(2026, 1, 1)).value)


def one(assigned: int, done: int, faults: int = 0, delays: int = 0, weight: str = "1") -> Work:
    return Work(Decimal(weight), assigned, done, faults, delays)


@pytest.mark.parametrize(
    ("works", "common", "results", "quality_class"),
    [
        pytest.param([one(10, 10)], 30, "70.00", "HTXS", id="everything done well and in time is 100"),
        pytest.param([one(10, 10)], 20, "70.00", "HTXS", id="90 is excellent"),
        pytest.param([one(10, 10)], "19.99", "70.00", "HTT", id="a hundredth less is not"),
        pytest.param([one(10, 8)], 30, "56.00", "HTT", id="four fifths done count in all three shares"),
        pytest.param(
            [one(4, 4, faults=4)], 30, "64.16", "HTXS", id="a fault takes a quarter of a piece's quality"
        ),
        pytest.param([one(1, 1, faults=9)], 30, "46.66", "HTT", id="a line never falls below nothing"),
        pytest.param(
            [one(4, 4, delays=2)], 30, "67.08", "HTXS", id="a delay takes a quarter of its progress"
        ),
        pytest.param([one(1, 1, weight="3"), one(1, 0)], 30, "52.50", "HTT", id="pieces weigh"),
        pytest.param([one(2, 0)], 30, "0.00", "KHT", id="nothing done of what was given"),
        pytest.param([one(7, 5)], 0, "50.00", "HT", id="50 is done"),
        pytest.param([one(1000, 714)], 0, "49.98", "KHT", id="points are cut, nobody is rounded up"),
    ],
)
def test_points(works: list[Work], common: object, results: str, quality_class: str) -> None:
    found = merit.score(works, Decimal(str(common)), SCALE)
    assert (found.results, found.quality_class) == (Decimal(results), quality_class)
    assert found.total == found.common + found.results


def test_nothing_given_is_neither_none_nor_all() -> None:
    for works in ([], [one(0, 0)]):
        with pytest.raises(merit.NothingGiven):
            merit.score(works, Decimal(30), SCALE)


@pytest.mark.parametrize(("works", "common"), [([one(1, 2)], 30), ([one(1, 1)], 31), ([one(1, 1)], -1)])
def test_what_cannot_be_is_refused(works: list[Work], common: int) -> None:
    with pytest.raises(ValueError, match=r"points|done"):
        merit.score(works, Decimal(common), SCALE)


def test_a_leader_is_measured_by_more_shares() -> None:
    found = merit.score([one(1, 1)], Decimal(30), SCALE, leading=(Fraction(1, 2), Fraction(1), Fraction(1)))
    assert found.results == Decimal("64.16")


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(1, 50), st.integers(0, 50), st.integers(0, 9), st.integers(0, 9)), min_size=1
    )
)
def test_shares_lie_between_nothing_and_all(rows: list[tuple[int, int, int, int]]) -> None:
    works = [one(given_, min(done, given_), faults, delays) for given_, done, faults, delays in rows]
    found = merit.score(works, Decimal(30), SCALE)
    assert 0 <= found.quality <= found.number <= 1
    assert 0 <= found.progress <= found.number
    assert 0 <= found.total <= 100


@pytest.mark.parametrize(("good", "most"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2)])
def test_the_cap_is_in_whole_people(good: int, most: int) -> None:
    assert merit.most_excellent(good, 20) == most


def test_a_year_is_the_mean_of_its_times() -> None:
    assert merit.of_year([Decimal(90), Decimal(80), Decimal("80.01")]) == Decimal("83.33")
    with pytest.raises(merit.NothingGiven):
        merit.of_year([])


@pytest.mark.parametrize(
    ("part", "first", "last", "words"),
    [
        ("", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        ("Q2", date(2026, 4, 1), date(2026, 6, 30), "quý II/2026"),
        ("T02", date(2026, 2, 1), date(2026, 2, 28), "tháng 02/2026"),
    ],
)
def test_times_of_a_year(part: str, first: date, last: date, words: str) -> None:
    assert merit.span(2026, part) == (first, last)
    assert merit.named(2026, part) == words
    with pytest.raises(ValueError, match="no part"):
        merit.span(2026, "Q5")
