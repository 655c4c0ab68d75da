"""How far somebody sees and what he may do where: his account, his posts, and what was lent to him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from minhchung.dossiers.desk_queries import Whose
from minhchung.dossiers.models import Charge, Dossier, Follower, Sight
from minhchung.dossiers.models.sight import ALL, NOTHING
from minhchung.dossiers.posts import posts_of, units_of
from minhchung.ground.accounts.lending import lent_to
from minhchung.ground.accounts.policy import PERMITS, May, Reach, Role, reach_of
from minhchung.organisation import queries as organisation

_WHOLE = frozenset({Reach.AGENCY, Reach.ABOVE})


@dataclass(frozen=True)
class Stand:
    """One capacity in which somebody stands: a role in some units, his own or that of one for whom he stands in.

    ``lender`` is that one's account, "" for his own capacities; ``units`` are those that he was posted to.
    """

    role: str
    user: int
    units: frozenset[int]
    permits: frozenset[May]
    lender: str = ""


def stands_of(user: Any, at: datetime) -> tuple[Stand, ...]:
    """Every capacity of an account at a moment: its own first, then further posts, then those of lenders."""
    if not user.is_active:
        return ()
    mine = _own_stands(user, at)
    lent = [
        Stand(each.role, each.user, each.units, each.permits & lending.permits, lending.giver.username)
        for lending in lent_to(user, at)
        for each in _own_stands(lending.giver, at)
        if each.permits & lending.permits
    ]
    return (*mine, *lent)


def sight_of(user: Any, at: datetime) -> Sight:
    """What an account sees at a moment, in all its capacities together. Asked once for each request's account."""
    if user.is_active and reach_of(user.role) in _WHOLE:
        return ALL
    kept: tuple[datetime, Sight] | None = getattr(user, "kept_sight", None)
    minute = at.replace(second=0, microsecond=0)
    if kept is None or kept[0] != minute:
        kept = (minute, _seen(stands_of(user, at), at))
        user.kept_sight = kept
    return kept[1]


def visible(user: Any, at: datetime) -> QuerySet[Dossier]:
    """The dossiers that an account sees at a moment."""
    return Dossier.objects.visible_to(sight_of(user, at))


def followers_seen(user: Any, at: datetime) -> QuerySet[Follower] | None:
    """Who follows the dossiers that an account sees at a moment; None when it sees all of them."""
    sight = sight_of(user, at)
    if not sight.limits:
        return None
    return Follower.objects.filter(dossier__in=Dossier.objects.visible_to(sight))


def may_on(user: Any, what: May, dossier: int, at: datetime) -> bool:
    """Whether an account may do something on one dossier: in a capacity that both allows it and reaches the dossier."""
    able = tuple(each for each in stands_of(user, at) if what in each.permits)
    return bool(able) and Dossier.objects.visible_to(_seen(able, at)).filter(pk=dossier).exists()


def reached(user: Any, what: May, dossiers: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Of many dossiers, those on which an account may do something, each with the account that lent it, or ""."""
    found: dict[int, str] = {}
    for stand in (each for each in stands_of(user, at) if what in each.permits):
        rows = Dossier.objects.visible_to(_seen((stand,), at)).filter(pk__in=dossiers)
        for number in rows.values_list("pk", flat=True):
            found.setdefault(number, stand.lender)
    return found


def permits_on(user: Any, dossier: int, at: datetime) -> frozenset[May]:
    """Everything that an account may do on one dossier, in any capacity that reaches it."""
    found: frozenset[May] = frozenset()
    for stand in stands_of(user, at):
        if (
            stand.permits - found
            and Dossier.objects.visible_to(_seen((stand,), at)).filter(pk=dossier).exists()
        ):
            found |= stand.permits
    return found


def more_permits(user: Any, at: datetime) -> Mapping[May, str]:
    """Permits beyond an account's role, each with the account that lent it, "" where a further post brings it."""
    found: dict[May, str] = {}
    for stand in stands_of(user, at):
        for permit in stand.permits:
            found.setdefault(permit, stand.lender)
    return found


def whose_of(user: Any, at: datetime) -> Whose:
    """For whom "mine" and "my unit's" are drawn: an account, every unit it is posted to, and what it sees."""
    return Whose(user.pk, units_of(user.pk, at), sight_of(user, at))


def _own_stands(user: Any, at: datetime) -> tuple[Stand, ...]:
    posts = posts_of(user.pk, at)
    plain = frozenset(each.unit_id for each in posts if not each.role)
    further = (each for each in posts if each.role)
    return (
        Stand(user.role, user.pk, plain, _permits(user.role)),
        *(Stand(each.role, user.pk, frozenset((each.unit_id,)), _permits(each.role)) for each in further),
    )


def _permits(role: str) -> frozenset[May]:
    return PERMITS[Role(role)] if role in set(Role) else frozenset()


def _seen(stands: tuple[Stand, ...], at: datetime) -> Sight:
    """What several capacities see together."""
    if not stands:
        return NOTHING
    if any(reach_of(each.role) in _WHOLE for each in stands):
        return ALL
    posted = frozenset().union(*(each.units for each in stands if reach_of(each.role) == Reach.UNIT))
    units = organisation.reached_from(posted, at.date()) if posted else frozenset()
    home = organisation.home_agency(at.date()) or organisation.home_agency()
    if home is not None and home.pk in units:  # who is posted to the agency itself is posted to all of it
        return ALL
    on = at.date()
    charges = Charge.objects.filter(
        Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on), unit__in=units
    )
    fields = charges.values_list("field", flat=True).distinct() if units else ()
    users = frozenset(each.user for each in stands)
    return Sight(
        everything=False,
        users=tuple(sorted(users)),
        units=tuple(sorted(units)),
        fields=tuple(sorted(fields)),
    )
