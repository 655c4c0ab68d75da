"""People of the agency, their degrees, quota, training and yearly classes."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


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
    """A person's time at the agency: here from ``joined_on`` until (not including) ``left_on``."""

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


class Level(models.TextChoices):
    """Levels of professional education."""

    DOCTOR = "TS", _("Tiến sĩ")
    MASTER = "ThS", _("Thạc sĩ")
    UNIVERSITY = "ĐH", _("Đại học")
    COLLEGE = "CĐ", _("Cao đẳng")
    INTERMEDIATE = "TC", _("Trung cấp")
    ELEMENTARY = "SC", _("Sơ cấp")


#: Order of the levels: the higher, the more.
RANK_OF_LEVEL = {
    Level.ELEMENTARY: 1,
    Level.INTERMEDIATE: 2,
    Level.COLLEGE: 3,
    Level.UNIVERSITY: 4,
    Level.MASTER: 5,
    Level.DOCTOR: 6,
}


class Qualification(models.Model):
    """A degree or diploma. One without a day of award counts as held since its holder joined the agency."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="qualifications", verbose_name=_("người có văn bằng")
    )
    level = models.CharField(_("trình độ"), max_length=3, choices=Level.choices)
    major = models.CharField(_("chuyên ngành"), max_length=160, blank=True)
    school = models.CharField(_("cơ sở đào tạo"), max_length=200, blank=True)
    awarded_on = models.DateField(_("ngày cấp"), null=True, blank=True)

    class Meta:
        verbose_name = _("văn bằng")
        verbose_name_plural = _("văn bằng")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "level", "major"],
                name="a_person_holds_a_degree_in_a_major_once",
                violation_error_message=(
                    _("Văn bằng trình độ này, chuyên ngành này của người đó đã có; hãy sửa văn bằng cũ.")
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.major}".strip()


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


class TrainingKind(models.TextChoices):
    """What a training is about."""

    POLITICS = "politics", _("Lý luận chính trị")
    ADMINISTRATION = "administration", _("Quản lý nhà nước")
    PROFESSION = "profession", _("Chuyên môn, nghiệp vụ")
    LEADERSHIP = "leadership", _("Lãnh đạo, quản lý")
    LANGUAGE = "language", _("Ngoại ngữ")
    DIGITAL = "digital", _("Tin học, kỹ năng số")
    OTHER = "other", _("Khác")


class Training(models.Model):
    """One turn of training of one person. It counts on the day it ended (``until_on``, else ``on``)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="trainings", verbose_name=_("người được cử")
    )
    kind = models.CharField(_("loại hình"), max_length=16, choices=TrainingKind.choices)
    title = models.CharField(_("tên khóa, lớp"), max_length=255)
    on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    hours = models.PositiveIntegerField(_("số tiết"), null=True, blank=True)
    certificate = models.CharField(_("chứng chỉ, chứng nhận"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lượt đào tạo, bồi dưỡng")
        verbose_name_plural = _("lượt đào tạo, bồi dưỡng")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("on")),
                name="a_training_ends_no_earlier_than_it_begins",
                violation_error_message=_("“Đến hết ngày” không được trước “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["person", "title", "on"],
                name="a_person_begins_a_training_once_a_day",
                violation_error_message=_("Lượt bồi dưỡng này của người đó đã được nhập."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QualityClass(models.TextChoices):
    """Yearly classes, the same four in NĐ 90/2020 and NĐ 335/2025."""

    EXCELLENT = "HTXS", _("Hoàn thành xuất sắc nhiệm vụ")
    GOOD = "HTT", _("Hoàn thành tốt nhiệm vụ")
    DONE = "HT", _("Hoàn thành nhiệm vụ")
    NOT_DONE = "KHT", _("Không hoàn thành nhiệm vụ")


class YearClass(models.Model):
    """How a person was classed for a calendar year."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="year_classes", verbose_name=_("người được xếp loại")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    quality = models.CharField(_("xếp loại"), max_length=4, choices=QualityClass.choices)
    decision = models.CharField(_("quyết định"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("xếp loại chất lượng năm")
        verbose_name_plural = _("xếp loại chất lượng năm")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="a_person_is_classed_once_a_year",
                violation_error_message=_("Người này đã được xếp loại cho năm đó; hãy sửa lần xếp loại cũ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_quality_display()}"
