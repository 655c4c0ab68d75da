"""The public pages of posted procedures, straight from the room of procedures."""

from __future__ import annotations

import io
from datetime import date, datetime
from itertools import groupby
from urllib.parse import urlencode

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.files import queries as files
from minhchung.ground.files.web import handed_out
from minhchung.ground.skin import pieces
from minhchung.organisation.queries import home_agency_name, settler_name
from minhchung.portal import posting
from minhchung.portal.addresses import public_address
from minhchung.procedures import posted_queries
from minhchung.procedures.bases import ended_basis
from minhchung.rules.rounding import printed_number

#: Procedures on a page of the list: so many that the page stays light.
_PAGE = 100


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Posted procedures by field, looked for by name with or without marks, or by code."""
    lines = posted_queries.posted(date.today())
    words, field = request.GET.get("q", "").strip()[:200], request.GET.get("linh-vuc", "")
    found = posted_queries.found(lines, words, field)
    asked, last = request.GET.get("trang", ""), max(1, -(-len(found) // _PAGE))
    number = min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 9 else 1
    shown = found[(number - 1) * _PAGE : number * _PAGE]
    kept = {name: value for name, value in (("q", words), ("linh-vuc", field)) if value}
    pages = pieces.Pages(
        number,
        last,
        printed_number((number - 1) * _PAGE + 1),
        printed_number((number - 1) * _PAGE + len(shown)),
        printed_number(len(found)),
        previous_url=f"?{urlencode({**kept, 'trang': number - 1})}" if number > 1 else "",
        next_url=f"?{urlencode({**kept, 'trang': number + 1})}" if number < last else "",
    )
    context = {
        "words": words,
        "field": field,
        "fields": tuple(dict.fromkeys(each.field for each in lines)),
        "groups": [(name, tuple(rows)) for name, rows in groupby(shown, lambda each: each.field)],
        "count": len(found),
        "pages": pages if last > 1 else None,
    }
    return render(request, "portal/procedures.html", context)


@require_safe
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """One procedure as it is posted today; on paper a sheet for the counter."""
    now = datetime.now().replace(microsecond=0)
    page = _posted(key, now.date())
    address = _address(request, key)
    agency = home_agency_name()
    middle = posting.middle(key, now.date(), settler_name(page.settled_by, now.date()), agency)
    head = pieces.PrintHead(agency, page.name, now, address)
    ended = ended_basis(page.version, now.date())
    context = {"page": page, "middle": middle, "address": address, "print_head": head, "ended": ended}
    return render(request, "portal/procedure.html", context)


@require_safe
def procedure_qr(request: HttpRequest, key: str) -> HttpResponse:
    """The QR code that leads to the public page of a posted procedure, as SVG for the poster at the counter."""
    _posted(key, date.today())
    drawn = io.BytesIO()
    # On white of its own: scanners want dark on light, and the page may be dark.
    segno.make(_address(request, key), error="m").save(drawn, kind="svg", border=4, scale=4, light="#ffffff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_safe
def procedure_form(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """A blank form of a procedure as it is posted today, to be saved; of nothing else."""
    del request
    page = _posted(key, date.today())
    part = next((each for each in page.components if each.id == number and each.blank), None)
    kept = files.kept_file(part.blank.file) if part is not None and part.blank is not None else None
    if kept is None:
        raise Http404(_("Không có mẫu này trong các mẫu của thủ tục đang được công khai."))
    return handed_out(kept, to_disk=True)


def _posted(key: str, on: date) -> posted_queries.PostedPage:
    page = posted_queries.posted_page(key, on)
    if page is None:
        raise Http404(_("Không có thủ tục này trong các thủ tục đang được công khai."))
    return page


def _address(request: HttpRequest, key: str) -> str:
    return public_address(request, reverse("portal:procedure", args=[key]))
