"""Reports: what is being written, what the officer changed, what was frozen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("Đang soạn")
    FROZEN = "frozen", _("Đã chốt số liệu")
    PUBLISHED = "published", _("Đã công bố")


class Report(models.Model):
    """One report of one outline over one window. Its figures are never typed; its words may be edited until frozen."""

    outline = models.CharField(_("đề cương"), max_length=60)
    window = models.CharField(_("kỳ báo cáo"), max_length=40)
    title = models.CharField(_("tên báo cáo"), max_length=255)
    agency = models.CharField(_("cơ quan ban hành"), max_length=255)
    parent_agency = models.CharField(_("cơ quan chủ quản"), max_length=255, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    place = models.CharField(_("địa danh"), max_length=120, blank=True)
    dated_on = models.DateField(_("ngày ký"))
    signer_authority = models.CharField(_("thẩm quyền ký"), max_length=120, blank=True)
    signer_post = models.CharField(_("chức vụ người ký"), max_length=120, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.CharField(_("người lập"), max_length=150)
    frozen_at = models.DateTimeField(_("chốt lúc"), null=True)
    frozen_by = models.CharField(_("người chốt"), max_length=150, blank=True)
    seal = models.CharField(_("dấu niêm (SHA-256)"), max_length=64, blank=True)
    composition = models.JSONField(_("nội dung đã chốt"), null=True)
    checks = models.JSONField(_("kết quả tự kiểm tra"), null=True)
    bundle = models.ForeignKey(
        "files.KeptFile",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("gói minh chứng"),
    )
    docx = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("bản Word")
    )
    pdf = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("bản PDF")
    )

    class Meta:
        verbose_name = _("báo cáo")
        verbose_name_plural = _("báo cáo")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", seal="", bundle__isnull=True)
                | (~Q(state="draft") & ~Q(seal="") & Q(bundle__isnull=False)),
                name="a_frozen_report_has_its_bundle_and_seal",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReportText(models.Model):
    """A paragraph of the outline as the reform officer rewrote it; figures stay tokens."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="texts", verbose_name=_("báo cáo")
    )
    section = models.CharField(_("mục"), max_length=80)
    text = models.TextField(_("nội dung"))
    edited_by = models.CharField(_("người sửa"), max_length=150)
    edited_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        verbose_name = _("đoạn sửa")
        verbose_name_plural = _("các đoạn sửa")
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="a_section_is_rewritten_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section}"


class CheckExplanation(models.Model):
    """Why a failed identity does not stop this report: said by a person, kept with it."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="explanations", verbose_name=_("báo cáo")
    )
    check_key = models.CharField(_("phép kiểm tra"), max_length=120)
    text = models.TextField(_("giải trình"))
    by = models.CharField(_("người giải trình"), max_length=150)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("giải trình kiểm tra")
        verbose_name_plural = _("các giải trình kiểm tra")
        constraints = [
            models.UniqueConstraint(fields=["report", "check_key"], name="a_check_is_explained_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.check_key}"


class DeclaredValue(models.Model):
    """A value that a person declared for a window, with its source; a later row of the same key and window replaces it.

    Rows are never changed nor deleted: what was once declared stays to be read.
    """

    key = models.CharField(_("chỉ tiêu"), max_length=80)
    window = models.CharField(_("kỳ"), max_length=40)
    value = models.BigIntegerField(_("số"), null=True, blank=True)
    part = models.BigIntegerField(_("phần"), null=True, blank=True)
    whole = models.BigIntegerField(_("tổng"), null=True, blank=True)
    source = models.CharField(_("văn bản nguồn"), max_length=255)
    document = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("bản lưu văn bản nguồn")
    )
    by = models.CharField(_("người khai"), max_length=150)
    at = models.DateTimeField(_("khai lúc"))

    class Meta:
        verbose_name = _("số khai")
        verbose_name_plural = _("các số khai")
        indexes = [models.Index(fields=["window", "key"], name="declared_by_window")]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0, part__isnull=True, whole__isnull=True)
                | Q(value__isnull=True, part__gte=0, whole__gt=0, part__lte=models.F("whole")),
                name="a_declared_value_is_a_number_or_a_part_of_a_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.window}"
