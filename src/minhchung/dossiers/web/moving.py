"""A new process for running dossiers: which processes wait for a choice, the preview of one, and the deed."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.dossiers import actions, sights, steps
from minhchung.dossiers.forms import MoveForm
from minhchung.dossiers.web.desk import actor_of
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.procedures.processes import process_row
from minhchung.rules.rounding import printed_number


@require(May.READ_RECORDS)
@require_safe
def process_moves(request: HttpRequest) -> HttpResponseBase:
    """The newest processes that running dossiers do not follow yet; who may approve opens their previews."""
    opens = request.user.may(May.APPROVE_DOSSIERS)
    table = pieces.Table(
        caption=_("Quy trình còn hồ sơ đang giải quyết theo quy trình khác"),
        columns=(
            pieces.Column(_("Thủ tục, trường hợp"), wide=True),
            pieces.Column(_("Quyết định")),
            pieces.Column(_("Áp dụng từ"), nowrap=True),
            pieces.Column(_("Hồ sơ"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.procedure_name, sub=row.case),
                    pieces.Cell(row.decision or "–"),
                    pieces.Cell(f"{row.since:%d/%m/%Y}"),
                    pieces.Cell(printed_number(count)),
                ),
                url=reverse("dossiers:process_move", args=[row.id]) if opens else "",
            )
            for row, count in steps.waiting_processes()
        ),
        empty=_("Mọi hồ sơ đang giải quyết đều theo quy trình đang áp dụng."),
    )
    return render(request, "dossiers/moves.html", {"table": table})


@require(May.APPROVE_DOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def process_move(request: HttpRequest, number: int) -> HttpResponseBase:
    """The running dossiers on both sides of the day from which a process holds; those that are ticked follow it."""
    row = process_row(number)
    if row is None or row.steps is None:
        raise Http404(_("Không có quy trình này hoặc quy trình chưa có bước."))
    placed = steps.placed(row, sights.sight_of(request.user, datetime.now()))
    sent = request.POST if request.method == "POST" else None
    form = MoveForm(sent, placed=placed, initial={"form_key": uuid4()})
    if sent is not None and form.is_valid():
        try:
            moved = actions.move_to_process(
                process=number,
                dossiers=form.chosen(),
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                at=datetime.now().replace(microsecond=0),
                form=str(form.cleaned_data["form_key"]),
            )
        except actions.Repeated:
            return redirect("dossiers:process_moves")
        except actions.Refusal as refusal:
            form.add_error(refusal.field_name if refusal.field_name in form.fields else None, str(refusal))
        else:
            told = ngettext(
                "Đã chuyển %(count)s hồ sơ sang quy trình này.",
                "Đã chuyển %(count)s hồ sơ sang quy trình này.",
                len(moved),
            )
            messages.success(request, told % {"count": printed_number(len(moved))})
            return redirect("dossiers:process_moves")
    here = pieces.Crumb(_("Chuyển quy trình"), reverse("dossiers:process_moves"))
    context = {
        "form": form,
        "process": row,
        "process_url": reverse("procedures:process", args=[row.id]),
        "crumbs": (here, pieces.Crumb(row.case or row.procedure_name)),
    }
    return render(request, "dossiers/move.html", context, status=422 if form.errors else 200)
