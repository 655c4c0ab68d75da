"""The survey of a dossier: which criteria are asked, by the lawbook of the day on which its settlement ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung import lawbook

KEY = "feedback.survey"


@dataclass(frozen=True)
class Criterion:
    """One thing that is asked: its key, its words, the answers from best to worst, whether it may be left out."""

    key: str
    text: str
    options: tuple[tuple[int, str], ...]
    optional: bool


@dataclass(frozen=True)
class Edition:
    """The criteria of a day, with their citation."""

    name: str
    criteria: tuple[Criterion, ...]
    satisfied_from: int
    changeable: bool
    by_points: bool
    cites: str
    confidence: str

    def criterion(self, key: str) -> Criterion | None:
        """The criterion of that key."""
        return next((each for each in self.criteria if each.key == key), None)

    @property
    def most_points(self) -> int:
        """What all criteria together can get at most."""
        return sum(each.options[0][0] for each in self.criteria)


def edition_on(day: date) -> Edition | None:
    """What is asked about a dossier that ended on a day; None before there was any."""
    try:
        return _edition(lawbook.in_force(KEY, day))
    except lawbook.NoRule:
        return None


def edition_named(name: str) -> Edition | None:
    """The edition of that name."""
    return next((_edition(rule) for rule in lawbook.history(KEY) if rule.value["edition"] == name), None)


def editions() -> tuple[Edition, ...]:
    """Every edition, the newest first."""
    return tuple(_edition(rule) for rule in reversed(lawbook.history(KEY)))


def _edition(rule: lawbook.Rule) -> Edition:
    value = rule.value
    shared: Mapping[int, str] = value.get("options", {})
    criteria = tuple(
        Criterion(
            each["key"], each["text"], _options(each.get("options", shared)), each.get("optional", False)
        )
        for each in value["criteria"]
    )
    return Edition(
        value["edition"],
        criteria,
        value["satisfied_from"],
        value["changeable"],
        value["index"] == "points",
        rule.cites,
        rule.confidence,
    )


def _options(given: Mapping[Any, str]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(((int(level), words) for level, words in given.items()), reverse=True))
