"""Trying a shorter time limit on dossiers of the past before it is decided."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier, Verdict
from minhchung.procedures.models import LimitUnit


class Replay(models.Model):
    """A limit tried on the dossiers of one procedure that were accepted from a day until a day and have ended.

    ``decision`` says what was decided with it, once it was, with the number and the day of the document.
    ``current_limit`` is the limit that most of the tried dossiers had, None where it was in another unit.
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
    current_limit = models.PositiveIntegerField(_("thời hạn hiện nay"), null=True)
    decision = models.TextField(_("quyết định sau khi thử"), blank=True)
    decision_number = models.CharField(_("số văn bản"), max_length=120, blank=True)
    decided_on = models.DateField(_("ngày văn bản"), null=True)

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
    """What the tried limit would have promised one dossier, and whether it would have been kept.

    For one that would have been late: the step that held it when the tried limit expired, and in ``spent`` what each of
    its steps took, as lists of number, name, unit, working minutes, minutes allowed.
    """

    replay = models.ForeignKey(
        Replay, on_delete=models.CASCADE, related_name="dossiers", verbose_name=_("lần thử")
    )
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+", verbose_name=_("hồ sơ"))
    due_at = models.DateTimeField(_("hạn theo thời hạn thử"))
    verdict = models.CharField(_("kết quả theo thời hạn thử"), max_length=8, choices=Verdict.choices)
    verdict_then = models.CharField(_("kết quả thật"), max_length=8, choices=Verdict.choices)
    unit_name = models.CharField(_("đơn vị xử lý"), max_length=255, blank=True)
    step_number = models.PositiveSmallIntegerField(_("đang ở bước"), null=True)
    step_name = models.CharField(_("tên bước"), max_length=255, blank=True)
    step_unit = models.CharField(_("đơn vị thực hiện bước"), max_length=255, blank=True)
    spent = models.JSONField(_("thời gian từng bước"), default=list)

    class Meta:
        verbose_name = _("hồ sơ trong lần thử")
        verbose_name_plural = _("hồ sơ trong lần thử")
        constraints = [
            models.UniqueConstraint(fields=["replay", "dossier"], name="a_dossier_is_tried_once_in_a_trial")
        ]

    def __str__(self) -> str:
        return f"{self.replay_id} {self.dossier_id}"


class ReplayPoint(models.Model):
    """One point of the curve of a trial: how many of the same dossiers would be late under another limit."""

    replay = models.ForeignKey(
        Replay, on_delete=models.CASCADE, related_name="curve", verbose_name=_("lần thử")
    )
    limit = models.PositiveIntegerField(_("thời hạn"))
    late = models.PositiveIntegerField(_("quá hạn"))

    class Meta:
        verbose_name = _("điểm của đường thử")
        verbose_name_plural = _("các điểm của đường thử")
        constraints = [
            models.UniqueConstraint(fields=["replay", "limit"], name="a_limit_is_tried_once_on_the_curve")
        ]

    def __str__(self) -> str:
        return f"{self.replay_id} {self.limit}"
