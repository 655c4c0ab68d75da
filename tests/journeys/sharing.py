"""Sites that all workers of a run share: who comes first opens one, and it ends when the last has left it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import asdict
from pathlib import Path

from demonstrated import alone
from journeys.standing import Site

PATIENCE = 600.0  # seconds that who opened a site waits for the others before he ends
Opener = Callable[[Path], AbstractContextManager[Site]]


class Sites:
    """The sites of this worker by name, opened when they are first asked for.

    A site's processes are children of the worker that opened it, which therefore ends last; the records of a site are
    held to their deeds by ``check`` when nobody works there any more.
    """

    def __init__(self, home: Path, check: Callable[[Site], None]) -> None:
        self.home, self.check = home, check
        self.sites: dict[str, Site] = {}
        self.opened: list[Site] = []
        self.mine = ExitStack()

    def get(self, name: str, opener: Opener) -> Site:
        """The site of that name; ``opener`` opens it over a data folder that does not exist yet."""
        if name not in self.sites:
            known = self._known(name)
            with self._alone(name):
                if known.exists():
                    kept = json.loads(known.read_text(encoding="utf-8"))
                    site = Site(**{**kept, "folder": Path(kept["folder"])})
                else:
                    turn = len(list(self.home.glob(f"{name}-*.folder")))
                    site = self.mine.enter_context(opener(self.home / f"{name}-{turn}.folder"))
                    self.opened.append(site)
                    known.write_text(json.dumps({**asdict(site), "folder": str(site.folder)}))
                self._count(site, 1)
            self.sites[name] = site
        return self.sites[name]

    def leave(self) -> None:
        """Nothing more is done here; the last one looks after everything."""
        with ExitStack() as every:
            for name, site in self.sites.items():
                every.callback(self._leave, name, site)
            self.sites = {}

    def close(self) -> None:
        """End what this worker opened, when the others have left it."""
        end = time.monotonic() + PATIENCE
        while any(_users(site) for site in self.opened) and time.monotonic() < end:
            time.sleep(0.2)
        self.mine.close()

    def _leave(self, name: str, site: Site) -> None:
        with self._alone(name):
            last = _users(site) == 1
            try:
                if last:
                    self._known(name).unlink()
                    self.check(site)
            finally:
                # Who opened the site may end it as soon as he reads that nobody is there.
                self._count(site, -1)
                if last:
                    with suppress(ProcessLookupError):
                        os.kill(site.process, signal.SIGTERM)

    def _known(self, name: str) -> Path:
        return self.home / f"{name}.json"

    def _alone(self, name: str) -> AbstractContextManager[None]:
        return alone(self.home / f"{name}.lock")

    @staticmethod
    def _count(site: Site, more: int) -> None:
        site.folder.with_suffix(".users").write_text(str(_users(site) + more), encoding="ascii")


def _users(site: Site) -> int:
    kept = site.folder.with_suffix(".users")
    return int(kept.read_text(encoding="ascii") or 0) if kept.exists() else 0
