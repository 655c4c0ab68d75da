"""Lending permits for an absence: by a deed, for a span, with a reason; and which are lent at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from minhchung.ground.accounts.models import Delegation, User
from minhchung.ground.accounts.policy import LENDABLE, PERMIT_NAMES, PERMITS, May, Role
from minhchung.ground.kept.keeping import kept
from minhchung.ground.trail.actions import Deed, write

ROOM, MATTER = "accounts", "delegation"


class CannotLend(ValueError):
    """The permits were not lent, or not taken back; says why and which field is to blame."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotHis(CannotLend):
    """There is no such delegation, or it is another one's."""


@dataclass(frozen=True)
class Lent:
    """Permits that one account holds of another at a moment."""

    giver: User
    permits: frozenset[May]


@dataclass(frozen=True)
class _Span:
    """From when until when permits are lent, and by which account."""

    giver: int
    permits: frozenset[May]
    since_at: datetime
    until_at: datetime


def own_permits(user: User) -> frozenset[May]:
    """What an account may lend: what its own role allows and may be lent at all; never what was lent to it."""
    return PERMITS.get(Role(user.role), frozenset()) & LENDABLE if user.role in set(Role) else frozenset()


@transaction.atomic
def lend(
    *,
    giver: User,
    taker: User,
    permits: Iterable[May],
    since: datetime,
    until: datetime,
    reason: str,
    by: str,
    at: datetime,
) -> Delegation:
    """Lend permits from a moment until a moment.

    Raises:
        CannotLend: to himself, to a closed account, more than the giver's own, no span, a span that is over, no reason.
    """
    wanted = frozenset(permits)
    if giver.pk == taker.pk:
        raise CannotLend("Không thể giao quyền cho chính mình.", "taker")
    if not taker.is_active:
        raise CannotLend("Tài khoản này đã ngừng hoạt động.", "taker")
    if not wanted:
        raise CannotLend("Hãy chọn ít nhất một quyền.", "permits")
    more = wanted - own_permits(giver)
    if more:
        names = ", ".join(sorted(PERMIT_NAMES[each] for each in more))
        raise CannotLend(
            f"Không giao được quyền mà người giao không có hoặc không được giao: {names}.", "permits"
        )
    if until <= since or until <= at:
        raise CannotLend("Thời điểm kết thúc phải sau thời điểm bắt đầu và sau bây giờ.", "until")
    if not reason.strip():
        raise CannotLend("Phải ghi lý do vắng mặt.", "reason")
    made = Delegation.objects.create(
        giver=giver,
        taker=taker,
        permits=" ".join(sorted(wanted)),
        since_at=since,
        until_at=until,
        reason=reason.strip(),
        made_by=by,
        made_at=at,
    )
    details = {
        "giver": giver.username,
        "taker": taker.username,
        "permits": sorted(wanted),
        "since": since,
        "until": until,
        "reason": made.reason,
    }
    write([Deed(ROOM, MATTER, made.pk, "lend", by, at, details)], recorded_at=at)
    return made


@transaction.atomic
def take_back(*, number: int, by: User, at: datetime) -> Delegation:
    """End a delegation before its time: its giver takes it back, or its taker gives it back.

    Raises:
        NotHis: there is none, or it is another one's.
        CannotLend: it is over already.
    """
    found = Delegation.objects.select_for_update().select_related("giver", "taker").filter(pk=number).first()
    if found is None or by.pk not in (found.giver_id, found.taker_id):
        raise NotHis("Không có lần giao quyền này.")
    if found.ended_at is not None or found.until_at <= at:
        raise CannotLend("Lần giao quyền này đã kết thúc.")
    found.ended_at, found.ended_by = at, by.username
    found.save(update_fields=["ended_at", "ended_by"])
    details = {"giver": found.giver.username, "taker": found.taker.username}
    write([Deed(ROOM, MATTER, found.pk, "take_back", by.username, at, details)], recorded_at=at)
    return found


def lent_to(user: User, at: datetime) -> tuple[Lent, ...]:
    """What is lent to an account at a moment: never more than the giver himself still holds."""
    now = [span for span in _spans(user.pk) if span.since_at <= at < span.until_at]
    if not now:
        return ()
    givers = {
        each.pk: each for each in User.objects.filter(is_active=True, pk__in=[span.giver for span in now])
    }
    return tuple(
        Lent(givers[span.giver], span.permits & own_permits(givers[span.giver]))
        for span in now
        if span.giver in givers
    )


@kept("delegations")
def _spans(taker: int) -> tuple[_Span, ...]:
    """What was lent to an account and not taken back, whenever it holds."""
    rows = Delegation.objects.filter(taker=taker, ended_at=None).order_by("since_at", "id")
    return tuple(_Span(row.giver_id, permits_of(row), row.since_at, row.until_at) for row in rows)


def permits_of(row: Delegation) -> frozenset[May]:
    """The permits that a row names; names that are no more are left out."""
    return frozenset(May(each) for each in row.permits.split() if each in set(May))


def delegations_of(user: User | None, limit: int = 50) -> tuple[Delegation, ...]:
    """The newest delegations that an account gave or got; everybody's when none is named."""
    rows = Delegation.objects.select_related("giver", "taker").order_by("-since_at", "-id")
    if user is not None:
        rows = rows.filter(Q(giver=user.pk) | Q(taker=user.pk))
    return tuple(rows[:limit])
