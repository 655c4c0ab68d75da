"""Settling: handing on, opinions of others, payments, stops, finishing, and putting a wrong result right."""

from __future__ import annotations

from datetime import date, datetime

from minhchung import lawbook
from minhchung.dossiers.actions import stepping
from minhchung.dossiers.actions.acting import Actor, Refusal, acting
from minhchung.dossiers.actions.waiting import end_wait, open_wait
from minhchung.dossiers.models import Consultation, Dossier, PauseKind
from minhchung.rules.deadlines import Limit, Unit, due, said
from minhchung.rules.lifecycle import Deed


def hand_on(
    *,
    dossier: int,
    revision: int | None,
    to_unit: int,
    to_holder: int | None = None,
    step: int | None = None,
    content: str = "",
    by: Actor,
    at: datetime,
    form: str = "",
) -> Dossier:
    """Give the dossier to the unit, and if known the person, that works on it next.

    Args:
        step: the number of the step of its process that begins; the open one then ends. None stays in the open step.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; it is there already; its process has
            no such step.
    """
    with acting(Deed.HAND_ON, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        found = hand.dossier
        same_place = (found.held_by_id, found.holder_id) == (to_unit, to_holder)
        found.held_by_id, found.holder_id = to_unit, to_holder
        if not stepping.move_on(hand, step) and same_place:
            raise Refusal("Hồ sơ đang ở đúng nơi này rồi.", field_name="to_unit")
        hand.tell(to_unit_id=to_unit, to_holder_id=to_holder, reason=content.strip())
    return found


def consult(
    *,
    dossier: int,
    revision: int | None,
    agency: str,
    content: str,
    due_on: date,
    way: str = "",
    by: Actor,
    at: datetime,
    form: str = "",
) -> Consultation:
    """Ask another agency for its opinion by the close of office of a day; the clock runs on.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no agency, no content, no
            working day after today.
    """
    with acting(Deed.CONSULT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        agency = hand.need(agency, "agency", "Phải ghi cơ quan được lấy ý kiến")
        content = hand.need(content, "content", "Phải ghi nội dung lấy ý kiến")
        if due_on <= at.date() or not hand.calendar.is_working_day(due_on):
            raise Refusal("Hạn trả lời phải là một ngày làm việc sau ngày hỏi.", field_name="due_on")
        due_at = hand.calendar.closing(due_on)
        asked = Consultation.objects.create(
            dossier=hand.dossier, agency=agency, content=content, way=way.strip(), asked_at=at, due_at=due_at
        )
        hand.tell(reason=f"{agency}: {content} (hạn trả lời {said(due_at)})")
    return asked


def take_opinion(
    *,
    dossier: int,
    revision: int | None,
    consultation: int,
    answer: str,
    by: Actor,
    at: datetime,
    form: str = "",
) -> Consultation:
    """Note the answer of an agency that was asked.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no such question, answered, no answer.
    """
    with acting(Deed.TAKE_OPINION, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        asked = hand.dossier.consultations.filter(pk=consultation).first()
        if asked is None:
            raise Refusal("Hồ sơ này không có lần lấy ý kiến đó.", field_name="consultation")
        if asked.answered_at is not None:
            raise Refusal(
                f"{asked.agency} đã trả lời lúc {said(asked.answered_at)}.", field_name="consultation"
            )
        asked.answer = hand.need(answer, "answer", "Phải ghi nội dung trả lời")
        asked.answered_at = at
        asked.save(update_fields=["answer", "answered_at"])
        hand.tell(reason=f"{asked.agency}: {asked.answer}")
    return asked


def ask_payment(
    *, dossier: int, revision: int | None, reason: str, basis: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Wait for a payment; only a special law makes the clock stand still for it, so it must be named.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason or no legal basis.
    """
    with acting(Deed.ASK_PAYMENT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        reason = hand.need(reason, "reason", "Phải ghi khoản phải nộp")
        basis = hand.need(basis, "basis", "Phải ghi văn bản chuyên ngành cho phép tạm dừng để chờ nộp tiền")
        open_wait(hand, PauseKind.PAYMENT, f"{reason}; {basis}")
        hand.tell(reason=reason, basis=basis)
    return hand.dossier


def take_payment(*, dossier: int, revision: int | None, by: Actor, at: datetime, form: str = "") -> Dossier:
    """Note that the applicant has paid; the clock goes on where it stood.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`.
    """
    with acting(Deed.TAKE_PAYMENT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        end_wait(hand, PauseKind.PAYMENT)
    return hand.dossier


def stop_for_a_while(
    *, dossier: int, revision: int | None, reason: str, basis: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Stop the clock by a special law that must be named.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason or no legal basis.
    """
    with acting(Deed.STOP_FOR_A_WHILE, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        reason = hand.need(reason, "reason", "Phải ghi lý do tạm dừng")
        basis = hand.need(basis, "basis", "Phải ghi văn bản chuyên ngành cho phép tạm dừng")
        open_wait(hand, PauseKind.STOP, f"{reason}; {basis}")
        hand.tell(reason=reason, basis=basis)
    return hand.dossier


def resume(*, dossier: int, revision: int | None, by: Actor, at: datetime, form: str = "") -> Dossier:
    """Go on after a stop.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`.
    """
    with acting(Deed.RESUME, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        end_wait(hand, PauseKind.STOP)
    return hand.dossier


def stop_for_good(
    *, dossier: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """End without a result, for a reason that the law knows.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason.
    """
    with acting(Deed.STOP_FOR_GOOD, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        hand.tell(reason=hand.need(reason, "reason", "Phải ghi lý do dừng xử lý"))
        end_wait(hand, None)
        hand.dossier.ended_at = at
        hand.reckon()
        stepping.end(hand)
    return hand.dossier


def finish(
    *,
    dossier: int,
    revision: int | None,
    result: str,
    late_reason: str = "",
    by: Actor,
    at: datetime,
    form: str = "",
) -> Dossier:
    """The result is there and goes to the one-stop: the clock ends, the verdict is given and kept.

    Args:
        result: number, date and abstract of the result.
        late_reason: why it is late; needed when it is.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no result; late without a reason.
    """
    with acting(Deed.FINISH, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        found = hand.dossier
        hand.tell(reason=hand.need(result, "result", "Phải ghi số, ngày và trích yếu của kết quả"))
        found.ended_at = at
        judged = hand.reckon()
        stepping.end(hand)
        if judged.verdict == "overdue":
            sentence = (
                "Hồ sơ quá hạn: phải ghi lý do để gửi bộ phận một cửa cùng thư xin lỗi, "
                "NĐ 118/2025/NĐ-CP Điều 12.5"
            )
            found.late_reason = hand.need(late_reason, "late_reason", sentence)
    return found


def correct_result(
    *, dossier: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Take a wrong result back to work; the promise of the dossier stays, the correction has its own limit.

    The new end replaces the old one in the verdict: what the citizen was promised is a right result. The event keeps
    the former end and the day by which the law wants it corrected.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason.
    """
    with acting(Deed.CORRECT_RESULT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        reason = hand.need(reason, "reason", "Phải ghi sai ở đâu và lỗi của ai")
        rule = lawbook.in_force("desk.correcting", at.date())
        until = due(at, Limit(rule.value["working_days"], Unit.WORKING_DAY), hand.calendar)
        former = hand.dossier.ended_at
        assert former is not None  # only a finished dossier comes here
        hand.dossier.ended_at = None
        hand.reckon()
        stepping.take_up_again(hand)
        hand.tell(
            reason=f"{reason} (kết quả cũ lúc {said(former)}; phải sửa xong trước {said(until)})",
            basis=rule.cites,
        )
    return hand.dossier


def report_lost(
    *, dossier: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Note that papers were lost or damaged, who answers for it, and the apology (art. 23.2).

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason.
    """
    with acting(Deed.REPORT_LOST, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        sentence = "Phải ghi giấy tờ nào bị mất, hư hỏng, ai chịu trách nhiệm và đã xin lỗi thế nào"
        hand.tell(reason=hand.need(reason, "reason", sentence))
    return hand.dossier


def give_back(
    *, dossier: int, revision: int | None, receiver: str = "", by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Give the result to the applicant.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`.
    """
    with acting(Deed.RETURN, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        hand.dossier.returned_at = at
        hand.dossier.holder_id = None
        if receiver.strip():
            hand.tell(reason=f"Người nhận: {receiver.strip()}.")
    return hand.dossier
