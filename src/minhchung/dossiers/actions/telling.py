"""Which deeds tell the applicant what: one table, and the notice that is put into the outbox with the deed."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from minhchung.dossiers.models import Dossier, Telling
from minhchung.dossiers.papers.tokens import token_of
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.models import Occasion, Way
from minhchung.ground.notices.queries import is_told, is_used
from minhchung.organisation import queries as organisation
from minhchung.procedures.queries import version_row
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import PAUSED, Deed

#: What is written into the story when there is no way to tell, and when the agency's texts tell by none of them.
NO_WAY = "Chưa báo được cho người nộp: hồ sơ không ghi thư điện tử, điện thoại."
OFF = "Không báo cho người nộp: mẫu thông báo đã tắt các cách gửi mà hồ sơ có."
_SENTENCES = {Telling.NO_WAY: NO_WAY, Telling.OFF: OFF}


@dataclass(frozen=True)
class Tells:
    """What a deed tells: the occasion, and whether the reason that was written is meant for the applicant."""

    occasion: Occasion
    with_reason: bool = False


TELLS: Mapping[Deed, Tells] = {
    Deed.ACKNOWLEDGE: Tells(Occasion.ACKNOWLEDGED),
    Deed.ASK_CORRECTION: Tells(Occasion.CORRECTION, with_reason=True),
    Deed.ACCEPT: Tells(Occasion.RECEIVED),
    Deed.ASK_SUPPLEMENT: Tells(Occasion.SUPPLEMENT, with_reason=True),
    Deed.ASK_PAYMENT: Tells(Occasion.PAYMENT, with_reason=True),
    Deed.EXTEND: Tells(Occasion.EXTENSION, with_reason=True),
    Deed.STOP_FOR_A_WHILE: Tells(Occasion.PAUSED, with_reason=True),
    Deed.REFUSE: Tells(Occasion.REFUSED, with_reason=True),
    Deed.FINISH: Tells(Occasion.FINISHED),
    Deed.STOP_FOR_GOOD: Tells(Occasion.STOPPED, with_reason=True),
    Deed.CLOSE_SILENT: Tells(Occasion.CLOSED, with_reason=True),
    Deed.WITHDRAW: Tells(Occasion.WITHDRAWN),
    Deed.CHANGE_CALENDAR: Tells(Occasion.CALENDAR, with_reason=True),
}
_PAUSED = frozenset(str(state) for state in PAUSED)


def roads_to(dossier: Dossier) -> tuple[notices.Road, ...]:
    """The ways to the applicant, each with its address, the first one first.

    What he chose when he filed comes first if there is an address for it; else e-mail, then SMS. Zalo is used for those
    alone who chose it: having a telephone does not mean having that.
    """
    addresses = {
        Way.EMAIL: dossier.applicant_email,
        Way.SMS: dossier.applicant_phone,
        Way.ZALO: dossier.applicant_phone,
    }
    wanted = [Way(dossier.tell_by)] if dossier.tell_by else []
    order = [*wanted, *(way for way in (Way.EMAIL, Way.SMS) if way not in wanted)]
    return tuple((str(way), addresses[way]) for way in order if addresses[way])


def road_used(dossier: Dossier, deed: Deed, at: datetime) -> notices.Road | None:
    """The way by which the applicant is told of a deed first, with its address; None when he is told by none."""
    tells = TELLS.get(deed)
    if tells is None:
        return None
    return next((road for road in roads_to(dossier) if is_used(tells.occasion, road[0], at.date())), None)


def tell_applicant(
    dossier: Dossier,
    deed: Deed,
    *,
    event: int,
    reason: str,
    at: datetime,
    told: Set[str] = frozenset(),
) -> Telling | None:
    """Put the notice of a deed into the outbox, in the transaction of the deed.

    Args:
        event: the number of the deed in the dossier's story; with the dossier it makes the notice one.
        told: addresses, without regard to case, that hear of it already: no other way to the applicant leads there.

    Returns:
        How the applicant is told; None when the deed tells nothing.
    """
    tells = TELLS.get(deed)
    if tells is None:
        return None
    roads = roads_to(dossier)
    if not roads:
        return Telling.NO_WAY
    used = next((n for n, road in enumerate(roads) if is_used(tells.occasion, road[0], at.date())), None)
    if used is None:
        return Telling.OFF
    way, recipient = roads[used]
    spares = [road for road in roads[used + 1 :] if road[1].casefold() not in told]
    notices.put(
        key=f"dossier:{dossier.pk}:event:{event}:{way}",
        occasion=tells.occasion,
        way=way,
        recipient=recipient,
        matter=notices.Matter("dossiers", "dossier", dossier.pk, dossier.code),
        values=_values(dossier, deed, reason if tells.with_reason else "", at),
        at=at,
        event=event,
        spares=spares,
    )
    return Telling.NOTICE


def sentence_of(telling: Telling | None) -> str:
    """What the story has to say about it: "" when the applicant is told, or the deed tells nothing."""
    return _SENTENCES.get(telling, "") if telling is not None else ""


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
            "danh_gia": _survey_address(dossier) if deed is Deed.FINISH else "",
        }


def _survey_address(dossier: Dossier) -> str:
    """Where the applicant says what he thought of it; "" when he was told before, or nobody knows the public address.

    A result that is taken back and given again is told again, but one survey is asked for once. Who was never reached
    was not asked.
    """
    if not settings.PUBLIC_URL:
        return ""
    address = settings.PUBLIC_URL + reverse("survey", args=[token_of(dossier.pk)])
    return "" if is_told("dossiers", "dossier", dossier.pk, address) else address
