"""Links in the words of articles that came from an old site: on to the pages and files that have come of theirs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.db import transaction

from minhchung.portal import tree
from minhchung.portal.from_html import Part
from minhchung.portal.models import ArticlePage, FormerAddress
from minhchung.portal.old_addresses import host_of, kept_of

#: From where a link leads to what is to stand in its place; None where it stays as it is.
Lead = Callable[[str], dict[str, str] | None]


def with_links(parts: list[Part], lead: Lead) -> list[Part]:
    """The parts of a body with their links led on."""
    return [(kind, _led(value, lead) if kind == "text" else value) for kind, value in parts]


@transaction.atomic
def lead_to_pages(number: int, host: str) -> bool:
    """Let links of an article to old addresses lead to the pages that stand for them now; says whether any does.

    A page is meant by its number, so the link goes on leading there when the page is moved or named anew.

    Args:
        host: of the site that the article comes from, "" where it is not known.
    """
    article = ArticlePage.objects.get(pk=number)
    parts = [(each["type"], each["value"]) for each in article.body.raw_data]
    led = with_links(parts, partial(_page_at, host))
    if led == parts:
        return False
    moments = {
        "first_published_at": article.first_published_at,
        "last_published_at": article.last_published_at,
    }
    article.body = tree.as_body(led)
    # Of the deed that has moved it in, which is in the trail.
    article.save_revision(log_action=False).publish(log_action=False)
    ArticlePage.objects.filter(pk=number).update(**moments)
    return True


def _page_at(host: str, link: str) -> dict[str, str] | None:
    from_the_root = link.startswith("/") and not link.startswith("//")
    if not from_the_root and (not host or host_of(link) != host):
        return None
    found: Any = FormerAddress.objects.filter(path=kept_of(link)).first()
    return {"linktype": "page", "id": str(found.page_id)} if found is not None else None


def _led(html: str, lead: Lead) -> str:
    soup = BeautifulSoup(html, "html.parser")
    changed = False
    for link in soup.find_all("a", href=True):
        to = lead(str(link["href"])) if isinstance(link, Tag) else None
        if to is not None:
            link.attrs = dict(to)
            changed = True
    return str(soup) if changed else html
