"""Files of blank forms (mẫu đơn, tờ khai), each with the component that asks for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.kept.watching import Watched
from minhchung.procedures.models.procedures import Component


class BlankForm(models.Model):
    """The file that people download, fill in and file as a component of their dossier.

    Name, type, size and digest are the kept file's own, which never change: pages that list forms ask this table.
    """

    component = models.ForeignKey(
        Component, on_delete=models.CASCADE, related_name="blanks", verbose_name=_("thành phần hồ sơ")
    )
    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp")
    )
    name = models.CharField(_("tên tệp"), max_length=255)
    content_type = models.CharField(_("loại"), max_length=120)
    size = models.BigIntegerField(_("dung lượng (byte)"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    attached_at = models.DateTimeField(_("gắn lúc"))
    attached_by = models.CharField(_("người gắn"), max_length=150)

    class Meta:
        verbose_name = _("tệp mẫu đơn, tờ khai")
        verbose_name_plural = _("tệp mẫu đơn, tờ khai")
        indexes = [Watched(topic="procedures", fields=["id"], name="blank_forms_watched")]
        constraints = [
            models.UniqueConstraint(fields=["component"], name="a_component_has_one_blank_form"),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_blank_form_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
