"""A month as weeks of days, and days as a calendar file (RFC 5545)."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_WIDTH = 75


@dataclass(frozen=True)
class Entry:
    """A day's entry of a calendar file: ``uid`` is the same as long as it is the same thing."""

    uid: str
    on: date
    words: str
    url: str


def weeks(year: int, month: int) -> list[list[date]]:
    """The weeks of a month from Monday to Sunday, with the days of its neighbours that fill them."""
    return Calendar().monthdatescalendar(year, month)


def beside(year: int, month: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The month before and the month after."""
    first = date(year, month, 1)
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return (before.year, before.month), (after.year, after.month)


def calendar_file(entries: Iterable[Entry], *, name: str, at: datetime) -> str:
    """Whole days as an iCalendar text; ``at`` is when it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Minh Chung//Lich viec//VI",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for each in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{each.uid}",
            f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{each.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{each.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(each.words)}",
            f"URL:{each.url}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which cuts a letter; those after the first begin with a space."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
