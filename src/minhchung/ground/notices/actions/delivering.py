"""Delivering: claim one notice, hand it over, note what came of it, under a lease and a token.

Claiming is one statement, so two workers never hold the same notice. A worker that dies leaves its notice with a
lease that runs out; then anyone takes it up. A worker that was only slow and comes back after its lease finds the
token changed, and its report changes nothing: towards the server a notice may go out twice, with the same mark.

A notice that fails for good is followed by one on its next way, unless the server may have taken it after all:
then a person decides, because telling the same thing by two ways is telling twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from minhchung.ground.notices.actions.following import follow, replace
from minhchung.ground.notices.connectors import CannotSend, Connectors, Outgoing, TryAgain
from minhchung.ground.notices.models import Notice, NoticeState
from minhchung.ground.notices.patience import LEASE, MINUTES_BETWEEN_TRIES, next_wait
from minhchung.ground.notices.queries import masked

Clock = Callable[[], datetime]

_DUE = "(state = 'waiting' AND next_try_at <= %s OR state = 'sending' AND lease_until_at <= %s)"
#: MATERIALIZED: without it PostgreSQL may ask the inner question again for each row, and claim more than one.
_CLAIM = f"""
WITH due AS MATERIALIZED (
    SELECT id FROM notices_notice WHERE {_DUE} ORDER BY next_try_at, id LIMIT 1 {{skip}}
)
UPDATE notices_notice SET doubt = (doubt OR state = 'sending'), state = 'sending', token = token + 1,
    attempts = attempts + 1, lease_until_at = %s
WHERE id IN (SELECT id FROM due) AND {_DUE}
RETURNING *
"""  # noqa: S608 (put together from constants)
_REASON_LENGTH = 500


@dataclass(frozen=True)
class Delivered:
    """What a round of delivery did.

    Attributes:
        sent: handed over, with proof.
        postponed: failed and waiting for their next try.
        given_up: failed for good.
        diverted: failed for good, and another way or the corrected address takes over.
        overtaken: reports of this worker that came after its lease and changed nothing.
    """

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
    diverted: int = 0
    overtaken: int = 0


def deliver_due(*, clock: Clock, connectors: Connectors) -> Delivered:
    """Deliver everything that is due, one notice after the other.

    Must run outside a transaction: what is noted here is true whatever happens to the next notice. What came of one
    and the hold on the next are one lasting commit.

    Args:
        clock: gives the moment; sending takes time, so one moment would not do.
        connectors: by way; a way without one keeps its notices waiting, with that reason.
    """
    counted: Counter[str] = Counter()
    held = claim(clock())
    while held is not None:
        came_of_it = _sent(held, clock, connectors)
        with transaction.atomic():
            counted[came_of_it()] += 1
            held = _taken(clock())
    return Delivered(**counted)


def claim(at: datetime) -> Notice | None:
    """Take one due notice, the one that has waited longest; None when nothing is due.

    What the worker reports of it counts only while its token is this one.
    """
    due = Q(state=NoticeState.WAITING, next_try_at__lte=at) | Q(
        state=NoticeState.SENDING, lease_until_at__lte=at
    )
    if not Notice.objects.filter(due).exists():  # a look, so that an idle worker takes no lock
        return None
    return _taken(at)


def _taken(at: datetime) -> Notice | None:
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    moment, until = (connection.ops.adapt_datetimefield_value(each) for each in (at, at + LEASE))
    rows = list(Notice.objects.raw(_CLAIM.format(skip=skip), [moment, moment, until, moment, moment]))
    return rows[0] if rows else None


def _sent(held: Notice, clock: Clock, connectors: Connectors) -> Callable[[], str]:
    """Hand a notice over; what is to be noted of it, as a deed that says how it ended."""
    if held.attempts > len(MINUTES_BETWEEN_TRIES) + 1:
        reason = held.last_reason or "Lần nào tiến trình gửi cũng dừng giữa chừng."
        return lambda: _give_up(held, reason, clock())
    try:
        if held.way not in connectors:
            raise TryAgain(f"Chưa cấu hình cách gửi “{held.get_way_display()}”.")
        proof = connectors[held.way].send(
            Outgoing(
                held.key,
                held.way,
                held.recipient,
                held.subject,
                held.body,
                held.created_at,
                stop_url=held.values.get("dung_nhan", ""),
            )
        )
    except CannotSend as never:
        why = _without(held.recipient, never)
        return lambda: _give_up(held, why, clock())
    except TryAgain as later:
        why, doubt = _without(held.recipient, later), later.doubt
        return lambda: _postpone(held, why, clock(), doubt=doubt)
    columns = {"state": NoticeState.SENT, "sent_at": clock(), "next_try_at": None,
               "proof": _without(held.recipient, proof.text), "last_reason": "", "doubt": False}  # fmt: skip
    return lambda: _note(held, "sent", **columns)


def _postpone(held: Notice, reason: str, at: datetime, *, doubt: bool) -> str:
    """Try again later; an address that was corrected meanwhile is not tried again."""
    doubtful = {"doubt": True} if doubt else {}
    wait = next_wait(held.attempts)
    if wait is None:
        return _give_up(held, f"{reason} Đã thử {held.attempts} lần."[-_REASON_LENGTH:], at, **doubtful)
    still_there = Notice.objects.filter(pk=held.pk, token=held.token, state=NoticeState.SENDING, moved=False)
    if still_there.update(
        lease_until_at=None,
        state=NoticeState.WAITING,
        next_try_at=at + wait,
        last_reason=reason,
        **doubtful,
    ):
        return "postponed"
    return _give_up(held, reason, at, **doubtful)


@transaction.atomic
def _give_up(held: Notice, reason: str, at: datetime, **doubtful: bool) -> str:
    """Fail for good, and put the notice that takes over where there is one and nothing speaks against it."""
    columns = {"state": NoticeState.GIVEN_UP, "next_try_at": None, "last_reason": reason, **doubtful}
    outcome = _note(held, "given_up", **columns)
    if outcome == "overtaken":
        return outcome
    notice = Notice.objects.select_for_update().get(pk=held.pk)
    if notice.doubt and not notice.moved:
        return outcome
    if follow(notice, [(way, recipient) for way, recipient in notice.spares], at=at) is None:
        return outcome
    replace(notice, reason)
    return "diverted"


def _note(held: Notice, outcome: str, **columns: Any) -> str:
    """Write what came of it, if the notice is still ours."""
    mine = Notice.objects.filter(pk=held.pk, token=held.token, state=NoticeState.SENDING)
    return outcome if mine.update(lease_until_at=None, **columns) else "overtaken"


def _without(recipient: str, said: object) -> str:
    """What a server said, without the address that it likes to repeat."""
    return str(said).replace(recipient, masked(recipient))[:_REASON_LENGTH]
