"""The door of the search over everything public."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhchung.ground.catalogue.queries import MOST, find
from minhchung.ground.skin import pieces
from minhchung.portal import searching
from minhchung.rules.rounding import printed_number

_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that have every word that was typed, with or without marks; of one kind where that is wanted."""
    text = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("loai", "")
    kind = kind if kind in searching.KINDS else ""
    asked = request.GET.get("trang", "")
    number = min(max(1, int(asked)), MOST // _PAGE) if asked.isdecimal() and len(asked) < 9 else 1
    start = (number - 1) * _PAGE
    found = find(text, kind=kind, start=start, stop=start + _PAGE)
    kept = {name: value for name, value in (("q", text), ("loai", kind)) if value}
    last = max(1, -(-found.count // _PAGE))
    pages = pieces.Pages(
        number,
        last,
        printed_number(start + 1),
        printed_number(start + len(found.lines)),
        printed_number(found.count),
        previous_url=f"?{urlencode({**kept, 'trang': number - 1})}" if number > 1 else "",
        next_url=f"?{urlencode({**kept, 'trang': number + 1})}" if number < last else "",
    )
    context = {
        "words": text,
        "kind": kind,
        "kinds": searching.KINDS,
        "found": found,
        "asked": bool(found.words),
        "instead": ", ".join(found.instead),
        "lines": [searching.line(each, found.words) for each in found.lines],
        "pages": pages if last > 1 else None,
    }
    return render(request, "portal/search.html", context)
