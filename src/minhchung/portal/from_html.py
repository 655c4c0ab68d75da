"""HTML that was written elsewhere, as the parts of a body: cleaned, its tables and pictures apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

#: What words may bear; everything else is taken out, its text stays.
TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "b", "em", "i", "a", "br", "blockquote", "sup", "sub",
    "table", "thead", "tbody", "tr", "th", "td", "caption", "img",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}}
_TABLE_OF = ("table",)

Part = tuple[str, Any]
#: From the source and the words of a picture to the number of one that has been kept; None where it cannot be had.
Pictures = Callable[[str, str], int | None]


def cleaned(html: str) -> str:
    """The HTML with nothing in it that may run, load or hide."""
    return nh3.clean(
        html, tags=TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )


def parts_of(html: str, pictures: Pictures | None = None) -> list[Part]:
    """The parts of a body: runs of words, tables, pictures.

    Args:
        pictures: keeps a picture; those that it does not keep are left out.
    """
    soup = BeautifulSoup(cleaned(html), "html.parser")
    _lift_pictures(soup)
    parts: list[Part] = []
    words: list[str] = []

    def end_words() -> None:
        text = "".join(words).strip()
        if text:
            parts.append(("text", text))
        words.clear()

    for node in soup.children:
        if isinstance(node, Tag) and node.name in _TABLE_OF:
            end_words()
            table = _table(node)
            if table is not None:
                parts.append(("table", table))
        elif isinstance(node, Tag) and node.name == "img":
            number = pictures(str(node.get("src", "")), str(node.get("alt", ""))) if pictures else None
            if number is not None:
                end_words()
                parts.append(("picture", {"picture": number, "alt": str(node.get("alt", ""))[:255]}))
        elif isinstance(node, NavigableString):
            text = str(node).strip()
            if text:
                words.append(f"<p>{node.output_ready(formatter='html').strip()}</p>")
        else:
            words.append(str(node))
    end_words()
    return parts


def _lift_pictures(soup: BeautifulSoup) -> None:
    """Pictures stand beside paragraphs, after the one they were in; a paragraph that held nothing else is gone."""
    for picture in soup.find_all("img"):
        top = picture
        while top.parent is not None and top.parent is not soup:
            top = top.parent
        if top is picture:
            continue
        top.insert_after(picture.extract())
        if not top.get_text(strip=True) and top.find(["img", "table"]) is None:
            top.decompose()


def _table(node: Tag) -> dict[str, Any] | None:
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in node.find_all("tr")
    ]
    rows = [row for row in rows if row]
    if not rows:
        return None
    first = node.find("tr")
    headed = first is not None and bool(first.find_all("th")) and not first.find_all("td")
    wide = max(len(row) for row in rows)
    head = rows.pop(0) if headed else []
    caption = node.find("caption")
    return {
        "columns": [
            {"type": "text", "heading": head[place] if place < len(head) else ""} for place in range(wide)
        ],
        "rows": [{"values": [*row, *[""] * (wide - len(row))]} for row in rows],
        "caption": caption.get_text(" ", strip=True) if caption is not None else "",
    }
