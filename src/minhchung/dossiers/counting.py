"""True numbers of dossiers, without reading a million rows: from the kept tally, or from the few that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from minhchung.dossiers.desk_queries import WORKLISTS, Whose
from minhchung.dossiers.matching import EVERYTHING, Match, matched
from minhchung.dossiers.models import TALLY, Tally
from minhchung.ground.intake.folding import fold
from minhchung.rules.lifecycle import State

#: Lists that are a state and nothing else.
_BY_STATE = {
    "cho-tiep-nhan": State.REGISTERED,
    "cho-nguoi-nop": State.SUPPLEMENT_ASKED,
    "cho-tra": State.FINISHED,
}


@dataclass(frozen=True)
class Tallied:
    """The tally as it stands: (state, verdict, field, channel) -> number."""

    cells: Counter[tuple[str, ...]]

    @property
    def total(self) -> int:
        """All dossiers."""
        return sum(self.cells.values())

    def fields(self) -> tuple[str, ...]:
        """Every field of work that dossiers belong to, in the Vietnamese order of their names without marks."""
        return tuple(sorted({field for _state, _verdict, field, _channel in self.cells}, key=fold))

    def of(self, match: Match) -> int | None:
        """How many match, where state, verdict, field and channel alone decide; None where more does."""
        state = match.state
        if match.standing:
            if match.standing not in _BY_STATE or state not in ("", _BY_STATE[match.standing]):
                return None
            state = str(_BY_STATE[match.standing])
        rest = replace(match, state="", verdict="", field="", channel="", standing="")
        if rest.narrows:
            return None
        wanted = (state, match.verdict, match.field, match.channel)
        return sum(
            number
            for cell, number in self.cells.items()
            if all(want in ("", has) for want, has in zip(wanted, cell, strict=True))
        )


def tallied() -> Tallied:
    """The tally, in one small question."""
    return Tallied(TALLY.kept(Tally))


def number_of(match: Match, *, at: datetime, tally: Tallied) -> int:
    """How many dossiers match at a moment: exactly."""
    kept = tally.of(match)
    return matched(match, at=at).count() if kept is None else kept


def counts(
    at: datetime, whose: Whose, tally: Tallied, names: Iterable[str] = tuple(WORKLISTS)
) -> dict[str, int]:
    """How many dossiers each list of work holds."""
    mine = replace(EVERYTHING, user=whose.user, units=whose.units, sight=whose.sight)
    return {name: number_of(replace(mine, standing=name), at=at, tally=tally) for name in names}
