"""CSV as a stream of bytes: opens rightly in Excel and runs nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minhchung.ground.intake.safe_export import csv_cell

#: How many lines leave in one piece.
PIECE = 500


class _Gather:
    """A text stream that keeps what is written until it is taken."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts.append(text)
        return len(text)

    def take(self) -> bytes:
        text, self.parts = "".join(self.parts), []
        return text.encode()


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark; cells that a spreadsheet would run are made harmless."""
    gather = _Gather()
    writer = csv.writer(gather, lineterminator="\r\n")
    gather.write("\ufeff")
    writer.writerow([csv_cell(heading) for heading in headings])
    for count, row in enumerate(rows, start=1):
        writer.writerow([csv_cell(value) for value in row])
        if count % PIECE == 0:
            yield gather.take()
    yield gather.take()
