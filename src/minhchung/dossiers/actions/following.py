"""Telling those who follow a dossier by e-mail: asked for, confirmed, told with each deed, ended.

An address is told once of a deed: where the applicant's own notice of it goes there, nothing else does. When the
telling ends, by one click or by time, the address is gone, from here and from the outbox.
"""

from __future__ import annotations

import secrets
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from minhchung.dossiers.actions.telling import TELLS, road_used, tell_applicant
from minhchung.dossiers.models import Dossier, Follower, Telling
from minhchung.dossiers.papers.tokens import dossier_of, token_of
from minhchung.dossiers.tracking import PUBLIC_DEEDS, may_be_followed
from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.masking import masked
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.models import Occasion, Way
from minhchung.ground.notices.queries import is_used
from minhchung.ground.prepared import Prepared
from minhchung.ground.sealed.fields import matching
from minhchung.ground.sealed.value import Sealed
from minhchung.ground.trail import actions as trail
from minhchung.organisation import queries as organisation
from minhchung.procedures.queries import version_row
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import STATE_NAMES, Deed, State

#: Who acts where nobody is signed in.
OUTSIDER = "công dân"
#: At most so many addresses are told of one dossier, those that have not confirmed among them.
MOST = 5
_STOP = "stop-following"
_MATTER = "follower"
_CONFIRMED = Prepared(
    lambda dossier: Follower.objects.filter(dossier=dossier, confirmed_at__isnull=False).order_by("pk"),
    by=int,
)


@transaction.atomic
def ask_to_follow(*, dossier: int, address: str, at: datetime) -> None:
    """Send the link by which the owner of an address confirms that he wants to be told.

    Whether the address is told already is neither said nor seen: then nothing is sent.

    Raises:
        Refusal: nothing will be told any more, or as many addresses as may be are told.
    """
    found = Dossier.objects.select_for_update().filter(pk=dossier).first()
    if found is None or not may_be_followed(found, at):
        raise Refusal(_("Hồ sơ này không còn tin gì để gửi qua thư điện tử."))
    rows = Follower.objects.filter(dossier=found)
    if rows.filter(Q(confirmed_at__isnull=False) | Q(confirm_until_at__gt=at)).count() >= MOST:
        raise Refusal(
            _("Hồ sơ này đã đủ %(most)s địa chỉ nhận tin. Dừng bớt một địa chỉ rồi đăng ký lại.")
            % {"most": MOST}
        )
    follower = rows.filter(matching(Follower, "address_index", address)).first()
    if follower is not None and follower.confirmed_at is not None:
        return
    if follower is None:
        follower = Follower(dossier=found, address=address, masked=masked("email", address), asked_at=at)
    else:
        notices.drop(room="dossiers", matter=_MATTER, records=[follower.pk])
    token = secrets.token_hex(20)
    follower.confirm_hash = _hash(token)
    follower.confirm_until_at = at + timedelta(hours=settings.FOLLOW_CONFIRM_HOURS)
    follower.save()
    _put(
        follower,
        found,
        Occasion.TRACKED_ASKED,
        address,
        key=f"ask:{_hash(token)[:16]}",
        values={"xac_nhan": settings.PUBLIC_URL + reverse("confirm_following", args=[token])},
        at=at,
    )
    _write(found.pk, "ask_to_follow", follower.pk, at)


def waiting(token: str, at: datetime) -> str | None:
    """The code of the dossier whose link this is, while it is good; None for every other one."""
    row = _by_link(token, at)
    return row.dossier.code if row is not None else None


@transaction.atomic
def confirm(*, token: str, at: datetime) -> str | None:
    """The owner of the address wants to be told; returns the dossier's code, None for a link that is not good."""
    row = _by_link(token, at)
    if row is None:
        return None
    done = Follower.objects.filter(pk=row.pk, confirm_hash=_hash(token)).update(
        confirm_hash="", confirmed_at=at
    )
    if not done:  # a second click at the same instant
        return None
    notices.drop(room="dossiers", matter=_MATTER, records=[row.pk])
    _write(row.dossier_id, "follow", row.pk, at)
    return row.dossier.code


def followed_by(token: str) -> str | None:
    """The code of the dossier that the mail with this link told of; "" when the telling has ended; None: no link."""
    number = dossier_of(token, _STOP)
    if number is None:
        return None
    row = Follower.objects.select_related("dossier").filter(pk=number).first()
    return row.dossier.code if row is not None else ""


@transaction.atomic
def unfollow(*, token: str, at: datetime) -> None:
    """End the telling, by the link that stands in every mail; again does nothing."""
    row = Follower.objects.filter(pk=dossier_of(token, _STOP) or 0).first()
    if row is not None:
        _end(row, "unfollow", at)


@dataclass(frozen=True)
class Change:
    """What a deed changed: the state and the limit before it; and whether it is news to the applicant.

    ``nothing_new``: nothing that he was told has changed. ``face_to_face``: he hears it at the counter.
    """

    state: str
    due_at: datetime | None
    nothing_new: bool = False
    face_to_face: bool = False


def tell(dossier: Dossier, deed: Deed, change: Change, *, reason: str, at: datetime) -> Telling | None:
    """Tell the applicant of a deed, and those who follow, in the transaction of the deed.

    Args:
        dossier: as the deed leaves it; its revision is the number of the deed in its story.

    Returns:
        How the applicant is told; None when the deed tells him nothing.
    """
    if change.nothing_new:
        return Telling.SAME
    told = _tell_followers(dossier, deed, change, at)
    if change.face_to_face:
        return Telling.COUNTER if deed in TELLS else None
    return tell_applicant(dossier, deed, event=dossier.revision, reason=reason, at=at, told=told)


def _tell_followers(dossier: Dossier, deed: Deed, change: Change, at: datetime) -> Set[str]:
    """Put what a deed changed into the outbox for those who follow; returns the addresses, without capitals.

    The first deed makes a dossier: nobody follows it yet. Where the applicant's own notice goes, no other one does.
    """
    if dossier.revision <= 1 or deed not in PUBLIC_DEEDS:
        return frozenset()
    moved = dossier.due_at != change.due_at
    if deed not in TELLS and dossier.state == change.state and not moved:
        return frozenset()
    if not settings.PUBLIC_URL:  # a mail could lead nowhere: nobody follows, so nobody is looked for
        return frozenset()
    followers = _CONFIRMED.all(dossier.pk)
    if not followers or not is_used(Occasion.TRACKED, Way.EMAIL, at.date()):
        return frozenset()
    road = None if change.face_to_face else road_used(dossier, deed, at)
    own = road[1].casefold() if road is not None and road[0] == Way.EMAIL else ""
    reached = set()
    version = version_row(dossier.version_id)
    for each in followers:
        address: str = cast(Sealed, each.address).open()
        if address.casefold() == own:
            continue
        reached.add(address.casefold())
        with translation.override("vi"):
            values = {
                "thu_tuc": version.name if version else "",
                "viec": str(PUBLIC_DEEDS[deed]),
                "trang_thai": str(STATE_NAMES[State(dossier.state)]),
                "luc": said(at),
                "hen_tra": said(dossier.due_at) if moved and dossier.due_at else "",
                "tra_cuu": settings.PUBLIC_URL + reverse("track"),
                "dung_nhan": settings.PUBLIC_URL + reverse("stop_following", args=[token_of(each.pk, _STOP)]),
            }
        _put(each, dossier, Occasion.TRACKED, address, key=f"event:{dossier.revision}", values=values, at=at,
             event=dossier.revision)  # fmt: skip
    return reached


def end_what_is_over(*, at: datetime) -> int:
    """End the telling where nobody confirmed in time, and of dossiers long over; returns how many.

    What a worker was sending when it ended is forgotten here too.
    """
    over = at - timedelta(days=settings.FOLLOW_DAYS)
    rows = Follower.objects.annotate(
        over_at=Greatest("dossier__ended_at", Coalesce("dossier__returned_at", "dossier__ended_at"))
    )
    ended = 0
    for row in rows.filter(Q(confirmed_at__isnull=True, confirm_until_at__lte=at) | Q(over_at__lte=over)):
        with transaction.atomic():
            locked = Follower.objects.select_for_update().filter(pk=row.pk, confirm_hash=row.confirm_hash)
            found = locked.first()
            if found is not None:
                _end(found, "end_following", at)
                ended += 1
    left = set(notices.undropped(room="dossiers", matter=_MATTER))
    if left:
        left -= set(Follower.objects.filter(pk__in=left).values_list("pk", flat=True))
        with transaction.atomic():
            notices.drop(room="dossiers", matter=_MATTER, records=left)
    return ended


def _by_link(token: str, at: datetime) -> Follower | None:
    rows = Follower.objects.select_related("dossier").filter(confirmed_at__isnull=True)
    return rows.filter(confirm_hash=_hash(token), confirm_until_at__gt=at).first()


def _end(row: Follower, deed: str, at: datetime) -> None:
    number = row.pk
    notices.drop(room="dossiers", matter=_MATTER, records=[number])
    dossier = row.dossier_id
    row.delete()
    _write(dossier, deed, number, at)


def _put(
    follower: Follower,
    dossier: Dossier,
    occasion: Occasion,
    address: str,
    *,
    key: str,
    values: dict[str, str],
    at: datetime,
    event: int | None = None,
) -> None:
    names = organisation.names_of([dossier.settled_by_id], at.date())
    notices.put(
        key=f"follower:{follower.pk}:{key}",
        occasion=occasion,
        way=Way.EMAIL,
        recipient=address,
        matter=notices.Matter("dossiers", _MATTER, follower.pk, dossier.code),
        values={"ma_ho_so": dossier.code, "co_quan": names[dossier.settled_by_id], **values},
        at=at,
        event=event,
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _write(dossier: int, deed: str, follower: int, at: datetime) -> None:
    told = trail.Deed("dossiers", "dossier", dossier, deed, OUTSIDER, at, {"follower": follower})
    trail.write_one(told, recorded_at=at)
