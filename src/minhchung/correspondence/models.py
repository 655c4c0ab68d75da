"""Outgoing and incoming documents, and certificates for digital signatures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class OutgoingDocument(models.Model):
    """A document issued by an agency. Its number is given once in a series of a year of one issuer.

    A new issuer (after a merger) begins a new series, also in mid-year.
    """

    issuer = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan ban hành"
    )
    series = models.CharField("sổ văn bản", max_length=40, default="chung")
    year = models.PositiveSmallIntegerField("năm của sổ")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("số, ký hiệu đầy đủ", max_length=80)
    type = models.CharField("tên loại văn bản", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    abstract = models.TextField("trích yếu")
    abstract_folded = models.TextField(editable=False, default="")
    signer = models.CharField("người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    secret = models.BooleanField("văn bản mật", default=False)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_electronically = models.BooleanField("gửi qua trục liên thông văn bản", default=False)
    signed_by_person = models.BooleanField("người có thẩm quyền ký số", default=False)
    signed_by_agency = models.BooleanField("cơ quan ký số", default=False)
    paper_also = models.BooleanField("có gửi bản giấy", default=False)
    reform_direction = models.BooleanField("văn bản chỉ đạo cải cách hành chính", default=False)

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        indexes = [models.Index(fields=["issued_on"], name="outgoing_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "series", "year", "number"],
                name="a_number_is_given_once_in_a_series_of_a_year",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="an_outgoing_number_is_positive"),
            models.CheckConstraint(
                condition=Q(sent_electronically=True) | Q(paper_also=True),
                name="a_document_leaves_on_paper_or_electronically",
            ),
            models.CheckConstraint(
                condition=Q(secret=False) | Q(sent_electronically=False),
                name="a_secret_document_is_not_sent_electronically",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class IncomingDocument(models.Model):
    """A document that came in."""

    receiver = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan nhận"
    )
    series = models.CharField("sổ văn bản", max_length=40, default="chung")
    year = models.PositiveSmallIntegerField("năm của sổ")
    number = models.PositiveIntegerField("số đến")
    received_on = models.DateField("ngày đến")
    issuer = models.CharField("cơ quan ban hành", max_length=255)
    symbol = models.CharField("số, ký hiệu", max_length=80)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    abstract = models.TextField("trích yếu")
    abstract_folded = models.TextField(editable=False, default="")
    handler = models.CharField("đơn vị xử lý", max_length=255, blank=True)
    due_on = models.DateField("hạn xử lý", null=True, blank=True)
    secret = models.BooleanField("văn bản mật", default=False)
    electronic = models.BooleanField("nhận qua trục liên thông văn bản", default=False)

    class Meta:
        verbose_name = "văn bản đến"
        verbose_name_plural = "văn bản đến"
        indexes = [models.Index(fields=["received_on"], name="incoming_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "series", "year", "number"],
                name="an_incoming_number_is_given_once_in_a_series_of_a_year",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="an_incoming_number_is_positive"),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_on__lte=F("received_on")),
                name="a_document_comes_in_after_it_was_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class HolderKind(models.TextChoices):
    """Whose certificate it is."""

    AGENCY = "agency", "Cơ quan, đơn vị"
    PERSON = "person", "Cá nhân"


class Certificate(models.Model):
    """A certificate for digital signatures of public duty (before 15/8/2024: "chuyên dùng Chính phủ").

    ``valid_to`` is the last day of validity, as certificates print it.
    """

    serial = models.CharField("số hiệu chứng thư", max_length=80, unique=True)
    holder_kind = models.CharField("loại thuê bao", max_length=10, choices=HolderKind.choices)
    holder_name = models.CharField("tên thuê bao", max_length=255)
    holder_folded = models.CharField(max_length=255, editable=False, default="")
    valid_from = models.DateField("hiệu lực từ ngày")
    valid_to = models.DateField("hiệu lực đến hết ngày")
    revoked_on = models.DateField("thu hồi ngày", null=True, blank=True)
    revoked_reason = models.CharField("lý do thu hồi", max_length=255, blank=True)
    device = models.CharField("thiết bị lưu khóa", max_length=120, blank=True)

    class Meta:
        verbose_name = "chứng thư số"
        verbose_name_plural = "chứng thư số"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="a_certificate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("valid_from")),
                name="a_certificate_is_revoked_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.serial
