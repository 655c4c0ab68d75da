"""Trying a shorter time limit on dossiers of the past before it is decided."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier, Verdict
from minhchung.procedures.models import LimitUnit


class Replay(models.Model):
    """A limit tried on the dossiers of one procedure that were accepted from a day until a day and have ended.

    ``decision`` says what was decided with it, once it was.
    """

    procedure = models.ForeignKey(
        "procedures.Procedure", on_delete=models.PROTECT, related_name="+", verbose_name=_("thủ tục")
    )
    since = models.DateField(_("tiếp nhận từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    limit = models.PositiveIntegerField(_("thời hạn thử"))
    limit_unit = models.CharField(_("đơn vị tính"), max_length=20, choices=LimitUnit.choices)
    by = models.CharField(_("người thử"), max_length=150)
    at = models.DateTimeField(_("lúc"))
    decision = models.TextField(_("quyết định sau khi thử"), blank=True)

    class Meta:
        verbose_name = _("lần thử thời hạn")
        verbose_name_plural = _("thử cắt giảm thời hạn")
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="a_trial_covers_some_days"),
            models.CheckConstraint(condition=Q(limit__gt=0), name="a_tried_limit_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.get_limit_unit_display()}"


class Replayed(models.Model):
    """What the tried limit would have promised one dossier, and whether it would have been kept."""

    replay = models.ForeignKey(
        Replay, on_delete=models.CASCADE, related_name="dossiers", verbose_name=_("lần thử")
    )
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+", verbose_name=_("hồ sơ"))
    due_at = models.DateTimeField(_("hạn theo thời hạn thử"))
    verdict = models.CharField(_("kết quả theo thời hạn thử"), max_length=8, choices=Verdict.choices)
    verdict_then = models.CharField(_("kết quả thật"), max_length=8, choices=Verdict.choices)
    unit_name = models.CharField(_("đơn vị xử lý"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("hồ sơ trong lần thử")
        verbose_name_plural = _("hồ sơ trong lần thử")
        constraints = [
            models.UniqueConstraint(fields=["replay", "dossier"], name="a_dossier_is_tried_once_in_a_trial")
        ]

    def __str__(self) -> str:
        return f"{self.replay_id} {self.dossier_id}"
