"""Trying a shorter limit on screen: how many dossiers would have been late, in which unit, and which."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.dossiers import replayed, sights
from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.replaying import decide, replay
from minhchung.dossiers.forms.replaying import ReplayForm
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.procedures.queries import procedures_named
from minhchung.rules.deadlines import said
from minhchung.rules.rounding import printed_number, printed_rate


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def trials(request: HttpRequest) -> HttpResponseBase:
    """Earlier trials, and a form for a new one."""
    choices = sorted(procedures_named().items(), key=lambda each: each[1])
    form = ReplayForm(request.POST if request.method == "POST" else None, procedures=choices)
    if request.method == "POST" and form.is_valid():
        try:
            made = replay(**form.cleaned_data, by=request.user.username, at=_now())
        except Refusal as refused:
            form.add_error(refused.field_name or None, str(refused))
        else:
            return redirect("dossiers:trial", made.pk)
    context = {"form": form, "table": _table(), "crumbs": _crumbs(_("Thử cắt giảm"))}
    return render(request, "dossiers/trials.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def trial(request: HttpRequest, number: int) -> HttpResponseBase:
    """What one trial found."""
    found = replayed.trial(number)
    if found is None:
        raise Http404(_("Không có lần thử này."))
    outcome = replayed.outcome(number)
    name = procedures_named([found.procedure_id]).get(found.procedure_id, found.procedure.key)
    context = {
        "found": found,
        "name": name,
        "figures": _figures(outcome, f"{found.since:%d/%m/%Y} - {found.until:%d/%m/%Y}"),
        "units": _units(number),
        "late": _late(request, number, outcome.newly),
        "may_decide": request.user.may(May.EDIT_PROCEDURES),
        "crumbs": (
            _crumbs("")[0],
            pieces.Crumb(_("Thử cắt giảm"), reverse("dossiers:trials")),
            pieces.Crumb(str(found)),
        ),
    }
    return render(request, "dossiers/trial.html", context)


@require(May.EDIT_PROCEDURES)
@require_POST
def decided(request: HttpRequest, number: int) -> HttpResponseBase:
    """Keep what was decided after a trial."""
    if replayed.trial(number) is None:
        raise Http404(_("Không có lần thử này."))
    try:
        decide(trial=number, decision=request.POST.get("decision", ""), by=request.user.username, at=_now())
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã ghi quyết định."))
    return redirect("dossiers:trial", number)


def _figures(outcome: replayed.Outcome, window: str) -> tuple[pieces.Figure, ...]:
    def share(title: str, part: int) -> pieces.Figure:
        words = _("%(part)s trên %(whole)s hồ sơ") % {
            "part": printed_number(part),
            "whole": printed_number(outcome.tried),
        }
        return pieces.Figure(
            title,
            printed_rate(part, outcome.tried),
            in_words=words,
            window=window,
            part=part,
            whole=outcome.tried,
        )

    return (
        share(_("Quá hạn theo thời hạn thật"), outcome.late_then),
        share(_("Sẽ quá hạn theo thời hạn thử"), outcome.late_now),
        share(_("Đúng hẹn thật, nhưng sẽ quá hạn"), outcome.newly),
    )


def _units(number: int) -> pieces.Table:
    return pieces.Table(
        caption=_("Theo đơn vị"),
        columns=(
            pieces.Column(_("Đơn vị"), wide=True),
            *(
                pieces.Column(label, number=True)
                for label in (_("Hồ sơ"), _("Quá hạn thật"), _("Sẽ quá hạn"), _("Thành quá hạn"))
            ),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(each.name or "–"),
                    *(
                        pieces.Cell(printed_number(value))
                        for value in (
                            each.outcome.tried,
                            each.outcome.late_then,
                            each.outcome.late_now,
                            each.outcome.newly,
                        )
                    ),
                )
            )
            for each in replayed.by_unit(number)
        ),
    )


def _late(request: HttpRequest, number: int, count: int) -> pieces.Table:
    lines = replayed.newly_late(number, sights.sight_of(request.user, _now()))
    unseen = count - len(lines)
    note = _("%(count)s hồ sơ không liệt kê ở đây vì ngoài phạm vi của ông/bà.") % {
        "count": printed_number(unseen)
    }
    return pieces.Table(
        caption=_("%(count)s hồ sơ sẽ thành quá hạn") % {"count": printed_number(count)},
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Đơn vị"), wide=True),
            pieces.Column(_("Hạn theo thời hạn thử"), nowrap=True),
            pieces.Column(_("Kết thúc thật"), nowrap=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(line.code),
                    pieces.Cell(line.unit or "–"),
                    pieces.Cell(said(line.due_at)),
                    pieces.Cell(said(line.ended_at)),
                ),
                url=reverse("dossiers:dossier", args=[line.number]),
            )
            for line in lines
        ),
        note=note if unseen else "",
        empty=_("Không hồ sơ nào sẽ thành quá hạn"),
    )


def _table() -> pieces.Table:
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(name, sub=str(found)),
                pieces.Cell(f"{found.since:%d/%m/%Y} - {found.until:%d/%m/%Y}"),
                pieces.Cell(printed_number(outcome.tried)),
                pieces.Cell(printed_number(outcome.newly)),
                pieces.Cell(found.decision or "–"),
            ),
            url=reverse("dossiers:trial", args=[found.pk]),
        )
        for found, name, outcome in replayed.latest()
    )
    return pieces.Table(
        caption=_("Các lần thử"),
        columns=(
            pieces.Column(_("Thủ tục, thời hạn thử"), wide=True),
            pieces.Column(_("Hồ sơ tiếp nhận")),
            pieces.Column(_("Hồ sơ"), number=True),
            pieces.Column(_("Thành quá hạn"), number=True),
            pieces.Column(_("Quyết định")),
        ),
        rows=rows,
        empty=_("Chưa thử lần nào"),
    )


def _crumbs(here: str) -> tuple[pieces.Crumb, ...]:
    return (pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")), pieces.Crumb(here))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
