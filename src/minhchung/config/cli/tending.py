"""`minhchung files tend`: sweeps uploads that were given up, asks the virus scanner about files without a verdict."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell

#: How often, beside the server, uploads that were given up are swept and files without a verdict asked about.
_SECONDS = 300.0


def tending(rest: Callable[[], bool]) -> Callable[[], bool]:
    """A rest that tends the files before it, every few minutes."""
    tended = time.monotonic()

    def tend_and_rest() -> bool:
        nonlocal tended
        if time.monotonic() - tended > _SECONDS:
            from minhchung.ground.files import jobs

            jobs.tend_quietly()
            tended = time.monotonic()
        return rest()

    return tend_and_rest


def run_tend(*, data_dir: Path | None, as_json: bool) -> None:
    """One round; says what came of it."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.files import jobs

    done = jobs.tend()
    if as_json:
        tell(asdict(done))
    else:
        sys.stdout.write(
            f"Đã dọn {done.swept} lần tải lên bỏ dở. Quét lại: {done.clean} tệp sạch, {done.infected} tệp có mã độc, "
            f"{done.waiting} tệp còn chờ máy quét.\n"
        )
    raise SystemExit(PARTLY if done.infected or done.waiting else OK)
