"""The access table: budget years and their deeds, plans of public units, investment, recommendations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import READ, Line, Rows, register, those
from minhchung.ground.accounts.policy import May

_EDIT = May.EDIT_FINANCE


FINANCE = (
    Line("finance:overview", _("Tổng quan tài chính"), get=READ),
    *register("finance:spending", _("Chứng từ chi"), "finance.Spending", edit=None),
    *register("finance:spending_rule", _("Quy chế nội bộ"), "finance.SpendingRule", edit=_EDIT),
    *register("finance:unit_plan", _("Phương án tự chủ"), "finance.UnitPlan", edit=_EDIT),
    *register("finance:distribution", _("Phân phối kết quả tài chính"), "finance.Distribution", edit=_EDIT),
    *register("finance:investment_plan", _("Vốn đầu tư công"), "finance.InvestmentPlan", edit=_EDIT),
    *register("finance:disbursement", _("Giải ngân"), "finance.Disbursement", edit=None),
    *register(
        "finance:recommendation", _("Kiến nghị thanh tra, kiểm toán"), "finance.Recommendation", edit=_EDIT
    ),
    *(
        Line(f"finance:{name}", says, get=those(_EDIT), post=those(_EDIT), rows={"number": Rows(table)})
        for table, name, says in (
            ("finance.AgencyAutonomy", "allot", _("Năm tự chủ: ghi dự toán giao")),
            ("finance.AgencyAutonomy", "spend", _("Năm tự chủ: ghi chứng từ chi")),
            ("finance.AgencyAutonomy", "use_saving", _("Năm tự chủ: ghi sử dụng tiết kiệm")),
            ("finance.AgencyAutonomy", "close_year", _("Năm tự chủ: khóa sổ")),
            ("finance.AgencyAutonomy", "reopen_year", _("Năm tự chủ: mở lại sổ")),
            ("finance.UnitPlan", "estimate", _("Phương án tự chủ: ghi dự toán")),
            ("finance.UnitPlan", "classify", _("Phương án tự chủ: ghi quyết định giao")),
            ("finance.InvestmentPlan", "amend_investment", _("Vốn đầu tư công: điều chỉnh kế hoạch")),
            ("finance.InvestmentPlan", "disburse", _("Vốn đầu tư công: ghi giải ngân")),
            ("finance.Recommendation", "follow_recommendation", _("Kiến nghị: ghi việc đã làm")),
            ("finance.Recommendation", "close_recommendation", _("Kiến nghị: hoàn thành")),
        )
    ),
)
