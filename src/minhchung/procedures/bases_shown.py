"""What procedures stand on, and what is to be done where it has ended, in the skin's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.skin import pieces
from minhchung.procedures.bases import BasisLine, BasisOf
from minhchung.procedures.citing import EndedCitation
from minhchung.rules.rounding import printed_number


def bases(rows: Iterable[BasisOf]) -> pieces.Table | None:
    """The documents that a version stands on; None when none is kept."""
    lines = tuple(
        pieces.Row(
            (
                pieces.Cell(each.name, url=reverse("legislation:document", args=[each.document])),
                pieces.Cell(_until(each.ended_on)),
                pieces.Cell(each.allowed_by or ("" if each.stops else _("tiếp tục nhận"))),
            )
        )
        for each in rows
    )
    if not lines:
        return None
    return pieces.Table(
        _("Căn cứ trong sổ văn bản pháp luật"),
        (
            pieces.Column(_("Văn bản"), wide=True),
            pieces.Column(_("Hết hiệu lực từ"), nowrap=True),
            pieces.Column(_("Văn bản cho phép tiếp tục nhận")),
        ),
        lines,
    )


def _until(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"


def basis_work(rows: Sequence[BasisLine], today: date, *, may_change: bool) -> pieces.Table:
    """Procedures whose basis has ended or will, with what may be done about each."""

    def standing(each: BasisLine) -> pieces.Badge:
        if each.ended_on > today:
            return pieces.Badge(_("Sắp hết hiệu lực"), pieces.Tone.SOON)
        if each.stops:
            return pieces.Badge(_("Ngừng nhận hồ sơ mới"), pieces.Tone.LATE)
        return pieces.Badge(_("Được phép tiếp tục nhận"), pieces.Tone.OPEN)

    def heirs(each: BasisLine) -> str:
        return (
            _("thay thế bằng %(names)s") % {"names": ", ".join(name for _n, name in each.heirs)}
            if each.heirs
            else ""
        )

    return pieces.Table(
        _("Thủ tục có căn cứ đã hoặc sắp hết hiệu lực (%(count)s)") % {"count": printed_number(len(rows))},
        (
            pieces.Column(_("Thủ tục"), wide=True),
            pieces.Column(_("Văn bản căn cứ")),
            pieces.Column(_("Từ ngày"), nowrap=True),
            pieces.Column(_("Tình trạng")),
            *((pieces.Column(_("Việc")), pieces.Column(_("Hoặc"))) if may_change else ()),
        ),
        tuple(
            pieces.Row(
                (
                    pieces.Cell(
                        each.name,
                        sub=_("kéo theo %(limits)s thời hạn, %(forms)s mẫu đơn")
                        % {"limits": each.limits, "forms": each.forms},
                        url=reverse("procedures:procedure_version", args=[each.version]),
                    ),
                    pieces.Cell(
                        each.document_name,
                        sub=heirs(each),
                        url=reverse("legislation:document", args=[each.document]),
                    ),
                    pieces.Cell(f"{each.ended_on:%d/%m/%Y}"),
                    pieces.Cell(badge=standing(each), sub=each.allowed_by),
                    *(
                        (
                            pieces.Cell(
                                _("Đổi căn cứ"),
                                url=reverse("procedures:basis_deed", args=[each.id, "doi-can-cu"]),
                            ),
                            pieces.Cell(
                                _("Cho phép tiếp tục"),
                                url=reverse("procedures:basis_deed", args=[each.id, "cho-phep"]),
                            ),
                        )
                        if may_change
                        else ()
                    ),
                )
            )
            for each in rows
        ),
        empty=_("Không thủ tục nào có căn cứ hết hiệu lực"),
    )


def citing(rows: Sequence[EndedCitation]) -> pieces.Table:
    """Rules, figures, criteria, outlines and reports that cite a document which has ended."""
    return pieces.Table(
        _("Quy tắc, chỉ tiêu, tiêu chí, đề cương, báo cáo viện dẫn văn bản đã hết hiệu lực (%(count)s)")
        % {"count": printed_number(len(rows))},
        (
            pieces.Column(_("Loại")),
            pieces.Column(_("Tên"), wide=True),
            pieces.Column(_("Văn bản đã hết hiệu lực")),
            pieces.Column(_("Từ ngày"), nowrap=True),
        ),
        tuple(
            pieces.Row(
                (
                    pieces.Cell(str(each.of.kind)),
                    pieces.Cell(each.of.name, sub=each.of.text, url=_page_of(each))
                    if each.of.route
                    else pieces.Cell(each.of.text, sub=each.of.name),
                    pieces.Cell(
                        each.document_name, url=reverse("legislation:document", args=[each.document])
                    ),
                    pieces.Cell(f"{each.ended_on:%d/%m/%Y}"),
                )
            )
            for each in rows
        ),
        empty=_("Không có gì đang viện dẫn văn bản đã hết hiệu lực"),
    )


def _page_of(each: EndedCitation) -> str:
    return reverse(each.of.route, args=[each.of.key]) if each.of.route else ""
