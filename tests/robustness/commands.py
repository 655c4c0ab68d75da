"""Running the real command in a process of its own, and reading a data folder that it left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from django.test import override_settings

MINHCHUNG = str(Path(sys.executable).parent / "minhchung")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)

    @property
    def told(self) -> str:
        """All that was said."""
        return self.out + self.err


def environment(**more: str) -> dict[str, str]:
    """The machine's environment without the settings of these tests; public pages are drawn each time."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MINHCHUNG_", "DJANGO_"))
    }
    return {**kept, "MINHCHUNG_FRONT_SECONDS": "0", **more}


def run(
    *words: str | Path,
    folder: Path | None,
    under: Sequence[str] = (),
    env: dict[str, str] | None = None,
    user: int | None = None,
) -> Done:
    """Run ``minhchung`` to its end; ``under`` is a program that starts it."""
    command = start(*words, folder=folder, under=under, env=env, user=user)
    out, err = command.communicate()
    return Done(command.returncode, out, err)


def program(command: Sequence[str], env: dict[str, str] | None = None) -> Done:
    """Run another program to its end, without the settings of these tests."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=env or environment(),
    )
    return Done(done.returncode, done.stdout, done.stderr)


def start(
    *words: str | Path,
    folder: Path | None,
    under: Sequence[str] = (),
    env: dict[str, str] | None = None,
    user: int | None = None,
) -> subprocess.Popen[str]:
    """Start ``minhchung`` and leave it running."""
    where = [] if folder is None else ["--data-dir", str(folder)]
    as_whom = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    return subprocess.Popen(
        [*under, MINHCHUNG, *map(str, words), *where],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env or environment(),
        **as_whom,
    )


@contextmanager
def opened(folder: Path, blocker: Any) -> Iterator[None]:
    """Let the models of this process read the database and the files of a data folder."""
    usual = connections["default"]
    settings = {**usual.settings_dict, "NAME": str(folder / "minhchung.sqlite3")}
    connections["default"] = type(usual)(settings, "default")
    try:
        with blocker.unblock(), override_settings(MEDIA_ROOT=folder / "files"):
            yield
            connections["default"].close()
    finally:
        connections["default"] = usual


def assert_clear(done: Done, code: int, *words: str) -> None:
    """The command ended with this code, in plain sentences that hold these words, and no traceback."""
    assert "Traceback" not in done.told, done.told
    assert done.code == code, f"{done.code}: {done.told}"
    for word in words:
        assert word in done.told, f"“{word}” is missing in: {done.told}"
