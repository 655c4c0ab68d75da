"""Results over the years in words: a chart and a table with the same numbers, each with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.skin import charts
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.reports.yearly import Aim, Result, YearValue
from minhchung.rules.rounding import printed_number, printed_rate


def summary(found: Sequence[Result]) -> Table:
    """Every measure with its last year; each leads to its own page."""
    return Table(
        caption=_("Chỉ số và mục tiêu, năm gần nhất có báo cáo"),
        columns=(
            Column(_("Chỉ số"), wide=True),
            Column(_("Các năm"), nowrap=True),
            Column(_("Năm gần nhất")),
            Column(_("Mục tiêu của giai đoạn")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(
                        each.title, sub=_("có số khai, chưa xác nhận bằng bản ghi") if _declared(each) else ""
                    ),
                    Cell(_years(each)),
                    _reached(each.values[-1], each.unit),
                    _aim(each.values[-1].aim),
                ),
                url=f"?{urlencode({'chi-so': each.key})}",
            )
            for each in found
        ),
        empty=_("Chưa có báo cáo nào được công bố có số liệu trọn năm."),
    )


def aim_cites(result: Result) -> tuple[str, ...]:
    """The texts that set the targets of a measure, each once."""
    return tuple(dict.fromkeys(each.aim.cites for each in result.values if each.aim))


def chart(result: Result) -> charts.Lines | None:
    """The years as a line, with the target where there is one; None where fewer than two have something to count."""
    if sum(each.whole > 0 for each in result.values) < 2:
        return None
    reached = charts.Series(_("Kết quả"), tuple(charts.Rate(each.part, each.whole) for each in result.values))
    aims = tuple(charts.Rate(each.aim.percent, 100) if each.aim else None for each in result.values)
    series = (reached, charts.Series(_("Mục tiêu"), aims, tone="grey")) if any(aims) else (reached,)
    return charts.Lines(
        title=_("Qua các năm"),
        description="",
        categories=tuple(str(each.year) for each in result.values),
        series=series,
        axis=_("Năm"),
    )


def table(result: Result) -> Table:
    """The same numbers with part and whole, the target, and the source of each."""
    return Table(
        caption=_("Số liệu từng năm"),
        columns=(
            Column(_("Năm"), nowrap=True),
            Column(_("Kết quả")),
            Column(_("Mục tiêu của giai đoạn")),
            Column(_("Nguồn")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(str(each.year)),
                    _reached(each, result.unit),
                    _aim(each.aim),
                    _source(result.key, each),
                )
            )
            for each in result.values
        ),
    )


def _declared(result: Result) -> bool:
    return any(each.source for each in result.values)


def _years(result: Result) -> str:
    first, last = result.values[0].year, result.values[-1].year
    return str(first) if first == last else f"{first}-{last}"


def _reached(value: YearValue, unit: str) -> Cell:
    return Cell(printed_rate(value.part, value.whole), sub=_in_words(value, unit))


def _in_words(value: YearValue, unit: str) -> str:
    if not value.whole:
        return ""
    told = {"part": printed_number(value.part), "whole": printed_number(value.whole), "unit": unit}
    return _("%(part)s trên %(whole)s %(unit)s") % told


def _aim(aim: Aim | None) -> Cell:
    if aim is None:
        return Cell(_("không có"))
    sure = "" if aim.confirmed else _("mức chưa xác nhận với văn bản gốc")
    if aim.met is None:
        return Cell(aim.level, sub=sure)
    words, tone = (_("đạt"), Tone.KEPT) if aim.met else (_("chưa đạt"), Tone.LATE)
    return Cell(badge=Badge(f"{aim.level}: {words}", tone), sub=sure)


def _source(key: str, value: YearValue) -> Cell:
    """Where the number opens: its records in the published report, or the document in which a declared one stands."""
    if value.source:
        told = _("số khai, chưa xác nhận bằng bản ghi: %(source)s") % {"source": value.source}
        return Cell(
            _("báo cáo đã công bố"), sub=told, url=reverse("portal:report", args=[value.report]) + "#so-khai"
        )
    address = reverse("portal:figure", args=[value.report, key])
    return Cell(_("báo cáo đã công bố, mở bản ghi"), url=f"{address}?{urlencode({'ky': value.year})}")
