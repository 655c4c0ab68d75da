"""The public pages: a published report, and each of its figures opened to its records."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.feedback import queries as feedback
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files.queries import opened
from minhchung.ground.skin import pieces
from minhchung.portal import desk, tree
from minhchung.portal.forms import ArticleForm
from minhchung.reports import page as report_page
from minhchung.reports.actions import CannotFreeze
from minhchung.reports.frozen import FrozenReport, figure_of, frozen_report, records_of
from minhchung.reports.queries import report_page as staff_page
from minhchung.rules.rounding import printed_number

_PAGE = 50
_ANSWERS = 10


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Reflections and recommendations with their published answers, the newest first; nobody is named in them."""
    count = feedback.published_count()
    asked = request.GET.get("trang", "")
    last = max(1, -(-count // _ANSWERS))
    number = min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 9 else 1
    start = (number - 1) * _ANSWERS
    found = feedback.published(start, start + _ANSWERS)
    pages = pieces.Pages(
        number,
        last,
        printed_number(start + 1),
        printed_number(start + len(found)),
        printed_number(count),
        previous_url=f"?trang={number - 1}" if number > 1 else "",
        next_url=f"?trang={number + 1}" if number < last else "",
    )
    context = {"answers": found, "pages": pages if last > 1 else None}
    return render(request, "portal/answers.html", context)


@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """A published report as a web page; each figure is a link to its records."""
    found = _published(report_id)
    # The fragment is escaped where it is made, in reports.page.
    fragment = mark_safe(report_page.fragment(found.composition))  # noqa: S308
    return render(request, "portal/report.html", {"report": found, "fragment": fragment})


@require_safe
def figure(request: HttpRequest, report_id: int, key: str) -> HttpResponse:
    """A figure of a published report: definition, formula, citation and the records behind it, from the bundle."""
    found = _published(report_id)
    label = request.GET.get("ky") or found.window
    by, name = request.GET.get("theo", ""), request.GET.get("nhom", "")
    group = (by, name) if by else None
    opened_figure = figure_of(found, key, label, group)
    if opened_figure is None:
        raise Http404("Báo cáo này không có chỉ tiêu hoặc kỳ đó.")
    pages = Paginator(range(opened_figure.count), _PAGE)
    shown = pages.get_page(request.GET.get("trang"))
    rows = records_of(found, key, label, offset=(shown.number - 1) * _PAGE, limit=_PAGE, group=group)
    kept = urlencode({"ky": label, **({"theo": by, "nhom": name} if by else {})})
    context: dict[str, Any] = {
        "report": found,
        "figure": opened_figure,
        "group": name,
        "rows": rows,
        "page": shown,
        "kept": kept,
    }
    return render(request, "portal/figure.html", context)


@require_safe
def download(request: HttpRequest, report_id: int, kind: str) -> FileResponse:
    """The bundle, Word or PDF file of a published report."""
    found = _published(report_id)
    file_id = {"goi": found.bundle, "docx": found.docx, "pdf": found.pdf}.get(kind)
    if file_id is None:
        raise Http404("Không có tệp này.")
    kept = opened(file_id)
    if kept is None:
        raise Http404("Không có tệp này.")
    return FileResponse(
        kept.path.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.content_type
    )


@require(May.PUBLISH_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, report_id: int) -> HttpResponseBase:
    """Publish a frozen report as an article; publishing it again leads to the same article."""
    found = staff_page(report_id)
    if found is None or found.is_draft:
        raise Http404("Không có báo cáo đã chốt số liệu này.")
    form = ArticleForm(request.POST or None, initial=desk.first_words(found))
    if request.method == "POST" and form.is_valid():
        try:
            made = desk.publish_report(
                found,
                by=request.user.username,
                at=datetime.now().replace(microsecond=0),
                **form.cleaned_data,
            )
        except CannotFreeze as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, _("Đã công bố: %(title)s") % {"title": made.title})
            return redirect(tree.address(made.url_path))
    context = {"report": found, "form": form}
    return render(request, "portal/publish.html", context, status=422 if form.errors else 200)


def _published(report_id: int) -> FrozenReport:
    found = frozen_report(report_id)
    if found is None or not found.published:
        raise Http404("Báo cáo này chưa được công bố.")
    return found
