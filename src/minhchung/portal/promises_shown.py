"""The promises in words: the table of all of them, and one with its figures, its chart and the reasons of lateness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.dossiers.promise_queries import Reason
from minhchung.ground.skin import charts, pieces
from minhchung.portal.promises import Period, Row, least
from minhchung.rules.deadlines import UNIT_NAMES, Unit
from minhchung.rules.reached import Span
from minhchung.rules.rounding import NOTHING_TO_COUNT, printed_number, printed_rate


def period_words(period: Period) -> str:
    """The period as a reader names it, with its days."""
    days = f"{period.since:%d/%m/%Y} - {period.last_day:%d/%m/%Y}"
    if period.label:
        return _("năm %(year)s (%(days)s)") % {"year": period.label, "days": days}
    return _("12 tháng gần nhất (%(days)s)") % {"days": days}


def too_few(on: date) -> str:
    """Why a small group is not told."""
    return _(
        "“Dưới %(least)s” nghĩa là có ít hồ sơ đến mức số liệu có thể chỉ ra người nộp, nên không công bố."
    ) % {"least": least(on)}


def fewer(on: date) -> str:
    """What stands for a number that is not told."""
    return _("dưới %(least)s") % {"least": least(on)}


def time_words(time: Fraction | None, unit: Unit | None) -> str:
    """A time with its unit, one decimal where it is not whole."""
    if time is None or unit is None:
        return "–"
    return f"{printed_number(time, 0 if time.denominator == 1 else 1)} {UNIT_NAMES[unit]}"


def table(rows: Sequence[Row], period: Period, query: str, on: date) -> pieces.Table:
    """All promises; each row leads to its own page with the same period."""
    column = pieces.Column
    hidden = any(not row.enough for row in rows)
    return pieces.Table(
        caption=_("Lời hẹn và kết quả, %(period)s") % {"period": period_words(period)},
        columns=(
            column(_("Thủ tục"), wide=True),
            column(_("Theo quy định")),
            column(_("Cam kết")),
            column(_("Số hồ sơ"), number=True),
            column(_("Một nửa xong trong")),
            column(_("90 % xong trong")),
            column(_("Quá hạn"), number=True),
        ),
        rows=tuple(_line(row, query, on) for row in rows),
        note=too_few(on) if hidden else "",
        empty=_("Chưa có thủ tục nào được công khai."),
    )


def _line(row: Row, query: str, on: date) -> pieces.Row:
    times = dict(row.times)
    return pieces.Row(
        (
            pieces.Cell(row.name, sub=row.field),
            pieces.Cell(row.legal_words or _("không quy định")),
            pieces.Cell(row.committed_words or _("không quy định")),
            pieces.Cell(fewer(on) if row.dossiers is None else printed_number(row.dossiers)),
            pieces.Cell(time_words(times.get(50), row.unit)),
            pieces.Cell(time_words(times.get(90), row.unit)),
            pieces.Cell(late_words(row)),
        ),
        url=reverse("portal:promise", args=[row.key]) + query,
    )


def late_words(row: Row) -> str:
    """The share of late dossiers: a rate, "không phát sinh", or a dash where it is not told."""
    return printed_rate(*row.late_share) if row.late_share else "–"


def figures(row: Row, on: date) -> tuple[pieces.Figure, ...]:
    """The share late with its sample, and the times within which half and nine tenths were done."""
    window = period_words(row.period)
    if row.late is None or row.dossiers is None:
        return ()
    if not row.dossiers:
        return (pieces.Figure(_("Hồ sơ đã giải quyết"), NOTHING_TO_COUNT, window=window, part=0, whole=0),)
    found = [
        pieces.Figure(
            _("Tỷ lệ hồ sơ quá hạn"),
            printed_rate(row.late, row.dossiers),
            in_words=_("%(part)s trên %(whole)s hồ sơ")
            % {"part": printed_number(row.late), "whole": printed_number(row.dossiers)},
            window=window,
        )
    ]
    for share, time in row.times:
        title = _("Một nửa số hồ sơ xong trong") if share == 50 else _("%(share)s %% số hồ sơ xong trong")
        found.append(
            pieces.Figure(
                title % {"share": share} if share != 50 else title,
                time_words(time, row.unit),
                in_words=_("trên %(count)s hồ sơ") % {"count": printed_number(row.measured or 0)},
                window=window,
            )
        )
    return tuple(found)


def chart(row: Row) -> charts.Histogram | None:
    """How long the dossiers took; None where nothing is told."""
    if not row.spans or row.unit is None:
        return None
    mark = next((place + 1 for place, span in enumerate(row.spans) if span.high == row.limit), None)
    unit = UNIT_NAMES[row.unit]
    return charts.Histogram(
        title=_("Hồ sơ theo thời gian giải quyết"),
        description=_(
            "Tính bằng %(unit)s, không kể thời gian chờ người nộp. Khoảng có ít hồ sơ được gộp với khoảng bên cạnh."
        )
        % {"unit": unit},
        categories=tuple(_span(span, row.unit) for span in row.spans),
        series=(charts.Series(_("Số hồ sơ"), tuple(span.count for span in row.spans)),),
        unit=_("hồ sơ"),
        axis=_("Thời gian (%(unit)s)") % {"unit": unit},
        mark=mark if mark is not None and mark < len(row.spans) else None,
        mark_words=_("thời hạn") if mark is not None and mark < len(row.spans) else "",
    )


def _span(span: Span, unit: Unit) -> str:
    if unit is Unit.WORKING_HOUR and span.high:
        return f"{max(0, span.low - 1)}-{span.high}"
    return str(span.low) if span.low == span.high else f"{span.low}-{span.high}"


def reasons(rows: Sequence[Reason]) -> pieces.Table | None:
    """Why dossiers were late, as far as it may be told; None where nothing is."""
    if not rows:
        return None
    return pieces.Table(
        caption=_("Lý do quá hạn ghi trong hồ sơ"),
        columns=(pieces.Column(_("Lý do"), wide=True), pieces.Column(_("Số hồ sơ"), number=True)),
        rows=tuple(
            pieces.Row((pieces.Cell(each.words), pieces.Cell(printed_number(each.count)))) for each in rows
        ),
    )
