"""The tree of the public site: its home, its sections, and the articles under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from minhchung.portal.blocks import Body
from minhchung.portal.models.found import note_words
from minhchung.portal.models.panels import panel
from minhchung.portal.slugs import slug_of

#: What the template of a kind of page knows besides the page, told by the doors (``portal/web/pages.py``).
SHOWN: dict[str, Callable[[Any, HttpRequest], dict[str, Any]]] = {}
#: What else of a page an editor may remember than its title and body.
_FOUND_BY = ("heading", "lead", "category", "author_line")


class SitePage(Page):
    """What every page of the site shares."""

    show_in_menus_default = True
    #: The public site hides nothing from some: what is not for everybody is not published.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template knows."""
        context = super().get_context(request, *args, **kwargs)
        shown = SHOWN.get(type(self).__name__)
        return {**context, **(shown(self, request) if shown is not None else {})}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it with the words that editors find it by; of a draft those of the draft."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            named = kwargs.get("update_fields")
            if named is None or not {"title", "draft_title"}.isdisjoint(named):
                self.note_words()

    def note_words(self) -> None:
        """Note what editors find it by."""
        told = [self.draft_title, *(str(getattr(self, name, "")) for name in _FOUND_BY)]
        body = getattr(self, "body", None)
        if body is not None:
            told += map(str, body.stream_block.get_searchable_content(body))
        note_words("page", self.pk, title=self.title, text=" ".join(told))

    def clean(self) -> None:
        """Refuse a name in the address that leads to another room of the house; write it without marks."""
        self.slug = slug_of(self.slug)  # type: ignore[has-type]
        super().clean()
        if self.depth == _UNDER_HOME or (self.depth is None and self.slug):
            self._refuse_taken_slug()

    def _refuse_taken_slug(self) -> None:
        try:
            found = resolve(f"/{self.slug}/")
        except Resolver404:
            return
        kind = getattr(self, "kind", "")
        if found.view_name != "wagtail_serve" and kind != SectionKind.PROCEDURES and self.depth is not None:
            raise ValidationError({"slug": _("Địa chỉ này đã có trang khác của hệ thống dùng.")})


_UNDER_HOME = 3


class HomePage(SitePage):
    """The first page."""

    heading = models.CharField(_("tiêu đề lớn"), max_length=255, blank=True)
    lead = models.TextField(_("lời giới thiệu"), blank=True)

    template = "portal/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    content_panels = [*Page.content_panels, "heading", "lead"]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")


class SectionKind(models.TextChoices):
    """What a section shows."""

    ARTICLES = "articles", _("Bài viết")
    PROCEDURES = "procedures", _("Thủ tục hành chính đã công khai")
    DOCUMENTS = "documents", _("Văn bản pháp luật")
    ABOUT = "about", _("Giới thiệu, sơ đồ tổ chức")


class SectionPage(SitePage):
    """A section of the site with the articles under it."""

    kind = models.CharField(
        _("loại chuyên mục"), max_length=20, choices=SectionKind.choices, default=SectionKind.ARTICLES
    )
    lead = models.TextField(_("lời giới thiệu"), blank=True)
    body = Body(verbose_name=_("nội dung"))

    template = "portal/section.html"
    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types = ["portal.SectionPage", "portal.ArticlePage"]
    content_panels = [*Page.content_panels, "kind", "lead", "body"]

    class Meta:
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=SectionKind.values), name="a_section_is_of_a_known_kind"
            )
        ]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The section; that of procedures is the list of posted procedures itself."""
        if self.kind == SectionKind.PROCEDURES:
            return redirect("portal:procedures")
        return super().serve(request, *args, **kwargs)

    def get_url(self, *args: Any, **kwargs: Any) -> str | None:
        """Where it is read."""
        if self.kind == SectionKind.PROCEDURES:
            return reverse("portal:procedures")
        return super().get_url(*args, **kwargs)


class ArticlePage(SitePage):
    """An article; one about a report carries the report's frozen bundle."""

    category = models.CharField(_("chuyên mục"), max_length=120, blank=True)
    lead = models.TextField(_("tóm tắt"), blank=True)
    body = Body(verbose_name=_("nội dung"))
    author_line = models.CharField(_("người viết, phòng"), max_length=200, blank=True)
    report = models.OneToOneField(
        "reports.Report",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=models.Q(frozen_at__isnull=False),
        verbose_name=_("báo cáo kèm theo"),
        help_text=_("Báo cáo đã chốt số liệu: bản Word, PDF và gói minh chứng được kèm vào bài."),
    )
    picture = models.ForeignKey(
        "portal.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ảnh đầu bài"),
    )

    template = "portal/article.html"
    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        "category",
        "lead",
        "picture",
        "body",
        "author_line",
        "report",
        panel("InlinePanel", "attachments", label=_("tệp đính kèm")),
        panel("InlinePanel", "related", label=_("bài liên quan")),
    ]

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")


class Attachment(Orderable):
    """A file attached to an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="attachments")
    paper = models.ForeignKey(
        "portal.Paper", on_delete=models.PROTECT, related_name="+", verbose_name=_("tệp")
    )
    title = models.CharField(
        _("tên hiện trên trang"), max_length=255, blank=True, help_text=_("Để trống thì lấy tên của tệp.")
    )
    panels = ["paper", "title"]

    class Meta(Orderable.Meta):
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")


class Related(Orderable):
    """Another page that goes with an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("bài, trang")
    )
    panels = ["other"]

    class Meta(Orderable.Meta):
        verbose_name = _("bài liên quan")
        verbose_name_plural = _("bài liên quan")


class Reading(models.Model):
    """How often a page has been read. Apart from the page: an older version that comes back brings no old count."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    count = models.PositiveBigIntegerField(_("lượt xem"), default=0)

    #: What is noted of a page is no page that leads to it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("lượt xem")
        verbose_name_plural = _("lượt xem")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.count}"
