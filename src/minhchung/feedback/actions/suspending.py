"""Settling a complaint or denunciation is suspended, goes on, or is stopped; a suspended limit stands still."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhchung.feedback import limits
from minhchung.feedback.actions.acting import Hand, Matter, acting, rule_on
from minhchung.feedback.actions.cases import COMPLAINTS
from minhchung.feedback.limits import Told
from minhchung.feedback.moves import CaseDeed, CaseState
from minhchung.ground.deeds.acting import Actor, Refusal


def suspend(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """Suspend the settling on a ground that the law names; the limit stands still from this day on.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; no ground; the law knows none.
    """
    with acting(matter, CaseDeed.SUSPEND, number=number, revision=revision, by=by, at=at, form=form) as hand:
        _held_by_law(hand, matter)
        hand.record.suspended_at = at
        hand.tell(reason=hand.need(reason, "reason", "Phải ghi căn cứ tạm đình chỉ, số quyết định"))
    return hand.record


def resume(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """The ground is gone: settling goes on, and the days that were left of the limit run from now.

    A limit that had already ended when settling was suspended stays ended.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nothing said of why.
    """
    with acting(matter, CaseDeed.RESUME, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        hand.tell(reason=hand.need(reason, "reason", "Phải ghi vì sao tiếp tục giải quyết"))
        line = next(each for each in Told.of(record.explanation).lines if each["name"] == "due_at")
        run = record.suspended_at.date() - datetime.fromisoformat(line["from"]).date()
        left = line["value"] - run.days
        if left > 0:
            cites = matter.table.move(CaseState.SUSPENDED, CaseDeed.RESUME).cites
            hand.count("due_at", limits.days(left), cites)
        record.suspended_days += (at.date() - record.suspended_at.date()).days
        record.suspended_at = None
    return hand.record


def stop(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """Stop settling for good on a ground that the law names; for a withdrawal there is a deed of its own.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; no ground; the law knows none.
    """
    with acting(matter, CaseDeed.STOP, number=number, revision=revision, by=by, at=at, form=form) as hand:
        _held_by_law(hand, matter)
        hand.record.ended_at = at
        hand.tell(reason=hand.need(reason, "reason", "Phải ghi căn cứ đình chỉ, số quyết định"))
    return hand.record


def _held_by_law(hand: Hand, matter: Matter) -> None:
    rule = rule_on(limits.COMPLAINTS if matter is COMPLAINTS else limits.DENUNCIATIONS, hand.at)
    if not rule.value["suspends"]:
        raise Refusal(f"Luật đang có hiệu lực không quy định tạm đình chỉ, đình chỉ ({rule.cites}).")
