"""Following how law is carried out: plans, inspections and surveys, and what is recommended."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.models.documents import LegalDocument


class FollowKind(models.TextChoices):
    """What was done."""

    PLAN = "plan", _("Kế hoạch theo dõi")
    INSPECTION = "inspection", _("Kiểm tra")
    SURVEY = "survey", _("Điều tra, khảo sát")


class Following(models.Model):
    """A plan for following how law is carried out, an inspection or a survey."""

    kind = models.CharField(_("loại"), max_length=10, choices=FollowKind.choices)
    on = models.DateField(_("ngày thực hiện, ban hành"))
    subject = models.CharField(_("nội dung, chuyên đề"), max_length=255)
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    place = models.CharField(_("nơi được kiểm tra, khảo sát"), max_length=255, blank=True)
    document = models.ForeignKey(
        LegalDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed",
        verbose_name=_("văn bản được theo dõi thi hành"),
    )
    decision = models.CharField(_("quyết định, kế hoạch"), max_length=200, blank=True)
    conclusion = models.CharField(_("báo cáo, kết luận"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện")
    )

    class Meta:
        verbose_name = _("theo dõi thi hành pháp luật")
        verbose_name_plural = _("theo dõi thi hành pháp luật")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on", "subject"],
                name="a_following_is_entered_once",
                violation_error_message=_("Hoạt động cùng loại, nội dung và ngày này đã được nhập."),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Recommendation(models.Model):
    """What an inspection or survey recommends to somebody, and by what it was done."""

    following = models.ForeignKey(
        Following, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("hoạt động")
    )
    content = models.TextField(_("nội dung kiến nghị"))
    addressee = models.CharField(_("cơ quan, đơn vị thực hiện"), max_length=200)
    made_on = models.DateField(_("ngày kiến nghị"))
    due_on = models.DateField(_("thời hạn"), null=True, blank=True)
    handled_on = models.DateField(_("ngày thực hiện xong"), null=True, editable=False)
    handled_by = models.CharField(_("văn bản, kết quả"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("kiến nghị về thi hành pháp luật")
        verbose_name_plural = _("kiến nghị về thi hành pháp luật")
        indexes = [models.Index(fields=["due_on"], name="recommendations_by_limit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True) | Q(handled_on__gte=F("made_on")) & ~Q(handled_by=""),
                name="a_recommendation_is_done_after_it_was_made_and_says_by_what",
                violation_error_message=_(
                    "Xử lý xong phải ghi văn bản xử lý, và ngày xử lý không được trước ngày kiến nghị."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.content[:80]
