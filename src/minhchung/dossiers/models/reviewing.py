"""What is reckoned from a dossier's dates beside its verdict: its pace, its forecast, and marks to look at again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier
from minhchung.dossiers.models.steps import StepRun
from minhchung.rules.integrity import DETECTOR_NAMES, Detector


class Pace(models.Model):
    """How much of its limit an ended dossier used: the history from which forecasts are made.

    ``used`` is in whole per cent of the working time between the beginning of the clock that governed and its due
    moment; ``late`` is the verdict. Procedure, field and end are those of the dossier, kept here so that counting reads
    one table.
    """

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="pace", verbose_name=_("hồ sơ")
    )
    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("thủ tục"),
        db_index=False,
    )
    field = models.CharField(_("lĩnh vực"), max_length=120)
    ended_at = models.DateTimeField(_("kết thúc xử lý lúc"))
    used = models.PositiveIntegerField(_("phần thời hạn đã dùng (%)"))
    late = models.BooleanField(_("quá hạn"))

    class Meta:
        verbose_name = _("nhịp giải quyết của hồ sơ")
        verbose_name_plural = _("nhịp giải quyết của hồ sơ")
        indexes = [
            models.Index(fields=["procedure", "used"], name="dossiers_pace_of_a_procedure"),
            models.Index(fields=["field", "used"], name="dossiers_pace_of_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.used} %"


class StepPace(models.Model):
    """How much working time a step took, and where in the dossier's limit it began. Of ended dossiers alone.

    One row for a step of a dossier, kept with its first run: a step that was done again adds its time.

    ``took`` in working minutes without waits; ``begun_used`` in whole per cent of the limit, as ``Pace.used``.
    """

    run = models.OneToOneField(
        StepRun, on_delete=models.CASCADE, primary_key=True, related_name="pace", verbose_name=_("bước")
    )
    procedure = models.ForeignKey(
        "procedures.Procedure", on_delete=models.PROTECT, related_name="+", verbose_name=_("thủ tục")
    )
    number = models.PositiveSmallIntegerField(_("số thứ tự của bước"))
    took = models.PositiveIntegerField(_("thời gian làm việc đã dùng (phút)"))
    begun_used = models.PositiveIntegerField(_("phần thời hạn đã dùng khi vào bước (%)"))

    class Meta:
        verbose_name = _("nhịp của một bước")
        verbose_name_plural = _("nhịp của các bước")

    def __str__(self) -> str:
        return f"{self.run_id} {self.took}"


class Outlook(models.Model):
    """What was forecast for an open dossier when it was last reckoned; probabilities in whole per mille."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="outlook", verbose_name=_("hồ sơ")
    )
    used = models.PositiveIntegerField(_("phần thời hạn đã dùng (%)"))
    likelihood = models.PositiveSmallIntegerField(_("khả năng trễ (phần nghìn)"), db_index=True)
    low = models.PositiveSmallIntegerField(_("cận dưới (phần nghìn)"))
    high = models.PositiveSmallIntegerField(_("cận trên (phần nghìn)"))
    at = models.DateTimeField(_("tính lúc"))

    class Meta:
        verbose_name = _("dự báo của hồ sơ")
        verbose_name_plural = _("dự báo của các hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__lte=1000, high__lte=1000), name="a_likelihood_is_at_most_all"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.likelihood}"


class Mark(models.Model):
    """A dossier to look at again, found by one detector; follows from the dates, never set by hand.

    ``detail`` says what was seen; ``rule`` under which convention. An officer's explanation stands beside it and takes
    nothing away.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="marks", verbose_name=_("hồ sơ")
    )
    detector = models.CharField(
        _("dấu hiệu"), max_length=20, choices=[(str(each), DETECTOR_NAMES[each]) for each in Detector]
    )
    detail = models.TextField(_("thấy gì"))
    rule = models.CharField(_("theo quy ước"), max_length=255)
    found_at = models.DateTimeField(_("rà soát lúc"))
    explanation = models.TextField(_("giải trình"), blank=True)
    explained_by = models.CharField(_("người giải trình"), max_length=150, blank=True)
    explained_at = models.DateTimeField(_("giải trình lúc"), null=True)

    class Meta:
        verbose_name = _("dấu hiệu cần xem lại")
        verbose_name_plural = _("dấu hiệu cần xem lại")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "detector"], name="a_detector_marks_a_dossier_once"),
            models.CheckConstraint(
                condition=Q(explanation="", explained_by="", explained_at__isnull=True)
                | ~Q(explanation="") & ~Q(explained_by="") & Q(explained_at__isnull=False),
                name="an_explanation_says_by_whom_and_when",
            ),
        ]
        indexes = [models.Index(fields=["detector"], name="dossiers_marks_by_detector")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.detector}"


class ForecastCheck(models.Model):
    """How good the forecast was on dossiers that it had not seen; ``result`` is JSON of :mod:`rules.skill`."""

    split_on = models.DateField(_("học trước ngày, thử từ ngày"))
    result = models.TextField(_("kết quả (JSON)"))
    by = models.CharField(_("người kiểm tra"), max_length=150)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần kiểm tra dự báo")
        verbose_name_plural = _("các lần kiểm tra dự báo")

    def __str__(self) -> str:
        return f"{self.split_on:%d/%m/%Y}"
