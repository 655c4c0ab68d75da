"""The made-up agency, small: every room filled from its worksheets, and a draft over five years."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from minhchung.config.demo.worksheets import Worksheet, take_in, write_all
from minhchung.config.importers import importer
from minhchung.figures.periods import window_named
from minhchung.ground.intake import runs
from minhchung.reports import desk
from minhchung.reports.models import Report

AT = datetime(2026, 8, 27, 8, 0)
WINDOW = "2016..2020"


def a_small_agency(dossiers: int = 90, seed: int = 7) -> None:
    """Import every worksheet of the made-up agency, with only a few dossiers."""
    with tempfile.TemporaryDirectory() as folder:
        sheets = write_all(Path(folder), seed=seed, count=dossiers)
        take_in(sheets, _read, begun=False, by="an", clock=lambda: AT)


def _read(sheet: Worksheet) -> None:
    mapping = runs.mapping_for(sheet.path, importer(sheet.kind))
    run = runs.begin(sheet.path, importer(sheet.kind), mapping, by="an", at=AT)
    done = runs.carry_on(run, importer(sheet.kind), by="an", clock=lambda: AT)
    assert not done.refused, [str(problem) for problem in done.problems.all()[:3]]


def a_draft(window: str = WINDOW) -> Report:
    """A draft report over a window."""
    signing = desk.Signing(number="12/BC-BQL", post="Trưởng ban", name="Lê Thị An")
    return desk.draw_up_report(window_named(window), signing=signing, by="an", at=AT)
