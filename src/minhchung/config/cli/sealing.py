"""`minhchung keys`: exchange the keys of sealed columns."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from minhchung.config.cli.setup import OK, fail, migrate, start_django

_BY = "dòng lệnh"


def run_rotate(*, data_dir: Path | None) -> None:
    """Seal everything under a new key."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.sealed import actions, keys
    from minhchung.ground.sealed.value import CannotOpen

    try:
        count = actions.rotate(by=_BY, at=datetime.now().replace(microsecond=0))
    except (CannotOpen, keys.KeysMissing) as cannot:
        fail(str(cannot))
    sys.stdout.write(
        f"Đã niêm lại {count} dữ liệu bằng khóa mới; tệp khóa: {keys.place()}. Hãy sao lưu tệp này ở nơi khác "
        "với cơ sở dữ liệu, rồi chạy `minhchung keys retire` để bỏ khóa cũ.\n"
    )
    raise SystemExit(OK)


def run_retire(*, data_dir: Path | None) -> None:
    """Drop the older keys."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.sealed import actions, keys
    from minhchung.ground.sealed.value import CannotOpen

    try:
        dropped = actions.retire(by=_BY, at=datetime.now().replace(microsecond=0))
    except (CannotOpen, keys.KeysMissing) as cannot:
        fail(str(cannot))
    sys.stdout.write(f"Đã bỏ {dropped} khóa cũ.\n")
    raise SystemExit(OK)
