"""Pages of the room that are no plain registers: the graph, the inbox, the lists as files, the yearly list."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.legislation import graph as graphs
from minhchung.legislation import inbox_shown, lists_shown, picture, printed, queries, shown, systematising
from minhchung.legislation.models import Kind, LegalDocument
from minhchung.organisation.queries import ended_by, home_agency, home_agency_name, name_of
from minhchung.rules.rounding import printed_number

_PAGE = 50
#: So many documents of one step are drawn where the screen is narrow.
_ON_A_PHONE = 5
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require(May.READ_RECORDS)
@require_safe
def graph(request: HttpRequest, number: int) -> HttpResponse:
    """What hangs on a document: its neighbours drawn, all of it listed, and how it stood on a day."""
    document = _document(number)
    today = datetime.now().date()
    day, problem = _asked_day(request, today)
    kind = request.GET.get("quan-he", "")
    kinds = (kind,) if kind in Kind.values else ()
    page = _page(request)
    found = graphs.hanging(number, kinds, start=(page - 1) * _PAGE, stop=page * _PAGE)
    near = graphs.near(number)
    few = graphs.fewer(near, _ON_A_PHONE)
    here = reverse("legislation:document", args=[number])
    context = {
        "document": document,
        "day": f"{day:%d/%m/%Y}",
        "problem": problem,
        "standing": shown.standing_badge(queries.stands(document, day)),
        "standing_words": shown.standing_words(queries.stands(document, day)),
        "svg": mark_safe(picture.to_svg(near)) if near.edges else "",  # noqa: S308
        "upright": mark_safe(picture.to_upright_svg(few)) if near.edges else "",  # noqa: S308
        "legend": [(words, mark_safe(line)) for words, line in picture.legend()],  # noqa: S308 (constants)
        "more": printed_number(near.more) if near.more else "",
        "more_upright": printed_number(few.more) if few.more else "",
        "kinds": Kind.choices,
        "kind": kind,
        "table": shown.hanging_table(found, day),
        "edges": shown.edges_table(queries.edges_of(number)),
        "pages": _pages(request, page, found.total, len(found.nodes)),
        "crumbs": (
            pieces.Crumb(_("Văn bản pháp luật"), reverse("legislation:document_list")),
            pieces.Crumb(str(document)[:80], here),
            pieces.Crumb(_("Liên hệ và hiệu lực")),
        ),
    }
    return render(request, "legislation/graph.html", context)


@require(May.READ_RECORDS)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """What the legal officer has to do today."""
    today = datetime.now().date()
    context = inbox_shown.inbox(today, ended_by(today))
    return render(request, "legislation/work.html", context)


@require(May.READ_RECORDS)
@require_safe
def period_file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The four lists of a period as a file."""
    period = queries.period(number)
    if period is None or kind not in _TYPES:
        raise Http404(_("Không có kỳ hoặc loại tệp này."))
    paper = lists_shown.period_paper(period, _agency(period.published_on))
    at = period.drawn_at or datetime(period.fixed_on.year, 12, 31)
    return _file(paper, kind, at, f"he-thong-hoa-{period.label}")


@require(May.READ_RECORDS)
@require_safe
def expired_year(request: HttpRequest, year: int) -> HttpResponse:
    """The documents that ended, wholly or in part, in a year."""
    today = datetime.now().date()
    if not 1990 <= year <= today.year + 1:
        raise Http404(_("Không có năm này."))
    return render(request, "legislation/expired_year.html", lists_shown.expired_page(year, today))


@require(May.READ_RECORDS)
@require_safe
def expired_file(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The yearly list as a file."""
    if kind not in _TYPES or not 1990 <= year <= datetime.now().year + 1:
        raise Http404(_("Không có năm hoặc loại tệp này."))
    by, _rule = systematising.yearly_by(year)
    paper = lists_shown.expired_paper(year, _agency(by))
    return _file(paper, kind, datetime(year, 12, 31), f"het-hieu-luc-{year}")


def _agency(on: date | None) -> str:
    """The agency's name as it was on a day, now where that day is to come or none is told."""
    today = datetime.now().date()
    unit = home_agency(on) if on is not None and on < today else None
    return name_of(unit, on) if unit is not None else home_agency_name()


def _file(paper: printed.Paper, kind: str, at: datetime, name: str) -> HttpResponse:
    content = printed.docx_of(paper, at) if kind == "docx" else printed.xlsx_of(paper, at)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _document(number: int) -> LegalDocument:
    found = queries.document(number)
    if found is None:
        raise Http404(_("Không có văn bản này."))
    return found


def _asked_day(request: HttpRequest, today: date) -> tuple[date, str]:
    text = request.GET.get("ngay", "").strip()
    if not text:
        return today, ""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date(), ""
    except ValueError:
        return today, _("“%(text)s” không phải ngày; ví dụ: 01/07/2025.") % {"text": text[:20]}


def _page(request: HttpRequest) -> int:
    text = request.GET.get("trang", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _pages(request: HttpRequest, page: int, total: int, count: int) -> pieces.Pages | None:
    if total <= _PAGE:
        return None
    asked = {name: value for name, value in request.GET.items() if name in ("quan-he", "ngay")}

    def url(number: int) -> str:
        return f"{request.path}?{urlencode({**asked, 'trang': number})}"

    last = -(-total // _PAGE)
    first = (page - 1) * _PAGE + 1
    return pieces.Pages(
        page,
        last,
        printed_number(first),
        printed_number(first + count - 1),
        printed_number(total),
        previous_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if page < last else "",
    )
