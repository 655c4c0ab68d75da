"""Doors for machines: the newest articles as a feed, the list of all pages, and what robots may read."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.direction import public_meetings
from minhchung.organisation import queries as organisation
from minhchung.portal import queries
from minhchung.portal.addresses import public_address
from minhchung.portal.places import PLACES

_NEWEST = 30


@require_safe
def feed(request: HttpRequest, section: str = "") -> HttpResponse:
    """The newest articles of the site, or of a section, as RSS."""
    found = queries.section_named(section) if section else None
    if section and found is None:
        raise Http404(_("Không có chuyên mục này."))
    agency = organisation.home_agency_name() or "Minh Chứng"
    page = found.address if found is not None else "/"
    written = Rss201rev2Feed(
        title=f"{found.title} · {agency}" if found is not None else agency,
        link=public_address(request, page),
        description=_("Bài mới trên cổng công khai"),
        language="vi",
        feed_url=public_address(request, request.path),
    )
    under = found.url_path if found is not None else ""
    for each in queries.page_of(queries.articles_under(under), 0, _NEWEST):
        address = public_address(request, each.address)
        written.add_item(
            title=each.title,
            link=address,
            description=each.lead,
            pubdate=each.published_at,
            unique_id=address,
            categories=(each.category,) if each.category else (),
        )
    return HttpResponse(written.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the tree and every place of the public site, for search engines."""
    places = [(reverse(name), None) for name, _label in PLACES]
    now = datetime.now()
    meetings = (*public_meetings.coming(now), *public_meetings.past(now))
    places += [(reverse("portal:meetings"), None)]
    places += [(reverse("portal:meeting", args=[each.id]), None) for each in meetings]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, changed in dict([*places, *queries.every_page()]).items():
        moment = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed is not None else ""
        lines.append(f"<url><loc>{escape(public_address(request, address))}</loc>{moment}</url>")
    lines.append("</urlset>")
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read."""
    text = f"User-agent: *\nDisallow: /bien-tap/\nSitemap: {public_address(request, reverse('portal:sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
