"""Where pages stand in the tree: the home, the sections that the product itself publishes in."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from minhchung.portal.models import ArticlePage, HomePage, SectionPage
from minhchung.portal.slugs import slug_of

#: The sections that a new site begins with: slug, title, kind, words.
SECTIONS = (
    ("tin-tuc", "Tin tức, sự kiện", "articles", "Tin về hoạt động của cơ quan."),
    (
        "cai-cach-hanh-chinh",
        "Cải cách hành chính",
        "articles",
        "Kế hoạch, báo cáo và kết quả đã công bố. Mỗi số liệu mở được tới các bản ghi làm nên nó.",
    ),
    ("van-ban", "Văn bản pháp luật", "documents", "Văn bản do cơ quan ban hành hoặc tham mưu ban hành."),
    (
        "thu-tuc-hanh-chinh",
        "Thủ tục hành chính",
        "procedures",
        "Thủ tục đang công khai, thời hạn và cách nộp.",
    ),
    ("thong-tin-dau-tu", "Thông tin đầu tư", "articles", "Chính sách, địa điểm và hướng dẫn cho nhà đầu tư."),
    ("gioi-thieu", "Giới thiệu", "about", "Chức năng, nhiệm vụ và sơ đồ tổ chức."),
)
REFORM, NEWS = "cai-cach-hanh-chinh", "tin-tuc"


def home() -> HomePage:
    """The first page.

    Raises:
        HomePage.DoesNotExist: the tree has not been laid.
    """
    return HomePage.objects.order_by("path")[0:1].get()


def section(slug: str) -> Any:
    """A section by its slug; made anew where somebody has taken away one that the product publishes in."""
    found = SectionPage.objects.filter(slug=slug).order_by("path").first()
    if found is not None:
        return found
    title = next((title for known, title, _kind, _lead in SECTIONS if known == slug), slug)
    return home().add_child(instance=SectionPage(title=title, slug=slug))


def free_slug(parent: Any, title: str, at: datetime) -> str:
    """A slug for a page of a title that no other page beside it bears."""
    stem = slug_of(title)[:150] or "bai-viet"
    slug, number = stem, 2
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    while slug in taken:
        slug = f"{stem}-{at:%Y%m%d}-{number}"
        number += 1
    return slug


def add_article(
    parent: Any, *, at: datetime, owner: Any = None, live: bool = False, **told: Any
) -> ArticlePage:
    """A new article under a section, not seen by visitors unless ``live``."""
    if isinstance(told.get("body"), list):
        told["body"] = as_body(told["body"])
    page = ArticlePage(
        slug=told.pop("slug", "") or free_slug(parent, told["title"], at), live=live, owner=owner, **told
    )
    return parent.add_child(instance=page)  # type: ignore[no-any-return]


def as_body(parts: list[tuple[str, Any]]) -> str:
    """Parts as a body keeps them."""
    return json.dumps([{"type": kind, "value": value} for kind, value in parts], ensure_ascii=False)


def address(url_path: str) -> str:
    """Under which address a page is read, by Wagtail's path of it from the root."""
    return "/" + url_path.split("/", 2)[2]
