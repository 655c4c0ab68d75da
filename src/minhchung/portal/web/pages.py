"""Doors of the site's pages: the home, sections, articles, and the files that go with them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.policy import GROUPED, may
from minhchung.ground.files.kinds import SHOWN_TYPES
from minhchung.ground.knocks.addresses import address_of
from minhchung.ground.serving import count_each_reader
from minhchung.ground.skin import pieces
from minhchung.organisation import queries as organisation
from minhchung.portal import actions, embedding, queries, tree
from minhchung.portal.addresses import public_address
from minhchung.portal.arranging import arrange
from minhchung.portal.blocks import SHOWN_FIGURE
from minhchung.portal.models import ArticlePage, Paper
from minhchung.portal.models.pages import SHOWN, SectionKind
from minhchung.reports.public_queries import carried
from minhchung.rules.rounding import printed_number

#: Agents that read for machines; their visits are not counted as readers.
_ROBOTS = ("bot", "spider", "crawl", "curl", "wget", "python", "headless", "monitor", "lighthouse", "preview")
_PAGE = 20
#: By which WordPress tells articles and pages apart at the address of its first page.
_OF_WORDPRESS = ("p", "page_id")


@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """A page of the tree by its path; an article is counted as read."""
    arrange()
    numbered = next((each for each in _OF_WORDPRESS if each in request.GET), "") if not path else ""
    if numbered:
        old = queries.leads_to("/", f"{numbered}={request.GET[numbered]}")
        if old is not None:
            return redirect(old, permanent=True)
    found = queries.at_path(path)
    if found is None:
        raise Http404(_("Không có trang này, hoặc trang đã được gỡ xuống."))
    answer: HttpResponse = found.serve(request)
    if isinstance(found, ArticlePage):
        count_each_reader(request, answer, partial(_count, found.pk))
    return answer


def led_on(request: HttpRequest) -> HttpResponse | None:
    """Where nothing answers: on for good to the article that stood here on an old site; None where none did."""
    if request.method not in ("GET", "HEAD"):
        return None
    found = queries.leads_to(request.path_info, request.META.get("QUERY_STRING", ""))
    return redirect(found, permanent=True) if found is not None else None


@require_safe
def paper(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """A file attached to an article, as a download of a safe type; one of a draft only to those who write."""
    del name
    kept = Paper.objects.filter(pk=number).first()
    writes = request.user.is_authenticated and any(may(request.user.role, each) for each in GROUPED)
    if kept is None or not (writes or queries.is_public(number)):
        raise Http404(_("Không có tệp này."))
    return FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=kept.filename,
        content_type=kept.content_type_found or "application/octet-stream",
    )


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as it is sent to readers."""
    del request
    place = Path(settings.MEDIA_ROOT) / "images" / name
    kind = _PICTURES.get(place.suffix.lower())
    if kind is None or not place.is_file():
        raise Http404(_("Không có ảnh này."))
    answer = FileResponse(place.open("rb"), content_type=kind)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


_PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
assert set(_PICTURES.values()) <= SHOWN_TYPES


def _of_home(found: Any, request: HttpRequest) -> dict[str, Any]:
    del request
    return {"articles": queries.newest(), "sections": queries.sections(found)}


def _of_section(found: Any, request: HttpRequest) -> dict[str, Any]:
    month = _month(request.GET.get("thang", ""))
    everything = queries.articles_under(found.url_path)
    months = queries.months(everything)
    chosen = queries.articles_under(found.url_path, month)
    count = chosen.count()
    last = max(1, -(-count // _PAGE))
    asked = request.GET.get("trang", "")
    number = min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 9 else 1
    start = (number - 1) * _PAGE
    articles = queries.page_of(chosen, start, start + _PAGE)
    kept = f"thang={month:%Y-%m}&" if month is not None else ""
    pages = pieces.Pages(
        number,
        last,
        printed_number(start + 1),
        printed_number(start + len(articles)),
        printed_number(count),
        previous_url=f"?{kept}trang={number - 1}" if number > 1 else "",
        next_url=f"?{kept}trang={number + 1}" if number < last else "",
    )
    about = found.kind == SectionKind.ABOUT
    return {
        "articles": articles,
        "pages": pages if last > 1 else None,
        "months": _tabs(months, month) if len(months) > 1 else (),
        "crumbs": _crumbs(found),
        "inner": queries.sections(found),
        "chart": organisation.chart(datetime.now().date()) if about else None,
        "shows_articles": found.kind in (SectionKind.ARTICLES, SectionKind.DOCUMENTS) or bool(articles),
    }


def _of_article(found: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "address": public_address(request, tree.address(found.url_path)) if found.url_path else "",
        "article": found,
        "crumbs": _crumbs(found),
        "report": carried(found.report_id) if found.report_id else None,
        "files": queries.files_of(found) if found.pk else (),
        "related": queries.related_to(found) if found.pk else (),
        "views": queries.views_of(found.pk) if found.pk else 0,
    }


def _told(value: Any, found: Any) -> embedding.Told | None:
    return embedding.told(
        value["key"],
        value["window"],
        at=datetime.now().replace(microsecond=0),
        page=getattr(found, "pk", None),
        frozen=bool(value["frozen"]),
    )


@require_safe
def shown_figure(request: HttpRequest, key: str) -> HttpResponse:
    """A figure that some article shows: what it is, how it is reckoned, on which ground, over the years."""
    window = embedding.shown_window(key, request.GET.get("ky", ""))
    found = None
    if window is not None:
        found = embedding.told(key, window, at=datetime.now().replace(microsecond=0))
    if found is None:
        raise Http404(_("Không bài nào trên cổng dùng chỉ tiêu này của kỳ này."))
    return render(request, "portal/shown_figure.html", {"told": found})


SHOWN_FIGURE["told"] = _told
SHOWN.update(HomePage=_of_home, SectionPage=_of_section, ArticlePage=_of_article)


def _crumbs(found: Any) -> tuple[pieces.Crumb, ...]:
    return (
        *(pieces.Crumb(each.title, each.address) for each in queries.above(found)),
        pieces.Crumb(found.title),
    )


def _tabs(months: tuple[queries.Month, ...], chosen: date | None) -> tuple[pieces.NavItem, ...]:
    newest = pieces.NavItem(_("Mới nhất"), "?", current=chosen is None)
    return (
        newest,
        *(
            pieces.NavItem(
                f"{each.first:%m/%Y} ({printed_number(each.count)})",
                f"?thang={each.name}",
                current=each.first == chosen,
            )
            for each in months
        ),
    )


def _month(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None


def _count(number: int, request: HttpRequest) -> None:
    agent = request.headers.get("User-Agent", "").lower()
    if agent and not any(robot in agent for robot in _ROBOTS):
        reader = f"{address_of(request)} {agent}"
        actions.count_view(page=number, reader=reader, at=datetime.now().replace(microsecond=0))
