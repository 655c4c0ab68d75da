"""Waiting for the applicant: asked once for what is lacking, apologised to once, closed after long silence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from minhchung import lawbook
from minhchung.dossiers.actions import stepping
from minhchung.dossiers.actions.acting import Actor, Hand, Refusal, acting
from minhchung.dossiers.models import Dossier, Pause, PauseKind
from minhchung.ground.trail.places import stand_in_for
from minhchung.rules.deadlines import Limit, Unit, due, said
from minhchung.rules.lifecycle import Deed


def open_wait(hand: Hand, kind: PauseKind, reason: str) -> None:
    """The clock stands still from now on."""
    Pause.objects.create(dossier=hand.dossier, kind=kind, from_at=hand.at, reason=reason)
    hand.reckon()
    stepping.reckon(hand)


def end_wait(hand: Hand, kind: PauseKind | None) -> None:
    """The open wait of a kind, or of any kind, ends now; the clock is reckoned anew."""
    waits = Pause.objects.filter(dossier=hand.dossier, until_at=None)
    (waits.filter(kind=kind) if kind else waits).update(until_at=hand.at)
    hand.reckon()
    stepping.reckon(hand)


def ask_supplement(
    *,
    dossier: int,
    revision: int | None,
    reason: str,
    basis: str = "",
    by: Actor,
    at: datetime,
    form: str = "",
) -> Dossier:
    """Ask for what is lacking: within three working days of acceptance, once.

    Args:
        reason: all that is lacking, with the reason.
        basis: the special law that allows a second request or a late one.
        by: for a second request somebody who may approve, and not the one who works on the dossier.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason; late or a second time
            without what the law wants for it.
    """
    with acting(Deed.ASK_SUPPLEMENT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        found = hand.dossier
        rule = lawbook.in_force("desk.supplementing", at.date())
        reason = hand.need(reason, "reason", "Phải ghi đủ các giấy tờ, nội dung cần bổ sung trong một lần")
        if found.supplements >= rule.value["times"]:
            _check_second(found, rule.cites, basis, by)
            hand.tell(approver=f"{by.username} thay {by.approves_for}" if by.approves_for else by.username)
            if by.approves_for:
                stand_in_for(by.approves_for)
        assert found.accepted_at is not None  # a dossier in progress was accepted
        limit = Limit(rule.value["notice_working_days"], Unit.WORKING_DAY)
        until = due(found.accepted_at, limit, hand.calendar)
        if at.date() > until.date() and not basis.strip():
            raise Refusal(
                f"Thông báo bổ sung phải gửi chậm nhất ngày {until:%d/%m/%Y} ({limit} kể từ khi tiếp nhận, "
                f"{rule.cites}). Gửi muộn thì phải ghi căn cứ chuyên ngành cho phép; căn cứ này được lưu lại.",
                field_name="basis",
            )
        found.supplements += 1
        open_wait(hand, PauseKind.SUPPLEMENT, reason)
        hand.tell(reason=reason, basis=basis.strip())
    return found


def take_supplement(
    *, dossier: int, revision: int | None, content: str = "", by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """The complete dossier is back: the limit counts again from zero; the portal takes the waiting off.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`.
    """
    with acting(Deed.TAKE_SUPPLEMENT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        end_wait(hand, PauseKind.SUPPLEMENT)
        hand.tell(reason=content.strip())
    return hand.dossier


def silent_since(dossier: Dossier, on: date) -> date | None:
    """The first day on which a dossier without an answer may be closed; None while nobody was asked."""
    asked = dossier.pauses.filter(kind=PauseKind.SUPPLEMENT, until_at=None).order_by("-from_at").first()
    if asked is None:
        return None
    days = lawbook.in_force("desk.silence", on).value["days"]
    return asked.from_at.date() + timedelta(days=days + 1)


def close_silent(*, dossier: int, revision: int | None, by: Actor, at: datetime, form: str = "") -> Dossier:
    """Close a dossier whose applicant has not answered for fifteen days; proposed by the list, done by a person.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; too early.
    """
    with acting(Deed.CLOSE_SILENT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        rule = lawbook.in_force("desk.silence", at.date())
        first = silent_since(hand.dossier, at.date())
        if first is None:
            raise Refusal(
                "Hồ sơ chưa tiếp nhận chính thức: hãy từ chối hoặc để người nộp rút, không đóng kiểu này."
            )
        if at.date() < first:
            raise Refusal(
                f"Chưa đủ {rule.value['days']} ngày kể từ thông báo bổ sung; được đóng từ ngày {first:%d/%m/%Y} "
                f"({rule.cites})."
            )
        end_wait(hand, None)
        hand.dossier.ended_at = at
        hand.reckon()
        stepping.end(hand)
        hand.tell(reason=f"Quá {rule.value['days']} ngày không nhận được hồ sơ bổ sung.")
    return hand.dossier


def extend(
    *,
    dossier: int,
    revision: int | None,
    until: date,
    reason: str,
    late_basis: str = "",
    by: Actor,
    at: datetime,
    form: str = "",
) -> Dossier:
    """Apologise and appoint a new day, once, at the latest one day before the limit expires. The first promise is kept.

    Args:
        until: the new day; the close of office is printed.
        late_basis: why the apology comes later than the law wants; kept in the story.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; extended before; the new day is a rest
            day or not later; too late without a word about it; the limit has expired.
    """
    with acting(Deed.EXTEND, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        found = hand.dossier
        reason = hand.need(reason, "reason", "Phải ghi lý do để viết trong thư xin lỗi")
        if found.extended_at is not None:
            raise Refusal(
                f"Hồ sơ đã hẹn lại một lần, đến {said(found.extended_until_at or found.extended_at)}; "
                f"không được hẹn lại lần nữa ({hand.move.cites}).",
                field_name="until",
            )
        if found.due_at is None:
            raise Refusal("Hồ sơ này không có ngày hẹn trả nên không có gì để hẹn lại.")
        _check_apology(found.due_at, late_basis, at)
        calendar = hand.calendar
        if not calendar.is_working_day(until):
            better = calendar.next_working_day(until)
            raise Refusal(
                f"Ngày {until:%d/%m/%Y} là ngày nghỉ ({calendar.why_rest(until)}); hẹn lại từ ngày {better:%d/%m/%Y}.",
                field_name="until",
            )
        if until <= found.due_at.date():
            raise Refusal(f"Ngày hẹn lại phải sau hạn cũ {found.due_at:%d/%m/%Y}.", field_name="until")
        found.extended_at, found.extended_until_at = at, calendar.closing(until)
        found.extension_reason = reason
        hand.reckon()
        hand.tell(reason=reason, basis=late_basis.strip())
    return found


def apology_by(due_at: datetime) -> date:
    """The last day on which the apology is in time: one day before the limit expires."""
    rule = lawbook.in_force("desk.apologising", due_at.date())
    return due_at.date() - timedelta(days=rule.value["days_before"])


def withdraw(
    *, dossier: int, revision: int | None, reason: str, by: Actor, at: datetime, form: str = ""
) -> Dossier:
    """The applicant takes his dossier back, at any time before the result (art. 21).

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no request named.
    """
    with acting(Deed.WITHDRAW, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        hand.tell(
            reason=hand.need(reason, "reason", "Phải ghi đề nghị của người nộp (đơn, phiếu, thư điện tử)")
        )
        hand.dossier.ended_at = at
        end_wait(hand, None)
        stepping.end(hand)
    return hand.dossier


def _check_second(dossier: Dossier, cites: str, basis: str, by: Actor) -> None:
    if not basis.strip():
        raise Refusal(
            f"Đã yêu cầu bổ sung {dossier.supplements} lần; chỉ được yêu cầu một lần ({cites}). Lần nữa phải có căn cứ "
            "chuyên ngành và người duyệt; Cổng Dịch vụ công quốc gia sẽ tính hồ sơ này quá hạn.",
            field_name="basis",
        )
    holder = dossier.holder.username if dossier.holder else ""
    if not by.approves or by.user == dossier.holder_id or (holder and by.approves_for == holder):
        raise Refusal(
            "Yêu cầu bổ sung lần thứ hai do lãnh đạo duyệt và thực hiện, không phải người đang xử lý hồ sơ. "
            "Hãy trình lãnh đạo mở hồ sơ này."
        )


def _check_apology(due_at: datetime, late_basis: str, at: datetime) -> None:
    last = apology_by(due_at)
    if at.date() > due_at.date():
        raise Refusal(
            f"Đã quá hạn từ {said(due_at)}: không hẹn lại được nữa. Hãy giải quyết ngay và ghi lý do quá hạn.",
            field_name="until",
        )
    if at.date() > last and not late_basis.strip():
        rule = lawbook.in_force("desk.apologising", due_at.date())
        raise Refusal(
            f"Phải xin lỗi và hẹn lại chậm nhất ngày {last:%d/%m/%Y} ({rule.cites}). "
            "Hẹn lại muộn thì phải ghi vì sao; lời giải thích được lưu lại.",
            field_name="late_basis",
        )
