"""Where the applicant is reached: put right when it was wrong, and what did not arrive told anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.dossiers.actions.acting import Actor, NotOurs, Refusal, acting
from minhchung.dossiers.actions.telling import roads_to
from minhchung.dossiers.models import Dossier, Source
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.models import Way
from minhchung.ground.notices.queries import is_about, masked
from minhchung.rules.lifecycle import Deed


def correct_contact(
    *,
    dossier: int,
    revision: int | None,
    email: str,
    phone: str,
    tell_by: str,
    reason: str,
    by: Actor,
    at: datetime,
    form: str = "",
) -> Dossier:
    """Put the applicant's e-mail, telephone or chosen way right; notices not yet delivered go to the new address.

    The story keeps both addresses masked: whoever owns one knows it, nobody else learns it.

    Args:
        email, phone, tell_by: all three as they are to be, "" for none.

    Raises:
        Repeated, Refusal: as :func:`minhchung.dossiers.actions.acting.acting`; no reason, nothing that changes, a way
            without an address.
    """
    with acting(Deed.CORRECT_CONTACT, dossier=dossier, revision=revision, by=by, at=at, form=form) as hand:
        found = hand.dossier
        reason = hand.need(reason, "reason", "Phải ghi vì sao sửa và ai báo địa chỉ đúng")
        email, phone = email.strip(), phone.strip()
        check_way(tell_by, email, phone)
        changes = [
            *_change("thư điện tử", found.applicant_email, email),
            *_change("điện thoại", found.applicant_phone, phone),
        ]
        if tell_by != found.tell_by:
            changes.append(f"báo qua: {_way(found.tell_by)} → {_way(tell_by)}")
        if not changes:
            raise Refusal("Thông tin liên hệ không có gì khác để sửa.", field_name="email")
        found.applicant_email, found.applicant_phone, found.tell_by = email, phone, tell_by
        moved = notices.readdress(
            room="dossiers",
            matter="dossier",
            record=found.pk,
            roads=roads_to(found),
            reason="Địa chỉ của người nộp đã được sửa trước khi thông báo này đến.",
            at=at,
        )
        sent_on = f" {moved} thông báo chưa gửi xong được chuyển sang địa chỉ mới." if moved else ""
        hand.tell(reason=f"{reason.rstrip('.')}. {'; '.join(changes).capitalize()}.{sent_on}")
    return found


@transaction.atomic
def tell_anew(*, dossier: int, notice: int, by: Actor, at: datetime) -> None:
    """Send what a notice said once more, by the address that the dossier has now; both keep their proof.

    Raises:
        Refusal: no such notice of this dossier, or there is nothing to send anew; the message says why.
    """
    found = Dossier.objects.select_for_update().filter(pk=dossier).first()
    if found is None:
        raise Refusal("Không có hồ sơ này.")
    if found.source != Source.DESK:
        raise NotOurs(f"Hồ sơ {found.code} do hệ thống của tỉnh quản lý và do hệ thống đó báo cho người nộp.")
    if not is_about(notice, "dossiers", "dossier", dossier):
        raise Refusal("Hồ sơ này không có thông báo đó.")
    try:
        notices.tell_anew(notice=notice, roads=roads_to(found), by=by.username, at=at)
    except notices.CannotSendAgain as cannot:
        raise Refusal(str(cannot)) from cannot


def check_way(tell_by: str, email: str, phone: str) -> None:
    """Refuse a chosen way for which there is no address.

    Raises:
        Refusal: there is none.
    """
    if tell_by and not (email.strip() if tell_by == Way.EMAIL else phone.strip()):
        need = "thư điện tử" if tell_by == Way.EMAIL else "số điện thoại"
        raise Refusal(f"Muốn được báo qua {Way(tell_by).label} thì phải ghi {need}.", field_name="tell_by")


def _change(name: str, before: str, after: str) -> list[str]:
    if before == after:
        return []
    return [f"{name}: {masked(before) if before else 'trống'} → {masked(after) if after else 'trống'}"]


def _way(way: str) -> str:
    return str(Way(way).label) if way else "tự chọn"
