"""Answers that are kept while nothing changes: every deed moves the head of the trail, and a new head asks anew."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from django.db import connection

from minhchung.figures.answers import Answer, evaluate
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.trail.queries import head
from minhchung.rules.windows import Window


def answers_of(keys: tuple[str, ...], windows: tuple[Window, ...]) -> Mapping[tuple[str, str], Answer]:
    """Figures in windows by (key, label), as the records stand now; of a million dossiers asked once, not each time.

    Raises:
        KeyError: the register has no such figure.
    """
    return _kept(keys, windows, head()[1])


def forget() -> None:
    """Ask anew the next time: for tests, which write records without deeds."""
    _kept.cache_clear()


@lru_cache(maxsize=64)
def _kept(
    keys: tuple[str, ...], windows: tuple[Window, ...], trail_head: str
) -> Mapping[tuple[str, str], Answer]:
    del trail_head
    engine = DjangoEngine(connection)
    return MappingProxyType(evaluate([REGISTER[key] for key in keys], windows, engine))
