"""What befell people: each decision on a person is a row, with its number and day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.staff.models.people import Leaving, Person
from minhchung.staff.moves import DEED_NAMES


class RecruitForm(models.TextChoices):
    """How somebody came (NĐ 170/2025/NĐ-CP; before it NĐ 138/2020/NĐ-CP)."""

    EXAM = "exam", _("Thi tuyển")
    SELECTION = "selection", _("Xét tuyển")
    RECEPTION = "reception", _("Tiếp nhận")
    SPECIAL = "special", _("Tuyển dụng đặc biệt")
    CONTRACT = "contract", _("Ký hợp đồng lao động")


class Discipline(models.TextChoices):
    """Forms of discipline (NĐ 112/2020/NĐ-CP, Điều 7, 15; amended by NĐ 71/2023/NĐ-CP)."""

    REPRIMAND = "reprimand", _("Khiển trách")
    WARNING = "warning", _("Cảnh cáo")
    LOWER_PAY = "lower_pay", _("Hạ bậc lương")
    DEMOTION = "demotion", _("Giáng chức")
    REMOVAL = "removal", _("Cách chức")
    DISMISSAL = "dismissal", _("Buộc thôi việc")


class Movement(models.Model):
    """A decision on a person, and what it changed from the day on which it took effect.

    ``form`` says how: of recruiting a :class:`RecruitForm`, of discipline a :class:`Discipline`, of leaving a
    :class:`~minhchung.staff.models.people.Leaving`. ``regime`` is the lawbook's name of the decree somebody left under.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="movements", verbose_name=_("người được quyết định")
    )
    deed = models.CharField(
        _("việc"), max_length=12, choices=[(str(deed), name) for deed, name in DEED_NAMES.items()]
    )
    form = models.CharField(
        _("hình thức"),
        max_length=16,
        blank=True,
        choices=[*RecruitForm.choices, *Discipline.choices, *Leaving.choices],
    )
    on = models.DateField(_("có hiệu lực từ ngày"))
    decision = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    from_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("từ đơn vị"),
    )
    from_post = models.CharField(_("từ chức danh"), max_length=160, blank=True)
    to_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("đến đơn vị"),
    )
    to_post = models.CharField(_("đến chức danh"), max_length=160, blank=True)
    leads = models.BooleanField(_("giữ chức vụ lãnh đạo, quản lý"), default=False)
    regime = models.CharField(_("chế độ"), max_length=160, blank=True)
    reason = models.TextField(_("lý do, nội dung"), blank=True)

    class Meta:
        verbose_name = _("quyết định về người")
        verbose_name_plural = _("các quyết định")
        indexes = [models.Index(fields=["deed", "on"], name="movements_by_deed_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=""),
                name="a_decision_on_a_person_has_its_number",
                violation_error_message=_("Phải ghi số quyết định."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} ({self.decision})"
