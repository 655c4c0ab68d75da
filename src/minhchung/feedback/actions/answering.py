"""Handling: given to somebody, drafted, answered, published without naming anybody, rated, reopened once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from minhchung.feedback import limits
from minhchung.feedback.actions.acting import acting, rule_on
from minhchung.feedback.actions.receiving import MATTER, in_time
from minhchung.feedback.actions.telling import tell_sender
from minhchung.feedback.models import Feedback, FeedbackEvent, Rating
from minhchung.feedback.moves import Deed
from minhchung.feedback.redacting import known_of, without_names
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.organisation import queries as organisation
from minhchung.rules import redaction

_REOPENING = "feedback.reopening"


def assign(
    *,
    number: int,
    revision: int | None,
    to_unit: int,
    by: Actor,
    at: datetime,
    to_holder: int | None = None,
    content: str = "",
    form: str = "",
) -> Feedback:
    """Give it to a unit of the agency, and if known to whom. Limits run on: an assignment inside is no transfer.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; not classified yet.
    """
    with acting(MATTER, Deed.ASSIGN, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        if record.classified_at is None:
            raise Refusal("Hãy phân loại trước khi phân công: loại, lĩnh vực, thủ tục liên quan.")
        record.held_by_id, record.holder_id = to_unit, to_holder
        to = organisation.names_of([to_unit], at.date())[to_unit]
        if to_holder is not None:
            to = f"{to}, {accounts.user(to_holder)}"
        hand.tell(to=to[:255], reason=content.strip())
    return hand.record


def draft(
    *, number: int, revision: int | None, text: str, by: Actor, at: datetime, form: str = ""
) -> Feedback:
    """Lay a draft of the answer before the one who answers.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nothing written.
    """
    with acting(MATTER, Deed.DRAFT, number=number, revision=revision, by=by, at=at, form=form) as hand:
        hand.record.draft = hand.need(text, "text", "Phải viết dự thảo trả lời")
        hand.tell(reason=hand.record.draft)
    return hand.record


def answer(
    *, number: int, revision: int | None, text: str, by: Actor, at: datetime, form: str = ""
) -> Feedback:
    """Answer it; the limit for publishing begins to run, unless the first answer has been published already.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; nothing said, not by one who may.
    """
    with acting(MATTER, Deed.ANSWER, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        if not by.approves:
            raise Refusal("Trả lời do lãnh đạo duyệt và ban hành. Hãy trình dự thảo trả lời.")
        record.answer = hand.need(text, "text", "Phải ghi nội dung trả lời")
        record.draft, record.rating = "", ""
        if record.reopened_at is None:
            record.answered_at = at
        else:
            record.answered_again_at = at
        if record.published_at is None:
            rule = rule_on(limits.KEY, at)
            days = limits.working_days(rule.value["publish_working_days"])
            hand.count("publish_due_at", days, rule.cites)
        hand.tell(reason=record.answer)
        tell_sender(record, Deed.ANSWER, reason=record.answer, at=at)
    return hand.record


def publish(
    *,
    number: int,
    revision: int | None,
    content: str,
    text: str,
    by: Actor,
    at: datetime,
    left_is_public: bool = False,
    late_basis: str = "",
    form: str = "",
) -> Feedback:
    """Publish exactly these words, after a look that nobody is named in them.

    Args:
        content, text: what everybody will read of the question and of the answer.
        left_is_public: somebody looked at what still reads like personal data and says that it is not (the agency's
            own telephone, an official's name in a decision). What is known of the sender is never let through.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; a person is named.
    """
    with acting(MATTER, Deed.PUBLISH, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        content = hand.need(content, "content", "Phải có nội dung công khai")
        text = hand.need(text, "text", "Phải có trả lời công khai")
        check_words(record, content, "content", left_is_public)
        check_words(record, text, "text", left_is_public)
        if record.published_at is None:
            hand.tell(basis=in_time(hand, record.publish_due_at, late_basis))
        record.public_content, record.public_answer = content, text
        record.published_at = record.published_at or at
    return hand.record


def check_words(record: Feedback, text: str, field_name: str, left_is_public: bool) -> None:
    """Refuse words that name somebody.

    Raises:
        Refusal: the sender, or the official complained of, is named; or something reads like personal data and
            nobody has said that it may stand.
    """
    found = redaction.find(text, known=known_of(record))
    named = _shown(text, found, known=True)
    if named:
        raise Refusal(
            f"Còn thông tin của người gửi hoặc người bị phản ánh: {named}. Hãy bỏ đi; không được công khai.",
            field_name=field_name,
        )
    left = _shown(text, found, known=False)
    if left and not left_is_public:
        raise Refusal(
            f"Có thể còn thông tin cá nhân: {left}. Hãy bỏ đi, hoặc xác nhận đó là thông tin được công khai.",
            field_name=field_name,
        )


def proposed(record: Feedback) -> tuple[str, str]:
    """Question and answer with everything struck out that would name somebody: where one begins to look."""
    return without_names(record, record.content), without_names(record, record.answer)


def rate(
    *,
    number: int,
    revision: int | None,
    rating: str,
    by: Actor,
    at: datetime,
    content: str = "",
    form: str = "",
) -> Feedback:
    """Keep what the sender thought of the answer; one rating for each answer.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; rated before.
    """
    with acting(MATTER, Deed.RATE, number=number, revision=revision, by=by, at=at, form=form) as hand:
        if hand.record.rating:
            raise Refusal("Người gửi đã đánh giá câu trả lời này; mỗi câu trả lời chỉ được đánh giá một lần.")
        hand.record.rating = Rating(rating)
        words = [str(Rating(rating).label), content.strip()]
        hand.tell(reason=": ".join(word for word in words if word))
    return hand.record


def reopen(
    *, number: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Feedback:
    """Take it up once more because the sender is not satisfied; only once. The first answer stays as it was counted.

    Raises:
        Repeated, Refusal: as :func:`minhchung.feedback.actions.acting.acting`; reopened before, no reason.
    """
    with acting(MATTER, Deed.REOPEN, number=number, revision=revision, by=by, at=at, form=form) as hand:
        record = hand.record
        rule = rule_on(_REOPENING, at)
        times = FeedbackEvent.objects.filter(record=record, deed=Deed.REOPEN).count()
        if times >= rule.value["times"]:
            raise Refusal(f"Đã mở lại {times} lần; chỉ được mở lại một lần ({rule.cites}).")
        hand.tell(reason=hand.need(reason, "reason", "Phải ghi người gửi chưa hài lòng ở điểm nào"))
        record.reopened_at = at
        answering = rule_on(limits.KEY, at)
        days = limits.working_days(answering.value["answer_working_days"])
        hand.count("again_due_at", days, answering.cites)
        if record.published_at is None:
            _forget(record, "publish_due_at")
    return hand.record


def _forget(record: Feedback, name: str) -> None:
    told = limits.Told.of(record.explanation)
    told.lines = [line for line in told.lines if line["name"] != name]
    record.explanation = told.kept()
    setattr(record, name, None)


def _shown(text: str, found: Sequence[redaction.Found], *, known: bool) -> str:
    text = redaction.composed(text)
    words = [text[each.start : each.end] for each in found if (each.kind is redaction.Kind.KNOWN) is known]
    return ", ".join(f"“{word}”" for word in words)
