"""People of the agency, their degrees, quota, training and yearly classes."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class PersonKind(models.TextChoices):
    """By which law a person works here. Contracts are those of NĐ 68/2000, then 161/2018, then 111/2022."""

    CIVIL_SERVANT = "civil_servant", "Công chức"
    PUBLIC_EMPLOYEE = "public_employee", "Viên chức"
    CONTRACT = "contract", "Hợp đồng lao động"


#: Those who are counted against the quota; contracts are counted apart.
ON_QUOTA = (PersonKind.CIVIL_SERVANT, PersonKind.PUBLIC_EMPLOYEE)


class Sex(models.TextChoices):
    """As in the staff file."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Leaving(models.TextChoices):
    """Why a person left."""

    RETIRED = "retired", "Nghỉ hưu"
    TRANSFERRED = "transferred", "Chuyển công tác"
    STREAMLINED = "streamlined", "Tinh giản biên chế"
    REORGANISED = "reorganised", "Nghỉ do sắp xếp tổ chức bộ máy"
    RESIGNED = "resigned", "Thôi việc theo nguyện vọng"
    DISMISSED = "dismissed", "Buộc thôi việc"
    CONTRACT_ENDED = "contract_ended", "Hết hạn hợp đồng"
    DIED = "died", "Từ trần"


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

    staff_no = models.CharField("số hiệu", max_length=40, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    folded = models.CharField(max_length=120, editable=False, default="", db_index=True)
    sort_name = models.CharField(max_length=1200, editable=False, default="")
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    ethnic = models.CharField("dân tộc", max_length=40, blank=True)
    party_member = models.BooleanField("đảng viên", null=True, blank=True)
    kind = models.CharField("đối tượng", max_length=16, choices=PersonKind.choices)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị công tác"
    )
    post = models.CharField("chức vụ, chức danh", max_length=160, blank=True)
    rank = models.CharField("mã ngạch", max_length=20, blank=True)
    joined_on = models.DateField("vào cơ quan từ ngày")
    left_on = models.DateField("thôi làm việc từ ngày", null=True, blank=True)
    leaving = models.CharField("lý do thôi làm việc", max_length=16, choices=Leaving.choices, blank=True)
    leaving_regime = models.CharField("chế độ khi thôi làm việc", max_length=160, blank=True)
    leaving_decision = models.CharField("quyết định thôi làm việc", max_length=200, blank=True)

    objects = PersonQuerySet.as_manager()

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = "công chức, viên chức, người lao động"
        verbose_name_plural = "công chức, viên chức, người lao động"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="a_person_leaves_after_joining",
                violation_error_message="“Thôi làm việc từ ngày” phải sau “Vào cơ quan từ ngày”.",
            ),
            models.CheckConstraint(
                condition=Q(leaving="", left_on__isnull=True) | (~Q(leaving="") & Q(left_on__isnull=False)),
                name="who_leaves_has_a_reason_and_a_day",
                violation_error_message=(
                    "Người thôi làm việc cần đủ cả ngày và lý do; người đang làm việc thì để trống cả hai."
                ),
            ),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(birth_on__lt=F("joined_on")),
                name="a_person_is_born_before_joining",
                violation_error_message="Ngày sinh phải trước ngày vào cơ quan.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Level(models.TextChoices):
    """Levels of professional education."""

    DOCTOR = "TS", "Tiến sĩ"
    MASTER = "ThS", "Thạc sĩ"
    UNIVERSITY = "ĐH", "Đại học"
    COLLEGE = "CĐ", "Cao đẳng"
    INTERMEDIATE = "TC", "Trung cấp"
    ELEMENTARY = "SC", "Sơ cấp"


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
        Person, on_delete=models.CASCADE, related_name="qualifications", verbose_name="người có văn bằng"
    )
    level = models.CharField("trình độ", max_length=3, choices=Level.choices)
    major = models.CharField("chuyên ngành", max_length=160, blank=True)
    school = models.CharField("cơ sở đào tạo", max_length=200, blank=True)
    awarded_on = models.DateField("ngày cấp", null=True, blank=True)

    class Meta:
        verbose_name = "văn bằng"
        verbose_name_plural = "văn bằng"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "level", "major"],
                name="a_person_holds_a_degree_in_a_major_once",
                violation_error_message=(
                    "Văn bằng trình độ này, chuyên ngành này của người đó đã có; hãy sửa văn bằng cũ."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.major}".strip()


class QuotaKind(models.TextChoices):
    """What a quota is of."""

    CIVIL_SERVANTS = "civil_servants", "Biên chế công chức"
    PUBLIC_BUDGET = "public_budget", "Số người làm việc hưởng lương từ ngân sách"
    PUBLIC_REVENUE = "public_revenue", "Số người làm việc hưởng lương từ nguồn thu sự nghiệp"
    CONTRACTS = "contracts", "Hợp đồng hỗ trợ, phục vụ"


class Quota(models.Model):
    """Posts given to a unit; the number stands until its end or the unit's next decision of the same kind."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị được giao"
    )
    kind = models.CharField("loại chỉ tiêu", max_length=16, choices=QuotaKind.choices)
    number = models.PositiveIntegerField("số lượng giao")
    year = models.PositiveSmallIntegerField("giao cho năm")
    decision = models.CharField("quyết định giao", max_length=200)
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = "chỉ tiêu biên chế"
        verbose_name_plural = "chỉ tiêu biên chế"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_quota_ends_after_it_begins",
                violation_error_message="“Đến trước ngày” phải sau “Từ ngày”.",
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "since"],
                name="a_unit_gets_one_quota_of_a_kind_a_day",
                violation_error_message=(
                    "Đơn vị này đã được giao chỉ tiêu cùng loại từ ngày đó; hãy sửa chỉ tiêu "
                    "cũ hoặc ghi đúng ngày của quyết định mới."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}: {self.number}"


class TrainingKind(models.TextChoices):
    """What a training is about."""

    POLITICS = "politics", "Lý luận chính trị"
    ADMINISTRATION = "administration", "Quản lý nhà nước"
    PROFESSION = "profession", "Chuyên môn, nghiệp vụ"
    LEADERSHIP = "leadership", "Lãnh đạo, quản lý"
    LANGUAGE = "language", "Ngoại ngữ"
    DIGITAL = "digital", "Tin học, kỹ năng số"
    OTHER = "other", "Khác"


class Training(models.Model):
    """One turn of training of one person. It counts on the day it ended (``until_on``, else ``on``)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="trainings", verbose_name="người được cử"
    )
    kind = models.CharField("loại hình", max_length=16, choices=TrainingKind.choices)
    title = models.CharField("tên khóa, lớp", max_length=255)
    on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)
    hours = models.PositiveIntegerField("số tiết", null=True, blank=True)
    certificate = models.CharField("chứng chỉ, chứng nhận", max_length=200, blank=True)

    class Meta:
        verbose_name = "lượt đào tạo, bồi dưỡng"
        verbose_name_plural = "lượt đào tạo, bồi dưỡng"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("on")),
                name="a_training_ends_no_earlier_than_it_begins",
                violation_error_message="“Đến hết ngày” không được trước “Từ ngày”.",
            ),
            models.UniqueConstraint(
                fields=["person", "title", "on"],
                name="a_person_begins_a_training_once_a_day",
                violation_error_message="Lượt bồi dưỡng này của người đó đã được nhập.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QualityClass(models.TextChoices):
    """Yearly classes, the same four in NĐ 90/2020 and NĐ 335/2025."""

    EXCELLENT = "HTXS", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "HTT", "Hoàn thành tốt nhiệm vụ"
    DONE = "HT", "Hoàn thành nhiệm vụ"
    NOT_DONE = "KHT", "Không hoàn thành nhiệm vụ"


class YearClass(models.Model):
    """How a person was classed for a calendar year."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="year_classes", verbose_name="người được xếp loại"
    )
    year = models.PositiveSmallIntegerField("năm")
    quality = models.CharField("xếp loại", max_length=4, choices=QualityClass.choices)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    class Meta:
        verbose_name = "xếp loại chất lượng năm"
        verbose_name_plural = "xếp loại chất lượng năm"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="a_person_is_classed_once_a_year",
                violation_error_message="Người này đã được xếp loại cho năm đó; hãy sửa lần xếp loại cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_quality_display()}"
