"""Meetings and dialogues in the gazette: those to come, those that were held, one of them, its minutes."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.direction import public_meetings
from minhchung.ground.files.web import handed_out
from minhchung.portal import gazette_shown, meetings_shown

_PAGE = 50


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What is to come, and what was held, the last one first."""
    now = _now()
    asked = request.GET.get("trang", "")
    count = public_meetings.past_count(now)
    last = max(1, -(-count // _PAGE))
    number = min(max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1, last)
    lines = public_meetings.past(now, start=(number - 1) * _PAGE, stop=number * _PAGE)
    context = {
        "pages": gazette_shown.pages("portal:meetings"),
        "coming": meetings_shown.coming(public_meetings.coming(now)),
        "past": meetings_shown.past(lines),
        "stretch": gazette_shown.stretch(number, _PAGE, count, len(lines)),
    }
    return render(request, "portal/gazette/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: when and where, who leads, and what came of it."""
    page = public_meetings.meeting_page(number, _now())
    if page is None:
        raise Http404(_("Không có cuộc đối thoại, tiếp công dân này."))
    held = page.line.attended is not None
    context = {
        "meeting": page.line,
        "badge": meetings_shown.badge(page.line),
        "hours": meetings_shown.hours(page.line),
        "held": held,
        "minutes": page.minutes,
        "questions": meetings_shown.questions(page) if page.questions else None,
    }
    return render(request, "portal/gazette/meeting.html", context)


@require_safe
def meeting_minutes(request: HttpRequest, number: int) -> HttpResponseBase:
    """The minutes, once they are published."""
    found = public_meetings.published_minutes(number)
    if found is None:
        raise Http404(_("Biên bản của cuộc này chưa được công bố."))
    return handed_out(found, to_disk=True)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
