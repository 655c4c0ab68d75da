"""Which forms the law knows on a day: number, title, symbol, lines, from the lawbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung import lawbook

KEY = "papers.forms"


@dataclass(frozen=True)
class Edition:
    """The forms of one circular; ``confirmed`` is False while its printed layout was not seen, ``note`` says what."""

    name: str
    cites: str
    confirmed: bool
    note: str
    forms: Mapping[str, Mapping[str, Any]]

    def knows(self, kind: str) -> bool:
        """Whether this circular has a form for a purpose."""
        return kind in self.forms

    def title(self, kind: str) -> str:
        """The title of a form, in sentence case."""
        return str(self.forms[kind]["title"])

    def number(self, kind: str) -> str:
        """The number of a form in the circular, as "01"."""
        return str(self.forms[kind]["number"])

    def numbered(self, kind: str) -> bool:
        """Whether papers of a form bear numbers of their own."""
        return bool(self.forms[kind].get("numbered", True))


def edition_on(day: date) -> Edition | None:
    """The forms for dossiers that came in on a day; None before the first circular that is known."""
    try:
        rule = lawbook.in_force(KEY, day)
    except lawbook.NoRule:
        return None
    return Edition(
        rule.value["edition"], rule.cites, rule.confidence == "high", rule.note, rule.value["forms"]
    )


def latest() -> Edition:
    """The forms of the newest circular."""
    found = edition_on(lawbook.history(KEY)[-1].since)
    assert found is not None  # the history has at least one entry
    return found
