"""Kept files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFile(models.Model):
    """A file on disk under ``MEDIA_ROOT/<first two of digest>/<digest>``; the row is written after the bytes."""

    digest = models.CharField(_("SHA-256"), max_length=64)
    name = models.CharField(_("tên tệp"), max_length=255)
    content_type = models.CharField(_("loại"), max_length=120)
    size = models.BigIntegerField(_("dung lượng (byte)"))
    purpose = models.CharField(_("dùng cho"), max_length=60)
    kept_at = models.DateTimeField(_("lúc lưu"))
    kept_by = models.CharField(_("người lưu"), max_length=150)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        indexes = [models.Index(fields=["digest"], name="files_by_digest")]

    def __str__(self) -> str:
        return self.name
