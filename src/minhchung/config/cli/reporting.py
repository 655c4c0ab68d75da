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
    from minhchung.reports.actions import CannotFreeze

    try:
        article = publish_report(_report(report_id), by=by, at=_now())
    except CannotFreeze as cannot:
        fail(str(cannot))
    if as_json:
        tell({"report": report_id, "article": f"/tin/{article.slug}/"})
        return
    sys.stdout.write(f"Đã công bố: /tin/{article.slug}/\n")


def draw_up_report(window_name: str, *, by: str, at: datetime) -> Any:
    """A draft over a window, signed as the agency stands at the window's end."""
    from minhchung.figures.periods import window_named
    from minhchung.organisation import queries as organisation
    from minhchung.reports.actions import Signature, draw_up
    from minhchung.rules.windows import BadWindow, Clock

    try:
        window = window_named(window_name)
    except BadWindow as bad:
        fail(str(bad), USAGE)
    last = window.on(Clock.CALENDAR).last_day
    home = organisation.home_agency(on=last) or organisation.home_agency()
    if home is None:
        fail("Chưa khai báo cơ quan sử dụng hệ thống; nhập danh sách đơn vị trước.")
    signature = Signature(
        agency=organisation.name_of(home, last),
        parent_agency=organisation.parent_name_of(home, last),
        number="      /BC-BQLKCN",
        place=organisation.place_of(home, last),
        dated_on=min(last, at.date()) if last <= at.date() else at.date(),
        post="Trưởng ban",
        name="",
    )
    title = f"Tổng kết công tác cải cách hành chính {window.title}"
    return draw_up(outline="reports.outline", window=window, title=title, signature=signature, by=by, at=at)


def write_draft(report: Any, folder: Path, *, at: datetime) -> list[Path]:
    """The draft's Word, PDF and HTML with the figures of this moment."""
    from django.db import connection

    from minhchung.figures.answers import evaluate
    from minhchung.figures.engines import DjangoEngine
    from minhchung.figures.periods import regime, window_named
    from minhchung.figures.register import REGISTER
    from minhchung.ground.files.disk import whole_file
    from minhchung.reports.building import build
    from minhchung.reports.rendering import rendered
    from minhchung.rules.windows import years_of

    window = window_named(report.window)
    years = years_of(window, regime())
    windows = [window, *(year for year in years if year.label != window.label)]
    answers = evaluate(REGISTER, windows, DjangoEngine(connection))
    texts = dict(report.texts.values_list("section", "text"))
    built = build(report, window, years, answers, texts)
    paths = []
    for name, content in rendered(built, at).items():
        path = folder / f"bao-cao-{report.pk}.{name.rsplit('.', 1)[1]}"
        with whole_file(path) as file:
            file.write(content)
        paths.append(path)
    return paths


def freeze_report(report: Any, *, by: str, at: datetime) -> Any:
    """Freeze a draft over its own window and years."""
    from minhchung.figures.periods import regime, window_named
    from minhchung.reports.actions import freeze
    from minhchung.rules.windows import years_of

    window = window_named(report.window)
    return freeze(
        report=report, window=window, years=years_of(window, regime()), regime=regime(), by=by, at=at
    )


def publish_report(report: Any, *, by: str, at: datetime) -> Any:
    """Publish a frozen report under "Cải cách hành chính"."""
    from minhchung.portal import actions as portal

    lead = (
        "Báo cáo tổng hợp kết quả sáu nội dung cải cách hành chính. Mỗi số liệu mở được tới hồ sơ, văn bản làm nên "
        "nó; gói minh chứng kèm theo có thể tự kiểm tra ngoại tuyến."
    )
    return portal.publish_report(
        report_id=report.pk,
        category="Cải cách hành chính",
        title=report.title,
        lead=lead,
        body="",
        author_line=f"Cán bộ cải cách hành chính - {report.agency}",
        by=by,
        at=at,
    )


def _report(report_id: int) -> Any:
    from minhchung.reports.models import Report

    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        fail(f"Không có báo cáo số {report_id}.", USAGE)
    return report


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
