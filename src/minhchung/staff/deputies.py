"""Deputies against the limit: how many a unit has and may have on a day, and until when more are borne."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from minhchung import lawbook
from minhchung.ground.intake.folding import fold
from minhchung.organisation.queries import names_of
from minhchung.organisation.reorganisations import kinds_of, taken_over_on
from minhchung.staff.establishment import placements_on
from minhchung.staff.models import ON_QUOTA
from minhchung.staff.queries import quota_on

LIMITS, MERGED = "organisation.deputies", "organisation.merging"


@dataclass(frozen=True)
class Deputies:
    """The deputies of one unit on a day.

    Attributes:
        posts: how many posts it has by its quota, or people where none is given.
        many, most: how many deputies there are and may be; ``most`` None where no limit is known.
        borne_until: until (not including) which day more are borne after a reorganisation; None when they are not.
        cites: the texts.
    """

    unit: int
    name: str
    posts: int
    many: int
    most: int | None
    borne_until: date | None
    cites: str
    confirmed: bool

    @property
    def excess(self) -> int:
        """Deputies beyond the limit."""
        return max(0, self.many - self.most) if self.most is not None else 0


def is_deputy(post: str) -> bool:
    """Whether a post is a deputy's: "Phó Trưởng ban", "Phó Chánh Văn phòng"."""
    return fold(post).split()[:1] == ["pho"]


def deputies(day: date) -> tuple[Deputies, ...]:
    """Every unit that has deputies or exceeds its limit on a day, by name; nothing where the lawbook has no limits."""
    try:
        rule = lawbook.in_force(LIMITS, day)
    except lawbook.NoRule:
        return ()
    many: dict[int, int] = {}
    present: dict[int, int] = {}
    held = placements_on(day).filter(person__kind__in=ON_QUOTA)
    for unit, post in held.values_list("unit_id", "post"):
        present[unit] = present.get(unit, 0) + 1
        if is_deputy(post):
            many[unit] = many.get(unit, 0) + 1
    posts = dict(present)
    posts |= {each.unit_id: each.number for each in quota_on(day) if each.kind != "contracts"}
    kinds, names, taken = kinds_of(many), names_of(many, day), taken_over_on(many, day)
    rows = []
    for unit, count in many.items():
        size = posts.get(unit, 0)
        rows.append(
            Deputies(
                unit,
                names[unit],
                size,
                count,
                _most(rule.value, kinds.get(unit, ""), size),
                _borne_until(taken.get(unit), day),
                rule.cites,
                rule.confidence == "high",
            )
        )
    return tuple(sorted(rows, key=lambda row: row.name))


def _most(value: Any, kind: str, posts: int) -> int | None:
    for step in value.get(kind, ()):
        if "below" not in step or posts < step["below"]:
            return int(step["most"])
    return None


def _borne_until(on: date | None, day: date) -> date | None:
    """More deputies than the limit are borne for some years after a reorganisation."""
    if on is None:
        return None
    try:
        years = lawbook.in_force(MERGED, on).value["deputies_years"]
    except lawbook.NoRule:
        return None
    end = on.replace(year=on.year + years)
    return end if day < end else None
