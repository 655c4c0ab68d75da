"""The gazette of reform: what is newest, yearly plans, published reports, legal documents, systematisation."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.direction import public_indices, public_meetings
from minhchung.direction import public_queries as direction
from minhchung.ground.skin import pieces
from minhchung.legislation import public_queries as legislation
from minhchung.legislation.public_queries import Validity
from minhchung.portal import announced_shown, meetings_shown, results_shown
from minhchung.portal import gazette_shown as shown
from minhchung.procedures import list_queries
from minhchung.reports import public_queries as reporting
from minhchung.reports import yearly
from minhchung.reports.frames import Span
from minhchung.rules.rounding import printed_number

#: Documents on a page, so many that it stays light, and how many of each kind are told first.
_PAGE, _NEWEST = 50, 3


@require_safe
def gazette(request: HttpRequest) -> HttpResponse:
    """The newest of each kind."""
    today = date.today()
    plans, periods = direction.plans(today), legislation.periods(today)
    context = {
        "pages": shown.pages("portal:gazette"),
        "plans": [(each, shown.done_words(each)) for each in plans[:_NEWEST]],
        "reports": reporting.published()[:_NEWEST],
        "documents": [
            (each, shown.validity_badge(each.validity))
            for each in legislation.documents(today, stop=_NEWEST).lines
        ],
        "periods": periods[:_NEWEST],
        "posted": list_queries.latest(),
        "meetings": _newest_meetings(datetime.now().replace(microsecond=0)),
    }
    return render(request, "portal/gazette/overview.html", context)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every yearly plan."""
    table = shown.plans(direction.plans(date.today()))
    return render(
        request, "portal/gazette/plans.html", {"pages": shown.pages("portal:plans"), "table": table}
    )


@require_safe
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """One plan: its decision, its amendment, its tasks with who leads, by when, and what is done."""
    today = date.today()
    found = direction.plan_page(number, today)
    if found is None:
        raise Http404(_("Không có kế hoạch này."))
    context = {
        "plan": found.line,
        "figures": shown.plan_figures(found.line, today),
        "tables": tuple(shown.tasks(head, lines) for head, lines in found.heads),
    }
    return render(request, "portal/gazette/plan.html", context)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Published reports by the year in which their period ends, all or those of one kind of period."""
    lines = reporting.published()
    asked = request.GET.get("ky", "")
    there = [each for each in shown.SPANS if any(line.span is each for line in lines)]
    chosen = next((each for each in there if each == asked), None)
    kept = [each for each in lines if chosen in (None, each.span)]
    context = {
        "pages": shown.pages("portal:reports"),
        "kinds": _kinds(there, chosen, lines),
        "tables": [
            shown.reports(year, tuple(group)) for year, group in groupby(kept, lambda each: each.year)
        ],
    }
    return render(request, "portal/gazette/reports.html", context)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What the measures of the reform were, year by year, as published reports froze them: all of them, or one."""
    found = yearly.results()
    key = request.GET.get("chi-so", "")
    if not key:
        context = {
            "pages": shown.pages("portal:results"),
            "table": results_shown.summary(found),
            "indices": announced_shown.shown(public_indices.indices(date.today())),
        }
        return render(request, "portal/gazette/results.html", context)
    result = next((each for each in found if each.key == key), None)
    if result is None:
        raise Http404(_("Chưa có báo cáo nào được công bố có số liệu trọn năm của chỉ số này."))
    context = {
        "result": result,
        "chart": results_shown.chart(result),
        "table": results_shown.table(result),
        "aims": results_shown.aim_cites(result),
    }
    return render(request, "portal/gazette/result.html", context)


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Legal documents that bind everyone: looked for with or without marks, by validity, as of a day."""
    words = request.GET.get("q", "").strip()[:200]
    asked = request.GET.get("hieu-luc", "")
    validity = Validity(asked) if asked in list(Validity) else None
    today = date.today()
    on = _day(request.GET.get("ngay", "")) or today
    number = _number(request)
    found = legislation.documents(on, words, validity, start=(number - 1) * _PAGE, stop=number * _PAGE)
    count = found.count(validity)
    if not found.lines and count:
        number = -(-count // _PAGE)
        found = legislation.documents(on, words, validity, start=(number - 1) * _PAGE, stop=number * _PAGE)
    kept = {"q": words, "ngay": on.isoformat() if on != today else ""}
    context = {
        "pages": shown.pages("portal:documents"),
        "words": words,
        "on": on,
        "filtered": bool(words or on != today),
        "chosen": validity or "",
        "validities": (
            pieces.NavItem(
                _("Tất cả"),
                shown.query(**kept),
                current=validity is None,
                count=printed_number(found.count(None)),
            ),
            *(
                pieces.NavItem(
                    str(shown.VALIDITIES[state][0]),
                    shown.query(**kept, hieu_luc=state),
                    current=state is validity,
                    count=printed_number(many),
                )
                for state, many in found.counts
                if many or state is validity or state not in shown.RARE
            ),
        ),
        "table": shown.documents(found.lines, on),
        "stretch": shown.stretch(number, _PAGE, count, len(found.lines), **kept, hieu_luc=validity or ""),
    }
    return render(request, "portal/gazette/documents.html", context)


@require_safe
def systematisations(request: HttpRequest) -> HttpResponse:
    """The published periods of systematisation."""
    table = shown.periods(legislation.periods(date.today()))
    context = {"pages": shown.pages("portal:systematisations"), "table": table}
    return render(request, "portal/gazette/systematisations.html", context)


@require_safe
def systematisation(request: HttpRequest, number: int) -> HttpResponse:
    """One period with its four lists, one at a time."""
    found = legislation.period(number, date.today())
    if found is None:
        raise Http404(_("Không có kỳ hệ thống hóa này trong các kỳ đã công bố."))
    names, counts = dict(legislation.list_names()), dict(found.counts)
    asked = request.GET.get("danh-muc", "")
    letter = asked if asked in names else "C"
    last = max(1, -(-counts[letter] // _PAGE))
    page = min(_number(request), last)
    lines = legislation.entries(found.id, letter, start=(page - 1) * _PAGE, stop=page * _PAGE)
    context = {
        "period": found,
        "lists": tuple(
            pieces.NavItem(
                words,
                shown.query(danh_muc=each),
                current=each == letter,
                count=printed_number(counts[each]),
            )
            for each, words in names.items()
        ),
        "table": shown.entries(names[letter], lines),
        "stretch": shown.stretch(page, _PAGE, counts[letter], len(lines), danh_muc=letter),
    }
    return render(request, "portal/gazette/systematisation.html", context)


def _newest_meetings(now: datetime) -> tuple[tuple[public_meetings.MeetingLine, pieces.Badge], ...]:
    """Those to come first, then those that were held last."""
    lines = public_meetings.coming(now)[:_NEWEST]
    lines += public_meetings.past(now, stop=_NEWEST - len(lines))
    return tuple((each, meetings_shown.badge(each)) for each in lines)


def _kinds(
    there: list[Span], chosen: Span | None, lines: tuple[reporting.PublishedLine, ...]
) -> tuple[pieces.NavItem, ...]:
    """The kinds of period of which something is published; none where all are of one kind."""
    if len(there) < 2:
        return ()
    all_of_them = pieces.NavItem(_("Tất cả"), "?", current=chosen is None, count=printed_number(len(lines)))
    return (
        all_of_them,
        *(
            pieces.NavItem(
                str(shown.SPANS[each]),
                shown.query(ky=each.value),
                current=each is chosen,
                count=printed_number(sum(line.span is each for line in lines)),
            )
            for each in there
        ),
    )


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("trang", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


def _day(text: str) -> date | None:
    """A day as browsers and people write it; None where it is none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None
