"""Units over time, their succession, office hours, and declared changes of the working calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minhchung.ground.confidence import Confidence
from minhchung.ground.kept.keeping import kept
from minhchung.ground.kept.watching import Watched


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
        indexes = [Watched(topic="organisation", fields=["id"], name="units_watched")]

    def __str__(self) -> str:
        return self.shown_name or latest_names().get(self.pk, (self.code, None))[0]

    @property
    def last_on(self) -> date | None:
        """Its last day; None while no end is decided."""
        return latest_names().get(self.pk, (self.code, None))[1]

    def choice_name(self, code: str = "") -> str:
        """How a list to choose from names it: with its code, if that is wanted, and with its last day if it has one."""
        until = gettext("đến %(day)s") % {"day": f"{self.last_on:%d/%m/%Y}"} if self.last_on else ""
        beside = ", ".join(each for each in (code, until) if each)
        return f"{self} ({beside})" if beside else str(self)


@kept("organisation")
def latest_names() -> Mapping[int, tuple[str, date | None]]:
    """The latest name of every unit that has one, and the last day of it, by the unit's number."""
    rows = UnitVersion.objects.order_by("since", "id").values_list("unit_id", "name", "until")
    day = timedelta(days=1)
    return MappingProxyType({unit: (name, until and until - day) for unit, name, until in rows})


class UnitVersion(models.Model):
    """How a unit was called and placed from a day until a day."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="versions", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên"), max_length=255)
    folded = models.CharField(max_length=255, editable=False, default="")
    legacy_code = models.CharField(_("mã cũ"), max_length=40, blank=True)
    official_code = models.CharField(
        _("mã định danh điện tử"), max_length=40, blank=True, help_text=_("ví dụ H37.02.05")
    )
    seal_name = models.CharField(
        _("tên trên con dấu"), max_length=255, blank=True, help_text=_("trống: như tên đơn vị")
    )
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
        indexes = [Watched(topic="organisation", fields=["id"], name="unit_versions_watched")]
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
    ABSORB = "absorb", _("Nhập vào đơn vị khác")
    SPLIT = "split", _("Chia, tách")
    DISSOLVE = "dissolve", _("Giải thể")


#: A unit that hands over in one of these ways is no more afterwards.
ENDING = frozenset(
    {SuccessionKind.RENAME, SuccessionKind.MERGE, SuccessionKind.ABSORB, SuccessionKind.DISSOLVE}
)


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
        indexes = [Watched(topic="organisation", fields=["id"], name="successions_watched")]
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
    confidence = models.CharField(_("độ tin cậy"), max_length=20, blank=True, choices=Confidence.choices)

    class Meta:
        verbose_name = _("giờ làm việc")
        verbose_name_plural = _("giờ làm việc")
        indexes = [Watched(topic="organisation", fields=["id"], name="office_hours_watched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="office_hours_end_after_they_begin",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} từ {self.since:%d/%m/%Y}"


class ChangeKind(models.TextChoices):
    """What a declared change does to the working calendar."""

    HOLIDAY = "holiday", _("Thêm ngày nghỉ")
    SWAP = "swap", _("Hoán đổi ngày làm việc")
    CLOSURE = "closure", _("Cơ quan nghỉ riêng hoặc làm việc rút ngắn")
    HOURS = "hours", _("Đổi giờ làm việc trong tuần")
    WORKED = "worked", _("Đi làm ngày nghỉ chưa được xác nhận")
    WITHDRAWAL = "withdrawal", _("Rút một thay đổi đã khai báo")


class ChangeState(models.TextChoices):
    """Where a declared change stands."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ duyệt")
    IN_FORCE = "in_force", _("Đã có hiệu lực")
    DROPPED = "dropped", _("Đã bỏ")


class CalendarChange(models.Model):
    """A change of the working calendar, declared by one official and put in force by another.

    Its days run from ``since`` until (not including) ``until``; ``worked_on`` is the other day of a swap. Changes in
    force are numbered by ``edition`` in the order in which they came into force: edition n of the calendar is the
    lawbook's days and office hours with the changes 1 to n. Nothing in force is ever altered: what was declared
    wrongly is replaced by a later change that names it in ``replaces``.
    """

    kind = models.CharField(_("loại thay đổi"), max_length=12, choices=ChangeKind.choices)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=ChangeState.choices, default=ChangeState.DRAFT
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cơ quan (trống: mọi cơ quan dùng hệ thống)"),
    )
    name = models.CharField(_("tên ngày nghỉ, việc thay đổi"), max_length=160)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    worked_on = models.DateField(_("ngày làm bù"), null=True, blank=True)
    weekly = models.JSONField(_("giờ làm việc theo thứ"), default=dict, blank=True)
    hours = models.CharField(_("giờ vẫn làm việc"), max_length=60, blank=True)
    decision = models.CharField(_("văn bản quyết định"), max_length=200)
    cites = models.CharField(_("căn cứ"), max_length=255, blank=True)
    confidence = models.CharField(_("độ tin cậy"), max_length=20, blank=True, choices=Confidence.choices)
    reason = models.TextField(_("lý do"))
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("thay cho"),
    )
    edition = models.PositiveIntegerField(_("lần đổi lịch thứ"), null=True, editable=False)
    drafted_by = models.CharField(_("người khai báo"), max_length=150)
    drafted_at = models.DateTimeField(_("khai báo lúc"))
    submitted_at = models.DateTimeField(_("trình lúc"), null=True)
    decided_by = models.CharField(_("người duyệt"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("duyệt lúc"), null=True)
    remark = models.TextField(_("ý kiến của người duyệt"), blank=True)

    class Meta:
        verbose_name = _("thay đổi lịch làm việc")
        verbose_name_plural = _("các thay đổi lịch làm việc")
        indexes = [Watched(topic="organisation", fields=["id"], name="calendar_changes_watched")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                name="calendar_editions_follow_each_other",
                violation_error_message=_(
                    "Lần đổi lịch này vừa được người khác ghi; hãy mở lại trang và làm lại."
                ),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(state="in_force"),
                name="a_calendar_change_is_replaced_once",
                violation_error_message=_(
                    "Thay đổi này đã có thay đổi khác thay thế; hãy chọn thay đổi đang có hiệu lực."
                ),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_calendar_change_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.CheckConstraint(
                condition=Q(state="in_force", edition__isnull=False, decided_at__isnull=False)
                | ~Q(state="in_force") & Q(edition__isnull=True),
                name="a_calendar_change_has_its_number_once_in_force",
                violation_error_message=_("Chỉ thay đổi đã duyệt mới có số lần đổi lịch và thời điểm duyệt."),
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | ~Q(decided_by=F("drafted_by")),
                name="who_declares_a_calendar_change_does_not_approve_it",
                violation_error_message=_(
                    "Người khai báo không tự duyệt thay đổi lịch; hãy để người khác duyệt."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
