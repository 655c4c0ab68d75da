"""Investment, recommendations and the room at a glance, as the skin draws them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minhchung.finance import queries
from minhchung.finance.shown.sums import Told, millions
from minhchung.ground.skin.charts import Bars, Chart, Lines, Series
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.rules.rounding import printed_number, printed_rate


def investment_page(record: Any) -> dict[str, Any]:
    """A plan of investment: how much is paid, and its payments."""
    rows = tuple(
        Row((Cell(each.number), Cell(f"{each.on:%d/%m/%Y}"), Cell(printed_number(each.amount))))
        for each in record.disbursements.order_by("on", "pk")
    )
    table = Table(
        _("Giải ngân"),
        (Column(_("Số chứng từ")), Column(_("Ngày"), nowrap=True), Column(_("Số tiền (đồng)"), number=True)),
        rows,
        total=Row((Cell(_("Cộng")), Cell(""), Cell(printed_number(record.paid)))) if rows else None,
        empty=_("Chưa giải ngân"),
    )
    words = _("Đã giải ngân %(paid)s trên %(amount)s đồng: %(rate)s.") % {
        "paid": printed_number(record.paid),
        "amount": printed_number(record.amount),
        "rate": printed_rate(record.paid, record.amount),
    }
    return {"told": [("open", words)], "sheets": [table]}


def recommendation_page(record: Any, outstanding: str) -> dict[str, Any]:
    """A recommendation: what was done, and what is outstanding."""
    rows = tuple(
        Row(
            (
                Cell(f"{each.on:%d/%m/%Y}"),
                Cell(each.content),
                Cell(each.reference),
                Cell(printed_number(each.paid)),
            )
        )
        for each in record.steps.order_by("on", "pk")
    )
    table = Table(
        _("Việc đã làm"),
        (
            Column(_("Ngày"), nowrap=True),
            Column(_("Nội dung")),
            Column(_("Chứng từ, văn bản")),
            Column(_("Đã nộp, xử lý (đồng)"), number=True),
        ),
        rows,
        empty=_("Chưa ghi việc nào"),
    )
    rest = record.amount - record.paid
    told: Told = []
    if record.closed_on is not None:
        words = _("Hoàn thành ngày %(day)s; văn bản chứng minh: %(reference)s.") % {
            "day": f"{record.closed_on:%d/%m/%Y}",
            "reference": record.closed_reference,
        }
        told.append(("kept", words))
    elif rest:
        told.append(("soon", f"{outstanding}: {printed_number(rest)} {_('đồng')}."))
    return {"sheets": [table], "told": told}


def overview_page(years: tuple[queries.Overview, ...], year: int, today: date) -> dict[str, Any]:
    """The years in charts and a table, and the investment of a year by month, up to today."""
    known = [each for each in years if each.given or each.planned]
    drawn: list[Chart] = []
    if known:
        labels = tuple(str(each.year) for each in known)
        drawn.append(
            Bars(
                _("Kinh phí tự chủ: giao và đã chi"),
                _("Triệu đồng. Năm chưa khóa sổ để trống số đã chi."),
                labels,
                (
                    Series(_("Được giao"), tuple(millions(each.given) for each in known), "river"),
                    Series(_("Đã chi"), tuple(millions(each.spent) for each in known), "bronze"),
                ),
                _("triệu đồng"),
                _("Năm"),
            )
        )
        drawn.append(
            Bars(
                _("Tiết kiệm và chi thu nhập tăng thêm"),
                _("Triệu đồng. Chỉ các năm đã khóa sổ."),
                labels,
                (
                    Series(_("Tiết kiệm"), tuple(millions(each.saving) for each in known), "jade"),
                    Series(
                        _("Thu nhập tăng thêm"),
                        tuple(
                            millions(each.extra_income if each.saving is not None else None) for each in known
                        ),
                        "bronze",
                    ),
                ),
                _("triệu đồng"),
                _("Năm"),
            )
        )
    planned = queries.planned_in(year)
    if planned:
        drawn.append(_investment_chart(year, planned, today))
    return {"drawn": drawn, "sheets": [_years_table(known)] if known else [], "told": []}


def _investment_chart(year: int, planned: int, today: date) -> Chart:
    paid = queries.disbursed_by_month(year)
    begun = 12 if today.year > year else today.month if today.year == year else 0
    until = _("Đến cuối năm") if begun == 12 else _("Đến hôm nay")
    return Lines(
        _("Giải ngân vốn đầu tư công lũy kế, năm %(year)s") % {"year": year},
        _("%(until)s: %(rate)s kế hoạch %(planned)s triệu đồng.")
        % {
            "until": until,
            "rate": printed_rate(paid[-1], planned),
            "planned": printed_number(millions(planned) or 0),
        },
        tuple(str(month) for month in range(1, 13)),
        (
            Series(
                _("Đã giải ngân"),
                tuple(millions(each) if month <= begun else None for month, each in enumerate(paid, 1)),
                "jade",
            ),
            Series(_("Kế hoạch"), (millions(planned),) * 12, "grey"),
        ),
        _("triệu đồng"),
        _("Tháng"),
    )


def _years_table(known: list[queries.Overview]) -> Table:
    rows = []
    for each in reversed(known):
        open_ = each.spent is None
        state = Badge(_("đang mở"), Tone.OPEN) if open_ else Badge(_("đã khóa"), Tone.SEAL)
        rows.append(
            Row(
                (
                    Cell(str(each.year)),
                    Cell(badge=state),
                    *(Cell("–" if amount is None else printed_number(amount)) for amount in
                      (each.given, each.spent, each.saving)),
                    Cell("–" if each.saving is None else printed_rate(each.saving, each.given)),
                    Cell(printed_number(each.planned) if each.planned else "–"),
                    Cell(printed_rate(each.disbursed, each.planned)),
                )
            )
        )  # fmt: skip
    return Table(
        _("Các năm (đồng)"),
        (
            Column(_("Năm"), nowrap=True),
            Column(_("Sổ")),
            Column(_("Giao tự chủ"), number=True),
            Column(_("Đã chi"), number=True),
            Column(_("Tiết kiệm"), number=True),
            Column(_("Tỷ lệ tiết kiệm"), number=True),
            Column(_("Vốn đầu tư công"), number=True),
            Column(_("Giải ngân"), number=True),
        ),
        tuple(rows),
    )
