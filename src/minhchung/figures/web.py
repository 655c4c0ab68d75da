"""Pages of figures: the catalogue, and one figure opened to its definition, its years, its groups and its records."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.figures import drilldown, form_lines, forms_shown, kept, shown, words
from minhchung.figures.actions import note_reading
from minhchung.figures.answers import IN_PART, Answer
from minhchung.figures.engines import DjangoEngine, Within
from minhchung.figures.periods import choices, window_named, years_shown
from minhchung.figures.register import REGISTER, Figure, UnknownFigure
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.sights import seen
from minhchung.ground.registers.export import csv_lines
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import CLOCK_NAMES, BadWindow, Window

PAGE = 100
#: The first year that the chooser offers: the first of the programme of 2011-2020's second half.
FIRST_YEAR = 2016


@require(May.READ_RECORDS)
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every figure by content: title, key, unit, clock, citation, version."""
    window, problem = asked_window(request)
    heads: list[dict[str, Any]] = []
    for head in words.heads():
        figures = [figure for figure in REGISTER if words.head_of(figure.key) == head]
        heads.append({"head": head, "table": _catalogue_table(head.title, figures, window)})
    others = [figure for figure in REGISTER if words.head_of(figure.key) is None]
    if others:
        heads.append({"head": None, "table": _catalogue_table(_("Khác"), others, window)})
    context = {
        "heads": [each for each in heads if each["table"].rows],
        "count": len(REGISTER),
        "window": window,
        "problem": problem,
    }
    return render(request, "figures/catalogue.html", context)


@require(May.READ_RECORDS)
@require_safe
def forms_page(request: HttpRequest) -> HttpResponse:
    """The lines of the statistical forms with the figures that answer them, all asked at once."""
    window, problem = asked_window(request)
    forms = form_lines.forms_for(window)
    answers = kept.answers_of((key, window) for key in forms.keys)
    answered, applying = forms_shown.counted(forms.lines)
    context = {
        "window": window,
        "problem": problem,
        "choices": choices(FIRST_YEAR, _now().date(), window.label),
        "forms": forms,
        "shown": forms_shown.shown_forms(forms, answers, window),
        "answered": answered,
        "applying": applying,
        "csv_url": f"{request.path}csv/?{urlencode({'ky': window.label})}",
        "crumbs": (
            pieces.Crumb(_("Chỉ tiêu"), f"/chi-tieu/?ky={window.label}"),
            pieces.Crumb(_("Biểu mẫu thống kê")),
        ),
    }
    return render(request, "figures/forms.html", context)


@require(May.READ_RECORDS)
@require_safe
def forms_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same lines, one row for each figure."""
    window, problem = asked_window(request)
    if problem:
        raise Http404(problem)
    forms = form_lines.forms_for(window)
    answers = kept.answers_of((key, window) for key in forms.keys)
    lines = csv_lines(forms_shown.headings(), forms_shown.csv_rows(forms, answers, window))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bieu-mau_{window.label}.csv"'
    return response


@require(May.READ_RECORDS)
@require_safe
def figure_page(request: HttpRequest, key: str) -> HttpResponse:
    """One figure over a window. The list's total is counted by the expression that gives the number."""
    figure = _figure(key)
    window, problem = asked_window(request)
    engine = _eyes(figure, request.user)
    sees_personal = request.user.may(May.READ_PERSONAL)
    group = drilldown.group_of(figure, request.GET.get("nhom", ""), request.GET.get("gia-tri", ""))
    years = years_shown(window)
    found = kept.answers_of(
        [*((figure.key, each) for each in (window, *years)), *((key, window) for key in figure.beside)]
    )
    beside = [found[key, window.label] for key in figure.beside]
    now = found[figure.key, window.label]
    by_year = [found[figure.key, year.label] for year in years]
    by_name = _chosen_group(figure, request)
    groups = kept.groups_of(figure.key, window, by_name) if by_name else {}
    total = kept.records_behind(figure.key, window, group)
    listed = total if engine.within is None else drilldown.count_of(figure, window, engine, group)
    pages = max(1, -(-listed // PAGE))
    number = min(max(1, _page(request)), pages)
    visible = drilldown.visible(figure, window, sees_personal=sees_personal)
    rows = drilldown.page(figure, window, engine, number=number, size=PAGE, group=group)
    personal = tuple(column.name for _place, column in visible if column.personal)
    if personal and rows:
        note_reading(
            figure=key,
            window=window.label,
            fields=personal,
            rows=len(rows),
            by=request.user.username,
            at=_now(),
        )
    context: dict[str, Any] = {
        "figure": figure,
        "window": window,
        "problem": problem,
        "choices": choices(FIRST_YEAR, _now().date(), window.label),
        "face": shown.face(now, link=False),
        "beside": shown.beside_table(beside) if beside else None,
        "kind": shown.kind_name(figure, window),
        "clock": CLOCK_NAMES[figure.clock],
        "form_lines": tuple(form_lines.answered_by(key, window)),
        "dates": window.on(figure.clock).dates,
        "year_chart": shown.by_year_chart(figure, by_year),
        "year_table": shown.by_year_table(figure, by_year),
        "group_tabs": _group_tabs(figure, window, by_name),
        "group_table": shown.by_group_table(figure, window, by_name, groups, now) if by_name else None,
        "group_chart": shown.by_group_chart(figure, by_name, groups) if by_name else None,
        "group": _group_words(figure, group),
        "whole_url": f"{shown.url_of(figure, window)}#ban-ghi",
        "total": total,
        "unseen": printed_number(total - listed) if listed < total else "",
        "agrees": _agrees(now, total, group),
        "records": _records_table(figure, window, visible, rows, listed),
        "pages": _pages(request, number, pages, listed, len(rows)),
        "csv_url": f"/chi-tieu/{key}/csv/?{_query(request, window)}",
        "has_hidden": any(column.personal for column in figure.facts.columns) and not sees_personal,
        "crumbs": (pieces.Crumb(_("Chỉ tiêu"), f"/chi-tieu/?ky={window.label}"), pieces.Crumb(figure.title)),
    }
    return render(request, "figures/figure.html", context)


@require(May.READ_RECORDS)
@require_safe
def figure_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """Every record behind a figure, streamed."""
    figure = _figure(key)
    window, problem = asked_window(request)
    if problem:
        raise Http404(problem)
    engine = _eyes(figure, request.user)
    group = drilldown.group_of(figure, request.GET.get("nhom", ""), request.GET.get("gia-tri", ""))
    visible = drilldown.visible(figure, window, sees_personal=request.user.may(May.READ_PERSONAL))
    personal = tuple(column.name for _place, column in visible if column.personal)
    if personal:
        count = drilldown.count_of(figure, window, engine, group)
        note_reading(
            figure=key, window=window.label, fields=personal, rows=count, by=request.user.username, at=_now()
        )
    rows = drilldown.all_records(figure, window, engine, tuple(place for place, _column in visible), group)
    lines = csv_lines([words.heading(column) for _place, column in visible], rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{key}_{window.label}.csv"'
    return response


def asked_window(request: HttpRequest) -> tuple[Window, str]:
    """The window that ``ky`` names, else this year; with a word to the visitor when ``ky`` names no period."""
    asked = request.GET.get("ky", "").strip()
    this_year = window_named(str(_now().year))
    if not asked:
        return this_year, ""
    try:
        return window_named(asked), ""
    except BadWindow as bad:
        return this_year, str(bad)


def _eyes(figure: Figure, user: Any) -> DjangoEngine:
    """What lists the records behind a figure: of those that not everybody sees, only the visitor's."""
    mine = seen(figure.facts.record_table, user) if figure.facts.record_table else None
    if mine is None:
        return DjangoEngine(connection)
    try:
        text, values = mine.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        text, values = "SELECT 0 WHERE 1 = 0", ()
    return DjangoEngine(connection, within=Within(text, tuple(values)))


def _figure(key: str) -> Figure:
    try:
        return REGISTER[key]
    except UnknownFigure as unknown:
        raise Http404(str(unknown)) from unknown


def _catalogue_table(title: str, figures: list[Figure], window: Window) -> pieces.Table:
    columns = (_("Chỉ tiêu"), _("Đơn vị tính"), _("Thời gian tính"), _("Căn cứ"), _("Phiên bản"))
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(figure.title, sub=figure.key),
                pieces.Cell(figure.unit),
                pieces.Cell(CLOCK_NAMES[figure.clock]),
                pieces.Cell(figure.cites),
                pieces.Cell(str(figure.version)),
            ),
            url=shown.url_of(figure, window),
        )
        for figure in figures
    )
    return pieces.Table(f"{title} ({len(rows)})", tuple(pieces.Column(label) for label in columns), rows)


def _chosen_group(figure: Figure, request: HttpRequest) -> str:
    asked = request.GET.get("theo") or request.GET.get("nhom", "")
    if asked in figure.groups:
        return asked
    return figure.groups[0] if figure.groups else ""


def _group_tabs(figure: Figure, window: Window, chosen: str) -> tuple[pieces.NavItem, ...]:
    return tuple(
        pieces.NavItem(
            words.heading(figure.facts.column(name)),
            f"{shown.url_of(figure, window, theo=name)}#theo-nhom",
            name == chosen,
        )
        for name in figure.groups
    )


def _group_words(figure: Figure, group: drilldown.Group | None) -> str:
    if group is None:
        return ""
    name = figure.facts.column(group[0]).meaning
    return f"{name}: {words.group_said(figure.facts, group[0], str(group[1]))}"


def _agrees(now: Answer, total: int, group: drilldown.Group | None) -> bool:
    """Whether the list is exactly as long as the number says, where the number counts records."""
    if group is not None or now.of_sums:
        return True
    return total == (now.whole if now.kind == "share" else now.value)


def _records_table(
    figure: Figure,
    window: Window,
    visible: tuple[tuple[int, Any], ...],
    rows: list[tuple[Any, ...]],
    total: int,
) -> pieces.Table:
    """The records; the first shown column leads to the record itself."""
    places = [(place, column) for place, column in visible if column.name != "id"] or list(visible)
    id_place = next(place for place, column in visible if column.name == "id")
    drawn = []
    for row in rows:
        cells = tuple(_cell(figure, column, row[place]) for place, column in places)
        drawn.append(pieces.Row(cells, url=figure.facts.url_of(row[id_place])))
    return pieces.Table(
        f"{printed_number(total)} bản ghi",
        tuple(
            pieces.Column(words.heading(column), number=_is_amount(figure, column))
            for _place, column in places
        ),
        tuple(drawn),
        empty=_("Không phát sinh trong kỳ này"),
    )


def _is_amount(figure: Figure, column: Any) -> bool:
    return column.type == "int64" and column.name != "id" and not words.is_coded(figure.facts, column.name)


def _cell(figure: Figure, column: Any, value: Any) -> pieces.Cell:
    if column.name == IN_PART:
        inside = pieces.Badge(_("Tính vào"), pieces.Tone.KEPT) if value else pieces.Badge(_("Không tính"))
        return pieces.Cell(badge=inside)
    return pieces.Cell(words.said(figure.facts, column, value))


def _pages(request: HttpRequest, number: int, pages: int, total: int, listed: int) -> pieces.Pages | None:
    if pages == 1:
        return None

    def link(page: int) -> str:
        asked = {**{name: value for name, value in request.GET.items() if value}, "trang": page}
        return f"{request.path}?{urlencode(asked)}#ban-ghi"

    first = (number - 1) * PAGE + 1
    return pieces.Pages(
        number,
        pages,
        printed_number(first),
        printed_number(first + listed - 1),
        printed_number(total),
        previous_url=link(number - 1) if number > 1 else "",
        next_url=link(number + 1) if number < pages else "",
    )


def _page(request: HttpRequest) -> int:
    text = request.GET.get("trang", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1


def _query(request: HttpRequest, window: Window) -> str:
    group = {name: request.GET[name] for name in ("nhom", "gia-tri") if request.GET.get(name)}
    return urlencode({"ky": window.label, **group})


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
