"""Units as plans name them: "Văn phòng", "các phòng, đơn vị", several in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from minhchung.organisation.queries import ended_by, key_of, look_up, named_units

_BETWEEN = re.compile(r"\s*(?:[;\n\r]|\s[-–+]\s|^[-–+]\s)\s*", re.MULTILINE)
_SHORT = {"vp": "van phong", "p": "phong", "tt": "trung tam", "bql": "ban quan ly"}
_SOFT = re.compile(r"\s*,\s*|\s+và\s+")


class Units:
    """The units that are known, by the ways in which a plan may name them; read once.

    ``on`` is the day whose units may be named in short; none may without it.
    """

    def __init__(self, on: date | None = None) -> None:
        self._known = look_up()
        there = named_units().exclude(pk__in=ended_by(on)) if on is not None else ()
        self._names = tuple((_words(each.shown_name), each.shown_name) for each in there)

    def read(self, name: str) -> int | None:
        """The unit that a name names; None where none does, or two do."""
        return self._known.get(key_of(name)) if name.strip() else None

    def in_full(self, name: str) -> str | None:
        """The name of a unit that is known, as written or, where it is short and means one unit alone, whole.

        "VP Ban" and "Văn phòng" mean the one unit of the day whose name begins so; None where none or several do.
        """
        if self.read(name) is not None:
            return name
        own = re.sub(r"\(.*?\)", " ", name)  # "Văn phòng (Pháp chế)"
        words = " ".join(_SHORT.get(word, word) for word in _words(own)).split()
        found = {whole for key, whole in self._names if words and key[: len(words)] == words}
        return found.pop() if len(found) == 1 else None

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


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", key_of(name))
