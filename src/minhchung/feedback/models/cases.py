"""Complaints and denunciations: two registers apart from everything else, each with its own readers.

Who complains or denounces, of whom and what, is sealed: the database and its copies do not tell it.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.feedback.models.story import StoryLine
from minhchung.feedback.moves import CASE_STATE_NAMES, CaseState
from minhchung.ground.sealed.fields import BlindIndexField, SealedTextField

_STATES = [(str(each), CASE_STATE_NAMES[each]) for each in CaseState]


class CaseChannel(models.TextChoices):
    """How it came in."""

    PAPER = "paper", _("Đơn gửi bưu chính")
    DIRECT = "direct", _("Trình bày trực tiếp tại nơi tiếp công dân")
    MOVED = "moved", _("Cơ quan khác chuyển đến")


class Round(models.TextChoices):
    """Which complaint it is; the limits differ."""

    FIRST = "first", _("Khiếu nại lần đầu")
    SECOND = "second", _("Khiếu nại lần hai")
    DISCIPLINE = "discipline", _("Khiếu nại quyết định kỷ luật")


class Outcome(models.TextChoices):
    """What the decision or conclusion says."""

    RIGHT = "right", _("Đúng toàn bộ")
    PARTLY = "partly", _("Đúng một phần")
    WRONG = "wrong", _("Sai toàn bộ")


class Case(models.Model):
    """What complaints and denunciations have in common: the moments, the limits stored when they begin to run.

    ``accept_due_at`` runs from receipt, ``due_at`` from acceptance, ``send_due_at`` from the decision or conclusion.
    While settling is suspended no limit runs; ``suspended_days`` are the calendar days of all suspensions that ended.
    """

    code = models.CharField(_("số vào sổ"), max_length=40, unique=True)
    channel = models.CharField(_("nguồn"), max_length=8, choices=CaseChannel.choices)
    remote = models.BooleanField(_("vùng sâu, vùng xa, đi lại khó khăn"), default=False)
    state = models.CharField(_("trạng thái"), max_length=12, choices=_STATES, default=CaseState.WAITING)
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=0)
    received_at = models.DateTimeField(_("nhận lúc"))
    accept_due_at = models.DateTimeField(_("hạn thụ lý"))
    accepted_at = models.DateTimeField(_("thụ lý lúc"), null=True)
    notify_due_at = models.DateTimeField(_("hạn thông báo thụ lý"), null=True)
    due_at = models.DateTimeField(_("hạn giải quyết"), null=True)
    extensions = models.PositiveSmallIntegerField(_("số lần gia hạn"), default=0)
    suspended_at = models.DateTimeField(_("tạm đình chỉ lúc"), null=True)
    suspended_days = models.PositiveIntegerField(_("số ngày đã tạm đình chỉ"), default=0)
    concluded_at = models.DateTimeField(_("kết luận, quyết định lúc"), null=True)
    outcome = models.CharField(_("kết quả"), max_length=8, choices=Outcome.choices, blank=True)
    decision = models.CharField(_("số quyết định, kết luận"), max_length=60, blank=True)
    send_due_at = models.DateTimeField(_("hạn gửi, công khai kết quả"), null=True)
    closed_at = models.DateTimeField(_("đóng hồ sơ vụ việc lúc"), null=True)
    ended_at = models.DateTimeField(_("không thụ lý, chuyển, rút hoặc đình chỉ lúc"), null=True)
    explanation = models.TextField(_("diễn giải hạn"), default="", blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


def _whole(matter: str) -> list[models.CheckConstraint]:
    """What must never be in either register."""
    return [
        models.CheckConstraint(
            condition=Q(accepted_at__isnull=True)
            | Q(accepted_at__gte=F("received_at"), due_at__isnull=False, due_at__gt=F("accepted_at")),
            name=f"an_accepted_{matter}_has_a_limit",
        ),
        models.CheckConstraint(
            condition=Q(concluded_at__isnull=True)
            | Q(accepted_at__isnull=False, concluded_at__gte=F("accepted_at"))
            & ~Q(outcome="")
            & ~Q(decision=""),
            name=f"a_concluded_{matter}_was_accepted_and_says_how",
        ),
        models.CheckConstraint(
            condition=Q(state="waiting", accepted_at__isnull=True, ended_at__isnull=True)
            | Q(
                state="accepted",
                accepted_at__isnull=False,
                suspended_at__isnull=True,
                concluded_at__isnull=True,
                ended_at__isnull=True,
            )
            | Q(
                state="suspended",
                suspended_at__gte=F("accepted_at"),
                concluded_at__isnull=True,
                ended_at__isnull=True,
            )
            | Q(state="concluded", concluded_at__isnull=False, closed_at__isnull=True)
            | Q(state="closed", concluded_at__isnull=False, closed_at__isnull=False)
            | Q(
                state__in=["declined", "moved", "withdrawn", "stopped"],
                ended_at__isnull=False,
                concluded_at__isnull=True,
            ),
            name=f"the_state_of_a_{matter}_agrees_with_its_moments",
        ),
    ]


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints in words."""

    def visible_to(self, user: int | None, *, permitted: bool) -> Self:
        """All for those with the permit; for others those in which they are named."""
        return self if permitted else self.filter(named__user=user).distinct()


class Complaint(Case):
    """A complaint against an administrative decision or act, or a disciplinary decision."""

    round = models.CharField(_("loại"), max_length=10, choices=Round.choices)
    who = SealedTextField(_("người khiếu nại"), purpose="complaint.who")
    who_index = BlindIndexField(_("chỉ mục người khiếu nại"), of="who")
    contact = SealedTextField(_("địa chỉ, liên hệ"), purpose="complaint.contact")
    against = SealedTextField(_("quyết định, hành vi, người bị khiếu nại"), purpose="complaint.against")
    content = SealedTextField(_("nội dung"), purpose="complaint.content")
    conclusion = SealedTextField(_("nội dung giải quyết"), purpose="complaint.conclusion")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("khiếu nại")
        verbose_name_plural = _("khiếu nại")
        constraints = _whole("complaint")


class DenunciationQuerySet(models.QuerySet["Denunciation"]):
    """Denunciations in words."""

    def naming(self, user: int | None) -> Self:
        """Those in which an account is named; nobody else sees any."""
        return self.filter(named__user=user).distinct()


class Denunciation(Case):
    """A denunciation. Only the persons named in it know of it (Luật Tố cáo art. 9, 47, 56)."""

    who = SealedTextField(_("người tố cáo"), purpose="denunciation.who")
    who_index = BlindIndexField(_("chỉ mục người tố cáo"), of="who")
    contact = SealedTextField(_("địa chỉ, liên hệ"), purpose="denunciation.contact")
    against = SealedTextField(_("người bị tố cáo"), purpose="denunciation.against")
    content = SealedTextField(_("nội dung"), purpose="denunciation.content")
    conclusion = SealedTextField(_("kết luận"), purpose="denunciation.conclusion")

    objects = DenunciationQuerySet.as_manager()

    class Meta:
        verbose_name = _("tố cáo")
        verbose_name_plural = _("tố cáo")
        constraints = _whole("denunciation")


class Named(models.Model):
    """A person who is named in a case, and for what."""

    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("tài khoản")
    )
    task = models.CharField(_("việc được giao"), max_length=120)
    since_at = models.DateTimeField(_("từ lúc"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.user_id} {self.task}"


class ComplaintNamed(Named):
    """A person named in a complaint."""

    record = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="named", verbose_name=_("khiếu nại")
    )

    class Meta:
        verbose_name = _("người được giao giải quyết khiếu nại")
        verbose_name_plural = _("người được giao giải quyết khiếu nại")
        constraints = [
            models.UniqueConstraint(fields=["record", "user"], name="a_person_is_named_once_in_a_complaint")
        ]


class DenunciationNamed(Named):
    """A person named in a denunciation: nobody else may see it."""

    record = models.ForeignKey(
        Denunciation, on_delete=models.CASCADE, related_name="named", verbose_name=_("tố cáo")
    )

    class Meta:
        verbose_name = _("người được giao giải quyết tố cáo")
        verbose_name_plural = _("người được giao giải quyết tố cáo")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "user"], name="a_person_is_named_once_in_a_denunciation"
            )
        ]


class ComplaintEvent(StoryLine):
    """A deed on a complaint."""

    record = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="events", verbose_name=_("khiếu nại")
    )
    reason = SealedTextField(_("lý do, nội dung"), purpose="complaint.reason")

    class Meta:
        verbose_name = _("diễn biến của khiếu nại")
        verbose_name_plural = _("diễn biến của khiếu nại")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"], name="a_line_has_its_place_in_the_story_of_a_complaint"
            )
        ]


class DenunciationEvent(StoryLine):
    """A deed on a denunciation."""

    record = models.ForeignKey(
        Denunciation, on_delete=models.CASCADE, related_name="events", verbose_name=_("tố cáo")
    )
    reason = SealedTextField(_("lý do, nội dung"), purpose="denunciation.reason")

    class Meta:
        verbose_name = _("diễn biến của tố cáo")
        verbose_name_plural = _("diễn biến của tố cáo")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"], name="a_line_has_its_place_in_the_story_of_a_denunciation"
            )
        ]
