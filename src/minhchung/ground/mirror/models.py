"""How each connector stands, and what each of its rounds brought."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ConnectorName(models.TextChoices):
    """The connectors there are."""

    FOLDER = "folder", _("Thư mục thả tệp")
    HTTP = "http", _("Địa chỉ HTTP của hệ thống tỉnh")


class Outcome(models.TextChoices):
    """What a round came to."""

    DONE = "done", _("Đã nhập")
    PARTLY = "partly", _("Đã nhập, có dòng bị từ chối")
    REPEATED = "repeated", _("Tệp này đã nhập rồi")
    NOTHING_NEW = "nothing_new", _("Không có gì mới")
    FAILED = "failed", _("Không nhập được")


#: Outcomes after which what is mirrored is as new as its source.
SUCCESSES = (Outcome.DONE, Outcome.PARTLY, Outcome.REPEATED, Outcome.NOTHING_NEW)


class Connector(models.Model):
    """A connector: held by one worker at a time, by a lease; what it remembers of its source.

    ``token`` grows each time it is taken: what a worker reports counts only under its own token.
    """

    name = models.CharField(_("bộ nối"), max_length=10, choices=ConnectorName.choices, unique=True)
    lease_until_at = models.DateTimeField(_("đang chạy, giữ đến lúc"), null=True)
    token = models.PositiveIntegerField(_("số của lần giữ"), default=0)
    last_try_at = models.DateTimeField(_("chạy lần cuối lúc"), null=True)
    last_success_at = models.DateTimeField(_("thành công lần cuối lúc"), null=True)
    next_try_at = models.DateTimeField(_("chạy tiếp lúc"), null=True)
    failures = models.PositiveIntegerField(_("số lần lỗi liên tiếp"), default=0)
    last_error = models.TextField(_("lỗi lần cuối"), blank=True)
    etag = models.CharField(_("dấu phiên bản của nguồn"), max_length=255, blank=True)
    modified = models.CharField(_("nguồn đổi lần cuối"), max_length=60, blank=True)
    since = models.CharField(_("đã lấy đến"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("bộ nối")
        verbose_name_plural = _("bộ nối")

    def __str__(self) -> str:
        return str(self.get_name_display())


class Round(models.Model):
    """One round of a connector that found something, or failed: which file, by its digest, and what came of it."""

    connector = models.ForeignKey(
        Connector, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("bộ nối")
    )
    begun_at = models.DateTimeField(_("bắt đầu"))
    finished_at = models.DateTimeField(_("kết thúc"))
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome.choices)
    words = models.TextField(_("diễn giải"), blank=True)
    file = models.CharField(_("tệp"), max_length=255, blank=True)
    digest = models.CharField(_("dấu của tệp"), max_length=64, blank=True)
    run = models.ForeignKey(
        "intake.ImportRun", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("lần nhập")
    )
    by = models.CharField(_("ai cho chạy"), max_length=150)

    class Meta:
        verbose_name = _("lần chạy của bộ nối")
        verbose_name_plural = _("lần chạy của bộ nối")
        indexes = [models.Index(fields=["connector", "-begun_at"], name="rounds_by_connector")]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(outcome__in=["done", "partly"]) & ~Q(digest=""),
                name="a_file_is_taken_in_once",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(words=""), name="a_round_that_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.connector} {self.begun_at:%d/%m/%Y %H:%M}"
