"""Notices as the skin draws them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.notices.models import NoticeState
from minhchung.ground.notices.queries import Told
from minhchung.ground.skin import pieces

_LONGEST = 60
_TONES = {
    NoticeState.WAITING: pieces.Tone.OPEN,
    NoticeState.SENDING: pieces.Tone.OPEN,
    NoticeState.SENT: pieces.Tone.KEPT,
    NoticeState.GIVEN_UP: pieces.Tone.LATE,
    NoticeState.REPLACED: pieces.Tone.NONE,
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
        caption=_("Việc nào đã báo, gửi đến đâu, bằng chứng gì"),
        columns=(
            pieces.Column(_("Việc được báo")),
            pieces.Column(_("Lập lúc"), nowrap=True),
            pieces.Column(_("Gửi xong lúc"), nowrap=True),
            pieces.Column(_("Tình trạng")),
            pieces.Column(_("Bằng chứng hoặc lý do")),
        ),
        rows=tuple(_row(each) for each in told),
        empty=_("Chưa có thông báo nào"),
    )


def _row(told: Told) -> pieces.Row:
    tried, next_try = "", ""
    if told.attempts and told.sent_at is None:
        tried = _("đã thử %(n)s lần") % {"n": told.attempts}
        if told.next_try_at is not None:
            next_try = _("thử tiếp lúc %(when)s") % {"when": f"{told.next_try_at:%H:%M %d/%m/%Y}"}
    ended = told.sent_at
    return pieces.Row(
        (
            pieces.Cell(told.occasion, sub=f"{told.way}: {told.recipient}"),
            pieces.Cell(f"{told.created_at:%d/%m/%Y}", sub=f"{told.created_at:%H:%M}"),
            pieces.Cell(f"{ended:%d/%m/%Y}", sub=f"{ended:%H:%M}") if ended else pieces.Cell("–"),
            pieces.Cell(badge=badge_of(told.state, told.attempts), sub=tried),
            pieces.Cell(_short(told.proof or told.reason) or "–", sub=next_try),
        ),
        url=reverse("notices:notice", args=[told.id]),
    )


def _short(text: str) -> str:
    """As much as a cell holds; all of it stands on the notice's own page."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
