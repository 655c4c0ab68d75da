"""What comes out of a file before anybody understands it: rows of raw cells, and the refusals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from minhchung.ground.intake.legacy_text import LegacyText


class IntakeError(Exception):
    """A file that cannot be read. The message is Vietnamese and says how to mend it."""


class NotASpreadsheet(IntakeError):
    """The content is not a workbook or a CSV, whatever the name says."""


class OldOrLocked(IntakeError):
    """A workbook of the old format, or one closed by a password."""


class TooBig(IntakeError):
    """The file, or what it unpacks to, is over the limits."""


class Damaged(IntakeError):
    """The file breaks off or breaks the rules of its format."""


class Dangerous(IntakeError):
    """The file carries something no honest spreadsheet carries."""


class EmptyFile(IntakeError):
    """Nothing in it."""


class CellError(str):
    """An error shown by a cell (``#N/A``, ``#REF!``) or a formula that was never calculated."""

    NOT_CALCULATED = "#CHƯA TÍNH"


class PercentNumber(float):
    """A number shown with a percent format: 0.985 stands for 98,5 %."""


RawCell = (
    str | int | float | bool | dt.datetime | dt.date | dt.time | LegacyText | CellError | PercentNumber | None
)
"""A cell as stored. Text is untouched; numbers with a date format have become datetimes (a pure fraction of
a day: a time); None is an empty cell."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One physical row: 1-based ``line`` as the spreadsheet program shows it, and its cells from column A."""

    line: int
    cells: tuple[RawCell, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything but white space."""
        return all(c is None or (isinstance(c, str) and not c.strip()) for c in self.cells)


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, 1-based lines and 0-based columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What is let in. Sizes in bytes; ``ratio`` is unpacked size over packed size of one zip member and is
    asked only of members that unpack to more than ``ratio_from``."""

    workbook: int = 50 * 1024**2
    csv: int = 500 * 1024**2
    unpacked: int = 500 * 1024**2
    ratio: int = 200
    ratio_from: int = 10 * 1024**2
    members: int = 5_000
    csv_cell: int = 1024**2


def size_text(size: int) -> str:
    """A size for people: "1,5 MB"."""
    mega = size / 1024**2
    return f"{mega:.1f} MB".replace(".", ",") if mega < 10 else f"{mega:.0f} MB"


def column_letter(column: int) -> str:
    """0 -> "A", 25 -> "Z", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """ "A" -> 0, "AA" -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
