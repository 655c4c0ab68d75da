"""What is told of a task on its way, and what shows that it is done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models.plans import Comparator, PlanTask
from minhchung.rules.rounding import printed_number


class NoteKind(models.TextChoices):
    """What a note on a task is."""

    PROGRESS = "progress", _("Tiến độ")
    POSTPONED = "postponed", _("Lùi thời hạn")
    RETURNED = "returned", _("Trả lại để làm tiếp")
    REOPENED = "reopened", _("Mở lại")


class TaskNote(models.Model):
    """How far a task has come, or why its limit was put off; a note is never changed."""

    task = models.ForeignKey(
        PlanTask, on_delete=models.PROTECT, related_name="notes", verbose_name=_("nhiệm vụ")
    )
    kind = models.CharField(_("loại"), max_length=9, choices=NoteKind.choices)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("tài khoản"), max_length=150)
    by_name = models.CharField(_("người ghi"), max_length=150)
    percent = models.PositiveSmallIntegerField(_("khối lượng đã làm (%)"), null=True)
    words = models.TextField(_("nội dung"))
    due_before_on = models.DateField(_("thời hạn trước"), null=True)
    due_after_on = models.DateField(_("thời hạn sau"), null=True)

    class Meta:
        verbose_name = _("ghi chú tiến độ")
        verbose_name_plural = _("các ghi chú tiến độ")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="no_more_than_all_of_it_is_done"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_note_says_something"),
            models.CheckConstraint(
                condition=~Q(kind="postponed") | Q(due_after_on__isnull=False),
                name="a_postponement_names_the_new_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class EvidenceKind(models.TextChoices):
    """What shows that a task is done."""

    DOCUMENT = "document", _("Văn bản")
    FILE = "file", _("Tệp, nêu mục và trang")
    FIGURE = "figure", _("Số liệu đạt mức")


class Evidence(models.Model):
    """A document, a place in a file, or a figure with the level it has to reach.

    ``room`` and ``record`` say where the document stands in a register of the agency, where it was found. ``count`` is
    how many of the countable product it stands for. A figure keeps what it was when it was last asked.
    """

    task = models.ForeignKey(
        PlanTask, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("nhiệm vụ")
    )
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    kind = models.CharField(_("loại minh chứng"), max_length=8, choices=EvidenceKind.choices)
    on = models.DateField(_("ngày"))
    reference = models.CharField(_("số, ký hiệu; tên tài liệu"), max_length=200)
    count = models.PositiveSmallIntegerField(_("số sản phẩm"), default=1)
    room = models.CharField(_("sổ"), max_length=40, blank=True)
    record = models.BigIntegerField(_("bản ghi"), null=True)
    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("tệp")
    )
    section = models.CharField(_("mục"), max_length=120, blank=True)
    page = models.CharField(_("trang"), max_length=40, blank=True)
    figure = models.CharField(_("khóa của số liệu"), max_length=80, blank=True)
    window = models.CharField(_("kỳ của số liệu"), max_length=40, blank=True)
    comparator = models.CharField(_("so sánh"), max_length=2, choices=Comparator.choices, blank=True)
    threshold = models.DecimalField(_("mức phải đạt"), max_digits=14, decimal_places=2, null=True)
    printed = models.CharField(_("số liệu khi hỏi"), max_length=80, blank=True)
    met = models.BooleanField(_("đạt mức"), null=True)
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.CharField(_("người thêm"), max_length=150)

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="evidence_of_a_task_is_numbered_once"),
            models.CheckConstraint(
                condition=~Q(reference="") & Q(count__gt=0), name="evidence_says_what_it_is"
            ),
            models.CheckConstraint(
                condition=~Q(kind="file") | Q(file__isnull=False) & (~Q(section="") | ~Q(page="")),
                name="evidence_in_a_file_says_where_in_it",
            ),
            models.CheckConstraint(
                condition=~Q(kind="figure")
                | ~Q(figure="") & ~Q(window="") & ~Q(comparator="") & Q(threshold__isnull=False),
                name="a_figure_shows_something_by_its_threshold",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def level_words(self) -> str:
        """The level that its figure has to reach, as it is printed, in percent beside a share; "" without one."""
        if self.threshold is None:
            return ""
        unit = " %" if self.printed.endswith("%") else ""
        return printed_number(self.threshold, 2).removesuffix(",00") + unit
