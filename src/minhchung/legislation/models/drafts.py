"""The programme of drafting: what is to be written, where it stands, and how it meets the six qualities."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.models.documents import LegalDocument


class Stage(models.TextChoices):
    """Where a draft stands."""

    PLANNED = "planned", _("Đăng ký trong chương trình")
    WRITING = "writing", _("Soạn thảo")
    CONSULTED = "consulted", _("Lấy ý kiến")
    APPRAISED = "appraised", _("Thẩm định")
    SUBMITTED = "submitted", _("Đã trình")
    ISSUED = "issued", _("Đã ban hành")
    DROPPED = "dropped", _("Đưa ra khỏi chương trình")


class Quality(models.TextChoices):
    """What a draft is measured by."""

    CONSTITUTIONAL = "constitutional", _("Hợp hiến")
    LAWFUL = "lawful", _("Hợp pháp")
    CONSISTENT = "consistent", _("Thống nhất")
    CONCRETE = "concrete", _("Cụ thể")
    TIMELY = "timely", _("Kịp thời")
    FEASIBLE = "feasible", _("Khả thi")


class Draft(models.Model):
    """A document that is to be written, of the programme of a year; ``document`` is what came of it."""

    year = models.PositiveSmallIntegerField(_("chương trình năm"))
    type = models.CharField(_("tên loại"), max_length=60)
    title = models.TextField(_("tên dự thảo"))
    title_folded = models.TextField(editable=False, default="")
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    lead_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị chủ trì soạn thảo"),
    )
    reason = models.TextField(_("sự cần thiết, căn cứ"), blank=True)
    decision = models.CharField(_("văn bản giao, chương trình"), max_length=200, blank=True)
    submit_by_on = models.DateField(_("thời hạn trình"))
    stage = models.CharField(
        _("giai đoạn"), max_length=10, choices=Stage.choices, default=Stage.PLANNED, editable=False
    )
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=1, editable=False)
    submitted_on = models.DateField(_("ngày trình"), null=True, editable=False)
    document = models.OneToOneField(
        LegalDocument,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="draft",
        verbose_name=_("văn bản đã ban hành"),
    )

    class Meta:
        verbose_name = _("dự thảo văn bản")
        verbose_name_plural = _("chương trình soạn thảo")
        indexes = [models.Index(fields=["year", "stage"], name="drafts_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "issuer", "title"],
                name="a_draft_stands_once_in_a_programme",
                violation_error_message=_("Dự thảo này đã có trong chương trình của năm."),
            ),
            models.CheckConstraint(
                condition=~Q(stage="issued") | Q(document__isnull=False),
                name="an_issued_draft_has_its_document",
                violation_error_message=_("Dự thảo đã ban hành phải có văn bản là kết quả của nó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type}: {self.title}"


class QualityMark(models.Model):
    """How a draft meets one quality: what was found, and how it was answered where it does not."""

    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="marks", verbose_name=_("dự thảo")
    )
    quality = models.CharField(_("tiêu chí"), max_length=14, choices=Quality.choices)
    met = models.BooleanField(_("đạt"))
    finding = models.TextField(_("nhận xét, phát hiện"), blank=True)
    answer = models.TextField(_("tiếp thu, giải trình"), blank=True)
    marked_on = models.DateField(_("ngày đánh giá"))
    marked_by = models.CharField(_("người đánh giá"), max_length=150)

    class Meta:
        verbose_name = _("đánh giá chất lượng dự thảo")
        verbose_name_plural = _("phiếu chất lượng dự thảo")
        constraints = [
            models.UniqueConstraint(fields=["draft", "quality"], name="a_quality_is_marked_once_of_a_draft"),
            models.CheckConstraint(
                condition=Q(met=True) | ~Q(finding=""), name="a_quality_that_is_not_met_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_quality_display()}"
