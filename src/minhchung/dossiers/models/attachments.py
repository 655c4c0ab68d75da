"""What lies in a dossier: the papers that came in, and the files attached to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier


class CopyKind(models.TextChoices):
    """What the paper behind a file is."""

    ORIGINAL = "original", _("bản chính")
    COPY = "copy", _("bản sao")
    ELECTRONIC = "electronic", _("bản điện tử")


class AttachmentKind(models.TextChoices):
    """What a file is for."""

    COMPONENT = "component", _("thành phần hồ sơ")
    RESULT = "result", _("kết quả giải quyết")
    OTHER = "other", _("tài liệu khác")


class FiledPart(models.Model):
    """A paper of a dossier as it was received: how many originals and copies, or that it came as data.

    ``name`` is what the procedure called it that day; ``component`` leads to what it calls it now.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="parts", verbose_name=_("hồ sơ")
    )
    component = models.ForeignKey(
        "procedures.Component",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("thành phần của thủ tục"),
    )
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.CharField(_("tên giấy tờ"), max_length=500)
    required = models.BooleanField(_("bắt buộc"), default=True)
    originals = models.PositiveSmallIntegerField(_("số bản chính"), default=0)
    copies = models.PositiveSmallIntegerField(_("số bản sao"), default=0)
    electronic = models.BooleanField(_("bản điện tử"), default=False)
    noted_at = models.DateTimeField(_("ghi lúc"))
    noted_by = models.CharField(_("người ghi"), max_length=150)

    class Meta:
        verbose_name = _("thành phần đã nhận")
        verbose_name_plural = _("thành phần đã nhận")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="a_filed_part_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}.{self.number} {self.name}"

    @property
    def came(self) -> bool:
        """Whether it was received at all."""
        return bool(self.originals or self.copies or self.electronic)


class Attachment(models.Model):
    """A file of a dossier. Taken away, its row and its bytes stay, with who did it and why.

    ``digitised``: made from paper at intake; ``reused``: taken over from an earlier dossier; ``from_store``: taken from
    the citizen's own data store (NĐ 118/2025/NĐ-CP art. 17.1.b, 22.4). ``result_code`` is the code of a result:
    identifier of the person or organisation and code of the kind of result (art. 22.4).
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("hồ sơ")
    )
    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp")
    )
    kind = models.CharField(_("là"), max_length=10, choices=AttachmentKind.choices)
    component = models.ForeignKey(
        "procedures.Component",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("thành phần hồ sơ"),
    )
    component_name = models.CharField(_("tên giấy tờ"), max_length=500, blank=True)
    copy_kind = models.CharField(_("loại bản"), max_length=10, choices=CopyKind.choices)
    copies = models.PositiveSmallIntegerField(_("số lượng"), default=1)
    digitised = models.BooleanField(_("số hóa từ bản giấy"), default=False)
    reused = models.BooleanField(_("tái sử dụng"), default=False)
    from_store = models.BooleanField(_("từ kho dữ liệu của công dân"), default=False)
    result_code = models.CharField(_("mã kết quả"), max_length=80, blank=True)
    warning = models.CharField(_("lưu ý khi mở"), max_length=500, blank=True)
    form = models.CharField(_("dấu của lần gửi"), max_length=60, unique=True)
    added_at = models.DateTimeField(_("đính kèm lúc"))
    added_by = models.CharField(_("người đính kèm"), max_length=150)
    added_by_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True)
    removed_by = models.CharField(_("người bỏ"), max_length=150, blank=True)
    removed_reason = models.TextField(_("lý do bỏ"), blank=True)

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_reason="", removed_by="")
                | Q(removed_at__isnull=False) & ~Q(removed_reason="") & ~Q(removed_by=""),
                name="an_attachment_is_taken_away_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(result_code="") | Q(kind="result"), name="a_result_code_belongs_to_a_result"
            ),
            models.CheckConstraint(condition=Q(copies__gt=0), name="an_attachment_stands_for_some_copy"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.file_id}"
