"""Deputies against the limit, unit by unit on any day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number
from minhchung.staff.deputies import Deputies, deputies
from minhchung.staff.forms import DayForm


@require(May.READ_RECORDS)
@require_safe
def deputies_page(request: HttpRequest) -> HttpResponse:
    """Each unit with deputies: how many, how many it may have, and until when more are borne."""
    form = DayForm(request.GET)
    told = form.cleaned_data.get("ngay") if form.is_valid() else None
    day = told or date.today()
    rows = deputies(day)
    over = sum(row.excess for row in rows)
    context = {
        "day": day,
        "form": form,
        "table": _table(rows, day),
        "over": printed_number(over),
        "is_over": bool(over),
        "cites": rows[0].cites if rows else "",
        "confirmed": all(row.confirmed for row in rows),
    }
    return render(request, "staff/deputies.html", context)


def _table(rows: tuple[Deputies, ...], day: date) -> pieces.Table:
    drawn = tuple(
        pieces.Row(
            (
                pieces.Cell(row.name),
                pieces.Cell(printed_number(row.posts)),
                pieces.Cell(printed_number(row.many)),
                pieces.Cell(printed_number(row.most) if row.most is not None else "–"),
                pieces.Cell(badge=_verdict(row)),
            )
        )
        for row in rows
    )
    heads = (
        pieces.Column(_("Đơn vị"), wide=True),
        pieces.Column(_("Biên chế giao"), number=True),
        pieces.Column(_("Cấp phó"), number=True),
        pieces.Column(_("Được bố trí"), number=True),
        pieces.Column(_("So với quy định")),
    )
    title = _("Cấp phó tại ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    return pieces.Table(title, heads, drawn, empty=_("Không đơn vị nào có cấp phó vào ngày này"))


def _verdict(row: Deputies) -> pieces.Badge:
    if row.most is None:
        return pieces.Badge(_("Chưa có quy định để so"))
    if not row.excess:
        return pieces.Badge(_("Trong quy định"), pieces.Tone.KEPT)
    if row.borne_until is not None:
        words = _("Vượt %(n)s, được duy trì đến trước %(day)s") % {
            "n": row.excess,
            "day": f"{row.borne_until:%d/%m/%Y}",
        }
        return pieces.Badge(words, pieces.Tone.SOON)
    return pieces.Badge(_("Vượt %(n)s") % {"n": row.excess}, pieces.Tone.LATE)
