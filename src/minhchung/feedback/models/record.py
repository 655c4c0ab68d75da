"""Reflections and recommendations (phản ánh, kiến nghị) about regulations and about the conduct of officials."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What it is about (TT 09/2026/TT-BTP, form 06a)."""

    REGULATION = "regulation", _("Quy định hành chính")
    CONDUCT = "conduct", _("Hành vi hành chính")


class SenderKind(models.TextChoices):
    """Who sends it."""

    PERSON = "person", _("Cá nhân")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, tổ chức")


class FeedbackChannel(models.TextChoices):
    """How it came in; paper, phone, fax and e-mail are entered by hand (QĐ 31/2021/QĐ-TTg art. 43).

    WEB is the agency's own page for everybody; PORTAL the national one, whose list is imported.
    """

    PORTAL = "portal", _("Cổng Dịch vụ công quốc gia")
    PAPER = "paper", _("Văn bản, phiếu giấy")
    PHONE = "phone", _("Điện thoại")
    EMAIL = "email", _("Thư điện tử, fax")
    DIRECT = "direct", _("Trực tiếp")
    WEB = "web", _("Trang thông tin của cơ quan")


class Source(models.TextChoices):
    """Who is the master of the record: the desk here, or the national portal and older books, from which it came."""

    DESK = "desk", _("Tiếp nhận tại cơ quan")
    BOOK = "book", _("Cổng quốc gia hoặc sổ cũ")


class FeedbackState(models.TextChoices):
    """Where it stands. Refused, moved and answered ones are closed; a reopened one is answered once more."""

    WAITING = "waiting", _("Chờ phân loại")
    SUPPLEMENT = "supplement", _("Chờ bổ sung")
    IN_PROGRESS = "in_progress", _("Đang xử lý")
    ANSWERED = "answered", _("Đã trả lời, chờ công khai")
    PUBLISHED = "published", _("Đã công khai trả lời")
    REFUSED = "refused", _("Từ chối tiếp nhận")
    MOVED = "moved", _("Chuyển cơ quan khác")
    REOPENED = "reopened", _("Mở lại, đang xử lý")


class Rating(models.TextChoices):
    """What the sender thought of the answer."""

    SATISFIED = "satisfied", _("Hài lòng")
    DISSATISFIED = "dissatisfied", _("Không hài lòng")


class Feedback(models.Model):
    """One reflection or recommendation. Limits run from sending or from the latest transfer to this agency.

    ``refuse_due_at``, ``supplement_due_at``, ``due_at`` and ``publish_due_at`` are stored when they begin to run.
    A limit in days is kept until the end of its day; ``explanation`` tells as JSON how each was counted.

    ``answered_at`` is the first answer and stays when the sender has it reopened: what was reported as answered does
    not come undone. ``public_content`` and ``public_answer`` are what everybody reads; nothing else is published.
    """

    code = models.CharField(_("mã phản ánh, kiến nghị"), max_length=40, unique=True)
    source = models.CharField(
        _("nguồn"), max_length=4, choices=Source.choices, default=Source.BOOK, editable=False
    )
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=0, editable=False)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind.choices)
    sector = models.CharField(_("ngành, lĩnh vực"), max_length=120)
    procedure_key = models.CharField(_("thủ tục liên quan"), max_length=40, blank=True)
    from_kind = models.CharField(_("đối tượng gửi"), max_length=10, choices=SenderKind.choices)
    sender_name = models.CharField(_("người gửi"), max_length=255, blank=True)
    sender_contact = models.CharField(_("liên hệ"), max_length=255, blank=True)
    sender_email = models.EmailField(_("thư điện tử"), blank=True, default="")
    sender_phone = models.CharField(_("điện thoại"), max_length=20, blank=True, default="")
    channel = models.CharField(_("kênh"), max_length=10, choices=FeedbackChannel.choices)
    content = models.TextField(_("nội dung"))
    content_folded = models.TextField(editable=False, default="")
    dossier = models.ForeignKey(
        "dossiers.Dossier",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hồ sơ liên quan"),
    )
    official = models.CharField(_("cán bộ bị phản ánh"), max_length=120, blank=True, default="")
    classified_at = models.DateTimeField(_("phân loại lúc"), null=True, blank=True)
    held_by = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị xử lý"),
    )
    holder = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người xử lý"),
    )
    sent_at = models.DateTimeField(_("gửi lúc"))
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    transfers = models.PositiveSmallIntegerField(_("số lần chuyển"), default=0)
    transferred_at = models.DateTimeField(_("chuyển gần nhất lúc"), null=True, blank=True)
    supplement_asked_at = models.DateTimeField(_("yêu cầu bổ sung lúc"), null=True, blank=True)
    refused_at = models.DateTimeField(_("từ chối tiếp nhận lúc"), null=True, blank=True)
    moved_at = models.DateTimeField(_("chuyển cơ quan khác lúc"), null=True, blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    published_at = models.DateTimeField(_("công khai trả lời lúc"), null=True, blank=True)
    refuse_due_at = models.DateTimeField(_("hạn từ chối hoặc trả lại"), null=True, blank=True)
    supplement_due_at = models.DateTimeField(_("hạn yêu cầu bổ sung"), null=True, blank=True)
    due_at = models.DateTimeField(_("hạn trả lời"), null=True, blank=True)
    publish_due_at = models.DateTimeField(_("hạn công khai trả lời"), null=True, blank=True)
    limits_cite = models.CharField(_("căn cứ tính hạn"), max_length=255, blank=True)
    explanation = models.TextField(_("diễn giải hạn"), blank=True, default="")
    draft = models.TextField(_("dự thảo trả lời"), blank=True, default="")
    answer = models.TextField(_("nội dung trả lời"), blank=True)
    public_content = models.TextField(_("nội dung công khai"), blank=True, default="")
    public_answer = models.TextField(_("trả lời công khai"), blank=True, default="")
    rating = models.CharField(_("đánh giá của người gửi"), max_length=12, choices=Rating.choices, blank=True)
    reopened_at = models.DateTimeField(_("mở lại lúc"), null=True, blank=True)
    again_due_at = models.DateTimeField(_("hạn trả lời lại"), null=True, blank=True)
    answered_again_at = models.DateTimeField(_("trả lời lại lúc"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=FeedbackState.choices, default=FeedbackState.WAITING
    )

    class Meta:
        verbose_name = _("phản ánh, kiến nghị")
        verbose_name_plural = _("phản ánh, kiến nghị")
        indexes = [models.Index(fields=["received_at"], name="feedback_by_receipt")]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__gte=F("sent_at")),
                name="feedback_is_received_after_it_is_sent",
                violation_error_message=_(
                    "Phản ánh không thể được tiếp nhận trước khi gửi; hãy kiểm tra hai thời điểm."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("received_at")),
                name="feedback_is_answered_after_it_is_received",
                violation_error_message=_(
                    "Không thể trả lời trước khi tiếp nhận; hãy kiểm tra hai thời điểm."
                ),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(answered_at__isnull=False, published_at__gte=F("answered_at")),
                name="an_answer_is_published_after_it_is_given",
                violation_error_message=_("Chỉ công khai sau khi đã trả lời; hãy kiểm tra hai thời điểm."),
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) & Q(moved_at__isnull=True)
                | Q(refused_at__isnull=True) & Q(answered_at__isnull=True)
                | Q(moved_at__isnull=True) & Q(answered_at__isnull=True),
                name="feedback_is_closed_in_one_way_only",
                violation_error_message=_(
                    "Một phản ánh chỉ kết thúc theo một cách: trả lời, từ chối hoặc chuyển đi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "supplement", "in_progress"],
                    answered_at__isnull=True,
                    refused_at__isnull=True,
                    moved_at__isnull=True,
                )
                | Q(state="answered", answered_at__isnull=False)
                & (Q(published_at__isnull=True) | Q(answered_again_at__isnull=False))
                | Q(
                    state="reopened",
                    answered_at__isnull=False,
                    reopened_at__isnull=False,
                    answered_again_at__isnull=True,
                )
                | Q(state="published", published_at__isnull=False)
                | Q(state="refused", refused_at__isnull=False)
                | Q(state="moved", moved_at__isnull=False),
                name="the_state_of_feedback_agrees_with_its_moments",
                violation_error_message=_(
                    "Tình trạng của phản ánh không khớp với các thời điểm đã ghi; hãy kiểm tra lại."
                ),
            ),
            models.CheckConstraint(
                condition=Q(transfers=0, transferred_at__isnull=True)
                | Q(transfers__gt=0, transferred_at__isnull=False),
                name="a_transfer_of_feedback_has_a_moment",
                violation_error_message=_(
                    "Đã chuyển phản ánh thì phải có thời điểm chuyển; chưa chuyển thì để trống."
                ),
            ),
            models.CheckConstraint(
                condition=Q(public_content="", public_answer="")
                | ~Q(public_content="") & ~Q(public_answer="") & Q(published_at__isnull=False),
                name="public_words_stand_only_where_something_is_published",
                violation_error_message=_(
                    "Nội dung và trả lời công khai phải ghi cả hai, và chỉ ghi khi đã công khai."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(source="desk") | Q(published_at__isnull=True) | ~Q(public_answer=""),
                name="what_the_desk_publishes_has_words_of_its_own",
                violation_error_message=_(
                    "Công khai phản ánh nhận tại quầy thì phải ghi phần trả lời công khai."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True)
                | Q(answered_at__isnull=False, reopened_at__gte=F("answered_at"), again_due_at__isnull=False),
                name="feedback_is_reopened_after_its_answer_with_a_limit",
                violation_error_message=_(
                    "Chỉ mở lại phản ánh đã trả lời, sau lúc trả lời và kèm hạn trả lời lại."
                ),
            ),
            models.CheckConstraint(
                condition=Q(answered_again_at__isnull=True)
                | Q(reopened_at__isnull=False, answered_again_at__gte=F("reopened_at")),
                name="a_second_answer_follows_a_reopening",
                violation_error_message=_("Chỉ trả lời lại sau khi phản ánh được mở lại."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
