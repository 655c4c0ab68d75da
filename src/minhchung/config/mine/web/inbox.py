"""The doors of what is one's own: the inbox, its month, its calendar file."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minhchung.config.mine.gathering import AHEAD, SOURCES, Gathered, gathered
from minhchung.config.mine.months import Entry, beside, calendar_file, weeks
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin.pieces import Badge, Cell, Column, NavItem, Row, Table, Tone
from minhchung.ground.skin.templatetags.vn import WEEKDAYS
from minhchung.rules.rounding import printed_number

_SHOWN, _A_DAY = 200, 4
_SOON = timedelta(days=3)
_SHORT = 90


@require(May.READ_RECORDS)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What is due for whoever asks, overdue first; a room or a day may be picked."""
    now = datetime.now()
    day = _day(request.GET.get("ngay", ""))
    span = {"since": day, "until": day} if day else {"since": None, "until": now.date() + AHEAD}
    found = gathered(request.user, now, **span)
    room = request.GET.get("phan", "")
    counts = Counter(each.source for each in found)
    chosen = [each for each in found if room not in counts or each.source == room]
    context = {
        "table": _table(chosen, now.date(), day),
        "tabs": _tabs(counts, room, request.GET.get("ngay", "") if day else ""),
        "late": sum(1 for each in found if each.on < now.date()),
        "today": sum(1 for each in found if each.on == now.date()),
        "soon": sum(1 for each in found if now.date() < each.on <= now.date() + timedelta(days=7)),
        "day": day,
        "ahead": AHEAD.days,
    }
    return render(request, "mine/inbox.html", context)


@require(May.READ_RECORDS)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """A month of what is due, as a table of its weeks."""
    now = datetime.now()
    asked = re.fullmatch(r"([0-9]{4})-([0-9]{2})", request.GET.get("thang", ""))
    year, number = (int(asked[1]), int(asked[2])) if asked else (now.year, now.month)
    if not (2000 <= year <= 2100 and 1 <= number <= 12):
        year, number = now.year, now.month
    days = weeks(year, number)
    found = gathered(request.user, now, since=days[0][0], until=days[-1][-1])
    before, after = (f"{each[0]}-{each[1]:02d}" for each in beside(year, number))
    context = {
        "title": _("Lịch việc tháng %(month)s/%(year)s") % {"month": number, "year": year},
        "weekdays": WEEKDAYS,
        "weeks": [[_of_day(day, found, now.date(), number) for day in week] for week in days],
        "count": len(found),
        "before_url": f"{request.path}?thang={before}",
        "after_url": f"{request.path}?thang={after}",
    }
    return render(request, "mine/month.html", context)


@require(May.READ_RECORDS)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What is overdue and what comes within thirty days, to be read into another calendar."""
    now = datetime.now()
    host = request.get_host()
    entries = [
        Entry(
            f"{each.due.route.replace(':', '-')}-{each.due.record or each.due.about}@{host}",
            each.on,
            f"{each.due.what}: {each.due.about}",
            request.build_absolute_uri(each.url),
        )
        for each in gathered(request.user, now, until=now.date() + AHEAD)
    ]
    text = calendar_file(entries, name=_("Việc của tôi"), at=now)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="viec-cua-toi.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _of_day(day: date, found: tuple[Gathered, ...], today: date, month: int) -> dict[str, Any]:
    of_day = [each for each in found if each.on == day]
    more = len(of_day) - _A_DAY
    return {
        "day": day,
        "weekday": WEEKDAYS[day.weekday()],
        "inside": day.month == month,
        "today": day == today,
        "entries": [
            {"url": each.url, "words": f"{each.due.what}: {_short(each.due.about)}", "late": day < today}
            for each in of_day[:_A_DAY]
        ],
        "more": more if more > 0 else 0,
        "url": f"{reverse('mine')}?ngay={day:%d/%m/%Y}",
    }


def _table(found: list[Gathered], today: date, day: date | None) -> Table:
    rows = tuple(
        Row(
            (
                Cell(_short(each.due.about)),
                Cell(str(each.due.what)),
                Cell(f"{each.on:%d/%m/%Y}"),
                Cell(badge=_standing(each.on, today)),
            ),
            url=each.url,
        )
        for each in found[:_SHOWN]
    )
    caption = (
        _("%(count)s việc đến hạn ngày %(day)s")
        % {"count": printed_number(len(found)), "day": f"{day:%d/%m/%Y}"}
        if day
        else _("%(count)s việc quá hạn hoặc đến hạn trong %(days)s ngày tới")
        % {"count": printed_number(len(found)), "days": AHEAD.days}
    )
    note = (
        _("Hiện %(shown)s việc đến hạn sớm nhất.") % {"shown": printed_number(_SHOWN)}
        if len(found) > _SHOWN
        else ""
    )
    return Table(
        caption,
        (
            Column(_("Về"), wide=True),
            Column(_("Việc")),
            Column(_("Đến hạn"), nowrap=True),
            Column(_("Tình trạng")),
        ),
        rows,
        note=note,
        empty=_("Không có việc nào đến hạn"),
    )


def _standing(on: date, today: date) -> Badge:
    days = (on - today).days
    if days < 0:
        return Badge(
            ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -days) % {"days": -days}, Tone.LATE
        )
    if days == 0:
        return Badge(_("hôm nay"), Tone.SOON)
    words = ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": days}
    return Badge(words, Tone.SOON if timedelta(days=days) <= _SOON else Tone.OPEN)


def _tabs(counts: Counter[str], chosen: str, day: str) -> tuple[NavItem, ...]:
    start = reverse("mine")
    kept = f"&ngay={day}" if day else ""
    items = [
        NavItem(
            _("Tất cả"), f"{start}?{kept[1:]}" if kept else start, chosen not in counts, str(counts.total())
        )
    ]
    items += [
        NavItem(str(words), f"{start}?phan={name}{kept}", chosen == name, str(counts[name]))
        for name, words, _tell in SOURCES
        if counts[name]
    ]
    return tuple(items)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
