"""Checking documents, by their issuer and by the authority above."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.models.documents import LegalDocument


class CheckKind(models.TextChoices):
    """Who checks (Luật 64/2025/QH15 art. 63)."""

    SELF = "self", _("Tự kiểm tra")
    AUTHORITY = "authority", _("Kiểm tra theo thẩm quyền")
    TOPIC = "topic", _("Kiểm tra theo chuyên đề, địa bàn")


class Fault(models.TextChoices):
    """What is found."""

    NONE = "none", _("Không phát hiện trái pháp luật")
    POWER = "power", _("Sai thẩm quyền")
    CONTENT = "content", _("Sai nội dung")
    BASIS = "basis", _("Sai căn cứ ban hành")
    VALIDITY = "validity", _("Sai quy định về hiệu lực")
    FORM = "form", _("Sai thể thức, kỹ thuật trình bày")
    ORDER = "order", _("Sai trình tự, thủ tục")


class Check(models.Model):
    """One check of one document, its conclusion, and how what is wrong was handled."""

    document = models.ForeignKey(
        LegalDocument,
        on_delete=models.PROTECT,
        related_name="checks",
        verbose_name=_("văn bản được kiểm tra"),
    )
    kind = models.CharField(_("hình thức kiểm tra"), max_length=10, choices=CheckKind.choices)
    checked_on = models.DateField(_("ngày kết luận"))
    checker = models.CharField(_("cơ quan, người kiểm tra"), max_length=200)
    fault = models.CharField(_("kết quả"), max_length=10, choices=Fault.choices)
    provisions = models.TextField(_("điều, khoản, điểm"), blank=True)
    conclusion = models.TextField(_("kết luận, kiến nghị xử lý"), blank=True)
    due_on = models.DateField(_("thời hạn xử lý"), null=True, blank=True)
    handled_on = models.DateField(_("ngày xử lý xong"), null=True)
    handled_by = models.CharField(_("văn bản xử lý"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lượt kiểm tra văn bản")
        verbose_name_plural = _("lượt kiểm tra văn bản")
        indexes = [models.Index(fields=["checked_on"], name="checks_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "kind", "checked_on"],
                name="a_document_is_checked_once_a_day_in_a_way",
                violation_error_message=_("Văn bản này đã có lượt kiểm tra cùng hình thức vào ngày đó."),
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True)
                | Q(handled_on__gte=F("checked_on")) & ~Q(fault="none") & ~Q(handled_by=""),
                name="what_is_handled_after_a_check_was_wrong_and_says_by_what",
                violation_error_message=_(
                    "Ngày xử lý xong chỉ ghi khi phát hiện trái pháp luật, kèm văn bản xử lý, và "
                    "không được trước ngày kết luận."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_fault_display()}"
