"""The outline of a report, from the lawbook: its passages, and its headings numbered once it is filled.

An outline is a list of items (lists inside it are flattened): a heading, a passage of text, a list of passages, a table
of figures, one figure in groups, a chart, a page break. Headings carry no number of their own: parts become I, II;
contents 1, 2; matters a, b; a heading under which nothing stands is left out before they are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from minhchung import lawbook
from minhchung.lawbook import Rule
from minhchung.reports.composition import Block, Heading, PageBreak
from minhchung.rules.windows import Clock, Window

OUTLINE = "reports.outline"
#: The order in which matters are lettered in Vietnamese documents.
_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_MATTER = 3


@dataclass(frozen=True)
class Passage:
    """A paragraph of the outline as the reform officer may rewrite it, and the heading that it stands under."""

    key: str
    text: str
    when: str
    heading: str = ""


def outline_of(window: Window) -> Rule:
    """The outline in force at a window's end."""
    return lawbook.in_force(OUTLINE, outline_day(window))


def outline_day(window: Window) -> date:
    """The day whose programme a window reports under: the last of its calendar span."""
    return window.on(Clock.CALENDAR).last_day


def items_of(window: Window) -> tuple[Any, ...]:
    """Every item of a window's outline, in order."""
    return tuple(flat(outline_of(window).value["sections"]))


def passages(window: Window) -> tuple[Passage, ...]:
    """Every paragraph of the outline for a window, in order; items of lists too."""
    found: list[Passage] = []
    heading = ""
    for item in items_of(window):
        if "heading" in item:
            heading = item["text"]
        for part in (item, *item.get("list", ())):
            if "key" in part:
                found.append(Passage(part["key"], part["text"], part.get("when", ""), heading))
    return tuple(found)


def flat(sections: Any) -> Iterator[Any]:
    """The items of sections inside sections, in order."""
    for item in sections:
        if isinstance(item, Mapping):
            yield item
        else:
            yield from flat(item)


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
        elif not isinstance(block, PageBreak):
            below = 0
        kept.append(block)
    return tuple(reversed(kept))


def _number(level: int, count: int) -> str:
    if level == 1:
        return _ROMAN[count - 1]
    return str(count) if level < _MATTER else _LETTERS[count - 1]
