"""Autonomy of agencies over their funds, and of public units over their finance. Money is whole đồng."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AgencyAutonomy(models.Model):
    """A budget year of an agency under the autonomy regime of NĐ 130/2005, amended by NĐ 117/2013.

    ``spent`` and ``saving`` are empty until the year is settled. The uses of the saving never exceed it.
    """

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan")
    )
    year = models.PositiveSmallIntegerField(_("năm ngân sách"))
    funds_given = models.BigIntegerField(_("kinh phí giao thực hiện tự chủ (đồng)"))
    spent = models.BigIntegerField(_("kinh phí đã chi (đồng)"), null=True, blank=True)
    saving = models.BigIntegerField(_("kinh phí tiết kiệm (đồng)"), null=True, blank=True)
    extra_income = models.BigIntegerField(_("chi thu nhập tăng thêm (đồng)"), default=0)
    reward = models.BigIntegerField(_("chi khen thưởng (đồng)"), default=0)
    welfare = models.BigIntegerField(_("chi phúc lợi, trợ cấp (đồng)"), default=0)
    conditions = models.BigIntegerField(_("chi cải thiện điều kiện làm việc (đồng)"), default=0)
    reserve = models.BigIntegerField(_("trích quỹ dự phòng ổn định thu nhập (đồng)"), default=0)
    spending_rule = models.CharField(_("quy chế chi tiêu nội bộ (số, ngày)"), max_length=200, blank=True)
    asset_rule = models.CharField(_("quy chế quản lý tài sản công (số, ngày)"), max_length=200, blank=True)
    decision = models.CharField(_("quyết định giao tự chủ"), max_length=200)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("năm tự chủ của cơ quan")
        verbose_name_plural = _("tự chủ kinh phí của cơ quan")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="an_agency_has_one_autonomy_year",
                violation_error_message=_("Cơ quan này đã có số liệu tự chủ của năm đó; hãy sửa số liệu cũ."),
            ),
            models.CheckConstraint(
                condition=Q(spent__isnull=True, saving__isnull=True)
                | Q(spent__isnull=False, saving__isnull=False, saving=F("funds_given") - F("spent")),
                name="a_saving_is_what_was_given_less_what_was_spent",
                violation_error_message=(
                    _(
                        "Kinh phí tiết kiệm phải bằng kinh phí giao tự chủ trừ kinh phí đã chi; "
                        "chưa quyết toán thì để trống cả hai."
                    )
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    funds_given__gte=0,
                    extra_income__gte=0,
                    reward__gte=0,
                    welfare__gte=0,
                    conditions__gte=0,
                    reserve__gte=0,
                )
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="amounts_of_an_autonomy_year_are_not_negative",
                violation_error_message=_("Số tiền không được âm (riêng tiết kiệm được âm khi chi vượt)."),
            ),
            models.CheckConstraint(
                condition=Q(extra_income=0, reward=0, welfare=0, conditions=0, reserve=0)
                | Q(
                    saving__isnull=False,
                    saving__gte=F("extra_income")
                    + F("reward")
                    + F("welfare")
                    + F("conditions")
                    + F("reserve"),
                ),
                name="a_saving_is_not_used_beyond_itself",
                violation_error_message=(
                    _("Tổng các khoản sử dụng vượt kinh phí tiết kiệm; hãy kiểm tra lại các khoản.")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} năm {self.year}"


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
