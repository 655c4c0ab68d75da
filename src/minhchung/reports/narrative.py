"""Text with figures in place: tokens, their forms, and conditions that keep a sentence from claiming too much.

A token is ``[[key]]`` or ``[[key|form]]``; forms are:

* none - the number as printed ("1.200", "100 %")
* ``words`` - with what it counts ("182 trên 188", "1.200 hồ sơ")
* ``ratio`` - "41/41" for a share
* ``part`` and ``whole`` - the two numbers of a share

A condition is ``key op number`` joined by "and": ``feedback.received == 0``, ``dossiers.kept_promise is all`` (part
equals whole, and there is a whole), ``key is empty`` (nothing to count), ``key grows`` (never falls over the years and
ends higher than it began).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Container, Sequence

from minhchung.figures.answers import Answer
from minhchung.reports.composition import FigureCell, Run
from minhchung.rules.rounding import UNIT_SPACE, printed_number

FORMS = ("", "words", "ratio", "part", "whole")
_TOKEN = re.compile(r"\[\[([a-z0-9_.]+)(?:\|([a-z]+))?\]\]")
_BROKEN = re.compile(r"\[\[|\]\]")
_TERM = re.compile(r"([a-z0-9_.]+)\s+(==|!=|>=|<=|>|<|is|grows)\s*(\S+)?$")
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class BadText(ValueError):
    """The text names an unknown figure or breaks a token; says which and on what line, in Vietnamese."""


def check_text(text: str, known: Container[str]) -> None:
    """Make sure that every token is whole and names a figure and a form.

    Raises:
        BadText: it does not.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        for key, form in _TOKEN.findall(line):
            if key not in known:
                raise BadText(f"Dòng {number}: không có chỉ tiêu “{key}”.")
            if form not in FORMS:
                raise BadText(
                    f"Dòng {number}: “{form}” không phải cách ghi; dùng words, ratio, part hoặc whole."
                )
        if _BROKEN.search(_TOKEN.sub("", line)):
            raise BadText(f"Dòng {number}: dấu [[ ]] của số liệu bị hỏng. Viết như [[dossiers.received]].")


def runs_of(text: str, lookup: Callable[[str], Answer], href: Callable[[str, str], str]) -> tuple[Run, ...]:
    """The text with each token resolved to its figure cell."""
    runs: list[Run] = []
    place = 0
    for found in _TOKEN.finditer(text):
        if found.start() > place:
            runs.append(text[place : found.start()])
        runs.append(cell_of(lookup(found[1]), found[2] or "", href))
        place = found.end()
    if place < len(text):
        runs.append(text[place:])
    return tuple(runs)


def cell_of(answer: Answer, form: str, href: Callable[[str, str], str]) -> FigureCell:
    """A figure cell printed in one of the forms."""
    figure, label = answer.figure, answer.window.label
    return FigureCell(
        key=figure.key,
        window=label,
        kind=answer.kind,
        value=answer.value,
        part=answer.part,
        whole=answer.whole,
        printed=printed_as(answer, form),
        unit=figure.unit,
        title=figure.title,
        cites=figure.cites,
        href=href(figure.key, label),
    )


def printed_as(answer: Answer, form: str) -> str:
    """The number in one of the forms."""
    part, whole = answer.part or 0, answer.whole or 0
    if form == "words":
        return answer.in_words
    if form == "ratio":
        return f"{printed_number(part)}/{printed_number(whole)}"
    if form == "part":
        return printed_number(part)
    if form == "whole":
        return printed_number(whole)
    return answer.printed.replace(" %", f"{UNIT_SPACE}%")


def holds(
    condition: str, lookup: Callable[[str], Answer], by_year: Callable[[str], Sequence[Answer]]
) -> bool:
    """Whether every term of a condition is true of the figures.

    Raises:
        BadText: a term cannot be read.
    """
    return (
        all(_term(term.strip(), lookup, by_year) for term in condition.split(" and ")) if condition else True
    )


def _term(term: str, lookup: Callable[[str], Answer], by_year: Callable[[str], Sequence[Answer]]) -> bool:
    found = _TERM.match(term)
    if found is None:
        raise BadText(f"Không hiểu điều kiện “{term}”.")
    key, op, right = found[1], found[2], found[3] or ""
    answer = lookup(key)
    if op == "grows":
        numbers = [_number(each) for each in by_year(key)]
        rising = all(left <= right_ for left, right_ in zip(numbers, numbers[1:], strict=False))
        return len(numbers) > 1 and rising and numbers[-1] > numbers[0]
    if op == "is":
        whole = answer.whole or 0
        states = {
            "all": whole > 0 and answer.part == whole,
            "partial": whole > 0 and (answer.part or 0) < whole,
            "empty": whole == 0 if answer.value is None else answer.value == 0,
        }
        if right not in states:
            raise BadText(f"Không hiểu điều kiện “{term}”; sau “is” là all, partial hoặc empty.")
        return states[right]
    return _COMPARE[op](_number(answer), int(right))


def _number(answer: Answer) -> int:
    return (answer.part if answer.value is None else answer.value) or 0
