"""Posts beside people, and the statistical table of a day: as pages, as a workbook, as a Word file."""

from __future__ import annotations

from datetime import date, datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.export import workbook
from minhchung.organisation.queries import home_agency, name_of
from minhchung.staff import shown, statistics_word
from minhchung.staff.establishment import cut_since_base, establishment, positions_on
from minhchung.staff.forms import DayForm
from minhchung.staff.statistics import statistics


@require(May.READ_RECORDS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Posts given and people present on a day, unit by unit, drawn; and the cut since the base year."""
    form = DayForm(request.GET)
    day = _day(form, date.today())
    rows = establishment(day)
    context = {
        "day": day,
        "form": form,
        "chart": shown.manned_chart(rows, day),
        "table": shown.manned_table(rows, day),
        "positions": shown.positions_table(positions_on(day), day),
        "remarks": shown.remarks(rows),
        "cut": shown.cut_words(cut_since_base(day)),
    }
    return render(request, "staff/overview.html", context)


@require(May.READ_RECORDS)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The statistical table, block by block."""
    form = DayForm(request.GET)
    day = _day(form, _last_new_years_eve())
    found = statistics(day)
    query = f"?ngay={day:%d/%m/%Y}"
    context = {
        "day": day,
        "form": form,
        "blocks": shown.block_tables(found),
        "total": found.totals[0],
        "closes": found.closes,
        "cites": found.cites,
        "note": found.note,
        "xlsx_url": reverse("staff:statistics_xlsx") + query,
        "word_url": reverse("staff:statistics_word") + query,
    }
    return render(request, "staff/statistics.html", context)


@require(May.READ_RECORDS)
@require_safe
def table_xlsx(request: HttpRequest) -> FileResponse:
    """The statistical table as a workbook: one line for each unit, one column for each column of the blocks."""
    found = statistics(_day(DayForm(request.GET), _last_new_years_eve()))
    headings, rows = shown.flat(found)
    file = workbook(headings, rows, title=_("Thống kê đội ngũ"))
    return FileResponse(file, as_attachment=True, filename=f"thong-ke-{found.day:%Y%m%d}.xlsx")


@require(May.READ_RECORDS)
@require_safe
def table_word(request: HttpRequest) -> HttpResponse:
    """The statistical table as a Word file."""
    found = statistics(_day(DayForm(request.GET), _last_new_years_eve()))
    home = home_agency(found.day) or home_agency()
    agency = name_of(home, found.day) if home is not None else ""
    answer = HttpResponse(
        statistics_word.docx_of(found, agency, datetime.now().replace(microsecond=0)),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    answer["Content-Disposition"] = f'attachment; filename="thong-ke-{found.day:%Y%m%d}.docx"'
    return answer


def _day(form: DayForm, usual: date) -> date:
    """The day that was asked for; the usual one where none was, or what was typed is no day."""
    return (form.cleaned_data["ngay"] or usual) if form.is_valid() else usual


def _last_new_years_eve() -> date:
    return date(date.today().year - 1, 12, 31)
