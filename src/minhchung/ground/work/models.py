"""Runs over many records, and the records of each with what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """What a run is at: trying what would happen, or doing it."""

    TRYING = "trying", _("Xem thử")
    DOING = "doing", _("Thực hiện")


class RunState(models.TextChoices):
    """Where a run stands in its phase."""

    WAITING = "waiting", _("Chờ làm")
    HELD = "held", _("Đang làm")
    RESTING = "resting", _("Đã xem thử, chờ xác nhận")
    ENDED = "ended", _("Đã xong")
    STOPPED = "stopped", _("Đã dừng")


class ItemState(models.TextChoices):
    """What came of one record of a run."""

    NEW = "new", _("Chưa xem")
    FIT = "fit", _("Sẽ làm")
    UNFIT = "unfit", _("Không làm được")
    DONE = "done", _("Đã làm")
    FAILED = "failed", _("Không thành")


class Run(models.Model):
    """One deed over many records, by one person.

    ``token`` grows each time a worker takes the run up; whatever a worker writes counts only under its own token.
    ``deaths`` counts the workers that fell silent one after the other without a single item done between them.
    ``turn_at`` is when it was last worked on: the one that has waited longest comes next.
    """

    key = models.UUIDField(_("dấu của biểu mẫu"))
    kind = models.CharField(_("loại việc"), max_length=40)
    room = models.CharField(_("phân hệ"), max_length=40, editable=False)
    matter = models.CharField(_("loại bản ghi"), max_length=40, editable=False)
    title = models.CharField(_("việc"), max_length=200)
    arguments = models.JSONField(_("nội dung"), default=dict)
    by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("người làm")
    )
    phase = models.CharField(_("giai đoạn"), max_length=8, choices=Phase.choices, default=Phase.TRYING)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=RunState.choices, default=RunState.WAITING
    )
    total = models.PositiveIntegerField(_("số bản ghi"))
    created_at = models.DateTimeField(_("lập lúc"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    begun_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)
    seen_at = models.DateTimeField(_("người làm xem kết quả lúc"), null=True)
    stopped_by = models.CharField(_("người dừng"), max_length=150, blank=True)
    again = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("làm lại của")
    )
    turn_at = models.DateTimeField(_("lượt gần nhất"), editable=False)
    lease_until_at = models.DateTimeField(_("đang làm, giữ đến lúc"), null=True, editable=False)
    token = models.PositiveIntegerField(_("số của lần giữ"), default=0, editable=False)
    deaths = models.PositiveSmallIntegerField(_("số lần tiến trình mất"), default=0, editable=False)

    class Meta:
        verbose_name = _("việc làm hàng loạt")
        verbose_name_plural = _("việc làm hàng loạt")
        indexes = [
            models.Index(
                fields=["turn_at"],
                condition=Q(state__in=["waiting", "held"]),
                name="work_that_waits_its_turn",
            ),
            models.Index(
                fields=["by"],
                condition=Q(ended_at__isnull=False, seen_at__isnull=True),
                name="work_ended_and_not_yet_seen",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_form_begins_one_run"),
            models.CheckConstraint(
                condition=Q(state="held", lease_until_at__isnull=False)
                | ~Q(state="held") & Q(lease_until_at__isnull=True),
                name="a_run_is_held_only_while_it_is_worked_on",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ended", "stopped"], ended_at__isnull=False)
                | ~Q(state__in=["ended", "stopped"]) & Q(ended_at__isnull=True),
                name="a_run_that_is_over_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(phase="trying", confirmed_at__isnull=True)
                | Q(phase="doing", confirmed_at__isnull=False),
                name="nothing_is_done_before_it_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"


class Item(models.Model):
    """One record of a run, as it was when it was chosen: ``revision`` is what the person saw.

    ``gist`` is the refusal without codes and moments: what makes two refusals the same reason.
    """

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="items", verbose_name=_("việc làm hàng loạt")
    )
    place = models.PositiveIntegerField(_("thứ tự"))
    record = models.BigIntegerField(_("bản ghi"))
    revision = models.PositiveIntegerField(_("lần cập nhật"))
    about = models.CharField(_("mã"), max_length=60)
    state = models.CharField(_("tình trạng"), max_length=6, choices=ItemState.choices, default=ItemState.NEW)
    reason = models.TextField(_("lý do"), blank=True)
    gist = models.CharField(_("loại lý do"), max_length=300, blank=True)
    cites = models.CharField(_("điều khoản"), max_length=255, blank=True)
    at = models.DateTimeField(_("lúc"), null=True)

    class Meta:
        verbose_name = _("bản ghi của việc làm hàng loạt")
        verbose_name_plural = _("các bản ghi của việc làm hàng loạt")
        indexes = [models.Index(fields=["run", "state", "place"], name="work_items_in_turn")]
        constraints = [
            models.UniqueConstraint(fields=["run", "record"], name="a_record_stands_once_in_a_run"),
            models.CheckConstraint(
                condition=~Q(state__in=["unfit", "failed"]) | ~Q(reason=""), name="what_was_not_done_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "failed"]) | Q(at__isnull=False),
                name="what_was_tried_in_earnest_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}.{self.place} {self.about}"
