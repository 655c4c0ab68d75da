"""`minhchung report`: build, freeze, publish."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import USAGE, fail, migrate, start_django, tell


def run_build(window_name: str, *, out: Path | None, by: str, data_dir: Path | None, as_json: bool) -> None:
    """Draw up a draft, and write its Word, PDF and HTML into a folder."""
    start_django(data_dir)
    migrate()
    report = draw_up_report(window_name, by=by, at=_now())
    folder = out or Path("bao-cao")
    files = write_draft(report, folder, at=_now())
    if as_json:
        tell({"report": report.pk, "window": report.window, "files": [str(path) for path in files]})
        return
    sys.stdout.write(f"Báo cáo số {report.pk}: {report.title}\n")
    for path in files:
        sys.stdout.write(f"  {path}\n")


def run_freeze(report_id: int, *, out: Path | None, by: str, data_dir: Path | None, as_json: bool) -> None:
    """Freeze a draft into its bundle."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.files.places import path_of
    from minhchung.reports.actions import CannotFreeze

    report = _report(report_id)
    try:
        frozen = freeze_report(report, by=by, at=_now())
    except CannotFreeze as cannot:
        fail(str(cannot))
    place = path_of(frozen.bundle)
    if out is not None:
        from minhchung.ground.files.disk import whole_file

        place = out / frozen.bundle.name
        with whole_file(place) as file:
            file.write(path_of(frozen.bundle).read_bytes())
    if as_json:
        tell({"report": frozen.pk, "seal": frozen.seal, "bundle": str(place)})
        return
    sys.stdout.write(f"Đã chốt báo cáo số {frozen.pk}. Dấu niêm: {frozen.seal}\n  {place}\n")


def run_publish(report_id: int, *, by: str, data_dir: Path | None, as_json: bool) -> None:
    """Publish a frozen report as an article."""
    start_django(data_dir)
    migrate()
    from minhchung.portal.tree import address
    from minhchung.reports.actions import CannotFreeze

    try:
        article = publish_report(_report(report_id), by=by, at=_now())
    except CannotFreeze as cannot:
        fail(str(cannot))
    if as_json:
        tell({"report": report_id, "article": address(article.url_path)})
        return
    sys.stdout.write(f"Đã công bố: {address(article.url_path)}\n")


def draw_up_report(
    window_name: str, *, by: str, at: datetime, number: str = "", post: str = "", name: str = ""
) -> Any:
    """A draft over a window; number and post are those of the last report unless they are given."""
    from minhchung.figures.periods import window_named
    from minhchung.reports import desk, queries
    from minhchung.rules.windows import BadWindow

    last = queries.last_signed()
    signing = desk.Signing(
        number=number or last.number,
        post=post or last.post,
        name=name,
        authority=last.authority,
        recipients=last.recipients,
    )
    try:
        return desk.draw_up_report(window_named(window_name), signing=signing, by=by, at=at)
    except BadWindow as bad:
        fail(str(bad), USAGE)
    except desk.CannotDrawUp as cannot:
        fail(str(cannot))


def write_draft(report: Any, folder: Path, *, at: datetime) -> list[Path]:
    """The draft's Word, PDF and HTML with the figures of this moment."""
    from minhchung.ground.files.disk import whole_file
    from minhchung.reports.desk import draft_files

    paths = []
    for name, content in draft_files(report, at).items():
        path = folder / f"bao-cao-{report.pk}.{name.rsplit('.', 1)[1]}"
        with whole_file(path) as file:
            file.write(content)
        paths.append(path)
    return paths


def freeze_report(report: Any, *, by: str, at: datetime) -> Any:
    """Freeze a draft over its own window and years."""
    from minhchung.reports.desk import freeze_report as freeze

    return freeze(report, by=by, at=at)


def publish_report(report: Any, *, by: str, at: datetime) -> Any:
    """Publish a frozen report under "Cải cách hành chính"."""
    from minhchung.portal.desk import publish_report as publish
    from minhchung.reports.queries import report_page

    return publish(report_page(report.pk), by=by, at=at)


def _report(report_id: int) -> Any:
    from minhchung.reports.queries import stored

    report = stored(report_id)
    if report is None:
        fail(f"Không có báo cáo số {report_id}.", USAGE)
    return report


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
