"""Units over time, their succession, and office hours."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is."""

    PROVINCE = "province", _("Ủy ban nhân dân cấp tỉnh")
    AGENCY = "agency", _("Cơ quan")
    DEPARTMENT = "department", _("Phòng, văn phòng")
    PUBLIC_UNIT = "public_unit", _("Đơn vị sự nghiệp công lập")
    ONE_STOP = "one_stop", _("Bộ phận một cửa, trung tâm phục vụ hành chính công")


class Unit(models.Model):
    """The identity of a unit; its name, code and parent may change and stand in its versions."""

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)
    kind = models.CharField(_("loại"), max_length=20, choices=UnitKind.choices)
    is_home = models.BooleanField(_("là cơ quan sử dụng hệ thống"), default=False)

    #: The latest name, where a query has annotated it.
    shown_name = ""

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        return self.code


class UnitVersion(models.Model):
    """How a unit was called and placed from a day until a day."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="versions", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên"), max_length=255)
    folded = models.CharField(max_length=255, editable=False, default="")
    legacy_code = models.CharField(_("mã cũ"), max_length=40, blank=True)
    parent = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cấp trên trực tiếp"),
    )
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("thời kỳ của đơn vị")
        verbose_name_plural = _("các thời kỳ của đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_unit_version_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["unit", "since"],
                name="a_unit_has_one_version_a_day",
                violation_error_message=(
                    _(
                        "Đơn vị này đã có một thời kỳ bắt đầu vào ngày đó; hãy sửa thời kỳ cũ hoặc "
                        "chọn ngày khác."
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SuccessionKind(models.TextChoices):
    """How a unit came to follow another."""

    RENAME = "rename", _("Đổi tên")
    MERGE = "merge", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    DISSOLVE = "dissolve", _("Giải thể")


class Succession(models.Model):
    """``successor`` takes over from ``predecessor`` on a day, by a decision."""

    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị trước")
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị sau")
    )
    kind = models.CharField(_("hình thức"), max_length=20, choices=SuccessionKind.choices)
    on = models.DateField(_("từ ngày"))
    decision = models.CharField(_("quyết định"), max_length=200)

    #: Latest names, where a query has annotated them.
    predecessor_name = successor_name = ""

    class Meta:
        verbose_name = _("kế thừa")
        verbose_name_plural = _("kế thừa")
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="a_unit_does_not_succeed_itself",
                violation_error_message=(
                    _("Một đơn vị không thể kế thừa chính nó; hãy chọn hai đơn vị khác nhau.")
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class OfficeHours(models.Model):
    """Office hours of an agency from a day until a day, with the decision that set them."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="office_hours", verbose_name=_("cơ quan")
    )
    weekly = models.JSONField(
        _("giờ làm việc theo thứ"), help_text=_('{"mon": "07:30-11:30,13:30-17:30", ...}')
    )
    cites = models.CharField(_("căn cứ"), max_length=255)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    confidence = models.CharField(_("độ tin cậy"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("giờ làm việc")
        verbose_name_plural = _("giờ làm việc")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="office_hours_end_after_they_begin",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} từ {self.since:%d/%m/%Y}"
