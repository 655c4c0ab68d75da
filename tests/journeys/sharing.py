"""One served site for all workers of a run: who comes first opens it, and closes it when everybody has left."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path

from demonstrated import alone
from journeys.standing import Site

PATIENCE = 600.0  # seconds that the owner waits for the others


@contextmanager
def shared(
    home: Path, name: str, open_site: Callable[[Path], AbstractContextManager[Site]]
) -> Iterator[Site]:
    """The site of that name; ``open_site`` opens it over a data folder that does not exist yet.

    A site has one owner, whose processes serve it. When his own work is done he takes the name away, so that a late
    comer opens a new one, and waits for those who still use his.
    """
    known, guests = home / f"{name}.json", home / f"{name}.guests"
    with alone(home / f"{name}.lock"):
        if known.exists():
            kept = json.loads(known.read_text(encoding="utf-8"))
            guests = Path(kept.pop("guests"))
            _count(guests, 1)
            site = Site(**{**kept, "folder": Path(kept["folder"])})
            opened = None
        else:
            turn = len(list(home.glob(f"{name}-*.folder")))
            folder, guests = home / f"{name}-{turn}.folder", home / f"{name}-{turn}.guests"
            opened = open_site(folder)
            site = opened.__enter__()
            guests.write_text("0", encoding="ascii")
            told = {**asdict(site), "folder": str(site.folder), "guests": str(guests)}
            known.write_text(json.dumps(told), encoding="utf-8")
    try:
        yield site
    finally:
        if opened is None:
            with alone(home / f"{name}.lock"):
                _count(guests, -1)
        else:
            with alone(home / f"{name}.lock"):
                known.unlink()
            end = time.monotonic() + PATIENCE
            while guests.read_text(encoding="ascii") != "0" and time.monotonic() < end:
                time.sleep(0.1)
            opened.__exit__(None, None, None)


def _count(guests: Path, more: int) -> None:
    guests.write_text(str(int(guests.read_text(encoding="ascii")) + more), encoding="ascii")
