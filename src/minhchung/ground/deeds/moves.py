"""Tables of moves: which deed leads from which state to which, under which article.

Pure data. Deeds add what a table cannot say (once, within so many days, only by named persons).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Refusal


@dataclass(frozen=True)
class Move:
    """From a state ("" for none yet) by a deed to a state; ``cites`` is the article, "" where no law speaks of it."""

    start: str
    deed: str
    end: str
    cites: str = ""


class Table:
    """The moves of one kind of record, with the words for its deeds and states and for the record itself."""

    def __init__(
        self, moves: Iterable[Move], deeds: Mapping[str, Any], states: Mapping[str, Any], noun: Any
    ) -> None:
        self.moves = tuple(moves)
        self.deeds, self.states, self.noun = deeds, states, noun
        self._ways = {(each.start, each.deed): each for each in self.moves}

    def knows(self, state: str, deed: str) -> bool:
        """Whether the deed may be done in a state."""
        return (state, deed) in self._ways

    def move(self, state: str, deed: str) -> Move:
        """The move that a deed makes.

        Raises:
            Refusal: none from this state; names the article of the deed.
        """
        found = self._ways.get((state, deed))
        if found is not None:
            return found
        words = {
            "deed": self.deeds[deed],
            "noun": self.noun,
            "state": self.states.get(state, state),
            "cites": next((each.cites for each in self.moves if each.deed == deed), ""),
        }
        if words["cites"]:
            raise Refusal(
                _("Không thể “%(deed)s” khi %(noun)s ở trạng thái “%(state)s” (%(cites)s).") % words
            )
        raise Refusal(_("Không thể “%(deed)s” khi %(noun)s ở trạng thái “%(state)s”.") % words)

    def allowed(self, state: str) -> tuple[str, ...]:
        """The deeds that the table knows in a state, in its order."""
        return tuple(each.deed for each in self.moves if each.start == state)
