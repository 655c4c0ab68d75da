"""Word files and PDFs: the same contents give the same bytes, and a PDF that cannot be archival says so."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import typst

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')


@dataclass(frozen=True)
class Printed:
    """A PDF. ``missing``: letters that the fonts of the house do not have; "" when it is PDF/A."""

    content: bytes
    missing: str = ""


def typeset(path: Path, fonts: Path, seconds: int) -> Printed:
    """A typst file as PDF/A-2b, stamped with a moment (seconds since 1970 by the wall clock).

    A letter that the fonts do not have (a name in Chinese) is printed as a box, which PDF/A forbids: then it is a
    plain PDF. Word shows such a name whole.
    """

    def compiled(standards: list[str]) -> bytes:
        made: bytes = typst.compile(
            str(path),
            root=str(path.parent),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=standards,
            timestamp=seconds,
        )
        return made

    try:
        return Printed(compiled(["a-2b"]))
    except typst.TypstError as fault:
        found = _NO_GLYPH.search(str(fault))
        if found is None:
            raise
        return Printed(compiled([]), found[1])


def is_archival(content: bytes) -> bool:
    """Whether a PDF says of itself that it is PDF/A."""
    return b"pdfaid:part" in content


def steady(content: bytes) -> bytes:
    """The same archive with fixed dates inside, so that the same document is the same file."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            fresh = zipfile.ZipInfo(entry.filename, date_time=_ZIP_DATE)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o644 << 16
            target.writestr(fresh, source.read(entry))
    return buffer.getvalue()
