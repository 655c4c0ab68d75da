"""PDFs that cannot be archival say so; archives with fixed dates."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from minhchung.ground import skin
from minhchung.ground.printing import is_archival, steady, typeset

FONTS = Path(skin.__file__).parent / "fonts"


def printed(tmp_path: Path, text: str):
    path = tmp_path / "a.typ"
    path.write_text(
        f'#set document(title: "Giấy", date: datetime(year: 2026, month: 4, day: 6))\n'
        f'#set text(font: "Liberation Serif", lang: "vi")\n{text}',
        encoding="utf-8",
    )
    return typeset(path, FONTS, 0)


def test_what_the_fonts_have_is_archival_and_always_the_same(tmp_path: Path) -> None:
    first, again = (printed(tmp_path, "Cộng hòa xã hội chủ nghĩa Việt Nam") for _time in range(2))
    assert first.missing == "" and is_archival(first.content)
    assert first.content == again.content


def test_a_letter_that_they_lack_is_named_and_the_pdf_is_a_plain_one(tmp_path: Path) -> None:
    found = printed(tmp_path, "Công ty 漢字")
    assert found.missing == "漢"
    assert (found.content[:5], is_archival(found.content)) == (b"%PDF-", False)


def test_other_faults_are_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unknown variable"):
        printed(tmp_path, "#khong-co")


def test_an_archive_does_not_depend_on_when_it_was_made() -> None:
    def made(year: int) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.xml", date_time=(year, 1, 1, 0, 0, 0)), "một")
        return buffer.getvalue()

    assert steady(made(2020)) == steady(made(2026))
