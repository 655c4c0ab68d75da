"""Doors of what is followed to its end: tasks assigned from above, inspections and what they found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.direction import actions, board_queries, moves, queries, shown
from minhchung.direction.forms import (
    ApplyForm,
    AssignedDoneForm,
    AssignedExtendForm,
    ConclusionForm,
    DeclineForm,
    FindingClosedForm,
    PlainReasonForm,
    RecogniseForm,
)
from minhchung.direction.moves import InitiativeDeed
from minhchung.figures.periods import window_named
from minhchung.figures.web import asked_window
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces


@dataclass(frozen=True)
class Door:
    """A deed on a record: its words, what is entered, when it is open."""

    matter: str
    argument: str
    button: Any
    form: type[forms.Form]
    do: Callable[..., Any]
    is_open: Callable[[Any], bool]


DOORS: Mapping[str, Door] = {
    "hoan-thanh": Door(
        "assigned_task",
        "task",
        gettext_lazy("Ghi hoàn thành"),
        AssignedDoneForm,
        actions.finish_assigned,
        lambda record: record.done_on is None,
    ),
    "lui-han": Door(
        "assigned_task",
        "task",
        gettext_lazy("Lùi thời hạn"),
        AssignedExtendForm,
        actions.extend_assigned,
        lambda record: record.done_on is None,
    ),
    "mo-lai": Door(
        "assigned_task",
        "task",
        gettext_lazy("Mở lại"),
        PlainReasonForm,
        actions.reopen_assigned,
        lambda record: record.done_on is not None,
    ),
    "ket-luan": Door(
        "inspection",
        "inspection",
        gettext_lazy("Ghi thông báo kết luận"),
        ConclusionForm,
        actions.conclude_inspection,
        lambda record: not record.conclusion,
    ),
    "xu-ly-xong": Door(
        "finding",
        "finding",
        gettext_lazy("Ghi xử lý xong"),
        FindingClosedForm,
        actions.close_finding,
        lambda record: record.closed_on is None,
    ),
    "cong-nhan": Door(
        "initiative",
        "initiative",
        moves.INITIATIVE_DEEDS[InitiativeDeed.RECOGNISE],
        RecogniseForm,
        actions.recognise,
        lambda record: moves.INITIATIVE.knows(record.state, InitiativeDeed.RECOGNISE),
    ),
    "khong-cong-nhan": Door(
        "initiative",
        "initiative",
        moves.INITIATIVE_DEEDS[InitiativeDeed.DECLINE],
        DeclineForm,
        actions.decline,
        lambda record: moves.INITIATIVE.knows(record.state, InitiativeDeed.DECLINE),
    ),
    "ap-dung": Door(
        "initiative",
        "initiative",
        moves.INITIATIVE_DEEDS[InitiativeDeed.APPLY],
        ApplyForm,
        actions.apply_initiative,
        lambda record: moves.INITIATIVE.knows(record.state, InitiativeDeed.APPLY),
    ),
}
#: Days that are most often today.
_TODAY = ("done_on", "closed_on", "recognised_on", "declined_on", "applied_on")
#: The whole year and the parts of it for which reports are due.
_PARTS = ("", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-9M")
_ROUTES = {
    "assigned_task": "assigned_deed",
    "inspection": "inspection_deed",
    "finding": "finding_deed",
    "initiative": "initiative_deed",
}


def doors_of(matter: str, record: Any, user: Any) -> dict[str, Any]:
    """The doors that are open on a record for a reader."""
    if not user.may(May.EDIT_DIRECTION):
        return {"doors": ()}
    return {
        "doors": tuple(
            (door.button, reverse(f"direction:{_ROUTES[matter]}", args=[record.pk, slug]))
            for slug, door in DOORS.items()
            if door.matter == matter and door.is_open(record)
        )
    }


def deed_on(matter: str) -> Callable[..., HttpResponseBase]:
    """The view of every deed on a kind of record."""

    @require(May.EDIT_DIRECTION)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
        door, record = DOORS.get(slug), queries.followed(matter, number)
        if door is None or door.matter != matter or record is None:
            raise Http404(_("Không có bản ghi hoặc việc này."))
        sent = request.POST if request.method == "POST" else None
        form = door.form(sent, initial={name: f"{date.today():%d/%m/%Y}" for name in _TODAY})
        if sent is not None and form.is_valid():
            try:
                door.do(**{door.argument: number}, **form.cleaned_data, by=request.user.username, at=_now())
            except actions.Refusal as refusal:
                form.add_error(
                    refusal.field_name if refusal.field_name in form.fields else None, str(refusal)
                )
            else:
                messages.success(request, _("Đã xong: %(deed)s.") % {"deed": str(door.button).lower()})
                return redirect(f"direction:{matter}", number)
        here = reverse(f"direction:{matter}", args=[number])
        context = {"form": form, "heading": f"{door.button}: {record}"[:200], "cancel_url": here}
        return render(request, "registers/form.html", context, status=422 if form.errors else 200)

    return view


@require(May.READ_RECORDS)
@require_safe
def assigned_summary(request: HttpRequest) -> HttpResponse:
    """Tasks from above in a period by whoever gave them, with the sum that has to come out."""
    window, problem = asked_window(request)
    today = date.today()
    on = min(today, window.last_day)
    rows = board_queries.given_by(window.first_day, window.last_day, on)
    context = {
        "window": window,
        "problem": problem,
        "on": on,
        "table": shown.given_table(rows, window, on),
        "years": [
            pieces.NavItem(
                str(year),
                f"?ky={year}",
                current=window.label[:4] == str(year),
            )
            for year in range(today.year, today.year - 5, -1)
        ],
        "parts": [
            pieces.NavItem(part.title, f"?ky={part.label}", current=window.label == part.label)
            for part in (window_named(f"{window.label[:4]}{each}") for each in _PARTS)
        ],
        "list_url": reverse("direction:assigned_task_list"),
    }
    return render(request, "direction/assigned.html", context)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
