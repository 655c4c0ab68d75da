"""The steps of the internal process that a dossier goes through: who held it, by when, and whether that was kept."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier, Verdict


class StepRun(models.Model):
    """A dossier in one step, or in the steps of a parallel group together; open while ``ended_at`` is empty.

    Name, unit and minutes are those of the process when the step began: a later change of the process rewrites nothing.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="step_runs", verbose_name=_("hồ sơ")
    )
    process = models.ForeignKey(
        "procedures.Process", on_delete=models.PROTECT, related_name="+", verbose_name=_("quy trình nội bộ")
    )
    place = models.PositiveSmallIntegerField(_("thứ tự"))
    number = models.PositiveSmallIntegerField(_("bước"))
    name = models.TextField(_("tên bước"))
    unit_name = models.TextField(_("đơn vị thực hiện"), blank=True)
    minutes = models.PositiveIntegerField(_("thời gian (phút làm việc)"))
    held_by = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đang ở")
    )
    holder = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người xử lý")
    )
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    due_at = models.DateTimeField(_("hạn của bước"), null=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True)
    verdict = models.CharField(
        _("kết quả so với hạn của bước"), max_length=8, choices=Verdict.choices, blank=True
    )
    calendar_edition = models.PositiveIntegerField(_("tính theo lịch lần đổi thứ"), default=0, editable=False)

    class Meta:
        verbose_name = _("bước xử lý hồ sơ")
        verbose_name_plural = _("các bước xử lý hồ sơ")
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(ended_at__isnull=True), name="dossiers_open_steps_by_due"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "place"], name="a_step_has_its_place_in_the_dossier"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(ended_at__isnull=True),
                name="a_dossier_stands_in_one_step_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="a_step_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(ended_at__isnull=False, due_at__isnull=False),
                name="a_step_is_judged_at_its_end_against_its_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}.{self.place} {self.name}"
