"""What a year holds beside its plan: inspections and findings, initiatives, assigned tasks, information, budget."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models.plans import Head
from minhchung.direction.moves import INITIATIVE_STATES


class Inspection(models.Model):
    """An inspection of administrative reform at one unit; ``inspected`` is the unit named, where it could be read."""

    on = models.DateField(_("ngày kiểm tra"))
    unit = models.CharField(_("đơn vị được kiểm tra"), max_length=255)
    inspected = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("đơn vị được kiểm tra trong sổ đơn vị"),
    )
    decision = models.CharField(_("quyết định, kế hoạch kiểm tra"), max_length=200)
    conclusion = models.CharField(_("thông báo kết luận"), max_length=200, blank=True)
    subject = models.TextField(_("nội dung"), blank=True)
    subject_folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("cuộc kiểm tra")
        verbose_name_plural = _("các cuộc kiểm tra")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "unit", "decision"],
                name="a_unit_is_inspected_once_a_day_under_a_decision",
                violation_error_message=_(
                    "Đơn vị này đã có cuộc kiểm tra ngày đó theo quyết định, kế hoạch đó; hãy sửa bản ghi cũ."
                ),
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
                fields=["inspection", "number"],
                name="a_finding_of_an_inspection_is_numbered_once",
                violation_error_message=_(
                    "Cuộc kiểm tra này đã có vấn đề mang số thứ tự đó; hãy ghi số khác."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_reference=""),
                name="a_closed_finding_names_the_document_that_closed_it",
                violation_error_message=_("Đã xử lý xong thì phải ghi văn bản xử lý."),
            ),
        ]

    def __str__(self) -> str:
        return self.content


class Initiative(models.Model):
    """An initiative or new way of working: proposed, recognised by a decision or not, put to use.

    Where it stands follows from its days (:attr:`state`). Of one that comes from a book of recognised ones the day on
    which it was proposed may not be known.
    """

    title = models.TextField(_("tên sáng kiến, cách làm mới"))
    title_folded = models.TextField(editable=False, default="")
    head = models.CharField(_("nội dung cải cách"), max_length=15, choices=Head.choices, blank=True)
    unit = models.CharField(_("đơn vị có sáng kiến"), max_length=255, blank=True)
    content = models.TextField(_("nội dung, lợi ích dự kiến"), blank=True)
    proposed_on = models.DateField(_("ngày đề xuất"), null=True, blank=True)
    recognised_on = models.DateField(_("ngày công nhận"), null=True, blank=True)
    decision = models.CharField(_("quyết định công nhận"), max_length=200, blank=True)
    applied_on = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    applied_in = models.CharField(_("nơi áp dụng"), max_length=255, blank=True)
    declined_on = models.DateField(_("không công nhận ngày"), null=True, blank=True)
    declined_reason = models.TextField(_("lý do không công nhận"), blank=True)

    class Meta:
        verbose_name = _("sáng kiến")
        verbose_name_plural = _("sáng kiến")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "recognised_on", "title"],
                name="an_initiative_is_recognised_once_by_a_decision",
                violation_error_message=_(
                    "Sáng kiến này đã được ghi với quyết định và ngày công nhận đó; hãy sửa bản ghi cũ."
                ),
            ),
            models.CheckConstraint(
                condition=Q(recognised_on__isnull=True, decision="")
                | Q(recognised_on__isnull=False) & ~Q(decision=""),
                name="a_recognised_initiative_names_the_decision",
                violation_error_message=_(
                    "Ngày công nhận và quyết định công nhận phải ghi cả hai, hoặc để trống cả hai."
                ),
            ),
            models.CheckConstraint(
                condition=Q(declined_on__isnull=True, declined_reason="")
                | Q(declined_on__isnull=False, recognised_on__isnull=True) & ~Q(declined_reason=""),
                name="an_initiative_is_recognised_or_it_is_said_why_not",
                violation_error_message=_(
                    "Không công nhận thì phải ghi ngày và lý do; sáng kiến đã công nhận thì để trống cả hai."
                ),
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True, applied_in="")
                | Q(recognised_on__isnull=False, applied_on__gte=F("recognised_on")) & ~Q(applied_in=""),
                name="an_initiative_is_put_to_use_somewhere_once_it_is_recognised",
                violation_error_message=_(
                    "Áp dụng sáng kiến phải ghi cả ngày và nơi áp dụng, không trước ngày công nhận."
                ),
            ),
            models.CheckConstraint(
                condition=Q(recognised_on__isnull=False)
                | Q(declined_on__isnull=False)
                | Q(proposed_on__isnull=False),
                name="an_open_initiative_was_proposed_on_a_day",
                violation_error_message=_("Sáng kiến chưa công nhận phải ghi ngày đề xuất."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """Where it stands: "proposed", "recognised", "applied" or "declined"."""
        days: tuple[tuple[str, date | None], ...] = (
            ("declined", self.declined_on),
            ("applied", self.applied_on),
            ("recognised", self.recognised_on),
        )
        return next((state for state, day in days if day is not None), "proposed")

    @property
    def standing(self) -> str:
        """The same in words."""
        return str(INITIATIVE_STATES[self.state])


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
    lead = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị được phân công"),
    )
    extended_by = models.CharField(_("văn bản cho lùi thời hạn"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("nhiệm vụ cấp trên giao")
        verbose_name_plural = _("nhiệm vụ cấp trên giao")
        constraints = [
            models.UniqueConstraint(
                fields=["number", "assigned_on", "item"],
                name="an_assigned_task_is_known_by_its_document_and_item",
                violation_error_message=_(
                    "Mục này của văn bản giao đã được ghi; hãy sửa nhiệm vụ cũ hoặc ghi mục khác."
                ),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True)
                | ~Q(product_reference="") & Q(done_on__gte=F("assigned_on")),
                name="a_done_assigned_task_names_its_product",
                violation_error_message=_(
                    "Đã hoàn thành thì phải ghi số, ký hiệu sản phẩm; ngày hoàn thành không được "
                    "trước ngày giao."
                ),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("assigned_on")),
                name="an_assigned_task_is_due_after_it_is_assigned",
                violation_error_message=_("Thời hạn không được trước ngày giao; hãy kiểm tra hai ngày."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.content}"


class OutreachForm(models.TextChoices):
    """How the reform is made known."""

    ARTICLE = "article", _("Tin, bài")
    BROADCAST = "broadcast", _("Phát thanh, truyền hình")
    CONFERENCE = "conference", _("Hội nghị, hội thảo")
    TRAINING = "training", _("Tập huấn")
    CONTEST = "contest", _("Cuộc thi")
    MATERIAL = "material", _("Tờ rơi, pa nô, ấn phẩm")
    OTHER = "other", _("Hình thức khác")


class Outreach(models.Model):
    """Something that made the reform known: an article, a conference, a training; to whom, and for how long."""

    on = models.DateField(_("ngày thực hiện"))
    form = models.CharField(_("hình thức"), max_length=10, choices=OutreachForm.choices)
    title = models.CharField(_("tên tin, bài, hoạt động"), max_length=255)
    title_folded = models.TextField(editable=False, default="")
    audience = models.CharField(_("đối tượng"), max_length=255, blank=True)
    people = models.PositiveIntegerField(_("lượt người"), default=0)
    minutes = models.PositiveIntegerField(_("thời lượng (phút)"), null=True, blank=True)
    unit = models.CharField(_("đơn vị thực hiện"), max_length=255, blank=True)
    reference = models.CharField(_("tài liệu kiểm chứng (số, đường dẫn)"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("hoạt động tuyên truyền")
        verbose_name_plural = _("các hoạt động tuyên truyền")
        indexes = [models.Index(fields=["on"], name="outreach_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "form", "title"],
                name="an_outreach_event_is_known_by_day_form_and_title",
                violation_error_message=_(
                    "Hoạt động này đã được ghi: cùng ngày, hình thức và tên; hãy sửa bản ghi cũ."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(form__in=["conference", "training"]) | ~Q(audience=""),
                name="a_conference_or_training_says_for_whom_it_was",
                violation_error_message=_("Hội nghị, tập huấn phải ghi đối tượng."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReformBudget(models.Model):
    """Money for administrative reform in a budget year: what for, from which source, given and spent, in đồng."""

    year = models.PositiveSmallIntegerField(_("năm ngân sách"))
    item = models.CharField(_("nội dung chi"), max_length=255)
    source = models.CharField(_("nguồn kinh phí"), max_length=200)
    given = models.BigIntegerField(_("dự toán giao (đồng)"))
    spent = models.BigIntegerField(_("đã chi (đồng)"), null=True, blank=True)
    decision = models.CharField(_("văn bản giao"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kinh phí cải cách hành chính")
        verbose_name_plural = _("kinh phí cải cách hành chính")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "item", "source"],
                name="money_for_an_item_from_a_source_is_entered_once_a_year",
                violation_error_message=_(
                    "Nội dung chi này từ nguồn đó đã được ghi cho năm ngân sách; hãy sửa bản ghi cũ."
                ),
            ),
            models.CheckConstraint(
                condition=Q(given__gte=0) & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="money_for_the_reform_is_not_negative",
                violation_error_message=_("Số tiền không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.year})"
