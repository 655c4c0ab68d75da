"""Measuring the forecast on dossiers that it had not seen, beside naive rules.

Each dossier of the trial is asked about at several places of its limit, as long as it was still running there. The
history is what had ended before the day of the split; a dossier of the trial was accepted on that day or later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung.dossiers.forecasts import HistoryRow
from minhchung.rules.forecast import WHOLE, Habits, Tally, blend
from minhchung.rules.skill import Skill, skill

#: Where each dossier of the trial is asked about, in per cent of its limit.
ASKED_AT = (0, 25, 50, 75, 90)
#: The naive rule: late when more than so much of the limit is used.
NAIVE_FROM = 80


@dataclass(frozen=True)
class Measured:
    """The forecast and the naive rules on the same questions.

    ``learned`` and ``tried`` count dossiers, ``silent`` the questions to which the forecast said "too little history":
    they are left out for all three.
    """

    learned: int
    tried: int
    tried_late: int
    silent: int
    ours: Skill
    base_rate: Skill
    nearly_used: Skill


class _Past:
    """Tallies by per cent used, for one group: asked in one look-up."""

    def __init__(self) -> None:
        self.late = 0
        self.in_time: list[int] = [0] * (WHOLE + 2)

    def add(self, row: HistoryRow) -> None:
        if row.late:
            self.late += 1
        else:
            self.in_time[min(row.used, WHOLE + 1)] += 1

    def at(self, used: int) -> Tally:
        return Tally(self.late + sum(self.in_time[used + 1 :]), self.late)


def measured(rows: Sequence[HistoryRow], split_on: date, habits: Habits) -> Measured | None:
    """The forecast's skill from a day on; None when nothing had ended before it or nothing can be asked."""
    groups: dict[tuple[str, Any], _Past] = defaultdict(_Past)
    rests: dict[tuple[int, int], list[int]] = defaultdict(list)
    learned = 0
    for row in rows:
        if row.ended_at.date() >= split_on:
            continue
        learned += 1
        for key in (("", ""), ("field", row.field), ("procedure", row.procedure)):
            groups[key].add(row)
        for number, begun in row.steps:
            rests[row.procedure, number].append(row.used - begun)
    everywhere = groups["", ""].at(0)
    if not learned:
        return None
    ours, base, nearly = [], [], []
    tried = tried_late = silent = 0
    for row in rows:
        if row.accepted_at.date() < split_on:
            continue
        tried += 1
        tried_late += row.late
        for used in ASKED_AT:
            if row.used <= used:
                continue
            chance = blend(_levels(groups, rests, row, used), habits)
            if chance is None:
                silent += 1
                continue
            own = groups["procedure", row.procedure].at(-1)
            rate = own if own.stood else everywhere
            ours.append((float(chance.value), row.late))
            base.append((rate.late / rate.stood if rate.stood else 0.0, row.late))
            nearly.append((1.0 if used > NAIVE_FROM else 0.0, row.late))
    if not ours:
        return None
    return Measured(learned, tried, tried_late, silent, skill(ours), skill(base), skill(nearly))


def _levels(
    groups: dict[tuple[str, Any], _Past], rests: dict[tuple[int, int], list[int]], row: HistoryRow, used: int
) -> list[Tally]:
    levels = [groups[key].at(used) for key in (("", ""), ("field", row.field), ("procedure", row.procedure))]
    entered = [step for step in row.steps if step[1] <= used]
    if entered:
        number, begun = entered[-1]
        past = rests[row.procedure, number]
        left = WHOLE - begun
        late = sum(rest > left for rest in past)
        levels.append(Tally(sum(rest > min(used - begun, left) for rest in past), late))
    return levels
