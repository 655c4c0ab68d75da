"""What the legal officer has to do, in the skin's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.legislation import systematising, work_queries
from minhchung.rules.rounding import printed_number


def inbox(today: date, ended_units: Iterable[int]) -> dict[str, Any]:
    """What is to be done: documents whose basis changed, open sheets, proposals not carried out, old areas, periods."""
    due, due_count = work_queries.due_for_review(today), work_queries.count_due(today)
    sheets, sheet_count = work_queries.open_sheets()
    late, late_count = work_queries.to_carry_out()
    outliving, outliving_count = work_queries.outliving(today, ended_units)
    period = work_queries.next_period(today)
    return {
        "due": Table(
            _("Đến lượt rà soát vì văn bản làm căn cứ thay đổi (%(count)s)")
            % {"count": printed_number(due_count)},
            (
                Column(_("Văn bản")),
                Column(_("Trích yếu"), wide=True),
                Column(_("Vì văn bản")),
                Column(_("Từ ngày"), nowrap=True),
            ),
            tuple(
                Row(
                    (
                        Cell(each.name),
                        Cell(each.abstract),
                        Cell(each.because, sub=each.how),
                        Cell(f"{each.on:%d/%m/%Y}"),
                    ),
                    url=reverse("legislation:document", args=[each.id]),
                )
                for each in due
            ),
            note=_shown(len({each.id for each in due}), due_count),
            empty=_("Không có văn bản nào đến lượt rà soát"),
        ),
        "sheets": Table(
            _("Phiếu rà soát đang làm (%(count)s)") % {"count": printed_number(sheet_count)},
            (Column(_("Văn bản"), wide=True), Column(_("Ngày lập"), nowrap=True), Column(_("Trạng thái"))),
            tuple(
                Row(
                    (
                        Cell(str(each.document), sub=each.document.abstract),
                        Cell(f"{each.opened_on:%d/%m/%Y}"),
                        Cell(str(each.get_state_display())),
                    ),
                    url=reverse("legislation:sheet", args=[each.pk]),
                )
                for each in sheets
            ),
            note=_shown(len(sheets), sheet_count),
            empty=_("Không có phiếu nào đang làm"),
        ),
        "late": Table(
            _("Kiến nghị sau rà soát, kiểm tra, theo dõi thi hành chưa xử lý xong (%(count)s)")
            % {"count": printed_number(late_count)},
            (
                Column(_("Văn bản, nơi nhận kiến nghị"), wide=True),
                Column(_("Phải làm")),
                Column(_("Hạn"), nowrap=True),
                Column(_("Tình hình")),
            ),
            tuple(
                Row(
                    (
                        Cell(each.name),
                        Cell(each.what),
                        Cell(f"{each.due_on:%d/%m/%Y}" if each.due_on else "–"),
                        Cell(badge=_due_badge(each.due_on, today)),
                    ),
                    url=reverse(f"legislation:{each.page}", args=[each.id]),
                )
                for each in late
            ),
            note=_shown(len(late), late_count),
            empty=_("Không còn kiến nghị nào chưa xử lý"),
        ),
        "outliving": Table(
            _("Văn bản của cơ quan đã sắp xếp, còn hiệu lực trong địa bàn cũ (%(count)s)")
            % {"count": printed_number(outliving_count)},
            (
                Column(_("Văn bản")),
                Column(_("Trích yếu"), wide=True),
                Column(_("Cơ quan ban hành")),
                Column(_("Địa bàn")),
            ),
            tuple(
                Row(
                    (Cell(str(each)), Cell(each.abstract), Cell(each.issuer), Cell(each.territory or "–")),
                    url=reverse("legislation:document", args=[each.pk]),
                )
                for each in outliving
            ),
            note=" ".join(
                each
                for each in (
                    _(
                        "Luật 64/2025/QH15, Điều 54 khoản 2: còn hiệu lực trong địa bàn cũ đến khi cơ quan mới quyết "
                        "định. Có quyết định thì ghi ở trang văn bản: công bố tiếp tục áp dụng, hoặc hết hiệu lực."
                    ),
                    _shown(len(outliving), outliving_count),
                )
                if each
            ),
            empty=_("Không có văn bản nào"),
        ),
        "period": period,
        "period_by": f"{systematising.publish_by(period[1])[0]:%d/%m/%Y}" if period else "",
        "expired_url": reverse("legislation:expired_year", args=[today.year - 1]),
    }


def _shown(shown: int, total: int) -> str:
    """How many of all are shown; "" where all are."""
    if shown >= total:
        return ""
    return _("Hiện %(shown)s trong %(total)s; xong những việc này thì đến những việc sau.") % {
        "shown": printed_number(shown),
        "total": printed_number(total),
    }


def _due_badge(due_on: date | None, today: date) -> Badge:
    if due_on is None:
        return Badge(_("Không ghi hạn"), Tone.NONE)
    if due_on < today:
        return Badge(_("Quá hạn"), Tone.LATE)
    return Badge(_("Trong hạn"), Tone.OPEN)
