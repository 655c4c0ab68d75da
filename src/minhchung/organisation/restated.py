"""Figures over a reorganisation: as each unit reported them, and restated as the sum of all whose work came down.

A figure "as reported" is what each unit had under its own name in its own time. "Restated" is the same figure over the
records of the successor and of all its predecessors together: shares are reckoned anew from their parts, never
averaged. A unit that was not there in a period has no number there: "–", not 0. Signed reports stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from minhchung.figures import kept
from minhchung.figures.answers import Answer
from minhchung.figures.kinds import name_of
from minhchung.figures.periods import parts, years_shown
from minhchung.figures.register import REGISTER, Figure
from minhchung.organisation.models import Succession, UnitVersion
from minhchung.organisation.queries import home_agency, names_of, predecessors_of
from minhchung.rules.windows import Clock, Window


@dataclass(frozen=True)
class LineUnit:
    """A unit of the line: its code, its name, and the days from which until (not including) which it was."""

    code: str
    name: str
    since: date
    until: date | None

    def was_in(self, window: Window) -> bool:
        """Whether it was there on any day of a window; of a stock, on its last."""
        first = window.last_day if window.clock in (Clock.AS_OF, Clock.AS_OF_CALENDAR) else window.first_day
        return self.since <= window.last_day and (self.until is None or self.until > first)


@dataclass(frozen=True)
class Restated:
    """A figure in one window: what each unit of the line had, None where it was not; and all together.

    ``part``: the window is a part of the year in which the reorganisation falls.
    """

    window: Window
    of: Mapping[str, Answer | None]
    together: Answer
    part: bool = False


def home_line(on: date) -> tuple[LineUnit, ...]:
    """The agency that uses the system on a day and all its predecessors, the oldest first; empty without an agency."""
    home = home_agency(on) or home_agency()
    if home is None:
        return ()
    units = [*predecessors_of(home), home]
    spans: dict[int, tuple[date, date | None]] = {}
    rows = (
        UnitVersion.objects.filter(unit__in=units).order_by("since").values_list("unit_id", "since", "until")
    )
    for unit, since, until in rows:
        spans[unit] = (spans.get(unit, (since, None))[0], until)
    names = names_of([each.pk for each in units])
    found = [LineUnit(each.code, names[each.pk], *spans[each.pk]) for each in units if each.pk in spans]
    return tuple(sorted(found, key=lambda unit: (unit.until or date.max, unit.since, unit.code)))


def mergers(line: Iterable[LineUnit]) -> tuple[date, ...]:
    """The days on which the work of one unit of a line came to another."""
    codes = [unit.code for unit in line]
    steps = Succession.objects.filter(predecessor__code__in=codes, successor__code__in=codes)
    return tuple(sorted(set(steps.values_list("on", flat=True))))


def restatable() -> tuple[tuple[Figure, str], ...]:
    """The figures that can be told by unit, each with the column that says whose a record is."""
    found = []
    for figure in REGISTER:
        column = next((name for name in figure.groups if figure.facts.column(name).of_units), "")
        if column:
            found.append((figure, column))
    return tuple(found)


def restated(
    figure: Figure, column: str, window: Window, line: tuple[LineUnit, ...], days: Iterable[date]
) -> tuple[Restated, ...]:
    """A figure over the years of a window, a year with a reorganisation also in its two parts."""
    asked: list[tuple[Window, bool]] = []
    stock = figure.clock in (Clock.AS_OF, Clock.AS_OF_CALENDAR)
    for year in years_shown(window):
        asked += [(part, True) for part in (() if stock else parts(year.on(figure.clock), days))]
        asked.append((year, False))
    told = kept.groups_over(figure.key, [each.on(figure.clock) for each, _part in asked], column)
    return tuple(_in(figure, each, line, told[each.label], part=part) for each, part in asked)


def _in(
    figure: Figure, window: Window, line: tuple[LineUnit, ...], answers: Mapping[str, Answer], *, part: bool
) -> Restated:
    seen = window.on(figure.clock)
    nothing = together(figure, seen, ())
    of: dict[str, Answer | None] = {}
    for unit in line:
        found = answers.get(unit.code, nothing)
        # Records of a unit outside its time (entered late, settled after the day) are told under it all the same.
        of[unit.code] = found if unit.was_in(seen) or found.value or found.whole else None
    return Restated(
        window, of, together(figure, seen, [each for each in of.values() if each is not None]), part
    )


def together(figure: Figure, window: Window, answers: Iterable[Answer]) -> Answer:
    """The figure over records that lie in several groups, each record in one of them."""
    every = list(answers)
    kind = name_of(figure.over(window))
    if kind in ("share", "average"):
        part, whole = sum(each.part or 0 for each in every), sum(each.whole or 0 for each in every)
        return Answer(figure, window, kind, None, part, whole)
    return Answer(figure, window, kind, sum(each.value or 0 for each in every), None, None)
