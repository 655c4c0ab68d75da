"""Receiving and sorting: entered by every channel, classified, refused, sent back for what is lacking, passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minhchung.dossiers.actions.numbering import next_number
from minhchung.dossiers.desk_queries import dossier_coded
from minhchung.feedback import limits
from minhchung.feedback.actions.acting import Hand, Matter, acting, beginning, rule_on
from minhchung.feedback.actions.telling import tell_sender
from minhchung.feedback.models import Feedback, FeedbackChannel, FeedbackEvent, Kind, SenderKind, Source
from minhchung.feedback.moves import FEEDBACK, Deed
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.intake.folding import fold
from minhchung.rules.deadlines import said


def _ours(record: Feedback, by: Actor) -> None:
    del by
    if record.source != Source.DESK:
        raise Refusal(
            f"{record.code} do Cổng Dịch vụ công quốc gia hoặc sổ cũ quản lý; hãy xử lý ở đó. "
            "Ở đây được cập nhật bằng cách nhập tệp hoặc ghi sổ."
        )


MATTER = Matter("feedback", Feedback, FeedbackEvent, FEEDBACK, check=_ours, open_trail=True)


@dataclass(frozen=True)
class Message:
    """What a sender hands in. Name and contact are personal data.

    ``sent_at`` is when it was sent (a letter: when it was posted); ``transferred_at`` when another body passed it on
    to us, None when it came straight.
    """

    kind: str
    sector: str
    content: str
    channel: str
    sent_at: datetime
    from_kind: str = SenderKind.PERSON
    sender_name: str = ""
    sender_contact: str = ""
    sender_email: str = ""
    sender_phone: str = ""
    transferred_at: datetime | None = None


@transaction.atomic
def receive(*, message: Message, by: Actor, at: datetime, form: str = "") -> Feedback:
    """Enter a reflection or recommendation; its limits run from sending, or from when it was passed on to us.

    Raises:
        Repeated: the form was done before.
        Refusal: nothing said, no way to answer, sent after it was received, no agency or holidays entered.
    """
    if not message.content.strip():
        raise Refusal("Phải ghi nội dung phản ánh, kiến nghị.", field_name="content")
    if message.channel == FeedbackChannel.PORTAL:
        raise Refusal(
            "Phản ánh gửi qua Cổng Dịch vụ công quốc gia được nhập từ danh sách của Cổng, không nhập tay ở đây.",
            field_name="channel",
        )
    begins = message.transferred_at or message.sent_at
    if message.sent_at > at or begins > at or begins < message.sent_at:
        raise Refusal(
            f"Thời điểm gửi {said(message.sent_at)} và chuyển đến phải theo thứ tự, trước khi tiếp nhận.",
            field_name="sent_at",
        )
    record = Feedback(
        code=f"NB-PA/{at.year}/{next_number_of('feedback', at):06d}",
        source=Source.DESK,
        kind=message.kind,
        sector=message.sector.strip(),
        content=message.content.strip(),
        content_folded=fold(message.content),
        channel=message.channel,
        from_kind=message.from_kind,
        sender_name=message.sender_name.strip(),
        sender_contact=message.sender_contact.strip(),
        sender_email=message.sender_email.strip(),
        sender_phone=message.sender_phone.strip(),
        sent_at=message.sent_at,
        received_at=at,
        transfers=1 if message.transferred_at else 0,
        transferred_at=message.transferred_at,
        held_by_id=by.unit,
    )
    with beginning(MATTER, Deed.RECEIVE, record, by=by, at=at, form=form) as hand:
        rule = rule_on(limits.KEY, begins)
        record.limits_cite = rule.cites[:255]
        for name, part in (
            ("refuse_due_at", "refuse_working_days"),
            ("supplement_due_at", "supplement_working_days"),
            ("due_at", "answer_working_days"),
        ):
            hand.count(name, limits.working_days(rule.value[part]), rule.cites, start=begins)
    tell_sender(record, Deed.RECEIVE, reason="", at=at)
    return record


def next_number_of(series: str, at: datetime) -> int:
    """The next number of a book in its year; taken back when the transaction fails."""
    return next_number(series, at.year)


def classify(
    *,
    number: int,
    revision: int | None,
    kind: str,
    sector: str,
    by: Actor,
    at: datetime,
    procedure_key: str = "",
    dossier_code: str = "",
    official: str = "",
    form: str = "",
) -> Feedback:
    """Say what it is about: kind, sector, procedure, dossier; of conduct also which official.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; no such dossier.
    """
    with acting(MATTER, Deed.CLASSIFY, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        record.sector = hand.need(sector, "sector", "Phải ghi ngành, lĩnh vực")
        record.kind, record.procedure_key = kind, procedure_key.strip()
        record.official = official.strip() if kind == Kind.CONDUCT else ""
        record.dossier_id = _dossier(dossier_code)
        record.classified_at = at
        hand.tell(reason=f"{record.get_kind_display()}; {record.sector}")
    return record


def refuse(
    *,
    number: int,
    revision: int | None,
    reason: str,
    by: Actor,
    at: datetime,
    late_basis: str = "",
    form: str = "",
) -> Feedback:
    """Refuse it with a reason, within the limit or with a word why it is late.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; no reason, late without a word.
    """
    with acting(MATTER, Deed.REFUSE, number=number, revision=revision, by=by, at=at, form=form) as hand:
        reason = hand.need(reason, "reason", "Từ chối phải nêu lý do")
        hand.record.refused_at = at
        hand.tell(reason=reason, basis=in_time(hand, hand.record.refuse_due_at, late_basis))
        tell_sender(hand.record, Deed.REFUSE, reason=reason, at=at)
    return hand.record


def ask_supplement(
    *,
    number: int,
    revision: int | None,
    reason: str,
    by: Actor,
    at: datetime,
    late_basis: str = "",
    form: str = "",
) -> Feedback:
    """Ask the sender once for what is missing; the limit for the answer runs on.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; asked before, no way to ask, late.
    """
    with acting(
        MATTER, Deed.ASK_SUPPLEMENT, number=number, revision=revision, by=by, at=at, form=form
    ) as hand:
        record = hand.record
        reason = hand.need(reason, "reason", "Phải ghi đủ những gì cần bổ sung trong một lần")
        if record.supplement_asked_at is not None:
            raise Refusal("Đã yêu cầu bổ sung một lần. Hãy phân công xử lý hoặc từ chối.")
        record.supplement_asked_at = at
        hand.tell(reason=reason, basis=in_time(hand, record.supplement_due_at, late_basis))
        tell_sender(record, Deed.ASK_SUPPLEMENT, reason=reason, at=at)
    return hand.record


def take_supplement(
    *, number: int, revision: int | None, content: str, by: Actor, at: datetime, form: str = ""
) -> Feedback:
    """What was missing has come; it is written under what was said first.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nothing came.
    """
    with acting(
        MATTER, Deed.TAKE_SUPPLEMENT, number=number, revision=revision, by=by, at=at, form=form
    ) as hand:
        content = hand.need(content, "content", "Phải ghi nội dung người gửi bổ sung")
        hand.record.content = f"{hand.record.content}\n\nBổ sung {said(at)}: {content}"
        hand.record.content_folded = fold(hand.record.content)
        hand.tell(reason=content)
    return hand.record


def move(
    *,
    number: int,
    revision: int | None,
    agency: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    late_basis: str = "",
    form: str = "",
) -> Feedback:
    """Pass it to the body whose matter it is.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nobody named, late without a word.
    """
    with acting(MATTER, Deed.MOVE, number=number, revision=revision, by=by, at=at, form=form) as hand:
        agency = hand.need(agency, "agency", "Phải ghi cơ quan nhận")
        hand.record.moved_at = at
        hand.tell(
            to=agency[:255], reason=reason.strip(), basis=in_time(hand, hand.record.refuse_due_at, late_basis)
        )
        tell_sender(hand.record, Deed.MOVE, reason=agency, at=at)
    return hand.record


def in_time(hand: Hand, due_at: datetime | None, late_basis: str) -> str:
    """The word why a deed is late; "" when it is in time.

    Raises:
        Refusal: it is late and no word was given.
    """
    if due_at is None or hand.at.date() <= due_at.date():
        return ""
    if not late_basis.strip():
        raise Refusal(
            f"Đã quá hạn của việc này ({said(due_at)}; {hand.record.limits_cite}). "
            "Vẫn làm được nếu ghi vì sao muộn; lời giải thích được lưu lại.",
            field_name="late_basis",
        )
    return late_basis.strip()


def _dossier(code: str) -> int | None:
    if not code.strip():
        return None
    found = dossier_coded(code.strip())
    if found is None:
        raise Refusal(f"Không có hồ sơ mang mã {code.strip()}.", field_name="dossier_code")
    return found
