"""Work over many dossiers as the skin draws it: how far it is, what was refused and why, whose runs there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minhchung.ground.skin import pieces
from minhchung.ground.work.queries import ItemRow, Reason, RunRow
from minhchung.rules.rounding import printed_number

_MINUTE, _HOUR = 60, 3600


def badge_of(run: RunRow) -> pieces.Badge:
    """Where a run stands, in a word."""
    if run.stopped:
        return pieces.Badge(_("Đã dừng"), pieces.Tone.SOON)
    if run.over:
        if run.not_done:
            return pieces.Badge(_("Xong, có hồ sơ không thành"), pieces.Tone.SOON)
        return pieces.Badge(_("Đã xong"), pieces.Tone.KEPT)
    if run.resting:
        return pieces.Badge(_("Chờ xác nhận"), pieces.Tone.OPEN)
    return pieces.Badge(_("Đang xem thử") if run.trying else _("Đang làm"), pieces.Tone.OPEN)


def left_words(left: timedelta | None) -> str:
    """The time that is left, roughly; "" when it cannot be told."""
    if left is None:
        return ""
    seconds = int(left.total_seconds())
    if seconds < _MINUTE:
        return _("còn chưa đến một phút")
    if seconds < _HOUR:
        minutes = round(seconds / _MINUTE)
        return ngettext("còn khoảng %(n)s phút", "còn khoảng %(n)s phút", minutes) % {"n": minutes}
    hours = round(seconds / _HOUR)
    return ngettext("còn khoảng %(n)s giờ", "còn khoảng %(n)s giờ", hours) % {"n": hours}


def counts_of(run: RunRow) -> tuple[tuple[str, str], ...]:
    """The counts that the phase knows: words and number."""
    if run.trying:
        pairs = [(_("Làm được"), run.fit), (_("Không làm được"), run.unfit), (_("Chưa xem"), run.new)]
    else:
        pairs = [(_("Đã làm"), run.done), (_("Không thành"), run.failed), (_("Còn lại"), run.fit)]
        if run.unfit:
            pairs.append((_("Bị loại khi xem thử"), run.unfit))
    return tuple((words, printed_number(number)) for words, number in pairs)


def reasons_table(reasons: Sequence[Reason]) -> pieces.Table:
    """Why records are not done, the commonest reason first, with some of them."""
    return pieces.Table(
        caption=_("Vì sao không làm được"),
        columns=(
            pieces.Column(_("Lý do"), wide=True),
            pieces.Column(_("Hồ sơ"), number=True),
            pieces.Column(_("Ví dụ")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(each.reason, sub=each.cites),
                    pieces.Cell(printed_number(each.count)),
                    pieces.Cell(", ".join(sample.about for sample in each.samples)),
                )
            )
            for each in reasons
        ),
    )


def items_table(items: Sequence[ItemRow], caption: str, table_empty: str = "") -> pieces.Table:
    """Records that were refused, each with its sentence and article, and the way to it."""
    return pieces.Table(
        caption=caption,
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Lý do"), wide=True),
            pieces.Column(_("Điều khoản")),
        ),
        rows=tuple(
            pieces.Row(
                (pieces.Cell(each.about), pieces.Cell(each.reason), pieces.Cell(each.cites or "–")),
                url=reverse("dossiers:dossier", args=[each.record]),
            )
            for each in items
        ),
        empty=table_empty,
    )


def runs_table(runs: Sequence[RunRow]) -> pieces.Table:
    """Runs of one person, the latest first."""
    return pieces.Table(
        caption=_("Các lần làm hàng loạt của tôi"),
        columns=(
            pieces.Column(_("Việc"), wide=True),
            pieces.Column(_("Lập lúc"), nowrap=True),
            pieces.Column(_("Hồ sơ"), number=True),
            pieces.Column(_("Đã làm"), number=True),
            pieces.Column(_("Không thành"), number=True),
            pieces.Column(_("Tình trạng")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{run.id}. {run.title}"),
                    pieces.Cell(f"{run.created_at:%d/%m/%Y}", sub=f"{run.created_at:%H:%M}"),
                    pieces.Cell(printed_number(run.total)),
                    pieces.Cell(printed_number(run.done)),
                    pieces.Cell(printed_number(run.not_done)),
                    pieces.Cell(badge=badge_of(run)),
                ),
                url=reverse("dossiers:bulk_run", args=[run.id]),
            )
            for run in runs
        ),
        empty=_("Chưa có lần nào. Ở danh sách hồ sơ, đánh dấu các dòng hoặc chọn tất cả rồi chọn việc."),
    )
