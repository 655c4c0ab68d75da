"""How an address of an old site is written down, so that whoever asks for it, however he writes it, is led on."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_plus, urlsplit

#: Letters of an address that is kept.
LONGEST = 500
_INDEXES = {"index.html", "index.htm", "default.html", "default.htm"}
_ENDINGS = (".html", ".htm")


def kept(path: str, query: str = "") -> str:
    """A path with the query it hangs on, as it is kept: small letters, one form of marks, no slash at the end.

    Servers of old sites often took capitals for small letters. "" is what is not kept: the first page, what is longer
    than ``LONGEST``, what has letters that nobody sees.

    Args:
        path: as it is read, not written in code.
        query: as it stands in an address, without its "?".
    """
    text = "/" + path.strip("/")
    if query:
        text += "?" + unquote_plus(query)
    text = unicodedata.normalize("NFC", text).lower()
    return text if text != "/" and len(text) <= LONGEST and text.isprintable() else ""


def kept_of(address: str) -> str:
    """As :func:`kept`, of a whole address, its host left out; "" also for what is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return kept(unquote(parts.path), parts.query)


def host_of(address: str) -> str:
    """The host of an address in small letters, without "www."; "" where it names none or is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def of_file(name: str) -> tuple[str, ...]:
    """Under which addresses a page was read that lies under a name in a copy of a site.

    A page that stands for its folder was read under the folder's address too; a program that fetches sites puts
    ".html" behind names that end in a query.
    """
    place = PurePosixPath(name)
    found = [kept(name)]
    if place.name.lower() in _INDEXES:
        found.append(kept(str(place.parent)) if str(place.parent) != "." else "")
    ending = next((each for each in _ENDINGS if "?" in place.name and name.lower().endswith(each)), "")
    if ending:
        found.append(kept(name[: -len(ending)]))
    return tuple(dict.fromkeys(each for each in found if each))
