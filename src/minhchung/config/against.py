"""A ledger kept outside, held against all that the system holds: every item, once, equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minhchung.dossiers import ledger as dossiers
from minhchung.ground.ledger import Answer, Item, UnreadableItem, read
from minhchung.ground.notices import ledger as notices
from minhchung.ground.trail import ledger as trail
from minhchung.reports import ledger as reports

#: Which room answers for which kind of answer.
ANSWERS: Mapping[str, Answer] = {
    "received": dossiers.received,
    "done": dossiers.done,
    "paper": dossiers.paper,
    "sent": notices.sent,
    "frozen": reports.frozen,
    "trail": trail.stood,
}


@dataclass
class Held:
    """How a ledger fared.

    Attributes:
        items: lines that were looked up, by kind.
        faults: a sentence for each item that is missing, doubled or different, or for a line that cannot be read.
    """

    items: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether everything that was told stands, once and equal; a ledger without items proves nothing."""
        return bool(self.items) and not self.faults

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"passed": self.passed, "items": self.items, "faults": self.faults}


def hold(path: Path) -> Held:
    """Look up every item of a ledger.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not text in UTF-8.
    """
    held = Held()
    with path.open(encoding="utf-8") as lines:
        for item in read(lines):
            if isinstance(item, Item):
                held.items[item.told] = held.items.get(item.told, 0) + 1
                held.faults += [f"dòng {item.line}: {fault}" for fault in _faults(item)]
            else:
                held.faults.append(f"dòng {item[0]}: {item[1]}")
    return held


def _faults(item: Item) -> Iterator[str]:
    answer = ANSWERS.get(item.told)
    if answer is None:
        yield f"không rõ loại “{item.told}”; các loại biết được: {', '.join(ANSWERS)}"
        return
    try:
        yield from answer(item)
    except UnreadableItem as unreadable:
        yield str(unreadable)
