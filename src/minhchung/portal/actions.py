"""Deeds on the public site: publishing a report as an article, carrying old articles over, counting who reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from minhchung.ground.accounts.queries import account_named
from minhchung.ground.knocks.actions import Gate, is_first
from minhchung.portal import old_addresses, tree
from minhchung.portal.arranging import arrange
from minhchung.portal.from_html import parts_of
from minhchung.portal.models import Article, ArticlePage, FormerAddress, Reading
from minhchung.portal.models.logged import acting_as

#: The same reader of the same page counts once in such a span.
ONCE_IN = timedelta(hours=12)
_COUNT = """
INSERT INTO portal_reading (page_id, count) VALUES (%s, 1)
ON CONFLICT (page_id) DO UPDATE SET count = portal_reading.count + 1
"""


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
) -> ArticlePage:
    """Publish a frozen report as an article under "Cải cách hành chính"; published again it is the same article.

    Raises:
        minhchung.reports.actions.CannotFreeze: the report is not frozen yet.
    """
    existing = ArticlePage.objects.filter(report_id=report_id, live=True).first()
    if existing is not None:
        return existing
    arrange()
    told: dict[str, Any] = {
        "title": title,
        "category": category,
        "lead": lead,
        "body": tree.as_body(parts_of(body)),
        "author_line": author_line,
    }
    with acting_as(by):
        page = ArticlePage.objects.filter(report_id=report_id).first()
        if page is None:
            page = tree.add_article(
                tree.section(tree.REFORM), at=at, owner=account_named(by), report_id=report_id, **told
            )
        else:
            for name, value in told.items():
                setattr(page, name, value)
        revision = page.save_revision(user=account_named(by), log_action=False)
        # The door has asked for the permit to publish reports, which stands for the one to publish articles.
        revision.publish(user=account_named(by), skip_permission_checks=True)
    _date(page, at)
    page.refresh_from_db()
    return page


@transaction.atomic
def carry_over(*, at: datetime) -> int:
    """Make pages of the articles from before there were pages; says how many. Idempotent."""
    left = list(Article.objects.filter(page=None).order_by("published_at"))
    if not left:
        return 0
    arrange()
    for article in left:
        with acting_as(article.published_by):
            parent = tree.section(tree.REFORM if article.report_id else tree.NEWS)
            page = tree.add_article(
                parent,
                at=at,
                live=True,
                slug=tree.free_slug(parent, article.title, at),
                title=article.title,
                category=article.category,
                lead=article.lead,
                body=tree.as_body(parts_of(article.body)),
                author_line=article.author_line,
                report_id=article.report_id,
            )
        page.save_revision(log_action=False).publish()
        _date(page, article.published_at)
        Reading.objects.update_or_create(page_id=page.pk, defaults={"count": article.views})
        FormerAddress.objects.get_or_create(
            path=old_addresses.kept(f"tin/{article.slug}"), defaults={"page": page}
        )
        article.page = page
        article.save(update_fields=["page"])
    return len(left)


def count_view(*, page: int, reader: str, at: datetime) -> None:
    """One more reading of a page, unless this reader has read it lately; who that is nobody can tell from what is kept.

    Args:
        reader: whatever tells readers apart; only its keyed digest is kept, and only for :data:`ONCE_IN`.
    """
    if is_first(Gate("luot-xem", f"{page} {reader}", 1, ONCE_IN), at=at):
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [page])


def _date(page: ArticlePage, at: datetime) -> None:
    """Let a page bear the moment of the deed: Wagtail asks the clock itself."""
    ArticlePage.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)
