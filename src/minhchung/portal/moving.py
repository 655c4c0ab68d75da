"""Moving an old site's articles in: each by itself, so that one that fails stops no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.db import transaction

from minhchung.ground.files.kinds import BY_TYPE
from minhchung.ground.files.names import split_name
from minhchung.ground.files.refusals import NotAccepted
from minhchung.portal import tree
from minhchung.portal.arranging import arrange
from minhchung.portal.from_html import parts_of
from minhchung.portal.keeping import keep_paper, keep_picture
from minhchung.portal.models import ArticlePage, Attachment
from minhchung.portal.models.logged import acting_as
from minhchung.portal.old_site import CannotRead, Old, articles_in, inside

_ENDINGS = {ending for kind in BY_TYPE.values() if not kind.picture for ending in kind.endings}


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
    found = []
    for source, old in articles_in(place):
        if isinstance(old, CannotRead):
            found.append(Moved(source, "", (str(old),)))
            continue
        try:
            with transaction.atomic():
                moved = _one(old, root, section=section, by=by, at=at)
                if dry:
                    transaction.set_rollback(True)
        except (CannotRead, NotAccepted) as refused:
            moved = Moved(source, "", (str(refused),))
        found.append(moved)
    return found


def _one(old: Old, root: Path, *, section: str, by: str, at: datetime) -> Moved:
    parent = tree.section(section)
    moment = old.published_at or at
    known = ArticlePage.objects.child_of(parent).filter(title=old.title)
    same = known.filter(first_published_at=moment).first() if old.published_at else known.first()
    if same is not None:
        return Moved(old.source, tree.address(same.url_path), ("Đã có từ lần nhập trước.",), known=True)
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
            body=parts_of(old.html, picture),
        )
        for order, (paper, title) in enumerate(papers):
            Attachment.objects.create(page=page, paper=paper, title=title[:255], sort_order=order)
        page = ArticlePage.objects.get(pk=page.pk)
        page.save_revision(log_action=False).publish()
    ArticlePage.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
    return Moved(old.source, tree.address(page.url_path), tuple(words))


def _papers(old: Old, root: Path, words: list[str], *, by: str, at: datetime) -> list[tuple[Any, str]]:
    """The files that an old page leads to and that lie beside it."""
    kept = []
    for link in BeautifulSoup(old.html, "html.parser").find_all("a"):
        address = str(link.get("href", "")) if isinstance(link, Tag) else ""
        if split_name(address.partition("?")[0])[1] not in _ENDINGS:
            continue
        path = inside(root, old.base, address)
        if path is None:
            continue
        try:
            title = link.get_text(" ", strip=True)
            kept.append((keep_paper(path, title=title or path.name, by=by, at=at), title))
        except NotAccepted as refused:
            words.append(str(refused))
    return kept
