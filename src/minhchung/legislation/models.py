"""Legal documents, their review and systematisation; dissemination of law and of the reform."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q


class Family(models.TextChoices):
    """Normative documents bind everyone; administrative ones do not."""

    NORMATIVE = "normative", "Văn bản quy phạm pháp luật"
    ADMINISTRATIVE = "administrative", "Văn bản hành chính"


class Role(models.TextChoices):
    """What the agency had to do with a document."""

    DRAFTED = "drafted", "Chủ trì tham mưu, soạn thảo"
    COMMENTED = "commented", "Góp ý, phối hợp"
    NONE = "none", "Không tham gia"


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

    family = models.CharField("loại hệ thống", max_length=14, choices=Family.choices)
    type = models.CharField("tên loại", max_length=60)
    code = models.CharField("số, ký hiệu", max_length=80)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    issuer_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cơ quan ban hành (đơn vị trong hệ thống)",
    )
    issued_on = models.DateField("ngày ban hành")
    effective_on = models.DateField("ngày có hiệu lực", null=True, blank=True)
    expired_on = models.DateField("hết hiệu lực toàn bộ từ ngày", null=True, blank=True)
    partly_expired_on = models.DateField("hết hiệu lực một phần từ ngày", null=True, blank=True)
    partly_expired = models.TextField("nội dung, quy định hết hiệu lực", blank=True)
    expiry_reason = models.TextField("lý do hết hiệu lực", blank=True)
    abstract = models.TextField("trích yếu")
    folded = models.TextField(editable=False, default="")
    field = models.CharField("lĩnh vực", max_length=120, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    role = models.CharField("vai trò của cơ quan", max_length=10, choices=Role.choices, default=Role.NONE)
    drafting_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đơn vị soạn thảo",
    )
    territory = models.CharField("phạm vi lãnh thổ áp dụng", max_length=160, blank=True)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản pháp luật"
        verbose_name_plural = "văn bản pháp luật"
        indexes = [models.Index(fields=["issued_on"], name="documents_by_issue")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "type", "code", "issued_on"],
                name="a_document_is_issuer_type_number_and_day",
                violation_error_message=(
                    "Văn bản cùng cơ quan ban hành, tên loại, số ký hiệu và ngày đã có; hãy sửa bản ghi cũ."
                ),
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(effective_on__gte=F("issued_on")),
                name="a_document_takes_effect_no_earlier_than_its_issue",
                violation_error_message="Ngày có hiệu lực không được trước ngày ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True) | Q(expired_on__gte=F("issued_on")),
                name="a_document_expires_no_earlier_than_its_issue",
                violation_error_message="Ngày hết hiệu lực không được trước ngày ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(partly_expired_on__isnull=True) | Q(partly_expired_on__gte=F("issued_on")),
                name="a_document_partly_expires_no_earlier_than_its_issue",
                violation_error_message="Ngày hết hiệu lực một phần không được trước ngày ban hành.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.code}"


class Outcome(models.TextChoices):
    """What a review proposes (NĐ 79/2025/NĐ-CP art. 38; NĐ 34/2016/NĐ-CP art. 143 before)."""

    KEPT = "kept", "Tiếp tục áp dụng, không phải xử lý"
    REPEAL = "repeal", "Bãi bỏ toàn bộ"
    REPEAL_PART = "repeal_part", "Bãi bỏ một phần"
    REPLACE = "replace", "Thay thế"
    AMEND = "amend", "Sửa đổi, bổ sung"
    ISSUE = "issue", "Ban hành mới"
    PROPOSE = "propose", "Kiến nghị cơ quan khác xử lý"


class Review(models.Model):
    """One review of one document, and whether what it proposed was done."""

    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="reviews", verbose_name="văn bản được rà soát"
    )
    reviewed_on = models.DateField("ngày rà soát")
    outcome = models.CharField("kết quả rà soát", max_length=12, choices=Outcome.choices)
    opinion = models.TextField("nội dung kiến nghị", blank=True)
    reviewer_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đơn vị rà soát",
    )
    due_on = models.DateField("thời hạn xử lý", null=True, blank=True)
    handled_on = models.DateField("ngày xử lý xong", null=True, blank=True)
    handled_by = models.CharField("văn bản xử lý", max_length=200, blank=True)

    class Meta:
        verbose_name = "lượt rà soát"
        verbose_name_plural = "lượt rà soát"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "reviewed_on"],
                name="a_document_is_reviewed_once_a_day",
                violation_error_message="Văn bản này đã có lượt rà soát vào ngày đó; hãy sửa lượt cũ.",
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True) | Q(handled_on__gte=F("reviewed_on")),
                name="a_review_is_handled_no_earlier_than_made",
                violation_error_message="Ngày xử lý xong không được trước ngày rà soát.",
            ),
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True) | ~Q(outcome=Outcome.KEPT),
                name="a_kept_document_needs_no_handling",
                violation_error_message=(
                    "Văn bản “tiếp tục áp dụng” thì không có ngày xử lý; hãy xóa ngày hoặc chọn kết quả khác."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_outcome_display()}"


class Systematisation(models.Model):
    """A period of systematising, such as 2014-2018: all documents issued up to its fixed day."""

    label = models.CharField("kỳ hệ thống hóa", max_length=20, unique=True)
    fixed_on = models.DateField("thời điểm ấn định văn bản")
    published_on = models.DateField("ngày công bố", null=True, blank=True)
    decision = models.CharField("quyết định công bố", max_length=200, blank=True)

    class Meta:
        verbose_name = "kỳ hệ thống hóa"
        verbose_name_plural = "kỳ hệ thống hóa"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("fixed_on")),
                name="a_systematisation_is_published_after_its_fixed_day",
                violation_error_message="Ngày công bố không được trước thời điểm ấn định văn bản.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Listing(models.TextChoices):
    """The four lists of a systematisation (NĐ 34/2016/NĐ-CP art. 167)."""

    EXPIRED = "A", "A. Hết hiệu lực, ngưng hiệu lực toàn bộ"
    PARTLY = "B", "B. Hết hiệu lực, ngưng hiệu lực một phần"
    IN_FORCE = "C", "C. Còn hiệu lực"
    TO_HANDLE = "D", "D. Cần xử lý"


class SystematisedDocument(models.Model):
    """A document's place in one list. In A or in C, never in both; B and D come on top of C."""

    period = models.ForeignKey(
        Systematisation, on_delete=models.PROTECT, related_name="entries", verbose_name="kỳ hệ thống hóa"
    )
    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="systematised", verbose_name="văn bản"
    )
    listing = models.CharField("danh mục", max_length=1, choices=Listing.choices)
    note = models.TextField("lý do, kiến nghị, ghi chú", blank=True)

    class Meta:
        verbose_name = "văn bản được hệ thống hóa"
        verbose_name_plural = "văn bản được hệ thống hóa"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "document", "listing"],
                name="a_document_stands_once_in_a_list",
                violation_error_message="Văn bản này đã có trong danh mục đó của kỳ.",
            ),
            models.UniqueConstraint(
                fields=["period", "document"],
                condition=Q(listing__in=["A", "C"]),
                name="a_document_is_expired_or_in_force_not_both",
                violation_error_message=(
                    "Một văn bản không thể vừa hết hiệu lực toàn bộ (A) vừa còn hiệu lực (C) "
                    "trong cùng một kỳ."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.listing}: {self.document}"


class EventForm(models.TextChoices):
    """How law or reform was made known."""

    CONFERENCE = "conference", "Hội nghị phổ biến"
    TRAINING = "training", "Tập huấn"
    ARTICLE = "article", "Tin, bài"
    MATERIAL = "material", "Phát hành tài liệu"
    CONTEST = "contest", "Thi tìm hiểu"
    BROADCAST = "broadcast", "Phát thanh, truyền hình"
    OTHER = "other", "Hình thức khác"


class Subject(models.TextChoices):
    """What was made known."""

    LAW = "law", "Phổ biến, giáo dục pháp luật"
    REFORM = "reform", "Tuyên truyền cải cách hành chính"


class DisseminationEvent(models.Model):
    """One event, article or publication."""

    on = models.DateField("ngày thực hiện")
    form = models.CharField("hình thức", max_length=10, choices=EventForm.choices)
    subject = models.CharField("nội dung", max_length=6, choices=Subject.choices)
    title = models.CharField("tên hoạt động", max_length=255)
    attendance = models.PositiveIntegerField("lượt người dự", default=0)
    copies = models.PositiveIntegerField("số bản tài liệu phát hành", default=0)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị thực hiện"
    )
    evidence = models.CharField("tài liệu kiểm chứng (số, đường dẫn)", max_length=255, blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = "hoạt động phổ biến, tuyên truyền"
        verbose_name_plural = "hoạt động phổ biến, tuyên truyền"
        constraints = [
            models.UniqueConstraint(
                fields=["on", "form", "title"],
                name="an_event_is_entered_once",
                violation_error_message="Hoạt động cùng tên, hình thức và ngày này đã được nhập.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
