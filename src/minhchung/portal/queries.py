"""Questions of the public page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page

from minhchung.ground.files.kinds import BY_TYPE
from minhchung.ground.prepared import Prepared
from minhchung.portal import old_addresses, tree
from minhchung.portal.models import (
    ArticlePage,
    Attachment,
    FormerAddress,
    HomePage,
    Paper,
    Reading,
    Related,
    SectionPage,
)
from minhchung.portal.models.pages import SectionKind

#: What every page asks: Django would take longer over each statement than the database over its answer.
_BELOW_ROOT = 2
_HOMES = Prepared(lambda depth: HomePage.objects.filter(depth=depth).order_by("path"), by=int)
_SECTIONS = Prepared(lambda slug: SectionPage.objects.live().filter(slug=slug), by=str)
_ARTICLES = Prepared(lambda slug: ArticlePage.objects.live().filter(slug=slug), by=str)
_AT = Prepared(lambda path: Page.objects.filter(path=path), by=str)
_ATTACHED = Prepared(lambda page: Attachment.objects.filter(page=page).order_by("sort_order"), by=int)
_BESIDE = Prepared(lambda page: Related.objects.filter(page=page).order_by("sort_order"), by=int)
_READ = Prepared(lambda page: Reading.objects.filter(page=page), by=int)

_COLUMNS = ("title", "category", "lead", "first_published_at", "url_path")


@dataclass(frozen=True)
class ArticleLine:
    """An article in a list; ``published_at`` is when it was first published."""

    address: str
    category: str
    title: str
    lead: str
    published_at: datetime


@dataclass(frozen=True)
class SectionLine:
    """A section in a list."""

    address: str
    title: str
    lead: str


@dataclass(frozen=True)
class File:
    """A file attached to an article; ``size`` in bytes, ``kind`` in words."""

    address: str
    title: str
    kind: str
    size: int


@dataclass(frozen=True)
class Month:
    """A month of a section with the number of its articles."""

    first: date
    count: int

    @cached_property
    def name(self) -> str:
        """As it stands in an address: "2026-08"."""
        return f"{self.first:%Y-%m}"


def newest(limit: int = 20) -> tuple[ArticleLine, ...]:
    """The newest articles of the whole site."""
    return _lines(articles_under("")[:limit])


def articles_under(url_path: str, month: date | None = None) -> QuerySet[ArticlePage]:
    """Articles that visitors see below a page (by Wagtail's path of it), the newest first; of a month of a year."""
    found = ArticlePage.objects.live().filter(first_published_at__isnull=False)
    if url_path:
        found = found.filter(url_path__startswith=url_path)
    if month is not None:
        found = found.filter(first_published_at__year=month.year, first_published_at__month=month.month)
    return found.order_by("-first_published_at", "-pk")


def address_of(article: ArticlePage) -> str:
    """Where an article is read."""
    return tree.address(article.url_path)


def page_of(found: QuerySet[ArticlePage], start: int, end: int) -> tuple[ArticleLine, ...]:
    """Some articles of a list."""
    return _lines(found[start:end])


def _lines(found: QuerySet[ArticlePage]) -> tuple[ArticleLine, ...]:
    return tuple(
        ArticleLine(tree.address(path), category, title, lead, at)
        for title, category, lead, at, path in found.values_list(*_COLUMNS)
    )


def months(found: QuerySet[ArticlePage]) -> tuple[Month, ...]:
    """The months in which articles of a list were published, the latest first."""
    counted = (
        found.order_by()
        .annotate(month=TruncMonth("first_published_at"))
        .values("month")
        .annotate(count=Count("pk"))
        .order_by("-month")
    )
    return tuple(Month(row["month"].date(), row["count"]) for row in counted)


def sections(under: Any) -> tuple[SectionLine, ...]:
    """The sections right below a page that visitors see, in the order that editors gave them."""
    found = SectionPage.objects.live().child_of(under).order_by("path")
    posted = reverse("portal:procedures")
    return tuple(
        SectionLine(posted if kind == SectionKind.PROCEDURES else tree.address(path), title, lead)
        for title, lead, kind, path in found.values_list("title", "lead", "kind", "url_path")
    )


@dataclass(frozen=True)
class SectionPlace:
    """A section with where it stands in the tree."""

    address: str
    title: str
    url_path: str


def section_named(slug: str) -> SectionPlace | None:
    """A section that visitors see, by its slug."""
    found = SectionPage.objects.live().filter(slug=slug).order_by("path").first()
    return (
        SectionPlace(tree.address(found.url_path), found.title, found.url_path) if found is not None else None
    )


def every_page() -> tuple[tuple[str, datetime | None], ...]:
    """The address of every page that visitors see, with when it last changed before their eyes."""
    found = Page.objects.live().filter(depth__gt=1).order_by("path")
    return tuple((tree.address(path), at) for path, at in found.values_list("url_path", "last_published_at"))


def at_path(path: str) -> Any:
    """The page that visitors read at a path below the root ("tin-tuc/mot-bai/"), as its own kind, or None."""
    home = _HOMES.first(_BELOW_ROOT)
    if home is None or not path:
        return home if home is not None and home.live else None
    # The database finds a page by the last word of its path; Wagtail keeps no index of whole ones.
    slug, whole = path.rstrip("/").rpartition("/")[2], home.url_path + path
    kinds = (_ARTICLES, _SECTIONS) if path.count("/") > 1 else (_SECTIONS, _ARTICLES)
    return next((found for kind in kinds for found in kind.all(slug) if found.url_path == whole), None)


def files_of(article: ArticlePage) -> tuple[File, ...]:
    """The files attached to an article, in their order."""
    attached = _held(article, "attachments", _ATTACHED)
    papers = Paper.objects.in_bulk([each.paper_id for each in attached]) if attached else {}
    found = ((each.title, papers[each.paper_id]) for each in attached)
    return tuple(
        File(paper.url, title or paper.title, kind_of(paper), paper.file_size or 0) for title, paper in found
    )


def _held(article: ArticlePage, name: str, kept: Any) -> list[Any]:
    """Rows that hang on an article; of a draft that is looked at before it is saved, those that are in its hand."""
    in_hand = getattr(article, "_cluster_related_objects", None) or {}
    return list(getattr(article, name).all()) if name in in_hand else kept.all(article.pk)  # type: ignore[no-any-return]


def kind_of(paper: Any) -> str:
    """What a file is, in words: "PDF", "Word"; its ending where it has not been looked into."""
    kind = BY_TYPE.get(paper.content_type_found)
    return kind.words if kind is not None else paper.file_extension.upper()


def is_public(paper: int) -> bool:
    """Whether a file is attached to an article that visitors see."""
    return Attachment.objects.filter(paper=paper, page__live=True).exists()


def related_to(article: ArticlePage) -> tuple[SectionLine, ...]:
    """The pages that an author has put beside an article, those that visitors see."""
    beside = _held(article, "related", _BESIDE)
    pages = Page.objects.live().in_bulk([each.other_id for each in beside]) if beside else {}
    others = (pages[each.other_id] for each in beside if each.other_id in pages)
    return tuple(SectionLine(tree.address(each.url_path), each.title, "") for each in others)


def above(page: Any) -> tuple[SectionLine, ...]:
    """The pages above one, from the home down."""
    step = page.steplen
    paths = (page.path[:end] for end in range(2 * step, len(page.path), step))
    found = (each for path in paths for each in _AT.all(path))
    return tuple(SectionLine(tree.address(each.url_path), each.title, "") for each in found)


def views_of(page: int) -> int:
    """How often a page has been read."""
    found = _READ.first(page)
    return found.count if found is not None else 0


def article_about(report: int) -> str | None:
    """Where the article about a report is read; None where visitors read none."""
    path = ArticlePage.objects.live().filter(report=report).values_list("url_path", flat=True).first()
    return tree.address(path) if path else None


def leads_to(path: str, query: str = "") -> str | None:
    """Where the article is read now that stood at an address of another site, or of before there were pages.

    An address of ours, whatever is asked for. What others append to an address is passed over, unless pages were told
    apart there by it.
    """
    whole, bare = old_addresses.kept(path, query), old_addresses.kept(path)
    known = FormerAddress.objects.filter(path__in={whole, bare} - {""})
    found = dict(known.filter(page__live=True).values_list("path", "page__url_path"))
    at = found.get(whole)
    if at is None and bare in found:
        others = FormerAddress.objects.filter(path__startswith=f"{bare}?")
        at = found[bare] if not others.exists() else None
    return tree.address(at) if at is not None and tree.address(at) != path else None
