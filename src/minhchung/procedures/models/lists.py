"""What was posted to the public, day by day: signed lists, what they name, and the texts as they were posted.

All three are written once and for ever; the database refuses to change or delete a row.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.ground.unchanging import Unchanging
from minhchung.procedures.models.procedures import ProcedureVersion


class PostedList(models.Model):
    """What was posted on one day, as one signed file.

    ``content`` is the file to the byte; ``seal`` the SHA-256 that it bears, ``previous`` that of the list before it
    ("" for the first one), ``signature`` and the public ``key`` are hexadecimal.
    """

    listed_on = models.DateField(_("ngày"))
    drawn_at = models.DateTimeField(_("lập lúc"))
    content = models.TextField(_("danh sách (JSON)"))
    seal = models.CharField(_("dấu niêm"), max_length=64)
    previous = models.CharField(_("dấu niêm của danh sách liền trước"), max_length=64, blank=True)
    signature = models.CharField(_("chữ ký Ed25519"), max_length=128)
    key = models.CharField(_("khóa công khai"), max_length=64)
    count = models.PositiveIntegerField(_("số thủ tục"))
    came = models.PositiveIntegerField(_("mới có so với danh sách liền trước"))
    went = models.PositiveIntegerField(_("không còn so với danh sách liền trước"))
    changed = models.PositiveIntegerField(_("đổi nội dung so với danh sách liền trước"))

    class Meta:
        verbose_name = _("danh sách niêm yết trong ngày")
        verbose_name_plural = _("danh sách niêm yết trong ngày")
        indexes = [Unchanging(fields=["id"], name="posted_lists_stand")]
        constraints = [
            models.UniqueConstraint(fields=["listed_on"], name="a_day_has_one_list_of_what_is_posted"),
            models.UniqueConstraint(fields=["previous"], name="one_list_follows_a_list"),
            models.CheckConstraint(
                condition=~Q(signature="") & ~Q(seal="") & ~Q(key=""), name="a_list_is_sealed_and_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listed_on:%d/%m/%Y}"


class PostedText(models.Model):
    """All parts of a procedure as they were posted, in canonical JSON; known by the SHA-256 of that."""

    digest = models.CharField(_("SHA-256"), max_length=64)
    content = models.TextField(_("nội dung (JSON)"))

    class Meta:
        verbose_name = _("nội dung đã niêm yết")
        verbose_name_plural = _("nội dung đã niêm yết")
        indexes = [Unchanging(fields=["id"], name="posted_texts_stand")]
        constraints = [models.UniqueConstraint(fields=["digest"], name="a_posted_text_is_kept_once")]

    def __str__(self) -> str:
        return self.digest


class PostedEntry(models.Model):
    """A procedure that a list names, with the text that was posted of it."""

    list = models.ForeignKey(
        PostedList, on_delete=models.PROTECT, related_name="entries", verbose_name=_("danh sách")
    )
    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("phiên bản thủ tục")
    )
    text = models.ForeignKey(
        PostedText, on_delete=models.PROTECT, related_name="+", verbose_name=_("nội dung")
    )

    class Meta:
        verbose_name = _("dòng của danh sách niêm yết")
        verbose_name_plural = _("dòng của danh sách niêm yết")
        indexes = [Unchanging(fields=["id"], name="posted_entries_stand")]
        constraints = [
            models.UniqueConstraint(fields=["list", "version"], name="a_list_names_a_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.version}"
