"""What a room wants from a sheet (fields in a layout) and what reading gives back (rows, problems)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Literal

from django.utils.functional import Promise

from minhchung.ground.intake import cells, dates, identifiers
from minhchung.ground.intake.cells import Choice, Note
from minhchung.ground.intake.raw import RawCell
from minhchung.ground.language import in_vietnamese

Kind = Literal[
    "text",
    "lines",
    "code",
    "day",
    "moment",
    "whole",
    "money",
    "decimal",
    "percent",
    "yes_no",
    "choice",
    "phone",
    "tax_code",
]
Parser = Callable[[RawCell, Note], Any]

KIND_TOLD: dict[Kind, str] = {
    "text": "chữ",
    "lines": "chữ, được xuống dòng trong ô",
    "code": "mã (không có dấu cách)",
    "day": "ngày, ví dụ 27/08/2026",
    "moment": "ngày giờ, ví dụ 27/08/2026 14:05",
    "whole": "số nguyên, ví dụ 1.234",
    "money": "số tiền bằng đồng, ví dụ 1.200.000",
    "decimal": "số, ví dụ 12,5",
    "percent": "phần trăm, ví dụ 98,5%",
    "yes_no": "“có” hoặc “không”",
    "choice": "chọn trong danh sách",
    "phone": "số điện thoại, ví dụ 0912345678",
    "tax_code": "mã số thuế 10, 12 hoặc 13 chữ số",
}
"""What each kind accepts, in words for people."""


@dataclass(frozen=True)
class Field:
    """One thing to read. ``label`` is the official heading (Vietnamese), ``synonyms`` other headings in use.

    Values by kind: text/lines/code/choice/phone/tax_code str, day date, moment naive local datetime (midnight when
    the cell has only a day, refused if ``needs_time``), whole and money int, decimal and percent Decimal
    (percent in percent), yes_no bool. A blank cell is None, refused if ``required``. ``pattern`` is a regular
    expression that a code must match as a whole; ``hint`` is told in templates. ``choices``
    are :class:`Choice` or (value, label) pairs; of several pairs with one value the first has the label, the
    others are wordings. ``has_come`` marks the day of something that has happened: one to come is refused.
    ``begins`` lets more words follow a choice (:class:`cells.Opened`).
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: tuple[Choice | tuple[str, str | Promise], ...] = ()
    max_length: int | None = None
    pattern: str | None = None
    needs_time: bool = False
    hint: str = ""
    has_come: bool = False
    begins: bool = False

    @property
    @in_vietnamese
    def listed(self) -> tuple[Choice, ...]:
        """The choices, one for each value, in Vietnamese whatever language the reader has chosen."""
        found: dict[str, Choice] = {}
        for given in self.choices:
            choice = given if isinstance(given, Choice) else Choice(str(given[0]), str(given[1]))
            known = found.get(choice.value)
            if known is not None:
                wordings = (*known.wordings, choice.label, *choice.wordings)
                choice = Choice(known.value, known.label, wordings)
            found[choice.value] = choice
        return tuple(found.values())

    def parser(self, date1904: bool = False) -> Parser:
        """The function that reads a cell that is not blank; it raises :class:`cells.BadCell`."""
        match self.kind:
            case "day":
                return partial(dates.day, date1904=date1904)
            case "moment":
                return partial(self._moment, date1904=date1904)
            case "choice":
                return cells.choice_parser(self.listed, begins=self.begins)
            case "code":
                pattern = re.compile(self.pattern) if self.pattern else None
                return self._measured(partial(cells.code, pattern=pattern))
            case "text":
                return self._measured(cells.text)
            case "lines":
                return self._measured(cells.lines)
            case "whole":
                return cells.whole
            case "money":
                return cells.money
            case "decimal":
                return cells.decimal
            case "percent":
                return cells.percent
            case "yes_no":
                return partial(cells.yes_no, label=self.label)
            case "phone":
                return identifiers.phone
            case "tax_code":
                return identifiers.tax_code

    def _moment(self, raw: RawCell, note: Note, date1904: bool) -> Any:
        if self.needs_time and not dates.has_time(raw):
            raise cells.BadCell(f"“{cells.shown(raw)}” thiếu giờ; hãy ghi như 27/08/2026 14:05")
        return dates.moment(raw, note, date1904)

    def _measured(self, parse: Parser) -> Parser:
        longest = self.max_length
        if longest is None:
            return parse

        def measured(raw: RawCell, note: Note) -> Any:
            value = parse(raw, note)
            if len(value) > longest:
                raise cells.BadCell(f"dài {len(value)} ký tự, tối đa {longest}; hãy rút gọn")
            return value

        return measured


@dataclass(frozen=True)
class Layout:
    """A kind of sheet: ``name`` (stable, English), ``title`` (Vietnamese), its fields, and the fields that
    together identify a record (``key``)."""

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [f.name for f in self.fields]
        if len(set(names)) != len(names) or not set(self.key) <= set(names):
            raise ValueError(f"layout {self.name}: field names must be unique and contain the key")

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Field name -> field."""
        return {f.name: f for f in self.fields}

    @property
    def version(self) -> str:
        """Changes when names, kinds or obligations of fields change; printed into templates."""
        told = ";".join(f"{f.name}:{f.kind}:{f.required:d}" for f in self.fields)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to say about one cell. ``column`` is a letter ("" for the whole row), ``field`` the field's
    label, ``raw`` the cell as shown. ``serious`` refuses the row; otherwise it is a remark."""

    column: str
    field: str
    message: str
    raw: str
    serious: bool = True
    sheet: str = ""
    line: int = 0

    def __str__(self) -> str:
        where = f"dòng {self.line}" + (f", cột {self.column}" if self.column else "")
        return f"{where} ({self.field}): {self.message}" if self.field else f"{where}: {self.message}"


def _told(value: Any) -> str:
    return "" if value is None else cells.shown(value)


@dataclass(slots=True)
class Row:
    """One row of data. ``values`` has every field of the layout (None when blank, unmapped or refused).

    ``problems`` are all that is to be said: serious ones refuse the row, the others (:attr:`remarks`) tell
    what was done to understand it (a zero put back, text converted). ``places`` is shared by all rows: field
    name -> (column letter, label).
    """

    sheet: str
    line: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether nothing serious stands against it."""
        return not any(p.serious for p in self.problems)

    @property
    def remarks(self) -> list[Problem]:
        """The problems that do not refuse the row."""
        return [p for p in self.problems if not p.serious]

    def problem(self, field_name: str, message: str) -> Problem:
        """A problem of this row that a room found: placed on the cell of ``field_name``.

        Its ``raw`` is the value that was read from that cell. The problem is returned, not added.
        """
        letter, label = self.places.get(field_name, ("", field_name))
        value = self.values.get(field_name)
        return Problem(letter, label, message, _told(value), True, self.sheet, self.line)
