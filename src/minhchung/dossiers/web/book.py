"""The book of dossiers (form 07) on screen and as files, and the public page behind the QR code of a paper."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.dossiers import book, queries, sights
from minhchung.dossiers.book_word import docx_of
from minhchung.figures import periods
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.language import in_vietnamese
from minhchung.ground.registers.actions import note_export
from minhchung.ground.registers.shown import pages_of
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import BadWindow, Clock, Window

_PERSONAL = ("applicant_name", "applicant_address", "applicant_phone")
#: Columns of the book, by their place: the code, and the name of the procedure.
_CODE, _NAME = 1, 2
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require(May.READ_RECORDS)
@require_safe
def book_page(request: HttpRequest) -> HttpResponse:
    """A page of the book; those who may not read personal data see the lines without names."""
    now = _now()
    window = _window(request, now)
    sees_personal = request.user.may(May.READ_PERSONAL)
    sight = sights.sight_of(request.user, now)
    told = book.book_of(window, sight)
    asked = request.GET.get("trang", "1")
    pages = max(1, -(-told.lines // queries.PAGE))
    number = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 10 else 1), pages)
    start = (number - 1) * queries.PAGE
    rows = list(
        book.rows_of(window, sees_personal=sees_personal, sight=sight, first=start, count=queries.PAGE)
    )
    place = queries.Page(
        (), told.lines, told.lines, number, pages, start + 1 if rows else 0, start + len(rows)
    )
    context = {
        "book": told,
        "window": window,
        "periods": periods.choices(queries.first_year(now.year), now.date(), window.label),
        "pages": pages_of(request, place),
        "table": pieces.Table(
            caption=_("%(title)s, %(count)s hồ sơ")
            % {"title": told.title, "count": printed_number(told.lines)},
            columns=tuple(
                pieces.Column(name, nowrap=place == _CODE, wide=place == _NAME)
                for place, name in enumerate(told.columns)
            ),
            rows=tuple(pieces.Row(tuple(pieces.Cell(text or "–") for text in row)) for row in rows),
            empty=_("Không có hồ sơ nào được tiếp nhận trong kỳ này"),
        ),
        "xlsx_url": f"{reverse('dossiers:book_file', args=['xlsx'])}?ky={window.label}"
        if sees_personal
        else "",
        "docx_url": (
            f"{reverse('dossiers:book_file', args=['docx'])}?ky={window.label}"
            if sees_personal and told.lines <= book.LONGEST_PDF
            else ""
        ),
        "pdf_url": (
            f"{reverse('dossiers:book_file', args=['pdf'])}?ky={window.label}"
            if sees_personal and told.lines <= book.LONGEST_PDF
            else ""
        ),
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Sổ theo dõi hồ sơ")),
        ),
    }
    return render(request, "dossiers/book.html", context)


@require(May.READ_PERSONAL)
@require_safe
def book_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The whole book of a period as XLSX, Word or PDF; taking it out is written to the trail."""
    now = _now()
    window = _window(request, now)
    sight = sights.sight_of(request.user, now)
    told = book.book_of(window, sight)
    lines = told.lines
    if suffix not in ("pdf", "docx", "xlsx"):
        raise Http404(_("Sổ chỉ có dạng Excel, Word và PDF."))
    if suffix != "xlsx" and lines > book.LONGEST_PDF:
        messages.error(
            request,
            _(
                "Sổ có %(count)s hồ sơ, quá dài cho một tệp PDF hoặc Word; hãy chọn kỳ ngắn hơn hoặc tải Excel."
            )
            % {"count": printed_number(lines)},
        )
        return redirect(f"{reverse('dossiers:book')}?ky={window.label}")
    note_export(
        room="dossiers",
        matter="dossier",
        fields=_PERSONAL,
        rows=lines,
        query=f"so-theo-doi {window.label} {suffix}",
        by=request.user.username,
        at=now,
    )
    name = f"so-theo-doi-{window.label.replace('..', '-')}.{suffix}"
    if suffix == "pdf":
        response = HttpResponse(book.pdf_of(window, now, sight), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{name}"'
        return response
    if suffix == "docx":
        content = in_vietnamese(docx_of)(told, book.rows_of(window, sees_personal=True, sight=sight), now)
        response = HttpResponse(content, content_type=_WORD)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        book.write_xlsx(path, window, sight)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=_SHEET)


def _window(request: HttpRequest, now: datetime) -> Window:
    """The period asked for by calendar days, this year when none or a wrong one is named."""
    try:
        return periods.window_named(request.GET.get("ky", "") or str(now.year)).on(Clock.CALENDAR)
    except BadWindow:
        return periods.window_named(str(now.year)).on(Clock.CALENDAR)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
