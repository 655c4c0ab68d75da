"""Public units: their plans of five years, the decisions that class them, and what becomes of a year's surplus.

Money is whole đồng; percentages are exact decimals.
"""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.finance.models.agency import YEARS


class Regime(models.TextChoices):
    """The decree under which a public unit was given autonomy."""

    ND_16_2015 = "16/2015", _("NĐ 16/2015/NĐ-CP")
    ND_141_2016 = "141/2016", _("NĐ 141/2016/NĐ-CP")
    ND_60_2021 = "60/2021", _("NĐ 60/2021/NĐ-CP")
    ND_111_2025 = "111/2025", _("NĐ 60/2021/NĐ-CP, sửa đổi bởi NĐ 111/2025/NĐ-CP")


class Group(models.IntegerChoices):
    """Four groups of public units (NĐ 60/2021/NĐ-CP art. 9; the same four under NĐ 16/2015 art. 12-15)."""

    ONE = 1, "Nhóm 1: tự bảo đảm chi thường xuyên và chi đầu tư"
    TWO = 2, "Nhóm 2: tự bảo đảm chi thường xuyên"
    THREE = 3, "Nhóm 3: tự bảo đảm một phần chi thường xuyên"
    FOUR = 4, "Nhóm 4: do Nhà nước bảo đảm chi thường xuyên"


class UnitPlan(models.Model):
    """A plan of autonomy of a public unit for the years in which it is stable, with an estimate for each year.

    ``covers_investment``: the yearly provision for development covers depreciation and wear.
    """

    unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị sự nghiệp công lập"),
    )
    first_year = models.PositiveSmallIntegerField(_("năm đầu"), validators=YEARS)
    last_year = models.PositiveSmallIntegerField(_("năm cuối"), validators=YEARS)
    covers_investment = models.BooleanField(_("tự bảo đảm chi đầu tư"), default=False)
    submitted = models.CharField(_("văn bản trình phương án"), max_length=200)
    submitted_on = models.DateField(_("ngày trình"))

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("phương án tự chủ")
        verbose_name_plural = _("phương án tự chủ")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "first_year"],
                name="a_unit_has_one_plan_from_a_year",
                violation_error_message=_("Đơn vị này đã có phương án tự chủ từ năm đó."),
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="a_plan_ends_after_it_begins",
                violation_error_message=_("“Năm cuối” không được trước “Năm đầu”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.first_year}-{self.last_year}"


class PlanYear(models.Model):
    """The estimate of a plan for one of its years: A and B."""

    plan = models.ForeignKey(
        UnitPlan, on_delete=models.PROTECT, related_name="years", verbose_name=_("phương án")
    )
    year = models.PositiveSmallIntegerField(_("năm"), validators=YEARS)
    revenue = models.BigIntegerField(_("A: nguồn thu tính mức tự bảo đảm (đồng)"))
    expenses = models.BigIntegerField(_("B: chi thường xuyên (đồng)"))

    class Meta:
        verbose_name = _("dự toán của phương án")
        verbose_name_plural = _("dự toán của phương án")
        ordering = ("year",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "year"], name="a_plan_estimates_a_year_once"),
            models.CheckConstraint(
                condition=Q(revenue__gte=0, expenses__gt=0),
                name="an_estimate_has_both_its_numbers",
                violation_error_message=_("A không được âm và B phải lớn hơn 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.year}"


class PublicUnitAutonomy(models.Model):
    """A decision that classes a public unit; stands until its own end or the unit's next decision.

    ``revenue`` (A) and ``expenses`` (B) are kept as exact đồng so that the degree p = A / B is never rounded.
    """

    unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị sự nghiệp công lập"),
    )
    regime = models.CharField(_("theo nghị định"), max_length=10, choices=Regime.choices)
    group = models.PositiveSmallIntegerField(_("nhóm"), choices=Group.choices)
    band = models.CharField(_("mức tự bảo đảm ghi trong quyết định"), max_length=40, blank=True)
    revenue = models.BigIntegerField(_("A: nguồn thu tính mức tự bảo đảm (đồng)"), null=True, blank=True)
    expenses = models.BigIntegerField(_("B: chi thường xuyên (đồng)"), null=True, blank=True)
    decision = models.CharField(_("quyết định giao tự chủ"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    plan = models.ForeignKey(
        UnitPlan,
        on_delete=models.PROTECT,
        null=True,
        related_name="classings",
        editable=False,
        verbose_name=_("phương án"),
    )

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("tự chủ của đơn vị sự nghiệp")
        verbose_name_plural = _("tự chủ của đơn vị sự nghiệp")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "since"],
                name="a_public_unit_is_classed_once_a_day",
                violation_error_message=(
                    _("Đơn vị này đã có quyết định giao tự chủ từ ngày đó; hãy sửa quyết định cũ.")
                ),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="an_autonomy_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.CheckConstraint(
                condition=Q(group__in=Group.values),
                name="a_public_unit_is_in_a_known_group",
                violation_error_message=_("Nhóm phải là 1, 2, 3 hoặc 4."),
            ),
            models.CheckConstraint(
                condition=Q(band="") | Q(group=Group.THREE),
                name="only_the_third_group_has_bands",
                violation_error_message=(
                    _("Chỉ nhóm 3 mới chia theo mức tự bảo đảm; hãy để trống mức hoặc chọn nhóm 3.")
                ),
            ),
            models.CheckConstraint(
                condition=Q(revenue__isnull=True, expenses__isnull=True)
                | Q(revenue__isnull=False, expenses__isnull=False, revenue__gte=0, expenses__gt=0),
                name="a_degree_of_autonomy_has_both_its_numbers",
                violation_error_message=_("Cần ghi cả A (không âm) và B (lớn hơn 0), hoặc để trống cả hai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} nhóm {self.group}"

    @property
    def degree(self) -> Fraction | None:
        """p = A / B, exact; None when the decision gives no amounts."""
        if self.revenue is None or not self.expenses:
            return None
        return Fraction(self.revenue, self.expenses)


class Distribution(models.Model):
    """What becomes of a public unit's surplus of a year: percentages that are a hundred, amounts that are the surplus.

    ``basis``: the document that allows a fund beyond its bound; empty when none is beyond.
    """

    unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị sự nghiệp công lập"),
    )
    year = models.PositiveSmallIntegerField(_("năm"), validators=YEARS)
    classing = models.ForeignKey(
        PublicUnitAutonomy,
        on_delete=models.PROTECT,
        related_name="distributions",
        verbose_name=_("quyết định giao tự chủ"),
    )
    revenue = models.BigIntegerField(_("tổng thu (đồng)"))
    expenses = models.BigIntegerField(_("tổng chi (đồng)"))
    salary_fund = models.BigIntegerField(_("quỹ tiền lương trong năm (đồng)"))
    development_percent = models.DecimalField(
        _("quỹ phát triển hoạt động sự nghiệp (%)"), max_digits=5, decimal_places=2
    )
    income_percent = models.DecimalField(_("quỹ bổ sung thu nhập (%)"), max_digits=5, decimal_places=2)
    welfare_percent = models.DecimalField(
        _("quỹ khen thưởng và quỹ phúc lợi (%)"), max_digits=5, decimal_places=2
    )
    other_percent = models.DecimalField(_("quỹ khác (%)"), max_digits=5, decimal_places=2)
    development = models.BigIntegerField(_("quỹ phát triển hoạt động sự nghiệp (đồng)"), editable=False)
    income = models.BigIntegerField(_("quỹ bổ sung thu nhập (đồng)"), editable=False)
    welfare = models.BigIntegerField(_("quỹ khen thưởng và quỹ phúc lợi (đồng)"), editable=False)
    other = models.BigIntegerField(_("quỹ khác (đồng)"), editable=False)
    decision = models.CharField(_("quyết định phân phối"), max_length=200)
    decided_on = models.DateField(_("ngày quyết định"))
    basis = models.CharField(_("căn cứ cho phép vượt mức"), max_length=200, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("phân phối kết quả tài chính")
        verbose_name_plural = _("phân phối kết quả tài chính")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="a_surplus_is_shared_out_once",
                violation_error_message=_("Kết quả tài chính năm đó của đơn vị đã được phân phối."),
            ),
            models.CheckConstraint(
                condition=Q(revenue__gt=F("expenses"), expenses__gte=0, salary_fund__gt=0),
                name="only_a_surplus_is_shared_out",
                violation_error_message=_(
                    "Chỉ phân phối khi tổng thu lớn hơn tổng chi; quỹ lương phải lớn hơn 0."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    revenue=F("expenses") + F("development") + F("income") + F("welfare") + F("other"),
                    development__gte=0,
                    income__gte=0,
                    welfare__gte=0,
                    other__gte=0,
                ),
                name="the_funds_are_the_surplus",
                violation_error_message=_(
                    "Tổng các quỹ phải đúng bằng thu trừ chi, và không quỹ nào được âm; hãy kiểm tra "
                    "lại các số."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} năm {self.year}"
