"""What was reached of the promises, counted by the worker: pages for everybody read it and count nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CountedPeriod(models.Model):
    """A period over which dossiers were counted: ``label`` is the year, "" for the last twelve months.

    ``dossiers`` is how many were walked over: what took long is counted anew less often.
    """

    label = models.CharField(_("kỳ"), max_length=4, unique=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"))
    counted_at = models.DateTimeField(_("tính lúc"))
    dossiers = models.PositiveIntegerField(_("số hồ sơ"))

    class Meta:
        verbose_name = _("kỳ đã tính kết quả cam kết")
        verbose_name_plural = _("các kỳ đã tính kết quả cam kết")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="a_counted_period_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.label or _("12 tháng gần nhất")


class CountedPromise(models.Model):
    """What one procedure reached in a period, as far as it may be told (``promise_numbers.to_json``)."""

    period = models.ForeignKey(
        CountedPeriod, on_delete=models.CASCADE, related_name="promises", verbose_name=_("kỳ")
    )
    procedure = models.BigIntegerField(_("thủ tục"))
    numbers = models.JSONField(_("các số"))

    class Meta:
        verbose_name = _("kết quả cam kết đã tính")
        verbose_name_plural = _("các kết quả cam kết đã tính")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "procedure"], name="a_procedure_is_counted_once_in_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.procedure}"
