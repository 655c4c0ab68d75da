"""Targets of the reform programmes, from the lawbook, beside the figures that measure them.

A target is met when the figure of the register reaches its level; one that no figure measures is judged by what was
declared, marked so, else said to be without a measure, never guessed. Levels are compared exactly, as fractions of
whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from minhchung import lawbook
from minhchung.figures.answers import Answer
from minhchung.reports.composition import FigureCell, Run
from minhchung.reports.declared import Declared
from minhchung.reports.narrative import in_form
from minhchung.reports.sources import Source
from minhchung.rules.rounding import UNIT_SPACE
from minhchung.rules.windows import Clock, Window

TARGETS = "reports.targets"
MET, MISSED, NOTHING, UNMEASURED = "Đạt", "Chưa đạt", "Không phát sinh", "Chưa có số đo"
_SIGNS = {"at_least": "từ", "above": "trên"}


@dataclass(frozen=True)
class Target:
    """One target.

    Attributes:
        name: what is to be reached.
        sign, percent: "at_least" or "above" so many percent.
        figure: the share of the register that measures it; empty when none does.
        declared: the share that may be declared for it; empty for none.
        confidence: how sure the level is: "medium" from a public page, "low" from memory.
    """

    name: str
    sign: str
    percent: int
    figure: str
    confidence: str
    declared: str = ""

    @property
    def level(self) -> str:
        """The level as printed: "từ 80 %", "100 %"."""
        number = f"{self.percent}{UNIT_SPACE}%"
        return (
            number
            if self.percent == 100 and self.sign == "at_least"
            else f"{_SIGNS[self.sign]}{UNIT_SPACE}{number}"
        )

    def met(self, part: int, whole: int) -> bool:
        """Whether ``part`` of ``whole`` reaches the level."""
        reached, wanted = part * 100, self.percent * whole
        return reached > wanted if self.sign == "above" else reached >= wanted


@dataclass(frozen=True)
class Targets:
    """The targets that hold for a window, and the texts that set them."""

    targets: tuple[Target, ...]
    cites: str


def targets_of(window: Window) -> Targets | None:
    """The targets in force at a window's end, or None before the first programme that the lawbook holds."""
    day = window.on(Clock.CALENDAR).last_day
    rule = next((rule for rule in lawbook.history(TARGETS) if rule.in_force(day)), None)
    return Targets(tuple(_target(each) for each in rule.value), rule.cites) if rule else None


def target_in(year: int, key: str) -> tuple[Target, str, bool] | None:
    """The target that a figure or declarable value measures in a year, what sets it, whether its programme ends then.

    None where no programme has a target for it.
    """
    rule = next((rule for rule in lawbook.history(TARGETS) if rule.in_force(date(year, 12, 31))), None)
    stored = (
        next((each for each in rule.value if key in (each.get("figure"), each.get("declared"))), None)
        if rule
        else None
    )
    if rule is None or stored is None:
        return None
    return _target(stored), rule.cites, rule.until is not None and not rule.in_force(date(year + 1, 12, 31))


def judged(target: Target, source: Source) -> tuple[str, tuple[Run, ...]]:
    """Whether a target is met, and the cells that show it: in the last year of a programme, else in the window."""
    years = source.frame.years
    label = years[-1].label if years else source.frame.window.label
    if target.declared and (told := _told(target.declared, source, label)):
        return _verdict(target, told.cell(source.report), told.part or 0, told.whole or 0)
    if not target.figure:
        return UNMEASURED, ()
    answer: Answer = source.answers[target.figure, label]
    return _verdict(target, source.find(target.figure, label), answer.part or 0, answer.whole or 0)


def _told(key: str, source: Source, label: str) -> Declared | None:
    """What was declared for the year that judges, else for the whole window."""
    told = source.told(key, label)
    told = told if told.source else source.told(key)
    return told if told.source else None


def _verdict(target: Target, cell: FigureCell, part: int, whole: int) -> tuple[str, tuple[Run, ...]]:
    if not whole:
        return NOTHING, ()
    verdict = MET if target.met(part, whole) else MISSED
    if cell.declared:
        return verdict, (
            replace(cell, printed=f"{cell.printed}{UNIT_SPACE}({in_form(cell, 'ratio').printed})"),
        )
    return verdict, (in_form(cell, "rate"), f"{UNIT_SPACE}(", in_form(cell, "ratio"), ")")


def _target(stored: Mapping[str, Any]) -> Target:
    sign = next(sign for sign in _SIGNS if sign in stored)
    return Target(
        name=stored["name"],
        sign=sign,
        percent=int(stored[sign]),
        figure=stored.get("figure", ""),
        confidence=stored["confidence"],
        declared=stored.get("declared", ""),
    )
