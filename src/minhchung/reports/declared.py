"""Declared values: what a report states that no record of the agency can yet be counted for.

A declared value is said by a person for one window, with the document that it stands in; which figures may be declared
is law-like data (``reports.declarable``). It is marked "(số khai)" wherever it appears, and never recomputed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from minhchung import lawbook
from minhchung.figures.register import REGISTER
from minhchung.reports.composition import FigureCell
from minhchung.rules.rounding import NOTHING_TO_COUNT, printed_number, printed_rate

DECLARABLE = "reports.declarable"
#: Where a declared value opens to on a report's page: the table of what was declared.
ANCHOR = "so-khai"


@dataclass(frozen=True)
class Declarable:
    """A figure that may be declared: ``kind`` is "share", "count" or "total"."""

    key: str
    title: str
    unit: str
    kind: str
    cites: str


@dataclass(frozen=True)
class Declared:
    """A value as it was declared.

    Attributes:
        what: the figure.
        window: label of the period that it holds for.
        value, part, whole: as in figures; ``None`` of all three when nothing was declared.
        source: the document that it stands in: number, date, issuer.
        document, digest: name and SHA-256 of the kept copy of that document.
        by, at: who declared it, and when.
    """

    what: Declarable
    window: str
    value: int | None = None
    part: int | None = None
    whole: int | None = None
    source: str = ""
    document: str = ""
    digest: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def printed(self) -> str:
        """The number as it is printed, without the mark."""
        if self.what.kind == "share":
            return printed_rate(self.part or 0, self.whole or 0)
        return NOTHING_TO_COUNT if self.value is None else printed_number(self.value)

    def cell(self, report: int) -> FigureCell:
        """The value at a place of a report."""
        return FigureCell(
            key=self.what.key,
            window=self.window,
            kind=self.what.kind,
            value=self.value,
            part=self.part,
            whole=self.whole,
            printed=self.printed,
            unit=self.what.unit,
            title=self.what.title,
            cites=self.source,
            href=f"/cong-bo/{report}/#{ANCHOR}",
            declared=True,
        )

    def as_dict(self) -> dict[str, Any]:
        """What figures.json says of it."""
        return {
            "key": self.what.key,
            "title": self.what.title,
            "unit": self.what.unit,
            "kind": self.what.kind,
            "window": self.window,
            "value": self.value,
            "part": self.part,
            "whole": self.whole,
            "printed": f"{self.printed} (số khai)".replace("\u00a0", " "),
            "declared": True,
            "source": self.source,
            "document": {"name": self.document, "sha256": self.digest},
            "by": self.by,
            "at": self.at.isoformat() if self.at else None,
        }


Declarations = Mapping[tuple[str, str], Declared]
NONE_DECLARED: Declarations = MappingProxyType({})


@cache
def declarables() -> Mapping[str, Declarable]:
    """Every figure that may be declared, by key."""
    rule = lawbook.history(DECLARABLE)[-1]
    return MappingProxyType(
        {
            key: Declarable(key, each["title"], each["unit"], each["kind"], rule.cites)
            for key, each in rule.value.items()
        }
    )


class Known:
    """The keys that a text may name: figures of the register, and those that may be declared."""

    def __contains__(self, key: object) -> bool:
        return key in REGISTER or key in declarables()

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Key, title and unit of each, for those who choose one."""
        for figure in REGISTER:
            yield figure.key, figure.title, figure.unit
        for each in declarables().values():
            yield each.key, f"{each.title} (số khai)", each.unit


KNOWN = Known()


def title_of(key: str) -> str:
    """What a figure or declarable value is called."""
    return declarables()[key].title if key in declarables() else REGISTER[key].title
