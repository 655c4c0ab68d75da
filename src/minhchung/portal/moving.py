"""Moving an old site's articles in: each by itself, so that one that fails stops no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.db import transaction
from django.urls import Resolver404, resolve

from minhchung.ground.files.kinds import BY_TYPE
from minhchung.ground.files.names import split_name
from minhchung.ground.files.refusals import NotAccepted
from minhchung.portal import queries, tree
from minhchung.portal.arranging import arrange
from minhchung.portal.from_html import parts_of
from minhchung.portal.keeping import keep_paper, keep_picture
from minhchung.portal.linking import lead_to_pages, with_links
from minhchung.portal.models import ArticlePage, Attachment, FormerAddress
from minhchung.portal.models.logged import acting_as
from minhchung.portal.old_site import CannotRead, Old, articles_in, inside, page_meant

_ENDINGS = {ending for kind in BY_TYPE.values() if not kind.picture for ending in kind.endings}


#: Addresses that a page of ours or another door of the house answers itself.
_TAKEN = "Địa chỉ cũ {} đã có trang khác trên cổng; người đọc thấy trang đó."


@dataclass(frozen=True)
class Moved:
    """What came of one article: its address, "" where it was refused; ``words`` say why, or what was left out of it."""

    source: str
    address: str
    words: tuple[str, ...]
    known: bool = False

    @property
    def refused(self) -> bool:
        """Whether it is not on the site."""
        return not self.address


def move_in(place: Path, *, section: str, dry: bool, by: str, at: datetime) -> list[Moved]:
    """Publish the articles of an old site under a section, with the dates that they bore.

    Args:
        place: a folder of HTML pages, or WordPress's export.
        dry: only say what would come of it.

    Raises:
        CannotRead: the place is neither.
    """
    arrange()
    root = place if place.is_dir() else place.parent
    found, new = [], []
    for source, old in articles_in(place):
        if isinstance(old, CannotRead):
            found.append(Moved(source, "", (str(old),)))
            continue
        try:
            with transaction.atomic():
                moved, page = _one(old, root, section=section, by=by, at=at)
                if dry:
                    transaction.set_rollback(True)
        except (CannotRead, NotAccepted) as refused:
            moved = Moved(source, "", (str(refused),))
        else:
            new += [(page, old.host)] if page is not None and not dry else []
        found.append(moved)
    for number, host in new:
        lead_to_pages(number, host)
    return found


def _one(old: Old, root: Path, *, section: str, by: str, at: datetime) -> tuple[Moved, int | None]:
    """What came of an article, and its page where that is new."""
    parent = tree.section(section)
    moment = old.published_at or at
    known = ArticlePage.objects.child_of(parent).filter(title=old.title)
    same = known.filter(first_published_at=moment).first() if old.published_at else known.first()
    if same is not None:
        told = ("Đã có từ lần nhập trước.", *_keep_addresses(same, old))
        return Moved(old.source, tree.address(same.url_path), told, known=True), None
    words: list[str] = []

    def picture(source: str, alt: str) -> int | None:
        path = inside(root, old.base, source)
        if path is None:
            words.append(f"Bỏ ảnh không có trong thư mục: {source[:200]}")
            return None
        if not alt:
            words.append(f"Ảnh {path.name} không có mô tả; cần viết lại mô tả.")
        try:
            return keep_picture(path, description=alt or f"Ảnh trong bài “{old.title}”", by=by, at=at).pk
        except NotAccepted as refused:
            words.append(str(refused))
            return None

    papers = _papers(old, root, words, by=by, at=at)
    with acting_as(by):
        page = tree.add_article(
            parent,
            at=moment,
            title=old.title,
            lead=old.lead,
            category=old.category,
            body=with_links(parts_of(old.html, picture), partial(_led, old, papers)),
        )
        for order, (paper, title) in enumerate(papers.values()):
            Attachment.objects.create(page=page, paper=paper, title=title[:255], sort_order=order)
        page = ArticlePage.objects.get(pk=page.pk)
        page.save_revision(log_action=False).publish()
    ArticlePage.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
    words += _keep_addresses(page, old)
    return Moved(old.source, tree.address(page.url_path), tuple(words)), page.pk


def _led(old: Old, papers: dict[str, tuple[Any, str]], link: str) -> dict[str, str] | None:
    """Where a link of an old article leads now: to a file that came with it, or to the old address of a page."""
    if link in papers:
        return {"href": papers[link][0].url}
    meant = page_meant(old, link)
    return {"href": meant} if meant else None


def _keep_addresses(page: ArticlePage, old: Old) -> list[str]:
    """Note where an article stood; says which of it another page answers."""
    words = []
    for path in old.addresses:
        row, _made = FormerAddress.objects.get_or_create(path=path, defaults={"page": page})
        if row.page_id != page.pk:
            words.append(f"Địa chỉ cũ {path} đã dẫn tới bài “{row.page.title}”.")
        elif "?" not in path and _answers(path, page):
            words.append(_TAKEN.format(path))
    return words


def _answers(path: str, page: ArticlePage) -> bool:
    """Whether something else than a page answers at an old address, as it is written or with a slash behind."""
    for each in (path, f"{path}/"):
        try:
            found = resolve(each)
        except Resolver404:
            continue
        standing = queries.at_path(each[1:]) if found.view_name == "wagtail_serve" else found
        if standing is not None and standing != page:
            return True
    return False


def _papers(old: Old, root: Path, words: list[str], *, by: str, at: datetime) -> dict[str, tuple[Any, str]]:
    """The files that an old page leads to and that lie beside it, by its links to them."""
    kept: dict[str, tuple[Any, str]] = {}
    for link in BeautifulSoup(old.html, "html.parser").find_all("a"):
        address = str(link.get("href", "")) if isinstance(link, Tag) else ""
        if split_name(address.partition("?")[0])[1] not in _ENDINGS:
            continue
        path = inside(root, old.base, address)
        if path is None or address in kept:
            continue
        try:
            title = link.get_text(" ", strip=True)
            kept[address] = (keep_paper(path, title=title or path.name, by=by, at=at), title)
        except NotAccepted as refused:
            words.append(str(refused))
    return kept
