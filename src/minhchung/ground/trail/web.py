"""The trail's page: read only, for those who manage the system and for the head of the agency."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.registers.register import register_of
from minhchung.ground.trail import queries
from minhchung.ground.trail.queries import Wanted
from minhchung.ground.trail.words import deed_name, matter_name, room_name

PAGE = 100


@require(May.MANAGE_USERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Entries newest first; the chain is checked on demand."""
    asked = {name: request.GET.get(name, "").strip() for name in ("nguoi", "phan-he", "viec", "tu", "den")}
    wanted = Wanted(asked["nguoi"], asked["phan-he"], asked["viec"], _day(asked["tu"]), _day(asked["den"]))
    before = request.GET.get("truoc", "")
    found = queries.listed(wanted, before=int(before) if before.isdecimal() else None, limit=PAGE)
    shown = found[:PAGE]
    older = {
        **{name: value for name, value in asked.items() if value},
        "truoc": shown[-1].number if shown else 0,
    }
    checked = "kiem-tra" in request.GET
    names = full_names({each.line.by for each in shown})
    context = {
        "lines": [_told(each, names) for each in shown],
        "asked": asked,
        "asked_room": asked["phan-he"],
        "bad_dates": [asked[name] for name in ("tu", "den") if asked[name] and _day(asked[name]) is None],
        "rooms": [(room, room_name(room)) for room in queries.rooms()],
        "total": queries.count(wanted),
        "withheld": queries.withheld(),
        "older_url": f"{request.path}?{urlencode(older)}" if len(found) > PAGE else "",
        "head": queries.head(),
        "checked": checked,
        "first_break": queries.first_break() if checked else None,
    }
    return render(request, "trail/list.html", context)


def _told(entry: queries.Listed, names: Mapping[str, str]) -> dict[str, Any]:
    line = entry.line
    register = register_of(entry.room, entry.matter)
    return {
        "number": entry.number,
        "room": room_name(entry.room),
        "matter": register.singular if register is not None else matter_name(entry.matter),
        "kind": entry.matter,
        "record": entry.record,
        "story_of": entry.room if register is not None and entry.record else "",
        "deed": deed_name(line.deed) if register is None else register.deed_name(line.deed),
        "name": names.get(line.by, ""),
        "by": line.by,
        "at": line.at,
        "recorded_at": line.recorded_at,
        "details": json.dumps(line.details, ensure_ascii=False, indent=1) if line.details else "",
        "digest": entry.digest[:12],
    }


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
