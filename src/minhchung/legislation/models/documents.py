"""Legal documents: what they are, who issued them, how their validity stands."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.kept.watching import Watched


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

    ``issuer_version`` is the issuer as it stood on the day of issue, where it is a unit that is known: two spellings of
    its name are one issuer, and a body that came after it is another. ``expired_on`` is the first day on which nothing
    of it is in force; ``partly_expired_on`` the first day on which some of it is not. These two, with what expired and
    why, follow from the kept changes of validity and are written by their deeds alone.
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
    issuer_version = models.ForeignKey(
        "organisation.UnitVersion",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("cơ quan ban hành tại ngày ban hành"),
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
    articles = models.PositiveSmallIntegerField(_("số điều"), null=True, blank=True)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        indexes = [
            models.Index(fields=["issued_on"], name="documents_by_issue"),
            models.Index(fields=["code"], name="documents_by_code"),
            models.Index(fields=["expired_on"], name="documents_by_end"),
            Watched(topic="legal_documents", fields=["id"], name="legal_documents_watched"),
        ]
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
            models.UniqueConstraint(
                fields=["issuer_version", "type", "code", "issued_on"],
                condition=Q(issuer_version__isnull=False),
                name="a_document_of_a_known_issuer_is_entered_once",
                violation_error_message=_(
                    "Văn bản này của cơ quan ban hành đã có, dưới một cách viết tên khác."
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
