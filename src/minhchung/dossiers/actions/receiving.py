"""Receiving: a dossier filed online is registered and acknowledged; one that is complete is accepted with a promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from minhchung import lawbook
from minhchung.dossiers.actions import stepping
from minhchung.dossiers.actions.acting import (
    Actor,
    Hand,
    Refusal,
    acting,
    check_form,
    note,
)
from minhchung.dossiers.actions.attaching import Came, keep_first_parts
from minhchung.dossiers.actions.contacting import check_way
from minhchung.dossiers.actions.numbering import next_local_code
from minhchung.dossiers.actions.reviewing import review_after
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import (
    BEHALF,
    Channel,
    Dossier,
    Event,
    Explanation,
    Pause,
    PauseKind,
    ReturnWay,
    Source,
)
from minhchung.dossiers.search.near import learn, words_of
from minhchung.ground.inserting import insert_numbered, insert_row
from minhchung.ground.intake.folding import fold
from minhchung.ground.kept.keeping import asking_once
from minhchung.ground.together import together
from minhchung.procedures.bases import ended_basis
from minhchung.procedures.queries import VersionRow, desk_in_force, version_of
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import Limit, Unit, due
from minhchung.rules.lifecycle import Deed, State, move


@dataclass(frozen=True)
class Filing:
    """What is written down when a dossier comes in.

    ``procedure`` is the procedure's number in the database; ``case`` the name of its case, "" for the only one;
    ``parts`` the papers that it asks for, as they came;
    ``behalf`` the name of the one who files for the applicant and the paper that authorises him, "" when he comes
    himself; ``tell_by`` the way by which the applicant wants to be told, "" when he leaves it to the desk.
    """

    procedure: int
    channel: str
    applicant_kind: str
    applicant_name: str
    applicant_phone: str = ""
    applicant_tax_code: str = ""
    applicant_email: str = ""
    applicant_address: str = ""
    case: str = ""
    behalf: str = ""
    tell_by: str = ""
    return_way: str = ReturnWay.COUNTER
    filed_with: int | None = None
    supported_by: int | None = None
    parts: tuple[Came, ...] = ()


def receive(*, filing: Filing, by: Actor, at: datetime, form: str = "", at_once: bool = False) -> Dossier:
    """Accept a complete dossier at the counter or by post: the clock starts, the promise is printed.

    Args:
        at_once: the result is given while the citizen waits (NĐ 118/2025/NĐ-CP art. 17.4): finished in the same breath.

    Raises:
        Repeated: the form was done before.
        Refusal: the agency has no desk for this procedure that day, the procedure is not in force, no such case.
    """
    with transaction.atomic(), asking_once():
        dossier = _opened(filing, Deed.ACCEPT, by, at, form)
        dossier.accepted_at = at
        _promise(dossier, filing, by, at, form=form, face_to_face=at_once)
        if at_once:
            hand = Hand(dossier, move(State.ACCEPTED, Deed.FINISH), by, at, face_to_face=True)
            before = (dossier.state, dossier.due_at)
            dossier.ended_at, dossier.state = at, str(State.FINISHED)
            hand.reckon()
            stepping.end(hand)
            dossier.revision += 1
            dossier.save()
            hand.tell(reason="Giải quyết ngay khi tiếp nhận.")
            note(hand, *before, form="")
            review_after(dossier, at=at, ended_before=False)
    return dossier


def register(*, filing: Filing, by: Actor, at: datetime, form: str = "") -> Dossier:
    """Note that a dossier has come in online and waits for its acceptance; the limit does not run yet.

    Raises:
        Repeated, Refusal: as :func:`receive`.
    """
    with transaction.atomic(), asking_once():
        dossier = _opened(filing, Deed.REGISTER, by, at, form)
        dossier.state = str(State.REGISTERED)
        hand = Hand(dossier, move(None, Deed.REGISTER), by, at)
        dossier.answer_due_at = answer_due(at, hand.calendar)
        dossier.revision = 1
        _enter(dossier, at)
        _written(hand, filing, form)
    return dossier


def accept(*, dossier: int, revision: int | None, by: Actor, at: datetime, form: str = "") -> Dossier:
    """Accept a dossier that was filed online, or that was sent back for correction and is now complete.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; the procedure is no longer in force.
    """
    with acting(Deed.ACCEPT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        found = hand.dossier
        version = _version(found.procedure_id, at)
        if version.id != found.version_id:
            _bind(found, version, found.channel, found.case)
        found.accepted_at = at
        _answered(found, at)
        Pause.objects.filter(dossier=found, kind=PauseKind.CORRECTION, until_at=None).update(until_at=at)
        hand.reckon()
        found.promised_at = found.due_at
        stepping.begin(hand)
    return found


def acknowledge(*, dossier: int, revision: int | None, by: Actor, at: datetime, form: str = "") -> Dossier:
    """Tell the applicant that his online dossier has been seen (art. 17.2).

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; acknowledged before.
    """
    with acting(Deed.ACKNOWLEDGE, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        if Event.objects.filter(dossier=hand.dossier, deed=Deed.ACKNOWLEDGE).exists():
            raise Refusal("Đã báo cho người nộp rồi; không báo hai lần.")
    return hand.dossier


def refuse(
    *, dossier: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Refuse, before acceptance or after appraisal, by form 03 with the reason.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason.
    """
    with acting(Deed.REFUSE, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        hand.tell(
            reason=hand.need(
                reason, "reason", "Từ chối phải nêu lý do theo quy định, không phải lỗi kỹ thuật"
            )
        )
        hand.dossier.ended_at = at
        _answered(hand.dossier, at)
        if hand.dossier.accepted_at is not None:
            hand.reckon()
            stepping.end(hand)
    return hand.dossier


def ask_correction(
    *, dossier: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """Send an online dossier back before acceptance, once, with all that is lacking (art. 16.3, 17.1).

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason; asked before.
    """
    with acting(Deed.ASK_CORRECTION, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        reason = hand.need(reason, "reason", "Phải ghi đủ các nội dung cần sửa trong một lần")
        if hand.dossier.pauses.filter(kind=PauseKind.CORRECTION).exists():
            raise Refusal(
                "Đã hướng dẫn hoàn thiện một lần; chỉ được hướng dẫn một lần, đầy đủ, chính xác "
                "(NĐ 118/2025/NĐ-CP Điều 16.3). Hãy tiếp nhận hoặc từ chối."
            )
        Pause.objects.create(dossier=hand.dossier, kind=PauseKind.CORRECTION, from_at=at, reason=reason)
        _answered(hand.dossier, at)
        hand.tell(reason=reason)
    return hand.dossier


def answer_due(filed_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The moment by which a dossier filed online is to be accepted or sent back: eight working hours after it came.

    Raises:
        Refusal: a year on the way has no calendar.
    """
    rule = lawbook.in_force("desk.acknowledging", filed_at.date())
    try:
        return due(filed_at, Limit(rule.value["working_hours"], Unit.WORKING_HOUR), calendar)
    except NoCalendarForYear as cannot:
        raise Refusal(str(cannot)) from cannot


def _answered(dossier: Dossier, at: datetime) -> None:
    """The first answer to a dossier filed online; what comes later does not move it."""
    if dossier.answer_due_at is not None and dossier.answered_at is None:
        dossier.answered_at = at


def _opened(filing: Filing, deed: Deed, by: Actor, at: datetime, form: str) -> Dossier:
    check_form(form)
    if not desk_in_force(filing.procedure, at.date()):
        raise Refusal(
            "Thủ tục này do hệ thống một cửa của tỉnh tiếp nhận; cơ quan chưa được tự tiếp nhận. "
            "Người phụ trách thủ tục khai báo quyền tự tiếp nhận kèm quyết định thì mới nhận được ở đây.",
            field_name="procedure",
        )
    if not filing.applicant_name.strip():
        raise Refusal("Phải ghi tên người nộp hoặc tổ chức nộp hồ sơ.", field_name="applicant_name")
    if filing.channel == Channel.ONLINE and deed is Deed.ACCEPT:
        raise Refusal(
            "Hồ sơ trực tuyến được ghi nhận trước, kiểm tra, rồi mới tiếp nhận (NĐ 118/2025/NĐ-CP Điều 17.2).",
            field_name="channel",
        )
    check_way(filing.tell_by, filing.applicant_email, filing.applicant_phone)
    home = Homes().on(at.date())
    if home is None:
        raise Refusal("Chưa khai báo cơ quan sử dụng hệ thống.")
    dossier = Dossier(
        source=Source.DESK,
        procedure_id=filing.procedure,
        channel=filing.channel,
        filed_with_id=filing.filed_with or home.pk,
        supported_by_id=filing.supported_by,
        settled_by_id=home.pk,
        applicant_kind=filing.applicant_kind,
        applicant_name=filing.applicant_name.strip(),
        applicant_folded=fold(filing.applicant_name)[:255],
        applicant_phone=filing.applicant_phone.strip(),
        applicant_tax_code=filing.applicant_tax_code.strip(),
        applicant_email=filing.applicant_email.strip(),
        applicant_address=filing.applicant_address.strip(),
        tell_by=filing.tell_by,
        return_way=filing.return_way,
        filed_at=at,
        held_by_id=by.unit,
        holder_id=by.user,
    )
    version = _version(filing.procedure, at)
    _refuse_without_basis(version, at)
    _bind(dossier, version, filing.channel, filing.case)
    return dossier


def _refuse_without_basis(version: VersionRow, at: datetime) -> None:
    """No new dossier starts on a procedure whose basis has ended; one that was filed before goes on."""
    ended = ended_basis(version.id, at.date())
    if ended is not None:
        raise Refusal(
            f"Không nhận hồ sơ mới: {ended.name}, căn cứ của thủ tục, đã hết hiệu lực từ {ended.on:%d/%m/%Y}. "
            "Người phụ trách thủ tục cập nhật căn cứ hoặc ghi văn bản cho phép tiếp tục nhận ở “Căn cứ hết hiệu lực”.",
            field_name="procedure",
        )


def _version(procedure: int, at: datetime) -> VersionRow:
    version = version_of(procedure, at.date())
    if version is None:
        raise Refusal(
            f"Thủ tục không có hiệu lực vào ngày {at:%d/%m/%Y}; không bắt đầu hồ sơ mới được.",
            field_name="procedure",
        )
    return version


def _bind(dossier: Dossier, version: VersionRow, channel: str, case_name: str) -> None:
    case = version.case(channel, case_name)
    if case is None and dossier.pk is not None:  # received before under a case that is no more
        case = version.case(channel)
    if case is None:
        names = ", ".join(sorted({each.name for each in version.cases if each.name}))
        raise Refusal(f"Hãy chọn trường hợp của thủ tục: {names}.", field_name="case")
    dossier.case = case.name
    dossier.version_id, dossier.field, dossier.online_level = version.id, version.field, version.online_level
    dossier.limit, dossier.limit_unit = case.promise
    dossier.legal_limit, dossier.legal_unit = case.legal_limit, case.legal_unit or ""


def _promise(
    dossier: Dossier, filing: Filing, by: Actor, at: datetime, *, form: str, face_to_face: bool
) -> None:
    dossier.state, dossier.revision = str(State.ACCEPTED), 1
    hand = Hand(dossier, move(None, Deed.ACCEPT), by, at, face_to_face=face_to_face)
    judged = hand.judge()
    dossier.promised_at = dossier.due_at
    stage = stepping.pin(hand)
    _enter(dossier, at)
    with together():
        insert_row(Explanation, dossier_id=dossier.pk, steps=judged.explanation(), rules=judged.rules)
        if stage is not None:
            stepping.enter(hand, stage, after=None)
        _written(hand, filing, form)


def _enter(dossier: Dossier, at: datetime) -> None:
    """Give it its code and write it, when all else is reckoned: others wait for their code until this one is done."""
    learn([words_of(dossier)])
    dossier.code = next_local_code(at)
    dossier.search_words = words_of(dossier)
    insert_numbered(dossier)


def _written(hand: Hand, filing: Filing, form: str) -> None:
    _say_who_came(hand, filing)
    if filing.parts:
        hand.besides.append(keep_first_parts(hand.dossier, filing.parts, by=hand.by, at=hand.at))
    note(hand, "", None, form=form)


def _say_who_came(hand: Hand, filing: Filing) -> None:
    if filing.behalf.strip():
        hand.tell(reason=f"{BEHALF}{filing.behalf.strip()}.")
