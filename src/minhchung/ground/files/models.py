"""Kept files, and uploads that are still on their way."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Scan(models.TextChoices):
    """What a virus scanner has said of a file."""

    NOT_SCANNED = "none", _("chưa quét")
    WAITING = "waiting", _("chờ quét lại")
    CLEAN = "clean", _("sạch")
    INFECTED = "infected", _("có mã độc")


class KeptFile(models.Model):
    """A file on disk under ``MEDIA_ROOT/<first two of digest>/<digest>``; the row is written after the bytes.

    One that is ``guarded`` is handed out only by the room that keeps it, to those who may see the record it belongs to.
    """

    digest = models.CharField(_("SHA-256"), max_length=64)
    name = models.CharField(_("tên tệp"), max_length=255)
    content_type = models.CharField(_("loại"), max_length=120)
    size = models.BigIntegerField(_("dung lượng (byte)"))
    purpose = models.CharField(_("dùng cho"), max_length=60)
    guarded = models.BooleanField(_("chỉ mở qua bản ghi của nó"), default=False)
    scan = models.CharField(_("quét mã độc"), max_length=8, choices=Scan.choices, default=Scan.NOT_SCANNED)
    scan_note = models.CharField(_("máy quét nói"), max_length=255, blank=True)
    scanned_at = models.DateTimeField(_("quét lúc"), null=True)
    kept_at = models.DateTimeField(_("lúc lưu"))
    kept_by = models.CharField(_("người lưu"), max_length=150)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        indexes = [
            models.Index(fields=["digest"], name="files_by_digest"),
            models.Index(fields=["id"], condition=Q(scan="waiting"), name="files_waiting_for_a_scan"),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file on its way: ``received`` bytes are safely on disk, whatever happens to the line or to this machine.

    It belongs to one person in one signed-in session and to one record (``purpose``, ``record``); nobody else may go
    on with it. Finished, it points to the kept file; its own bytes are gone from the folder of uploads.
    """

    id = models.UUIDField(_("dấu"), primary_key=True)
    purpose = models.CharField(_("dùng cho"), max_length=60)
    record = models.BigIntegerField(_("bản ghi"))
    name = models.CharField(_("tên tệp"), max_length=255)
    size = models.BigIntegerField(_("dung lượng (byte)"))
    received = models.BigIntegerField(_("đã nhận (byte)"), default=0)
    session = models.CharField(_("phiên làm việc"), max_length=64)
    by = models.CharField(_("người gửi"), max_length=150)
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    touched_at = models.DateTimeField(_("nhận gần nhất lúc"))
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, null=True, verbose_name=_("tệp đã lưu"))

    class Meta:
        verbose_name = _("tệp đang tải lên")
        verbose_name_plural = _("tệp đang tải lên")
        indexes = [models.Index(fields=["touched_at"], name="uploads_by_last_touch")]
        constraints = [
            models.CheckConstraint(
                condition=Q(received__gte=0) & Q(received__lte=F("size")),
                name="an_upload_receives_no_more_than_it_said",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="an_upload_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"
