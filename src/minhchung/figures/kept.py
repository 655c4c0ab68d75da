"""Answers that are kept while nothing changes: every deed moves the head of the trail, and a new head asks anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from django.db import connection

from minhchung.figures import answers
from minhchung.figures.answers import Answer
from minhchung.figures.drilldown import Group, count_of
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.trail.queries import head
from minhchung.rules.windows import Window


def answers_of(cells: Iterable[tuple[str, Window]]) -> Mapping[tuple[str, str], Answer]:
    """Each figure in its window by (key, label), as the records stand now; all together, and once, not each time.

    Raises:
        KeyError: the register has no such figure.
    """
    return _kept(tuple(dict.fromkeys(cells)), head()[1])


def groups_of(key: str, window: Window, by: str) -> Mapping[str, Answer]:
    """A figure broken down by a column it allows, as :func:`minhchung.figures.answers.by_group`.

    Raises:
        KeyError: the register has no such figure.
        ValueError: it may not be broken down by that column.
    """
    return _kept_groups(key, window, by, head()[1])


def groups_over(key: str, windows: Iterable[Window], by: str) -> Mapping[str, Mapping[str, Answer]]:
    """A figure broken down in several windows, as :func:`minhchung.figures.answers.by_group_over`.

    Raises:
        KeyError: the register has no such figure.
        ValueError: it may not be broken down by that column.
    """
    return _kept_over(key, tuple(windows), by, head()[1])


def records_behind(key: str, window: Window, group: Group | None) -> int:
    """How many records a figure's list has, as :func:`minhchung.figures.drilldown.count_of`.

    Raises:
        KeyError: the register has no such figure.
    """
    return _kept_count(key, window, group, head()[1])


def forget() -> None:
    """Ask anew the next time: for tests, which write records without deeds."""
    for each in (_kept, _kept_groups, _kept_over, _kept_count):
        each.cache_clear()


@lru_cache(maxsize=64)
def _kept(cells: tuple[tuple[str, Window], ...], trail_head: str) -> Mapping[tuple[str, str], Answer]:
    del trail_head
    those = ((REGISTER[key], window) for key, window in cells)
    return MappingProxyType(answers.evaluate_cells(those, DjangoEngine(connection)))


@lru_cache(maxsize=64)
def _kept_groups(key: str, window: Window, by: str, trail_head: str) -> Mapping[str, Answer]:
    del trail_head
    return MappingProxyType(answers.by_group(REGISTER[key], window, by, DjangoEngine(connection)))


@lru_cache(maxsize=256)
def _kept_count(key: str, window: Window, group: Group | None, trail_head: str) -> int:
    del trail_head
    return count_of(REGISTER[key], window, DjangoEngine(connection), group)


@lru_cache(maxsize=64)
def _kept_over(
    key: str, windows: tuple[Window, ...], by: str, trail_head: str
) -> Mapping[str, Mapping[str, Answer]]:
    del trail_head
    return MappingProxyType(answers.by_group_over(REGISTER[key], windows, by, DjangoEngine(connection)))
