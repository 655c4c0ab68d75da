"""The figures of a draft: asked when they are first wanted, those that its outline names all together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection

from minhchung.figures.answers import Answer, evaluate_cells
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.reports.frames import Frame
from minhchung.reports.outline import outline_of, plain_value

_KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")
_OVER_PARTS = re.compile(r"@|\b(?:grows|falls)\b")
Cell = tuple[str, str]


class Asked(Mapping[Cell, Answer]):
    """Every figure of the register in every window of a frame, by (key, label), as the records stand when asked.

    Going through all of them, or counting them, asks for all of them.
    """

    def __init__(self, frame: Frame) -> None:
        self._windows = {window.label: window for window in frame.windows}
        self._frame = frame
        self._found: dict[Cell, Answer] = {}
        self._begun = False

    def __getitem__(self, cell: Cell) -> Answer:
        if cell not in self._found:
            key, label = cell
            if key not in REGISTER or label not in self._windows:
                raise KeyError(cell)
            if not self._begun:
                self._begun = True
                self._ask(_wanted(self._frame))
            if cell not in self._found:  # named by a rewritten paragraph alone
                self._ask((key, each) for each in self._windows)
        return self._found[cell]

    def __iter__(self) -> Iterator[Cell]:
        self._ask((figure.key, label) for label in self._windows for figure in REGISTER)
        return iter(self._found)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _ask(self, cells: Iterable[Cell]) -> None:
        those = [
            (REGISTER[key], self._windows[label]) for key, label in cells if (key, label) not in self._found
        ]
        self._found.update(evaluate_cells(those, DjangoEngine(connection)))


def _wanted(frame: Frame) -> list[Cell]:
    """What the outline names: in its texts and conditions over the whole window, in the rest over every window."""
    cells: dict[Cell, None] = {}
    for item in _parts(outline_of(frame.window).items):
        told = json.dumps(plain_value(item), ensure_ascii=False)
        everywhere = "key" not in item or _OVER_PARTS.search(told) is not None
        labels = [window.label for window in frame.windows] if everywhere else [frame.window.label]
        for key in _KEY.findall(told):
            if key in REGISTER:
                cells.update(dict.fromkeys((key, label) for label in labels))
    return list(cells)


def _parts(items: Iterable[Any]) -> Iterator[Any]:
    """Items of the outline, with those inside lists one by one."""
    for item in items:
        if "list" in item:
            yield from item["list"]
            yield {name: value for name, value in item.items() if name != "list"}
        else:
            yield item
