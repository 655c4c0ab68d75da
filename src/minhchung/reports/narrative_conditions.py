"""Conditions that keep a sentence from claiming what the figures do not show.

A condition is one or more terms joined by ``and``; groups of those may be joined by ``or`` (``and`` binds first).
A term compares a figure's number (of a share, its part) with a number or another figure, or asks about it:

* ``feedback.received == 0``, ``dossiers.overdue > 0``, ``plan.tasks_done < plan.tasks`` (== != >= <= > <)
* ``dossiers.kept_promise is all`` - part equals whole, and there is a whole
* ``... is partial`` - there is a whole and the part is less; ``... is none`` - a whole, and no part of it
* ``... is empty`` - nothing to count
* ``legislation.drafted grows`` - never falls over the years and ends higher than it began; ``falls`` likewise
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Protocol

_TERM = re.compile(r"([a-z0-9_.]+)\s+(==|!=|>=|<=|>|<|is|grows|falls)\s*(\S+)?$")
_STATES = ("all", "partial", "none", "empty")
_SAID = {
    "==": "bằng",
    "!=": "khác",
    ">=": "từ",
    "<=": "không quá",
    ">": "lớn hơn",
    "<": "nhỏ hơn",
    "all": "đạt toàn bộ",
    "partial": "chưa đạt toàn bộ",
    "none": "chưa có phần nào đạt",
    "empty": "không phát sinh",
    "grows": "tăng qua các năm",
    "falls": "giảm qua các năm",
}
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class BadText(ValueError):
    """A text or condition that cannot be used; says which line and which part, in Vietnamese."""


class Numbers(Protocol):
    """What a condition looks at: an answer or a figure cell."""

    @property
    def value(self) -> int | None:
        """Of counts, totals and stocks."""

    @property
    def part(self) -> int | None:
        """Of shares and averages."""

    @property
    def whole(self) -> int | None:
        """Of shares and averages."""


@dataclass(frozen=True)
class Term:
    """One comparison or question; ``right`` is a number, another figure's key, a state, or empty."""

    key: str
    op: str
    right: str

    def asked(self) -> tuple[str, ...]:
        """The figures that it asks for."""
        return (self.key, self.right) if self.op in _COMPARE and not self.right.isdigit() else (self.key,)


def read(condition: str) -> tuple[tuple[Term, ...], ...]:
    """Groups of terms: it holds when all terms of any one group hold; no groups for an empty condition.

    Raises:
        BadText: a term cannot be read.
    """
    if not condition.strip():
        return ()
    return tuple(
        tuple(_term(term.strip()) for term in group.split(" and ")) for group in condition.split(" or ")
    )


def check_condition(condition: str, known: Container[str]) -> None:
    """Make sure that a condition can be read and asks for known figures.

    Raises:
        BadText: it cannot, or does not.
    """
    for group in read(condition):
        for term in group:
            for key in term.asked():
                if key not in known:
                    raise BadText(f"Điều kiện “{condition}”: không có chỉ tiêu “{key}”.")


def in_words(condition: str, title_of: Callable[[str], str]) -> str:
    """A condition as an official reads it: "“Hồ sơ giải quyết quá hạn” lớn hơn 0"."""

    def said(term: Term) -> str:
        right = term.right
        if term.op in _COMPARE:
            right = right if right.isdigit() else f"“{title_of(right)}”"
            return f"“{title_of(term.key)}” {_SAID[term.op]} {right}"
        return f"“{title_of(term.key)}” {_SAID[right or term.op]}"

    return ", hoặc ".join(" và ".join(said(term) for term in group) for group in read(condition))


def holds(
    condition: str, lookup: Callable[[str], Numbers], by_year: Callable[[str], Sequence[Numbers]]
) -> bool:
    """Whether the figures fulfil a condition; an empty one always holds.

    Raises:
        BadText: a term cannot be read.
    """
    groups = read(condition)
    return not groups or any(all(_holds(term, lookup, by_year) for term in group) for group in groups)


def _term(text: str) -> Term:
    found = _TERM.match(text)
    if found is None:
        raise BadText(f"Không hiểu điều kiện “{text}”.")
    key, op, right = found[1], found[2], found[3] or ""
    if op == "is" and right not in _STATES:
        raise BadText(f"Không hiểu điều kiện “{text}”; sau “is” là {', '.join(_STATES)}.")
    if op in ("grows", "falls") and right:
        raise BadText(f"Không hiểu điều kiện “{text}”; sau “{op}” không có gì nữa.")
    if op in _COMPARE and not (right.isdigit() or re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_.]+", right)):
        raise BadText(f"Không hiểu điều kiện “{text}”; sau “{op}” là một số hoặc một chỉ tiêu.")
    return Term(key, op, right)


def _holds(term: Term, lookup: Callable[[str], Numbers], by_year: Callable[[str], Sequence[Numbers]]) -> bool:
    if term.op in ("grows", "falls"):
        numbers = [_number(each) for each in by_year(term.key)]
        if term.op == "falls":
            numbers.reverse()
        rising = all(left <= right for left, right in zip(numbers, numbers[1:], strict=False))
        return len(numbers) > 1 and rising and numbers[-1] > numbers[0]
    found = lookup(term.key)
    if term.op == "is":
        part, whole = found.part or 0, found.whole or 0
        return {
            "all": 0 < whole == part,
            "partial": part < whole,
            "none": part == 0 < whole,
            "empty": whole == 0 if found.value is None else found.value == 0,
        }[term.right]
    right = int(term.right) if term.right.isdigit() else _number(lookup(term.right))
    return _COMPARE[term.op](_number(found), right)


def _number(found: Numbers) -> int:
    return (found.part if found.value is None else found.value) or 0
