"""A draft asks only for what it prints, and gives the same as asking for everything."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from minhchung.figures.answers import evaluate
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import regime, window_named
from minhchung.figures.register import REGISTER
from minhchung.reports.asking import Asked
from minhchung.reports.frames import frame_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("label", ["2016..2020", "2021..2025", "2026-Q1", "2025"])
def test_every_cell_is_what_it_is_when_all_are_asked(label: str) -> None:
    frame = frame_of(window_named(label), regime())
    whole = evaluate(REGISTER, frame.windows, DjangoEngine(connection))
    asked = Asked(frame)
    for cell in (("dossiers.received", label), ("staff.present", frame.windows[-1].label)):
        assert asked[cell] == whole[cell]
    assert dict(asked) == whole and len(asked) == len(whole)


def test_what_the_outline_names_is_asked_at_once(django_assert_max_num_queries: Any) -> None:
    frame = frame_of(window_named("2016..2020"), regime())
    asked = Asked(frame)
    tables = len(REGISTER.facts())
    with django_assert_max_num_queries(2 * tables):
        first = asked["dossiers.solved", "2018"]
    with django_assert_max_num_queries(0):
        assert asked["dossiers.solved", "2018"] is first
        assert asked["dossiers.kept_promise", "2016..2020"].whole == 0


@pytest.mark.parametrize("cell", [("dossiers.flying", "2018"), ("dossiers.solved", "1999")])
def test_an_unknown_cell_is_an_error(cell: tuple[str, str]) -> None:
    asked = Asked(frame_of(window_named("2016..2020"), regime()))
    with pytest.raises(KeyError):
        asked[cell]
    assert asked.get(cell) is None
