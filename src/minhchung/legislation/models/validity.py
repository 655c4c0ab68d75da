"""What changed in a document's validity, and how documents act on one another."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.models.documents import LegalDocument


class Kind(models.TextChoices):
    """How a document acts on another (Luật 64/2025/QH15 art. 8), or leans on it."""

    BASIS = "basis", _("Căn cứ vào")
    GUIDES = "guides", _("Quy định chi tiết, hướng dẫn thi hành")
    AMENDS = "amends", _("Sửa đổi, bổ sung")
    REPLACES = "replaces", _("Thay thế")
    REPEALS = "repeals", _("Bãi bỏ")
    CONSOLIDATES = "consolidates", _("Hợp nhất")
    CORRECTS = "corrects", _("Đính chính")


#: The same seen from the document that it is done to.
TURNED = {
    Kind.BASIS: _("Là căn cứ của"),
    Kind.GUIDES: _("Được quy định chi tiết, hướng dẫn bởi"),
    Kind.AMENDS: _("Được sửa đổi, bổ sung bởi"),
    Kind.REPLACES: _("Bị thay thế bởi"),
    Kind.REPEALS: _("Bị bãi bỏ bởi"),
    Kind.CONSOLIDATES: _("Được hợp nhất trong"),
    Kind.CORRECTS: _("Được đính chính bởi"),
}

#: Acting on a document of another issuer asks for a reason (Luật 64/2025/QH15 art. 8.1).
OWN_ISSUER = (Kind.AMENDS, Kind.REPLACES, Kind.REPEALS)
#: What ends a document, or part of it.
ENDING = (Kind.AMENDS, Kind.REPLACES, Kind.REPEALS)
#: What hangs on what it leans on: when that changes, this is to be reviewed.
LEANING = (Kind.BASIS, Kind.GUIDES)


class Relation(models.Model):
    """An edge: ``source`` does ``kind`` to ``target``, or leans on it. ``provisions`` are those of the target."""

    source = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="acts", verbose_name=_("văn bản tác động")
    )
    kind = models.CharField(_("quan hệ"), max_length=12, choices=Kind.choices)
    target = models.ForeignKey(
        LegalDocument,
        on_delete=models.PROTECT,
        related_name="acted_on",
        verbose_name=_("văn bản chịu tác động"),
    )
    provisions = models.TextField(_("điều, khoản, điểm"), blank=True)
    reason = models.TextField(_("lý do, căn cứ"), blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.CharField(_("người ghi"), max_length=150)

    class Meta:
        verbose_name = _("quan hệ giữa các văn bản")
        verbose_name_plural = _("quan hệ giữa các văn bản")
        indexes = [models.Index(fields=["target", "kind", "source"], name="relations_by_target")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"],
                name="two_documents_are_related_once_in_a_way",
                violation_error_message=_("Quan hệ này giữa hai văn bản đã được ghi."),
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="a_document_does_not_act_on_itself",
                violation_error_message=_("Một văn bản không tác động lên chính nó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display().lower()} {self.target}"


class Change(models.TextChoices):
    """What becomes of a document's validity on a day."""

    END = "end", _("Hết hiệu lực toàn bộ")
    END_PART = "end_part", _("Hết hiệu lực một phần")
    SUSPEND = "suspend", _("Ngưng hiệu lực toàn bộ")
    SUSPEND_PART = "suspend_part", _("Ngưng hiệu lực một phần")
    RESUME = "resume", _("Tiếp tục có hiệu lực sau khi ngưng")
    KEEP = "keep", _("Được công bố tiếp tục có hiệu lực")


class Cause(models.TextChoices):
    """Why it changes; each stands in an article."""

    TERM = "term", _("Hết thời hạn có hiệu lực quy định trong văn bản")
    REPLACED = "replaced", _("Được thay thế bằng văn bản mới")
    AMENDED = "amended", _("Được sửa đổi, bổ sung bằng văn bản mới")
    REPEALED = "repealed", _("Bị bãi bỏ")
    PARENT = "parent", _("Văn bản được quy định chi tiết hết hiệu lực")
    TERRITORY = "territory", _("Cơ quan mới sau sắp xếp đơn vị hành chính quyết định")
    LEVEL = "level", _("Hết thời hạn áp dụng văn bản của cấp huyện")
    STOPPED = "stopped", _("Bị đình chỉ việc thi hành")
    PAUSED = "paused", _("Cơ quan ban hành quyết định ngưng hiệu lực")
    DECIDED = "decided", _("Cơ quan có thẩm quyền quyết định, công bố")
    TOLD = "told", _("Ghi theo danh mục nhập vào")


class ValidityQuerySet(models.QuerySet["ValidityEvent"]):
    """Changes in words."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class ValidityEvent(models.Model):
    """From ``on`` a document is, wholly or in ``provisions``, no longer (or again) in force; with its cause.

    ``follows`` is the end of another document from which this one followed by law. One that was written in error is
    taken back with a reason and stays.
    """

    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="validity", verbose_name=_("văn bản")
    )
    change = models.CharField(_("thay đổi"), max_length=12, choices=Change.choices)
    on = models.DateField(_("từ ngày"))
    cause = models.CharField(_("nguyên nhân"), max_length=10, choices=Cause.choices)
    provisions = models.TextField(_("điều, khoản, điểm"), blank=True)
    by_document = models.ForeignKey(
        LegalDocument,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("do văn bản"),
    )
    reason = models.TextField(_("lý do, văn bản"), blank=True)
    cites = models.CharField(_("điều khoản áp dụng"), max_length=255, blank=True)
    relation = models.ForeignKey(
        Relation, on_delete=models.PROTECT, null=True, related_name="changes", verbose_name=_("quan hệ")
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followers", verbose_name=_("kéo theo từ")
    )
    recorded_at = models.DateTimeField(_("ghi lúc"), null=True)
    recorded_by = models.CharField(_("người ghi"), max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True)
    withdrawn_by = models.CharField(_("người rút"), max_length=150, blank=True)
    withdrawn_reason = models.TextField(_("lý do rút"), blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta:
        verbose_name = _("thay đổi hiệu lực")
        verbose_name_plural = _("thay đổi hiệu lực")
        indexes = [models.Index(fields=["on"], name="changes_of_validity_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(change="end", withdrawn_at__isnull=True),
                name="a_document_ends_once",
                violation_error_message=_("Văn bản này đã được ghi hết hiệu lực toàn bộ."),
            ),
            models.CheckConstraint(
                condition=~Q(change__in=["end_part", "suspend_part"]) | ~Q(provisions=""),
                name="what_ends_in_part_says_which_part",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="what_is_taken_back_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_change_display()} {self.on:%d/%m/%Y}"

    @property
    def why(self) -> str:
        """The reason in words: what was written, else the cause and the document."""
        if self.reason:
            return self.reason
        words = str(self.get_cause_display())
        return f"{words}: {self.by_document}" if self.by_document_id else words
