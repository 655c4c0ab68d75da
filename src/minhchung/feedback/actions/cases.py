"""Complaints and denunciations: entered, accepted or not, given to named persons, extended, concluded, closed.

Both follow one table of moves; their limits are the lawbook's. What was said stands only under seal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.dossiers.actions.numbering import next_number
from minhchung.feedback import limits
from minhchung.feedback.actions.acting import ROOM, Hand, Matter, acting, beginning, rule_on
from minhchung.feedback.models import (
    Complaint,
    ComplaintEvent,
    ComplaintNamed,
    Denunciation,
    DenunciationEvent,
    DenunciationNamed,
)
from minhchung.feedback.moves import COMPLAINT, DENUNCIATION, CaseDeed
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.trail import actions as trail
from minhchung.rules.deadlines import said

NAMED = {Complaint: ComplaintNamed, Denunciation: DenunciationNamed}


def _complaints_reader(record: Complaint, by: Actor) -> None:
    """Whoever may handle complaints (``approves``), and whoever is named."""
    if not by.approves and not record.named.filter(user=by.user).exists():
        raise Refusal("Không có vụ việc này.")


def _named_only(record: Denunciation, by: Actor) -> None:
    if by.user is None or not record.named.filter(user=by.user).exists():
        raise Refusal("Không có vụ việc này.")


COMPLAINTS = Matter("complaint", Complaint, ComplaintEvent, COMPLAINT, check=_complaints_reader)
DENUNCIATIONS = Matter("denunciation", Denunciation, DenunciationEvent, DENUNCIATION, check=_named_only)


@dataclass(frozen=True)
class Filing:
    """What is written down when a complaint or denunciation comes in; all of it but the channel is sealed.

    ``remote``: of a complaint, a remote place; of a denunciation, several places must be asked about who sent it.
    """

    channel: str
    who: str
    contact: str
    against: str
    content: str
    remote: bool = False
    round: str = ""


@transaction.atomic
def receive(
    *, matter: Matter, filing: Filing, named: Iterable[int], by: Actor, at: datetime, form: str = ""
) -> Any:
    """Enter it into its book; the limit for accepting it begins to run.

    Args:
        named: accounts that may see it besides the one who enters it.

    Raises:
        Repeated: the form was done before.
        Refusal: without a name (an anonymous one is no complaint or denunciation), without content, no agency entered.
    """
    for name, words in (("who", "họ tên người gửi"), ("content", "nội dung")):
        if not getattr(filing, name).strip():
            raise Refusal(f"Phải ghi {words}: đơn không rõ thì không vào sổ này.", field_name=name)
    is_complaint = matter is COMPLAINTS
    prefix, series = ("KN", "complaint") if is_complaint else ("TC", "denunciation")
    record = matter.model(
        code=f"{prefix}/{at.year}/{next_number(series, at.year):04d}",
        channel=filing.channel,
        remote=filing.remote,
        received_at=at,
        who=filing.who.strip(),
        contact=filing.contact.strip(),
        against=filing.against.strip(),
        content=filing.content.strip(),
        conclusion="",
        **({"round": filing.round} if is_complaint else {}),
    )
    with beginning(matter, CaseDeed.RECEIVE, record, by=by, at=at, form=form) as hand:
        rule = rule_on(limits.COMPLAINTS if is_complaint else limits.DENUNCIATIONS, at)
        part = "accept" if is_complaint or not filing.remote else "accept_remote"
        hand.count("accept_due_at", rule.value[part], rule.cites)
        hand.tell(reason="")
    _name(record, by.user, "Người vào sổ", at)
    for user in named:
        _name(record, user, "Người giải quyết", at)
    return record


def accept(
    *,
    matter: Matter,
    number: int,
    revision: int | None,
    by: Actor,
    at: datetime,
    reason: str = "",
    form: str = "",
) -> Any:
    """Accept it; the limit for settling it begins to run, of a denunciation also the one for telling.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`.
    """
    with acting(matter, CaseDeed.ACCEPT, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        record.accepted_at = at
        hand.tell(reason=reason.strip())
        if matter is COMPLAINTS:
            rule = rule_on(limits.COMPLAINTS, at)
            part = rule.value[record.round]
            hand.count("due_at", limits.days(part["remote" if record.remote else "days"]), rule.cites)
        else:
            rule = rule_on(limits.DENUNCIATIONS, at)
            hand.count("due_at", rule.value["settle"], rule.cites)
            hand.count("notify_due_at", rule.value["notify"], rule.cites)
    return hand.record


def decline(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """Do not accept it, with the reason that the sender is told.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; no reason.
    """
    return _ended(
        matter, CaseDeed.DECLINE, number, revision, reason, "Không thụ lý phải nêu rõ lý do", by, at, form
    )


def hand_over(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """Pass it to the body that is competent, named in ``reason``.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nobody named.
    """
    return _ended(matter, CaseDeed.HAND_OVER, number, revision, reason, "Phải ghi cơ quan nhận", by, at, form)


def withdraw(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """The sender takes it back in writing.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; no writing named.
    """
    return _ended(
        matter, CaseDeed.WITHDRAW, number, revision, reason, "Phải ghi văn bản rút đơn", by, at, form
    )


def name_persons(
    *,
    matter: Matter,
    number: int,
    revision: int | None,
    users: Iterable[int],
    task: str,
    by: Actor,
    at: datetime,
    decision: str = "",
    form: str = "",
) -> Any:
    """Give a task in the case to persons by name; from now on they see it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nobody, no task.
    """
    with acting(matter, CaseDeed.NAME, number=number, revision=revision, by=by, at=at, form=form) as hand:
        task = hand.need(task, "task", "Phải ghi việc được giao")
        chosen = list(users)
        if not chosen:
            raise Refusal("Chưa chọn người nào.", field_name="users")
        for user in chosen:
            _name(hand.record, user, task, at)
        hand.tell(to=", ".join(str(accounts.user(user)) for user in chosen)[:255])
        hand.tell(reason=f"{task}. {decision.strip()}".strip())
    return hand.record


def extend(
    *,
    matter: Matter,
    number: int,
    revision: int | None,
    reason: str,
    by: Actor,
    at: datetime,
    special: bool = False,
    form: str = "",
) -> Any:
    """Prolong the limit because the matter is complicated, as often and as far as the law allows.

    Args:
        special: of a denunciation, it is specially complicated and may be prolonged twice.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; too often, after its end, no reason.
    """
    with acting(matter, CaseDeed.EXTEND, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        reason = hand.need(reason, "reason", "Phải ghi vì sao vụ việc phức tạp")
        if at.date() > record.due_at.date():
            raise Refusal(f"Đã hết hạn giải quyết từ {said(record.due_at)}: không gia hạn được nữa.")
        rule = rule_on(
            limits.COMPLAINTS if matter is COMPLAINTS else limits.DENUNCIATIONS, record.accepted_at
        )
        allowed = rule.value["extensions_special" if special and matter is DENUNCIATIONS else "extensions"]
        if record.extensions >= allowed:
            raise Refusal(f"Đã gia hạn {record.extensions} lần, pháp luật cho {allowed} lần ({rule.cites}).")
        if matter is COMPLAINTS:
            part = rule.value[record.round]
            longest = part["remote_complicated" if record.remote else "complicated"]
            longest += record.suspended_days  # that time does not count
            hand.count("due_at", limits.days(longest), rule.cites, start=record.accepted_at)
        else:
            hand.count("due_at", rule.value["extension"], rule.cites, start=record.due_at)
        record.extensions += 1
        hand.tell(reason=reason)
    return hand.record


def conclude(
    *,
    matter: Matter,
    number: int,
    revision: int | None,
    outcome: str,
    decision: str,
    conclusion: str,
    by: Actor,
    at: datetime,
    form: str = "",
) -> Any:
    """Write down the decision or conclusion; the limit for sending or publishing it begins to run.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; number, outcome or text is missing.
    """
    with acting(matter, CaseDeed.CONCLUDE, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        record.decision = hand.need(decision, "decision", "Phải ghi số quyết định, kết luận")[:60]
        record.conclusion = hand.need(conclusion, "conclusion", "Phải ghi nội dung quyết định, kết luận")
        record.outcome, record.concluded_at = outcome, at
        if matter is COMPLAINTS:
            rule = rule_on(limits.COMPLAINTS, at)
            hand.count("send_due_at", rule.value[record.round]["send"], rule.cites)
        else:
            rule = rule_on(limits.DENUNCIATIONS, at)
            hand.count("send_due_at", rule.value["send"], rule.cites)
        hand.tell(reason=f"{record.decision}: {record.get_outcome_display()}")
    return hand.record


def close(
    *, matter: Matter, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Any:
    """Close the file: the result was sent, of a denunciation also made public without telling who denounced.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nothing said of the sending.
    """
    with acting(matter, CaseDeed.CLOSE, number=number, revision=revision, by=by, at=at, form=form) as hand:
        hand.record.closed_at = at
        hand.tell(reason=hand.need(reason, "reason", "Phải ghi đã gửi, công khai kết quả thế nào"))
    return hand.record


@transaction.atomic
def open_identity(*, matter: Matter, number: int, reason: str, by: Actor, at: datetime) -> dict[str, str]:
    """Open who complained or denounced, once, for somebody who may; who opened it and why stays in the trail.

    Returns:
        ``who`` and ``contact``.

    Raises:
        Refusal: no such record for him, no reason.
    """
    record = matter.model.objects.filter(pk=number).first()
    if record is None:
        raise Refusal("Không có vụ việc này.")
    matter.check(record, by)
    if not reason.strip():
        raise Refusal("Phải ghi vì sao cần xem.", field_name="reason")
    details = {"fields": ["who", "contact"], "reason": reason.strip()}
    deed = trail.Deed(ROOM, matter.name, record.pk, "open_sealed", by.username, at, details)
    trail.write_one(deed, recorded_at=at)
    return {"who": record.who.open(), "contact": record.contact.open()}


@transaction.atomic
def note_reading(*, matter: Matter, record: Any, by: Actor, at: datetime) -> None:
    """Write down that somebody opened a case: whom it is against and what is said; not who sent it."""
    details = {"fields": ["against", "content", "conclusion"]}
    deed = trail.Deed(ROOM, matter.name, record.pk, "open_sealed", by.username, at, details)
    trail.write_one(deed, recorded_at=at)


def _ended(
    matter: Matter,
    deed: str,
    number: int,
    revision: int | None,
    reason: str,
    sentence: str,
    by: Actor,
    at: datetime,
    form: str,
) -> Any:
    with acting(matter, deed, number=number, revision=revision, by=by, at=at, form=form) as hand:
        _end(hand, reason, sentence)
    return hand.record


def _end(hand: Hand, reason: str, sentence: str) -> None:
    hand.record.ended_at = hand.at
    hand.tell(reason=hand.need(reason, "reason", sentence))


def _name(record: Any, user: int | None, task: str, at: datetime) -> None:
    if user is not None:
        NAMED[type(record)]._default_manager.update_or_create(
            record=record, user_id=user, defaults={"task": task[:120], "since_at": at}
        )
