"""A budget year as the skin draws it: whether it balances, its sheets, its spending drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.finance import actions, queries
from minhchung.finance.models import Part, Purpose, Source, SpendingGroup
from minhchung.finance.shown.sums import Told, millions, money_row
from minhchung.ground.skin.charts import Chart, Series
from minhchung.ground.skin.charts import Rows as LyingBars
from minhchung.ground.skin.pieces import Cell, Column, Row, Table
from minhchung.rules.rounding import printed_number


def year_page(record: Any) -> dict[str, Any]:
    """A budget year: whether it balances, its sheets, its spending drawn."""
    sums = queries.sums_of(record)
    told: Told = []
    if record.is_closed and not sums.vouchers:
        told.append(
            ("open", _("Các số của năm này được nhập là số tổng; hệ thống không giữ chứng từ của năm này."))
        )
    elif not record.is_closed:
        told.append(_standing(sums))
    sheets = [_balance(record, sums)]
    if sums.vouchers:
        sheets.append(_groups(sums))
    sheets += [_given(record), _used(record)]
    spent = [(str(each.label), sums.groups.get((Part.AUTONOMOUS, each.value), 0)) for each in SpendingGroup]
    known = [(name, amount) for name, amount in spent if amount > 0]
    drawn: list[Chart] = []
    if known:
        drawn.append(
            LyingBars(
                _("Chi thực hiện tự chủ theo nhóm, năm %(year)s") % {"year": record.year},
                _("Triệu đồng."),
                tuple(name for name, _amount in known),
                (Series(_("Đã chi"), tuple(millions(amount) for _name, amount in known), "river"),),
                _("triệu đồng"),
                _("Nhóm chi"),
            )
        )
    return {
        "told": told,
        "sheets": sheets,
        "drawn": drawn,
        "more_url": f"{reverse('finance:spending_list')}?year={record.pk}" if sums.vouchers else "",
        "more_words": _("Xem %(count)s dòng chứng từ chi của năm") % {"count": printed_number(sums.vouchers)},
    }


def _standing(sums: queries.Sums) -> tuple[str, str]:
    if sums.saving < 0:
        return "late", _(
            "Đã chi vượt kinh phí giao tự chủ %(amount)s đồng; sổ không khóa được khi còn vượt."
        ) % {"amount": printed_number(-sums.saving)}
    if sums.rest < 0:
        return "late", _("Đã ghi sử dụng quá số tiết kiệm hiện có %(amount)s đồng.") % {
            "amount": printed_number(-sums.rest)
        }
    return "open", _(
        "Sổ đang mở. Nếu khóa bây giờ: tiết kiệm %(saving)s đồng, đã ghi sử dụng %(used)s đồng."
    ) % {
        "saving": printed_number(sums.saving),
        "used": printed_number(sums.used),
    }


def closing_lead(record: Any) -> str:
    """What must be told to close a year, in numbers."""
    sums = queries.sums_of(record)
    return _(
        "Tiết kiệm %(saving)s đồng, đã ghi sử dụng %(used)s đồng, còn %(rest)s đồng; "
        "kinh phí không tự chủ còn %(other)s đồng. Hai ô dưới phải hết đúng các số còn lại."
    ) % {
        "saving": printed_number(sums.saving),
        "used": printed_number(sums.used),
        "rest": printed_number(sums.rest),
        "other": printed_number(sums.other_given - sums.other_spent),
    }


def saving_lead(record: Any) -> str:
    """What may still be used, and the most of extra income."""
    sums, ceiling = queries.sums_of(record), actions.ceiling_of(record)
    words = _("Tiết kiệm đến nay %(saving)s đồng, đã ghi sử dụng %(used)s đồng.") % {
        "saving": printed_number(sums.saving),
        "used": printed_number(sums.used),
    }
    if ceiling is None:
        return words
    rule = lawbook.in_force("finance.extra_income", on=date(record.year, 12, 31))
    most = _("Mức tối đa chi thu nhập tăng thêm: %(amount)s đồng (%(cites)s%(unsure)s).") % {
        "amount": printed_number(ceiling),
        "cites": rule.cites,
        "unsure": "" if rule.confidence == "high" else _("; chưa đối chiếu nguyên văn"),
    }
    return f"{words} {most}"


def _balance(record: Any, sums: queries.Sums) -> Table:
    closed = record.is_closed
    given, other_given = record.funds_given, record.other_given
    spent, other_spent = (record.spent, record.other_spent) if closed else (sums.spent, sums.other_spent)
    saving = record.saving if closed else sums.saving
    used = sum(getattr(record, purpose) for purpose in Purpose.values) if closed else sums.used
    rows = [
        (_("Kinh phí được giao"), given, other_given),
        (_("Đã chi"), spent, other_spent or 0),
        (_("Còn lại; phần tự chủ là tiết kiệm"), saving, other_given - (other_spent or 0)),
        (_("Đã ghi sử dụng tiết kiệm"), used, None),
        (
            _("Chuyển năm sau; phần không tự chủ: hủy, nộp trả, chuyển"),
            record.carried_over if closed else None,
            record.returned if closed else None,
        ),
    ]
    return Table(
        _("Cân đối năm %(year)s (đồng)") % {"year": record.year},
        (
            Column(_("Khoản")),
            Column(_("Thực hiện tự chủ"), number=True),
            Column(_("Không tự chủ"), number=True),
        ),
        tuple(money_row(*row) for row in rows),
        note=_("Sổ đã khóa.") if closed else _("Sổ đang mở: các số cộng từ quyết định và chứng từ đến nay."),
    )


def _groups(sums: queries.Sums) -> Table:
    rows = tuple(
        money_row(
            str(each.label),
            sums.groups.get((Part.AUTONOMOUS, each.value), 0),
            sums.groups.get((Part.OTHER, each.value), 0),
        )
        for each in SpendingGroup
    )
    return Table(
        _("Chi theo nhóm (đồng)"),
        (
            Column(_("Nhóm chi")),
            Column(_("Thực hiện tự chủ"), number=True),
            Column(_("Không tự chủ"), number=True),
        ),
        rows,
        total=money_row(_("Cộng"), sums.spent, sums.other_spent),
    )


def _given(record: Any) -> Table:
    rows = tuple(
        Row(
            (
                Cell(each.decision, sub=_("điều chỉnh, bổ sung") if each.amends else ""),
                Cell(f"{each.decided_on:%d/%m/%Y}" if each.decided_on else "–"),
                Cell(str(Part(each.part).label)),
                Cell(str(Source(each.source).label)),
                Cell(printed_number(each.amount)),
            )
        )
        for each in record.allotments.order_by("decided_on", "pk")
    )
    return Table(
        _("Dự toán được giao"),
        (
            Column(_("Quyết định")),
            Column(_("Ngày"), nowrap=True),
            Column(_("Phần kinh phí")),
            Column(_("Nguồn")),
            Column(_("Số tiền (đồng)"), number=True),
        ),
        rows,
        empty=_("Chưa ghi quyết định giao dự toán nào"),
    )


def _used(record: Any) -> Table:
    rows = tuple(
        Row(
            (
                Cell(str(Purpose(each.purpose).label), sub=_per_head(each)),
                Cell(each.decision),
                Cell(f"{each.decided_on:%d/%m/%Y}"),
                Cell(printed_number(each.amount)),
            )
        )
        for each in record.uses.order_by("decided_on", "pk")
    )
    return Table(
        _("Sử dụng kinh phí tiết kiệm"),
        (
            Column(_("Mục đích")),
            Column(_("Quyết định")),
            Column(_("Ngày"), nowrap=True),
            Column(_("Số tiền (đồng)"), number=True),
        ),
        rows,
        empty=_("Chưa ghi khoản sử dụng nào"),
    )


def _per_head(use: Any) -> str:
    if not use.people or not use.months:
        return ""
    return _("bình quân %(amount)s đồng/người/tháng") % {
        "amount": printed_number(Decimal(use.amount) / use.people / use.months)
    }
