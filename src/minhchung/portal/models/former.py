"""Articles from before the site stood on pages: kept so that their addresses lead on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.portal.old_addresses import LONGEST


class Article(models.Model):
    """An article as it was; ``page`` is what has come of it. New ones are pages alone."""

    slug = models.SlugField(_("đường dẫn"), max_length=200, unique=True)
    category = models.CharField(_("chuyên mục"), max_length=120)
    title = models.CharField(_("tiêu đề"), max_length=255)
    lead = models.TextField(_("tóm tắt"), blank=True)
    body = models.TextField(_("nội dung (HTML đã làm sạch)"), blank=True)
    author_line = models.CharField(_("người viết, phòng"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"))
    published_by = models.CharField(_("người công bố"), max_length=150)
    report = models.OneToOneField(
        "reports.Report",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("báo cáo kèm theo"),
    )
    views = models.PositiveBigIntegerField(_("lượt xem"), default=0)
    page = models.OneToOneField(
        "portal.ArticlePage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("trang của bài"),
    )

    #: What is noted of a page is no page that leads to it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")
        indexes = [models.Index(fields=["-published_at"], name="articles_newest_first")]

    def __str__(self) -> str:
        return self.title


class FormerAddress(models.Model):
    """Where an article stood on the site that it was moved in from, or on this one before there were pages.

    ``path`` is written as :func:`minhchung.portal.old_addresses.kept` writes it.
    """

    path = models.CharField(_("địa chỉ cũ"), max_length=LONGEST, unique=True)
    page = models.ForeignKey(
        "portal.ArticlePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("trang của bài")
    )

    #: What is noted of a page is no page that leads to it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("địa chỉ cũ của bài")
        verbose_name_plural = _("địa chỉ cũ của các bài")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(path__startswith="/"), name="a_former_address_begins_at_the_root"
            )
        ]

    def __str__(self) -> str:
        return self.path
