"""What people thought of the settlement of their dossier: one answer for each dossier, ever."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyWay(models.TextChoices):
    """How the answer came (NĐ 118/2025/NĐ-CP art. 31)."""

    LINK = "link", _("Mã QR, đường dẫn trên giấy tiếp nhận")
    SLIP = "slip", _("Phiếu giấy, thiết bị tại quầy")


class SurveyAnswer(models.Model):
    """The answer for one dossier. ``edition`` names the criteria that were asked (lawbook ``feedback.survey``)."""

    dossier = models.OneToOneField(
        "dossiers.Dossier", on_delete=models.CASCADE, related_name="+", verbose_name=_("hồ sơ")
    )
    edition = models.CharField(_("bộ tiêu chí"), max_length=20)
    way = models.CharField(_("cách trả lời"), max_length=4, choices=SurveyWay.choices)
    answered_at = models.DateTimeField(_("trả lời lúc"))
    by = models.CharField(_("người nhập"), max_length=150, blank=True)
    comment = models.TextField(_("ý kiến khác"), blank=True)

    class Meta:
        verbose_name = _("phiếu đánh giá")
        verbose_name_plural = _("phiếu đánh giá")
        indexes = [models.Index(fields=["answered_at"], name="survey_by_answer")]

    def __str__(self) -> str:
        return f"{_('Phiếu đánh giá')} {self.pk}"


class SurveyMark(models.Model):
    """What one criterion got; ``satisfied`` as the edition judged it when it was answered."""

    answer = models.ForeignKey(
        SurveyAnswer, on_delete=models.CASCADE, related_name="marks", verbose_name=_("phiếu đánh giá")
    )
    criterion = models.CharField(_("tiêu chí"), max_length=30)
    value = models.PositiveSmallIntegerField(_("mức"))
    satisfied = models.BooleanField(_("hài lòng"))

    class Meta:
        verbose_name = _("điểm của một tiêu chí")
        verbose_name_plural = _("điểm của một tiêu chí")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "criterion"], name="a_criterion_is_answered_once_in_a_survey"
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
