"""The reform officer's and the units' working screens: a year's tasks as a table, a board, a drawing, a progress."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from minhchung.direction import board_queries, shown
from minhchung.direction.board_queries import STANDING_NAMES, Standing
from minhchung.direction.models import Head
from minhchung.dossiers.desk_queries import units as units_by_name
from minhchung.dossiers.posts import units_of
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May, only_looks
from minhchung.ground.skin import pieces
from minhchung.ground.skin.charts.gantt import gantt_svg
from minhchung.rules.rounding import printed_number

VIEWS = {
    "bang": gettext_lazy("Bảng"),
    "the": gettext_lazy("Thẻ theo trạng thái"),
    "thoi-gian": gettext_lazy("Theo thời gian"),
    "tien-do": gettext_lazy("Tiến độ"),
}
PAGE = 50
_SLUGS = {
    "qua-han": Standing.OVERDUE,
    "sap-den-han": Standing.NEAR,
    "trong-han": Standing.OPEN,
    "xong": Standing.DONE,
    "xong-qua-han": Standing.DONE_LATE,
    "dua-ra": Standing.DROPPED,
}


@require(May.READ_RECORDS)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The tasks of a year; whoever works in a unit sees that unit's first."""
    now = datetime.now().replace(microsecond=0)
    today = now.date()
    years = board_queries.years()
    asked = _asked(request, years)
    mine = units_of(request.user.pk, now)
    every = board_queries.tasks_of(asked["nam"], today) if years else ()
    rows = board_queries.narrowed(
        every,
        units=mine if asked["cua_toi"] else None,
        unit=asked["don_vi"],
        head=asked["nhom"],
        standing=_SLUGS.get(asked["tinh_hinh"], ""),
        text=asked["q"],
        held_by=request.user.pk if asked["giao"] == "toi" else None,
        unheld=asked["giao"] == "chua",
    )
    keeps = request.user.may(May.EDIT_DIRECTION)
    context: dict[str, Any] = {
        "years": years,
        "asked": asked,
        "view": asked["xem"],
        "views": [
            pieces.NavItem(str(words), _url(asked, xem=slug), current=slug == asked["xem"])
            for slug, words in VIEWS.items()
        ],
        "counts": _counts(every, asked, mine, request.user.pk),
        "heads": Head.choices,
        "units": units_by_name(today),
        "standings": [(slug, STANDING_NAMES[each]) for slug, each in _SLUGS.items()],
        "has_units": bool(mine),
        "shown_count": printed_number(len(rows)),
        "keeps": keeps,
        **_drawn(
            asked,
            rows,
            today,
            keeps=keeps and not only_looks(request.user.role),
            mine=mine,
            user=request.user.pk,
        ),
    }
    return render(request, "direction/work.html", context)


def _drawn(
    asked: dict[str, Any], rows: Any, today: Any, *, keeps: bool, mine: Any, user: int
) -> dict[str, Any]:
    """What the chosen view shows."""
    caption = _("%(count)s nhiệm vụ của kế hoạch năm %(year)s") % {
        "count": printed_number(len(rows)),
        "year": asked["nam"],
    }
    match asked["xem"]:
        case "the":
            return {"columns": shown.columns_of(rows, keeps=keeps, units=mine, user=user)}
        case "thoi-gian":
            drawing = shown.gantt_of(rows, asked["nam"], today)
            if drawing is None:
                return {"table": shown.table_of(rows, caption)}
            return {
                "gantt": drawing,
                # Drawn here, every text escaped by the drawing.
                "wide": mark_safe(gantt_svg(drawing, "ke-hoach", 680)),  # noqa: S308
                "narrow": mark_safe(gantt_svg(drawing, "ke-hoach-hep", 340)),  # noqa: S308
                "table": shown.table_of(rows[: shown.MOST_BARS], caption),
            }
        case "tien-do":
            return {"chart": shown.progress_of(rows, asked["nam"])}
    pages = max(1, -(-len(rows) // PAGE))
    number = min(asked["trang"], pages)
    start = (number - 1) * PAGE
    found: dict[str, Any] = {"table": shown.table_of(rows[start : start + PAGE], caption)}
    if pages > 1:
        found["pages"] = pieces.Pages(
            number,
            pages,
            printed_number(start + 1),
            printed_number(min(start + PAGE, len(rows))),
            printed_number(len(rows)),
            _url(asked, trang=number - 1) if number > 1 else "",
            _url(asked, trang=number + 1) if number < pages else "",
        )
    return found


def _usual(years: tuple[int, ...]) -> int:
    """The year that people work in: this one, where it has a plan; next year's plan is issued before its time."""
    this = datetime.now().year
    return this if this in years or not years else years[0]


def _asked(request: HttpRequest, years: tuple[int, ...]) -> dict[str, Any]:
    """What the address asks for; what it says wrongly is left aside."""
    told = request.GET
    year = int(told["nam"]) if told.get("nam", "").isdecimal() and len(told["nam"]) == 4 else 0
    unit = told.get("don-vi", "")
    return {
        "nam": year if year in years else _usual(years),
        "xem": told.get("xem") if told.get("xem") in VIEWS else "bang",
        "cua_toi": told.get("cua-toi") == "1",
        "giao": told.get("giao") if told.get("giao") in ("toi", "chua") else "",
        "don_vi": int(unit) if unit.isdecimal() and len(unit) < 10 else None,
        "nhom": told.get("nhom") if told.get("nhom") in Head.values else "",
        "tinh_hinh": told.get("tinh-hinh") if told.get("tinh-hinh") in _SLUGS else "",
        "q": " ".join(told.get("q", "").split())[:200],
        "trang": max(1, int(page)) if (page := told.get("trang", "")).isdecimal() and len(page) < 6 else 1,
    }


def _url(asked: dict[str, Any], **changed: Any) -> str:
    told = {**asked, **changed}
    told["cua_toi"] = "1" if told["cua_toi"] else ""
    if told["trang"] == 1 or "trang" not in changed:
        told["trang"] = ""  # whatever else is asked begins with the first page
    wanted = {name.replace("_", "-"): value for name, value in told.items() if value not in ("", None)}
    return f"{reverse('direction:work')}?{urlencode(wanted)}"


def _counts(every: Any, asked: dict[str, Any], mine: Any, user: int) -> list[pieces.NavItem]:
    """Lists of work with how many each holds, of the whole year."""
    plain = {
        **asked,
        "cua_toi": False,
        "giao": "",
        "don_vi": None,
        "nhom": "",
        "tinh_hinh": "",
        "q": "",
        "trang": 1,
    }
    items = [
        pieces.NavItem(
            _("Tất cả"),
            _url(plain),
            current=not (asked["cua_toi"] or asked["giao"] or asked["tinh_hinh"]),
            count=printed_number(len(every)),
        )
    ]
    if mine:
        count = sum(row.of_any(mine) for row in every)
        items.append(
            pieces.NavItem(
                _("Của đơn vị tôi"),
                _url({**plain, "cua_toi": True}),
                current=asked["cua_toi"],
                count=printed_number(count),
            )
        )
    parts = {
        "toi": (_("Giao cho tôi"), sum(row.hands.holds(user) for row in every)),
        "chua": (_("Chưa giao người"), sum(row.is_unheld for row in every)),
    }
    for slug, (words, count) in parts.items():
        if count:
            items.append(
                pieces.NavItem(
                    words,
                    _url({**plain, "giao": slug}),
                    current=asked["giao"] == slug,
                    count=printed_number(count),
                )
            )
    for slug, standing in _SLUGS.items():
        count = sum(row.standing == standing for row in every)
        if count:
            items.append(
                pieces.NavItem(
                    str(STANDING_NAMES[standing]),
                    _url({**plain, "tinh_hinh": slug}),
                    current=asked["tinh_hinh"] == slug,
                    count=printed_number(count),
                )
            )
    return items
