"""The trail's one table."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed. ``digest`` covers the entry and the digest before it, so nothing can be changed or left out."""

    id = models.BigIntegerField("số thứ tự", primary_key=True)
    room = models.CharField("phân hệ", max_length=40)
    matter = models.CharField("loại bản ghi", max_length=40)
    record = models.BigIntegerField("bản ghi", null=True)
    deed = models.CharField("việc", max_length=60)
    by = models.CharField("người làm", max_length=150)
    at = models.DateTimeField("lúc xảy ra")
    recorded_at = models.DateTimeField("lúc ghi nhận")
    details = models.TextField("chi tiết (JSON)")
    digest = models.CharField("mã băm", max_length=64)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["room", "matter", "record"], name="trail_of_a_record")]

    def __str__(self) -> str:
        return f"{self.id} {self.room}.{self.deed}"
