"""Legal documents, their review and systematisation; dissemination of law and of the reform."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Family(models.TextChoices):
    """Normative documents bind everyone; administrative ones do not."""

    NORMATIVE = "normative", _("Văn bản quy phạm pháp luật")
    ADMINISTRATIVE = "administrative", _("Văn bản hành chính")


class Role(models.TextChoices):
    """What the agency had to do with a document."""

    DRAFTED = "drafted", _("Chủ trì tham mưu, soạn thảo")
    COMMENTED = "commented", _("Góp ý, phối hợp")
    NONE = "none", _("Không tham gia")


class LegalDocumentQuerySet(models.QuerySet["LegalDocument"]):
    """The words of the field."""

    def in_force(self, on: date) -> Self:
        """Effective on a day and not wholly expired by then."""
        return self.filter(Q(expired_on__isnull=True) | Q(expired_on__gt=on), effective_on__lte=on)


class LegalDocument(models.Model):
    """A legal document; its identity is issuer, type, number with symbol, and day: never the number alone.

    ``expired_on`` is the first day on which nothing of it is in force; ``partly_expired_on`` the first day on
    which some of it is not.
    """

    family = models.CharField(_("loại hệ thống"), max_length=14, choices=Family.choices)
    type = models.CharField(_("tên loại"), max_length=60)
    code = models.CharField(_("số, ký hiệu"), max_length=80)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issuer_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cơ quan ban hành (đơn vị trong hệ thống)"),
    )
    issued_on = models.DateField(_("ngày ban hành"))
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True, blank=True)
    expired_on = models.DateField(_("hết hiệu lực toàn bộ từ ngày"), null=True, blank=True)
    partly_expired_on = models.DateField(_("hết hiệu lực một phần từ ngày"), null=True, blank=True)
    partly_expired = models.TextField(_("nội dung, quy định hết hiệu lực"), blank=True)
    expiry_reason = models.TextField(_("lý do hết hiệu lực"), blank=True)
    abstract = models.TextField(_("trích yếu"))
    folded = models.TextField(editable=False, default="")
    field = models.CharField(_("lĩnh vực"), max_length=120, blank=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    role = models.CharField(_("vai trò của cơ quan"), max_length=10, choices=Role.choices, default=Role.NONE)
    drafting_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("đơn vị soạn thảo"),
    )
    territory = models.CharField(_("phạm vi lãnh thổ áp dụng"), max_length=160, blank=True)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        indexes = [models.Index(fields=["issued_on"], name="documents_by_issue")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "type", "code", "issued_on"],
                name="a_document_is_issuer_type_number_and_day",
                violation_error_message=(
                    _(
                        "Văn bản cùng cơ quan ban hành, tên loại, số ký hiệu và ngày đã có; hãy sửa bản ghi cũ."
                    )
                ),
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(effective_on__gte=F("issued_on")),
                name="a_document_takes_effect_no_earlier_than_its_issue",
                violation_error_message=_("Ngày có hiệu lực không được trước ngày ban hành."),
            ),
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True) | Q(expired_on__gte=F("issued_on")),
                name="a_document_expires_no_earlier_than_its_issue",
                violation_error_message=_("Ngày hết hiệu lực không được trước ngày ban hành."),
            ),
            models.CheckConstraint(
                condition=Q(partly_expired_on__isnull=True) | Q(partly_expired_on__gte=F("issued_on")),
                name="a_document_partly_expires_no_earlier_than_its_issue",
                violation_error_message=_("Ngày hết hiệu lực một phần không được trước ngày ban hành."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.code}"


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


class Systematisation(models.Model):
    """A period of systematising, such as 2014-2018: all documents issued up to its fixed day."""

    label = models.CharField(_("kỳ hệ thống hóa"), max_length=20, unique=True)
    fixed_on = models.DateField(_("thời điểm ấn định văn bản"))
    published_on = models.DateField(_("ngày công bố"), null=True, blank=True)
    decision = models.CharField(_("quyết định công bố"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kỳ hệ thống hóa")
        verbose_name_plural = _("kỳ hệ thống hóa")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("fixed_on")),
                name="a_systematisation_is_published_after_its_fixed_day",
                violation_error_message=_("Ngày công bố không được trước thời điểm ấn định văn bản."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Listing(models.TextChoices):
    """The four lists of a systematisation (NĐ 34/2016/NĐ-CP art. 167)."""

    EXPIRED = "A", _("A. Hết hiệu lực, ngưng hiệu lực toàn bộ")
    PARTLY = "B", _("B. Hết hiệu lực, ngưng hiệu lực một phần")
    IN_FORCE = "C", _("C. Còn hiệu lực")
    TO_HANDLE = "D", _("D. Cần xử lý")


class SystematisedDocument(models.Model):
    """A document's place in one list. In A or in C, never in both; B and D come on top of C."""

    period = models.ForeignKey(
        Systematisation, on_delete=models.PROTECT, related_name="entries", verbose_name=_("kỳ hệ thống hóa")
    )
    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="systematised", verbose_name=_("văn bản")
    )
    listing = models.CharField(_("danh mục"), max_length=1, choices=Listing.choices)
    note = models.TextField(_("lý do, kiến nghị, ghi chú"), blank=True)

    class Meta:
        verbose_name = _("văn bản được hệ thống hóa")
        verbose_name_plural = _("văn bản được hệ thống hóa")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "document", "listing"],
                name="a_document_stands_once_in_a_list",
                violation_error_message=_("Văn bản này đã có trong danh mục đó của kỳ."),
            ),
            models.UniqueConstraint(
                fields=["period", "document"],
                condition=Q(listing__in=["A", "C"]),
                name="a_document_is_expired_or_in_force_not_both",
                violation_error_message=(
                    _(
                        "Một văn bản không thể vừa hết hiệu lực toàn bộ (A) vừa còn hiệu lực (C) "
                        "trong cùng một kỳ."
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.listing}: {self.document}"


class EventForm(models.TextChoices):
    """How law or reform was made known."""

    CONFERENCE = "conference", _("Hội nghị phổ biến")
    TRAINING = "training", _("Tập huấn")
    ARTICLE = "article", _("Tin, bài")
    MATERIAL = "material", _("Phát hành tài liệu")
    CONTEST = "contest", _("Thi tìm hiểu")
    BROADCAST = "broadcast", _("Phát thanh, truyền hình")
    OTHER = "other", _("Hình thức khác")


class Subject(models.TextChoices):
    """What was made known."""

    LAW = "law", _("Phổ biến, giáo dục pháp luật")
    REFORM = "reform", _("Tuyên truyền cải cách hành chính")


class DisseminationEvent(models.Model):
    """One event, article or publication."""

    on = models.DateField(_("ngày thực hiện"))
    form = models.CharField(_("hình thức"), max_length=10, choices=EventForm.choices)
    subject = models.CharField(_("nội dung"), max_length=6, choices=Subject.choices)
    title = models.CharField(_("tên hoạt động"), max_length=255)
    attendance = models.PositiveIntegerField(_("lượt người dự"), default=0)
    copies = models.PositiveIntegerField(_("số bản tài liệu phát hành"), default=0)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện")
    )
    evidence = models.CharField(_("tài liệu kiểm chứng (số, đường dẫn)"), max_length=255, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("hoạt động phổ biến, tuyên truyền")
        verbose_name_plural = _("hoạt động phổ biến, tuyên truyền")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "form", "title"],
                name="an_event_is_entered_once",
                violation_error_message=_("Hoạt động cùng tên, hình thức và ngày này đã được nhập."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
