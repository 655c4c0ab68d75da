"""The address: asked page by page, its records written as one sheet, the sheet taken in like any file.

Nothing is taken in until the last page has come, so a server that breaks off in the middle changes nothing here.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from minhchung.ground.intake.kinds import kind_named
from minhchung.ground.mirror.actions.holding import Held
from minhchung.ground.mirror.actions.taking import Clock, Taken, take_in
from minhchung.ground.mirror.client import Answer, Client, TryLater
from minhchung.ground.mirror.mapping import (
    BadAnswer,
    JsonMapping,
    next_of,
    records_in,
    rows_of,
)
from minhchung.ground.mirror.patience import SECONDS_BETWEEN_TRIES
from minhchung.ground.mirror.setup import Setup

MOST_PAGES = 20_000
#: Two machines do not agree on the time to the minute: what changed an hour before the last look is asked for again.
OVERLAP = timedelta(hours=1)
Pause = Callable[[float], None]


@dataclass
class Pulled:
    """What a pull brought: what to remember, and what was taken in (None when there was nothing new)."""

    etag: str = ""
    modified: str = ""
    records: int = 0
    pages: int = 0
    taken: Taken | None = None


def pull(
    setup: Setup,
    mapping: JsonMapping,
    client: Client,
    held: Held,
    *,
    by: str,
    clock: Clock,
    pause: Pause,
    begun: datetime,
) -> Pulled:
    """Ask for everything that has changed, and take it in.

    Raises:
        TryLater, NotLikeThis: as :meth:`minhchung.ground.mirror.client.Client.ask`, after some tries.
        BadAnswer: the answers are not as declared.
        Unreadable: what was written cannot be read by the importer.
    """
    kind = kind_named(setup.kind)
    assert kind is not None  # the mapping was read for this kind
    layout = kind.importer.layout
    pulled = Pulled()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"he-thong-tinh-{begun:%Y%m%d-%H%M%S}.csv"
        names = [each.name for each in layout.fields if each.name in {*mapping.fields, *mapping.repeated}]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([layout.by_name[name].label for name in names])
            for answer in _pages(setup.url, mapping, client, held, clock, pause, pulled):
                for record in records_in(answer, mapping):
                    pulled.records += 1
                    writer.writerows(
                        [row.get(name, "") for name in names] for row in rows_of(record, mapping)
                    )
        if pulled.records:
            pulled.taken = take_in(path, setup.kind, "he-thong-tinh", by=by, clock=clock, still=held.still)
    return pulled


def _pages(
    url: str, mapping: JsonMapping, client: Client, held: Held, clock: Clock, pause: Pause, pulled: Pulled
) -> Iterator[Any]:
    connector, paging = held.connector, mapping.paging
    asked = _begun_from(url, mapping, connector.since)
    first = _patiently(client, asked, pause, etag=connector.etag, modified=connector.modified)
    if first.unchanged:
        pulled.etag, pulled.modified = connector.etag, connector.modified
        return
    answer, seen, been, size = first.body, set(), {asked}, 0
    while True:
        held.still(clock())
        records = records_in(answer, mapping)
        digest = hashlib.sha256(json.dumps(records, sort_keys=True).encode()).digest()
        if not records or (digest in seen and paging.by == "page"):
            break  # a server that gives its last page for every higher number has come to its end
        if digest in seen:
            raise BadAnswer(
                f"Máy chủ gửi lại trang đã gửi (sau trang {pulled.pages}); chưa nhập gì của lần này."
            )
        seen.add(digest)
        pulled.pages, size = pulled.pages + 1, len(records)
        yield answer
        following = _next_address(asked, answer, mapping, pulled.pages)
        if not following:
            break
        if following in been or pulled.pages >= MOST_PAGES:
            raise BadAnswer(
                f"Máy chủ chỉ lại trang đã lấy (sau trang {pulled.pages}); chưa nhập gì của lần này."
            )
        been.add(following)
        asked = following
        answer = _patiently(client, asked, pause).body
    if pulled.pages <= 1 and (paging.by != "page" or size < paging.size):
        # The mark of a first page that is full says nothing about those that may follow it.
        pulled.etag, pulled.modified = first.etag[:255], first.modified[:60]


def _patiently(client: Client, url: str, pause: Pause, **marks: str) -> Answer:
    for wait in SECONDS_BETWEEN_TRIES:
        try:
            return client.ask(url, **marks)
        except TryLater as later:
            pause(max(wait, min(later.wait, 30.0)))
    return client.ask(url, **marks)


def _begun_from(url: str, mapping: JsonMapping, since: str) -> str:
    paging = mapping.paging
    told: dict[str, str] = {}
    if mapping.since_parameter and since:
        told[mapping.since_parameter] = f"{datetime.fromisoformat(since) - OVERLAP:{mapping.since_format}}"
    if paging.by == "page":
        told[paging.parameter] = str(paging.first)
    if paging.size_parameter:
        told[paging.size_parameter] = str(paging.size)
    return _with(url, told)


def _next_address(asked: str, answer: Any, mapping: JsonMapping, pages: int) -> str:
    """The address of the next page; "" after the last.

    Raises:
        BadAnswer: it lies on another host, to which the token must not go.
    """
    paging = mapping.paging
    if paging.by == "page":
        if paging.at and not next_of(answer, mapping):
            return ""
        return _with(asked, {paging.parameter: str(paging.first + pages)})
    found = next_of(answer, mapping)
    if paging.by == "none" or not found:
        return ""
    if paging.by == "cursor":
        return _with(asked, {paging.parameter: found})
    address = urljoin(asked, found)
    if urlsplit(address)[:2] != urlsplit(asked)[:2]:
        raise BadAnswer("Trang tiếp theo nằm ở máy chủ khác; mã truy cập không được gửi sang đó.")
    return address


def _with(url: str, told: dict[str, str]) -> str:
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **told}
    return urlunsplit(parts._replace(query=urlencode(query)))
