"""Units as plans name them: "Văn phòng", "các phòng, đơn vị", several in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhchung.organisation.queries import key_of, look_up

_BETWEEN = re.compile(r"\s*(?:[;\n\r]|\s[-–+]\s|^[-–+]\s)\s*", re.MULTILINE)
_SOFT = re.compile(r"\s*,\s*|\s+và\s+")


class Units:
    """The units that are known, by the ways in which a plan may name them; read once."""

    def __init__(self) -> None:
        self._known = look_up()

    def read(self, name: str) -> int | None:
        """The unit that a name names; None where none does, or two do."""
        return self._known.get(key_of(name)) if name.strip() else None

    def parts(self, words: str) -> tuple[str, ...]:
        """The names in a cell, in their order.

        Line ends, ";" and dashes always part. A comma and "và" part only where what comes out is a known unit:
        a unit's own name may hold them.
        """
        found: list[str] = []
        for piece in _BETWEEN.split(words):
            name = " ".join(piece.split()).strip(" .,;-–")
            if name:
                found.extend(self._softly(name))
        return tuple(dict.fromkeys(found))

    def several(self, words: str) -> tuple[tuple[str, int | None], ...]:
        """The names in a cell with their units."""
        return tuple((name[:255], self.read(name)) for name in self.parts(words))

    def _softly(self, name: str) -> Iterator[str]:
        """Part at commas where a known unit comes off; longest first, so that names with commas stay whole."""
        if self.read(name) is not None:
            yield name
            return
        cuts = list(_SOFT.finditer(name))
        for cut in reversed(cuts):
            head, tail = name[: cut.start()], name[cut.end() :]
            if self.read(head) is not None:
                yield head
                yield from self._softly(tail)
                return
        for cut in cuts:
            head, tail = name[: cut.start()], name[cut.end() :]
            if self.read(tail) is not None:
                yield from self._softly(head)
                yield tail
                return
        yield name
