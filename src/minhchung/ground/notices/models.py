"""The outbox, and the texts that notices are made from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.kept.watching import Watched


class Way(models.TextChoices):
    """How somebody is told."""

    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn SMS")
    ZALO = "zalo", _("Zalo")


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    WAITING = "waiting", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    GIVEN_UP = "given_up", _("Không gửi được")
    REPLACED = "replaced", _("Không đến, đã thay")


class Occasion(models.TextChoices):
    """What somebody is told about."""

    ACKNOWLEDGED = "acknowledged", _("Đã nhận hồ sơ trực tuyến")
    CORRECTION = "correction", _("Yêu cầu sửa hồ sơ trước khi tiếp nhận")
    RECEIVED = "received", _("Tiếp nhận, hẹn trả")
    SUPPLEMENT = "supplement", _("Yêu cầu bổ sung")
    PAYMENT = "payment", _("Yêu cầu thực hiện nghĩa vụ tài chính")
    EXTENSION = "extension", _("Xin lỗi và hẹn lại")
    PAUSED = "paused", _("Tạm dừng xử lý")
    REFUSED = "refused", _("Từ chối")
    FINISHED = "finished", _("Có kết quả")
    STOPPED = "stopped", _("Dừng xử lý")
    CLOSED = "closed", _("Đóng vì không bổ sung")
    WITHDRAWN = "withdrawn", _("Cho rút hồ sơ")
    CALENDAR = "calendar", _("Hạn trả chuyển vì đổi lịch làm việc")
    TRACKED_ASKED = "tracked_asked", _("Xác nhận muốn nhận tin về hồ sơ")
    TRACKED = "tracked", _("Tin về hồ sơ đang theo dõi")
    FEEDBACK_RECEIVED = "feedback_received", _("Đã nhận phản ánh, kiến nghị")
    FEEDBACK_SUPPLEMENT = "feedback_supplement", _("Đề nghị bổ sung phản ánh, kiến nghị")
    FEEDBACK_REFUSED = "feedback_refused", _("Từ chối phản ánh, kiến nghị")
    FEEDBACK_MOVED = "feedback_moved", _("Chuyển phản ánh, kiến nghị")
    FEEDBACK_ANSWERED = "feedback_answered", _("Trả lời phản ánh, kiến nghị")
    TASK_NEAR = "task_near", _("Nhắc nhiệm vụ kế hoạch sắp đến hạn")
    TASK_LATE = "task_late", _("Nhắc nhiệm vụ kế hoạch quá hạn")


class Notice(models.Model):
    """One message to one recipient. ``key`` names the deed and the way: the same deed never tells twice.

    ``token`` grows each time a worker takes the notice up; what a worker reports counts only under its own token.
    A notice that cannot be delivered is followed by one that goes another way (``spares``) or to a corrected address:
    ``before`` is the one that it stands for, so what a deed told is one chain of notices, each with its own proof.
    ``doubt`` is set when a server may have taken the message and nobody heard its answer; such a notice is tried again
    under the same identity, but no other way is used for it by itself. ``moved`` is set when the address was
    corrected while a worker held the notice: unless it arrives, the next one goes to the new address.
    """

    key = models.CharField(_("khóa"), max_length=120)
    occasion = models.CharField(_("việc được báo"), max_length=20, choices=Occasion.choices)
    way = models.CharField(_("cách gửi"), max_length=8, choices=Way.choices)
    recipient = models.CharField(_("người nhận"), max_length=254)
    subject = models.CharField(_("tiêu đề"), max_length=255, blank=True)
    body = models.TextField(_("nội dung"))
    about = models.CharField(_("về hồ sơ"), max_length=60)
    room = models.CharField(_("phân hệ"), max_length=40, editable=False)
    matter = models.CharField(_("loại bản ghi"), max_length=40, editable=False)
    record = models.BigIntegerField(_("bản ghi"), editable=False)
    event = models.PositiveIntegerField(_("việc thứ"), null=True, editable=False)
    before = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        related_name="after",
        editable=False,
        verbose_name=_("thay cho thông báo"),
    )
    values = models.JSONField(_("nội dung các trường"), default=dict, editable=False)
    spares = models.JSONField(_("cách gửi dự phòng"), default=list, editable=False)
    state = models.CharField(
        _("tình trạng"), max_length=8, choices=NoticeState.choices, default=NoticeState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    created_at = models.DateTimeField(_("lập lúc"))
    next_try_at = models.DateTimeField(_("thử tiếp lúc"), null=True)
    lease_until_at = models.DateTimeField(_("đang gửi, giữ đến lúc"), null=True, editable=False)
    token = models.PositiveIntegerField(_("số của lần giữ"), default=0, editable=False)
    sent_at = models.DateTimeField(_("gửi xong lúc"), null=True)
    proof = models.CharField(_("bằng chứng đã gửi"), max_length=500, blank=True)
    last_reason = models.CharField(_("lý do chưa gửi được"), max_length=500, blank=True)
    doubt = models.BooleanField(_("có thể đã đến mà không ai biết"), default=False)
    moved = models.BooleanField(_("địa chỉ đã sửa trong khi gửi"), default=False, editable=False)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state__in=["waiting", "sending"]), name="notices_due"
            ),
            models.Index(fields=["room", "matter", "record"], name="notices_of_a_record"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="nobody_is_told_twice"),
            models.UniqueConstraint(
                fields=["room", "matter", "record", "event"],
                condition=Q(before__isnull=True, event__isnull=False),
                name="a_deed_begins_one_chain_of_notices",
            ),
            models.CheckConstraint(
                condition=~Q(recipient="") & ~Q(body=""), name="a_notice_says_something_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) & ~Q(proof="")
                | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="a_sent_notice_has_its_moment_and_proof",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until_at__isnull=False)
                | ~Q(state="sending") & Q(lease_until_at__isnull=True),
                name="a_notice_is_held_only_while_it_is_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
                name="a_waiting_notice_knows_its_next_try",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["given_up", "replaced"]) | ~Q(last_reason=""),
                name="who_gives_up_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} · {self.get_occasion_display()}"


class NoticeTemplate(models.Model):
    """The text for an occasion and a way, in force from a day on; fields stand in it as ``{{ma_ho_so}}``."""

    occasion = models.CharField(_("việc được báo"), max_length=20, choices=Occasion.choices)
    way = models.CharField(_("cách gửi"), max_length=8, choices=Way.choices)
    subject = models.CharField(_("tiêu đề"), max_length=200, blank=True)
    body = models.TextField(_("nội dung"))
    since = models.DateField(_("dùng từ ngày"))
    until = models.DateField(_("dùng đến trước ngày"), null=True, blank=True)
    used = models.BooleanField(_("báo việc này bằng cách này"), default=True)

    class Meta:
        verbose_name = _("mẫu thông báo")
        verbose_name_plural = _("mẫu thông báo")
        indexes = [Watched(topic="notices", fields=["id"], name="notice_templates_watched")]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "way", "since"],
                name="an_occasion_has_one_text_from_a_day_on",
                violation_error_message=_(
                    "Dịp và cách gửi này đã có mẫu tin từ ngày đó; hãy sửa mẫu cũ hoặc chọn ngày khác."
                ),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="a_text_ends_after_it_begins",
                violation_error_message=_("“Đến trước ngày” phải sau “Từ ngày”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} · {self.get_way_display()}"
