"""What a procedure reached of its promise in a period, as far as it may be told; reckoned, and kept as JSON.

A group of fewer dossiers than the lawbook's convention is not told, neither how many they are nor how they went: what
is kept holds nothing of it either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from minhchung.dossiers import promise_queries
from minhchung.dossiers.promise_queries import Reached, Reason
from minhchung.lawbook import in_force
from minhchung.portal.promise_periods import Period
from minhchung.rules.deadlines import Limit, Unit
from minhchung.rules.reached import Span, covering, spread

#: The shares of the dossiers, in per cent, of which is told within which time they were done.
SHARES = (50, 90)


@dataclass(frozen=True)
class Numbers:
    """The numbers of one procedure in one period.

    Attributes:
        enough: False where the group is too small to be told; then every number below is None.
        dossiers: ended with a verdict; late: those of them that were late.
        measured: those whose time could be reckoned in ``unit``, in which the most of them have their limit.
        times: by per cent of the dossiers, the time within which they were done, in ``unit``.
        spans: how the times are spread, and ``limit`` the one limit that held for all of them, in whole units.
        reasons: why dossiers were late, as far as it may be told.
    """

    enough: bool = True
    dossiers: int | None = 0
    late: int | None = 0
    measured: int | None = 0
    unit: Unit | None = None
    times: tuple[tuple[int, Fraction], ...] = ()
    spans: tuple[Span, ...] = ()
    limit: int | None = None
    reasons: tuple[Reason, ...] = ()


def numbers_of(reached: Reached, reasons: tuple[Reason, ...], rule: Mapping[str, Any]) -> Numbers:
    """What may be told of what was reached.

    Args:
        rule: of the lawbook: ``at_least`` so many dossiers are told, in ``spans`` spans at most.
    """
    if 0 < reached.ended < rule["at_least"]:
        return Numbers(enough=False, dossiers=None, late=None, measured=None)
    unit, taken = _main(reached)
    if len(taken) < rule["at_least"]:
        unit, taken = None, []
    times = [time for time, _limit in taken]
    limits = {limit for _time, limit in taken}
    # Days of the calendar that end on a day of rest end later, so time beyond the limit is not yet lateness there.
    strict = len(limits) == 1 and unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR)
    limit = next(iter(limits)).value if strict else None
    return Numbers(
        enough=True,
        dossiers=reached.ended,
        late=reached.late,
        measured=len(times) if times else (None if reached.times else 0),
        unit=unit,
        times=tuple((share, time) for share in SHARES if (time := covering(times, share)) is not None),
        spans=spread(times, limit, at_least=rule["at_least"], most=rule["spans"]),
        limit=limit,
        reasons=reasons,
    )


def counted(period: Period, at: datetime) -> tuple[dict[int, Numbers], int]:
    """The numbers of every procedure of which dossiers ended in a period, and how many those are; walks over them."""
    rule = in_force("openness.promises", at.date()).value
    least = rule["at_least"]
    found, dossiers = {}, 0
    for procedure, reached in promise_queries.reached(period.since, period.until).items():
        reasons = (
            promise_queries.reasons(period.since, period.until, procedure, at_least=least)
            if reached.late >= least
            else ()
        )
        found[procedure] = numbers_of(reached, reasons, rule)
        dossiers += reached.ended
    return found, dossiers


def to_json(told: Numbers) -> dict[str, Any]:
    """As it is kept: exact, fractions as text."""
    return {
        "enough": told.enough,
        "dossiers": told.dossiers,
        "late": told.late,
        "measured": told.measured,
        "unit": told.unit and str(told.unit),
        "times": [[share, str(time)] for share, time in told.times],
        "spans": [[span.low, span.high, span.count] for span in told.spans],
        "limit": told.limit,
        "reasons": [[each.words, each.count] for each in told.reasons],
    }


def from_json(kept: Mapping[str, Any]) -> Numbers:
    """What :func:`to_json` kept."""
    return Numbers(
        enough=kept["enough"],
        dossiers=kept["dossiers"],
        late=kept["late"],
        measured=kept["measured"],
        unit=Unit(kept["unit"]) if kept["unit"] else None,
        times=tuple((share, Fraction(time)) for share, time in kept["times"]),
        spans=tuple(Span(*each) for each in kept["spans"]),
        limit=kept["limit"],
        reasons=tuple(Reason(*each) for each in kept["reasons"]),
    )


def _main(reached: Reached) -> tuple[Unit | None, list[tuple[Fraction, Limit]]]:
    """The unit in which the most dossiers are measured, with their times and limits."""
    if not reached.times:
        return None, []
    unit = max(sorted(reached.times), key=lambda each: len(reached.times[each]))
    return unit, reached.times[unit]
