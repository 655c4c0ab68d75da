"""Promises about the files: small, complete, nothing from elsewhere, nothing a strict policy would block."""

import gzip
import re
from pathlib import Path

import pytest

SKIN = Path(__file__).resolve().parent.parent
STATIC = SKIN / "static/skin"
CSS = (STATIC / "skin.css").read_text(encoding="utf-8")
SOURCES = [
    *sorted(SKIN.rglob("templates/**/*.html")),
    *sorted(STATIC.glob("*.css")),
    *sorted(STATIC.glob("*.js")),
    *sorted(STATIC.glob("*.svg")),
]
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


def name_of(path: Path) -> str:
    return str(path.relative_to(SKIN))


def test_the_style_sheet_is_under_40_kb():
    assert len(CSS.encode()) < 40_000


def test_the_first_page_is_under_100_kb():
    fonts = [
        f"fonts/be-vietnam-pro-{part}-{weight}-normal.woff2"
        for part in ("latin", "vietnamese")
        for weight in (400, 600)
    ]
    texts = [SKIN / "templates/skin/base.html", STATIC / "skin.css", STATIC / "skin.js"]
    sent = sum(len(gzip.compress(path.read_bytes())) for path in texts)
    assert sent + sum((STATIC / font).stat().st_size for font in fonts) < 100_000


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_comes_from_elsewhere(path):
    text = path.read_text(encoding="utf-8").replace(SVG_NAMESPACE, "")
    assert not re.findall(r"https?://|[\"'(]//\w|@import", text)


@pytest.mark.parametrize("path", [path for path in SOURCES if path.suffix in {".html", ".svg"}], ids=name_of)
def test_nothing_inline_that_a_strict_policy_blocks(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_every_file_that_the_style_sheet_names_is_there():
    named = re.findall(r"url\(([^)]+)\)", CSS)
    assert named
    assert [name for name in named if not (STATIC / name).is_file()] == []


def test_no_font_lies_unused():
    assert {path.name for path in STATIC.glob("fonts/*.woff2")} == {
        Path(name).name for name in re.findall(r"url\(([^)]+)\)", CSS)
    }


def test_every_token_in_use_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", CSS))
    assert set(re.findall(r"var\((--[\w-]+)", CSS)) <= defined


@pytest.mark.parametrize("word", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_font_of_documents_is_complete(word):
    font = SKIN / f"fonts/LiberationSerif-{word}.ttf"
    assert font.read_bytes()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("text", ["fonts/OFL-Liberation.txt", "static/skin/fonts/OFL-BeVietnamPro.txt"])
def test_a_licence_lies_beside_the_fonts(text):
    licence = (SKIN / text).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert licence.startswith(("Copyright", "Digitized data copyright"))
