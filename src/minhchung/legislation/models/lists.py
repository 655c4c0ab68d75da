"""Periods of systematisation and their four lists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.models.documents import LegalDocument


class Systematisation(models.Model):
    """A period of systematising, such as 2014-2018: all documents issued up to its fixed day."""

    label = models.CharField(_("kỳ hệ thống hóa"), max_length=20, unique=True)
    fixed_on = models.DateField(_("thời điểm ấn định văn bản"))
    published_on = models.DateField(_("ngày công bố"), null=True, blank=True)
    decision = models.CharField(_("quyết định công bố"), max_length=200, blank=True)
    drawn_at = models.DateTimeField(_("lập danh mục lúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("kỳ hệ thống hóa")
        verbose_name_plural = _("kỳ hệ thống hóa")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("fixed_on")),
                name="a_systematisation_is_published_after_its_fixed_day",
                violation_error_message=_("Ngày công bố không được trước thời điểm ấn định văn bản."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_published(self) -> bool:
        """Whether lists that were drawn up here are published: they stand, and are not changed any more."""
        return self.published_on is not None and self.drawn_at is not None


class Listing(models.TextChoices):
    """The four lists of a systematisation (NĐ 34/2016/NĐ-CP art. 167)."""

    EXPIRED = "A", _("A. Hết hiệu lực, ngưng hiệu lực toàn bộ")
    PARTLY = "B", _("B. Hết hiệu lực, ngưng hiệu lực một phần")
    IN_FORCE = "C", _("C. Còn hiệu lực")
    TO_HANDLE = "D", _("D. Cần xử lý")


class SystematisedDocument(models.Model):
    """A document's place in one list. In A or in C, never in both; B and D come on top of C."""

    period = models.ForeignKey(
        Systematisation, on_delete=models.PROTECT, related_name="entries", verbose_name=_("kỳ hệ thống hóa")
    )
    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="systematised", verbose_name=_("văn bản")
    )
    listing = models.CharField(_("danh mục"), max_length=1, choices=Listing.choices)
    note = models.TextField(_("lý do, kiến nghị, ghi chú"), blank=True)
    on = models.DateField(_("ngày có hoặc hết hiệu lực"), null=True, blank=True)
    content = models.TextField(_("nội dung, quy định"), blank=True)
    responsible = models.CharField(_("cơ quan, đơn vị chủ trì xử lý"), max_length=200, blank=True)
    due_on = models.DateField(_("thời hạn xử lý"), null=True, blank=True)

    class Meta:
        verbose_name = _("văn bản được hệ thống hóa")
        verbose_name_plural = _("văn bản được hệ thống hóa")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "document", "listing"],
                name="a_document_stands_once_in_a_list",
                violation_error_message=_("Văn bản này đã có trong danh mục đó của kỳ."),
            ),
            models.UniqueConstraint(
                fields=["period", "document"],
                condition=Q(listing__in=["A", "C"]),
                name="a_document_is_expired_or_in_force_not_both",
                violation_error_message=(
                    _(
                        "Một văn bản không thể vừa hết hiệu lực toàn bộ (A) vừa còn hiệu lực (C) "
                        "trong cùng một kỳ."
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.listing}: {self.document}"
