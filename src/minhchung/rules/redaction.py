"""Finding what would name a person in a text that is to be published, and striking it out.

It finds more than it should rather than less: a person looks at what was found before anything is published. It knows
Vietnamese writing: telephone and identity numbers, e-mail, addresses by their leading words, names by the form of
address or the surname before them, and whatever names and numbers are already known of the matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    KNOWN = "known"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY = "identity"
    ADDRESS = "address"
    NAME = "name"


#: What stands in the published text instead.
STRUCK = {
    Kind.KNOWN: "[đã ẩn]",
    Kind.EMAIL: "[thư điện tử]",
    Kind.PHONE: "[số điện thoại]",
    Kind.IDENTITY: "[số giấy tờ]",
    Kind.ADDRESS: "[địa chỉ]",
    Kind.NAME: "[họ tên]",
}


@dataclass(frozen=True)
class Found:
    """A span of the text, half-open, and what it is."""

    start: int
    end: int
    kind: Kind


_UP = "A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOW = "a-zđà-öø-ýăĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_WORD = rf"[{_UP}][{_LOW}]*"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Đào|Tô|Lâm|Hà|Cao|"
    "Trương|Tạ|Thái|Lương|Lưu|Nông|Giàng|Điểu|Rơ|Siu|Kpă|Ksor|Y|H"
)
_BEFORE_NAME = (
    "ông|bà|anh|chị|cô|chú|bác|em|Ông|Bà|Anh|Chị|Cô|Chú|Bác|họ tên|Họ tên|họ và tên|Họ và tên|tên là"
)
_PLACE = (
    "số nhà|nhà số|thôn|xóm|ấp|bản|buôn|làng|tổ dân phố|tổ|khối phố|khu phố|khóm|ngõ|ngách|hẻm|kiệt|đường|phố|"
    "phường|xã|thị trấn|quận|huyện|thị xã|thành phố|tỉnh"
)
_PLACE_PART = rf"(?:(?:{_PLACE})\s+(?:số\s+)?(?:\d[\w/.-]*|{_WORD}(?:\s+{_WORD}){{0,4}})(?:\s+\d+)?)"
_PATTERNS = (
    (Kind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (Kind.PHONE, re.compile(r"(?<![\d/])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\d/])")),
    (Kind.IDENTITY, re.compile(r"(?<![\d/.,-])(?:\d{3}[ .]?){3}(?:\d{3})?(?:-\d{3})?(?![\d/])")),
    (Kind.IDENTITY, re.compile(r"(?<![\d/.,-])\d{10}(?:-?\d{3})?(?![\d/])")),
    (Kind.IDENTITY, re.compile(r"(?<!\w)[A-Z]\d{7,8}(?!\w)")),
    (
        Kind.ADDRESS,
        re.compile(
            rf"(?:(?:số\s+)?\d+[\w/]*\s+)?(?i:{_PLACE_PART.replace(_WORD, f'(?-i:{_WORD})')})"
            rf"(?:\s*[,;-]?\s*(?i:{_PLACE_PART.replace(_WORD, f'(?-i:{_WORD})')}))*"
        ),
    ),
    (Kind.NAME, re.compile(rf"(?<!\w)(?:{_BEFORE_NAME})\s*:?\s+({_WORD}(?:\s+{_WORD}){{0,4}})")),
    (Kind.NAME, re.compile(rf"(?<!\w)((?:{_SURNAMES})(?:\s+{_WORD}){{1,4}})(?!\w)")),
)


def find(text: str, *, known: Iterable[str] = ()) -> tuple[Found, ...]:
    """What would name somebody, in order and without overlap.

    Args:
        text: any Unicode; spans count characters of its composed form (:func:`composed`).
        known: names, numbers and addresses that belong to the matter; each is found whatever its case and marks.
    """
    text = composed(text)
    found = [span for phrase in known for span in _known(text, phrase)]
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            group = 1 if match.re.groups else 0
            found.append(Found(match.start(group), match.end(group), kind))
    kept: list[Found] = []
    for each in sorted(found, key=lambda span: (span.kind is not Kind.KNOWN, span.start, -span.end)):
        if each.end > each.start and all(
            each.end <= other.start or other.end <= each.start for other in kept
        ):
            kept.append(each)
    return tuple(sorted(kept, key=lambda span: span.start))


def struck(text: str, found: Iterable[Found]) -> str:
    """The text with what was found replaced by a word in brackets that says what stood there."""
    text, at, parts = composed(text), 0, []
    for each in found:
        parts += [text[at : each.start], STRUCK[each.kind]]
        at = each.end
    return "".join([*parts, text[at:]])


def composed(text: str) -> str:
    """The text in the form in which spans are counted (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def _known(text: str, phrase: str) -> list[Found]:
    words = [_bare(word) for word in composed(phrase).split()]
    if not words or len("".join(words)) < 3:
        return []
    if len("".join(words)) > 5 and "".join(words).lstrip("+").isdigit():
        digits = r"[ .-]?".join("".join(words).lstrip("+"))
        return [Found(hit.start(), hit.end(), Kind.KNOWN) for hit in re.finditer(digits, text)]
    bare, places = _bare_with_places(text)
    pattern = r"(?<!\w)" + r"[^\w]+".join(re.escape(word) for word in words) + r"(?!\w)"
    return [
        Found(places[hit.start()], places[hit.end() - 1] + 1, Kind.KNOWN)
        for hit in re.finditer(pattern, bare)
    ]


def _bare(text: str) -> str:
    return _bare_with_places(text)[0]


def _bare_with_places(text: str) -> tuple[str, list[int]]:
    """Lower case without marks, with the place in the text from which each letter came."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFD", letter.lower()).replace("đ", "d"):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places
