"""The doors of finding: places and records by words, and the story of a record."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.config.mine import finding, stories
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.actions import note_reading
from minhchung.ground.registers.register import register_of
from minhchung.ground.registers.shown import story_lines


@require(May.READ_RECORDS)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Places and records that have the words; the palette asks the same page."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:100]
    found = finding.records(text, request.user, datetime.now())
    context = {
        "text": text,
        "places": finding.places(text, request.user),
        "found": found,
        "too_short": bool(text) and len(text) < finding.SHORTEST,
    }
    return render(request, "mine/find.html", context)


@require(May.READ_RECORDS)
@require_safe
def story(request: HttpRequest, room: str, matter: str, number: int) -> HttpResponse:
    """Who did what to a record, and when."""
    line = stories.line_of(room, matter)
    passes = (
        line is not None
        and line.get is not None
        and (
            any(request.user.may(each) for each in line.get.permits)
            if line.get.permits
            else line.get.test(request.user.role)
        )
    )
    title = stories.title_of(line, number, request.user) if line is not None and passes else None
    if line is None or title is None:
        raise Http404(_("Không có bản ghi này, hoặc tài khoản không được xem lịch sử của nó."))
    sees_personal = request.user.may(May.READ_PERSONAL)
    register = register_of(room, matter)
    if sees_personal and register is not None and register.personal:
        note_reading(
            room=room, matter=matter, record=number, fields=register.personal, by=request.user.username,
            at=datetime.now().replace(microsecond=0),
        )  # fmt: skip
    lines, readings = stories.told(line, number, sees_personal=sees_personal)
    context = {
        "title": title,
        "kind": stories.kind_words(line),
        "story": story_lines(lines),
        "readings": readings,
        "record_url": reverse(f"{room}:{matter}", args=[number]),
    }
    return render(request, "mine/story.html", context)
