"""A plan from its draft on: the table it comes in, what is proposed, its issue, its annex, its targets, programmes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.direction import (
    actions,
    annex_word,
    board_queries,
    plans_shown,
    programmes,
    proposals,
    queries,
    shown,
)
from minhchung.direction.forms import IssueForm, ProposalForm, TableForm
from minhchung.direction.plan_grids import CannotReadTable
from minhchung.direction.plan_tables import Known, read_file
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import actions as files
from minhchung.ground.files import scanner
from minhchung.ground.files.places import path_of
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.skin import pieces
from minhchung.organisation.queries import home_agency_name
from minhchung.rules.rounding import printed_number

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def plan_context(plan: Any, *, keeps: bool) -> dict[str, Any]:
    """What the page of a plan adds: how far it has come, its amendments, its targets, its doors."""
    today = date.today()
    tasks = board_queries.tasks_of_plan(plan.pk, today)
    caption = _("Nhiệm vụ của kế hoạch (%(count)s)") % {"count": printed_number(len(tasks))}
    return {
        "tasks": shown.table_of(tasks, caption),
        "is_draft": plan.issued_on is None,
        "figures": plans_shown.figures_of(queries.plan_progress(plan.pk, today), today),
        "amendments": plans_shown.amendments_table(queries.amendments_of(plan.pk)),
        "targets": plans_shown.targets_table(queries.targets_of(plan.pk), plan.year),
        "tables": plans_shown.tables_table(queries.tables_of(plan.pk)),
        "lacking": queries.lacking(plan.pk),
        "tasks_url": f"{reverse('direction:plan_task_list')}?plan={plan.pk}",
        "annex_url": reverse("direction:plan_annex", args=[plan.pk]),
        "issue_url": reverse("direction:plan_issue", args=[plan.pk])
        if keeps and plan.issued_on is None
        else "",
        "set_targets_url": reverse("direction:plan_set_targets", args=[plan.pk])
        if keeps and programmes.programme_of(plan.year)
        else "",
        "add_url": f"{reverse('direction:plan_task_new')}?plan={plan.pk}" if keeps else "",
    }


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, number: int) -> HttpResponseBase:
    """Issue a draft; from then on its tasks are the original ones."""
    plan = _plan(number)
    sent = request.POST if request.method == "POST" else None
    form = IssueForm(sent, initial={"issued_on": f"{date.today():%d/%m/%Y}"})
    if sent is not None and form.is_valid():
        try:
            actions.issue_plan(plan=number, **form.cleaned_data, by=request.user.username, at=_now())
        except actions.Refusal as refusal:
            form.add_error(refusal.field_name if refusal.field_name in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Đã ban hành kế hoạch."))
            return redirect("direction:plan", number)
    context = {
        "form": form,
        "heading": _("Ban hành: %(plan)s") % {"plan": plan},
        "button": _("Ban hành"),
        "cancel_url": reverse("direction:plan", args=[number]),
    }
    return render(request, "registers/form.html", context, status=422 if form.errors else 200)


@require(May.EDIT_DIRECTION)
@require_POST
def set_targets(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put the targets of the programme of its year under a plan."""
    plan = _plan(number)
    programme = programmes.programme_of(plan.year)
    if programme is None:
        raise Http404(_("Không có chương trình cho năm này."))
    told = [
        {
            "name": each.name,
            "comparator": each.comparator,
            "value": each.value,
            "unit": "%",
            "year": each.year or programme.last_year,
            "figure": each.figure,
            "programme": programme.targets_cite[:255],
        }
        for each in programme.targets
    ]
    made = actions.set_targets(plan=number, targets=told, by=request.user.username, at=_now())
    if made:
        messages.success(request, _("Đã thêm %(count)s chỉ tiêu của chương trình.") % {"count": made})
    else:
        messages.info(request, _("Kế hoạch đã có đủ chỉ tiêu của chương trình; không thêm gì."))
    return redirect("direction:plan", number)


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take a line out of a draft."""
    task = board_queries.task(number)
    if task is None:
        raise Http404(_("Không có nhiệm vụ hoặc việc này."))
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.leave_out(task=number, by=request.user.username, at=_now())
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã bỏ nhiệm vụ khỏi dự thảo."))
            return redirect("direction:plan", plan.pk)
    context = {
        "form": form,
        "heading": _("Bỏ khỏi dự thảo: %(task)s") % {"task": task},
        "button": _("Bỏ khỏi dự thảo"),
        "cancel_url": reverse("direction:plan_task", args=[number]),
    }
    return render(request, "registers/form.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def annex(request: HttpRequest, number: int) -> HttpResponse:
    """The annex of a plan as Word."""
    plan = _plan(number)
    rows = annex_word.rows_of(plan, queries.tasks_of_plan(number))
    answer = HttpResponse(annex_word.docx_of(plan, rows, at=_now()), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="phu-luc-ke-hoach-{plan.year}.docx"'
    return answer


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def read_table(request: HttpRequest) -> HttpResponseBase:
    """Take in the table of a plan as it comes, in Word or Excel; nothing of it is counted before it is issued."""
    now = _now()
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TableForm(*sent, initial={"year": now.year + 1, "issuer": home_agency_name()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            kept, _warnings = files.keep_checked(
                told["file"].chunks(),
                name=told["file"].name or "",
                purpose="direction.plan_table",
                scanner=scanner.configured(),
                by=request.user.username,
                at=now,
            )
            lines = read_file(path_of(kept), year=told["year"], known=Known.on(now.date()))
            made = actions.keep_table(
                year=told["year"],
                issuer=told["issuer"],
                name=kept.name,
                digest=kept.digest,
                lines=lines,
                by=request.user.username,
                at=now,
            )
        except (CannotReadTable, NotAccepted, actions.Refusal) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("direction:plan_table", made.pk)
    context = {
        "form": form,
        "heading": _("Nhận bảng nhiệm vụ của kế hoạch"),
        "button": _("Đọc bảng"),
        "cancel_url": reverse("direction:plan_list"),
    }
    return render(request, "registers/form.html", context, status=422 if form.errors else 200)


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every line of a table that was read, as what it is and with what could not be read; take it into its draft."""
    found = queries.plan_table(number)
    if found is None:
        raise Http404(_("Không có bảng này."))
    if request.method == "POST":
        try:
            made = actions.take_table(table=number, by=request.user.username, at=_now())
        except actions.Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã đưa %(count)s nhiệm vụ vào dự thảo.") % {"count": made})
            return redirect("direction:plan", found.plan_id)
    context = {
        "name": found.name,
        "plan": found.plan,
        "plan_url": reverse("direction:plan", args=[found.plan_id]),
        "taken": found.taken_at,
        "sum_up": plans_shown.sum_up(found.lines),
        "table": plans_shown.lines_table(found.lines),
        "crumbs": (
            pieces.Crumb(_("Kế hoạch"), reverse("direction:plan_list")),
            pieces.Crumb(str(found.plan), reverse("direction:plan", args=[found.plan_id])),
            pieces.Crumb(found.name),
        ),
    }
    return render(request, "direction/table.html", context)


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponseBase:
    """A draft of next year's plan from what is unfinished and from the points that the index lost."""
    now = _now()
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else now.year + 1
    offered = proposals.proposed(year)
    choices = [(each.key, f"{each.title} ({each.why})") for each in offered]
    sent = request.POST if request.method == "POST" else None
    form = ProposalForm(
        sent,
        offered=choices,
        initial={"issuer": home_agency_name(), "chosen": [each.key for each in offered]},
    )
    if sent is not None and form.is_valid():
        chosen = set(form.cleaned_data["chosen"])
        wanted = [each for each in offered if each.key in chosen]
        try:
            plan, made = actions.propose_tasks(
                year=year,
                issuer=form.cleaned_data["issuer"],
                title=f"Kế hoạch cải cách hành chính năm {year}",
                tasks=[each.values(place, year) for place, each in enumerate(wanted, start=1)],
                by=request.user.username,
                at=now,
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Đã đưa %(count)s nhiệm vụ vào dự thảo kế hoạch năm %(year)s.")
                % {"count": made, "year": year},
            )
            return redirect("direction:plan", plan.pk)
    context = {
        "form": form,
        "year": year,
        "nothing": not offered,
        "result": proposals.result_before(year),
        "cancel_url": reverse("direction:plan_list"),
    }
    return render(request, "direction/propose.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """The programmes as the lawbook holds them: heads, targets, and what the figures say of them."""
    today = date.today()
    context = {
        "programmes": [
            (each, plans_shown.programme_table(each, today)) for each in reversed(programmes.programmes())
        ]
    }
    return render(request, "direction/programmes.html", context)


def _plan(number: int) -> Any:
    found = queries.plan(number)
    if found is None:
        raise Http404(_("Không có kế hoạch này."))
    return found


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
