"""Kept files."""

from __future__ import annotations

from django.db import models


class KeptFile(models.Model):
    """A file on disk under ``MEDIA_ROOT/<first two of digest>/<digest>``; the row is written after the bytes."""

    digest = models.CharField("SHA-256", max_length=64)
    name = models.CharField("tên tệp", max_length=255)
    content_type = models.CharField("loại", max_length=120)
    size = models.BigIntegerField("dung lượng (byte)")
    purpose = models.CharField("dùng cho", max_length=60)
    kept_at = models.DateTimeField("lúc lưu")
    kept_by = models.CharField("người lưu", max_length=150)

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        indexes = [models.Index(fields=["digest"], name="files_by_digest")]

    def __str__(self) -> str:
        return self.name
