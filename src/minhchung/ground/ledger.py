"""What somebody was told, written down outside the system, so that the system can be held to its word.

A ledger is a text file with one JSON object a line; ``told`` names the kind of answer, the other words are what the
answer said. A room answers for the kinds that it gives: :data:`Answer` yields a sentence for each thing amiss, and
nothing when the item is held once and equal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LOST = "không có trong hệ thống"


class UnreadableItem(ValueError):
    """A line of a ledger that says nothing that can be checked; the message says in Vietnamese why."""


@dataclass(frozen=True)
class Item:
    """One answer that somebody was given.

    Attributes:
        line: of the ledger, from 1.
        told: the kind of answer.
        words: what it said, by name.
    """

    line: int
    told: str
    words: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A word that must be there.

        Raises:
            UnreadableItem: it is missing or empty.
        """
        value = self.words.get(name)
        if value in (None, ""):
            raise UnreadableItem(f"thiếu “{name}”")
        return str(value)

    def number(self, name: str) -> int:
        """A whole number that must be there.

        Raises:
            UnreadableItem: it is missing, or no whole number.
        """
        value = self.text(name)
        if not value.isascii() or not value.isdecimal():
            raise UnreadableItem(f"“{name}” phải là số nguyên, đang là “{value}”")
        return int(value)

    def differing(self, held: Mapping[str, Any]) -> Iterator[str]:
        """A sentence for each word that the answer said and the system holds otherwise.

        ``held`` has the words that can be compared; a word that the answer did not say is not missed.
        """
        for name, value in held.items():
            if name in self.words and _comparable(self.words[name]) != _comparable(value):
                yield f"{name}: đã báo “{self.words[name]}”, đang ghi “{_said(value)}”"


Answer = Callable[[Item], Iterator[str]]


def read(lines: Iterable[str]) -> Iterator[Item | tuple[int, str]]:
    """The items of a ledger; a line that cannot be read comes as its number and what is wrong with it.

    Empty lines are passed over. The last line may be cut off: whoever wrote it died before anybody was told.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            words = json.loads(line)
        except ValueError:
            if line.endswith("\n"):
                yield number, "không phải một đối tượng JSON"
            continue
        if not isinstance(words, dict) or not isinstance(words.get("told"), str):
            yield number, "thiếu “told”: loại câu trả lời"
            continue
        yield Item(number, words.pop("told"), words)


def _comparable(value: Any) -> str:
    return _said(value).replace("T", " ")


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
