"""Lists and records of finance."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.finance import actions, queries, shown
from minhchung.finance.forms import (
    AgencyAutonomyForm,
    DistributionForm,
    InvestmentPlanForm,
    PublicUnitAutonomyForm,
    RecommendationForm,
    SpendingRuleForm,
    UnitPlanForm,
)
from minhchung.finance.models import (
    AgencyAutonomy,
    Disbursement,
    Distribution,
    InvestmentPlan,
    PublicUnitAutonomy,
    Recommendation,
    Spending,
    SpendingRule,
    UnitPlan,
)
from minhchung.finance.web.words import DEED_NAMES, WORDS
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation.queries import latest_name


class _FinanceRegister(Register):
    """What they share: the doors of a record's deeds, and its sheets and charts."""

    room = actions.ROOM
    edit = May.EDIT_FINANCE
    deed_names = DEED_NAMES
    detail_template = "finance/record.html"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what its columns show."""
        return cls.model._default_manager.annotate(unit_name=latest_name("unit"))

    @classmethod
    def doors(cls, record: Any) -> tuple[str, ...]:
        """The deeds that have a door on a record's page as it stands."""
        return ()

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The doors of its deeds."""
        may = user.may(cls.edit)
        return {
            "doors": [
                (WORDS[name], reverse(f"finance:{name}", args=[record.pk]))
                for name in cls.doors(record)
                if may
            ]
        }


class AgencyAutonomyRegister(_FinanceRegister):
    """Autonomy of agencies, year by year."""

    model, matter = AgencyAutonomy, actions.AGENCY
    title, singular = "Tự chủ kinh phí của cơ quan", "năm tự chủ"
    lead = (
        "Mỗi cơ quan mỗi năm ngân sách một sổ: dự toán giao, chứng từ chi, sử dụng tiết kiệm; "
        "khóa sổ khi các số khớp đến từng đồng."
    )
    columns = (
        ("unit_name", "Cơ quan"),
        "year",
        "funds_given",
        "spent",
        "saving",
        "extra_income",
        "spending_rule",
    )
    search = ("unit__code", "decision", "spending_rule")
    order = ("-year", "unit__code")
    form_class = AgencyAutonomyForm
    save = staticmethod(actions.save_agency_autonomy)
    import_name = "agency-autonomy"

    @classmethod
    def can_change(cls, record: Any) -> bool:
        """Until the year is closed."""
        return not record.is_closed

    @classmethod
    def doors(cls, record: Any) -> tuple[str, ...]:
        """Those that its state allows."""
        if record.is_closed:
            return ("reopen_year",)
        return ("allot", "spend", "use_saving", "close_year")

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """Its balance, what was given, spent and used."""
        return shown.year_page(record)


class SpendingRegister(_FinanceRegister):
    """Vouchers; corrected by a further line, never by writing over."""

    model, matter = Spending, actions.SPENDING
    title, singular = "Chứng từ chi", "chứng từ chi"
    lead = "Từng dòng chứng từ của các năm ngân sách; sửa bằng một dòng ghi giảm (số âm), không sửa đè."
    columns = ("number", "on", "year__year", "part", "group", "content", "amount")
    search = ("number", "content_folded", "year__year")
    filters = ("year", "part", "group")
    order = ("-on", "-id")
    import_name = "spendings"
    sought = False

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what its columns show."""
        return Spending.objects.select_related("year__unit")


class SpendingRuleRegister(_FinanceRegister):
    """Internal rules, version by version."""

    model, matter = SpendingRule, actions.RULE
    title, singular = "Quy chế chi tiêu nội bộ, quản lý tài sản công", "quy chế"
    lead = (
        "Lần ban hành sau thay lần trước từ ngày áp dụng; các năm đang mở lấy quy chế áp dụng đến cuối năm."
    )
    columns = (
        ("unit_name", "Cơ quan, đơn vị"),
        "kind",
        "version",
        "decision",
        "decided_on",
        "since",
        "discussed_on",
    )
    search = ("decision", "changes")
    filters = ("kind",)
    order = ("-since", "-id")
    form_class = SpendingRuleForm
    have_come = ("decided_on", "discussed_on")
    save = staticmethod(actions.issue_rule)


class PublicUnitAutonomyRegister(_FinanceRegister):
    """Autonomy of public units, decision by decision."""

    model, matter = PublicUnitAutonomy, actions.PUBLIC_UNIT
    title, singular = "Tự chủ của đơn vị sự nghiệp công lập", "quyết định giao tự chủ"
    lead = (
        "Mỗi quyết định một bản ghi; quyết định sau thay quyết định trước từ ngày của nó. "
        "Quyết định mới lập từ phương án tự chủ: nhóm do A và B quyết định."
    )
    columns = (("unit_name", "Đơn vị"), "regime", "group", "band", "revenue", "expenses", "since", "until")
    search = ("unit__code", "decision")
    filters = ("group", "regime")
    order = ("-since", "unit__code")
    form_class = PublicUnitAutonomyForm
    save = staticmethod(actions.save_public_unit_autonomy)
    import_name = "public-unit-autonomy"

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """Its degree, and the funds' bounds under its decree."""
        return shown.classing_page(record)


class UnitPlanRegister(_FinanceRegister):
    """Plans of autonomy."""

    model, matter = UnitPlan, actions.PLAN
    title, singular = "Phương án tự chủ của đơn vị sự nghiệp", "phương án tự chủ"
    lead = "Phương án ổn định theo số năm của nghị định; mức tự bảo đảm p = A / B tính theo năm đầu, số chính xác."
    columns = (
        ("unit_name", "Đơn vị"),
        "first_year",
        "last_year",
        "covers_investment",
        "submitted",
        "submitted_on",
    )
    search = ("unit__code", "submitted")
    order = ("-first_year", "unit__code")
    form_class = UnitPlanForm
    have_come = ("submitted_on",)
    save = staticmethod(actions.save_plan)

    @classmethod
    def can_change(cls, record: Any) -> bool:
        """Until it has led to a decision."""
        return not record.classings.exists()

    @classmethod
    def doors(cls, record: Any) -> tuple[str, ...]:
        """Those that its state allows."""
        return () if record.classings.exists() else ("estimate", "classify")

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """Its estimates with the group that each would lead to."""
        return shown.plan_page(record)


class DistributionRegister(_FinanceRegister):
    """Surpluses shared out to funds."""

    model, matter = Distribution, actions.DISTRIBUTION
    title, singular = "Phân phối kết quả tài chính trong năm", "lần phân phối"
    lead = (
        "Chênh lệch thu lớn hơn chi chia vào các quỹ theo tỷ lệ cộng đúng 100 %, trong mức của nhóm tự chủ."
    )
    columns = (
        ("unit_name", "Đơn vị"),
        "year",
        "revenue",
        "expenses",
        "development",
        "income",
        "welfare",
        "other",
    )
    search = ("unit__code", "decision")
    order = ("-year", "unit__code")
    form_class = DistributionForm
    have_come = ("decided_on",)
    save = staticmethod(actions.distribute)

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """The funds with their percentages and bounds."""
        return shown.distribution_page(record)


class InvestmentPlanRegister(_FinanceRegister):
    """Plans of public investment."""

    model, matter = InvestmentPlan, actions.INVESTMENT
    title, singular = "Vốn đầu tư công", "kế hoạch vốn"
    lead = "Kế hoạch vốn từng dự án, từng nguồn, từng năm; số đã giải ngân cộng từ chứng từ thanh toán."
    columns = ("project", "code", "year", "source", "first_given", "amount", ("paid", "Đã giải ngân (đồng)"))
    search = ("code", "project_folded", "source")
    filters = ("year",)
    order = ("-year", "code")
    form_class = InvestmentPlanForm
    have_come = ("decided_on",)
    save = staticmethod(actions.save_investment)
    import_name = "investment-plans"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what its columns show."""
        return queries.investments().annotate(unit_name=latest_name("unit"))

    @classmethod
    def doors(cls, record: Any) -> tuple[str, ...]:
        """Those that its state allows."""
        return ("disburse", "amend_investment")

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """What was paid, month by month."""
        return shown.investment_page(record)


class DisbursementRegister(_FinanceRegister):
    """Payments."""

    model, matter = Disbursement, actions.DISBURSEMENT
    title, singular = "Giải ngân vốn đầu tư công", "lần giải ngân"
    lead = "Từng chứng từ thanh toán; thanh toán của tháng 01 năm sau tính cho 31/12 của năm kế hoạch."
    columns = ("plan__year", "plan__code", "plan__project", "number", "on", "counted_on", "amount")
    search = ("plan__code", "plan__project_folded", "number", "plan__year")
    order = ("-on", "-id")
    import_name = "disbursements"
    sought = False

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what its columns show."""
        return Disbursement.objects.select_related("plan")


class RecommendationRegister(_FinanceRegister):
    """Recommendations of audits and inspections."""

    model, matter = Recommendation, actions.RECOMMENDATION
    title, singular = "Kiến nghị thanh tra, kiểm toán", "kiến nghị"
    lead = "Kiến nghị mở cho đến khi đã nộp đủ tiền và có văn bản chứng minh."
    columns = (
        "document",
        "number",
        "kind",
        "content",
        "amount",
        ("paid", "Đã nộp (đồng)"),
        "due_on",
        "closed_on",
    )
    search = ("document", "content_folded", "closed_reference")
    filters = ("kind",)
    order = ("-issued_on", "number")
    form_class = RecommendationForm
    have_come = ("issued_on",)
    save = staticmethod(actions.save_recommendation)
    import_name = "recommendations"

    @classmethod
    def can_change(cls, record: Any) -> bool:
        """Until it is done."""
        return record.closed_on is None

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """With what its columns show."""
        return queries.recommendations().annotate(unit_name=latest_name("unit"))

    @classmethod
    def doors(cls, record: Any) -> tuple[str, ...]:
        """Those that its state allows."""
        return ("follow_recommendation", "close_recommendation") if record.closed_on is None else ()

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """What was done, and what is outstanding."""
        return shown.recommendation_page(record, _("Còn phải nộp"))
