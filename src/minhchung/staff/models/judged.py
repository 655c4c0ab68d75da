"""How people's work is judged: products, periodic scores, yearly classes, opinions and objections."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.rules.merit import named
from minhchung.staff.models.people import Person
from minhchung.staff.moves import STATE_NAMES


class QualityClass(models.TextChoices):
    """Yearly classes, the same four in NĐ 90/2020 and NĐ 335/2025."""

    EXCELLENT = "HTXS", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "HTT", _("Hoàn thành tốt nhiệm vụ")
    DONE = "HT", _("Hoàn thành nhiệm vụ")
    NOT_DONE = "KHT", _("Không hoàn thành nhiệm vụ")


class YearClass(models.Model):
    """How a person was classed for a calendar year."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="year_classes", verbose_name=_("người được xếp loại")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    quality = models.CharField(_("xếp loại"), max_length=4, choices=QualityClass.choices)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("xếp loại chất lượng năm")
        verbose_name_plural = _("xếp loại chất lượng năm")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="a_person_is_classed_once_a_year",
                violation_error_message=_("Người này đã được xếp loại cho năm đó; hãy sửa lần xếp loại cũ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_quality_display()}"


class ProductKind(models.Model):
    """A line of the catalogue of products (NĐ 335/2025/NĐ-CP): what is counted, and how many units of work it weighs.

    ``source`` names where the real work is counted ("dossiers.steps"); empty for what is entered by hand.
    """

    code = models.CharField(_("mã sản phẩm"), max_length=40, unique=True)
    title = models.CharField(_("sản phẩm, công việc"), max_length=200)
    weight = models.DecimalField(_("hệ số quy đổi"), max_digits=6, decimal_places=2, default=Decimal(1))
    source = models.CharField(_("nguồn đếm tự động"), max_length=40, blank=True)
    decision = models.CharField(_("quyết định ban hành danh mục"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("sản phẩm chuẩn")
        verbose_name_plural = _("danh mục sản phẩm")
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gt=0),
                name="a_product_weighs_something",
                violation_error_message=_("Hệ số quy đổi phải lớn hơn 0."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_product_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"


class Assessment(models.Model):
    """One judgement of a person's work: of a year, a quarter or a month.

    ``part`` is "" for a year, "Q1".."Q4" for a quarter, "T01".."T12" for a month. Points are in hundredths of what the
    decree gives 100 of; they are empty where the law of the day judges by criteria (NĐ 90/2020/NĐ-CP).
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("người được đánh giá")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    part = models.CharField(_("kỳ"), max_length=3, blank=True)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    leads = models.BooleanField(_("thuộc nhóm lãnh đạo, quản lý"), default=False)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=[(str(state), name) for state, name in STATE_NAMES.items()]
    )
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=0, editable=False)
    cites = models.CharField(_("căn cứ"), max_length=200)
    common = models.DecimalField(_("điểm tiêu chí chung"), max_digits=5, decimal_places=2, null=True)
    results = models.DecimalField(_("điểm kết quả nhiệm vụ"), max_digits=5, decimal_places=2, null=True)
    total = models.DecimalField(_("tổng điểm"), max_digits=5, decimal_places=2, null=True)
    shares = models.JSONField(_("tỷ lệ của người lãnh đạo (%)"), default=list, blank=True)
    proposed = models.CharField(_("mức đề xuất"), max_length=4, choices=QualityClass.choices)
    opinion = models.TextField(_("ý kiến của tập thể, cấp ủy"), blank=True)
    quality = models.CharField(_("mức quyết định"), max_length=4, choices=QualityClass.choices, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    beyond_cap = models.TextField(_("căn cứ vượt tỷ lệ"), blank=True)
    object_until = models.DateField(_("kiến nghị được đến hết ngày"), null=True)
    objection = models.TextField(_("kiến nghị của người được đánh giá"), blank=True)
    objected_at = models.DateTimeField(_("kiến nghị lúc"), null=True)
    answer_until = models.DateField(_("phải trả lời đến hết ngày"), null=True)
    answer = models.TextField(_("trả lời kiến nghị"), blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    proposed_by = models.CharField(_("người đề xuất"), max_length=150)

    class Meta:
        verbose_name = _("phiếu đánh giá")
        verbose_name_plural = _("phiếu đánh giá")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year", "part"],
                name="a_person_is_judged_once_for_a_time",
                violation_error_message=_("Người này đã có phiếu đánh giá của kỳ đó."),
            ),
            models.CheckConstraint(
                condition=Q(common__isnull=True) | Q(common__gte=0, total__lte=100),
                name="points_lie_between_0_and_100",
                violation_error_message=_("Điểm phải từ 0 đến 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.period}"

    @property
    def period(self) -> str:
        """The time in words."""
        return named(self.year, self.part)


class AssessmentLine(models.Model):
    """A product in an assessment: how many were given and done, faults and delays; ``source`` says who counted.

    ``records`` are the numbers of the source's records behind each counted number, as they were when it was proposed
    (:class:`minhchung.staff.products.Counted`); empty for what was entered by hand.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="lines", verbose_name=_("phiếu đánh giá")
    )
    product = models.ForeignKey(
        ProductKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("sản phẩm")
    )
    weight = models.DecimalField(_("hệ số"), max_digits=6, decimal_places=2)
    assigned = models.PositiveIntegerField(_("được giao"))
    done = models.PositiveIntegerField(_("hoàn thành"))
    faults = models.PositiveIntegerField(_("lần sai sót lớn"), default=0)
    delays = models.PositiveIntegerField(_("lần chậm"), default=0)
    source = models.CharField(_("nguồn"), max_length=40, blank=True)
    records = models.JSONField(_("các bản ghi đã đếm"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("sản phẩm trong kỳ")
        verbose_name_plural = _("sản phẩm trong kỳ")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "product"],
                name="a_product_stands_once_in_an_assessment",
                violation_error_message=_("Sản phẩm này đã có trong phiếu đánh giá."),
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("assigned")),
                name="no_more_is_done_than_was_given",
                violation_error_message=_("Số hoàn thành không được lớn hơn số được giao."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.done}/{self.assigned}"
