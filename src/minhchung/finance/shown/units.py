"""Public units as the skin draws them: plans, decisions and funds, with the degree exact."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.finance import actions
from minhchung.finance.actions.units import FUNDS, bands_of, class_on, limits_of
from minhchung.finance.shown.sums import Told
from minhchung.ground.skin.pieces import Cell, Column, Row, Table
from minhchung.rules.rounding import printed_number, printed_rate


def _unsure(sure: bool) -> str:
    return "" if sure else _(" (phần mềm chưa đối chiếu nguyên văn)")


def classing_lead(record: Any) -> str:
    """What A and B of the first year lead to."""
    try:
        classed = actions.class_of_plan(record, date(record.first_year, 1, 1))
    except actions.CannotFinance as open_:
        return str(open_)
    return _("Năm đầu: p = %(percent)s, xếp %(group)s, theo %(cites)s%(unsure)s.") % {
        "percent": _percent(classed.percent),
        "group": _group_words(classed.group, classed.band),
        "cites": classed.cites,
        "unsure": _unsure(classed.sure),
    }


def _percent(percent: Any) -> str:
    return printed_rate(percent.numerator, percent.denominator * 100)


def _group_words(group: int, band: str) -> str:
    words = _("nhóm %(group)s") % {"group": group}
    return f"{words} ({band} %)" if band else words


def plan_page(record: Any) -> dict[str, Any]:
    """A plan: A, B and the degree of each year, and where it leads."""
    rows = []
    for each in record.years.all():
        classed = class_on(
            each.revenue, each.expenses, date(each.year, 1, 1), covers_investment=record.covers_investment
        )
        rows.append(
            Row(
                (
                    Cell(str(each.year)),
                    Cell(printed_number(each.revenue)),
                    Cell(printed_number(each.expenses)),
                    Cell(_percent(classed.percent)),
                    Cell(_group_words(classed.group, classed.band)),
                )
            )
        )
    table = Table(
        _("Dự toán của phương án (đồng)"),
        (
            Column(_("Năm"), nowrap=True),
            Column(_("A: nguồn thu"), number=True),
            Column(_("B: chi thường xuyên"), number=True),
            Column(_("p = A / B"), number=True),
            Column(_("Mức")),
        ),
        tuple(rows),
        empty=_("Chưa ghi dự toán A, B"),
        note=_("Nhóm của quyết định tính theo năm đầu của phương án."),
    )
    classing = record.classings.first()
    told: Told = [("open", classing_lead(record))] if classing is None else []
    return {
        "sheets": [table, _bands(date(record.first_year, 1, 1))],
        "told": told,
        "more_url": reverse("finance:public_unit_autonomy", args=[classing.pk]) if classing else "",
        "more_words": _("Xem quyết định giao tự chủ lập từ phương án này"),
    }


def _bands(on: date) -> Table:
    rule = lawbook.in_force("finance.unit_groups", on=on)
    rows = []
    for band in bands_of(rule):
        low = f"{printed_number(band.at_least)} % ≤ p" if band.at_least is not None else "p"
        span = f"{low} < {printed_number(band.below)} %" if band.below is not None else low
        also = _("và tự bảo đảm chi đầu tư") if band.invests else ""
        rows.append(Row((Cell(_group_words(band.group, band.name)), Cell(span, sub=also))))
    return Table(
        _("Các nhóm theo %(cites)s") % {"cites": rule.cites},
        (Column(_("Mức")), Column(_("Điều kiện"))),
        tuple(rows),
        note="" if rule.confidence == "high" else _("Nội dung này chưa đối chiếu nguyên văn."),
    )


def classing_page(record: Any) -> dict[str, Any]:
    """A decision: its exact degree."""
    if record.degree is None:
        return {}
    words = _("p = A / B = %(percent)s (số chính xác, không làm tròn trước khi xếp nhóm).") % {
        "percent": _percent(record.degree * 100)
    }
    return {"told": [("open", words)]}


def distribution_page(record: Any) -> dict[str, Any]:
    """A surplus: each fund with its percentage, its amount and the bound under the decree."""
    limits, rule = limits_of(record.classing)
    bounds = dict.fromkeys(FUNDS, "–")
    if limits is not None:
        bounds["development"] = _("tối thiểu %(percent)s %%") % {
            "percent": printed_number(limits.development_at_least)
        }
        if limits.income_at_most is not None:
            bounds["income"] = _("tối đa %(times)s lần quỹ lương năm") % {
                "times": printed_number(limits.income_at_most)
            }
        if limits.welfare_at_most is not None:
            places = max(0, -int(limits.welfare_at_most.as_tuple().exponent))
            bounds["welfare"] = _("tối đa %(months)s tháng quỹ lương") % {
                "months": printed_number(limits.welfare_at_most, places)
            }
    names = {
        "development": _("Quỹ phát triển hoạt động sự nghiệp"),
        "income": _("Quỹ bổ sung thu nhập"),
        "welfare": _("Quỹ khen thưởng và quỹ phúc lợi"),
        "other": _("Quỹ khác"),
    }
    rows = tuple(
        Row(
            (
                Cell(names[fund]),
                Cell(f"{printed_number(getattr(record, f'{fund}_percent'), 2)} %"),
                Cell(printed_number(getattr(record, fund))),
                Cell(bounds[fund]),
            )
        )
        for fund in FUNDS
    )
    table = Table(
        _("Chia vào các quỹ, năm %(year)s") % {"year": record.year},
        (
            Column(_("Quỹ")),
            Column(_("Tỷ lệ"), number=True),
            Column(_("Số tiền (đồng)"), number=True),
            Column(_("Mức theo %(cites)s") % {"cites": rule.cites}),
        ),
        rows,
        total=Row(
            (
                Cell(_("Cộng")),
                Cell("100 %"),
                Cell(printed_number(record.revenue - record.expenses)),
                Cell(""),
            )
        ),
        note="" if rule.confidence == "high" else _("Nội dung này chưa đối chiếu nguyên văn."),
    )
    return {"sheets": [table], "told": [("soon", record.basis)] if record.basis else []}
