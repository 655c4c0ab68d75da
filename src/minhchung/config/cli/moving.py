"""`minhchung import-articles`: an old site's articles become pages of the public site, with a line for each."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from minhchung.config.cli.setup import OK, PARTLY, USAGE, fail, migrate, start_django, tell


def run_import_articles(
    place: Path,
    *,
    section: str,
    dry_run: bool,
    report: Path | None,
    by: str,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Import, and say for each file what came of it."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.files.disk import whole_file
    from minhchung.portal.moving import move_in
    from minhchung.portal.old_site import CannotRead

    try:
        moved = move_in(place, section=section, dry=dry_run, by=by, at=datetime.now().replace(microsecond=0))
    except CannotRead as cannot:
        fail(str(cannot), USAGE)
    refused = sum(each.refused for each in moved)
    if report is not None:
        with whole_file(report) as file:
            lines = [
                ["nguồn", "địa chỉ", "ghi chú"],
                *([m.source, m.address, "; ".join(m.words)] for m in moved),
            ]
            text = csv_text(lines)
            file.write(text.encode("utf-8-sig"))
    if as_json:
        tell({"articles": [asdict(each) for each in moved], "refused": refused, "dry_run": dry_run})
    else:
        for each in moved:
            mark = "✗" if each.refused else "=" if each.known else "✓"
            sys.stdout.write(f"{mark} {each.source} {each.address}\n")
            for words in each.words:
                sys.stdout.write(f"    {words}\n")
        done = "Sẽ nhập" if dry_run else "Đã nhập"
        sys.stdout.write(f"{done} {len(moved) - refused} bài, {refused} tệp không nhập được.\n")
    raise SystemExit(PARTLY if refused else OK)


def csv_text(lines: list[list[str]]) -> str:
    """Lines as CSV."""
    import io

    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue()
