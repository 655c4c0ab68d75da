"""What a unit is for: its functions and tasks, and what higher authorities decentralised or authorised to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.organisation.models.units import Unit


class DutyKind(models.TextChoices):
    """What a line of the decision on a unit's functions says."""

    FUNCTION = "function", _("Chức năng")
    TASK = "task", _("Nhiệm vụ")
    POWER = "power", _("Quyền hạn")


class UnitDuty(models.Model):
    """A function, task or power of a unit, from a day until a day, with the decision that gave it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties", verbose_name=_("đơn vị"))
    kind = models.CharField(_("loại"), max_length=10, choices=DutyKind.choices)
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.TextField(_("nội dung"))
    text_folded = models.TextField(editable=False, default="")
    decision = models.CharField(_("quyết định quy định"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("chức năng, nhiệm vụ của đơn vị")
        verbose_name_plural = _("chức năng, nhiệm vụ của đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "number", "since"],
                name="a_duty_has_its_place_in_a_decision",
                violation_error_message=_("Đơn vị này đã có mục cùng loại, cùng thứ tự từ ngày đó."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_duty_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class DelegationKind(models.TextChoices):
    """How a higher authority lets another one act."""

    DECENTRALISED = "decentralised", _("Phân cấp")
    AUTHORISED = "authorised", _("Ủy quyền")


class DelegatedTask(models.Model):
    """A task decentralised or authorised to a unit by a document, from a day until a day."""

    kind = models.CharField(_("hình thức"), max_length=14, choices=DelegationKind.choices)
    task = models.TextField(_("nhiệm vụ, quyền hạn"))
    task_folded = models.TextField(editable=False, default="")
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    giver = models.CharField(_("cơ quan phân cấp, ủy quyền"), max_length=255)
    taker = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan nhận")
    )
    document = models.CharField(_("văn bản phân cấp, ủy quyền"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    #: The taker's latest name, where a query has annotated it.
    taker_name = ""

    class Meta:
        verbose_name = _("nhiệm vụ phân cấp, ủy quyền")
        verbose_name_plural = _("các nhiệm vụ phân cấp, ủy quyền")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_delegated_task_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="authorised") | Q(until__isnull=False),
                name="an_authorisation_says_until_when",
                violation_error_message=_(
                    "Ủy quyền phải có thời hạn (Luật Tổ chức chính quyền địa phương): hãy ghi “Đến trước ngày”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.task[:80]


class DelegationCheck(models.Model):
    """A check of how a delegated task is done, with what was found and by when it is to be mended."""

    delegated = models.ForeignKey(
        DelegatedTask, on_delete=models.PROTECT, related_name="checks", verbose_name=_("nhiệm vụ")
    )
    on = models.DateField(_("kiểm tra ngày"))
    checker = models.CharField(_("cơ quan kiểm tra"), max_length=255)
    document = models.CharField(_("văn bản kết luận"), max_length=200)
    finding = models.TextField(_("kết quả kiểm tra"))
    to_mend_by = models.DateField(_("phải khắc phục trước ngày"), null=True, blank=True)
    mended_on = models.DateField(_("đã khắc phục ngày"), null=True, blank=True, editable=False)
    mended_how = models.TextField(_("đã khắc phục thế nào"), blank=True, editable=False)

    class Meta:
        verbose_name = _("lần kiểm tra việc phân cấp, ủy quyền")
        verbose_name_plural = _("các lần kiểm tra việc phân cấp, ủy quyền")
        constraints = [
            models.UniqueConstraint(
                fields=["delegated", "on"],
                name="a_delegated_task_is_checked_once_a_day",
                violation_error_message=_("Lần kiểm tra ngày đó của nhiệm vụ này đã được ghi."),
            ),
            models.CheckConstraint(
                condition=Q(to_mend_by__isnull=True) | Q(to_mend_by__gte=F("on")),
                name="what_a_check_found_is_mended_after_it",
                violation_error_message=_("Hạn khắc phục không được trước ngày kiểm tra."),
            ),
            models.CheckConstraint(
                condition=Q(mended_on__isnull=True, mended_how="")
                | Q(mended_on__isnull=False, mended_on__gte=F("on")) & ~Q(mended_how=""),
                name="what_is_mended_says_when_and_how",
                violation_error_message=_(
                    "Đã khắc phục thì phải ghi cả ngày (không trước ngày kiểm tra) và cách khắc phục."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegated}, {self.on:%d/%m/%Y}"
