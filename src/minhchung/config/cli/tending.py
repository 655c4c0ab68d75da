"""`minhchung files tend`: sweeps uploads that were given up, asks the virus scanner about files without a verdict."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell


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
