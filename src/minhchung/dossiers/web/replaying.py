"""Trying a shorter limit on screen: how many dossiers would have been late, where, which, and under other limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.dossiers import replayed, sights, steps
from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.replaying import decide, replay
from minhchung.dossiers.forms.replaying import DecisionForm, ReplayForm
from minhchung.dossiers.models.sight import ALL
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May, only_looks
from minhchung.ground.registers.export import csv_lines
from minhchung.ground.skin import charts, pieces
from minhchung.procedures.queries import procedures_named
from minhchung.rules.deadlines import said
from minhchung.rules.rounding import printed_number, printed_rate

PAGE = 50


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def trials(request: HttpRequest) -> HttpResponseBase:
    """Earlier trials, of one procedure or of all, and a form for a new one for those of the agency."""
    may_try = not only_looks(request.user.role)
    if request.method == "POST" and not may_try:
        raise PermissionDenied
    choices = [
        (number, _("%(name)s (%(many)s hồ sơ)") % {"name": name, "many": printed_number(many)})
        for number, name, many in replayed.judged_procedures()
    ]
    asked = request.GET.get("thu-tuc", "")
    procedure = int(asked) if asked.isdecimal() else None
    sent = request.POST if request.method == "POST" else None
    form = ReplayForm(sent, procedures=choices, initial={"procedure": procedure})
    if sent is not None and form.is_valid():
        try:
            made = replay(**form.cleaned_data, by=request.user.username, at=_now())
        except Refusal as refused:
            form.add_error(refused.field_name or None, str(refused))
        else:
            return redirect("dossiers:trial", made.pk)
    context = {
        "form": form if may_try else None,
        "table": _table(procedure),
        "tried": replayed.tried_procedures(),
        "procedure": procedure,
        "crumbs": _crumbs(_("Thử cắt giảm")),
    }
    return render(request, "dossiers/trials.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def trial(request: HttpRequest, number: int) -> HttpResponseBase:
    """What one trial found."""
    return _shown(request, number, None)


@require(May.READ_RECORDS)
@require_safe
def trial_csv(request: HttpRequest, number: int) -> HttpResponseBase:
    """The dossiers that would have become late, as they are narrowed on the page, as CSV."""
    if replayed.trial(number) is None:
        raise Http404(_("Không có lần thử này."))
    head = [
        *(_("Mã hồ sơ"), _("Đơn vị"), _("Bước khi hết hạn thử"), _("Đơn vị của bước")),
        *(
            _("Hạn theo thời hạn thử"),
            _("Kết thúc thật"),
            _("Bước chậm nhất"),
            _("Chậm so với quy trình (phút)"),
        ),
    ]
    lines = replayed.newly_late(number, _ask(request))
    rows = (
        [
            *(line.code, line.unit, line.step, line.step_unit, line.due_at, line.ended_at),
            line.slowest.name if line.slowest else "",
            line.slowest.over if line.slowest else None,
        ]
        for line in lines
    )
    answer = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="thu-cat-giam-{number}.csv"'
    return answer


@require(May.EDIT_PROCEDURES)
@require_POST
def decided(request: HttpRequest, number: int) -> HttpResponseBase:
    """Keep what was decided after a trial."""
    if replayed.trial(number) is None:
        raise Http404(_("Không có lần thử này."))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, form)
    try:
        decide(trial=number, **form.cleaned_data, by=request.user.username, at=_now())
    except Refusal as refused:
        form.add_error(refused.field_name if refused.field_name in form.fields else None, str(refused))
        return _shown(request, number, form)
    messages.success(request, _("Đã ghi quyết định."))
    return redirect("dossiers:trial", number)


def _shown(request: HttpRequest, number: int, form: DecisionForm | None) -> HttpResponseBase:
    found = replayed.trial(number)
    if found is None:
        raise Http404(_("Không có lần thử này."))
    outcome = replayed.outcome(number)
    name = procedures_named([found.procedure_id]).get(found.procedure_id, found.procedure.key)
    ask = _ask(request)
    page = Paginator(range(replayed.count_newly(number, ask)), PAGE).get_page(request.GET.get("trang"))
    units, names = replayed.choices(number)
    if form is None and request.user.may(May.EDIT_PROCEDURES):
        form = DecisionForm(
            initial={"decision": found.decision, "number": found.decision_number, "on": found.decided_on}
        )
    asked = urlencode({name: value for name, value in (("don-vi", ask.unit), ("buoc", ask.step)) if value})
    context: dict[str, Any] = {
        "found": found,
        "name": name,
        "figures": _figures(outcome, f"{found.since:%d/%m/%Y} - {found.until:%d/%m/%Y}"),
        "curve": _curve(number, found, outcome.tried),
        "units": _units(number),
        "steps": _steps(number),
        "without_step": printed_number(replayed.without_step(number)) if outcome.newly else "",
        "late": _late(number, ask, page),
        "page": page,
        "query": f"{asked}&" if asked else "",
        "asked": asked,
        "ask": ask,
        "unit_choices": units,
        "step_choices": names,
        "form": form,
        "crumbs": (
            _crumbs("")[0],
            pieces.Crumb(_("Thử cắt giảm"), reverse("dossiers:trials")),
            pieces.Crumb(str(found)),
        ),
    }
    failed = form is not None and form.is_bound and bool(form.errors)
    return render(request, "dossiers/trial.html", context, status=422 if failed else 200)


def _ask(request: HttpRequest) -> replayed.Ask:
    sight = sights.sight_of(request.user, _now())
    return replayed.Ask(request.GET.get("don-vi", ""), request.GET.get("buoc", ""), sight)


def _curve(number: int, found: Any, tried: int) -> charts.Chart | None:
    """The share of late dossiers under each limit, the tried one and today's named."""
    points = replayed.curve(number)
    if len(points) < 2:
        return None
    unit = str(found.get_limit_unit_display())
    tones = {found.limit: _("thử"), found.current_limit: _("hiện nay")}
    return charts.Bars(
        title=_("Tỷ lệ quá hạn theo từng thời hạn"),
        description=_(
            "Cùng các hồ sơ ấy, nếu thời hạn là chừng này %(unit)s. Thời hạn càng ngắn càng nhiều hồ sơ quá hạn; "
            "chỗ cột vọt cao lên là chỗ không nên cắt quá."
        )
        % {"unit": unit},
        categories=tuple(
            f"{point.limit} ({tones[point.limit]})" if point.limit in tones else str(point.limit)
            for point in points
        ),
        series=(
            charts.Series(
                _("Quá hạn"), tuple(charts.Rate(point.late, tried) for point in points), tone="lacquer"
            ),
        ),
        axis=unit.capitalize(),
    )


def _steps(number: int) -> pieces.Table | None:
    """Where newly late dossiers were when the limit expired, and what each step took."""
    rows = replayed.by_step(number)
    if not rows:
        return None
    return pieces.Table(
        caption=_("Theo bước của quy trình nội bộ"),
        columns=(
            pieces.Column(_("Bước, đơn vị thực hiện"), wide=True),
            pieces.Column(_("Đang giữ khi hết hạn thử"), number=True),
            pieces.Column(_("Thật sự mất (bình quân)"), number=True),
            pieces.Column(_("Quy trình cho"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{row.number}. {row.name}", sub=row.unit),
                    pieces.Cell(printed_number(row.held)),
                    pieces.Cell(steps.measured_words(row.minutes) if row.minutes else "–"),
                    pieces.Cell(steps.words_of(row.allowed) or "–"),
                )
            )
            for row in rows
        ),
        note=_("Giờ làm việc, không kể thời gian chờ; của những hồ sơ sẽ thành quá hạn."),
    )


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


def _late(number: int, ask: replayed.Ask, page: Any) -> pieces.Table:
    count = page.paginator.count
    unseen = replayed.count_newly(number, replace(ask, sight=ALL)) - count
    note = _("%(count)s hồ sơ không liệt kê ở đây vì ngoài phạm vi của ông/bà.") % {
        "count": printed_number(unseen)
    }
    lines = replayed.newly_late(number, ask, offset=(page.number - 1) * PAGE, limit=PAGE)
    return pieces.Table(
        caption=_("%(count)s hồ sơ sẽ thành quá hạn") % {"count": printed_number(count)},
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Khi hết hạn thử đang ở")),
            pieces.Column(_("Chậm nhất ở")),
            pieces.Column(_("Hạn theo thời hạn thử"), nowrap=True),
            pieces.Column(_("Kết thúc thật"), nowrap=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(line.code),
                    pieces.Cell(line.step or _("không ghi bước"), sub=line.step_unit or line.unit),
                    _slowest(line),
                    pieces.Cell(said(line.due_at)),
                    pieces.Cell(said(line.ended_at) if line.ended_at else "–"),
                ),
                url=reverse("dossiers:dossier", args=[line.number]),
            )
            for line in lines
        ),
        note=note if unseen else "",
        empty=_("Không hồ sơ nào sẽ thành quá hạn"),
    )


def _slowest(line: replayed.Line) -> pieces.Cell:
    if line.slowest is None:
        return pieces.Cell("–")
    over = _("hơn quy trình %(time)s") % {"time": steps.measured_words(line.slowest.over)}
    return pieces.Cell(
        f"{line.slowest.number}. {line.slowest.name}", sub=over if line.slowest.allowed else ""
    )


def _table(procedure: int | None) -> pieces.Table:
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(name, sub=str(found)),
                pieces.Cell(f"{found.since:%d/%m/%Y} - {found.until:%d/%m/%Y}"),
                pieces.Cell(printed_number(outcome.tried)),
                pieces.Cell(printed_number(outcome.newly)),
                pieces.Cell(found.decision or "–", sub=_document(found)),
            ),
            url=reverse("dossiers:trial", args=[found.pk]),
        )
        for found, name, outcome in replayed.latest(procedure=procedure)
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


def _document(found: Any) -> str:
    """The document of a decision: its number and day."""
    if not found.decision_number:
        return ""
    if found.decided_on is None:
        return str(found.decision_number)
    return f"{found.decision_number}, {found.decided_on:%d/%m/%Y}"


def _crumbs(here: str) -> tuple[pieces.Crumb, ...]:
    return (pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")), pieces.Crumb(here))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
