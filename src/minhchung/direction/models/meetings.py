"""Meetings and dialogues, and what was asked at them."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """What brings an agency and the people together."""

    DIALOGUE = "dialogue", _("Đối thoại với doanh nghiệp")
    CITIZENS = "citizens", _("Đối thoại với người dân")
    RECEPTION = "reception", _("Tiếp công dân")
    PUBLIC = "public", _("Họp công khai")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Sắp tổ chức")
    HELD = "held", _("Đã tổ chức")
    CANCELLED = "cancelled", _("Không tổ chức")


class Meeting(models.Model):
    """A meeting or dialogue with enterprises or citizens; what came of it is there once it was held.

    ``led_by`` is a post, not a person. Everything here is told to the public; the minutes once they are published.
    """

    kind = models.CharField(_("hình thức"), max_length=9, choices=MeetingKind.choices)
    topic = models.CharField(_("chủ đề"), max_length=255)
    topic_folded = models.TextField(editable=False, default="")
    begins_at = models.DateTimeField(_("bắt đầu lúc"))
    ends_at = models.DateTimeField(_("kết thúc lúc"))
    place = models.CharField(_("địa điểm"), max_length=255, blank=True)
    online_url = models.CharField(
        _("địa chỉ dự trực tuyến"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
    )
    led_by = models.CharField(_("chủ trì (chức danh)"), max_length=255)
    invited = models.CharField(_("thành phần mời"), max_length=500)
    state = models.CharField(
        _("tình trạng"),
        max_length=9,
        choices=MeetingState.choices,
        default=MeetingState.PLANNED,
        editable=False,
    )
    attended = models.PositiveIntegerField(_("số người dự"), null=True, blank=True)
    raised = models.PositiveIntegerField(_("số câu hỏi, kiến nghị"), null=True, blank=True)
    answered = models.PositiveIntegerField(_("số câu đã trả lời"), null=True, blank=True)
    conclusion = models.TextField(_("kết luận"), blank=True)
    cancelled_reason = models.CharField(_("lý do không tổ chức"), max_length=500, blank=True)
    minutes = models.ForeignKey(
        "files.KeptFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("biên bản"),
    )
    minutes_published_on = models.DateField(_("công bố biên bản ngày"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("cuộc đối thoại, tiếp công dân")
        verbose_name_plural = _("các cuộc đối thoại, tiếp công dân")
        indexes = [models.Index(fields=["begins_at"], name="meetings_by_their_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "begins_at", "topic"],
                name="a_meeting_is_known_by_kind_moment_and_topic",
                violation_error_message=_(
                    "Cuộc này đã được ghi: cùng hình thức, giờ bắt đầu và chủ đề; hãy sửa bản ghi cũ."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="a_meeting_ends_after_it_begins",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online_url=""),
                name="a_meeting_takes_place_somewhere",
                violation_error_message=_("Phải ghi địa điểm hoặc đường dẫn dự trực tuyến."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state="held", attended__isnull=False, raised__isnull=False, answered__isnull=False
                )
                | ~Q(state="held")
                & Q(attended__isnull=True, raised__isnull=True, answered__isnull=True)
                & Q(conclusion="", minutes__isnull=True),
                name="what_came_of_a_meeting_is_told_once_it_was_held",
                violation_error_message=_(
                    "Số người dự, số câu hỏi, số câu đã trả lời, kết luận và biên bản chỉ ghi khi "
                    "cuộc đã tổ chức, và khi đó phải ghi đủ các số."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(answered__lte=F("raised")),
                name="no_more_questions_are_answered_than_raised",
                violation_error_message=_("Số câu đã trả lời không được lớn hơn số câu hỏi, kiến nghị."),
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_reason="")
                | ~Q(state="cancelled") & Q(cancelled_reason=""),
                name="a_cancelled_meeting_says_why",
                violation_error_message=_("Không tổ chức thì phải ghi lý do; có tổ chức thì để trống lý do."),
            ),
            models.CheckConstraint(
                condition=Q(minutes_published_on__isnull=True) | Q(minutes__isnull=False),
                name="published_minutes_are_there",
                violation_error_message=_("Chưa có tệp biên bản thì chưa công bố biên bản được."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {self.begins_at:%d/%m/%Y}"


class MeetingQuestion(models.Model):
    """What was asked at a meeting, and what was said to it; nobody is named in either."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="questions", verbose_name=_("cuộc đối thoại")
    )
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    question = models.TextField(_("câu hỏi, kiến nghị"))
    question_folded = models.TextField(editable=False, default="")
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.CharField(_("đơn vị trả lời"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("câu hỏi tại cuộc đối thoại")
        verbose_name_plural = _("các câu hỏi tại cuộc đối thoại")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="a_question_of_a_meeting_is_numbered_once",
                violation_error_message=_("Cuộc này đã có câu hỏi mang số thứ tự đó; hãy ghi số khác."),
            ),
            models.CheckConstraint(
                condition=Q(answer="") | ~Q(answered_by=""),
                name="an_answer_says_which_unit_gave_it",
                violation_error_message=_("Đã có trả lời thì phải ghi đơn vị trả lời."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"
