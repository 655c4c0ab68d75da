"""The report as PDF/A, typeset from the same composition; the same composition gives the same bytes.

It is a plain PDF when the fonts lack a letter that was typed into it; then the screens say so.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from minhchung.ground import skin
from minhchung.ground.printing import typeset
from minhchung.reports.composition import Chart, Composition, Heading, Table, ended
from minhchung.reports.drawing import svg_of
from minhchung.reports.fitting import HEAD_WIDTHS, PADDING, SIGNATURE_WIDTHS, UNPARTED, fitted, sense_lines

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
FONTS = Path(skin.__file__).parent / "fonts"


def pdf_of(composition: Composition, layout: Mapping[str, Any], at: datetime, site: str = "") -> bytes:
    """The PDF's bytes. ``site`` goes before the address of each figure, so that paper links back."""
    data = composition.as_dict()
    data["layout"] = _plain(layout)
    data["site"] = site or "https://localhost"
    data["date"] = {"year": at.year, "month": at.month, "day": at.day}
    data["letterhead"] |= _head_as_printed(composition, layout)
    data["padding"] = PADDING
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, (block, stored) in enumerate(zip(composition.blocks, data["blocks"], strict=True)):
            if isinstance(block, Chart):
                stored["file"] = f"chart-{number}.svg"
                (place / stored["file"]).write_text(svg_of(block, f"bieu-do-{number}"), encoding="utf-8")
            elif isinstance(block, Heading):
                stored["line"] = block.line
            elif isinstance(block, Table):
                stored.update(_table_as_printed(block, layout))
        (place / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (place / "report.typ").write_bytes(TEMPLATE.read_bytes())
        seconds = int((at - datetime(1970, 1, 1)).total_seconds())
        return typeset(place / "report.typ", FONTS, seconds).content


def _head_as_printed(composition: Composition, layout: Mapping[str, Any]) -> dict[str, Any]:
    head = composition.letterhead
    size = layout["sizes"]["issuer"]
    return {
        "parent_lines": sense_lines(head.parent_agency.upper(), HEAD_WIDTHS[0], size, bold=False),
        "agency_lines": sense_lines(head.agency.upper(), HEAD_WIDTHS[0], size),
        "number_line": head.number_line,
        "signing_lines": [*head.authority.upper().splitlines(), *head.post.upper().splitlines()],
        "bases": ended(head.bases),
        "recipients": ended(head.recipients),
        "widths": HEAD_WIDTHS,
        "signature_widths": SIGNATURE_WIDTHS,
    }


def _table_as_printed(block: Table, layout: Mapping[str, Any]) -> dict[str, Any]:
    """Widths and size of the text, and which columns hold figures or stand under no common heading."""
    page, margins = layout["page"], layout["margins"]
    fit = fitted(block, page["width"] - margins["left"] - margins["right"], layout["sizes"]["table"])
    return {
        "widths": fit.widths,
        "size": fit.size,
        "numeric": block.numeric,
        "unspanned": block.unspanned,
        "unparted": len(block.rows) <= UNPARTED,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType | dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
