"""Notices as the skin draws them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.notices.models import NoticeState
from minhchung.ground.notices.queries import Told
from minhchung.ground.skin import pieces

_TONES = {
    NoticeState.WAITING: pieces.Tone.OPEN,
    NoticeState.SENDING: pieces.Tone.OPEN,
    NoticeState.SENT: pieces.Tone.KEPT,
    NoticeState.GIVEN_UP: pieces.Tone.LATE,
}


def badge_of(state: str, attempts: int) -> pieces.Badge:
    """Where a notice stands; one that was tried in vain and waits is marked."""
    if state == NoticeState.WAITING and attempts:
        return pieces.Badge(_("Chờ gửi lại"), pieces.Tone.SOON)
    known = NoticeState(state)
    return pieces.Badge(str(known.label), _TONES[known])


def table_of(told: Sequence[Told]) -> pieces.Table:
    """The notices about a record: what, to whom (masked), how far, with proof or reason."""
    return pieces.Table(
        caption=_("Thông báo đã gửi"),
        columns=(
            pieces.Column(_("Việc được báo"), wide=True),
            pieces.Column(_("Gửi đến")),
            pieces.Column(_("Lập lúc"), nowrap=True),
            pieces.Column(_("Gửi xong lúc"), nowrap=True),
            pieces.Column(_("Tình trạng")),
            pieces.Column(_("Bằng chứng hoặc lý do"), wide=True),
        ),
        rows=tuple(_row(each) for each in told),
        empty=_("Chưa có thông báo nào"),
    )


def _row(told: Told) -> pieces.Row:
    tried = _("đã thử %(n)s lần") % {"n": told.attempts} if told.attempts and told.sent_at is None else ""
    next_try = (
        _("thử tiếp lúc %(when)s") % {"when": _moment(told.next_try_at)} if told.next_try_at and tried else ""
    )
    return pieces.Row(
        (
            pieces.Cell(told.occasion),
            pieces.Cell(told.recipient, sub=told.way),
            pieces.Cell(f"{told.created_at:%d/%m/%Y}", sub=f"{told.created_at:%H:%M}"),
            pieces.Cell(f"{told.sent_at:%d/%m/%Y}", sub=f"{told.sent_at:%H:%M}")
            if told.sent_at
            else pieces.Cell("–"),
            pieces.Cell(badge=badge_of(told.state, told.attempts), sub=tried),
            pieces.Cell(told.proof or told.reason or "–", sub=next_try),
        ),
        url=reverse("notices:notice", args=[told.id]),
    )


def _moment(moment: object) -> str:
    return f"{moment:%H:%M %d/%m/%Y}"
