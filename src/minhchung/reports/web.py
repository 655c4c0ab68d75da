"""Screens of reports: the list, a new one, its preview with self-checks, its paragraphs, freezing, its papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.figures.periods import window_named
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files.queries import opened
from minhchung.ground.printing import is_archival
from minhchung.ground.registers.columns import capitalised
from minhchung.ground.skin import pieces
from minhchung.reports import actions, desk, page, queries, shown
from minhchung.reports.declared import KNOWN, Declared
from minhchung.reports.declaring import CannotDeclare, declared_rows
from minhchung.reports.forms import DeclareForm, ExplanationForm, HeadForm, NewReportForm, PassagesForm
from minhchung.reports.narrative import BadText
from minhchung.reports.outline import passages
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import Clock

#: Papers of a report: the name in the address, the file of a draft, its content type.
#: What is said of a PDF that cannot be archival.
NOT_ARCHIVAL = gettext_lazy(
    "Bản PDF là PDF thường, không phải PDF/A: trong báo cáo có chữ mà phông của phần mềm không có, in thành ô trống. "
    "Bản Word hiện đủ chữ đó."
)
_PAPERS = {
    "docx": (
        "report.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("report.pdf", "application/pdf"),
}


@require(May.READ_RECORDS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every report, newest first."""
    context = {
        "table": shown.list_table(queries.listed()),
        "may_edit": request.user.may(May.EDIT_REPORTS),
    }
    return render(request, "reports/list.html", context)


@require(May.EDIT_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin a report."""
    last = queries.last_signed()
    start = {"number": last.number, "post": last.post, "name": last.name, "window": request.GET.get("ky", "")}
    carried = {"authority": last.authority, "recipients": last.recipients}
    form = NewReportForm(request.POST or None, today=_now().date(), initial=start)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("number", "post", "name", "dated_on", "title")}
        try:
            report = desk.draw_up_report(
                window_named(form.cleaned_data["window"]),
                signing=desk.Signing(**told, **carried),
                by=request.user.username,
                at=_now(),
            )
        except desk.CannotDrawUp as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, _("Đã lập báo cáo: %(title)s") % {"title": report.title})
            return redirect("reports:report", report.pk)
    context = {"form": form, "crumbs": _crumbs(_("Lập báo cáo"))}
    return render(request, "reports/new.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """One report: where it stands, its self-checks, its papers, and the preview with figures that open."""
    return _shown(request, _page(number))


@require(May.EDIT_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponseBase:
    """Rewrite paragraphs; figures stay tokens, and nothing typed is lost on an error."""
    found = _page(number)
    if not found.is_draft:
        messages.warning(request, _("Báo cáo đã chốt số liệu, không sửa được nữa. Hãy lập báo cáo mới."))
        return redirect("reports:report", number)
    outline, problem, standing = passages(window_named(found.window)), "", frozenset[str]()
    try:
        standing = desk.draft_of(_row(number)).built.standing
    except BadText as wrong:
        problem = str(wrong)
    typed = request.POST if request.method == "POST" else None
    form = PassagesForm(outline, found.texts, typed, standing)
    preview = ""
    if request.method == "POST" and form.is_valid() and "preview" in request.POST:
        try:
            preview = _fragment(
                desk.draft_of(_row(number), form.all_typed()).built.composition.as_dict(), number
            )
        except BadText as wrong:
            problem = str(wrong)
    elif request.method == "POST" and form.is_valid():
        changed = form.rewritten()
        if _rewritten(form, number, changed, by=request.user.username):
            if changed:
                messages.success(request, _("Đã lưu %(count)s đoạn.") % {"count": len(changed)})
            else:
                messages.info(request, _("Không có gì thay đổi."))
            return redirect("reports:report", number)
    context = {
        "report": found,
        "form": form,
        "crumbs": _crumbs(_("Sửa lời văn"), found),
        "preview": preview,
        "problem": problem,
        "figures": list(KNOWN),
    }
    return render(request, "reports/edit.html", context, status=422 if form.errors or problem else 200)


@require(May.EDIT_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, number: int) -> HttpResponseBase:
    """Number, place, date, signer and recipients of a draft."""
    found, row = _page(number), _row(number)
    if not found.is_draft:
        messages.warning(request, _("Báo cáo đã chốt số liệu, không sửa được nữa. Hãy lập báo cáo mới."))
        return redirect("reports:report", number)
    form = HeadForm(request.POST or None, initial=desk.head_of(row))
    if request.method == "POST" and form.is_valid():
        changed = desk.reword_head(row, form.cleaned_data, by=request.user.username, at=_now())
        messages.success(request, _("Đã lưu.") if changed else _("Không có gì thay đổi."))
        return redirect("reports:report", number)
    context = {"report": found, "form": form, "crumbs": _crumbs(_("Sửa số, ngày, người ký, nơi nhận"), found)}
    return render(request, "reports/head.html", context, status=422 if form.errors else 200)


@require(May.EDIT_REPORTS)
@require_POST
def explain(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say why a failed check does not stop the report."""
    found = _page(number)
    form = ExplanationForm(request.POST)
    if not found.is_draft or not form.is_valid():
        return _shown(request, found, bad=form, status=422)
    actions.explain(
        report=_row(number),
        check_key=form.cleaned_data["check"],
        text=form.cleaned_data["text"],
        by=request.user.username,
        at=_now(),
    )
    messages.success(request, _("Đã ghi giải trình."))
    return redirect(f"{reverse('reports:report', args=[number])}#tu-kiem")


@require(May.FREEZE_REPORTS)
@require_POST
def freeze(request: HttpRequest, number: int) -> HttpResponseBase:
    """Freeze the figures into the bundle."""
    try:
        frozen = desk.freeze_report(_row(number), by=request.user.username, at=_now())
    except actions.CannotFreeze as cannot:
        messages.error(request, str(cannot))
    else:
        messages.success(request, _("Đã chốt số liệu. Dấu niêm: %(seal)s") % {"seal": frozen.seal})
    return redirect("reports:report", number)


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def declared(request: HttpRequest) -> HttpResponseBase:
    """What was declared with its sources, newest first, and the form to declare one more."""
    may_edit = request.user.may(May.EDIT_REPORTS)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = DeclareForm(request.POST or None, request.FILES or None, today=_now().date())
    if request.method == "POST" and form.is_valid():
        try:
            desk.declare(form.cleaned_data, by=request.user.username, at=_now())
        except CannotDeclare as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, _("Đã ghi số khai."))
            return redirect("reports:declared")
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(each.what.title),
                pieces.Cell(capitalised(window_named(each.window).title)),
                pieces.Cell(f"{each.printed} (số khai)", sub=_in_parts(each)),
                pieces.Cell(each.source, sub=each.document),
                pieces.Cell(each.by, sub=f"{each.at:%H:%M %d/%m/%Y}"),
            ),
            url=reverse("files:download", args=[document]),
        )
        for _id, document, each in reversed(declared_rows())
    )
    headings = (_("Chỉ tiêu"), _("Kỳ"), _("Số khai"), _("Văn bản nguồn"), _("Người khai"))
    table = pieces.Table(
        caption=_("Tất cả %(count)s số khai") % {"count": printed_number(len(rows))},
        columns=tuple(pieces.Column(heading) for heading in headings),
        rows=rows,
    )
    context = {"form": form, "table": table, "may_edit": may_edit, "crumbs": _crumbs(_("Số khai"))}
    return render(request, "reports/declared.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def paper(request: HttpRequest, number: int, kind: str) -> HttpResponseBase:
    """Word or PDF: of a draft as it stands now, of a frozen report as it was frozen; or the bundle."""
    found = _page(number)
    if found.is_draft:
        if kind not in _PAPERS:
            raise Http404(_("Báo cáo chưa chốt số liệu nên chưa có gói minh chứng."))
        name, content_type = _PAPERS[kind]
        content = desk.draft_files(_row(number), _now())[name]
        if kind == "pdf" and not is_archival(content):
            messages.warning(request, NOT_ARCHIVAL)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="du-thao-{number}.{kind}"'
        return response
    kept_id = {"docx": found.docx, "pdf": found.pdf, "goi": found.bundle}.get(kind)
    kept = opened(kept_id) if kept_id else None
    if kept is None:
        raise Http404(_("Không có tệp này."))
    return FileResponse(
        kept.path.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.content_type
    )


def _shown(
    request: HttpRequest, found: queries.ReportPage, *, bad: ExplanationForm | None = None, status: int = 200
) -> HttpResponse:
    problem = ""
    stored, checks = found.composition, found.checks
    if found.is_draft:
        try:
            draft = desk.draft_of(_row(found.id))
        except BadText as wrong:
            problem, stored, checks = str(wrong), None, []
        else:
            stored = draft.built.composition.as_dict()
            checks = [
                {**each.as_dict(), "explanation": found.explanations.get(each.key, "")}
                for each in draft.findings
            ]
    failures = [each for each in checks or [] if not each["passed"]]
    open_failures = [each for each in failures if not each["explanation"]]
    user = request.user
    ends_on = window_named(found.window).on(Clock.REPORTING).last_day
    runs_on = found.is_draft and _now().date() < ends_on
    may_freeze = found.is_draft and user.may(May.FREEZE_REPORTS)
    to_publish = not found.is_draft and not found.is_published and user.may(May.PUBLISH_REPORTS)
    context: dict[str, Any] = {
        "report": found,
        "crumbs": _crumbs(found.title),
        "badge": pieces.Badge(found.state_name, shown.TONES[found.state]),
        "steps": shown.steps(found),
        "problem": problem,
        "fragment": _fragment(stored, found.id) if stored is not None else "",
        "not_archival": NOT_ARCHIVAL if _is_plain_pdf(found) else "",
        "checks": checks or [],
        "passed": [each for each in checks or [] if each["passed"]],
        "failures": [(each, _explaining(each, bad)) for each in failures],
        "open_failures": len(open_failures),
        "may_edit": found.is_draft and user.may(May.EDIT_REPORTS),
        "ends_on": ends_on if runs_on else None,
        "may_freeze": may_freeze and not open_failures and not problem and not runs_on,
        "may_publish": to_publish and found.frozen_by != user.username,
        "another_publishes": to_publish and found.frozen_by == user.username,
    }
    return render(request, "reports/report.html", context, status=status)


def _is_plain_pdf(found: queries.ReportPage) -> bool:
    """Whether the PDF that was frozen is no PDF/A."""
    kept = opened(found.pdf) if found.pdf else None
    return kept is not None and kept.path.is_file() and not is_archival(kept.path.read_bytes())


def _in_parts(each: Declared) -> str:
    if each.what.kind == "share":
        return f"{printed_number(each.part or 0)}/{printed_number(each.whole or 0)} {each.what.unit}"
    return each.what.unit


def _fragment(stored: dict[str, Any], number: int) -> str:
    """A stored composition as HTML, its figures opening on the staff's pages."""
    # Escaped where it is made, in reports.page.
    return mark_safe(page.fragment(desk.opened_inside(stored, number)))  # noqa: S308


def _explaining(check: dict[str, Any], bad: ExplanationForm | None) -> ExplanationForm:
    """The form beside a failed check: as it was typed when it was refused."""
    if bad is not None and bad.data.get("check") == check["key"]:
        return bad
    name = "giai-trinh-" + check["key"].replace("=", "-").replace("@", "-").replace("+", "-")
    start = {"check": check["key"], "text": check["explanation"]}
    return ExplanationForm(initial=start, auto_id=f"{name}-%s")


def _rewritten(form: PassagesForm, number: int, changed: dict[str, str], *, by: str) -> bool:
    """Save every changed paragraph, or none; a refusal stands beside its paragraph."""
    row = _row(number)
    with transaction.atomic():
        for key, text in changed.items():
            try:
                if text:
                    actions.rewrite(report=row, section=key, text=text, by=by, at=_now())
                else:
                    actions.restore(report=row, section=key, by=by, at=_now())
            except BadText as bad:
                form.add_error(key, str(bad))
            except actions.CannotEdit as cannot:
                form.add_error(None, str(cannot))
        if form.errors:
            transaction.set_rollback(True)
    return not form.errors


def _crumbs(label: str, within: queries.ReportPage | None = None) -> tuple[pieces.Crumb, ...]:
    crumbs = [pieces.Crumb(_("Báo cáo"), reverse("reports:report_list"))]
    if within is not None:
        crumbs.append(pieces.Crumb(within.title, reverse("reports:report", args=[within.id])))
    return (*crumbs, pieces.Crumb(label))


def _page(number: int) -> queries.ReportPage:
    found = queries.report_page(number)
    if found is None:
        raise Http404(_("Không có báo cáo số %(number)s.") % {"number": number})
    return found


def _row(number: int) -> Any:
    found = queries.stored(number)
    if found is None:
        raise Http404(_("Không có báo cáo số %(number)s.") % {"number": number})
    return found


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
