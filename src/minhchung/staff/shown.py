"""Posts, tables and assessments as the skin draws them: frozen pieces, numbers in Vietnamese writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.skin import pieces
from minhchung.ground.skin.charts import Bars, Series
from minhchung.rules.rounding import printed_number, printed_rate
from minhchung.staff.establishment import Cut, Filled, Manned
from minhchung.staff.models import Assessment, AssessmentLine, PersonKind
from minhchung.staff.products import SHARE_NAMES, Share, Work, sources
from minhchung.staff.statistics import Statistics

#: More units than these do not fit beside each other; the table has them all.
_MOST_BARS = 8


def manned_chart(rows: Sequence[Manned], day: date) -> Bars | None:
    """Posts given beside people present, contracts apart; None where there is neither."""
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.kind != PersonKind.CONTRACT:
            numbers = found.setdefault(row.name, [0, 0])
            numbers[0] += row.assigned
            numbers[1] += row.present
    if not found:
        return None
    largest = sorted(found, key=lambda name: (-max(found[name]), name))[:_MOST_BARS]
    names = [name for name in found if name in largest]
    assigned, present = (sum(found[name][place] for name in found) for place in (0, 1))
    return Bars(
        _("Được giao và có mặt theo đơn vị"),
        _("Ngày %(day)s: giao %(assigned)s, có mặt %(present)s, không kể hợp đồng.")
        % {
            "day": f"{day:%d/%m/%Y}",
            "assigned": printed_number(assigned),
            "present": printed_number(present),
        },
        tuple(names),
        (
            Series(_("Được giao"), tuple(found[name][0] for name in names), "grey"),
            Series(_("Có mặt"), tuple(found[name][1] for name in names), "river"),
        ),
        unit=_("người"),
        axis=_("Đơn vị"),
    )


def manned_table(rows: Sequence[Manned], day: date) -> pieces.Table:
    """Each unit and kind with posts, people, what is vacant or beyond."""
    return pieces.Table(
        caption=_("Biên chế, số người làm việc tại ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        columns=(
            pieces.Column(_("Đơn vị"), wide=True),
            pieces.Column(_("Đối tượng")),
            pieces.Column(_("Được giao"), number=True),
            pieces.Column(_("Có mặt"), number=True),
            pieces.Column(_("Còn trống"), number=True),
            pieces.Column(_("Tình hình")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.name),
                    pieces.Cell(str(PersonKind(row.kind).label)),
                    pieces.Cell(printed_number(row.assigned) if row.given else "–"),
                    pieces.Cell(printed_number(row.present)),
                    pieces.Cell(printed_number(row.vacant) if row.given else "–"),
                    pieces.Cell(badge=_standing(row)),
                )
            )
            for row in rows
        ),
        empty=_("Ngày này chưa có chỉ tiêu nào được giao và chưa có ai ở vị trí nào"),
        note=_(
            "Người tính vào đơn vị gần nhất, từ phòng của mình trở lên, được giao chỉ tiêu của đối tượng đó."
        ),
    )


def positions_table(rows: Sequence[Filled], day: date) -> pieces.Table:
    """Job positions with how many hold them."""
    return pieces.Table(
        caption=_("Vị trí việc làm tại ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        columns=(
            pieces.Column(_("Đơn vị"), wide=True),
            pieces.Column(_("Vị trí việc làm"), wide=True),
            pieces.Column(_("Nhóm")),
            pieces.Column(_("Số người"), number=True),
            pieces.Column(_("Có người"), number=True),
            pieces.Column(_("Còn trống"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.unit),
                    pieces.Cell(row.title),
                    pieces.Cell(row.group),
                    *(pieces.Cell(printed_number(number)) for number in (row.number, row.held, row.vacant)),
                )
            )
            for row in rows
        ),
        empty=_("Ngày này chưa có vị trí việc làm nào được phê duyệt"),
        note=_("Có người khi quyết định bố trí nêu vị trí đó."),
    )


def remarks(rows: Sequence[Manned]) -> tuple[str, ...]:
    """What needs a word: people beyond the posts given, or where none were given."""
    told = []
    for row in rows:
        if not row.excess:
            continue
        words = {"unit": row.name, "kind": str(PersonKind(row.kind).label).lower(), "number": row.excess}
        told.append(
            _(
                "%(unit)s: có mặt vượt chỉ tiêu %(number)s %(kind)s; cần giải trình hoặc quyết định giao bổ sung."
            )
            % words
            if row.given
            else _("%(unit)s: có %(number)s %(kind)s nhưng chưa có quyết định giao chỉ tiêu.") % words
        )
    return tuple(told)


def cut_words(cut: Cut) -> dict[str, Any]:
    """The cut since the base year in words."""
    rate = cut.rate
    if rate is None:
        words = _("Không phát sinh: ngày 31/12/%(year)s chưa có chỉ tiêu nào được giao.") % {"year": cut.year}
    elif cut.base == cut.now:
        words = _("Không đổi so với ngày 31/12/%(year)s: %(base)s.") % {
            "base": printed_number(cut.base),
            "year": cut.year,
        }
    else:
        lost = cut.base - cut.now
        words = (
            _("Giảm %(lost)s trên %(base)s (%(rate)s) so với ngày 31/12/%(year)s.")
            if lost > 0
            else _("Tăng %(lost)s trên %(base)s (%(rate)s) so với ngày 31/12/%(year)s.")
        ) % {
            "lost": printed_number(abs(lost)),
            "base": printed_number(cut.base),
            "rate": printed_rate(abs(lost), cut.base),
            "year": cut.year,
        }
    return {"words": words, "cites": cut.cites, "confirmed": cut.confirmed}


def block_tables(found: Statistics) -> list[pieces.Table]:
    """A table for each block: units down, the block's columns across, the total first."""
    return [
        pieces.Table(
            caption=block.title,
            columns=(
                pieces.Column(_("Đơn vị"), wide=True),
                pieces.Column(_("Tổng"), number=True),
                *(pieces.Column(name, number=True) for name in block.columns),
            ),
            rows=tuple(
                pieces.Row(
                    (
                        pieces.Cell(found.rows[place]),
                        pieces.Cell(printed_number(found.totals[place])),
                        *(pieces.Cell(printed_number(number)) for number in block.counts[place]),
                    )
                )
                for place in range(1, len(found.rows))
            ),
            total=pieces.Row(
                (
                    pieces.Cell(found.rows[0]),
                    pieces.Cell(printed_number(found.totals[0])),
                    *(pieces.Cell(printed_number(number)) for number in block.counts[0]),
                )
            ),
        )
        for block in found.blocks
    ]


def flat(found: Statistics) -> tuple[list[str], Iterator[list[Any]]]:
    """The whole table flat: headings, then a line for each unit, the total first."""
    headings = [_("Đơn vị"), _("Được giao"), _("Có mặt")]
    headings += [f"{block.title}: {name}" for block in found.blocks for name in block.columns]
    rows = (
        [
            found.rows[place],
            found.assigned[place],
            found.totals[place],
            *(number for block in found.blocks for number in block.counts[place]),
        ]
        for place in range(len(found.rows))
    )
    return headings, rows


def lines_table(record: Assessment) -> pieces.Table:
    """The products of an assessment, and who counted them."""
    known = sources()
    return pieces.Table(
        caption=_("Sản phẩm, công việc trong kỳ"),
        columns=(
            pieces.Column(_("Sản phẩm"), wide=True),
            pieces.Column(_("Hệ số"), number=True),
            pieces.Column(_("Được giao"), number=True),
            pieces.Column(_("Hoàn thành"), number=True),
            pieces.Column(_("Lần sai sót"), number=True),
            pieces.Column(_("Lần chậm"), number=True),
            pieces.Column(_("Nguồn đếm")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(line.product.title),
                    pieces.Cell(printed_number(line.weight, 2)),
                    pieces.Cell(printed_number(line.assigned), url=_behind(line, Share.ASSIGNED)),
                    pieces.Cell(printed_number(line.done), url=_behind(line, Share.DONE)),
                    pieces.Cell(printed_number(line.faults)),
                    pieces.Cell(printed_number(line.delays), url=_behind(line, Share.DELAYS)),
                    pieces.Cell(
                        known[line.source].title if line.source in known else line.source or _("nhập tay")
                    ),
                )
            )
            for line in record.lines.select_related("product").order_by("product__code")
        ),
        empty=_("Phiếu này không tính theo sản phẩm"),
    )


def _behind(line: AssessmentLine, share: Share) -> str:
    """The page of the records behind a counted number; "" where nobody counted or there are none."""
    if not line.records.get(str(share)):
        return ""
    return reverse("staff:counted_line", args=[line.assessment_id, line.pk, str(share)])


def counted_links(counted: Any, address: str) -> list[tuple[str, str]]:
    """For each number that a source counted, words and the page of its records; ``address`` ends before the share."""
    return [
        (f"{printed_number(len(counted.records(share)))} {SHARE_NAMES[share]}", f"{address}{share}")
        for share in Share
        if counted.records(share)
    ]


def works_table(works: Sequence[Work], heading: str) -> pieces.Table:
    """Counted records, each leading to its own page."""
    return pieces.Table(
        caption=heading,
        columns=(
            pieces.Column(_("Mã"), nowrap=True),
            pieces.Column(_("Việc"), wide=True),
            pieces.Column(_("Hạn"), nowrap=True),
            pieces.Column(_("Xong lúc"), nowrap=True),
            pieces.Column(_("Kết quả")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(work.title),
                    pieces.Cell(work.detail),
                    pieces.Cell(_when(work.due_at)),
                    pieces.Cell(_when(work.ended_at)),
                    pieces.Cell(badge=_result(work)),
                ),
                url=work.url,
            )
            for work in works
        ),
        empty=_("Không có bản ghi nào ông/bà được xem"),
    )


def _when(moment: datetime | date | None) -> str:
    if moment is None:
        return "–"
    return f"{moment:%d/%m/%Y %H:%M}" if isinstance(moment, datetime) else f"{moment:%d/%m/%Y}"


def _result(work: Work) -> pieces.Badge:
    if work.ended_at is None:
        return pieces.Badge(_("Chưa xong"), pieces.Tone.OPEN)
    return (
        pieces.Badge(_("Chậm"), pieces.Tone.LATE)
        if work.late
        else pieces.Badge(_("Đúng hạn"), pieces.Tone.KEPT)
    )


def _standing(row: Manned) -> pieces.Badge:
    if row.excess:
        return pieces.Badge(_("Vượt %(number)s") % {"number": printed_number(row.excess)}, pieces.Tone.LATE)
    if row.vacant:
        return pieces.Badge(
            _("Còn thiếu %(number)s") % {"number": printed_number(row.vacant)}, pieces.Tone.SOON
        )
    return pieces.Badge(_("Đủ"), pieces.Tone.KEPT) if row.given else pieces.Badge(_("Không giao chỉ tiêu"))
