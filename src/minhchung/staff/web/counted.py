"""The records behind a counted number of somebody's work: before it is proposed, and as they are kept with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.sights import seen
from minhchung.ground.skin import pieces
from minhchung.rules import merit
from minhchung.rules.rounding import printed_number
from minhchung.staff import actions, shown
from minhchung.staff.forms import WhomForm
from minhchung.staff.judged_queries import assessment_in, products_for
from minhchung.staff.products import SHARE_NAMES, Counted, Share, Source, sources
from minhchung.staff.sights import is_own

PAGE = 100


@require(May.EDIT_STAFF)
@never_cache
@require_safe
def counted(request: HttpRequest) -> HttpResponse:
    """What a source counts of somebody's work now, before it is proposed; back to choosing where nobody counts."""
    whom = WhomForm(request.GET)
    if not whom.is_valid():
        return redirect("staff:propose")
    person, year, part = (whom.cleaned_data[name] for name in ("nguoi", "nam", "ky"))
    wanted = request.GET.get("san-pham", "")
    found = next(
        (each for each in products_for(person, *merit.span(year, part)) if str(each.id) == wanted), None
    )
    if found is None or found.counted is None:
        return redirect(f"{reverse('staff:propose')}?{_kept(request)}")
    period = merit.named(year, part)
    crumbs = (_list(), pieces.Crumb(_("Đề xuất"), f"{reverse('staff:propose')}?{_kept(request)}"))
    share = _share(request.GET.get("so", ""))
    return _page(
        request, f"{person} · {period}", found.title, sources()[found.source], found.counted, share, crumbs
    )


@require(May.READ_RECORDS)
@never_cache
@require_safe
def counted_line(request: HttpRequest, number: int, line: int, share: str) -> HttpResponse:
    """What was counted when an assessment was proposed; whoever reads of another leaves a line in the trail."""
    record = assessment_in(seen("staff.Assessment", request.user), number)
    found = record.lines.select_related("product").filter(pk=line).first() if record is not None else None
    if record is None or found is None:
        raise Http404(_("Không có phiếu đánh giá này."))
    source = sources().get(found.source)
    if source is None:
        raise Http404(_("Không có sản phẩm nào được đếm ở đây."))
    part = _share(share)
    if not is_own(record.person, request.user):
        actions.note_own_reading(record, actions.Actor(request.user.username), datetime.now())
    crumbs = (_list(), pieces.Crumb(str(record), reverse("staff:assessment", args=[number])))
    return _page(request, str(record), found.product.title, source, Counted.kept(found.records), part, crumbs)


def _page(
    request: HttpRequest,
    above: str,
    product: str,
    source: Source,
    found: Counted,
    share: Share,
    crumbs: Sequence[pieces.Crumb],
) -> HttpResponse:
    """A page of the records that the visitor sees; how many he does not see is said."""
    total = len(found.records(share))
    works = source.show(found.records(share), request.user, datetime.now().replace(microsecond=0))
    asked = request.GET.get("trang", "1")
    pages = max(1, -(-len(works) // PAGE))
    here = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 9 else 1), pages)
    some = works[(here - 1) * PAGE : here * PAGE]
    heading = f"{product}: {printed_number(total)} {SHARE_NAMES[share]}"
    context = {
        "above": above,
        "heading": heading,
        "source": source.title,
        "total": total,
        "unseen": printed_number(total - len(works)) if len(works) < total else "",
        "table": shown.works_table(some, heading),
        "pages": _pages(request, here, pages, len(works), len(some)),
        "crumbs": (*crumbs, pieces.Crumb(heading)),
    }
    return render(request, "staff/counted.html", context)


def _pages(request: HttpRequest, here: int, pages: int, total: int, listed: int) -> pieces.Pages | None:
    if pages == 1:
        return None
    first = (here - 1) * PAGE + 1
    kept = _kept(request)

    def link(page: int) -> str:
        return f"?{kept}&trang={page}" if kept else f"?trang={page}"

    return pieces.Pages(
        here,
        pages,
        printed_number(first),
        printed_number(first + listed - 1),
        printed_number(total),
        previous_url=link(here - 1) if here > 1 else "",
        next_url=link(here + 1) if here < pages else "",
    )


def _kept(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("trang", None)
    return asked.urlencode()


def _share(text: str) -> Share:
    try:
        return Share(text)
    except ValueError as unknown:
        raise Http404(_("Không có số đếm này.")) from unknown


def _list() -> pieces.Crumb:
    return pieces.Crumb(_("Đánh giá, xếp loại"), reverse("staff:assessment_list"))
