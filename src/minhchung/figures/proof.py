"""Proof of which records stand behind a figure: one digest over their identifiers, recomputable from the facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from minhchung.figures.engines import Engine
from minhchung.figures.kinds import Share, records_of
from minhchung.figures.register import Figure
from minhchung.rules.windows import Window


def digest_of_records(figure: Figure, window: Window, engine: Engine) -> str:
    """SHA-256 over "id" (of a share: "id:1" when in the part, "id:0" when not), ascending, joined by commas."""
    kind = figure.over(window)
    facts = records_of(kind)
    chosen = [facts.t["id"]]
    if isinstance(kind, Share):
        chosen.append(kind.part.beyond(kind.whole).name("in_part"))
    query = facts.t.filter(facts.condition()).select(*chosen).order_by("id")
    digest = hashlib.sha256()
    for rows in engine.stream(query, figure.facts, size=20_000):
        if isinstance(kind, Share):
            digest.update("".join(f"{number}:{1 if inside else 0}," for number, inside in rows).encode())
        else:
            digest.update("".join(f"{number}," for (number,) in rows).encode())
    return digest.hexdigest()


def digests(figures: Iterable[Figure], windows: Iterable[Window], engine: Engine) -> dict[tuple[str, str], str]:
    """The digest behind every cell, keyed by (figure key, window label)."""
    windows = list(windows)
    return {
        (figure.key, window.label): digest_of_records(figure, window, engine)
        for figure in figures
        for window in windows
    }
