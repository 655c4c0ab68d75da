"""Files of documents, and the words by which documents are found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.ground.word_index import WordIndex
from minhchung.legislation.models.documents import LegalDocument


class Reading(models.TextChoices):
    """How the words of a file were read."""

    WORDS = "words", _("Đọc từ tệp Word")
    LAYER = "layer", _("Đọc từ lớp chữ của PDF")
    SEEN = "seen", _("Nhận dạng chữ từ ảnh (OCR)")
    NOT_YET = "not_yet", _("Chưa đọc được chữ")


class DocumentFile(models.Model):
    """A file of a document, with the words that were read from it."""

    document = models.ForeignKey(
        LegalDocument, on_delete=models.PROTECT, related_name="files", verbose_name=_("văn bản")
    )
    file = models.ForeignKey(
        "files.KeptFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp")
    )
    text = models.TextField(_("nội dung đọc được"), blank=True, editable=False)
    reading = models.CharField(_("cách đọc"), max_length=8, choices=Reading.choices)
    note = models.CharField(_("ghi chú khi đọc"), max_length=255, blank=True)
    attached_at = models.DateTimeField(_("đính kèm lúc"))
    attached_by = models.CharField(_("người đính kèm"), max_length=150)

    class Meta:
        verbose_name = _("tệp của văn bản")
        verbose_name_plural = _("tệp của văn bản")
        constraints = [
            models.UniqueConstraint(fields=["document", "file"], name="a_file_is_attached_to_a_document_once")
        ]

    def __str__(self) -> str:
        return str(self.file)


class DocumentWords(models.Model):
    """The words of a document's number, abstract and files, without marks, one space between them."""

    document = models.OneToOneField(
        LegalDocument,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="words",
        verbose_name=_("văn bản"),
    )
    words = models.TextField(_("các từ"))

    class Meta:
        verbose_name = _("các từ của văn bản")
        verbose_name_plural = _("các từ của văn bản")
        indexes = [WordIndex(fields=["words"], name="legal_words")]

    def __str__(self) -> str:
        return str(self.document_id)
