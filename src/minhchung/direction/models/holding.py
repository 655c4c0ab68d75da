"""Who is set to a task: the person in charge of it, and those who work on it beside, each from a day until a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models.plans import PlanTask


class Part(models.TextChoices):
    """What somebody's part in a task is."""

    MAIN = "main", _("Chịu trách nhiệm chính")
    BESIDE = "beside", _("Cùng làm")


class TaskHolding(models.Model):
    """A task in somebody's hands, ``since_on`` <= day < ``until_on``; who comes later leaves the row as it was.

    ``user`` is the account, by which work is counted in every room. One handed on again on the day it was given has
    an empty span: it was in his hands on no day. ``reason`` says why it ended.
    """

    task = models.ForeignKey(
        PlanTask, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("nhiệm vụ")
    )
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("người thực hiện")
    )
    part = models.CharField(_("phần việc"), max_length=6, choices=Part.choices)
    since_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến trước ngày"), null=True)
    set_at = models.DateTimeField(_("giao lúc"))
    set_by = models.CharField(_("người giao"), max_length=150)
    ended_at = models.DateTimeField(_("thôi giao lúc"), null=True)
    ended_by = models.CharField(_("người thôi giao"), max_length=150, blank=True)
    reason = models.CharField(_("lý do chuyển, thôi giao"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("người thực hiện nhiệm vụ")
        verbose_name_plural = _("những người thực hiện nhiệm vụ")
        indexes = [
            models.Index(fields=["user", "task"], name="task_holdings_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(part="main", until_on__isnull=True),
                name="one_person_at_a_time_is_in_charge_of_a_task",
            ),
            models.UniqueConstraint(
                fields=["task", "user"],
                condition=Q(until_on__isnull=True),
                name="a_person_has_one_part_in_a_task",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="a_task_is_not_taken_back_before_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True, ended_by="", ended_at__isnull=True)
                | Q(until_on__isnull=False, ended_at__isnull=False) & ~Q(ended_by=""),
                name="a_task_taken_back_names_who_took_it_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_part_display()}"
