"""The public pages of the promises: all of them in one table, and one with its distribution."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.skin import pieces
from minhchung.portal import promises, promises_shown
from minhchung.portal.promises import Period
from minhchung.rules.deadlines import Unit


@require_safe
def promised(request: HttpRequest) -> HttpResponse:
    """Every posted procedure with its limits and what was reached in the chosen period."""
    now = datetime.now().replace(microsecond=0)
    period, offered = _period(request, now)
    told = promises.of_posted(period, now)
    context = {
        "periods": _tabs(offered, period),
        "table": promises_shown.table(told.rows, told.period, _query(period), now.date()),
        "told_at": told.at,
        "period": promises_shown.period_words(told.period),
    }
    return render(request, "portal/promises.html", context)


@require_safe
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """One procedure: the promise, what was reached, how the times are spread, why dossiers were late."""
    now = datetime.now().replace(microsecond=0)
    period, offered = _period(request, now)
    told = promises.of_posted(period, now)
    row = next((each for each in told.rows if each.key == key), None)
    if row is None:
        raise Http404(_("Không có thủ tục này trong các thủ tục đang được công khai."))
    context = {
        "row": row,
        "periods": _tabs(offered, period),
        "period": promises_shown.period_words(told.period),
        "figures": promises_shown.figures(row, now.date()),
        "chart": promises_shown.chart(row),
        "reasons": promises_shown.reasons(row.reasons),
        "least": promises.least(now.date()),
        "calendar_days": row.unit is Unit.DAY,
        "told_at": told.at,
        "query": _query(period),
    }
    return render(request, "portal/promise.html", context)


def _period(request: HttpRequest, now: datetime) -> tuple[Period, tuple[Period, ...]]:
    """The period that the address names, and all that are offered."""
    offered = (promises.latest(now.date()), *promises.years(now.date()))
    label = request.GET.get("ky", promises.LATEST)
    found = next((each for each in offered if each.label == label), None)
    if found is None:
        raise Http404(_("Không có số liệu của kỳ này."))
    return found, offered


def _query(period: Period) -> str:
    return f"?{urlencode({'ky': period.label})}" if period.label else ""


def _tabs(offered: tuple[Period, ...], chosen: Period) -> tuple[pieces.NavItem, ...]:
    return tuple(
        pieces.NavItem(each.label or _("12 tháng gần nhất"), _query(each) or "?", current=each == chosen)
        for each in offered
    )
