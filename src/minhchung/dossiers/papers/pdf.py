"""A paper as PDF/A, typeset with the fonts of the house; the same paper gives the same bytes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from minhchung.dossiers.papers.barcode import modules_of
from minhchung.dossiers.papers.marks import barcode_svg, qr_svg
from minhchung.dossiers.papers.paper import Paper
from minhchung.ground import printing, skin

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(skin.__file__).parent / "fonts"
#: Papers that are small by custom; everything else is A4.
SMALL = frozenset({"receipt"})


def pdf_of(paper: Paper, at: datetime, *, size: str = "") -> bytes:
    """The PDF's bytes.

    Args:
        at: when it was made.
        size: "a4" or "a5"; "" for the size that the form has by custom.
    """
    chosen = size or ("a5" if paper.kind in SMALL else "a4")
    pictures = {"barcode.svg": barcode_svg(paper.code)}
    if paper.check_address:
        pictures["qr.svg"] = qr_svg(paper.check_address)
    return typeset(
        "paper.typ", {**asdict(paper), "size": chosen, "bars": len(modules_of(paper.code))}, at, pictures
    )


def typeset(template: str, data: Mapping[str, Any], at: datetime, pictures: Mapping[str, str]) -> bytes:
    """A template of this folder filled with data, as PDF/A-2b.

    It is a plain PDF when the fonts lack a letter; see :func:`minhchung.ground.printing.typeset`.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, picture in pictures.items():
            (place / name).write_text(picture, encoding="utf-8")
        day = {"year": at.year, "month": at.month, "day": at.day}
        (place / "data.json").write_text(
            json.dumps({**data, "date": day}, ensure_ascii=False), encoding="utf-8"
        )
        (place / template).write_bytes((TEMPLATES / template).read_bytes())
        seconds = int((at - datetime(1970, 1, 1)).total_seconds())
        return printing.typeset(place / template, FONTS, seconds).content
