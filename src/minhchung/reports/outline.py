"""The outline of a report, from the lawbook: its passages, and its headings numbered once it is filled.

An outline names its sections in order; a section that it does not write itself is that of the programme's outline. A
section is a list of items: a heading, a passage of text, a list of passages, a table of figures, one figure in groups,
a chart, the targets of the programme, a page break; ``only`` keeps an item to certain kinds of period. Headings carry
no number of their own: parts become I, II; contents 1, 2; matters a, b; a heading under which nothing stands is left
out before they are counted. The closing sentence of a report belongs to no heading.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from minhchung import lawbook
from minhchung.figures.periods import regime
from minhchung.reports.composition import Block, Heading, PageBreak, Paragraph
from minhchung.reports.frames import Span, frame_of
from minhchung.rules.windows import Clock, Window

OUTLINE, PERIODIC = "reports.outline", "reports.periodic"
#: The order in which matters are lettered in Vietnamese documents.
_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_MATTER = 3


@dataclass(frozen=True)
class Passage:
    """A paragraph of the outline as the reform officer may rewrite it, and the heading that it stands under.

    ``text`` is empty for a passage that the agency writes itself; ``hint`` then says what belongs there.
    """

    key: str
    text: str
    when: str
    heading: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Outline:
    """An outline as it holds for one window.

    Attributes:
        key: of the lawbook.
        kind, abstract: tên loại, trích yếu of the document.
        bases, recipients: căn cứ, nơi nhận.
        items: what stands in it, in order.
    """

    key: str
    kind: str
    abstract: str
    bases: tuple[str, ...]
    recipients: tuple[str, ...]
    items: tuple[Any, ...]

    def digest(self) -> str:
        """SHA-256 of all of it."""
        text = json.dumps(plain_value(vars(self)), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def outline_of(window: Window) -> Outline:
    """The outline in force at a window's end: of the programme for several years, else of periodic reports."""
    span, day = frame_of(window, regime()).span, outline_day(window)
    whole = lawbook.in_force(OUTLINE, day)
    own = whole if span is Span.PROGRAMME else lawbook.in_force(PERIODIC, day)
    sections = {**whole.value["sections"], **own.value["sections"]}
    items = [item for name in own.value["order"] for item in sections[name]]
    return Outline(
        key=own.key,
        kind=own.value["kind"],
        abstract=own.value["abstract"],
        bases=own.value["bases"],
        recipients=own.value["recipients"],
        items=_kept(items, span),
    )


def _kept(items: Iterable[Any], span: Span) -> tuple[Any, ...]:
    """The items that belong to a kind of period, lists with their own that do."""
    kept = (item for item in items if span in item.get("only", (span,)))
    return tuple({**item, "list": _kept(item["list"], span)} if "list" in item else item for item in kept)


def outline_day(window: Window) -> date:
    """The day whose programme a window reports under: the last of its calendar span."""
    return window.on(Clock.CALENDAR).last_day


def passages(window: Window) -> tuple[Passage, ...]:
    """Every paragraph of the outline for a window, in order; items of lists too."""
    found: list[Passage] = []
    heading = ""
    for item in outline_of(window).items:
        if "heading" in item:
            heading = item["text"]
        for part in (item, *item.get("list", ())):
            if "key" in part:
                found.append(
                    Passage(part["key"], part["text"], part.get("when", ""), heading, part.get("hint", ""))
                )
    return tuple(found)


def plain_value(value: Any) -> Any:
    """A read-only value of the lawbook as JSON can write it."""
    if isinstance(value, MappingProxyType | dict):
        return {name: plain_value(each) for name, each in value.items()}
    return [plain_value(each) for each in value] if isinstance(value, tuple | list) else value


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without empty headings, the others with their numbers."""
    counts = [0, 0, 0]
    done: list[Block] = []
    for block in _with_content(tuple(blocks)):
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (_MATTER - block.level)
            done.append(replace(block, number=_number(block.level, counts[block.level - 1])))
        else:
            done.append(block)
    return tuple(done)


def _with_content(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without headings that only a heading of the same rank, a higher one or the end follows."""
    kept: list[Block] = []
    below = 1  # the rank of the heading that follows, the end being as a part; 0 when content does
    for block in reversed(blocks):
        if isinstance(block, Heading):
            if below and below <= block.level:
                continue
            below = block.level
        elif isinstance(block, Paragraph) and block.style == "closing":
            below = 1
        elif not isinstance(block, PageBreak):
            below = 0
        kept.append(block)
    return tuple(reversed(kept))


def _number(level: int, count: int) -> str:
    if level == 1:
        return _ROMAN[count - 1]
    return str(count) if level < _MATTER else _LETTERS[count - 1]
