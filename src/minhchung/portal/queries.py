"""Questions of the public page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhchung.portal.models import Article


@dataclass(frozen=True)
class ArticleLine:
    """An article in a list."""

    slug: str
    category: str
    title: str
    lead: str
    published_at: datetime


@dataclass(frozen=True)
class ArticlePage:
    """An article as its page shows it; ``body`` is HTML that has been cleaned."""

    slug: str
    category: str
    title: str
    lead: str
    body: str
    author_line: str
    published_at: datetime
    views: int
    report_id: int | None


def newest(limit: int = 20) -> tuple[ArticleLine, ...]:
    """The newest articles."""
    rows = Article.objects.order_by("-published_at", "-id")[:limit]
    return tuple(ArticleLine(row.slug, row.category, row.title, row.lead, row.published_at) for row in rows)


def article(slug: str) -> ArticlePage | None:
    """One article, or None."""
    row = Article.objects.filter(slug=slug).first()
    if row is None:
        return None
    return ArticlePage(
        row.slug,
        row.category,
        row.title,
        row.lead,
        row.body,
        row.author_line,
        row.published_at,
        row.views,
        row.report_id,
    )
