"""Import runs, what became of every row, and the saved mappings of headings."""

from __future__ import annotations

from django.db import models


class RunState(models.TextChoices):
    """Where an import stands."""

    RUNNING = "running", "Đang nhập"
    DONE = "done", "Đã nhập xong"


class ImportRun(models.Model):
    """One import of one file. ``cursor`` counts the physical rows whose effect is committed: work goes on there."""

    layout = models.CharField("loại dữ liệu", max_length=60)
    file = models.ForeignKey("files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp")
    mapping = models.JSONField("cách ghép cột")
    state = models.CharField("trạng thái", max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    cursor = models.PositiveIntegerField("số dòng đã xử lý", default=0)
    new = models.PositiveIntegerField("mới", default=0)
    changed = models.PositiveIntegerField("thay đổi", default=0)
    unchanged = models.PositiveIntegerField("không đổi", default=0)
    refused = models.PositiveIntegerField("bị từ chối", default=0)
    skipped = models.PositiveIntegerField("không phải dữ liệu", default=0)
    by = models.CharField("người nhập", max_length=150)
    begun_at = models.DateTimeField("bắt đầu")
    finished_at = models.DateTimeField("kết thúc", null=True)

    class Meta:
        verbose_name = "lần nhập liệu"
        verbose_name_plural = "các lần nhập liệu"
        indexes = [models.Index(fields=["layout", "-begun_at"], name="imports_by_layout")]

    def __str__(self) -> str:
        return f"{self.layout} {self.begun_at:%d/%m/%Y %H:%M}"


class Outcome(models.TextChoices):
    """What became of a row."""

    NEW = "new", "Mới"
    CHANGED = "changed", "Thay đổi"
    UNCHANGED = "unchanged", "Không đổi"
    REFUSED = "refused", "Bị từ chối"


class ImportedRow(models.Model):
    """Where a record came from: file, sheet and line; also of rows that were refused."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows", verbose_name="lần nhập")
    sheet = models.CharField("trang tính", max_length=100)
    line = models.PositiveIntegerField("dòng")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome.choices)
    matter = models.CharField("loại bản ghi", max_length=40)
    record = models.BigIntegerField("bản ghi", null=True)

    class Meta:
        verbose_name = "dòng đã nhập"
        verbose_name_plural = "các dòng đã nhập"
        indexes = [models.Index(fields=["matter", "record"], name="provenance_of_a_record")]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.line}"


class ImportProblem(models.Model):
    """Why a cell was refused."""

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="problems", verbose_name="lần nhập"
    )
    sheet = models.CharField("trang tính", max_length=100)
    line = models.PositiveIntegerField("dòng")
    column = models.CharField("cột", max_length=5)
    field = models.CharField("trường", max_length=120)
    raw = models.CharField("giá trị", max_length=255)
    message = models.TextField("lỗi")

    class Meta:
        verbose_name = "lỗi nhập liệu"
        verbose_name_plural = "các lỗi nhập liệu"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.column}{self.line}: {self.message}"


class SavedMapping(models.Model):
    """How the columns of a source are read, kept so that the next file of that source needs no asking."""

    layout = models.CharField("loại dữ liệu", max_length=60)
    source = models.CharField("nguồn", max_length=120)
    mapping = models.JSONField("cách ghép cột")
    saved_at = models.DateTimeField("lúc lưu")
    saved_by = models.CharField("người lưu", max_length=150)

    class Meta:
        verbose_name = "cách ghép cột đã lưu"
        verbose_name_plural = "các cách ghép cột đã lưu"
        constraints = [models.UniqueConstraint(fields=["layout", "source"], name="a_source_has_one_mapping")]

    def __str__(self) -> str:
        return f"{self.layout}: {self.source}"
