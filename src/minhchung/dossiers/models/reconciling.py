"""Comparing the dossiers kept here with the export of the province's system."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier


class Reconciliation(models.Model):
    """One comparison: a file, and which dossiers it was meant to hold (accepted from a day until a day)."""

    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp của tỉnh")
    )
    since = models.DateField(_("tiếp nhận từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    rows = models.PositiveIntegerField(_("số dòng đọc được"))
    agreed = models.PositiveIntegerField(_("số hồ sơ khớp"))
    refused = models.PositiveIntegerField(_("số dòng không đọc được"))
    by = models.CharField(_("người đối chiếu"), max_length=150)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần đối chiếu")
        verbose_name_plural = _("đối chiếu với hệ thống của tỉnh")
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="a_comparison_covers_some_days")
        ]

    def __str__(self) -> str:
        return f"{self.since:%d/%m/%Y} - {self.until:%d/%m/%Y}"


class DifferenceKind(models.TextChoices):
    """What is not the same."""

    MISSING_HERE = "missing_here", _("Ở đây không có")
    MISSING_THERE = "missing_there", _("Tệp của tỉnh không có")
    STATE = "state", _("Trạng thái khác")
    DATES = "dates", _("Ngày giờ khác")
    VERDICT = "verdict", _("Kết quả so với hẹn khác")
    OTHER = "other", _("Thông tin khác")


class Difference(models.Model):
    """One thing that is not the same; it is work until somebody says how it was settled."""

    reconciliation = models.ForeignKey(
        Reconciliation, on_delete=models.CASCADE, related_name="differences", verbose_name=_("lần đối chiếu")
    )
    kind = models.CharField(_("khác ở"), max_length=14, choices=DifferenceKind.choices)
    code = models.CharField(_("mã hồ sơ"), max_length=60)
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("hồ sơ")
    )
    line = models.PositiveIntegerField(_("dòng trong tệp"), null=True)
    what = models.TextField(_("khác thế nào"))
    settled_at = models.DateTimeField(_("xử lý lúc"), null=True)
    settled_by = models.CharField(_("người xử lý"), max_length=150, blank=True)
    how = models.TextField(_("cách xử lý"), blank=True)

    class Meta:
        verbose_name = _("chỗ khác nhau")
        verbose_name_plural = _("chỗ khác nhau")
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="", how="")
                | Q(settled_at__isnull=False) & ~Q(settled_by="") & ~Q(how=""),
                name="who_settled_a_difference_says_how",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_kind_display()}"
