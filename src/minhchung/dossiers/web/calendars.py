"""The working calendar on screen: its days, declared changes, what one would move, approval, how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung import lawbook
from minhchung.dossiers import foreseen, sights
from minhchung.dossiers.actions.acting import Outdated, Refusal
from minhchung.dossiers.actions.calendaring import apply_some, approve_change
from minhchung.dossiers.web.calendar_words import (
    calendar_table,
    changes_table,
    days_table,
    days_words,
    figures_of,
    shift_of_line,
    state_tone,
    touched_table,
)
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.registers.export import csv_lines
from minhchung.ground.skin import pieces
from minhchung.organisation import actions as organisation
from minhchung.organisation.calendars import change_declared, special_days, years_known
from minhchung.organisation.changes import (
    ChangeRow,
    calendar_change,
    calendar_changes,
    change_draft,
    change_kinds,
)
from minhchung.organisation.forms import ChangeForm
from minhchung.organisation.queries import home_agency
from minhchung.rules.calendar import BadCalendar, BadHours, NoCalendarForYear

PAGE = 50


@require(May.READ_RECORDS)
@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """The days of a year that differ from their weekday, and every change that was declared."""
    years = years_known()
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else max(years)
    home = home_agency()
    here = reverse("dossiers:calendar")
    context = {
        "year": year,
        "years": tuple(pieces.NavItem(str(each), f"{here}?nam={each}", each == year) for each in years[:6]),
        "days": calendar_table(year, special_days(home, year) if home is not None else ()),
        "changes": changes_table(calendar_changes()),
        "kinds": change_kinds() if request.user.may(May.EDIT_ORGANISATION) else (),
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Lịch làm việc")),
        ),
    }
    return render(request, "dossiers/calendar.html", context)


@require(May.EDIT_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Write down a new change of the calendar; nothing holds until somebody else has approved it."""
    names = dict(change_kinds())
    if kind not in names:
        raise Http404(_("Không có loại thay đổi này."))
    home = home_agency()
    sent = request.POST if request.method == "POST" else None
    replaces = request.GET.get("rut", "")
    initial = {"unit": home.pk if home else None, "replaces": replaces if replaces.isdecimal() else None}
    return _drafted(request, ChangeForm(sent, kind=kind, today=_now().date(), initial=initial), names[kind])


@require(May.EDIT_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def redraft(request: HttpRequest, number: int) -> HttpResponseBase:
    """Write an own draft anew."""
    found = change_draft(number)
    if found is None:
        raise Http404(_("Không có bản đang soạn này."))
    sent = request.POST if request.method == "POST" else None
    form = ChangeForm(sent, kind=found.kind, today=_now().date(), instance=found)
    return _drafted(request, form, dict(change_kinds())[found.kind])


@require(May.READ_RECORDS)
@require_safe
def change(request: HttpRequest, number: int) -> HttpResponseBase:
    """One change: what it says, the dossiers it would move or has moved, and what may be done with it."""
    found = _found(number)
    return render(request, "dossiers/calendar_change.html", _page(request, found))


@require(May.READ_RECORDS)
@require_safe
def download(request: HttpRequest, number: int) -> HttpResponseBase:
    """The dossiers that a change would move, or has moved, as CSV."""
    found = _found(number)
    head = [
        _("Mã hồ sơ"),
        _("Hạn trước"),
        _("Hạn sau"),
        _("Hạn bước trước"),
        _("Hạn bước sau"),
        _("Đang chờ"),
    ]
    lines: Any = ()
    sight = sights.sight_of(request.user, _now())
    if found.edition:
        lines = foreseen.touched_by(number, sight=sight)
    elif (seen := _preview(number, _now())[0]) is not None:
        lines = foreseen.lines_in_sight(seen, sight)
    rows = ([x.code, x.before, x.after, x.step_before, x.step_after, x.waiting] for x in lines)
    answer = StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="doi-lich-{number}.csv"'
    return answer


@require(May.EDIT_ORGANISATION)
@require_POST
def submit(request: HttpRequest, number: int) -> HttpResponseBase:
    """Lay an own draft before somebody else."""

    def do(by: str, at: datetime) -> None:
        organisation.submit_change(number=number, by=by, at=at)

    return _deed(request, number, do, _("Đã trình duyệt."))


@require(May.EDIT_ORGANISATION)
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give up an own change that is not in force."""

    def do(by: str, at: datetime) -> None:
        organisation.drop_change(number=number, by=by, at=at)

    return _deed(request, number, do, _("Đã bỏ bản khai báo."))


@require(May.APPROVE_CALENDAR)
@require_POST
def send_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give what was submitted back to its author."""

    def do(by: str, at: datetime) -> None:
        organisation.send_back_change(number=number, remark=request.POST.get("remark", ""), by=by, at=at)

    return _deed(request, number, do, _("Đã trả lại để sửa."))


@require(May.APPROVE_CALENDAR)
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put a change in force and bring it to the first dossiers; the delivery does the rest."""

    def do(by: str, at: datetime) -> None:
        approve_change(change=number, seen=request.POST.get("seen", ""), by=by, at=at)
        apply_some(change=number, at=at)

    return _deed(request, number, do, _("Đã duyệt: lịch mới có hiệu lực từ bây giờ."))


@require(May.APPROVE_CALENDAR)
@require_POST
def go_on(request: HttpRequest, number: int) -> HttpResponseBase:
    """Bring a change in force to the next dossiers."""

    def do(by: str, at: datetime) -> None:
        apply_some(change=number, at=at)

    return _deed(request, number, do, _("Đã xét tiếp một loạt hồ sơ."))


def _deed(
    request: HttpRequest, number: int, do: Callable[[str, datetime], None], told: str
) -> HttpResponseBase:
    _found(number)
    try:
        do(request.user.username, _now())
    except Outdated as outdated:
        context = {**_page(request, _found(number)), "outdated": str(outdated)}
        return render(request, "dossiers/calendar_change.html", context, status=409)
    except (Refusal, organisation.CannotChange) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told)
    return redirect("dossiers:calendar_change", number)


def _drafted(request: HttpRequest, form: ChangeForm, kind_name: str) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        try:
            made = organisation.draft_change(form.save(commit=False), by=request.user.username, at=_now())
        except organisation.CannotChange as cannot:
            form.add_error(cannot.field_name if cannot.field_name in form.fields else None, str(cannot))
        else:
            return redirect("dossiers:calendar_change", made.pk)
    context = {
        "form": form,
        "kind_name": kind_name,
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Lịch làm việc"), reverse("dossiers:calendar")),
            pieces.Crumb(kind_name),
        ),
    }
    return render(request, "dossiers/calendar_form.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, found: ChangeRow) -> dict[str, Any]:
    user, now = request.user, _now()
    mine = found.drafted_by == user.username
    edits, approves = user.may(May.EDIT_ORGANISATION), user.may(May.APPROVE_CALENDAR)
    names = full_names([found.drafted_by, found.decided_by])
    context: dict[str, Any] = {
        "found": found,
        "drafted_by": names.get(found.drafted_by, found.drafted_by),
        "decided_by": names.get(found.decided_by, found.decided_by),
        "days_words": days_words(found),
        "state_tone": str(state_tone(found.state)),
        "may_edit": edits and mine and found.state == "draft",
        "may_drop": edits and mine and found.state in ("draft", "submitted"),
        "may_go_on": approves,
        "may_approve": approves and not mine and found.state == "submitted",
        "own_submitted": mine and found.state == "submitted",
        "may_withdraw": edits
        and found.state == "in_force"
        and not found.replaced_by
        and found.kind != "withdrawal",
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Lịch làm việc"), reverse("dossiers:calendar")),
            pieces.Crumb(found.name),
        ),
    }
    if found.state == "in_force":
        return context | _done(request, found)
    if found.state == "dropped":
        return context
    seen, problem = _preview(found.id, now)
    context["problem"] = problem
    rule = lawbook.in_force("clocks.changed_calendar", now.date())
    context["unsure"] = rule.note if rule.confidence != "high" else ""
    if seen is not None:
        lines = foreseen.lines_in_sight(seen, sights.sight_of(request.user, now))
        page = Paginator([shift_of_line(line) for line in lines], PAGE).get_page(request.GET.get("trang"))
        context |= {
            "preview": seen,
            "figures": figures_of(seen),
            "days": days_table(seen.days),
            "page": page,
            "lines": list(page),
        }
    return context


def _done(request: HttpRequest, found: ChangeRow) -> dict[str, Any]:
    standing = foreseen.standing_of(found.id)
    row = change_declared(found.id)
    sight = sights.sight_of(request.user, _now())
    touched = foreseen.touched_count(found.id, sight)
    page = Paginator(range(touched), PAGE).get_page(request.GET.get("trang"))
    lines = foreseen.touched_by(found.id, sight=sight, offset=(page.number - 1) * PAGE, limit=PAGE)
    return {
        "standing": standing,
        "looked_at": standing.touched if standing else 0,
        "whole": standing.touched + standing.left if standing else 0,
        "days": days_table(foreseen.days_of(row) if row is not None else ()),
        "page": page,
        "touched": touched_table(lines, touched),
    }


def _preview(number: int, now: datetime) -> tuple[foreseen.Preview | None, str]:
    """The preview, or why there is none."""
    row = change_declared(number)
    assert row is not None  # it was found before
    try:
        return foreseen.preview_of(row, now), ""
    except (BadCalendar, BadHours, NoCalendarForYear) as cannot:
        return None, str(cannot)


def _found(number: int) -> ChangeRow:
    found = calendar_change(number)
    if found is None:
        raise Http404(_("Không có thay đổi lịch này."))
    return found


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
