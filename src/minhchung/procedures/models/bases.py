"""The legal documents that a procedure stands on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.kept.watching import Watched
from minhchung.procedures.models.procedures import ProcedureVersion


class ProcedureBasis(models.Model):
    """A version stands on a document. When that is no longer in force, new dossiers cannot start on the version.

    ``stops`` is taken away only where a text allows it (``allowed_by``): a transitional clause, a guidance.
    """

    version = models.ForeignKey(
        ProcedureVersion,
        on_delete=models.CASCADE,
        related_name="bases",
        verbose_name=_("phiên bản thủ tục"),
    )
    document = models.ForeignKey(
        "legislation.LegalDocument",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("văn bản căn cứ"),
    )
    provisions = models.TextField(_("điều, khoản, điểm"), blank=True)
    stops = models.BooleanField(_("hết hiệu lực thì ngừng nhận hồ sơ mới"), default=True)
    allowed_by = models.TextField(_("văn bản cho phép tiếp tục nhận"), blank=True)

    class Meta:
        verbose_name = _("căn cứ của thủ tục")
        verbose_name_plural = _("căn cứ của thủ tục")
        indexes = [Watched(topic="procedures", fields=["id"], name="procedure_bases_watched")]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "document"],
                name="a_version_stands_once_on_a_document",
                violation_error_message=_("Văn bản này đã là căn cứ của thủ tục."),
            ),
            models.CheckConstraint(
                condition=Q(stops=True) | ~Q(allowed_by=""),
                name="what_goes_on_without_its_basis_says_by_which_text",
                violation_error_message=_(
                    "Tiếp tục nhận hồ sơ khi căn cứ hết hiệu lực thì phải ghi văn bản cho phép."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.document}"
