"""What the agency's own desk keeps: every deed as a row, opinions asked of others, postings, numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier
from minhchung.ground.accounts.policy import ROLE_NAMES, Role
from minhchung.ground.kept.watching import Watched
from minhchung.rules.lifecycle import STATE_NAMES, State

#: How an event says that somebody files for the applicant.
BEHALF = "Người nộp thay: "
#: Roles that a further post may carry.
POST_ROLES = frozenset({Role.ONE_STOP, Role.SPECIALIST, Role.HEAD})
_STATES = [(str(each), STATE_NAMES[each]) for each in State]


class Telling(models.TextChoices):
    """How the applicant hears of a deed that concerns him."""

    NOTICE = "notice", _("bằng thông báo")
    COUNTER = "counter", _("tại quầy, khi đang có mặt")
    NO_WAY = "no_way", _("chưa báo được: hồ sơ không ghi cách liên hệ")
    OFF = "off", _("không báo: mẫu thông báo đã tắt")
    SAME = "same", _("không phải báo: ngày hẹn không đổi")


class Event(models.Model):
    """One deed on a dossier: who, in which post and unit, did what, when, why, under which article.

    ``at`` is when it happened, ``recorded_at`` when it was entered. ``due_before_at`` and ``due_after_at`` are the
    promise on both sides of the deed. ``telling`` is empty for a deed of which nobody is told.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="events", verbose_name=_("hồ sơ")
    )
    number = models.PositiveIntegerField(_("thứ tự"))
    deed = models.CharField(_("việc"), max_length=30)
    from_state = models.CharField(_("từ trạng thái"), max_length=2, choices=_STATES, blank=True)
    to_state = models.CharField(_("sang trạng thái"), max_length=2, choices=_STATES)
    at = models.DateTimeField(_("lúc"))
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))
    by = models.CharField(_("người làm"), max_length=150)
    by_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    post = models.CharField(_("chức danh"), max_length=120, blank=True)
    to_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("chuyển đến"),
    )
    to_holder = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("giao cho")
    )
    reason = models.TextField(_("lý do, nội dung"), blank=True)
    basis = models.TextField(_("căn cứ riêng"), blank=True)
    approver = models.CharField(_("người duyệt"), max_length=150, blank=True)
    cites = models.CharField(_("điều khoản"), max_length=255)
    telling = models.CharField(_("người nộp được báo"), max_length=8, choices=Telling.choices, blank=True)
    due_before_at = models.DateTimeField(_("hẹn trước đó"), null=True)
    due_after_at = models.DateTimeField(_("hẹn sau đó"), null=True)

    class Meta:
        verbose_name = _("diễn biến của hồ sơ")
        verbose_name_plural = _("diễn biến của hồ sơ")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="an_event_has_its_place_in_the_story"),
        ]
        indexes = [models.Index(fields=["by"], name="dossiers_events_by_whom")]

    def __str__(self) -> str:
        return f"{self.dossier_id}.{self.number} {self.deed}"


class Consultation(models.Model):
    """An opinion asked of another agency while the clock runs on (NĐ 118/2025/NĐ-CP art. 19.4)."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="consultations", verbose_name=_("hồ sơ")
    )
    agency = models.CharField(_("cơ quan được hỏi"), max_length=255)
    content = models.TextField(_("nội dung"))
    way = models.CharField(_("cách trả lời"), max_length=120, blank=True)
    asked_at = models.DateTimeField(_("hỏi lúc"))
    due_at = models.DateTimeField(_("hạn trả lời"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answer = models.TextField(_("ý kiến trả lời"), blank=True)

    class Meta:
        verbose_name = _("lấy ý kiến cơ quan khác")
        verbose_name_plural = _("lấy ý kiến cơ quan khác")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="an_opinion_comes_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="an_opinion_is_due_after_it_was_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.agency}"


class Posting(models.Model):
    """A post that an official holds in a unit, from a day until a day; somebody may hold several.

    The units of his posts are "my unit" in the lists of work, and how far he sees. ``role`` is what he may do in that
    unit, where it is not what his account says: acting head of another unit.
    """

    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("tài khoản")
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    post = models.CharField(_("chức danh"), max_length=120, blank=True)
    role = models.CharField(
        _("vai trò ở đơn vị này"),
        max_length=20,
        choices=[(str(role), name) for role, name in ROLE_NAMES.items() if role in POST_ROLES],
        blank=True,
        help_text=_("trống: theo vai trò của tài khoản"),
    )
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("nơi làm việc của cán bộ")
        verbose_name_plural = _("nơi làm việc của cán bộ")
        indexes = [Watched(topic="postings", fields=["id"], name="postings_watched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                name="a_posting_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(until__isnull=True),
                name="an_official_is_posted_once_to_a_unit_in_a_role",
                violation_error_message=_("Người này đang có nơi làm việc này rồi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.unit}"


class Charge(models.Model):
    """A unit in charge of a field of work from a day until a day.

    Dossiers of the province's system name no unit of the agency: they belong to the unit in charge of their field.
    """

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    field = models.CharField(_("lĩnh vực"), max_length=120)
    since = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("phân công lĩnh vực")
        verbose_name_plural = _("phân công lĩnh vực")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                name="a_charge_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
            models.UniqueConstraint(
                fields=["unit", "field"],
                condition=Q(until__isnull=True),
                name="a_unit_is_put_in_charge_of_a_field_once",
                violation_error_message=_("Đơn vị này đang phụ trách lĩnh vực này rồi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.unit}"


class Once(models.Model):
    """A form that was sent: the same form again does nothing and gives the same answer."""

    key = models.CharField(_("dấu của biểu mẫu"), max_length=36, primary_key=True)
    deed = models.CharField(_("việc"), max_length=30)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+", verbose_name=_("hồ sơ"))
    by = models.CharField(_("người làm"), max_length=150)
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))

    class Meta:
        verbose_name = _("biểu mẫu đã gửi")
        verbose_name_plural = _("biểu mẫu đã gửi")

    def __str__(self) -> str:
        return self.key


class Series(models.Model):
    """The last number given in a series of a year: local dossier codes, receipts, slips."""

    name = models.CharField(_("loại số"), max_length=40)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("dãy số")
        verbose_name_plural = _("dãy số")
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="a_series_runs_once_a_year")]

    def __str__(self) -> str:
        return f"{self.name}/{self.year}: {self.last}"
