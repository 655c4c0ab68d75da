"""Reorganisations as deeds: drafted, previewed, carried out at once; each record that went along is a row."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.organisation.models.units import Succession, SuccessionKind, Unit


class ReorganisationState(models.TextChoices):
    """Where a reorganisation stands."""

    DRAFT = "draft", _("Đang chuẩn bị")
    DONE = "done", _("Đã thực hiện")
    DROPPED = "dropped", _("Đã bỏ")


class Reorganisation(models.Model):
    """A reorganisation of units by one decision: what ends, what follows, from which day.

    Nothing of it holds while it is a draft. ``revision`` grows with every change of the draft: what is carried out is
    what was previewed.
    """

    kind = models.CharField(_("hình thức"), max_length=20, choices=SuccessionKind.choices)
    name = models.CharField(_("tên gọi"), max_length=200)
    on = models.DateField(_("có hiệu lực từ ngày"))
    decision = models.CharField(_("quyết định"), max_length=200)
    reason = models.TextField(_("lý do, nội dung"), blank=True)
    state = models.CharField(
        _("tình trạng"),
        max_length=10,
        choices=ReorganisationState.choices,
        default=ReorganisationState.DRAFT,
        editable=False,
    )
    revision = models.PositiveIntegerField(_("lần sửa"), default=1, editable=False)
    drafted_by = models.CharField(_("người chuẩn bị"), max_length=150, editable=False)
    drafted_at = models.DateTimeField(_("chuẩn bị lúc"), editable=False)
    decided_by = models.CharField(_("người thực hiện, người bỏ"), max_length=150, blank=True, editable=False)
    decided_at = models.DateTimeField(_("thực hiện, bỏ lúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("việc sắp xếp đơn vị")
        verbose_name_plural = _("các việc sắp xếp đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", decided_at__isnull=True)
                | ~Q(state="draft") & Q(decided_at__isnull=False),
                name="a_reorganisation_that_is_decided_says_when",
                violation_error_message=_(
                    "Việc sắp xếp đã thực hiện hoặc đã bỏ phải có thời điểm; đang soạn thì chưa có."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReorganisationStep(models.Model):
    """One edge of a reorganisation: a unit that ends, and the one that takes over; nobody where it is dissolved.

    Of a unit that is divided exactly one edge ``takes_work``: there its open work goes.
    """

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.CASCADE, related_name="steps", verbose_name=_("việc sắp xếp")
    )
    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị trước")
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị sau")
    )
    takes_work = models.BooleanField(_("nhận việc đang làm"), default=True)
    succession = models.OneToOneField(
        Succession, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("kế thừa")
    )

    class Meta:
        verbose_name = _("đơn vị trong việc sắp xếp")
        verbose_name_plural = _("các đơn vị trong việc sắp xếp")
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "predecessor", "successor"],
                name="a_unit_hands_over_to_another_once_in_a_reorganisation",
            ),
            models.UniqueConstraint(
                fields=["reorganisation", "predecessor"],
                condition=Q(takes_work=True),
                name="open_work_of_a_unit_goes_to_one_successor",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(predecessor=F("successor")),
                name="a_unit_does_not_hand_over_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or '–'}"


class PassedOn(models.Model):
    """A record that went from a unit to its successor: ``record`` is its number in a matter of a room.

    Where a record was on an earlier day is read from here: what it belongs to now says nothing of the time before.
    """

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="passed_on", verbose_name=_("việc sắp xếp")
    )
    mover = models.CharField(_("loại việc"), max_length=40)
    room = models.CharField(_("phân hệ"), max_length=40)
    matter = models.CharField(_("loại bản ghi"), max_length=40)
    record = models.BigIntegerField(_("bản ghi"))
    code = models.CharField(_("mã"), max_length=80, blank=True)
    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("từ đơn vị")
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("sang đơn vị")
    )
    on = models.DateField(_("từ ngày"))
    at = models.DateTimeField(_("chuyển lúc"))

    class Meta:
        verbose_name = _("bản ghi đã chuyển sang đơn vị kế thừa")
        verbose_name_plural = _("các bản ghi đã chuyển sang đơn vị kế thừa")
        indexes = [models.Index(fields=["room", "matter", "record"], name="passed_on_by_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "mover", "record", "predecessor"],
                name="a_record_goes_along_once_in_a_reorganisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mover} {self.record}"
