"""Public investment by plan and payment, and what audits and inspections recommended. Money is whole đồng."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.finance.models.agency import YEARS


class InvestmentPlan(models.Model):
    """A year's plan of public investment for a project: as first given, and as it stands after amendments."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("chủ đầu tư")
    )
    year = models.PositiveSmallIntegerField(_("năm kế hoạch"), validators=YEARS)
    code = models.CharField(_("mã dự án"), max_length=40)
    project = models.CharField(_("dự án"), max_length=300)
    project_folded = models.CharField(max_length=300, editable=False, default="")
    source = models.CharField(_("nguồn vốn"), max_length=120)
    first_given = models.BigIntegerField(_("kế hoạch giao đầu năm (đồng)"))
    amount = models.BigIntegerField(_("kế hoạch sau điều chỉnh (đồng)"))
    decision = models.CharField(_("quyết định giao"), max_length=200)
    decided_on = models.DateField(_("ngày quyết định"))

    #: The unit's latest name, and what was paid, where a query has annotated them.
    unit_name = ""
    paid = 0

    class Meta:
        verbose_name = _("kế hoạch vốn đầu tư công")
        verbose_name_plural = _("kế hoạch vốn đầu tư công")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code", "source"],
                name="a_project_has_one_plan_of_a_source_a_year",
                violation_error_message=_("Dự án đã có kế hoạch vốn của nguồn này trong năm đó."),
            ),
            models.CheckConstraint(
                condition=Q(first_given__gte=0, amount__gte=0),
                name="a_plan_of_investment_is_not_negative",
                violation_error_message=_("Kế hoạch vốn không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.year})"


class Disbursement(models.Model):
    """A payment out of a plan; a negative one is money taken back. ``counted_on`` is the day of the plan's year for
    which it counts: payments of the following January count for 31/12."""

    plan = models.ForeignKey(
        InvestmentPlan, on_delete=models.PROTECT, related_name="disbursements", verbose_name=_("kế hoạch vốn")
    )
    number = models.CharField(_("số chứng từ thanh toán"), max_length=60)
    on = models.DateField(_("ngày thanh toán"))
    counted_on = models.DateField(_("ngày tính giải ngân"), editable=False)
    amount = models.BigIntegerField(_("số tiền (đồng)"))

    class Meta:
        verbose_name = _("giải ngân")
        verbose_name_plural = _("giải ngân")
        indexes = [models.Index(fields=["-on", "-id"], name="payments_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number", "on"],
                name="a_payment_is_entered_once",
                violation_error_message=_("Chứng từ thanh toán này đã được nhập."),
            ),
            models.CheckConstraint(
                condition=~Q(amount=0) & Q(counted_on__lte=models.F("on")),
                name="a_payment_has_an_amount",
                violation_error_message=_("Số tiền phải khác 0; thu hồi vốn thì để số âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.on:%d/%m/%Y})"


class Oversight(models.TextChoices):
    """Who looked."""

    AUDIT = "audit", _("Kiểm toán nhà nước")
    INSPECTION = "inspection", _("Thanh tra")
    CHECK = "check", _("Kiểm tra, thẩm tra quyết toán")


class Recommendation(models.Model):
    """What an audit or inspection recommended: open until its money is paid and its evidence named."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện")
    )
    kind = models.CharField(_("hình thức"), max_length=10, choices=Oversight.choices)
    document = models.CharField(_("kết luận, báo cáo"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"))
    number = models.CharField(_("kiến nghị số"), max_length=20)
    content = models.TextField(_("nội dung kiến nghị"))
    content_folded = models.TextField(editable=False, default="")
    amount = models.BigIntegerField(_("số tiền phải nộp, xử lý (đồng)"), default=0)
    due_on = models.DateField(_("hạn thực hiện"), null=True, blank=True)
    closed_on = models.DateField(_("ngày hoàn thành"), null=True, editable=False)
    closed_reference = models.CharField(
        _("văn bản chứng minh đã thực hiện"), max_length=200, blank=True, editable=False
    )

    #: The unit's latest name, and what was paid, where a query has annotated them.
    unit_name = ""
    paid = 0

    class Meta:
        verbose_name = _("kiến nghị thanh tra, kiểm toán")
        verbose_name_plural = _("kiến nghị thanh tra, kiểm toán")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="a_recommendation_stands_once_in_its_document",
                violation_error_message=_("Kiến nghị số này của văn bản đã được nhập."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="a_recommendation_asks_for_no_negative_sum",
                violation_error_message=_("Số tiền không được âm."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_reference="")
                | Q(closed_on__isnull=False) & ~Q(closed_reference=""),
                name="a_recommendation_is_closed_with_its_evidence",
                violation_error_message=_(
                    "Ngày hoàn thành và văn bản chứng minh phải ghi cả hai, hoặc để trống cả hai."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(closed_on__isnull=True), name="open_recommendations_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, kiến nghị {self.number}"


class RecommendationStep(models.Model):
    """What was done for a recommendation: money paid, or a document."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="steps", verbose_name=_("kiến nghị")
    )
    on = models.DateField(_("ngày"))
    paid = models.BigIntegerField(_("số tiền đã nộp, xử lý (đồng)"), default=0)
    content = models.CharField(_("việc đã làm"), max_length=300)
    reference = models.CharField(_("chứng từ, văn bản"), max_length=200)

    class Meta:
        verbose_name = _("bước thực hiện kiến nghị")
        verbose_name_plural = _("các bước thực hiện")
        constraints = [
            models.CheckConstraint(
                condition=Q(paid__gte=0),
                name="nothing_negative_is_paid",
                violation_error_message=_("Số tiền không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.content}"
