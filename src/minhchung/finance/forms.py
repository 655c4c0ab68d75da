"""Forms of finance. Amounts are whole đồng; percentages are decimals with two places."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.finance.models import (
    AgencyAutonomy,
    Allotment,
    Disbursement,
    Distribution,
    InvestmentPlan,
    PublicUnitAutonomy,
    Purpose,
    Recommendation,
    RecommendationStep,
    SavingUse,
    Spending,
    SpendingRule,
    UnitPlan,
)
from minhchung.ground.amounts import WholeField
from minhchung.organisation.forms import PublicUnitField, UnitChoiceField

USES = tuple(Purpose.values)


class CommaField(forms.DecimalField):
    """A small exact number with a comma, as Vietnamese is written, or a point; never thousands."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """The exact number; "1.234,5" is refused, as one cannot know which sign is which."""
        written = value.strip().replace(",", ".") if isinstance(value, str) else value
        return super().to_python(written)

    def prepare_value(self, value: Any) -> Any:
        """As it is written here."""
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard with digits and a comma."""
        return {"inputmode": "decimal"}


class AgencyAutonomyForm(forms.ModelForm):
    """A budget year of an agency; money comes by decisions and vouchers, and is not typed here."""

    class Meta:
        model = AgencyAutonomy
        fields = (
            "unit",
            "year",
            "began_on",
            "stopped_on",
            "decision",
            "staff_assigned",
            "rise",
            "rank_coefficient",
            "allowance_coefficient",
        )
        field_classes = {
            "unit": UnitChoiceField,
            **dict.fromkeys(("rise", "rank_coefficient", "allowance_coefficient"), CommaField),
        }
        help_texts = {
            "began_on": _("Chỉ ghi khi đơn vị được lập do sắp xếp giữa năm"),
            "stopped_on": _("Chỉ ghi khi đơn vị kết thúc do sắp xếp giữa năm"),
            "decision": _("Số, ngày quyết định giao quyền tự chủ"),
            "rise": _("Đủ K1, K2, K3 và biên chế thì phần mềm tính được mức tối đa chi thu nhập tăng thêm"),
        }


class AllotmentForm(forms.ModelForm):
    """A decision that gives money for a year."""

    class Meta:
        model = Allotment
        fields = ("part", "source", "amends", "amount", "decision", "decided_on")
        field_classes = dict.fromkeys(("amount",), WholeField)
        help_texts = {"amount": _("Đồng; quyết định giảm thì ghi số âm")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decided_on"].required = True


class SpendingForm(forms.ModelForm):
    """A line of a voucher."""

    class Meta:
        model = Spending
        fields = ("part", "group", "number", "on", "line", "content", "amount")
        field_classes = dict.fromkeys(("amount",), WholeField)
        help_texts = {"amount": _("Đồng; ghi giảm chứng từ trước thì để số âm")}


class SavingUseForm(forms.ModelForm):
    """What a part of the saving is used for."""

    class Meta:
        model = SavingUse
        fields = ("purpose", "amount", "people", "months", "decision", "decided_on")
        field_classes = dict.fromkeys(("amount", "people"), WholeField)
        help_texts = {
            "amount": _("Đồng; ghi giảm khoản đã ghi thì để số âm"),
            "people": _("Chỉ ghi khi chi thu nhập tăng thêm"),
        }


class CloseYearForm(forms.Form):
    """What is left is told, to the đồng."""

    carried_over = WholeField(
        label=_("Kinh phí tự chủ tiết kiệm chuyển sang năm sau (đồng)"), min_value=0, initial=0
    )
    returned = WholeField(
        label=_("Kinh phí không tự chủ còn lại: hủy, nộp trả hoặc chuyển (đồng)"), min_value=0, initial=0
    )


class ReopenYearForm(forms.Form):
    """Why a closed year is opened again."""

    reason = forms.CharField(label=_("Lý do mở lại sổ"), widget=forms.Textarea, max_length=1000)


class SpendingRuleForm(forms.ModelForm):
    """A version of an internal rule."""

    class Meta:
        model = SpendingRule
        fields = ("unit", "kind", "decision", "decided_on", "since", "discussed_on", "changes")
        field_classes = {"unit": UnitChoiceField}


class PublicUnitAutonomyForm(forms.ModelForm):
    """A decision on a public unit that was made elsewhere."""

    class Meta:
        model = PublicUnitAutonomy
        fields = ("unit", "regime", "group", "band", "revenue", "expenses", "decision", "since", "until")
        field_classes = {"unit": PublicUnitField, **dict.fromkeys(("revenue", "expenses"), WholeField)}


class UnitPlanForm(forms.ModelForm):
    """A plan of autonomy."""

    class Meta:
        model = UnitPlan
        fields = ("unit", "first_year", "last_year", "covers_investment", "submitted", "submitted_on")
        field_classes = {"unit": PublicUnitField}
        help_texts = {
            "covers_investment": _(
                "Trích quỹ phát triển hằng năm không thấp hơn khấu hao và hao mòn tài sản"
            ),
        }


class EstimateForm(forms.Form):
    """A and B of each year of a plan."""

    def __init__(
        self, *args: Any, years: range, known: Mapping[int, tuple[int, int]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.years = years
        for year in years:
            revenue, expenses = known.get(year, (None, None))
            self.fields[f"revenue_{year}"] = WholeField(
                label=_("Năm %(year)s: A, nguồn thu (đồng)") % {"year": year},
                min_value=0,
                required=False,
                initial=revenue,
            )
            self.fields[f"expenses_{year}"] = WholeField(
                label=_("Năm %(year)s: B, chi thường xuyên (đồng)") % {"year": year},
                min_value=1,
                required=False,
                initial=expenses,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for year in self.years:
            pair = (cleaned.get(f"revenue_{year}"), cleaned.get(f"expenses_{year}"))
            wrong = {f"revenue_{year}", f"expenses_{year}"} & set(self.errors)
            if not wrong and (pair[0] is None) != (pair[1] is None):
                missing = "revenue" if pair[0] is None else "expenses"
                self.add_error(f"{missing}_{year}", _("Cần ghi cả A và B của năm này, hoặc để trống cả hai."))
        return cleaned

    @property
    def amounts(self) -> dict[int, tuple[int, int]]:
        """A and B of the years for which they were entered."""
        return {
            year: (self.cleaned_data[f"revenue_{year}"], self.cleaned_data[f"expenses_{year}"])
            for year in self.years
            if self.cleaned_data.get(f"expenses_{year}") is not None
        }


class ClassifyForm(forms.Form):
    """The decision; the group is not typed: it follows."""

    decision = forms.CharField(label=_("Quyết định giao tự chủ (số, ngày)"), max_length=200)
    since = forms.DateField(label=_("Áp dụng từ ngày"), help_text=_("Ngày/tháng/năm, ví dụ: 01/01/2027"))


class DistributionForm(forms.ModelForm):
    """How a surplus is shared out; the amounts follow from the percentages."""

    class Meta:
        model = Distribution
        fields = (
            "unit",
            "year",
            "revenue",
            "expenses",
            "salary_fund",
            "development_percent",
            "income_percent",
            "welfare_percent",
            "other_percent",
            "decision",
            "decided_on",
            "basis",
        )
        field_classes = {
            **dict.fromkeys(("revenue", "expenses", "salary_fund"), WholeField),
            "unit": PublicUnitField,
            **dict.fromkeys(
                ("development_percent", "income_percent", "welfare_percent", "other_percent"), CommaField
            ),
        }
        help_texts = {
            "development_percent": _("Bốn tỷ lệ cộng lại đúng 100"),
            "basis": _("Chỉ ghi khi một quỹ vượt mức và có văn bản cho phép"),
        }


class InvestmentPlanForm(forms.ModelForm):
    """A year's plan of a project."""

    class Meta:
        model = InvestmentPlan
        fields = ("unit", "year", "code", "project", "source", "first_given", "decision", "decided_on")
        field_classes = {"unit": UnitChoiceField, **dict.fromkeys(("first_given",), WholeField)}


class AmendInvestmentForm(forms.Form):
    """What a plan gives from now on."""

    amount = WholeField(label=_("Kế hoạch sau điều chỉnh (đồng)"), min_value=0)
    decision = forms.CharField(label=_("Quyết định điều chỉnh (số, ngày)"), max_length=200)


class DisbursementForm(forms.ModelForm):
    """A payment."""

    class Meta:
        model = Disbursement
        fields = ("number", "on", "amount")
        field_classes = dict.fromkeys(("amount",), WholeField)
        help_texts = {"amount": _("Đồng; thu hồi vốn thì để số âm")}


class RecommendationForm(forms.ModelForm):
    """A recommendation."""

    class Meta:
        model = Recommendation
        fields = ("unit", "kind", "document", "issued_on", "number", "content", "amount", "due_on")
        field_classes = {"unit": UnitChoiceField, **dict.fromkeys(("amount",), WholeField)}


class RecommendationStepForm(forms.ModelForm):
    """What was done for it."""

    class Meta:
        model = RecommendationStep
        fields = ("on", "paid", "content", "reference")
        field_classes = dict.fromkeys(("paid",), WholeField)


class CloseRecommendationForm(forms.Form):
    """The evidence."""

    on = forms.DateField(label=_("Ngày hoàn thành"), help_text=_("Ngày/tháng/năm, ví dụ: 27/08/2026"))
    reference = forms.CharField(label=_("Văn bản chứng minh đã thực hiện (số, ngày)"), max_length=200)
