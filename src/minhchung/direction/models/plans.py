"""Yearly plans and their tasks: the table that a plan comes in, its targets, who leads and who supports."""

from __future__ import annotations

from datetime import date

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


class Comparator(models.TextChoices):
    """How a value stands to its target."""

    AT_LEAST = "ge", "≥"
    ABOVE = "gt", ">"
    AT_MOST = "le", "≤"
    BELOW = "lt", "<"
    EXACTLY = "eq", "="


class Plan(models.Model):
    """A yearly plan of administrative reform; one without a day of issue is a draft and is counted nowhere.

    What stands in it on the day it is issued is the original plan; ``amended_by`` names the last document that
    changed it after that, while each task that came or went names its own.
    """

    year = models.PositiveSmallIntegerField(_("năm"))
    decision = models.CharField(_("số, ký hiệu kế hoạch"), max_length=120)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
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
                fields=["year", "decision"],
                name="a_plan_of_a_year_is_known_by_its_number",
                violation_error_message=_("Năm này đã có kế hoạch mang số, ký hiệu đó; hãy sửa kế hoạch cũ."),
            ),
            models.CheckConstraint(
                condition=Q(amended_on__isnull=True) | ~Q(amended_by="") & Q(amended_on__gte=F("issued_on")),
                name="a_plan_is_amended_by_a_named_document_after_it_is_issued",
                violation_error_message=_(
                    "Ngày sửa đổi phải kèm văn bản sửa đổi, bổ sung và không được trước ngày ban hành."
                ),
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | ~Q(decision=""),
                name="an_issued_plan_has_its_number",
                violation_error_message=_("Kế hoạch đã ban hành phải có số, ký hiệu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision or _('Dự thảo')} (năm {self.year})"


class PlanTask(models.Model):
    """A task of a plan. A task counts as done only with the document that is its product.

    ``in_original`` keeps the denominator of the plan as first issued; a task added or dropped later names the
    amending document and the day; one that was added and then dropped names the later document in ``dropped_by``.
    ``lead`` is the unit that ``lead_unit`` names, where it could be read. Where a task
    stands follows from its days (:attr:`state`), so it is kept nowhere else.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("kế hoạch"))
    number = models.CharField(_("số thứ tự"), max_length=20)
    head = models.CharField(_("nhóm nhiệm vụ"), max_length=15, choices=Head.choices)
    title = models.TextField(_("nhiệm vụ cụ thể"))
    title_folded = models.TextField(editable=False, default="")
    product = models.TextField(_("sản phẩm phải có"))
    product_count = models.PositiveSmallIntegerField(_("số sản phẩm phải có"), null=True, blank=True)
    lead_unit = models.CharField(_("đơn vị chủ trì"), max_length=255)
    lead = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("đơn vị chủ trì trong sổ đơn vị"),
    )
    support_units = models.CharField(_("đơn vị phối hợp"), max_length=500, blank=True)
    due_kind = models.CharField(_("cách ghi thời hạn"), max_length=10, choices=DueKind.choices)
    due_on = models.DateField(_("phải xong đến hết ngày"), null=True, blank=True)
    due_words = models.CharField(_("thời hạn nguyên văn"), max_length=200, blank=True)
    budget = models.BigIntegerField(_("kinh phí dự kiến (đồng)"), null=True, blank=True)
    budget_source = models.CharField(_("nguồn kinh phí"), max_length=200, blank=True)
    in_original = models.BooleanField(_("có trong kế hoạch ban đầu"), default=True)
    added_on = models.DateField(_("bổ sung ngày"), null=True, blank=True)
    dropped_on = models.DateField(_("đưa ra khỏi kế hoạch ngày"), null=True, blank=True)
    changed_by = models.CharField(_("văn bản bổ sung hoặc đưa ra"), max_length=200, blank=True)
    dropped_by = models.CharField(
        _("văn bản đưa ra nhiệm vụ đã bổ sung"), max_length=200, blank=True, editable=False
    )
    started_on = models.DateField(_("bắt đầu ngày"), null=True, editable=False)
    reported_on = models.DateField(_("báo xong, chờ xác nhận từ ngày"), null=True, editable=False)
    done_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)
    product_reference = models.CharField(_("số, ký hiệu sản phẩm"), max_length=200, blank=True)
    product_on = models.DateField(_("ngày của sản phẩm"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=0, editable=False)

    class Meta:
        verbose_name = _("nhiệm vụ của kế hoạch")
        verbose_name_plural = _("nhiệm vụ của kế hoạch")
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, dropped_on__isnull=True),
                name="plan_tasks_open_by_due_day",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="a_task_of_a_plan_is_numbered_once",
                violation_error_message=_("Kế hoạch này đã có nhiệm vụ mang số thứ tự đó; hãy ghi số khác."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, product_on__isnull=True)
                | Q(done_on__isnull=False, product_on__isnull=False) & ~Q(product_reference=""),
                name="a_done_task_names_its_product_and_the_day_of_it",
                violation_error_message=_(
                    "Nhiệm vụ hoàn thành phải ghi đủ ngày hoàn thành, số và ngày của sản phẩm; chưa "
                    "hoàn thành thì để trống ngày của sản phẩm."
                ),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(product_on__lte=F("done_on")),
                name="a_task_is_done_when_its_product_is_there",
                violation_error_message=_("Ngày hoàn thành không được trước ngày của sản phẩm."),
            ),
            models.CheckConstraint(
                condition=Q(in_original=True, added_on__isnull=True)
                | Q(in_original=False, added_on__isnull=False),
                name="a_task_is_in_the_original_plan_or_was_added_on_a_day",
                violation_error_message=_(
                    "Nhiệm vụ bổ sung phải ghi ngày bổ sung; nhiệm vụ của kế hoạch ban đầu thì để trống."
                ),
            ),
            models.CheckConstraint(
                condition=Q(added_on__isnull=True, dropped_on__isnull=True) | ~Q(changed_by=""),
                name="a_task_added_or_dropped_names_the_amending_document",
                violation_error_message=_("Bổ sung hoặc đưa ra khỏi kế hoạch phải ghi văn bản sửa đổi."),
            ),
            models.CheckConstraint(
                condition=~Q(due_kind__in=["date", "month", "quarter"]) | Q(due_on__isnull=False),
                name="a_task_due_on_a_date_month_or_quarter_has_its_last_day",
                violation_error_message=_(
                    "Thời hạn ghi theo ngày, tháng hoặc quý phải có ngày cuối cùng phải xong."
                ),
            ),
            models.CheckConstraint(
                condition=Q(product_count__isnull=True) | Q(product_count__gt=0),
                name="a_task_has_at_least_one_product",
                violation_error_message=_("Số sản phẩm phải có ít nhất là một."),
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="a_task_costs_no_less_than_nothing",
                violation_error_message=_("Kinh phí không được âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def taken_out_by(self) -> str:
        """The document that took it out of the plan; "" while it stands."""
        return "" if self.dropped_on is None else self.dropped_by or self.changed_by

    @property
    def state(self) -> str:
        """Where it stands: "new", "doing", "reported", "done" or "dropped"."""
        days: tuple[tuple[str, date | None], ...] = (
            ("dropped", self.dropped_on),
            ("done", self.done_on),
            ("reported", self.reported_on),
            ("doing", self.started_on),
        )
        return next((state for state, day in days if day is not None), "new")


class TaskSupport(models.Model):
    """A unit in support of a task, as the plan names it; ``unit`` where the name could be read."""

    task = models.ForeignKey(
        PlanTask, on_delete=models.CASCADE, related_name="supports", verbose_name=_("nhiệm vụ")
    )
    name = models.CharField(_("đơn vị phối hợp"), max_length=255)
    unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("đơn vị trong sổ đơn vị"),
    )

    class Meta:
        verbose_name = _("đơn vị phối hợp")
        verbose_name_plural = _("các đơn vị phối hợp")
        constraints = [
            models.UniqueConstraint(fields=["task", "name"], name="a_unit_supports_a_task_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PlanTarget(models.Model):
    """What a plan is to reach: an indicator, how it is compared, by which year, against which base.

    ``figure`` is the key of the figure that measures it, "" where none does; then nobody reckons it here.
    """

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="targets", verbose_name=_("kế hoạch")
    )
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    name = models.CharField(_("chỉ tiêu"), max_length=400)
    comparator = models.CharField(_("so sánh"), max_length=2, choices=Comparator.choices)
    value = models.DecimalField(_("mức phải đạt"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("đơn vị tính"), max_length=30, default="%", blank=True)
    year = models.PositiveSmallIntegerField(_("đến năm"))
    base = models.CharField(_("mốc so sánh"), max_length=120, blank=True)
    figure = models.CharField(_("khóa của số liệu đo"), max_length=80, blank=True)
    programme = models.CharField(_("theo chương trình, văn bản"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("chỉ tiêu của kế hoạch")
        verbose_name_plural = _("các chỉ tiêu của kế hoạch")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="a_target_of_a_plan_is_numbered_once",
                violation_error_message=_("Kế hoạch này đã có chỉ tiêu mang số thứ tự đó; hãy ghi số khác."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_comparator_display()} {self.value.normalize():f} {self.unit}".strip()


class PlanTable(models.Model):
    """A table of tasks as it came, from Word or Excel: every line of it, what was read and what was not and why.

    ``lines`` are the lines in their order, as :mod:`minhchung.direction.plan_tables` writes them. It is taken into
    its plan once, and stays.
    """

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="tables", verbose_name=_("kế hoạch")
    )
    name = models.CharField(_("tên tệp"), max_length=255)
    digest = models.CharField(_("mã băm của tệp"), max_length=64)
    lines = models.JSONField(_("các dòng"), default=list)
    read_at = models.DateTimeField(_("đọc lúc"))
    read_by = models.CharField(_("người đọc"), max_length=150)
    taken_at = models.DateTimeField(_("đưa vào kế hoạch lúc"), null=True)
    taken_by = models.CharField(_("người đưa vào"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("bảng nhiệm vụ đã nhận")
        verbose_name_plural = _("các bảng nhiệm vụ đã nhận")

    def __str__(self) -> str:
        return self.name
