"""The oracle of what applicants are told: each deed that must tell has begun one chain of notices, and no other has."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.dossiers.actions.telling import TELLS
from minhchung.dossiers.models import Event, Telling
from minhchung.ground.notices.queries import begun_by_events, faults
from minhchung.rules.lifecycle import Deed

_CHUNK = 2_000


def untrue_notices() -> Iterator[str]:
    """Every event and notice that do not agree, streamed side by side in one order; then what is wrong by itself."""
    begun = begun_by_events("dossiers", "dossier")
    notice = next(begun, None)
    for event in _events():
        here = (event["dossier_id"], event["number"])
        while notice is not None and notice[:2] < here:
            yield _without_event(notice)
            notice = next(begun, None)
        found = None
        if notice is not None and notice[:2] == here:
            found, notice = notice[2], next(begun, None)
        fault = _fault(Deed(event["deed"]), event["telling"], found)
        if fault:
            yield f"{event['dossier__code']}: việc thứ {event['number']} {fault}"
    while notice is not None:
        yield _without_event(notice)
        notice = next(begun, None)
    yield from faults()


def _events() -> Iterator[dict[str, object]]:
    rows = Event.objects.order_by("dossier_id", "number")
    names = ("dossier_id", "dossier__code", "number", "deed", "telling")
    yield from rows.values(*names).iterator(chunk_size=_CHUNK)


def _fault(deed: Deed, telling: str, occasion: str | None) -> str:
    tells = TELLS.get(deed)
    if tells is None:
        return "không phải báo mà lại có thông báo" if telling or occasion else ""
    if not telling:
        return "phải báo cho người nộp mà không ghi đã báo thế nào"
    if (telling == Telling.NOTICE) != (occasion is not None):
        return (
            "ghi là có thông báo mà không có" if occasion is None else "ghi là không gửi mà lại có thông báo"
        )
    if occasion is not None and occasion != tells.occasion:
        return "được báo bằng thông báo về việc khác"
    return ""


def _without_event(notice: tuple[int, int, str]) -> str:
    return f"hồ sơ số {notice[0]}: thông báo “{notice[2]}” về việc thứ {notice[1]} không có trong diễn biến"
