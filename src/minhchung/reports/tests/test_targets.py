"""Targets of the programmes: met exactly at their level, and never claimed without a figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung import lawbook
from minhchung.figures.answers import Answer
from minhchung.figures.periods import regime, window_named
from minhchung.figures.register import REGISTER
from minhchung.reports.composition import FigureCell
from minhchung.reports.declared import declarables
from minhchung.reports.frames import frame_of
from minhchung.reports.sources import Source
from minhchung.reports.targets import MET, MISSED, NOTHING, TARGETS, UNMEASURED, Target, judged, targets_of

KEY = "dossiers.online_rate"


def target(sign: str, percent: int, figure: str = KEY) -> Target:
    return Target("Mục tiêu", sign, percent, figure, "medium")


def source(window: str, shares: dict[str, tuple[int, int]]) -> Source:
    frame = frame_of(window_named(window), regime())
    answers = {
        (KEY, label): Answer(REGISTER[KEY], window_named(label), "share", None, part, whole)
        for label, (part, whole) in shares.items()
    }
    return Source(1, frame, answers)


@pytest.mark.parametrize(
    ("sign", "part", "whole", "expected"),
    [
        pytest.param("at_least", 80, 100, MET, id="at the level"),
        pytest.param("above", 80, 100, MISSED, id="not above it"),
        pytest.param("above", 801, 1000, MET, id="a little above it"),
        pytest.param("at_least", 7_999, 10_000, MISSED, id="79,99 is not 80"),
        pytest.param("at_least", 0, 0, NOTHING, id="nothing to count"),
    ],
)
def test_a_target_is_met_from_its_level_on(sign: str, part: int, whole: int, expected: str) -> None:
    verdict, cells = judged(target(sign, 80), source("2025", {"2025": (part, whole)}))
    assert verdict == expected
    assert bool(cells) == bool(whole)


@given(part=st.integers(0, 10**9), more=st.integers(0, 10**9), percent=st.integers(0, 100))
def test_the_comparison_is_exact(part: int, more: int, percent: int) -> None:
    whole = part + more + 1
    exact = Fraction(part, whole) * 100
    assert target("at_least", percent).met(part, whole) == (exact >= percent)
    assert target("above", percent).met(part, whole) == (exact > percent)


def test_a_programme_is_judged_by_its_last_year() -> None:
    shares = {"2016..2020": (10, 100), "2020": (95, 100)}
    verdict, cells = judged(target("at_least", 90), source("2016..2020", shares))
    assert verdict == MET
    assert [cell.window for cell in cells if isinstance(cell, FigureCell)] == ["2020", "2020"]


def test_what_no_figure_measures_is_said_to_be_without_a_measure() -> None:
    assert judged(target("above", 80, figure=""), source("2025", {})) == (UNMEASURED, ())


def test_every_target_of_the_lawbook_names_a_known_share_or_none() -> None:
    for rule in lawbook.history(TARGETS):
        found = targets_of(window_named(str(rule.since.year)))
        assert found is not None and found.cites == rule.cites and found.targets
        for each in found.targets:
            assert each.confidence in ("medium", "low")
            assert not each.declared or declarables()[each.declared].kind == "share"
            if each.figure:
                kind = type(REGISTER[each.figure].over(window_named("2025"))).__name__
                assert kind == "Share", each.figure


def test_before_the_first_programme_there_are_no_targets() -> None:
    assert targets_of(window_named("2015")) is None
