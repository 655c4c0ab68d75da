"""Posts of units, who held them from when until when, and how many posts were given."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.staff.models.people import Person


class PositionGroup(models.TextChoices):
    """Groups of job positions (NĐ 62/2020/NĐ-CP, Điều 6)."""

    LEADING = "leading", _("Lãnh đạo, quản lý")
    SPECIAL = "special", _("Nghiệp vụ chuyên ngành")
    SHARED = "shared", _("Nghiệp vụ chuyên môn dùng chung")
    SUPPORT = "support", _("Hỗ trợ, phục vụ")


class Position(models.Model):
    """A job position of a unit as approved: how many people it takes, from a day until a day."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    code = models.CharField(_("mã vị trí"), max_length=40)
    title = models.CharField(_("vị trí việc làm"), max_length=160)
    group = models.CharField(_("nhóm"), max_length=8, choices=PositionGroup.choices)
    number = models.PositiveSmallIntegerField(_("số người"), default=1)
    decision = models.CharField(_("quyết định phê duyệt"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("vị trí việc làm")
        verbose_name_plural = _("vị trí việc làm")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_position_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["unit", "code", "since"],
                name="a_unit_approves_a_position_once_a_day",
                violation_error_message=_("Vị trí này của đơn vị đã được phê duyệt từ ngày đó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"


class Appointment(models.Model):
    """A person in a post of a unit from a day until (not including) a day, by a decision.

    A person holds one main post at a time; ``main`` is False for a post held beside it (kiêm nhiệm).
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="appointments", verbose_name=_("người giữ vị trí")
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("vị trí việc làm"),
    )
    post = models.CharField(_("chức vụ, chức danh"), max_length=160, blank=True)
    rank = models.CharField(_("mã ngạch"), max_length=20, blank=True)
    leads = models.BooleanField(_("giữ chức vụ lãnh đạo, quản lý"), default=False)
    main = models.BooleanField(_("vị trí chính"), default=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    term_until = models.DateField(_("hết thời hạn giữ chức vụ ngày"), null=True, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("bố trí công tác")
        verbose_name_plural = _("quá trình công tác")
        indexes = [models.Index(fields=["since", "until"], name="appointments_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="an_appointment_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["person", "since"],
                condition=Q(main=True),
                name="a_person_begins_one_main_post_a_day",
                violation_error_message=_("Người này đã nhận một vị trí chính từ ngày đó."),
            ),
        ]

    def __str__(self) -> str:
        return self.post or str(_("chưa ghi chức danh"))


class QuotaKind(models.TextChoices):
    """What a quota is of."""

    CIVIL_SERVANTS = "civil_servants", _("Biên chế công chức")
    PUBLIC_BUDGET = "public_budget", _("Số người làm việc hưởng lương từ ngân sách")
    PUBLIC_REVENUE = "public_revenue", _("Số người làm việc hưởng lương từ nguồn thu sự nghiệp")
    CONTRACTS = "contracts", _("Hợp đồng hỗ trợ, phục vụ")


class Quota(models.Model):
    """Posts given to a unit; the number stands until its end or the unit's next decision of the same kind."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị được giao")
    )
    kind = models.CharField(_("loại chỉ tiêu"), max_length=16, choices=QuotaKind.choices)
    number = models.PositiveIntegerField(_("số lượng giao"))
    year = models.PositiveSmallIntegerField(_("giao cho năm"))
    decision = models.CharField(_("quyết định giao"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("chỉ tiêu biên chế")
        verbose_name_plural = _("chỉ tiêu biên chế")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_quota_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "since"],
                name="a_unit_gets_one_quota_of_a_kind_a_day",
                violation_error_message=(
                    _(
                        "Đơn vị này đã được giao chỉ tiêu cùng loại từ ngày đó; hãy sửa chỉ tiêu "
                        "cũ hoặc ghi đúng ngày của quyết định mới."
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.number}"
