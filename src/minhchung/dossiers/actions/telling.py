"""Which deeds tell the applicant what: one table, and the notice that is put into the outbox with the deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from minhchung.dossiers.models import Dossier
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.models import Occasion, Way
from minhchung.organisation import queries as organisation
from minhchung.procedures.queries import version_row
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import PAUSED, Deed

#: What is written into the story when there is no way to tell.
NO_WAY = "Chưa báo được cho người nộp: hồ sơ không ghi thư điện tử, điện thoại."


@dataclass(frozen=True)
class Telling:
    """What a deed tells: the occasion, and whether the reason that was written is meant for the applicant."""

    occasion: Occasion
    with_reason: bool = False


TELLS: Mapping[Deed, Telling] = {
    Deed.ACKNOWLEDGE: Telling(Occasion.ACKNOWLEDGED),
    Deed.ASK_CORRECTION: Telling(Occasion.CORRECTION, with_reason=True),
    Deed.ACCEPT: Telling(Occasion.RECEIVED),
    Deed.ASK_SUPPLEMENT: Telling(Occasion.SUPPLEMENT, with_reason=True),
    Deed.ASK_PAYMENT: Telling(Occasion.PAYMENT, with_reason=True),
    Deed.EXTEND: Telling(Occasion.EXTENSION, with_reason=True),
    Deed.STOP_FOR_A_WHILE: Telling(Occasion.PAUSED, with_reason=True),
    Deed.REFUSE: Telling(Occasion.REFUSED, with_reason=True),
    Deed.FINISH: Telling(Occasion.FINISHED),
    Deed.STOP_FOR_GOOD: Telling(Occasion.STOPPED, with_reason=True),
    Deed.CLOSE_SILENT: Telling(Occasion.CLOSED, with_reason=True),
    Deed.WITHDRAW: Telling(Occasion.WITHDRAWN),
    Deed.CHANGE_CALENDAR: Telling(Occasion.CALENDAR, with_reason=True),
}
_PAUSED = frozenset(str(state) for state in PAUSED)


def way_to(dossier: Dossier) -> tuple[Way, str] | None:
    """How the applicant is told and where: by e-mail when he gave an address, else by SMS; None when by neither."""
    if dossier.applicant_email:
        return Way.EMAIL, dossier.applicant_email
    if dossier.applicant_phone:
        return Way.SMS, dossier.applicant_phone
    return None


def tell_applicant(dossier: Dossier, deed: Deed, *, event: int, reason: str, at: datetime) -> str:
    """Put the notice of a deed into the outbox, in the transaction of the deed.

    Args:
        event: the number of the deed in the dossier's story; with the dossier it makes the notice one.

    Returns:
        What the story has to say about it: "" when the applicant is told or the deed tells nothing.
    """
    telling = TELLS.get(deed)
    if telling is None:
        return ""
    way = way_to(dossier)
    if way is None:
        return NO_WAY
    notices.put(
        key=f"dossier:{dossier.pk}:event:{event}:{way[0]}",
        occasion=telling.occasion,
        way=way[0],
        recipient=way[1],
        matter=notices.Matter("dossiers", "dossier", dossier.pk, dossier.code),
        values=_values(dossier, deed, reason if telling.with_reason else "", at),
        at=at,
    )
    return ""


def _values(dossier: Dossier, deed: Deed, reason: str, at: datetime) -> dict[str, str]:
    """The fields of the text; in Vietnamese whatever the language of the one who acts.

    A dossier that waits is not told a new day when the calendar changes: its day is reckoned when the wait ends.
    """
    tells_day = dossier.due_at and not (deed is Deed.CHANGE_CALENDAR and dossier.state in _PAUSED)
    version = version_row(dossier.version_id)
    with translation.override("vi"):
        return {
            "ma_ho_so": dossier.code,
            "thu_tuc": version.name if version else "",
            "co_quan": organisation.names_of([dossier.settled_by_id], at.date())[dossier.settled_by_id],
            "luc": said(at),
            "hen_tra": said(dossier.due_at) if dossier.due_at and tells_day else "",
            "ly_do": reason,
            "nhan_ket_qua": str(dossier.get_return_way_display()),
        }
