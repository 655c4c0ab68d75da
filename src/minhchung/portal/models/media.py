"""Pictures and attached files of the public site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from minhchung.portal.models.found import note_words


class Picture(AbstractImage):
    """A picture. Whoever cannot see it is told what it shows: no picture without those words."""

    description = models.CharField(
        _("mô tả nội dung ảnh"),
        max_length=255,
        help_text=_("Đọc lên cho người không nhìn thấy ảnh: trong ảnh có gì, để làm gì."),
    )
    admin_form_fields = ("title", "description", "file", "collection", "tags", *(
        f"focal_point_{name}" for name in ("x", "y", "width", "height")
    ))  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")
        permissions = [("choose_picture", "Can choose picture")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(description=""), name="a_picture_says_what_it_shows")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it with the words that editors find it by."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.note_words()

    def note_words(self) -> None:
        """Note what editors find it by."""
        note_words("picture", self.pk, title=self.title, text=f"{self.description} {self.filename}")

    @property
    def default_alt_text(self) -> str:
        """What is read out where the page says nothing else."""
        return self.description


class Rendition(AbstractRendition):
    """A picture as it is sent to readers: another size, another format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def name(self) -> str:
        """As it stands in its address."""
        return Path(self.file.name).name


class Paper(AbstractDocument):
    """A file that is attached to articles."""

    content_type_found = models.CharField(_("loại tệp nhận ra"), max_length=100, editable=False, default="")
    admin_form_fields = ("title", "file", "collection", "tags")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it with the words that editors find it by."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.note_words()

    def note_words(self) -> None:
        """Note what editors find it by."""
        note_words("paper", self.pk, title=self.title, text=self.filename)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        permissions = [("choose_paper", "Can choose paper")]
