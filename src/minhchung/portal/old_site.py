"""What an old site left, read as articles: a folder of HTML pages, or WordPress's export (WXR)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from xml.etree.ElementTree import Element, ParseError

from bs4 import BeautifulSoup
from bs4.element import Tag
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

from minhchung.portal.old_addresses import host_of, kept_of, of_file

#: Bytes of one page, and of a whole export.
LARGEST_PAGE, LARGEST_EXPORT = 5 * 1024**2, 500 * 1024**2
_WP = "{http://wordpress.org/export/1.2/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"


class CannotRead(ValueError):
    """A page or an export that cannot be read; says why."""


@dataclass(frozen=True)
class Old:
    """An old article: ``html`` is its body as it was, ``base`` the folder against which its addresses are told.

    ``stood_at`` is the path against which its links are told, ``host`` the old site's where it is known, ``addresses``
    those under which it was read, as :func:`minhchung.portal.old_addresses.kept` writes them.
    """

    source: str
    title: str
    lead: str
    category: str
    html: str
    published_at: datetime | None
    base: Path
    stood_at: str
    host: str
    addresses: tuple[str, ...]


def articles_in(place: Path) -> Iterator[tuple[str, Old | CannotRead]]:
    """Every article of a folder or an export, each with where it was found; what cannot be read stands as its refusal.

    Raises:
        CannotRead: the place itself is neither.
    """
    if place.is_dir():
        yield from _pages(place)
    elif place.is_file():
        yield from _export(place)
    else:
        raise CannotRead(f"Không có thư mục hoặc tệp {place}.")


def inside(root: Path, base: Path, address: str) -> Path | None:
    """The file that an address of an old page means, where it lies below the root; None where it lies on another host.

    Raises:
        CannotRead: it leads out of the folder that is imported.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = unquote(parts.path)
    if "\x00" in path:
        raise CannotRead(f"Địa chỉ tệp không đọc được: {address!r}.")
    if parts.scheme not in ("", "http", "https"):
        return None
    if parts.netloc or parts.scheme:
        wanted = root / path.lstrip("/")
    else:
        wanted = root / path.lstrip("/") if path.startswith("/") else base / path
    found = wanted.resolve()
    if not found.is_relative_to(root.resolve()):
        raise CannotRead(f"Địa chỉ “{address}” dẫn ra ngoài thư mục được nhập; không đọc.")
    return found if found.is_file() else None


def page_meant(old: Old, link: str) -> str:
    """The address from the root that a link of an article means; "" for one that names its host, or none."""
    try:
        told = urlsplit(link)
        parts = urlsplit(urljoin(old.stood_at, link))
    except ValueError:
        return ""
    if told.scheme or told.netloc or not (told.path or told.query):
        return ""
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _pages(root: Path) -> Iterator[tuple[str, Old | CannotRead]]:
    for path in sorted(each for each in root.rglob("*") if each.suffix.lower() in (".html", ".htm")):
        name = str(path.relative_to(root))
        try:
            if not path.resolve().is_relative_to(root.resolve()):
                raise CannotRead("Tệp là một liên kết dẫn ra ngoài thư mục được nhập; không đọc.")
            yield name, _page(path, name)
        except CannotRead as cannot:
            yield name, cannot


def _page(path: Path, name: str) -> Old:
    if path.stat().st_size > LARGEST_PAGE:
        raise CannotRead(f"Trang nặng hơn {LARGEST_PAGE // 1024**2} MB; không đọc.")
    soup = BeautifulSoup(path.read_bytes(), "html.parser")
    own = _own_address(soup)
    body = soup.find("article") or soup.find("main") or soup.body
    heading = (body.find("h1") if isinstance(body, Tag) else None) or soup.find("h1")
    title = _meta(soup, "og:title") or _text(heading) or _text(soup.title)
    if not title:
        raise CannotRead("Trang không có tiêu đề (h1, title).")
    if not isinstance(body, Tag) or not body.get_text(strip=True):
        raise CannotRead("Trang không có nội dung (article, main, body).")
    moment = _meta(soup, "article:published_time")
    time = soup.find("time")
    if not moment and isinstance(time, Tag):
        moment = str(time.get("datetime", ""))
    for each in body.find_all(["h1", "nav", "header", "footer", "aside", "form", "script", "style", "time"]):
        each.decompose()
    return Old(
        source=name,
        title=title[:255],
        lead=_meta(soup, "description"),
        category=_meta(soup, "article:section")[:120],
        html=body.decode_contents(),
        published_at=_moment(moment),
        base=path.parent,
        stood_at="/" + quote(Path(name).as_posix()),
        host=host_of(own),
        addresses=_each_once(*of_file(Path(name).as_posix()), kept_of(own)),
    )


def _own_address(soup: BeautifulSoup) -> str:
    """The address that a page says is its own, "" where it says none."""
    link = soup.find("link", rel="canonical")
    return str(link.get("href", "")) if isinstance(link, Tag) else _meta(soup, "og:url")


def _each_once(*addresses: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in addresses if each))


def _export(path: Path) -> Iterator[tuple[str, Old | CannotRead]]:
    if path.stat().st_size > LARGEST_EXPORT:
        raise CannotRead(f"Tệp nặng hơn {LARGEST_EXPORT // 1024**2} MB; không đọc.")
    try:
        root = parse(path).getroot()
        items = root.findall("channel/item")
    except (ParseError, DefusedXmlException, ValueError) as broken:
        raise CannotRead(f"Tệp {path.name} không phải bản xuất WXR đọc được: {broken}.") from broken
    site = next(
        (
            told
            for name in (f"{_WP}base_blog_url", "link")
            if (told := root.findtext(f"channel/{name}", "").strip())
        ),
        "",
    )
    for number, item in enumerate(items, start=1):
        if _of(item, f"{_WP}post_type") not in ("", "post", "page") or _of(item, f"{_WP}status") not in (
            "",
            "publish",
        ):
            continue
        name = f"{path.name}#{_of(item, f'{_WP}post_id') or number}"
        title, html = _of(item, "title"), _of(item, _CONTENT)
        if not title or not html:
            yield name, CannotRead("Bài không có tiêu đề hoặc không có nội dung.")
            continue
        category = next((_text_of(each) for each in item.findall("category") if _text_of(each)), "")
        yield (
            name,
            Old(
                source=name,
                title=title[:255],
                lead=BeautifulSoup(_of(item, _EXCERPT), "html.parser").get_text(" ", strip=True),
                category=category[:120],
                html=_paragraphs(html),
                published_at=_moment(_of(item, f"{_WP}post_date")),
                base=path.parent,
                **_stood(item, site),
            ),
        )


def _stood(item: Element, site: str) -> dict[str, Any]:
    """Where an article of an export stood: its link, or its name below the site's address, and its number."""
    number, name = _of(item, f"{_WP}post_id"), _of(item, f"{_WP}post_name")
    below = f"{site.rstrip('/')}/"
    link = _of(item, "link") or (below + name if name else "")
    short = [f"{below}?{word}={number}" for word in ("p", "page_id")] if number.isdecimal() else []
    guid = _of(item, "guid")
    known = [link, *short, guid if host_of(guid) == host_of(link) else ""]
    return {
        "stood_at": link or below,
        "host": host_of(link or below),
        "addresses": _each_once(*map(kept_of, known)),
    }


def _paragraphs(html: str) -> str:
    """WordPress keeps paragraphs as empty lines between them."""
    if re.search(r"<p[\s>]", html):
        return html
    blocks = re.split(r"\n\s*\n", html.replace("\r\n", "\n"))
    return "".join(
        block if re.match(r"\s*<(?:h\d|ul|ol|table|blockquote|figure)", block) else f"<p>{block.strip()}</p>"
        for block in blocks
        if block.strip()
    )


def _meta(soup: BeautifulSoup, name: str) -> str:
    found = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return " ".join(str(found.get("content", "")).split()) if isinstance(found, Tag) else ""


def _text(node: object) -> str:
    return node.get_text(" ", strip=True) if isinstance(node, Tag) else ""


def _of(item: Element, name: str) -> str:
    found = item.find(name)
    return _text_of(found) if found is not None else ""


def _text_of(node: Element) -> str:
    return (node.text or "").strip()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None
