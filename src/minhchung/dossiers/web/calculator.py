"""The calculator of limits for anybody: no sign-in, no session, nothing kept."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.dossiers import reckoned
from minhchung.dossiers.forms.calculator import CalculatorForm
from minhchung.dossiers.models import Channel
from minhchung.ground.skin import pieces
from minhchung.procedures.models import LimitUnit


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """When a dossier accepted at a moment is due and why; what cannot be answered is said at its field."""
    now = datetime.now().replace(microsecond=0)
    asked = request.GET if {"thu_tuc", "so"} & set(request.GET) else None
    first = {"don_vi": LimitUnit.WORKING_DAY, "kenh": Channel.DIRECT, "thu_tuc": request.GET.get("chon", "")}
    form = CalculatorForm(asked, procedures=reckoned.offered(now.date()), initial=first)
    found = None
    if asked is not None and form.is_valid():
        told, at = form.cleaned_data, form.moment(now)
        try:
            if told["thu_tuc"]:
                limit, unit, cut_off = reckoned.limit_of(told["thu_tuc"], told["kenh"], at)
            else:
                limit, unit, cut_off = told["so"], told["don_vi"] or LimitUnit.WORKING_DAY, None
            found = reckoned.reckon(accepted_at=at, limit=limit, unit=unit, cut_off=cut_off)
        except reckoned.CannotSay as cannot:
            form.add_error(cannot.field_name, str(cannot))
    context = {"form": form, "found": found, "special": _special(found) if found else None}
    return render(request, "dossiers/calculator.html", context, status=422 if form.errors else 200)


def _special(found: reckoned.Reckoned) -> pieces.Table | None:
    if not found.special:
        return None
    return pieces.Table(
        caption=_("Ngày nghỉ, ngày làm bù trên đường đi"),
        columns=(
            pieces.Column(_("Ngày"), nowrap=True),
            pieces.Column(_("Vì sao"), wide=True),
            pieces.Column(_("Căn cứ"), wide=True),
            pieces.Column(_("Xác nhận"), nowrap=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(
                        f"{day.on:%d/%m/%Y}",
                        sub=_("ngày làm việc") if day.works else _("ngày nghỉ"),
                    ),
                    pieces.Cell(day.name),
                    pieces.Cell(day.cites),
                    pieces.Cell(_("đã xác nhận") if day.confirmed else _("chưa xác nhận")),
                )
            )
            for day in found.special
        ),
    )
