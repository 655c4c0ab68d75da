"""Reflections, complaints and denunciations as the skin draws them: badges, stories, limits in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.feedback.limits import Told
from minhchung.ground.deeds.moves import Table
from minhchung.ground.skin import pieces
from minhchung.rules.deadlines import said

_LIMITS = {
    "refuse_due_at": gettext_lazy("Hạn từ chối hoặc chuyển"),
    "supplement_due_at": gettext_lazy("Hạn yêu cầu bổ sung"),
    "due_at": gettext_lazy("Hạn trả lời, giải quyết"),
    "publish_due_at": gettext_lazy("Hạn công khai trả lời"),
    "again_due_at": gettext_lazy("Hạn trả lời lại"),
    "accept_due_at": gettext_lazy("Hạn thụ lý"),
    "notify_due_at": gettext_lazy("Hạn thông báo việc thụ lý"),
    "send_due_at": gettext_lazy("Hạn gửi kết quả"),
}
_TONES = {
    "refuse": pieces.Tone.LATE,
    "decline": pieces.Tone.LATE,
    "ask_supplement": pieces.Tone.SOON,
    "extend_case": pieces.Tone.SOON,
    "reopen": pieces.Tone.SOON,
    "answer": pieces.Tone.KEPT,
    "publish": pieces.Tone.KEPT,
    "conclude": pieces.Tone.KEPT,
    "close_case": pieces.Tone.KEPT,
    "receive": pieces.Tone.OPEN,
    "accept": pieces.Tone.OPEN,
}


@dataclass(frozen=True)
class LimitShown:
    """One limit: what it is of, how long, until when, how it was counted."""

    name: str
    limit: str
    until: str
    cites: str
    steps: tuple[tuple[str, str, str], ...]


def limits_of(kept: str) -> tuple[LimitShown, ...]:
    """The limits of a record with their explanation, as they were kept."""
    return tuple(
        LimitShown(
            str(_LIMITS.get(line["name"], line["name"])),
            line["limit"],
            said(datetime.fromisoformat(line["due_at"])),
            line["cites"],
            tuple((step["what"], _span(step["from"], step["to"]), step["cites"]) for step in line["steps"]),
        )
        for line in Told.of(kept).lines
    )


def standing(state: str, words: str, due_at: datetime | None, now: datetime) -> pieces.Badge:
    """Where a record stands against the limit that runs now."""
    if due_at is None:
        done = state in ("published", "closed", "answered")
        return pieces.Badge(words, pieces.Tone.KEPT if done else pieces.Tone.NONE)
    if due_at.date() < now.date():
        return pieces.Badge(_("Quá hạn"), pieces.Tone.LATE)
    if due_at.date() == now.date():
        return pieces.Badge(_("Đến hạn hôm nay"), pieces.Tone.SOON)
    return pieces.Badge(_("Còn trong hạn"), pieces.Tone.OPEN)


def story_of(
    events: Iterable[Any], table: Table, *, opened: bool = False, read: Callable[[str], str] = str
) -> tuple[pieces.Event, ...]:
    """The deeds as a story.

    ``opened`` opens what was said under seal for somebody who may read it; ``read`` gives what was said as he may.
    """
    return tuple(_event(event, table, opened, read) for event in events)


def _event(event: Any, table: Table, opened: bool, read: Callable[[str], str]) -> pieces.Event:
    reason = read(event.reason.open() if opened else event.reason)
    basis = getattr(event, "basis", "")
    notes = [reason, _("Làm muộn vì: %(why)s") % {"why": basis} if basis else ""]
    if event.due_after_at is not None and event.due_after_at != event.due_before_at:
        notes.append(_("Hạn: %(when)s") % {"when": said(event.due_after_at)})
    name = str(table.deeds[event.deed]).lower()
    who = event.by_name or event.by
    return pieces.Event(
        event.at,
        f"{who}, {event.post}" if event.post else who,
        f"{name} → {event.to}" if event.to else name,
        note=". ".join(note.rstrip(".") for note in notes if note),
        cites=event.cites,
        tone=_TONES.get(event.deed, pieces.Tone.NONE),
    )


def _span(since: str, until: str) -> str:
    first, last = said(datetime.fromisoformat(since)), said(datetime.fromisoformat(until))
    return first if first == last else f"{first} → {last}"
