"""Every printed form of a report, from the one composition."""

from __future__ import annotations

from datetime import datetime

from minhchung import lawbook
from minhchung.reports.building import Built
from minhchung.reports.docx import docx_of
from minhchung.reports.page import html_of
from minhchung.reports.pdf import pdf_of


def rendered(built: Built, at: datetime, site: str = "") -> dict[str, bytes]:
    """Word, PDF and HTML by file name. ``site`` goes before the addresses to which figures link on paper."""
    layout = lawbook.in_force(
        "documents.nd30_layout", max(at.date(), lawbook.history("documents.nd30_layout")[0].since)
    )
    return {
        "report.docx": docx_of(built.composition, layout.value, at, site),
        "report.pdf": pdf_of(built.composition, layout.value, at, site),
        "report.html": html_of(built.composition).encode(),
    }
