"""The programmes of administrative reform as the lawbook holds them: heads of their plans, and targets with their base.

Nothing of them stands in code; what was not read at its source says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from minhchung import lawbook
from minhchung.direction.models import Comparator, Head

PERIODS, TARGETS, COMPLETION = "programmes.periods", "reports.targets", "programmes.plan_completion"
_COMPARED = {"at_least": Comparator.AT_LEAST, "above": Comparator.ABOVE, "at_most": Comparator.AT_MOST}


@dataclass(frozen=True)
class Target:
    """A level that a programme sets; ``figure`` is the key that measures it, "" where none does.

    ``year`` is by when it is to be reached, where that is not the programme's last year.
    """

    name: str
    comparator: str
    value: Decimal
    figure: str
    confidence: str
    year: int | None = None


@dataclass(frozen=True)
class Programme:
    """A programme over some years, with the words of its heads and its targets."""

    key: str
    name: str
    text: str
    first_year: int
    last_year: int
    cites: str
    confidence: str
    heads: Mapping[str, str]
    targets: tuple[Target, ...]
    targets_cite: str


def programmes() -> tuple[Programme, ...]:
    """Every programme that the lawbook holds, the earliest first."""
    return tuple(_programme(rule) for rule in lawbook.history(PERIODS))


def programme_of(year: int) -> Programme | None:
    """The programme in which a year lies; None before the first and after the last."""
    return next((each for each in programmes() if each.first_year <= year <= each.last_year), None)


def words_of(head: str, year: int) -> str:
    """How the programme of a year words a head; the product's own words where it has none."""
    found = programme_of(year)
    return found.heads.get(head, str(Head(head).label)) if found is not None else str(Head(head).label)


def completion_cites(on: date) -> str:
    """What says when a task counts as done, with a word where its text was not read."""
    rules = lawbook.history(COMPLETION)
    rule = next((each for each in rules if each.in_force(on)), rules[0])
    doubt = "" if rule.confidence == "high" else "; chưa đối chiếu văn bản gốc"
    return f"{rule.cites}{doubt}"


def _programme(rule: lawbook.Rule) -> Programme:
    value = rule.value
    found = next((each for each in lawbook.history(TARGETS) if each.in_force(rule.since)), None)
    targets = tuple(_target(each, found) for each in found.value) if found is not None else ()
    first, last = value["years"]
    return Programme(
        value["key"],
        value["name"],
        value["programme"],
        first,
        last,
        rule.cites,
        rule.confidence,
        value["contents"],
        targets,
        found.cites if found is not None else "",
    )


def _target(told: Mapping[str, Any], rule: lawbook.Rule) -> Target:
    name = next(each for each in _COMPARED if each in told)
    return Target(
        told["name"],
        str(_COMPARED[name]),
        Decimal(str(told[name])),
        told.get("figure", ""),
        told.get("confidence", rule.confidence),
        told.get("year"),
    )
