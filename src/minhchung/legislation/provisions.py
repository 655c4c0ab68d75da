"""Provisions as people write them ("điểm a khoản 2 Điều 7; Điều 9"), numbers of documents in running text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: What may stand in a number of a document: "19/2023/QĐ-UBND", "118/2025/NĐ-CP", "64/2025/QH15", "412/QĐ-UBND".
_CODE = re.compile(r"\b\d{1,5}(?:/\d{4})?/[A-ZĐÀ-Ỹ][0-9A-ZĐÀ-Ỹ]+(?:-[0-9A-ZĐÀ-Ỹ&.]+)*")
#: The same in short: "NĐ 31/2018", "TT 09/2026".
_SHORT = re.compile(
    r"\b(NĐ|TT|QĐ|NQ|Nghị định|Thông tư|Quyết định|Nghị quyết)\s+(?:số\s+)?(\d{1,5}/\d{4})\b(?!/)"
)
_SYMBOLS = {"Nghị định": "NĐ", "Thông tư": "TT", "Quyết định": "QĐ", "Nghị quyết": "NQ"}
_ARTICLE = re.compile(r"\bđiều\s+(\d+[a-zđ]?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\bkhoản\s+(\d+[a-zđ]?)\b", re.IGNORECASE)
_POINT = re.compile(r"\bđiểm\s+([a-zđ]\d?)\b", re.IGNORECASE)
_ALSO = re.compile(r"\s*(?:;|\n|\bvà\b)\s*", re.IGNORECASE)
_AND = re.compile(r",|\bvà\b", re.IGNORECASE)
_LIST = re.compile(
    r"\b(điều|khoản|điểm)\s+((?:\w+\s*,\s*)*\w+\s*(?:,|\bvà\b)\s*(?!điều\b|khoản\b|điểm\b)\w+)", re.IGNORECASE
)


@dataclass(frozen=True, order=True)
class Provision:
    """An article, a clause of it, a point of that; with ``words`` for what is none of them (an annex)."""

    article: str = ""
    clause: str = ""
    point: str = ""
    words: str = ""

    def __str__(self) -> str:
        if self.words:
            return self.words
        parts = (("điểm", self.point), ("khoản", self.clause), ("Điều", self.article))
        return " ".join(f"{name} {number}" for name, number in parts if number)

    def holds(self, other: Provision) -> bool:
        """Whether another is this one or a part of it."""
        if self.words or other.words:
            return self == other
        mine = (self.article, self.clause, self.point)
        return all(not own or own == theirs for own, theirs in zip(mine, _parts(other), strict=True))

    def meets(self, other: Provision) -> bool:
        """Whether they have something in common."""
        return self.holds(other) or other.holds(self)


def _parts(provision: Provision) -> tuple[str, str, str]:
    return provision.article, provision.clause, provision.point


def read(text: str) -> tuple[Provision, ...]:
    """Every provision that a text names, in its order, each once; what is no article is kept as it was written."""
    found: dict[Provision, None] = {}
    for part in _ALSO.split(_spread(text)):
        words = " ".join(part.split()).strip(" ,.")
        if not words:
            continue
        article, clause, point = (_first(pattern, words) for pattern in (_ARTICLE, _CLAUSE, _POINT))
        if article:
            found[Provision(article.lower(), clause.lower(), point.lower())] = None
        else:
            found[Provision(words=words)] = None
    return tuple(found)


def written(provisions: Iterable[Provision]) -> str:
    """Provisions as they are kept, one after the other: what :func:`read` reads again."""
    return "; ".join(str(each) for each in provisions)


def codes_in(text: str) -> tuple[str, ...]:
    """The numbers of documents in running text, each once, in their order."""
    return tuple(dict.fromkeys(found.rstrip(".-") for found in _CODE.findall(text)))


def short_codes_in(text: str) -> tuple[str, ...]:
    """How the numbers of documents begin that running text names in short: "31/2018/NĐ" for "NĐ 31/2018"."""
    return tuple(
        dict.fromkeys(f"{number}/{_SYMBOLS.get(kind, kind)}" for kind, number in _SHORT.findall(text))
    )


def _spread(text: str) -> str:
    """ "Điều 5, 6, 7" as three articles; "khoản 1, 2 Điều 4" as two clauses of one."""

    def apart(match: re.Match[str]) -> str:
        name, numbers = match[1], [each.strip() for each in _AND.split(match[2])]
        rest = text[match.end() :]
        tail = ""
        if name.lower() != "điều":
            above = re.match(r"(?:\s+khoản\s+\w+)?\s+điều\s+\w+", rest, re.IGNORECASE)
            tail = above[0] if above else ""
        return "; ".join(f"{name} {number}{tail if place < len(numbers) - 1 else ''}"
                         for place, number in enumerate(numbers))  # fmt: skip

    return _LIST.sub(apart, text)


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[1] if found else ""
