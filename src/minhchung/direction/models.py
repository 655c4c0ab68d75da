"""Yearly plans and their tasks, inspections and findings, initiatives, tasks assigned from above."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Head(models.TextChoices):
    """The heads of a plan: direction, then the six contents of the programme (their names change in 2021)."""

    DIRECTION = "direction", "Chỉ đạo, điều hành"
    INSTITUTIONS = "institutions", "Cải cách thể chế"
    PROCEDURES = "procedures", "Cải cách thủ tục hành chính"
    ORGANISATION = "organisation", "Cải cách tổ chức bộ máy"
    CIVIL_SERVICE = "civil_service", "Chất lượng đội ngũ, chế độ công vụ"
    FINANCE = "finance", "Cải cách tài chính công"
    MODERNISATION = "modernisation", "Hiện đại hóa hành chính, Chính phủ số"


class DueKind(models.TextChoices):
    """How a plan words the day by which a task is to be done."""

    DATE = "date", "Đến ngày"
    MONTH = "month", "Trong tháng"
    QUARTER = "quarter", "Trong quý"
    REGULAR = "regular", "Thường xuyên"
    OTHER = "other", "Cách ghi khác"


class Plan(models.Model):
    """A yearly plan of administrative reform."""

    year = models.PositiveSmallIntegerField("năm")
    decision = models.CharField("số, ký hiệu kế hoạch", max_length=120)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=255)
    title = models.TextField("trích yếu", blank=True)
    title_folded = models.TextField(editable=False, default="")
    amended_by = models.CharField("văn bản sửa đổi, bổ sung", max_length=200, blank=True)
    amended_on = models.DateField("ngày sửa đổi, bổ sung", null=True, blank=True)

    class Meta:
        verbose_name = "kế hoạch cải cách hành chính"
        verbose_name_plural = "kế hoạch cải cách hành chính"
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

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks", verbose_name="kế hoạch")
    number = models.CharField("số thứ tự", max_length=20)
    head = models.CharField("nhóm nhiệm vụ", max_length=15, choices=Head.choices)
    title = models.TextField("nhiệm vụ cụ thể")
    title_folded = models.TextField(editable=False, default="")
    product = models.TextField("sản phẩm phải có")
    lead_unit = models.CharField("đơn vị chủ trì", max_length=255)
    support_units = models.CharField("đơn vị phối hợp", max_length=500, blank=True)
    due_kind = models.CharField("cách ghi thời hạn", max_length=10, choices=DueKind.choices)
    due_on = models.DateField("phải xong đến hết ngày", null=True, blank=True)
    due_words = models.CharField("thời hạn nguyên văn", max_length=200, blank=True)
    in_original = models.BooleanField("có trong kế hoạch ban đầu", default=True)
    added_on = models.DateField("bổ sung ngày", null=True, blank=True)
    dropped_on = models.DateField("đưa ra khỏi kế hoạch ngày", null=True, blank=True)
    changed_by = models.CharField("văn bản bổ sung hoặc đưa ra", max_length=200, blank=True)
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    product_reference = models.CharField("số, ký hiệu sản phẩm", max_length=200, blank=True)
    product_on = models.DateField("ngày của sản phẩm", null=True, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ của kế hoạch"
        verbose_name_plural = "nhiệm vụ của kế hoạch"
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

    on = models.DateField("ngày kiểm tra")
    unit = models.CharField("đơn vị được kiểm tra", max_length=255)
    decision = models.CharField("quyết định, kế hoạch kiểm tra", max_length=200)
    conclusion = models.CharField("thông báo kết luận", max_length=200, blank=True)
    subject = models.TextField("nội dung", blank=True)
    subject_folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = "cuộc kiểm tra"
        verbose_name_plural = "các cuộc kiểm tra"
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
        Inspection, on_delete=models.PROTECT, related_name="findings", verbose_name="cuộc kiểm tra"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    content = models.TextField("vấn đề đặt ra")
    content_folded = models.TextField(editable=False, default="")
    due_on = models.DateField("phải khắc phục đến hết ngày", null=True, blank=True)
    closed_on = models.DateField("xử lý xong ngày", null=True, blank=True)
    closed_reference = models.CharField("văn bản xử lý", max_length=200, blank=True)

    class Meta:
        verbose_name = "vấn đề sau kiểm tra"
        verbose_name_plural = "vấn đề sau kiểm tra"
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

    title = models.TextField("tên sáng kiến, cách làm mới")
    title_folded = models.TextField(editable=False, default="")
    head = models.CharField("nội dung cải cách", max_length=15, choices=Head.choices, blank=True)
    unit = models.CharField("đơn vị có sáng kiến", max_length=255, blank=True)
    recognised_on = models.DateField("ngày công nhận")
    decision = models.CharField("quyết định công nhận", max_length=200)

    class Meta:
        verbose_name = "sáng kiến"
        verbose_name_plural = "sáng kiến"
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

    number = models.CharField("số, ký hiệu văn bản giao", max_length=120)
    item = models.CharField("mục trong văn bản", max_length=40, blank=True)
    assigned_by = models.CharField("cơ quan, người giao", max_length=255)
    assigned_on = models.DateField("ngày giao")
    content = models.TextField("nội dung")
    content_folded = models.TextField(editable=False, default="")
    due_on = models.DateField("phải xong đến hết ngày", null=True, blank=True)
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    product_reference = models.CharField("số, ký hiệu sản phẩm", max_length=200, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ cấp trên giao"
        verbose_name_plural = "nhiệm vụ cấp trên giao"
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
