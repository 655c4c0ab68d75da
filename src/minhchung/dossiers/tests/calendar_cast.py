"""Situations for tests of changed calendars: declared by An, approved by Bình."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from minhchung.dossiers import audit, calendar_audit, foreseen
from minhchung.dossiers.actions.calendaring import apply_some, approve_change
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.ground.trail.queries import first_break
from minhchung.organisation.actions import draft_change, submit_change
from minhchung.organisation.calendars import change_declared
from minhchung.organisation.models import CalendarChange

NOW = datetime(2026, 4, 7, 8)


def a_change(kind: str = "holiday", *, submit: bool = True, **told: Any) -> int:
    """A change declared by An."""
    words = {
        "name": "Nghỉ bão số 1",
        "decision": "QĐ 40/QĐ-UBND",
        "reason": "Bão đổ bộ",
        "since": date(2026, 4, 9),
        **told,
    }
    made = draft_change(CalendarChange(kind=kind, **words), by="an", at=NOW)
    if submit:
        submit_change(number=made.pk, by="an", at=NOW)
    return made.pk


def previewed(change: int, now: datetime | None = None) -> foreseen.Preview:
    row = change_declared(change)
    assert row is not None
    return foreseen.preview_of(row, now)


def approved(change: int, *, by: str = "binh", moment: datetime = NOW) -> None:
    approve_change(change=change, seen=previewed(change).mark, by=by, at=moment)


def applied(change: int, moment: datetime = NOW, most: int = 100) -> None:
    approved(change, moment=moment)
    while not apply_some(change=change, at=moment, most=most).done:
        pass


def faults() -> list[str]:
    """What the oracle finds of dossiers and the trail."""
    found = [
        *audit.unequal_clocks(),
        *audit.untold_deeds(),
        *audit.unequal_steps(),
        *audit.unreachable_states(),
        *calendar_audit.unkept_calendars(),
        *untrue_notices(),
    ]
    return [*found, *(["chuỗi đứt"] if first_break() is not None else [])]
