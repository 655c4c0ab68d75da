"""Publishing an article, and counting who reads it without knowing who."""

from __future__ import annotations

from datetime import datetime

import nh3
from anyascii import anyascii
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from minhchung.ground.trail.actions import Deed, write
from minhchung.portal.models import Article
from minhchung.reports.actions import mark_published

#: What an article's body may contain; everything else is taken out.
_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "br",
    "blockquote",
    "table",
    "thead",
    "tbody",
}
_TAGS |= {"tr", "th", "td", "caption"}


@transaction.atomic
def publish_report(
    *,
    report_id: int,
    category: str,
    title: str,
    lead: str,
    body: str,
    author_line: str,
    by: str,
    at: datetime,
) -> Article:
    """Publish a frozen report as an article; publishing it again returns the same article.

    Raises:
        minhchung.reports.actions.CannotFreeze: the report is not frozen yet.
    """
    existing = Article.objects.filter(report_id=report_id).first()
    if existing is not None:
        return existing
    mark_published(report_id=report_id, by=by, at=at)
    article = Article.objects.create(
        slug=_free_slug(title, at),
        category=category,
        title=title,
        lead=lead,
        body=nh3.clean(body, tags=_TAGS, attributes={"a": {"href", "title"}, "th": {"scope"}}),
        author_line=author_line,
        published_at=at,
        published_by=by,
        report_id=report_id,
    )
    write(
        [
            Deed(
                "portal",
                "article",
                article.pk,
                "publish",
                by,
                at,
                {"report": report_id, "slug": article.slug},
            )
        ],
        recorded_at=at,
    )
    return article


def count_view(*, slug: str) -> None:
    """One more reading of an article, counted in the database so that two at once both count."""
    Article.objects.filter(slug=slug).update(views=F("views") + 1)


def _free_slug(title: str, at: datetime) -> str:
    stem = slugify(anyascii(title))[:150] or "bai-viet"
    slug = stem
    number = 2
    while Article.objects.filter(slug=slug).exists():
        slug = f"{stem}-{at:%Y%m%d}-{number}"
        number += 1
    return slug
