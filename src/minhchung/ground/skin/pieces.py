"""What the components are given: frozen values, so that no query can start in a template.

Words arrive ready to print (numbers already in Vietnamese writing); the component only places them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Tone(StrEnum):
    """The state of a promise or of a message. Each has its own colour, shape and words."""

    KEPT = "kept"  # jade, a tick in a disc: kept, done, good
    SOON = "soon"  # amber, a triangle: due soon, mind this
    LATE = "late"  # lacquer, a diamond: overdue, failed, wrong
    OPEN = "open"  # river, a ring: in hand, for your information
    SEAL = "seal"  # bronze, a seal: frozen, signed
    NONE = "none"  # grey, a dash: nothing to say, no records


@dataclass(frozen=True)
class Badge:
    """A state in a word, with the shape and colour of its tone."""

    words: str
    tone: Tone = Tone.NONE


@dataclass(frozen=True)
class Crumb:
    """One step of the way to this page; the last has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class NavItem:
    """An entry of a bar, a side list or a set of tabs; ``count`` is printed behind the label."""

    label: str
    url: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True)
class NavGroup:
    """Entries of the side list under one heading."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True)
class Trend:
    """How the number moved: ``words`` says it ("tăng 1,2 điểm so với quý I"), direction draws it.

    ``good`` is None when neither way is better.
    """

    words: str
    direction: str = "flat"  # up, down, flat
    good: bool | None = None


@dataclass(frozen=True)
class Beside:
    """Another figure that a figure must not be read without."""

    title: str
    printed: str
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure as it is shown everywhere: dashboard, report, article, print.

    Attributes:
        title: what it is, as the register names it.
        printed: the number in Vietnamese writing, "96,81 %" or "không phát sinh".
        in_words: "182 trên 188", or the number with its unit.
        window: the period in words; ``dates`` its days or its as-of day.
        part, whole: of a share; drawn as a bar when given.
        records_url: the page that lists the records behind the number.
        cites, formula: told on demand; ``definition_url`` leads to the figure's own page.
        declared: for a hand-typed value, who declared it and why; empty when computed.
        beside: figures that this one must not be read without.
    """

    title: str
    printed: str
    in_words: str = ""
    window: str = ""
    dates: str = ""
    part: int | None = None
    whole: int | None = None
    trend: Trend | None = None
    state: Badge | None = None
    records_url: str = ""
    records_label: str = ""
    definition_url: str = ""
    cites: str = ""
    formula: str = ""
    declared: str = ""
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table. ``sort_url`` makes the head a link; ``sorted`` is "asc", "desc" or "".

    ``number`` stands right in equal digits; ``nowrap`` keeps codes and dates on one line; ``wide`` gets the room that
    the others leave.
    """

    label: str
    number: bool = False
    nowrap: bool = False
    wide: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell: printed text, or a badge; ``sub`` is a second, quieter line."""

    text: str = ""
    badge: Badge | None = None
    sub: str = ""
    url: str = ""


@dataclass(frozen=True)
class Row:
    """A row; with ``url`` the cell at ``head`` is the link, the only one to stop at, and the whole row can be clicked.

    ``head`` is the place of the cell that names the row: 0 is the first. ``pick`` is what its box sends in a table
    whose rows can be picked.
    """

    cells: tuple[Cell, ...]
    url: str = ""
    pick: str = ""
    head: int = 0


@dataclass(frozen=True)
class Table:
    """A table with a caption that says what it lists; ``total`` is the last, true line.

    ``picks`` is the id of the form to which a box in each row belongs (as ``d``); without it rows have none.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    empty: str = ""
    picks: str = ""


@dataclass(frozen=True)
class Event:
    """A line of a dossier's story: who did what, when, under which article."""

    at: datetime
    who: str
    what: str
    note: str = ""
    cites: str = ""
    tone: Tone = Tone.NONE


@dataclass(frozen=True)
class Step:
    """A step of a procedure: ``state`` is "done", "current" or "todo"."""

    title: str
    detail: str = ""
    state: str = "todo"


@dataclass(frozen=True)
class Pages:
    """Where we are in a long list; ``total`` and ``first``..``last`` are record numbers, printed."""

    number: int
    count: int
    first: str
    last: str
    total: str
    previous_url: str = ""
    next_url: str = ""


class DayKind(StrEnum):
    """What a day of the deadline strip is."""

    WORK = "work"
    REST = "rest"
    PAUSE = "pause"


@dataclass(frozen=True)
class StripDay:
    """One day of the strip. ``why`` names the rest day or the pause; marks are printed in the cell."""

    on: date
    kind: DayKind
    why: str = ""
    received: bool = False
    promised: bool = False
    today: bool = False
    past: bool = False
    late: bool = False


@dataclass(frozen=True)
class StripStep:
    """A step of the explanation: what was done with the clock, and under which article."""

    words: str
    cites: str = ""


@dataclass(frozen=True)
class Strip:
    """The deadline of one dossier: its days, its verdict and its steps in words."""

    received: str
    promised: str
    days: tuple[StripDay, ...]
    steps: tuple[StripStep, ...] = ()
    verdict: Badge | None = None


@dataclass(frozen=True)
class PrintHead:
    """The head of a printed page: whose it is, what it is, when it was printed, where its figures come from."""

    agency: str
    title: str
    printed_at: datetime
    source: str = ""


#: Django's message levels, in the tones of the skin.
TONE_OF_LEVEL: Mapping[str, Tone] = {
    "debug": Tone.NONE,
    "info": Tone.OPEN,
    "success": Tone.KEPT,
    "warning": Tone.SOON,
    "error": Tone.LATE,
}
