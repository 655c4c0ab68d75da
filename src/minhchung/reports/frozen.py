"""Reading a frozen report's facts back: its figures open from the bundle alone, as anyone can open them."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from minhchung.figures.engines import DuckEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.files.actions import path_of
from minhchung.ground.files.disk import sync_folder
from minhchung.reports.bundle import MANIFEST
from minhchung.reports.models import Report


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
