"""Yearly plans and their tasks, inspections and findings, initiatives, tasks assigned from above, meetings."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Head(models.TextChoices):
    """The heads of a plan: direction, then the six contents of the programme (their names change in 2021)."""

    DIRECTION = "direction", _("Chỉ đạo, điều hành")
    INSTITUTIONS = "institutions", _("Cải cách thể chế")
    PROCEDURES = "procedures", _("Cải cách thủ tục hành chính")
    ORGANISATION = "organisation", _("Cải cách tổ chức bộ máy")
    CIVIL_SERVICE = "civil_service", _("Chất lượng đội ngũ, chế độ công vụ")
    FINANCE = "finance", _("Cải cách tài chính công")
    MODERNISATION = "modernisation", _("Hiện đại hóa hành chính, Chính phủ số")


class DueKind(models.TextChoices):
    """How a plan words the day by which a task is to be done."""

    DATE = "date", _("Đến ngày")
    MONTH = "month", _("Trong tháng")
    QUARTER = "quarter", _("Trong quý")
    REGULAR = "regular", _("Thường xuyên")
    OTHER = "other", _("Cách ghi khác")


class Plan(models.Model):
    """A yearly plan of administrative reform."""

    year = models.PositiveSmallIntegerField(_("năm"))
    decision = models.CharField(_("số, ký hiệu kế hoạch"), max_length=120)
    issued_on = models.DateField(_("ngày ban hành"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=255)
    title = models.TextField(_("trích yếu"), blank=True)
    title_folded = models.TextField(editable=False, default="")
    amended_by = models.CharField(_("văn bản sửa đổi, bổ sung"), max_length=200, blank=True)
    amended_on = models.DateField(_("ngày sửa đổi, bổ sung"), null=True, blank=True)

    class Meta:
        verbose_name = _("kế hoạch cải cách hành chính")
        verbose_name_plural = _("kế hoạch cải cách hành chính")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "decision"], name="a_plan_of_a_year_is_known_by_its_number"
            ),
            models.CheckConstraint(
                condition=Q(amended_on__isnull=True) | ~Q(amended_by="") & Q(amended_on__gte=F("issued_on")),
                name="a_plan_is_amended_by_a_named_document_after_it_is_issued",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} (năm {self.year})"


class PlanTask(models.Model):
    """A task of a plan. A task counts as done only with the document that is its product.

    ``in_original`` keeps the denominator of the plan as first issued; a task added or dropped later names the
    amending document and the day.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("kế hoạch"))
    number = models.CharField(_("số thứ tự"), max_length=20)
    head = models.CharField(_("nhóm nhiệm vụ"), max_length=15, choices=Head.choices)
    title = models.TextField(_("nhiệm vụ cụ thể"))
    title_folded = models.TextField(editable=False, default="")
    product = models.TextField(_("sản phẩm phải có"))
    lead_unit = models.CharField(_("đơn vị chủ trì"), max_length=255)
    support_units = models.CharField(_("đơn vị phối hợp"), max_length=500, blank=True)
    due_kind = models.CharField(_("cách ghi thời hạn"), max_length=10, choices=DueKind.choices)
    due_on = models.DateField(_("phải xong đến hết ngày"), null=True, blank=True)
    due_words = models.CharField(_("thời hạn nguyên văn"), max_length=200, blank=True)
    in_original = models.BooleanField(_("có trong kế hoạch ban đầu"), default=True)
    added_on = models.DateField(_("bổ sung ngày"), null=True, blank=True)
    dropped_on = models.DateField(_("đưa ra khỏi kế hoạch ngày"), null=True, blank=True)
    changed_by = models.CharField(_("văn bản bổ sung hoặc đưa ra"), max_length=200, blank=True)
    done_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)
    product_reference = models.CharField(_("số, ký hiệu sản phẩm"), max_length=200, blank=True)
    product_on = models.DateField(_("ngày của sản phẩm"), null=True, blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ của kế hoạch")
        verbose_name_plural = _("nhiệm vụ của kế hoạch")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_task_of_a_plan_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, product_on__isnull=True)
                | Q(done_on__isnull=False, product_on__isnull=False) & ~Q(product_reference=""),
                name="a_done_task_names_its_product_and_the_day_of_it",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(product_on__lte=F("done_on")),
                name="a_task_is_done_when_its_product_is_there",
            ),
            models.CheckConstraint(
                condition=Q(in_original=True, added_on__isnull=True)
                | Q(in_original=False, added_on__isnull=False),
                name="a_task_is_in_the_original_plan_or_was_added_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(added_on__isnull=True, dropped_on__isnull=True) | ~Q(changed_by=""),
                name="a_task_added_or_dropped_names_the_amending_document",
            ),
            models.CheckConstraint(
                condition=~Q(due_kind__in=["date", "month", "quarter"]) | Q(due_on__isnull=False),
                name="a_task_due_on_a_date_month_or_quarter_has_its_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Inspection(models.Model):
    """An inspection of administrative reform at one unit."""

    on = models.DateField(_("ngày kiểm tra"))
    unit = models.CharField(_("đơn vị được kiểm tra"), max_length=255)
    decision = models.CharField(_("quyết định, kế hoạch kiểm tra"), max_length=200)
    conclusion = models.CharField(_("thông báo kết luận"), max_length=200, blank=True)
    subject = models.TextField(_("nội dung"), blank=True)
    subject_folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("cuộc kiểm tra")
        verbose_name_plural = _("các cuộc kiểm tra")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "unit", "decision"], name="a_unit_is_inspected_once_a_day_under_a_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.on:%d/%m/%Y}"


class Finding(models.Model):
    """A problem raised by an inspection, and how it was dealt with."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="findings", verbose_name=_("cuộc kiểm tra")
    )
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    content = models.TextField(_("vấn đề đặt ra"))
    content_folded = models.TextField(editable=False, default="")
    due_on = models.DateField(_("phải khắc phục đến hết ngày"), null=True, blank=True)
    closed_on = models.DateField(_("xử lý xong ngày"), null=True, blank=True)
    closed_reference = models.CharField(_("văn bản xử lý"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("vấn đề sau kiểm tra")
        verbose_name_plural = _("vấn đề sau kiểm tra")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"], name="a_finding_of_an_inspection_is_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_reference=""),
                name="a_closed_finding_names_the_document_that_closed_it",
            ),
        ]

    def __str__(self) -> str:
        return self.content


class Initiative(models.Model):
    """An initiative or new way of working that was recognised by a decision."""

    title = models.TextField(_("tên sáng kiến, cách làm mới"))
    title_folded = models.TextField(editable=False, default="")
    head = models.CharField(_("nội dung cải cách"), max_length=15, choices=Head.choices, blank=True)
    unit = models.CharField(_("đơn vị có sáng kiến"), max_length=255, blank=True)
    recognised_on = models.DateField(_("ngày công nhận"))
    decision = models.CharField(_("quyết định công nhận"), max_length=200)

    class Meta:
        verbose_name = _("sáng kiến")
        verbose_name_plural = _("sáng kiến")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "recognised_on", "title"],
                name="an_initiative_is_recognised_once_by_a_decision",
            ),
            models.CheckConstraint(condition=~Q(decision=""), name="an_initiative_names_the_decision"),
        ]

    def __str__(self) -> str:
        return self.title


class AssignedTask(models.Model):
    """A task assigned from above: by the Government, the Prime Minister, the people's committee or its chairman."""

    number = models.CharField(_("số, ký hiệu văn bản giao"), max_length=120)
    item = models.CharField(_("mục trong văn bản"), max_length=40, blank=True)
    assigned_by = models.CharField(_("cơ quan, người giao"), max_length=255)
    assigned_on = models.DateField(_("ngày giao"))
    content = models.TextField(_("nội dung"))
    content_folded = models.TextField(editable=False, default="")
    due_on = models.DateField(_("phải xong đến hết ngày"), null=True, blank=True)
    done_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)
    product_reference = models.CharField(_("số, ký hiệu sản phẩm"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ cấp trên giao")
        verbose_name_plural = _("nhiệm vụ cấp trên giao")
        constraints = [
            models.UniqueConstraint(
                fields=["number", "assigned_on", "item"],
                name="an_assigned_task_is_known_by_its_document_and_item",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True)
                | ~Q(product_reference="") & Q(done_on__gte=F("assigned_on")),
                name="a_done_assigned_task_names_its_product",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("assigned_on")),
                name="an_assigned_task_is_due_after_it_is_assigned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.content}"


class MeetingKind(models.TextChoices):
    """What brings an agency and the people together."""

    DIALOGUE = "dialogue", _("Đối thoại với doanh nghiệp")
    CITIZENS = "citizens", _("Đối thoại với người dân")
    RECEPTION = "reception", _("Tiếp công dân")
    PUBLIC = "public", _("Họp công khai")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Sắp tổ chức")
    HELD = "held", _("Đã tổ chức")
    CANCELLED = "cancelled", _("Không tổ chức")


class Meeting(models.Model):
    """A meeting or dialogue with enterprises or citizens; what came of it is there once it was held.

    ``led_by`` is a post, not a person. Everything here is told to the public; the minutes once they are published.
    """

    kind = models.CharField(_("hình thức"), max_length=9, choices=MeetingKind.choices)
    topic = models.CharField(_("chủ đề"), max_length=255)
    topic_folded = models.TextField(editable=False, default="")
    begins_at = models.DateTimeField(_("bắt đầu lúc"))
    ends_at = models.DateTimeField(_("kết thúc lúc"))
    place = models.CharField(_("địa điểm"), max_length=255, blank=True)
    online_url = models.CharField(
        _("địa chỉ dự trực tuyến"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
    )
    led_by = models.CharField(_("chủ trì (chức danh)"), max_length=255)
    invited = models.CharField(_("thành phần mời"), max_length=500)
    state = models.CharField(
        _("tình trạng"),
        max_length=9,
        choices=MeetingState.choices,
        default=MeetingState.PLANNED,
        editable=False,
    )
    attended = models.PositiveIntegerField(_("số người dự"), null=True, blank=True)
    raised = models.PositiveIntegerField(_("số câu hỏi, kiến nghị"), null=True, blank=True)
    answered = models.PositiveIntegerField(_("số câu đã trả lời"), null=True, blank=True)
    conclusion = models.TextField(_("kết luận"), blank=True)
    cancelled_reason = models.CharField(_("lý do không tổ chức"), max_length=500, blank=True)
    minutes = models.ForeignKey(
        "files.KeptFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("biên bản"),
    )
    minutes_published_on = models.DateField(_("công bố biên bản ngày"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("cuộc đối thoại, tiếp công dân")
        verbose_name_plural = _("các cuộc đối thoại, tiếp công dân")
        indexes = [models.Index(fields=["begins_at"], name="meetings_by_their_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "begins_at", "topic"], name="a_meeting_is_known_by_kind_moment_and_topic"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="a_meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online_url=""), name="a_meeting_takes_place_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="held", attended__isnull=False, raised__isnull=False, answered__isnull=False
                )
                | ~Q(state="held")
                & Q(attended__isnull=True, raised__isnull=True, answered__isnull=True)
                & Q(conclusion="", minutes__isnull=True),
                name="what_came_of_a_meeting_is_told_once_it_was_held",
            ),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(answered__lte=F("raised")),
                name="no_more_questions_are_answered_than_raised",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_reason="")
                | ~Q(state="cancelled") & Q(cancelled_reason=""),
                name="a_cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=Q(minutes_published_on__isnull=True) | Q(minutes__isnull=False),
                name="published_minutes_are_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {self.begins_at:%d/%m/%Y}"


class MeetingQuestion(models.Model):
    """What was asked at a meeting, and what was said to it; nobody is named in either."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="questions", verbose_name=_("cuộc đối thoại")
    )
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    question = models.TextField(_("câu hỏi, kiến nghị"))
    question_folded = models.TextField(editable=False, default="")
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.CharField(_("đơn vị trả lời"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("câu hỏi tại cuộc đối thoại")
        verbose_name_plural = _("các câu hỏi tại cuộc đối thoại")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="a_question_of_a_meeting_is_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | ~Q(answered_by=""), name="an_answer_says_which_unit_gave_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"
