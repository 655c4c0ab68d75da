"""A changed calendar: previewed, approved by another, brought to every open dossier once, and to no other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from minhchung.dossiers import actions, audit, foreseen
from minhchung.dossiers.actions.acting import Outdated, Refusal
from minhchung.dossiers.actions.calendaring import apply_some, approve_change
from minhchung.dossiers.models import CalendarTouch, Dossier, Event
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at, in_work, received
from minhchung.ground.notices.models import Notice
from minhchung.organisation.actions import draft_change, submit_change
from minhchung.organisation.calendars import change_declared
from minhchung.organisation.models import CalendarChange
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 7, 8)


@pytest.fixture
def version() -> ProcedureVersion:
    """Five working days: what comes in on Monday 6 April is due on Monday 13 April at 17:30."""
    return an_own_desk()


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


def test_a_holiday_moves_the_promise_and_the_story_says_so(version: ProcedureVersion) -> None:
    dossier = received(version)
    change = a_change()
    (line,) = previewed(change).lines
    assert (line.code, line.before, line.after) == (dossier.code, at("2026-04-13T17:30"), at("2026-04-14T17:30"))
    applied(change)
    dossier.refresh_from_db()
    assert dossier.promised_at == at("2026-04-13T17:30")
    assert dossier.due_at == at("2026-04-14T17:30")
    assert (dossier.revision, dossier.calendar_edition) == (2, 1)
    event = Event.objects.get(dossier=dossier, number=2)
    assert (event.deed, event.by, event.basis) == ("change_calendar", "binh", "QĐ 40/QĐ-UBND")
    assert "Bão đổ bộ" in event.reason
    assert "Lịch làm việc thay đổi (Nghỉ bão số 1" in dossier.explanation.steps
    assert "Nghỉ bão số 1" in dossier.explanation.steps
    assert CalendarTouch.objects.get().due_before_at == at("2026-04-13T17:30")
    assert not list(audit.unequal_clocks()) + list(audit.untold_deeds()) + list(audit.unequal_steps())
