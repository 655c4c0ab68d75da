"""What a changed calendar did to dossiers: how far its work has come, and every dossier that it touched."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier


class CalendarRun(models.Model):
    """The work of one changed calendar on open dossiers: by their numbers, up to ``reached``.

    ``foreseen`` is how many the approver saw before; ``failed`` says by code which could not be reckoned, and why.
    """

    change = models.OneToOneField(
        "organisation.CalendarChange",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        verbose_name=_("thay đổi lịch"),
    )
    foreseen = models.PositiveIntegerField(_("số hồ sơ đã xem trước"))
    reached = models.BigIntegerField(_("đã xét đến hồ sơ số"), default=0)
    failed = models.JSONField(_("hồ sơ không tính lại được"), default=dict)
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    ended_at = models.DateTimeField(_("xong lúc"), null=True)

    class Meta:
        verbose_name = _("lần áp dụng lịch mới")
        verbose_name_plural = _("các lần áp dụng lịch mới")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="a_calendar_run_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.change_id)


class CalendarTouch(models.Model):
    """A dossier that a changed calendar touched: promise, due moment and open step on both sides of it."""

    change = models.ForeignKey(
        "organisation.CalendarChange",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("thay đổi lịch"),
    )
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="calendar_touches", verbose_name=_("hồ sơ")
    )
    event = models.PositiveIntegerField(_("việc thứ"))
    promised_at = models.DateTimeField(_("lời hẹn sau khi đổi lịch"), null=True)
    extended_until_at = models.DateTimeField(_("lần hẹn lại sau khi đổi lịch"), null=True)
    due_before_at = models.DateTimeField(_("hạn trước đó"), null=True)
    due_after_at = models.DateTimeField(_("hạn sau đó"), null=True)
    step_before_at = models.DateTimeField(_("hạn của bước trước đó"), null=True)
    step_after_at = models.DateTimeField(_("hạn của bước sau đó"), null=True)
    waiting = models.BooleanField(_("đang chờ"), default=False)
    why = models.TextField(_("vì"))
    cites = models.TextField(_("căn cứ"))
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("hồ sơ có hạn chuyển vì đổi lịch")
        verbose_name_plural = _("hồ sơ có hạn chuyển vì đổi lịch")
        constraints = [
            models.UniqueConstraint(
                fields=["change", "dossier"], name="a_changed_calendar_touches_a_dossier_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.dossier_id}"
