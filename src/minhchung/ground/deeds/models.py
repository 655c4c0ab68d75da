"""The forms that were sent: each is done once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Once(models.Model):
    """A form that was sent: the same form again does nothing and leads to the same record."""

    key = models.CharField(_("dấu của biểu mẫu"), max_length=36, primary_key=True)
    room = models.CharField(_("phân hệ"), max_length=40)
    matter = models.CharField(_("loại bản ghi"), max_length=40)
    record = models.BigIntegerField(_("bản ghi"))
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))

    class Meta:
        verbose_name = _("biểu mẫu đã gửi")
        verbose_name_plural = _("biểu mẫu đã gửi")

    def __str__(self) -> str:
        return self.key
