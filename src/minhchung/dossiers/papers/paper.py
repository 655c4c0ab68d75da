"""A paper as it is signed: frozen, complete, the same for every renderer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

#: What stands where somebody writes by hand.
TO_FILL_IN = "…………………"


@dataclass(frozen=True)
class Head:
    """Who issues it, under what number, where and when. ``number_line`` is "" for a paper without a number."""

    parent: str
    agency: str
    motto: str
    motto_line: str
    number_line: str
    place_line: str


@dataclass(frozen=True)
class Line:
    """A labelled line; ``key`` is its name in a Word template."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Signature:
    """Who signs; ``name`` is "" where it is written by hand."""

    title: str
    hint: str
    name: str


@dataclass(frozen=True)
class Paper:
    """One paper.

    Attributes:
        kind: its purpose, a key of the lawbook's forms.
        edition, form_number: the circular, and the number of the form in it.
        lead, closing: sentences before and after what is listed.
        items: what is lacking, or the reasons; numbered when there are several.
        after: lines that follow the items.
        columns, rows: the table, rows may be blank; no columns, no table.
        code: of the dossier; printed as a barcode too.
        check_address: where anybody may look up the state; printed as a QR code. "" until it is rendered.
    """

    kind: str
    edition: str
    form_number: str
    title: str
    head: Head
    code: str
    lines: tuple[Line, ...] = ()
    lead: str = ""
    items_title: str = ""
    items: tuple[str, ...] = ()
    after: tuple[Line, ...] = ()
    table_title: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    closing: str = ""
    signatures: tuple[Signature, ...] = ()
    check_address: str = ""

    def as_json(self) -> str:
        """As it is kept; :func:`from_json` gives the same paper back."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(text: str) -> Paper:
    """The paper that was kept."""
    kept: dict[str, Any] = json.loads(text)
    kept["head"] = Head(**kept["head"])
    for name in ("lines", "after"):
        kept[name] = tuple(Line(**line) for line in kept[name])
    kept["signatures"] = tuple(Signature(**each) for each in kept["signatures"])
    kept["rows"] = tuple(tuple(row) for row in kept["rows"])
    kept["items"], kept["columns"] = tuple(kept["items"]), tuple(kept["columns"])
    return Paper(**kept)
