"""Outgoing and incoming documents, and certificates for digital signatures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OutgoingDocument(models.Model):
    """A document issued by an agency. Its number is given once in a series of a year of one issuer.

    A new issuer (after a merger) begins a new series, also in mid-year.
    """

    issuer = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan ban hành")
    )
    series = models.CharField(_("sổ văn bản"), max_length=40, default="chung")
    year = models.PositiveSmallIntegerField(_("năm của sổ"))
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("số, ký hiệu đầy đủ"), max_length=80)
    type = models.CharField(_("tên loại văn bản"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    abstract = models.TextField(_("trích yếu"))
    abstract_folded = models.TextField(editable=False, default="")
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    recipients = models.TextField(_("nơi nhận"), blank=True)
    secret = models.BooleanField(_("văn bản mật"), default=False)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    sent_electronically = models.BooleanField(_("gửi qua trục liên thông văn bản"), default=False)
    signed_by_person = models.BooleanField(_("người có thẩm quyền ký số"), default=False)
    signed_by_agency = models.BooleanField(_("cơ quan ký số"), default=False)
    paper_also = models.BooleanField(_("có gửi bản giấy"), default=False)
    reform_direction = models.BooleanField(_("văn bản chỉ đạo cải cách hành chính"), default=False)

    class Meta:
        verbose_name = _("văn bản đi")
        verbose_name_plural = _("văn bản đi")
        indexes = [models.Index(fields=["issued_on"], name="outgoing_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "series", "year", "number"],
                name="a_number_is_given_once_in_a_series_of_a_year",
                violation_error_message=_(
                    "Số này đã cấp trong sổ của năm đó; hãy kiểm tra lại số, sổ và năm."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="an_outgoing_number_is_positive",
                violation_error_message=_("Số văn bản đi phải lớn hơn 0."),
            ),
            models.CheckConstraint(
                condition=Q(sent_electronically=True) | Q(paper_also=True),
                name="a_document_leaves_on_paper_or_electronically",
                violation_error_message=_("Chọn ít nhất một cách gửi: điện tử hoặc giấy."),
            ),
            models.CheckConstraint(
                condition=Q(secret=False) | Q(sent_electronically=False),
                name="a_secret_document_is_not_sent_electronically",
                violation_error_message=_("Văn bản mật không gửi qua trục liên thông."),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class IncomingDocument(models.Model):
    """A document that came in."""

    receiver = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan nhận")
    )
    series = models.CharField(_("sổ văn bản"), max_length=40, default="chung")
    year = models.PositiveSmallIntegerField(_("năm của sổ"))
    number = models.PositiveIntegerField(_("số đến"))
    received_on = models.DateField(_("ngày đến"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=255)
    symbol = models.CharField(_("số, ký hiệu"), max_length=80)
    issued_on = models.DateField(_("ngày văn bản"), null=True, blank=True)
    abstract = models.TextField(_("trích yếu"))
    abstract_folded = models.TextField(editable=False, default="")
    handler = models.CharField(_("đơn vị xử lý"), max_length=255, blank=True)
    due_on = models.DateField(_("hạn xử lý"), null=True, blank=True)
    secret = models.BooleanField(_("văn bản mật"), default=False)
    electronic = models.BooleanField(_("nhận qua trục liên thông văn bản"), default=False)

    class Meta:
        verbose_name = _("văn bản đến")
        verbose_name_plural = _("văn bản đến")
        indexes = [models.Index(fields=["received_on"], name="incoming_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "series", "year", "number"],
                name="an_incoming_number_is_given_once_in_a_series_of_a_year",
                violation_error_message=_(
                    "Số đến này đã có trong sổ của năm đó; hãy kiểm tra lại số, sổ và năm."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="an_incoming_number_is_positive",
                violation_error_message=_("Số đến phải lớn hơn 0."),
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_on__lte=F("received_on")),
                name="a_document_comes_in_after_it_was_issued",
                violation_error_message=_("Ngày đến không được trước ngày văn bản; hãy kiểm tra hai ngày."),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class HolderKind(models.TextChoices):
    """Whose certificate it is."""

    AGENCY = "agency", _("Cơ quan, đơn vị")
    PERSON = "person", _("Cá nhân")


class Certificate(models.Model):
    """A certificate for digital signatures of public duty (before 15/8/2024: "chuyên dùng Chính phủ").

    ``valid_to`` is the last day of validity, as certificates print it.
    """

    serial = models.CharField(_("số hiệu chứng thư"), max_length=80, unique=True)
    holder_kind = models.CharField(_("loại thuê bao"), max_length=10, choices=HolderKind.choices)
    holder_name = models.CharField(_("tên thuê bao"), max_length=255)
    holder_folded = models.CharField(max_length=255, editable=False, default="")
    valid_from = models.DateField(_("hiệu lực từ ngày"))
    valid_to = models.DateField(_("hiệu lực đến hết ngày"))
    revoked_on = models.DateField(_("thu hồi ngày"), null=True, blank=True)
    revoked_reason = models.CharField(_("lý do thu hồi"), max_length=255, blank=True)
    device = models.CharField(_("thiết bị lưu khóa"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("chứng thư số")
        verbose_name_plural = _("chứng thư số")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="a_certificate_ends_after_it_begins",
                violation_error_message=_(
                    "Ngày hết hạn chứng thư không được trước ngày bắt đầu hiệu lực; hãy kiểm tra hai ngày."
                ),
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("valid_from")),
                name="a_certificate_is_revoked_after_it_begins",
                violation_error_message=_(
                    "Ngày thu hồi không được trước ngày chứng thư bắt đầu hiệu lực; hãy kiểm tra hai ngày."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.serial
