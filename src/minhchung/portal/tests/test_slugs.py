"""Addresses made from Vietnamese titles, on the server and by what the browser is given."""

from __future__ import annotations

import re
import unicodedata

import pytest

from minhchung.portal.slugs import FORMATTERS, VIETNAMESE, slug_of

TITLES = [
    pytest.param("Đề án đổi mới", "de-an-doi-moi", id="a title begins with đ"),
    pytest.param(
        "Cải cách hành chính quý III/2026", "cai-cach-hanh-chinh-quy-iii2026", id="a sign is left out"
    ),
    pytest.param("ƯỚC MUỐN CỦA NGƯỜI DÂN", "uoc-muon-cua-nguoi-dan", id="capitals"),
    pytest.param(unicodedata.normalize("NFD", "Tiếng Việt"), "tieng-viet", id="marks stand alone"),
    pytest.param("2026", "2026", id="digits"),
    pytest.param("…", "", id="nothing that can be written"),
]


def in_the_browser(title: str) -> str:
    """The title after the replacements that the browser makes, and then what it does to plain letters."""
    for pattern, letter in FORMATTERS:
        title = re.sub(pattern, letter, title)
    return re.sub(r"[-\s]+", "-", re.sub(r"[^-\w\s]", "", title.lower(), flags=re.ASCII)).strip("-")


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_a_title_becomes_the_same_address_on_both_sides(title: str, slug: str) -> None:
    assert in_the_browser(title) == slug
    assert slug_of(title) == slug


def test_every_vietnamese_letter_becomes_a_plain_one() -> None:
    assert len(VIETNAMESE) == len(set(VIETNAMESE)) == 67
    for letter in VIETNAMESE + VIETNAMESE.upper():
        assert re.fullmatch(r"[a-z]", in_the_browser(letter)), letter
        assert in_the_browser(letter) == slug_of(letter)
