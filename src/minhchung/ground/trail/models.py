"""The trail's one table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One deed. ``digest`` covers the entry and the digest before it, so nothing can be changed or left out."""

    id = models.BigIntegerField(_("số thứ tự"), primary_key=True)
    room = models.CharField(_("phân hệ"), max_length=40)
    matter = models.CharField(_("loại bản ghi"), max_length=40)
    record = models.BigIntegerField(_("bản ghi"), null=True)
    deed = models.CharField(_("việc"), max_length=60)
    by = models.CharField(_("người làm"), max_length=150)
    at = models.DateTimeField(_("lúc xảy ra"))
    recorded_at = models.DateTimeField(_("lúc ghi nhận"))
    details = models.TextField(_("chi tiết (JSON)"))
    digest = models.CharField(_("mã băm"), max_length=64)

    class Meta:
        verbose_name = _("dòng nhật ký")
        verbose_name_plural = _("nhật ký")
        indexes = [models.Index(fields=["room", "matter", "record"], name="trail_of_a_record")]

    def __str__(self) -> str:
        return f"{self.id} {self.room}.{self.deed}"
