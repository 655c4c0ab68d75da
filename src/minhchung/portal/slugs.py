"""Addresses from Vietnamese titles: "Đề án đổi mới" becomes de-an-doi-moi, in the editor's browser and on the server.

Left to themselves Wagtail's browser side drops the letters with marks ("dj-an-dji-mi") and Django's side drops đ.
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"


def _plain(letter: str) -> str:
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


def _lists() -> dict[str, str]:
    alike: dict[str, str] = {}
    for letter in VIETNAMESE:
        alike[_plain(letter)] = alike.get(_plain(letter), "") + letter + letter.upper()
    return alike


#: What the browser replaces before it makes the slug: a pattern and a letter each, then marks that stand alone.
FORMATTERS = (
    *((f"[{letters}]", plain) for plain, letters in _lists().items()),
    ("[\u0300-\u036f]", ""),
)


def slug_of(title: str) -> str:
    """The title as an address: plain small letters, digits and hyphens; empty if nothing of it can be written so."""
    return slugify(anyascii(title))
