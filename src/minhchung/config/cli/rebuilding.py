"""`minhchung rebuild lists`: make anew what lists are found and counted by."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from minhchung.config.cli.setup import OK, migrate, start_django, tell


def run_rebuild_lists(*, data_dir: Path | None, as_json: bool) -> None:
    """Words, index and tally of all dossiers."""
    start_django(data_dir)
    migrate()
    from minhchung.dossiers.actions.rebuilding import rebuild_lists
    from minhchung.portal.counting import count_all
    from minhchung.portal.searching import refresh

    refresh(datetime.now().date())
    count_all(datetime.now().replace(microsecond=0))
    changed = rebuild_lists(by="dòng lệnh", at=datetime.now().replace(microsecond=0))
    if as_json:
        tell({"changed": changed})
    else:
        sys.stdout.write(f"Đã dựng lại từ khóa, chỉ mục và số đếm; {changed} hồ sơ có từ khóa phải sửa.\n")
    raise SystemExit(OK)
