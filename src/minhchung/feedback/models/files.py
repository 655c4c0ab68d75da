"""Files that came with a reflection or recommendation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.feedback.models.record import Feedback


class FeedbackFile(models.Model):
    """A file that its sender attached; it may name people, so it is opened by those alone who may read that."""

    record = models.ForeignKey(
        Feedback, on_delete=models.CASCADE, related_name="files", verbose_name=_("phản ánh, kiến nghị")
    )
    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp")
    )
    attached_at = models.DateTimeField(_("đính kèm lúc"))

    class Meta:
        verbose_name = _("tệp của phản ánh, kiến nghị")
        verbose_name_plural = _("tệp của phản ánh, kiến nghị")
        constraints = [
            models.UniqueConstraint(fields=["record", "file"], name="a_file_is_attached_to_feedback_once"),
        ]

    def __str__(self) -> str:
        return str(self.file)
