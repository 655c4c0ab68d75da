"""Making law and reform known."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventForm(models.TextChoices):
    """How law or reform was made known."""

    CONFERENCE = "conference", _("Hội nghị phổ biến")
    TRAINING = "training", _("Tập huấn")
    ARTICLE = "article", _("Tin, bài")
    MATERIAL = "material", _("Phát hành tài liệu")
    CONTEST = "contest", _("Thi tìm hiểu")
    BROADCAST = "broadcast", _("Phát thanh, truyền hình")
    OTHER = "other", _("Hình thức khác")


class Subject(models.TextChoices):
    """What was made known."""

    LAW = "law", _("Phổ biến, giáo dục pháp luật")
    REFORM = "reform", _("Tuyên truyền cải cách hành chính")


class DisseminationEvent(models.Model):
    """One event, article or publication."""

    on = models.DateField(_("ngày thực hiện"))
    form = models.CharField(_("hình thức"), max_length=10, choices=EventForm.choices)
    subject = models.CharField(_("nội dung"), max_length=6, choices=Subject.choices)
    title = models.CharField(_("tên hoạt động"), max_length=255)
    attendance = models.PositiveIntegerField(_("lượt người dự"), default=0)
    copies = models.PositiveIntegerField(_("số bản tài liệu phát hành"), default=0)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện")
    )
    evidence = models.CharField(_("tài liệu kiểm chứng (số, đường dẫn)"), max_length=255, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("hoạt động phổ biến, tuyên truyền")
        verbose_name_plural = _("hoạt động phổ biến, tuyên truyền")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "form", "title"],
                name="an_event_is_entered_once",
                violation_error_message=_("Hoạt động cùng tên, hình thức và ngày này đã được nhập."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
