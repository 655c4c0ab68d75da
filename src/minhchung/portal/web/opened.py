"""Open data: the page with the dictionary, the files, and the catalogue for machines."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.skin import pieces
from minhchung.organisation.queries import home_agency_name
from minhchung.portal import open_data, promises, promises_shown
from minhchung.portal.addresses import public_address


@require_safe
def open_data_page(request: HttpRequest) -> HttpResponse:
    """What is open, what each column means, and where the files are."""
    now = datetime.now()
    years, column = promises.years(now.date()), pieces.Column
    dictionary = pieces.Table(
        caption=_("Từ điển dữ liệu"),
        columns=(
            column(_("Cột"), nowrap=True),
            column(_("Kiểu"), nowrap=True),
            column(_("Nghĩa"), wide=True),
        ),
        rows=tuple(
            pieces.Row((pieces.Cell(each.name), pieces.Cell(each.type), pieces.Cell(str(each.meaning))))
            for each in open_data.COLUMNS
        ),
    )
    context = {
        "dictionary": dictionary,
        "kinds": tuple(open_data.KINDS),
        "years": years,
        "oldest": years[-1].label if years else "",
        "latest": years[0].label if years else "",
        "too_few": promises_shown.too_few(now.date()),
    }
    return render(request, "portal/open_data.html", context)


@require_safe
def open_data_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The promises of all years as a file."""
    del request
    if kind not in open_data.KINDS:
        raise Http404(_("Không có tệp này."))
    content = open_data.written(kind, open_data.table(datetime.now().replace(microsecond=0)))
    headers = {"Content-Disposition": f'attachment; filename="cam-ket.{kind}"'}
    return HttpResponse(content, content_type=open_data.KINDS[kind], headers=headers)


@require_safe
def open_data_catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue in DCAT."""
    files = {
        kind: public_address(request, reverse("portal:open_data_file", args=[kind]))
        for kind in open_data.KINDS
    }
    page = public_address(request, reverse("portal:open_data"))
    told = open_data.catalogue(home_agency_name(), page, files, datetime.now().date())
    return JsonResponse(
        told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
