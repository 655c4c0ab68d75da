"""People of the agency (not accounts): who they are, since when, until when, under which law."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.sealed.fields import SealedTextField


class PersonKind(models.TextChoices):
    """By which law a person works here. Contracts are those of NĐ 68/2000, then 161/2018, then 111/2022."""

    CIVIL_SERVANT = "civil_servant", _("Công chức")
    PUBLIC_EMPLOYEE = "public_employee", _("Viên chức")
    CONTRACT = "contract", _("Hợp đồng lao động")


#: Those who are counted against the quota; contracts are counted apart.
ON_QUOTA = (PersonKind.CIVIL_SERVANT, PersonKind.PUBLIC_EMPLOYEE)


class Sex(models.TextChoices):
    """As in the staff file."""

    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class Leaving(models.TextChoices):
    """Why a person left."""

    RETIRED = "retired", _("Nghỉ hưu")
    TRANSFERRED = "transferred", _("Chuyển công tác")
    STREAMLINED = "streamlined", _("Tinh giản biên chế")
    REORGANISED = "reorganised", _("Nghỉ do sắp xếp tổ chức bộ máy")
    RESIGNED = "resigned", _("Thôi việc theo nguyện vọng")
    DISMISSED = "dismissed", _("Buộc thôi việc")
    CONTRACT_ENDED = "contract_ended", _("Hết hạn hợp đồng")
    DIED = "died", _("Từ trần")


class PersonQuerySet(models.QuerySet["Person"]):
    """The words of the field."""

    def present_on(self, day: date) -> Self:
        """At work here on a day."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=day), joined_on__lte=day)

    def on_quota(self) -> Self:
        """Civil servants and public employees."""
        return self.filter(kind__in=ON_QUOTA)


class Person(models.Model):
    """A person's time at the agency: here from ``joined_on`` until (not including) ``left_on``.

    ``unit``, ``post`` and ``rank`` are those of the latest main appointment, which the deeds keep alike; where somebody
    worked on another day stands in the appointments. ``account`` is what the person signs in with, if anything.
    Identity number and home lie under seal.
    """

    staff_no = models.CharField(_("số hiệu"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120, editable=False, default="", db_index=True)
    sort_name = models.CharField(max_length=1200, editable=False, default="")
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex.choices)
    birth_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    ethnic = models.CharField(_("dân tộc"), max_length=40, blank=True)
    party_member = models.BooleanField(_("đảng viên"), null=True, blank=True)
    kind = models.CharField(_("đối tượng"), max_length=16, choices=PersonKind.choices)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị công tác")
    )
    post = models.CharField(_("chức vụ, chức danh"), max_length=160, blank=True)
    rank = models.CharField(_("mã ngạch"), max_length=20, blank=True)
    joined_on = models.DateField(_("vào cơ quan từ ngày"))
    left_on = models.DateField(_("thôi làm việc từ ngày"), null=True, blank=True)
    leaving = models.CharField(_("lý do thôi làm việc"), max_length=16, choices=Leaving.choices, blank=True)
    leaving_regime = models.CharField(_("chế độ khi thôi làm việc"), max_length=160, blank=True)
    leaving_decision = models.CharField(_("quyết định thôi làm việc"), max_length=200, blank=True)

    religion = models.CharField(_("tôn giáo"), max_length=40, blank=True)
    identity = SealedTextField(_("số định danh cá nhân"), purpose="staff.identity", blank=True, default="")
    home = SealedTextField(_("nơi ở hiện nay"), purpose="staff.home", blank=True, default="")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tài khoản đăng nhập"),
    )

    objects = PersonQuerySet.as_manager()

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("công chức, viên chức, người lao động")
        verbose_name_plural = _("công chức, viên chức, người lao động")
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="a_person_leaves_after_joining",
                violation_error_message=_("“Thôi làm việc từ ngày” phải sau “Vào cơ quan từ ngày”."),
            ),
            models.CheckConstraint(
                condition=Q(leaving="", left_on__isnull=True) | (~Q(leaving="") & Q(left_on__isnull=False)),
                name="who_leaves_has_a_reason_and_a_day",
                violation_error_message=(
                    _("Người thôi làm việc cần đủ cả ngày và lý do; người đang làm việc thì để trống cả hai.")
                ),
            ),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(birth_on__lt=F("joined_on")),
                name="a_person_is_born_before_joining",
                violation_error_message=_("Ngày sinh phải trước ngày vào cơ quan."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
