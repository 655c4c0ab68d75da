"""Import runs, what became of every row, and the saved mappings of headings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where an import stands."""

    RUNNING = "running", _("Đang nhập")
    DONE = "done", _("Đã nhập xong")


class ImportRun(models.Model):
    """One import of one file. ``cursor`` counts the physical rows whose effect is committed: work goes on there."""

    layout = models.CharField(_("loại dữ liệu"), max_length=60)
    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp")
    )
    mapping = models.JSONField(_("cách ghép cột"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=RunState.choices, default=RunState.RUNNING
    )
    cursor = models.PositiveIntegerField(_("số dòng đã xử lý"), default=0)
    new = models.PositiveIntegerField(_("mới"), default=0)
    changed = models.PositiveIntegerField(_("thay đổi"), default=0)
    unchanged = models.PositiveIntegerField(_("không đổi"), default=0)
    refused = models.PositiveIntegerField(_("bị từ chối"), default=0)
    skipped = models.PositiveIntegerField(_("không phải dữ liệu"), default=0)
    by = models.CharField(_("người nhập"), max_length=150)
    begun_at = models.DateTimeField(_("bắt đầu"))
    finished_at = models.DateTimeField(_("kết thúc"), null=True)

    class Meta:
        verbose_name = _("lần nhập liệu")
        verbose_name_plural = _("các lần nhập liệu")
        indexes = [models.Index(fields=["layout", "-begun_at"], name="imports_by_layout")]

    def __str__(self) -> str:
        return f"{self.layout} {self.begun_at:%d/%m/%Y %H:%M}"


class Outcome(models.TextChoices):
    """What became of a row."""

    NEW = "new", _("Mới")
    CHANGED = "changed", _("Thay đổi")
    UNCHANGED = "unchanged", _("Không đổi")
    REFUSED = "refused", _("Bị từ chối")


class ImportedRow(models.Model):
    """Where a record came from: file, sheet and line; also of rows that were refused."""

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="rows", verbose_name=_("lần nhập")
    )
    sheet = models.CharField(_("trang tính"), max_length=100)
    line = models.PositiveIntegerField(_("dòng"))
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome.choices)
    matter = models.CharField(_("loại bản ghi"), max_length=40)
    record = models.BigIntegerField(_("bản ghi"), null=True)

    class Meta:
        verbose_name = _("dòng đã nhập")
        verbose_name_plural = _("các dòng đã nhập")
        indexes = [models.Index(fields=["matter", "record"], name="provenance_of_a_record")]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.line}"


class ImportProblem(models.Model):
    """Why a cell was refused."""

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="problems", verbose_name=_("lần nhập")
    )
    sheet = models.CharField(_("trang tính"), max_length=100)
    line = models.PositiveIntegerField(_("dòng"))
    column = models.CharField(_("cột"), max_length=5)
    field = models.CharField(_("trường"), max_length=120)
    raw = models.CharField(_("giá trị"), max_length=255)
    message = models.TextField(_("lỗi"))

    class Meta:
        verbose_name = _("lỗi nhập liệu")
        verbose_name_plural = _("các lỗi nhập liệu")

    def __str__(self) -> str:
        return f"{self.sheet}!{self.column}{self.line}: {self.message}"


class SavedMapping(models.Model):
    """How the columns of a source are read, kept so that the next file of that source needs no asking."""

    layout = models.CharField(_("loại dữ liệu"), max_length=60)
    source = models.CharField(_("nguồn"), max_length=120)
    mapping = models.JSONField(_("cách ghép cột"))
    saved_at = models.DateTimeField(_("lúc lưu"))
    saved_by = models.CharField(_("người lưu"), max_length=150)

    class Meta:
        verbose_name = _("cách ghép cột đã lưu")
        verbose_name_plural = _("các cách ghép cột đã lưu")
        constraints = [models.UniqueConstraint(fields=["layout", "source"], name="a_source_has_one_mapping")]

    def __str__(self) -> str:
        return f"{self.layout}: {self.source}"
