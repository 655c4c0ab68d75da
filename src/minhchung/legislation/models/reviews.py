"""Reviews of documents, and the sheets on which they are made, provision by provision."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.models.documents import LegalDocument


class Outcome(models.TextChoices):
    """What a review proposes (NĐ 79/2025/NĐ-CP art. 38; NĐ 34/2016/NĐ-CP art. 143 before)."""

    KEPT = "kept", _("Tiếp tục áp dụng, không phải xử lý")
    REPEAL = "repeal", _("Bãi bỏ toàn bộ")
    REPEAL_PART = "repeal_part", _("Bãi bỏ một phần")
    REPLACE = "replace", _("Thay thế")
    AMEND = "amend", _("Sửa đổi, bổ sung")
    ISSUE = "issue", _("Ban hành mới")
    PROPOSE = "propose", _("Kiến nghị cơ quan khác xử lý")


class Review(models.Model):
    """One review of one document, and whether what it proposed was done."""

    document = models.ForeignKey(
        LegalDocument,
        on_delete=models.PROTECT,
        related_name="reviews",
        verbose_name=_("văn bản được rà soát"),
    )
    reviewed_on = models.DateField(_("ngày rà soát"))
    outcome = models.CharField(_("kết quả rà soát"), max_length=12, choices=Outcome.choices)
    opinion = models.TextField(_("nội dung kiến nghị"), blank=True)
    reviewer_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị rà soát"),
    )
    due_on = models.DateField(_("thời hạn xử lý"), null=True, blank=True)
    handled_on = models.DateField(_("ngày xử lý xong"), null=True, blank=True)
    handled_by = models.CharField(_("văn bản xử lý"), max_length=200, blank=True)
    responsible = models.CharField(_("cơ quan, đơn vị xử lý"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lượt rà soát")
        verbose_name_plural = _("lượt rà soát")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "reviewed_on"],
                name="a_document_is_reviewed_once_a_day",
                violation_error_message=_("Văn bản này đã có lượt rà soát vào ngày đó; hãy sửa lượt cũ."),
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True) | Q(handled_on__gte=F("reviewed_on")),
                name="a_review_is_handled_no_earlier_than_made",
                violation_error_message=_("Ngày xử lý xong không được trước ngày rà soát."),
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True) | ~Q(outcome=Outcome.KEPT),
                name="a_kept_document_needs_no_handling",
                violation_error_message=(
                    _(
                        "Văn bản “tiếp tục áp dụng” thì không có ngày xử lý; hãy xóa ngày hoặc chọn kết quả khác."
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_outcome_display()}"


class SheetState(models.TextChoices):
    """Where a sheet of review stands."""

    WRITING = "writing", _("Đang lập phiếu")
    ASKED = "asked", _("Chờ ý kiến pháp chế")
    JUDGED = "judged", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt, chờ xử lý")
    DONE = "done", _("Đã xong")
    DROPPED = "dropped", _("Đã hủy")


class Ground(models.TextChoices):
    """Why a document is reviewed (NĐ 79/2025/NĐ-CP art. 34)."""

    BASIS = "basis", _("Văn bản là căn cứ pháp lý thay đổi")
    ECONOMY = "economy", _("Tình hình kinh tế - xã hội thay đổi")
    PLAN = "plan", _("Theo kế hoạch, chuyên đề, lĩnh vực, địa bàn")
    ASKED = "asked", _("Theo kiến nghị, phản ánh")
    PERIOD = "period", _("Phục vụ hệ thống hóa định kỳ")


class ReviewSheet(models.Model):
    """A sheet (phiếu rà soát): one document looked at provision by provision, judged, approved, carried out.

    Once approved it leaves a review, which is what the figures count; ``revision`` grows with each deed.
    """

    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("văn bản được rà soát")
    )
    opened_on = models.DateField(_("ngày lập phiếu"))
    ground = models.CharField(_("căn cứ rà soát"), max_length=8, choices=Ground.choices)
    ground_document = models.ForeignKey(
        LegalDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("văn bản làm căn cứ rà soát"),
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị rà soát"),
    )
    opened_by = models.CharField(_("người lập"), max_length=150)
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=SheetState.choices, default=SheetState.WRITING
    )
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=1, editable=False)
    opinion = models.TextField(_("ý kiến của đơn vị rà soát"), blank=True)
    legal_opinion = models.TextField(_("ý kiến của pháp chế"), blank=True)
    responsible = models.CharField(_("cơ quan, đơn vị xử lý"), max_length=200, blank=True)
    due_on = models.DateField(_("thời hạn xử lý"), null=True, blank=True)
    approved_on = models.DateField(_("ngày duyệt"), null=True)
    approved_by = models.CharField(_("người duyệt"), max_length=150, blank=True)
    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, null=True, related_name="sheet", verbose_name=_("lượt rà soát")
    )

    class Meta:
        verbose_name = _("phiếu rà soát")
        verbose_name_plural = _("phiếu rà soát")
        indexes = [models.Index(fields=["state", "due_on"], name="sheets_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=["writing", "asked", "judged"]),
                name="a_document_has_one_open_sheet",
                violation_error_message=_("Văn bản này đang có một phiếu rà soát chưa xong."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "done"]) | Q(review__isnull=False),
                name="an_approved_sheet_leaves_a_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.opened_on:%d/%m/%Y}"


class SheetLine(models.Model):
    """A provision on a sheet: what was found, what is said of it, what is proposed."""

    sheet = models.ForeignKey(
        ReviewSheet, on_delete=models.PROTECT, related_name="lines", verbose_name=_("phiếu")
    )
    provision = models.CharField(_("điều, khoản, điểm"), max_length=200)
    finding = models.TextField(_("nội dung rà soát, phát hiện"))
    against = models.CharField(_("đối chiếu với"), max_length=200, blank=True)
    proposal = models.CharField(_("kiến nghị"), max_length=12, choices=Outcome.choices)

    class Meta:
        verbose_name = _("dòng của phiếu rà soát")
        verbose_name_plural = _("dòng của phiếu rà soát")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "provision"],
                name="a_provision_stands_once_on_a_sheet",
                violation_error_message=_("Điều, khoản này đã có trên phiếu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.provision}: {self.get_proposal_display()}"
