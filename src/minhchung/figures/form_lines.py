"""The lines of the statistical forms, and which figures answer them: the lawbook's words as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung import lawbook
from minhchung.rules.windows import Window

KEY = "reports.statistical_forms"
#: The kinds of a line in words.
KINDS = {
    "F": "số phát sinh trong kỳ",
    "S": "số tại ngày cuối kỳ",
    "R": "tỷ lệ",
    "B": "mã có, không",
}


@dataclass(frozen=True)
class Line:
    """A line of a form.

    Attributes:
        form, number: where it stands: "BM1", "2.1"; a line that asks for several numbers stands once for each.
        words, unit, kind: what it asks for; ``kind`` is a key of ``KINDS``.
        figures: keys of the register; empty where no record answers it, which ``missing`` explains.
        why_not: why it does not apply to the agency; empty when it does.
        by: a column by which the line wants its figures broken down.
        reading: how its figures stand for its kind where they are of another one.
        confirmed: whether its text was seen; ``note`` says what is unsure about this very line.
    """

    form: str
    number: str
    words: str
    unit: str
    kind: str
    figures: tuple[str, ...]
    why_not: str
    missing: str
    by: str
    reading: str
    confirmed: bool
    note: str

    @property
    def applies(self) -> bool:
        """Whether an agency such as this one fills it in."""
        return not self.why_not

    @property
    def answered(self) -> bool:
        """Whether it applies and records answer it."""
        return self.applies and bool(self.figures)


@dataclass(frozen=True)
class Form:
    """A form with its lines in their order."""

    code: str
    title: str
    cites: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Forms:
    """The forms in force on a day; ``early`` when the day is before any that is known, and the oldest are given."""

    forms: tuple[Form, ...]
    cites: str
    since: date
    early: bool
    note: str

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every form."""
        return tuple(line for form in self.forms for line in form.lines)

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that answer some line, each once."""
        return tuple(dict.fromkeys(key for line in self.lines for key in line.figures))


def forms_for(window: Window) -> Forms:
    """The forms in force on a window's last day."""
    history = lawbook.history(KEY)
    rule = next((each for each in history if each.in_force(window.last_day)), None)
    found = rule or history[0]
    return Forms(
        tuple(_form(each, bool(found.value["confirmed"])) for each in found.value["forms"]),
        found.cites,
        found.since,
        rule is None,
        found.note,
    )


def answered_by(key: str, window: Window) -> Iterator[Line]:
    """The lines that a figure answers."""
    return (line for line in forms_for(window).lines if key in line.figures)


def _form(told: Mapping[str, Any], confirmed: bool) -> Form:
    lines = tuple(_line(told["form"], each, confirmed) for each in told["lines"])
    return Form(told["form"], told["title"], told["cites"], told.get("note", ""), lines)


def _line(form: str, told: Mapping[str, Any], confirmed: bool) -> Line:
    return Line(
        form=form,
        number=told["line"],
        words=told["words"],
        unit=told["unit"],
        kind=told["kind"],
        figures=tuple(told["figures"]),
        why_not=told.get("why_not", ""),
        missing=told.get("missing", ""),
        by=told.get("by", ""),
        reading=told.get("reading", ""),
        confirmed=bool(told.get("confirmed", confirmed)),
        note=told.get("note", ""),
    )
