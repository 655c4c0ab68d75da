"""What people learnt: degrees and certificates by block, plans of training, turns of training."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.staff.models.people import Person


class Block(models.TextChoices):
    """What a person is counted in once, at the highest level (TT 11/2012/TT-BNV, BM01)."""

    PROFESSION = "profession", _("Chuyên môn")
    POLITICS = "politics", _("Lý luận chính trị")
    ADMINISTRATION = "administration", _("Quản lý nhà nước")
    COMPUTING = "computing", _("Tin học")
    LANGUAGE = "language", _("Ngoại ngữ")
    ETHNIC = "ethnic", _("Tiếng dân tộc")


class Level(models.TextChoices):
    """Levels of every block, each block's highest first; a level names its block."""

    DOCTOR = "TS", _("Tiến sĩ")
    MASTER = "ThS", _("Thạc sĩ")
    UNIVERSITY = "ĐH", _("Đại học")
    COLLEGE = "CĐ", _("Cao đẳng")
    INTERMEDIATE = "TC", _("Trung cấp")
    ELEMENTARY = "SC", _("Sơ cấp")
    POLITICS_BACHELOR = "CNC", _("Cử nhân chính trị")
    POLITICS_ADVANCED = "CCC", _("Cao cấp lý luận chính trị")
    POLITICS_INTERMEDIATE = "TCC", _("Trung cấp lý luận chính trị")
    POLITICS_ELEMENTARY = "SCC", _("Sơ cấp lý luận chính trị")
    SENIOR_OFFICER = "QL1", _("Quản lý nhà nước ngạch chuyên viên cao cấp")
    PRINCIPAL_OFFICER = "QL2", _("Quản lý nhà nước ngạch chuyên viên chính")
    OFFICER = "QL3", _("Quản lý nhà nước ngạch chuyên viên")
    COMPUTING_DEGREE = "TH1", _("Tin học trung cấp trở lên")
    COMPUTING_CERTIFICATE = "TH2", _("Chứng chỉ tin học")
    LANGUAGE_DEGREE = "NN1", _("Ngoại ngữ đại học trở lên")
    LANGUAGE_CERTIFICATE = "NN2", _("Chứng chỉ ngoại ngữ")
    ETHNIC_CERTIFICATE = "DT", _("Chứng chỉ tiếng dân tộc")


_LEVELS_OF_BLOCK: dict[Block, tuple[Level, ...]] = {
    Block.PROFESSION: (
        Level.DOCTOR,
        Level.MASTER,
        Level.UNIVERSITY,
        Level.COLLEGE,
        Level.INTERMEDIATE,
        Level.ELEMENTARY,
    ),
    Block.POLITICS: (
        Level.POLITICS_BACHELOR,
        Level.POLITICS_ADVANCED,
        Level.POLITICS_INTERMEDIATE,
        Level.POLITICS_ELEMENTARY,
    ),
    Block.ADMINISTRATION: (Level.SENIOR_OFFICER, Level.PRINCIPAL_OFFICER, Level.OFFICER),
    Block.COMPUTING: (Level.COMPUTING_DEGREE, Level.COMPUTING_CERTIFICATE),
    Block.LANGUAGE: (Level.LANGUAGE_DEGREE, Level.LANGUAGE_CERTIFICATE),
    Block.ETHNIC: (Level.ETHNIC_CERTIFICATE,),
}
#: The block in which a level stands.
BLOCK_OF_LEVEL = {level: block for block, levels in _LEVELS_OF_BLOCK.items() for level in levels}
#: Order of the levels within their block: the higher, the more.
RANK_OF_LEVEL = {
    level: len(levels) - place for levels in _LEVELS_OF_BLOCK.values() for place, level in enumerate(levels)
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


class TrainingKind(models.TextChoices):
    """What a training is about."""

    POLITICS = "politics", _("Lý luận chính trị")
    ADMINISTRATION = "administration", _("Quản lý nhà nước")
    PROFESSION = "profession", _("Chuyên môn, nghiệp vụ")
    LEADERSHIP = "leadership", _("Lãnh đạo, quản lý")
    LANGUAGE = "language", _("Ngoại ngữ")
    DIGITAL = "digital", _("Tin học, kỹ năng số")
    OTHER = "other", _("Khác")


class TrainingPlan(models.Model):
    """How many turns of a kind of training a year's plan foresees, by the decision that made it."""

    year = models.PositiveSmallIntegerField(_("năm"))
    kind = models.CharField(_("loại hình"), max_length=16, choices=TrainingKind.choices)
    title = models.CharField(_("nội dung"), max_length=255)
    turns = models.PositiveIntegerField(_("số lượt kế hoạch"))
    decision = models.CharField(_("kế hoạch, quyết định"), max_length=200)

    class Meta:
        verbose_name = _("kế hoạch bồi dưỡng")
        verbose_name_plural = _("kế hoạch bồi dưỡng")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "title"],
                name="a_plan_foresees_a_training_once_a_year",
                violation_error_message=_("Nội dung này đã có trong kế hoạch của năm; hãy sửa dòng cũ."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Training(models.Model):
    """One turn of training of one person. It counts on the day it ended (``until_on``, else ``on``)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="trainings", verbose_name=_("người được cử")
    )
    plan = models.ForeignKey(
        TrainingPlan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="turns_held",
        verbose_name=_("thuộc kế hoạch"),
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
