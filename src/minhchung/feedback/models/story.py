"""The stories: every deed as a row, of reflections and recommendations, of complaints, of denunciations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.feedback.models.record import Feedback


class StoryLine(models.Model):
    """One deed: who, in which post, did what, when, why, under which article. ``number`` counts from 1."""

    number = models.PositiveIntegerField(_("thứ tự"))
    deed = models.CharField(_("việc"), max_length=30)
    from_state = models.CharField(_("từ trạng thái"), max_length=12, blank=True)
    to_state = models.CharField(_("sang trạng thái"), max_length=12)
    at = models.DateTimeField(_("lúc"))
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))
    by = models.CharField(_("người làm"), max_length=150)
    by_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    post = models.CharField(_("chức danh"), max_length=120, blank=True)
    to = models.CharField(_("chuyển đến, giao cho"), max_length=255, blank=True)
    cites = models.CharField(_("điều khoản"), max_length=255)
    due_before_at = models.DateTimeField(_("hạn trước đó"), null=True)
    due_after_at = models.DateTimeField(_("hạn sau đó"), null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} {self.deed}"


class FeedbackEvent(StoryLine):
    """A deed on a reflection or recommendation received here."""

    record = models.ForeignKey(
        Feedback, on_delete=models.CASCADE, related_name="events", verbose_name=_("phản ánh, kiến nghị")
    )
    reason = models.TextField(_("lý do, nội dung"), blank=True)
    basis = models.TextField(_("lý do làm muộn"), blank=True)

    class Meta:
        verbose_name = _("diễn biến của phản ánh, kiến nghị")
        verbose_name_plural = _("diễn biến của phản ánh, kiến nghị")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"], name="a_line_has_its_place_in_the_story_of_feedback"
            ),
        ]
