"""The posts that an official holds: which units he works in, and under which title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from minhchung.dossiers.models import Posting
from minhchung.ground.kept.keeping import kept


@dataclass(frozen=True)
class Post:
    """A post in a unit; ``role`` is what may be done there, "" where it is what the account says."""

    unit_id: int
    post: str
    role: str
    since: date | None
    until: date | None

    def held_on(self, day: date) -> bool:
        """Whether it is held that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def posts_of(user: int, at: datetime) -> tuple[Post, ...]:
    """The posts that an account holds on a day, the one under its own role first."""
    return tuple(post for post in _all_posts(user) if post.held_on(at.date()))


def posting_of(user: int) -> Post | None:
    """Where an official works: the post under his account's own role, one that has not ended first."""
    return min(_all_posts(user), key=lambda post: (post.role, *_latest_first(post.until)), default=None)


def units_of(user: int, at: datetime) -> tuple[int, ...]:
    """The units of all posts that an account holds at a moment, each once, the one under its own role first."""
    return tuple(dict.fromkeys(post.unit_id for post in posts_of(user, at)))


def _latest_first(until: date | None) -> tuple[bool, int]:
    return (until is not None, -until.toordinal() if until is not None else 0)


@kept("postings")
def _all_posts(user: int) -> tuple[Post, ...]:
    """Every post that an account ever held, by role, in the order in which they were given."""
    rows = Posting.objects.filter(user=user).order_by("role", "id")
    return tuple(Post(row.unit_id, row.post, row.role, row.since, row.until) for row in rows)


def holders_of(units: Iterable[int], day: date) -> dict[int, tuple[int, ...]]:
    """The accounts that hold a post in each of some units on a day, by unit."""
    found: dict[int, list[int]] = {}
    rows = Posting.objects.filter(unit__in=set(units)).order_by("id")
    for row in rows.values_list("unit", "user", "post", "role", "since", "until"):
        unit, user, *post = row
        if Post(unit, *post).held_on(day) and user not in found.setdefault(unit, []):
            found[unit].append(user)
    return {unit: tuple(users) for unit, users in found.items()}


def holders_ever(units: Iterable[int]) -> frozenset[int]:
    """The accounts that hold or held a post in any of some units."""
    return frozenset(Posting.objects.filter(unit__in=set(units)).values_list("user", flat=True))
