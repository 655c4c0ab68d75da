"""Procedures, their versions valid from a day until a day, the cases of a version, and its publication."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.confidence import Confidence
from minhchung.ground.kept.watching import Watched


class LimitUnit(models.TextChoices):
    """Units in which the law gives a time limit."""

    WORKING_HOUR = "working-hour", _("giờ làm việc")
    WORKING_DAY = "working-day", _("ngày làm việc")
    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")


class OnlineLevel(models.TextChoices):
    """Online service: levels 1-4 until 14/8/2022, then full or partial (NĐ 42/2022/NĐ-CP)."""

    NONE = "", _("Không trực tuyến")
    LEVEL_2 = "level-2", _("Mức độ 2")
    LEVEL_3 = "level-3", _("Mức độ 3")
    LEVEL_4 = "level-4", _("Mức độ 4")
    PARTIAL = "partial", _("Một phần")
    FULL = "full", _("Toàn trình")


class Procedure(models.Model):
    """The identity of an administrative procedure."""

    key = models.CharField(_("mã nội bộ"), max_length=40, unique=True)
    national_code = models.CharField(_("mã quốc gia"), max_length=20, blank=True, db_index=True)
    local_suffix = models.CharField(_("phần đuôi địa phương"), max_length=40, blank=True)
    settled_by = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết")
    )

    class Meta:
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        indexes = [Watched(topic="procedures", fields=["id"], name="procedures_watched")]
        constraints = [
            models.UniqueConstraint(
                fields=["national_code", "settled_by"],
                condition=~Q(national_code=""),
                name="a_national_code_names_one_procedure_of_an_agency",
                violation_error_message=_(
                    "Mã quốc gia này đã dùng cho một thủ tục khác của cơ quan; hãy kiểm tra lại mã."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.key


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    """Versions in words."""

    def posted(self, on: date) -> Self:
        """In force on a day, and put on the web by then."""
        running = Q(until__isnull=True) | Q(until__gt=on)
        return self.filter(running, since__lte=on, posted_web_on__lte=on)


class ProcedureVersion(models.Model):
    """A procedure as it stood from ``since`` until (not including) ``until``."""

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="versions", verbose_name=_("thủ tục")
    )
    name = models.TextField(_("tên thủ tục"))
    name_folded = models.TextField(editable=False, default="")
    field = models.CharField(_("lĩnh vực"), max_length=120)
    order_of_doing = models.TextField(_("trình tự thực hiện"), blank=True)
    ways_of_doing = models.TextField(_("cách thức thực hiện"), blank=True)
    sets = models.PositiveSmallIntegerField(_("số bộ hồ sơ"), null=True, blank=True)
    subjects = models.TextField(_("đối tượng thực hiện"), blank=True)
    result = models.TextField(_("kết quả thực hiện"), blank=True)
    conditions = models.TextField(_("yêu cầu, điều kiện"), blank=True)
    legal_basis = models.TextField(_("căn cứ pháp lý"), blank=True)
    decision = models.CharField(_("quyết định công bố"), max_length=200, blank=True)
    cut_decision = models.CharField(_("quyết định cắt giảm thời gian"), max_length=200, blank=True)
    online_level = models.CharField(
        _("mức độ trực tuyến"), max_length=10, choices=OnlineLevel.choices, blank=True, default=""
    )
    yields_paper = models.BooleanField(_("có kết quả là giấy tờ"), default=True)
    cut_off = models.TimeField(_("giờ chốt nhận trong ngày"), null=True, blank=True)
    since = models.DateField(_("có hiệu lực từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    posted_national_on = models.DateField(_("công khai trên CSDL quốc gia ngày"), null=True, blank=True)
    posted_counter_on = models.DateField(_("niêm yết tại nơi tiếp nhận ngày"), null=True, blank=True)
    posted_web_on = models.DateField(_("công khai trên trang thông tin ngày"), null=True, blank=True)
    source = models.TextField(_("nguồn"), blank=True)
    confidence = models.CharField(_("độ tin cậy"), max_length=20, blank=True, choices=Confidence.choices)

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên bản thủ tục")
        verbose_name_plural = _("phiên bản thủ tục")
        indexes = [Watched(topic="procedures", fields=["id"], name="procedure_versions_watched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_procedure_version_ends_after_it_begins",
                violation_error_message=_(
                    "Ngày hết hiệu lực phải sau ngày có hiệu lực; hãy kiểm tra hai ngày."
                ),
            ),
            models.UniqueConstraint(
                fields=["procedure", "since"],
                name="a_procedure_has_one_version_a_day",
                violation_error_message=_(
                    "Thủ tục này đã có một phiên bản bắt đầu vào ngày đó; hãy sửa phiên bản cũ hoặc "
                    "chọn ngày khác."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProcedureCase(models.Model):
    """A case (trường hợp) or channel of a version with its own limit and fee.

    ``legal`` is the limit in law (empty when the law gives none), ``committed`` the local, cut limit that a
    receipt promises. Both are whole numbers in one unit each.
    """

    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.CASCADE, related_name="cases", verbose_name=_("phiên bản")
    )
    name = models.CharField(_("trường hợp"), max_length=255, blank=True)
    channel = models.CharField(_("kênh"), max_length=10, blank=True, help_text=_("trống: mọi kênh"))
    legal_limit = models.PositiveIntegerField(_("thời hạn theo quy định"), null=True, blank=True)
    legal_unit = models.CharField(_("đơn vị tính"), max_length=20, choices=LimitUnit.choices, blank=True)
    committed_limit = models.PositiveIntegerField(_("thời hạn cam kết (đã cắt giảm)"), null=True, blank=True)
    committed_unit = models.CharField(_("đơn vị tính "), max_length=20, choices=LimitUnit.choices, blank=True)
    fee = models.CharField(_("phí, lệ phí"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("trường hợp của thủ tục")
        verbose_name_plural = _("trường hợp của thủ tục")
        indexes = [Watched(topic="procedures", fields=["id"], name="procedure_cases_watched")]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name", "channel"],
                name="a_case_of_a_version_is_named_once",
                violation_error_message=_(
                    "Phiên bản này đã có trường hợp cùng tên và kênh nộp; hãy sửa trường hợp cũ hoặc "
                    "đặt tên khác."
                ),
            ),
            models.CheckConstraint(
                condition=Q(legal_limit__isnull=True) | Q(legal_limit__gt=0) & ~Q(legal_unit=""),
                name="a_legal_limit_is_positive_and_has_a_unit",
                violation_error_message=_("Thời hạn theo quy định phải lớn hơn 0 và có đơn vị tính."),
            ),
            models.CheckConstraint(
                condition=Q(committed_limit__isnull=True) | Q(committed_limit__gt=0) & ~Q(committed_unit=""),
                name="a_committed_limit_is_positive_and_has_a_unit",
                violation_error_message=_("Thời hạn cam kết phải lớn hơn 0 và có đơn vị tính."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or "mọi trường hợp"


class Component(models.Model):
    """A paper that a dossier of a version must or may hold (thành phần hồ sơ), for one case of it or for every case.

    ``originals`` and ``copies`` are how many of each are asked for; both 0 where the law leaves it open.
    """

    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.CASCADE, related_name="components", verbose_name=_("phiên bản")
    )
    case = models.CharField(
        _("trường hợp"), max_length=255, blank=True, help_text=_("trống: mọi trường hợp của thủ tục")
    )
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.CharField(_("tên giấy tờ"), max_length=500)
    form = models.CharField(_("mẫu đơn, tờ khai"), max_length=120, blank=True)
    originals = models.PositiveSmallIntegerField(_("số bản chính"), default=0)
    copies = models.PositiveSmallIntegerField(_("số bản sao"), default=0)
    required = models.BooleanField(_("bắt buộc"), default=True)

    class Meta:
        verbose_name = _("thành phần hồ sơ")
        verbose_name_plural = _("thành phần hồ sơ")
        indexes = [Watched(topic="procedures", fields=["id"], name="components_watched")]
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "case", "number"],
                name="a_component_has_its_place_in_the_case",
                violation_error_message=_("Trường hợp này đã có thành phần mang số thứ tự đó."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="components_are_counted_from_one",
                violation_error_message=_("Số thứ tự thành phần hồ sơ bắt đầu từ 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OwnDesk(models.Model):
    """From a day until a day the agency receives this procedure at a desk of its own, by a decision.

    Without a row the province's one-stop system is the master and dossiers come by import (NĐ 118/2025/NĐ-CP art. 27).
    """

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="own_desks", verbose_name=_("thủ tục")
    )
    decision = models.CharField(_("văn bản cho phép tự tiếp nhận"), max_length=255)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("quyền tự tiếp nhận")
        verbose_name_plural = _("quyền tự tiếp nhận")
        indexes = [Watched(topic="procedures", fields=["id"], name="own_desks_watched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_desk_closes_after_it_opens",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["procedure", "since"],
                name="a_desk_opens_once_a_day",
                violation_error_message=_("Thủ tục này đã có quyền tự tiếp nhận bắt đầu ngày đó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.since:%d/%m/%Y}"


class Process(models.Model):
    """The internal process (quy trình nội bộ) of a version, or of one case of it, from ``since`` until ``until``.

    Issued by decision; the electronic process is its configuration in the system (NĐ 118/2025/NĐ-CP art. 27.3).
    """

    version = models.ForeignKey(
        ProcedureVersion,
        on_delete=models.PROTECT,
        related_name="processes",
        verbose_name=_("phiên bản thủ tục"),
    )
    case = models.CharField(
        _("trường hợp"), max_length=255, blank=True, help_text=_("trống: mọi trường hợp của thủ tục")
    )
    decision = models.CharField(_("quyết định ban hành quy trình"), max_length=200, blank=True)
    since = models.DateField(_("áp dụng từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("quy trình nội bộ")
        verbose_name_plural = _("quy trình nội bộ")
        indexes = [Watched(topic="procedures", fields=["id"], name="processes_watched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_process_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Áp dụng từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["version", "case", "since"],
                name="a_process_of_a_case_begins_once_a_day",
                violation_error_message=_("Trường hợp này đã có quy trình áp dụng từ ngày đó."),
            ),
        ]

    def __str__(self) -> str:
        name = f"{self.version.name} · {self.case}" if self.case else self.version.name
        return f"{name} ({self.since:%d/%m/%Y})"


class ProcessStep(models.Model):
    """A step of an internal process; ``minutes`` are working minutes, eight hours a day."""

    process = models.ForeignKey(
        Process, on_delete=models.CASCADE, related_name="steps", verbose_name=_("quy trình nội bộ")
    )
    number = models.PositiveSmallIntegerField(_("bước"))
    name = models.CharField(_("tên bước"), max_length=255)
    unit_name = models.CharField(_("đơn vị thực hiện"), max_length=200)
    post = models.CharField(_("chức danh"), max_length=120, blank=True)
    work = models.TextField(_("nội dung công việc"), blank=True)
    minutes = models.PositiveIntegerField(
        _("thời gian (phút làm việc)"),
        help_text=_("1 giờ là 60 phút, 1 ngày là 8 giờ; 0: không tính vào thời hạn"),
    )
    product = models.CharField(_("sản phẩm, kết quả"), max_length=255, blank=True)
    parallel_group = models.CharField(
        _("nhóm song song"),
        max_length=40,
        blank=True,
        help_text=_("các bước liền nhau cùng tên nhóm làm cùng lúc, tính theo bước dài nhất"),
    )

    class Meta:
        verbose_name = _("bước của quy trình")
        verbose_name_plural = _("bước của quy trình")
        indexes = [Watched(topic="procedures", fields=["id"], name="process_steps_watched")]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"],
                name="a_step_has_its_place_in_the_process",
                violation_error_message=_("Quy trình này đã có bước mang số đó."),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="steps_are_counted_from_one",
                violation_error_message=_("Số thứ tự bước bắt đầu từ 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
