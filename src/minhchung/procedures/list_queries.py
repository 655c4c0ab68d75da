"""Questions about the signed lists of what was posted: of a month, of a day, and how long a version stands there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min

from minhchung.ground.signing import ed25519
from minhchung.procedures.list_verification import faults_of
from minhchung.procedures.models import PostedEntry, PostedList, PostedText

_HEAD = ("listed_on", "drawn_at", "count", "came", "went", "changed", "seal", "key")


@dataclass(frozen=True)
class ListLine:
    """A list in a table: its day, what it counts, and how it differs from the one before."""

    day: date
    drawn_at: datetime
    count: int
    came: int
    went: int
    changed: int
    seal: str
    key: bytes

    @property
    def fingerprint(self) -> str:
        """That of the public key under which it is signed."""
        return ed25519.fingerprint_of(self.key)


@dataclass(frozen=True)
class Named:
    """A procedure as a list names it; days in ISO writing."""

    key: str
    national_code: str
    name: str
    decision: str
    since: date
    posted_on: date
    digest: str


@dataclass(frozen=True)
class ListPage:
    """One list with what it names, and what differs from the list of ``before_day`` (None: it is the first)."""

    line: ListLine
    named: tuple[Named, ...]
    before_day: date | None
    before_key: bytes | None
    after_day: date | None
    came: tuple[Named, ...]
    went: tuple[Named, ...]
    changed: tuple[Named, ...]


@dataclass(frozen=True)
class Stood:
    """Since when, until when and on how many days a version stands in signed lists."""

    first_on: date
    last_on: date
    days: int


def months() -> tuple[date, ...]:
    """The months that have a list, by their first day, newest first."""
    return tuple(PostedList.objects.dates("listed_on", "month", order="DESC"))


def first_day() -> date | None:
    """The day of the first list; days before it are not missing."""
    found: date | None = PostedList.objects.aggregate(first=Min("listed_on"))["first"]
    return found


def lists_of(month: date) -> tuple[ListLine, ...]:
    """The lists of a month, newest first."""
    rows = PostedList.objects.filter(listed_on__year=month.year, listed_on__month=month.month)
    return tuple(_line(row) for row in rows.order_by("-listed_on").values(*_HEAD))


def latest() -> ListLine | None:
    """The newest list."""
    row = PostedList.objects.order_by("-listed_on").values(*_HEAD).first()
    return _line(row) if row else None


def list_page(day: date) -> ListPage | None:
    """The list of a day; None where that day has none."""
    row = PostedList.objects.filter(listed_on=day).first()
    if row is None:
        return None
    before = PostedList.objects.filter(listed_on__lt=day).order_by("-listed_on").first()
    after = PostedList.objects.filter(listed_on__gt=day).order_by("listed_on").values("listed_on").first()
    now, then = _named(row.content), _named(before.content) if before else ()
    of_now, of_then = {each.key: each for each in now}, {each.key: each for each in then}
    return ListPage(
        line=_line({name: getattr(row, name) for name in _HEAD}),
        named=now,
        before_day=before.listed_on if before else None,
        before_key=bytes.fromhex(before.key) if before else None,
        after_day=after["listed_on"] if after else None,
        came=tuple(each for each in now if each.key not in of_then) if before else (),
        went=tuple(each for each in then if each.key not in of_now),
        changed=tuple(
            each
            for each in now
            if each.key in of_then
            and (each.digest, each.since) != (of_then[each.key].digest, of_then[each.key].since)
        ),
    )


def signed_file(day: date) -> tuple[bytes, bytes, bytes] | None:
    """A list to the byte, its signature and the public key; None where that day has none."""
    row = PostedList.objects.filter(listed_on=day).values("content", "signature", "key").first()
    if row is None:
        return None
    return row["content"].encode(), bytes.fromhex(row["signature"]), bytes.fromhex(row["key"])


def text_of(digest: str) -> str | None:
    """What was posted, by its SHA-256."""
    found: str | None = PostedText.objects.filter(digest=digest).values_list("content", flat=True).first()
    return found


def stood(version: int) -> Stood | None:
    """How long a version has stood in signed lists; None where no list names it."""
    found = PostedEntry.objects.filter(version=version).aggregate(
        first=Min("list__listed_on"), last=Max("list__listed_on"), days=Count("pk")
    )
    return Stood(found["first"], found["last"], found["days"]) if found["days"] else None


def untrue_lists() -> Iterator[str]:
    """Lists that were changed: content, seal, signature, the chain, or the texts that they name; each in a sentence."""
    texts = dict(PostedText.objects.values_list("digest", "content"))
    before: PostedList | None = None
    for row in PostedList.objects.order_by("listed_on").iterator():
        content = row.content.encode()
        faults = faults_of(content, bytes.fromhex(row.signature))
        for fault in faults:
            yield f"ngày {row}: {fault}"
        if not faults:
            told = json.loads(content)
            previous = (told["previous"] or {}).get("seal", "")
            if told["seal"] != row.seal or told["day"] != row.listed_on.isoformat():
                yield f"ngày {row}: danh sách khác với dòng ghi về nó."
            if previous != (before.seal if before else "") or previous != row.previous:
                yield f"ngày {row}: chuỗi đứt, danh sách liền trước không phải danh sách mà nó nêu."
            named = {each["parts_sha256"] for each in told["procedures"]}
            for digest in sorted(named - texts.keys()):
                yield f"ngày {row}: thiếu nội dung đã niêm yết {digest[:16]}…"
        before = row
    for digest, text in texts.items():
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            yield f"nội dung đã niêm yết {digest[:16]}… đã bị thay đổi"


def _line(row: dict[str, Any]) -> ListLine:
    return ListLine(
        day=row["listed_on"],
        drawn_at=row["drawn_at"],
        count=row["count"],
        came=row["came"],
        went=row["went"],
        changed=row["changed"],
        seal=row["seal"],
        key=bytes.fromhex(row["key"]),
    )


def _named(content: str) -> tuple[Named, ...]:
    return tuple(
        Named(
            key=each["key"],
            national_code=each["national_code"],
            name=each["name"],
            decision=each["decision"],
            since=date.fromisoformat(each["since"]),
            posted_on=date.fromisoformat(each["posted_on"]),
            digest=each["parts_sha256"],
        )
        for each in json.loads(content)["procedures"]
    )
