"""The room at a glance: its years, investment and recommendations."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.finance import queries, shown
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May

#: So many years are drawn.
_YEARS = 10


@require(May.READ_RECORDS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The years up to one that is asked for, this one when none is, as next year's books are opened before it."""
    today = datetime.now().date()
    known = queries.years_known()
    asked = request.GET.get("nam", "")
    last = min(known[1], max(today.year, known[0])) if known else today.year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and 1900 < int(asked) < 2200 else last
    first = max(known[0] if known else year, year - _YEARS + 1)
    context = {
        "title": _("Tài chính công năm %(year)s") % {"year": year},
        "year": year,
        "years": [str(each) for each in range(known[1], known[0] - 1, -1)] if known else [],
        "asked": str(year),
        **shown.overview_page(queries.overview(min(first, year), year), year, today),
    }
    return render(request, "finance/overview.html", context)
