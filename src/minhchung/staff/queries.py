"""Questions about people and quota."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from minhchung.organisation.queries import ended_by, names_of
from minhchung.organisation.reorganisations import where_then
from minhchung.staff.models import ON_QUOTA, RANK_OF_LEVEL, Level, Person, Qualification, Quota, QuotaKind


@dataclass(frozen=True)
class Manning:
    """A unit's posts and people on a day; ``excess`` is how many are present beyond the quota."""

    unit: str
    assigned: int
    present: int

    @property
    def vacant(self) -> int:
        """Posts not filled, 0 when there are more people than posts."""
        return max(0, self.assigned - self.present)

    @property
    def excess(self) -> int:
        """People beyond the quota, 0 when there are none."""
        return max(0, self.present - self.assigned)


def highest_level(person: Person, on: date) -> Level | None:
    """The highest level that a person held on a day; a degree without a day counts since joining."""
    held = Qualification.objects.filter(person=person).values_list("level", "awarded_on")
    levels = [Level(level) for level, day in held if (day or person.joined_on) <= on]
    return max(levels, key=RANK_OF_LEVEL.__getitem__, default=None)


def quota_on(day: date) -> list[Quota]:
    """The decisions that stand on a day: of each unit and kind the latest begun, unless it or the unit ended."""
    latest = (
        Quota.objects.filter(since__lte=day).order_by().values("unit", "kind").annotate(since=Max("since"))
    )
    gone = ended_by(day)
    begun = {(each["unit"], each["kind"], each["since"]) for each in latest}
    return [
        quota
        for quota in Quota.objects.filter(since__lte=day).select_related("unit")
        if (quota.unit_id, quota.kind, quota.since) in begun
        and (quota.until is None or quota.until > day)
        and quota.unit_id not in gone
    ]


def manning(day: date) -> tuple[Manning, ...]:
    """Posts and people of every unit that has either, contracts apart, by the unit's name."""
    assigned: dict[int, int] = {}
    for quota in quota_on(day):
        if quota.kind != QuotaKind.CONTRACTS:
            assigned[quota.unit_id] = assigned.get(quota.unit_id, 0) + quota.number
    present: dict[int, int] = {}
    people = dict(Person.objects.present_on(day).filter(kind__in=ON_QUOTA).values_list("pk", "unit_id"))
    for unit_id in where_then("staff", "person", people, day).values():
        present[unit_id] = present.get(unit_id, 0) + 1
    names = names_of(assigned.keys() | present.keys(), day)
    rows = [Manning(names[each], assigned.get(each, 0), present.get(each, 0)) for each in names]
    return tuple(sorted(rows, key=lambda row: row.unit))


def holder_of(post: str, day: date) -> str:
    """Who holds a post on a day, when exactly one person does; "" otherwise."""
    found = Person.objects.present_on(day).filter(post__iexact=post.strip()) if post.strip() else ()
    names = [person.full_name for person in found]
    return names[0] if len(names) == 1 else ""
