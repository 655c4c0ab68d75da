"""Entries of the catalogue and the words they are found by."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.ground.word_index import WordIndex

WORDS = WordIndex(fields=["words"], name="catalogue_words", stretches=True)


class Entry(models.Model):
    """A public page as it is found; made from the page itself, and made anew when it has changed.

    ``words``: those of the title behind a ``#``, then all of them, without marks and as they are written; the kind
    behind ``##``. ``digest`` tells whether the page has changed.
    """

    kind = models.CharField(_("loại"), max_length=20)
    key = models.CharField(_("khóa của trang"), max_length=200)
    title = models.TextField(_("tên trang"))
    text = models.TextField(_("nội dung"), blank=True)
    url = models.CharField(_("địa chỉ"), max_length=500)
    dated_on = models.DateField(_("ngày"), null=True)
    words = models.TextField(_("từ để tìm"))
    digest = models.CharField(_("dấu nội dung"), max_length=64)

    class Meta:
        verbose_name = _("trang tìm được")
        verbose_name_plural = _("các trang tìm được")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="a_page_is_found_once")]
        indexes = [WORDS]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class FoundWord(models.Model):
    """A word of the catalogue with what is left of it after one or two slips."""

    key = models.CharField(_("khóa"), max_length=8)
    word = models.CharField(_("từ"), max_length=60, db_index=True)

    class Meta:
        verbose_name = _("từ của danh mục")
        verbose_name_plural = _("các từ của danh mục")
        constraints = [
            models.UniqueConstraint(fields=["key", "word"], name="a_key_leads_to_a_found_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"
