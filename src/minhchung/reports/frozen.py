"""Reading a frozen report's facts back: its figures open from the bundle alone, as anyone can open them."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from minhchung.figures import answers, words
from minhchung.figures.engines import DuckEngine
from minhchung.figures.facts import Column
from minhchung.figures.register import REGISTER, Figure
from minhchung.ground.files.disk import sync_folder
from minhchung.ground.files.places import path_of
from minhchung.reports.bundle import MANIFEST
from minhchung.reports.models import Report, ReportState
from minhchung.rules.windows import Regime, Window, parse_window


@dataclass(frozen=True)
class FrozenReport:
    """A frozen report as a page needs it."""

    id: int
    title: str
    agency: str
    window: str
    seal: str
    frozen_at: Any
    composition: dict[str, Any]
    checks: list[dict[str, Any]]
    bundle: int
    docx: int
    pdf: int
    published: bool


def frozen_report(report_id: int) -> FrozenReport | None:
    """The frozen report of that number, or None when it is a draft or absent."""
    report = Report.objects.exclude(state="draft").filter(pk=report_id).first()
    if report is None:
        return None
    return FrozenReport(
        id=report.pk,
        title=report.title,
        agency=report.agency,
        window=report.window,
        seal=report.seal,
        frozen_at=report.frozen_at,
        composition=report.composition,
        checks=report.checks,
        bundle=report.bundle_id,
        docx=report.docx_id,
        pdf=report.pdf_id,
        published=report.state == ReportState.PUBLISHED,
    )


def engine_of(report_id: int) -> DuckEngine:
    """An engine over the facts inside a frozen report's bundle."""
    report = Report.objects.select_related("bundle").get(pk=report_id)
    folder = _unpacked(path_of(report.bundle), Path(settings.DATA_DIR) / "bundles" / report.seal)
    return _engine(folder)


@lru_cache(maxsize=8)
def _engine(folder: Path) -> DuckEngine:
    return DuckEngine(folder / "facts", REGISTER.facts())


def _unpacked(bundle: Path, folder: Path) -> Path:
    """The bundle's members in a folder named by its seal; made once, whole or not at all."""
    if (folder / MANIFEST).exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".unpack", dir=folder.parent))
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(fresh)
    try:
        fresh.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(fresh)
    sync_folder(folder.parent)
    return folder


@dataclass(frozen=True)
class OpenedFigure:
    """A figure of a frozen report, opened: its number as frozen, its definition, and how many records it has."""

    key: str
    title: str
    printed: str
    in_words: str
    unit: str
    kind: str
    formula: str
    cites: str
    dates: str
    window: str
    count: int
    part: int | None
    whole: int | None
    columns: tuple[str, ...]


def figure_of(
    report: FrozenReport, key: str, label: str, group: tuple[str, str] | None = None
) -> OpenedFigure | None:
    """The figure as it stands in the bundle, or one group of it; None when the report does not hold that cell."""
    frozen = _frozen_figures(report.id)
    cell = frozen.get((key, label))
    if cell is None or key not in REGISTER:
        return None
    figure, window = REGISTER[key], parse_window(label, _regime(report.id))
    engine = engine_of(report.id)
    answer = answers.answer(figure, window, engine)
    if group is not None:
        parts = answers.by_group(figure, window, group[0], engine) if group[0] in figure.groups else {}
        if group[1] not in parts:
            return None
        answer = parts[group[1]]
    columns = _public_columns(figure, window)
    return OpenedFigure(
        key=key,
        title=cell["title"],
        printed=answer.printed,
        in_words=answer.in_words,
        unit=cell["unit"],
        kind=cell["kind"],
        formula=figure.formula,
        cites=cell["cites"],
        dates=cell["dates"],
        window=window.title,
        count=answers.count_records(figure, window, engine, group=group),
        part=answer.part,
        whole=answer.whole,
        columns=tuple(words.heading(columns[number]) for number in sorted(columns)),
    )


def records_of(
    report: FrozenReport,
    key: str,
    label: str,
    *,
    offset: int,
    limit: int,
    group: tuple[str, str] | None = None,
) -> list[tuple[str, ...]]:
    """A page of the records behind a frozen figure, in words, without personal columns."""
    figure, window = REGISTER[key], parse_window(label, _regime(report.id))
    keep = _public_columns(figure, window)
    rows = answers.records(
        figure, window, engine_of(report.id), limit=limit, offset=offset, personal=False, group=group
    )
    return [
        tuple(words.said(figure.facts, keep[number], row[number]) for number in sorted(keep)) for row in rows
    ]


def figures_file(report_id: int) -> dict[str, Any]:
    """All that figures.json of a frozen report's bundle tells; not to be changed."""
    return _read(report_id, "figures.json")


def _public_columns(figure: Figure, window: Window) -> dict[int, Column]:
    heading = answers.heading(figure, window, personal=False)
    return {number: column for number, column in enumerate(heading) if column.name != "id"}


def _frozen_figures(report_id: int) -> dict[tuple[str, str], dict[str, Any]]:
    cells = _read(report_id, "figures.json")["cells"]
    return {(cell["key"], cell["window"]): cell for cell in cells}


def _regime(report_id: int) -> Regime:
    cutoffs = _read(report_id, MANIFEST)["cutoffs"]
    return Regime(tuple((date.fromisoformat(since), int(day)) for since, day in cutoffs))


def _read(report_id: int, name: str) -> dict[str, Any]:
    report = Report.objects.select_related("bundle").defer("composition", "checks").get(pk=report_id)
    folder = _unpacked(path_of(report.bundle), Path(settings.DATA_DIR) / "bundles" / report.seal)
    return _loaded(folder / name)


@lru_cache(maxsize=32)
def _loaded(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
