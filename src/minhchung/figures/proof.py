"""Proof of which records stand behind a figure: one digest over their identifiers, recomputable from the facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from minhchung.figures.engines import DuckEngine
from minhchung.figures.facts import Facts
from minhchung.figures.kinds import Share, records_of
from minhchung.figures.questions import Listing
from minhchung.figures.register import Figure
from minhchung.rules.windows import Window

_AT_ONCE = 120


def digests(
    figures: Iterable[Figure], windows: Iterable[Window], engine: DuckEngine
) -> dict[tuple[str, str], str]:
    """The digest behind every cell, keyed by (figure key, window label).

    A digest is SHA-256 over the identifiers of the records in ascending order, eight bytes each, little-endian; of a
    share, first those of the whole, then a separator, then those of the part.
    """
    windows = list(windows)
    by_facts: dict[type[Facts], list[tuple[Figure, Window]]] = {}
    for figure in figures:
        by_facts.setdefault(figure.facts, []).extend((figure, window) for window in windows)
    found: dict[tuple[str, str], str] = {}
    for facts, cells in by_facts.items():
        for start in range(0, len(cells), _AT_ONCE):
            found.update(_of_table(facts, cells[start : start + _AT_ONCE], engine))
    return found


def _of_table(
    facts: type[Facts], cells: list[tuple[Figure, Window]], engine: DuckEngine
) -> dict[tuple[str, str], str]:
    columns: dict[str, Any] = {"id": facts().t.id}
    for number, (figure, window) in enumerate(cells):
        kind = figure.over(window)
        columns[f"w{number}"] = records_of(kind).condition()
        if isinstance(kind, Share):
            columns[f"p{number}"] = kind.part.condition()
    arrays = engine.arrays(Listing(facts, columns))
    identifiers = np.ma.getdata(arrays["id"]).astype("<i8")
    found = {}
    for number, (figure, window) in enumerate(cells):
        digest = hashlib.sha256(identifiers[_true(arrays[f"w{number}"])].tobytes())
        if f"p{number}" in arrays:
            digest.update(b"/")
            digest.update(identifiers[_true(arrays[f"p{number}"])].tobytes())
        found[figure.key, window.label] = digest.hexdigest()
    return found


def _true(column: Any) -> Any:
    """Where a condition holds; an unknown (NULL) condition does not."""
    return np.ma.filled(column, False).astype(bool)
