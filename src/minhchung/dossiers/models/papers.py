"""Papers that were made for a dossier: their number, their edition and what they say, kept for good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier


class PaperKind(models.TextChoices):
    """What a paper is for; its number and title are those of the circular in force."""

    RECEIPT = "receipt", _("Giấy tiếp nhận và hẹn trả")
    SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung")
    REFUSAL = "refusal", _("Phiếu từ chối")
    APOLOGY = "apology", _("Văn bản xin lỗi, hẹn lại")
    STOP = "stop", _("Thông báo dừng giải quyết")
    CONTROL = "control", _("Phiếu kiểm soát quá trình giải quyết")


class MadePaper(models.Model):
    """A paper as it was first made. ``content`` (JSON) is what it says, so that it says the same for ever."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="papers", verbose_name=_("hồ sơ")
    )
    form = models.CharField(_("mẫu"), max_length=12, choices=PaperKind.choices)
    event = models.PositiveIntegerField(_("theo diễn biến số"))
    number = models.PositiveIntegerField(_("số"), null=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    edition = models.CharField(_("theo văn bản"), max_length=60)
    content = models.TextField(_("nội dung (JSON)"))
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.CharField(_("người lập"), max_length=150)

    class Meta:
        verbose_name = _("giấy tờ đã lập")
        verbose_name_plural = _("giấy tờ đã lập")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "form", "event"], name="a_paper_is_made_once"),
            models.UniqueConstraint(
                fields=["form", "year", "number"],
                condition=Q(number__isnull=False),
                name="a_paper_number_is_given_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.form} {self.number or ''}".rstrip()
