"""An official's own lists: columns, filters kept under a name, and what is shown taken out as a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhchung.dossiers import actions, desk_queries, queries, sights
from minhchung.dossiers.actions import listing as deeds
from minhchung.dossiers.columns import COLUMNS, chosen
from minhchung.dossiers.counting import Tallied, number_of, tallied
from minhchung.dossiers.forms import asked, chosen_columns, conditions
from minhchung.dossiers.web.desk import actor_of
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers import actions as registers
from minhchung.ground.registers.export import csv_lines, workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked_by(request: HttpRequest, tally: Tallied) -> queries.Ask:
    """What the reader asks of the list, in the columns that he has chosen."""
    return asked(
        request.GET,
        tally.fields(),
        now=_now(),
        sees_personal=request.user.may(May.READ_PERSONAL),
        whose=sights.whose_of(request.user, _now()),
        columns=desk_queries.columns_of(request.user.pk),
    )


def lists_section(request: HttpRequest, ask: queries.Ask) -> dict[str, Any]:
    """The part of the list's page about columns, saved filters and files."""
    here = conditions(request.GET)
    shown = [column.name for column in chosen(ask.columns)]
    names = [*shown, *(name for name in COLUMNS if name not in shown)]
    listed = reverse("dossiers:dossier_list")
    return {
        "conditions": here,
        "saved": [
            {
                "id": saved.pk,
                "name": saved.name,
                "url": f"{listed}?{saved.conditions or 'xem=tat-ca'}",
                "current": saved.conditions == here and bool(request.GET),
                "own": saved.owner_id == request.user.pk,
                "owner": str(saved.owner),
                "shared": saved.shared_with_id is not None,
                "first": saved.is_first and saved.owner_id == request.user.pk,
            }
            for saved in desk_queries.saved_lists(request.user.pk, ask.match.units)
        ],
        "may_share": bool(ask.match.units),
        "choosable": [
            {"name": name, "heading": COLUMNS[name].heading, "chosen": name in shown, "place": place}
            for place, name in enumerate(names, start=1)
        ],
        "files": [
            (_("Excel, các cột đang xem"), f"{reverse('dossiers:export', args=['xlsx'])}?{here}"),
            (_("CSV, các cột đang xem"), f"{reverse('dossiers:export', args=['csv'])}?{here}"),
        ],
    }


@require(May.READ_RECORDS)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What is shown: all found dossiers, the chosen columns, the same order; who took it is written to the trail."""
    if kind not in ("csv", "xlsx"):
        raise Http404(_("Chỉ xuất được tệp CSV hoặc XLSX."))
    tally = tallied()
    ask = asked_by(request, tally)
    headings, rows = queries.shown_rows(ask)
    _note_export(request, ask, number_of(ask.match, at=ask.now, tally=tally), kind)
    if kind == "xlsx":
        file = workbook(headings, rows, title=_("Hồ sơ"))
        return FileResponse(file, as_attachment=True, filename="ho-so.xlsx", content_type=_XLSX)
    response = StreamingHttpResponse(csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ho-so.csv"'
    return response


@require(May.READ_RECORDS)
@require_POST
def choose_columns(request: HttpRequest) -> HttpResponseBase:
    """Keep the columns ticked, or give the usual ones back."""
    names = () if "thuong-dung" in request.POST else chosen_columns(request.POST)
    deeds.choose_columns(columns=names, by=actor_of(request), at=_now())
    return _back(request)


@require(May.READ_RECORDS)
@require_POST
def save_list(request: HttpRequest) -> HttpResponseBase:
    """Keep the filter of the page under a name."""
    try:
        kept = deeds.save_list(
            name=request.POST.get("ten", "")[:80],
            conditions=_sent_conditions(request),
            shared="dung-chung" in request.POST,
            first="trang-dau" in request.POST,
            by=actor_of(request),
            at=_now(),
        )
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã lưu bộ lọc “%(name)s”.") % {"name": kept.name})
    return _back(request)


@require(May.READ_RECORDS)
@require_POST
def saved_list(request: HttpRequest, number: int) -> HttpResponseBase:
    """Make a saved filter the first page, or no longer; or take it away."""
    by, now = actor_of(request), _now()
    try:
        if "bo" in request.POST:
            deeds.forget_list(saved=number, by=by, at=now)
            messages.success(request, _("Đã bỏ bộ lọc."))
        else:
            deeds.make_first(saved=number, first="trang-dau" in request.POST, by=by, at=now)
    except deeds.NoSuchList as missing:
        raise Http404(str(missing)) from missing
    return _back(request)


def _note_export(request: HttpRequest, ask: queries.Ask, rows: int, kind: str) -> None:
    columns = chosen(ask.columns)
    personal = tuple(column.name for column in columns if column.personal)
    query = request.META.get("QUERY_STRING", "")
    if ask.match.sees_personal and personal:
        registers.note_export(
            room="dossiers",
            matter="dossier",
            fields=personal,
            rows=rows,
            query=query,
            by=request.user.username,
            at=ask.now,
        )
        return
    names = [column.name for column in columns if not column.personal]
    deeds.note_export(kind=kind, columns=names, rows=rows, query=query, by=actor_of(request), at=ask.now)


def _sent_conditions(request: HttpRequest) -> str:
    """The conditions that the page had, written anew: nothing else goes into an address."""
    return conditions(QueryDict(request.POST.get("dieu-kien", "")))


def _back(request: HttpRequest) -> HttpResponseBase:
    return redirect(f"{reverse('dossiers:dossier_list')}?{_sent_conditions(request) or 'xem=tat-ca'}")


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
