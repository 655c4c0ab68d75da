"""`minhchung import`: dry run, then chunks with progress."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import OK, PARTLY, REFUSED, USAGE, fail, migrate, start_django, tell


def run_import(
    kind: str,
    file: Path,
    *,
    dry_run: bool,
    only_clean: bool,
    reply: Path | None,
    sheets: tuple[str, ...],
    source: str,
    by: str,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Check a file and, unless only that was asked, import its good rows."""
    if not file.is_file():
        fail(f"Không thấy tệp {file}.", USAGE)
    start_django(data_dir)
    migrate()
    from minhchung.config.importers import UnknownImport, importer
    from minhchung.ground.intake import runs
    from minhchung.ground.intake.raw import IntakeError

    try:
        mapping = runs.mapping_for(file, importer(kind), source, sheets)
        if mapping.missing:
            labels = importer(kind).layout.by_name
            names = ", ".join(labels[name].label if name in labels else name for name in mapping.missing)
            fail(f"Không tìm thấy cột: {names}. Hãy đặt lại tên cột hoặc ghép cột trên màn hình nhập liệu.")
        checked = None
        if dry_run or only_clean or reply:
            checked = runs.check(file, importer(kind), mapping, at=_now())
    except UnknownImport as unknown:
        fail(str(unknown), USAGE)
    except IntakeError as error:
        fail(str(error))
    if checked is not None and reply is not None:
        from minhchung.ground.intake.reply import reply_workbook

        reply_workbook(file, checked.problems, reply)
    if checked is not None and (dry_run or (only_clean and checked.counts.refused)):
        _report(checked.counts.as_dict(), checked.problems, as_json)
        raise SystemExit(REFUSED if checked.counts.refused else OK)
    run = runs.begin(file, importer(kind), mapping, by=by, at=_now())
    try:
        runs.carry_on(run, importer(kind), by=by, clock=_now, progress=None if as_json else _show)
    finally:
        if not as_json:
            sys.stderr.write("\n")
    counts = {
        "rows": run.new + run.changed + run.unchanged + run.refused,
        "new": run.new,
        "changed": run.changed,
        "unchanged": run.unchanged,
        "refused": run.refused,
        "skipped": run.skipped,
    }
    problems = list(run.problems.order_by("id")[:1000])
    _report(counts, problems, as_json)
    raise SystemExit(PARTLY if run.refused else OK)


def _report(counts: dict[str, int], problems: Sequence[Any], as_json: bool) -> None:
    if as_json:
        tell(
            {
                **counts,
                "problems": [
                    {
                        "sheet": problem.sheet,
                        "line": problem.line,
                        "column": problem.column,
                        "field": problem.field,
                        "raw": str(problem.raw),
                        "message": problem.message,
                    }
                    for problem in problems
                ],
            }
        )
        return
    sys.stdout.write(
        f"{counts['rows']} dòng: {counts['new']} mới, {counts['changed']} thay đổi, {counts['unchanged']} không đổi, "
        f"{counts['refused']} bị từ chối; {counts['skipped']} dòng không phải dữ liệu\n"
    )
    for problem in problems[:50]:
        where = f"ô {problem.column}{problem.line}" if problem.column else f"dòng {problem.line}"
        where = f"{problem.sheet}, {where}" if problem.sheet else where
        sys.stdout.write(f"  {where}: {problem.message}\n")


def _show(done: int) -> None:
    sys.stderr.write(f"\r  {done} dòng")
    sys.stderr.flush()


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
