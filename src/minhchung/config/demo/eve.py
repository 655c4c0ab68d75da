"""What the sheets of the made-up agency said on the eve of its merger: what had not happened by then is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from minhchung.config.demo.agency import BOARD_NAME_AFTER, MERGED_ON, ROOMS, Rows

_MORNING = datetime.combine(MERGED_ON, datetime.min.time())
_DONE = ("done_on", "product_reference", "product_on")
#: Moments of a dossier, each with what is told of it.
_OF_DOSSIERS = {
    "ended_at": ("ended_at", "late_reason"),
    "returned_at": ("returned_at",),
    "supplement_asked_at": ("supplement_asked_at",),
    "supplement_taken_at": ("supplement_taken_at",),
    "extended_at": ("extended_at", "extended_until_at", "extension_reason"),
}
#: The room of before the merger of which each is the heir.
_BEFORE = {after: before for before, after in ROOMS.values()}
_UNDER_WAY, _WAITS = "Đang xử lý", "Yêu cầu bổ sung giấy tờ"


def plans(heads: Rows) -> Rows:
    """Plans issued by then."""
    return [row for row in heads if row["issued_on"] < MERGED_ON]


def tasks(heads: Rows, rows: Rows) -> Rows:
    """Tasks of those plans, done by then or open."""
    issued = {head["decision"] for head in plans(heads)}
    return [_undone(row) for row in rows if row["plan"] in issued]


def assigned(rows: Rows) -> Rows:
    """Tasks assigned from above by then, done or open."""
    return [_undone(row) for row in rows if row["assigned_on"] < MERGED_ON]


def incoming(rows: Rows) -> Rows:
    """Documents received by then, handled by the rooms of that time."""
    return [
        {**row, "handler": _BEFORE.get(row["handler"], row["handler"])}
        for row in rows
        if row["received_on"] < MERGED_ON
    ]


def under_way(row: dict[str, Any]) -> bool:
    """Whether a dossier was in hand when the merger came."""
    ended = row.get("ended_at")
    return row["accepted_at"] < _MORNING and (ended is None or ended >= _MORNING)


def settled_after(rows: Iterable[dict[str, Any]], in_hand: Rows) -> Iterator[dict[str, Any]]:
    """The dossiers; those in hand when the merger came are settled by who took them over, and kept ``in_hand``."""
    for row in rows:
        if under_way(row):
            in_hand.append(row)
            yield {**row, "settled_by": BOARD_NAME_AFTER}
        else:
            yield row


def _undone(row: dict[str, Any]) -> dict[str, Any]:
    done = row.get("done_on")
    return row if done is None or done < MERGED_ON else {**row, **dict.fromkeys(_DONE)}


def dossier(row: dict[str, Any]) -> dict[str, Any]:
    """A dossier in hand as it stood."""
    stood = dict(row)
    for moment, told in _OF_DOSSIERS.items():
        if stood.get(moment) is None or stood[moment] >= _MORNING:
            stood |= dict.fromkeys(told)
    waits = stood["supplement_asked_at"] is not None and stood["supplement_taken_at"] is None
    return {**stood, "state": _WAITS if waits else _UNDER_WAY}
