"""The chart of the organisation as of any day, and figures over a reorganisation."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.figures.periods import PROGRAMME_YEARS, window_named
from minhchung.figures.shown import url_of
from minhchung.figures.web import asked_window
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.organisation.drawing import to_svg
from minhchung.organisation.handovers import days_of_change
from minhchung.organisation.models import UnitKind
from minhchung.organisation.queries import Branch, chart, home_changes
from minhchung.organisation.restated import LineUnit, Restated, home_line, mergers, restatable, restated
from minhchung.rules.windows import Clock, Window

_LONGEST = 400
_FIRST = "dossiers.solved"


@require(May.READ_RECORDS)
@require_safe
def organisation_chart(request: HttpRequest) -> HttpResponse:
    """The chart on a day: drawn, and the same as a table."""
    today = datetime.now().date()
    asked = request.GET.get("ngay", "").strip()
    day = _day(asked)
    problem = (
        _("“%(text)s” không phải một ngày; ghi như 01/07/2025.") % {"text": asked[:40]}
        if asked and day is None
        else ""
    )
    day = day or today
    found = chart(day)
    title = _("Sơ đồ tổ chức ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    context = {
        "day": day,
        "title": title,
        "problem": problem,
        # Every text is escaped by the drawing.
        "svg": mark_safe(to_svg(found, title)) if found and found.many <= _LONGEST else "",  # noqa: S308
        "table": _table(found, title) if found else None,
        "leaps": [(each, f"{each:%d/%m/%Y}") for each in _leaps(found, today)],
    }
    return render(request, "organisation/chart.html", context)


def _leaps(found: Branch | None, today: date) -> list[date]:
    """The days on which the agency was reorganised, or a unit of what is drawn."""
    drawn = {found.id, *(each.id for each in found.below)} if found is not None else set()
    return sorted({*home_changes(today), *days_of_change(drawn, today)})


def _table(found: Branch, title: str) -> pieces.Table:
    rows: list[pieces.Row] = []

    def take(branch: Branch, above: str) -> None:
        kind = UnitKind(branch.kind).label if branch.kind in UnitKind.values else ""
        cells = (
            pieces.Cell(branch.name),
            pieces.Cell(branch.code),
            pieces.Cell(str(kind)),
            pieces.Cell(above or "–"),
        )
        rows.append(pieces.Row(cells, url=reverse("organisation:unit", args=[branch.id])))
        for each in branch.below:
            take(each, branch.name)

    take(found, "")
    heads = (_("Đơn vị"), _("Mã"), _("Loại"), _("Cấp trên trực tiếp"))
    return pieces.Table(title, tuple(pieces.Column(head) for head in heads), tuple(rows))


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


@require(May.READ_RECORDS)
@require_safe
def over_reorganisation(request: HttpRequest) -> HttpResponse:
    """A figure as each unit reported it, and restated over all whose work came down to the agency of today."""
    today = datetime.now().date()
    window, problem = asked_window(request)
    offered = restatable()
    by_key = {figure.key: (figure, column) for figure, column in offered}
    asked = request.GET.get("chi-tieu", "")
    figure, column = by_key.get(asked) or by_key.get(_FIRST) or offered[0]
    line = home_line(today)
    days = mergers(line)
    rows = restated(figure, column, window, line, days) if line else ()
    context = {
        "window": window,
        "problem": problem,
        "figure": figure,
        "figures": [(each.key, each.title, each.key == figure.key) for each, _column in offered],
        "periods": _periods(window, today),
        "table": _restated_table(figure.title, rows, line) if rows else None,
        "line": [(unit.code, unit.name, f"{unit.until:%d/%m/%Y}" if unit.until else "") for unit in line],
        "days": [f"{day:%d/%m/%Y}" for day in days],
        "is_stock": figure.clock in (Clock.AS_OF, Clock.AS_OF_CALENDAR),
    }
    return render(request, "organisation/restated.html", context)


def _periods(window: Window, today: date) -> list[tuple[str, str, bool]]:
    """The periods that are offered: five years, then single ones; what is looked at is always among them."""
    first = today.year - (today.year - 1) % PROGRAMME_YEARS
    labels = [f"{year}..{year + PROGRAMME_YEARS - 1}" for year in (first, first - 5, first - 10)]
    labels += [str(year) for year in range(today.year, first - 11, -1)]
    if window.label not in labels:
        labels.insert(0, window.label)
    return [(label, window_named(label).title, label == window.label) for label in labels]


def _restated_table(title: str, rows: tuple[Restated, ...], line: tuple[LineUnit, ...]) -> pieces.Table:
    heads = (
        pieces.Column(_("Kỳ"), nowrap=True),
        *(pieces.Column(_("%(code)s, đã báo cáo") % {"code": unit.code}, number=True) for unit in line),
        pieces.Column(_("Tính lại"), number=True),
    )
    drawn = []
    for row in rows:
        cells = [
            pieces.Cell(
                row.window.dates if row.part else row.window.title,
                sub="" if row.part else row.window.on(row.together.figure.clock).dates,
            )
        ]
        for unit in line:
            answer = row.of[unit.code]
            cells.append(pieces.Cell(answer.printed if answer is not None else "–", sub=_part(answer)))
        cells.append(pieces.Cell(row.together.printed, sub=_part(row.together)))
        drawn.append(pieces.Row(tuple(cells), url=url_of(row.together.figure, row.window)))
    return pieces.Table(title, heads, tuple(drawn))


def _part(answer: object) -> str:
    words = getattr(answer, "in_words", "")
    return words if getattr(answer, "kind", "") == "share" and getattr(answer, "whole", 0) else ""
