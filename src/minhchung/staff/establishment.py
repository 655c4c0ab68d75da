"""Posts given beside people present, unit by unit on any day; and how far staff was cut since the base year.

People count where they held their main post that day, against the nearest unit at or above theirs to which posts of
their kind were given: a board gets its quota whole, its departments get people.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from minhchung.organisation.queries import names_of, parents_on
from minhchung.staff.base_year import base_rule
from minhchung.staff.models import Appointment, PersonKind, Position, QuotaKind
from minhchung.staff.queries import quota_on

#: Under which kind of person each quota is filled; the two of public employees are one number of people.
FILLED_BY = {
    QuotaKind.CIVIL_SERVANTS: PersonKind.CIVIL_SERVANT,
    QuotaKind.PUBLIC_BUDGET: PersonKind.PUBLIC_EMPLOYEE,
    QuotaKind.PUBLIC_REVENUE: PersonKind.PUBLIC_EMPLOYEE,
    QuotaKind.CONTRACTS: PersonKind.CONTRACT,
}


@dataclass(frozen=True)
class Manned:
    """A unit's posts and people of one kind on a day. ``given`` is False where people are but no posts were given."""

    unit: int
    name: str
    kind: str
    assigned: int
    present: int
    given: bool

    @property
    def vacant(self) -> int:
        """Posts not filled."""
        return max(0, self.assigned - self.present)

    @property
    def excess(self) -> int:
        """People beyond the posts given; contracts have no such limit unless posts were given for them."""
        return max(0, self.present - self.assigned) if self.given or self.kind != PersonKind.CONTRACT else 0


@dataclass(frozen=True)
class Cut:
    """How far the posts given were cut since the end of the base year; ``confirmed``: its text was read."""

    year: int
    base: int
    now: int
    cites: str
    confirmed: bool

    @property
    def rate(self) -> Fraction | None:
        """The cut as a share of the base, negative when posts grew; None when nothing was given in the base year."""
        return Fraction(self.base - self.now, self.base) if self.base else None


def establishment(day: date) -> tuple[Manned, ...]:
    """Every unit and kind that has posts or people on a day, by the unit's name; four queries whatever the number."""
    assigned: Counter[tuple[int, str]] = Counter()
    for quota in quota_on(day):
        assigned[quota.unit_id, FILLED_BY[QuotaKind(quota.kind)]] += quota.number
    above = parents_on(day)
    present: Counter[tuple[int, str]] = Counter()
    held = placements_on(day).values_list("unit_id", "person__kind")
    for unit, kind in held:
        present[_where_given(unit, kind, assigned, above), kind] += 1
    keys = assigned.keys() | present.keys()
    names = names_of({unit for unit, _kind in keys}, day)
    order = list(PersonKind)
    rows = [
        Manned(unit, names[unit], kind, assigned[unit, kind], present[unit, kind], (unit, kind) in assigned)
        for unit, kind in keys
    ]
    return tuple(sorted(rows, key=lambda row: (row.name, order.index(PersonKind(row.kind)))))


def placements_on(day: date) -> QuerySet[Appointment]:
    """Main posts held on a day."""
    return Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day), main=True, since__lte=day
    ).order_by()


@dataclass(frozen=True)
class Filled:
    """A job position on a day: how many people it takes and how many hold it."""

    unit: str
    title: str
    group: str
    number: int
    held: int

    @property
    def vacant(self) -> int:
        """How many are missing."""
        return max(0, self.number - self.held)


def positions_on(day: date) -> tuple[Filled, ...]:
    """The job positions approved on a day, with those who hold them by decision; two queries."""
    held = Count(
        "appointments",
        filter=Q(appointments__main=True, appointments__since__lte=day)
        & (Q(appointments__until__isnull=True) | Q(appointments__until__gt=day)),
    )
    found = Position.objects.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day).annotate(
        held=held
    )
    rows = list(found.order_by("unit__code", "code"))
    names = names_of({row.unit_id for row in rows}, day)
    return tuple(
        Filled(names[row.unit_id], row.title, str(row.get_group_display()), row.number, row.held)
        for row in rows
    )


def cut_since_base(day: date) -> Cut:
    """Posts given at the end of the base year, summed over the units of then, beside those given on a day."""
    rule = base_rule(day)
    year = int(rule.value["year"])
    return Cut(year, _given(date(year, 12, 31)), _given(day), rule.cites, rule.confidence == "high")


def _given(day: date) -> int:
    return sum(quota.number for quota in quota_on(day) if quota.kind != QuotaKind.CONTRACTS)


def _where_given(unit: int, kind: str, assigned: Counter[tuple[int, str]], above: dict[int, int]) -> int:
    """The nearest unit at or above one to which posts of a kind were given; the unit itself when none was."""
    seen, at = {unit}, unit
    while (at, kind) not in assigned:
        at = above.get(at, 0)
        if not at or at in seen:
            return unit
        seen.add(at)
    return at
