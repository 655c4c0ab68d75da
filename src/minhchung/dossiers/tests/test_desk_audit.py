"""What the desk wrote stands before the oracle: chains of deeds drawn by chance, and stories tampered with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.dossiers import actions
from minhchung.dossiers.actions.calendaring import apply_some, approve_change, unfinished_runs
from minhchung.dossiers.audit import unequal_clocks, unequal_steps, unreachable_states, untold_deeds
from minhchung.dossiers.calendar_audit import unkept_calendars
from minhchung.dossiers.foreseen import preview_of
from minhchung.dossiers.models import CalendarRun, Dossier, Event
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, in_work, received
from minhchung.ground.trail.queries import first_break
from minhchung.organisation.actions import CannotChange, draft_change, submit_change
from minhchung.organisation.calendars import change_declared
from minhchung.organisation.models import CalendarChange, Unit
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db

#: What may be tried at any moment; the table and the law refuse what does not fit.
TRIED = (
    ("hand_on", {}),
    ("ask_supplement", {"reason": "Thiếu bản vẽ", "basis": "Luật Xây dựng"}),
    ("take_supplement", {}),
    ("ask_payment", {"reason": "Lệ phí", "basis": "Luật Phí"}),
    ("take_payment", {}),
    ("stop_for_a_while", {"reason": "Chờ tòa", "basis": "Luật Đầu tư"}),
    ("resume", {}),
    ("extend", {"reason": "Chờ Bộ", "late_basis": "Bộ trả lời muộn"}),
    ("report_lost", {"reason": "Mất hộ chiếu"}),
    ("finish", {"result": "GP 1", "late_reason": "Chờ Bộ"}),
    ("correct_result", {"reason": "Sai tên"}),
    ("give_back", {}),
    ("withdraw", {"reason": "Đơn xin rút"}),
    ("close_silent", {}),
    ("change_calendar", {}),
    ("correct_calendar", {}),
    ("apply_calendar", {}),
)


def _declared(moment: datetime, hours: int, **told: Any) -> None:
    """A change of the calendar near the moment, approved; its work may stay undone for a while."""
    day = moment.date() + timedelta(days=hours % 9)
    words = {
        "kind": ("holiday", "closure", "swap")[hours % 3],
        "name": "Nghỉ",
        "decision": "QĐ 1",
        "reason": "Bão",
        "since": day,
        "until": day + timedelta(days=1 if hours % 3 == 2 else 1 + hours % 2),
        "worked_on": day + timedelta(days=(12 - day.weekday()) % 7 or 7),
        **told,
    }
    made = draft_change(CalendarChange(**words), by="an", at=moment)
    submit_change(number=made.pk, by="an", at=moment)
    row = change_declared(made.pk)
    assert row is not None
    approve_change(change=made.pk, seen=preview_of(row).mark, by="binh", at=moment)


def _corrected(moment: datetime, hours: int) -> None:
    last = CalendarChange.objects.filter(edition__isnull=False, replaced_by=None).order_by("-edition").first()
    if last is not None:
        _declared(moment, hours, kind="withdrawal" if hours % 2 else "holiday", replaces=last)


def _worked(change: int, moment: datetime) -> None:
    while not apply_some(change=change, at=moment, most=1).done:
        pass


def _applied(moment: datetime, _hours: int) -> None:
    for change in unfinished_runs():
        _worked(change, moment)


CALENDAR: Mapping[str, Callable[[datetime, int], None]] = {
    "change_calendar": _declared,
    "correct_calendar": _corrected,
    "apply_calendar": _applied,
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TRIED) - 1), st.integers(0, 60)), max_size=14))
def test_whatever_is_tried_the_records_follow_from_the_deeds(steps: list[tuple[int, int]]) -> None:
    Dossier.objects.all().delete()
    CalendarRun.objects.all().delete()
    for change in CalendarChange.objects.order_by("-pk"):
        change.delete()
    version = ProcedureVersion.objects.first() or an_own_desk()
    dossier, moment = received(version), at("2026-04-06T09:00")
    boss = an_actor("hoa", approves=True)
    rooms = [unit.pk for unit in Unit.objects.filter(code__in=["MC", "QLDN"])]
    for place, hours in steps:
        name, given_words = TRIED[place]
        moment += timedelta(hours=hours)
        words = dict(given_words)
        if name == "hand_on":
            words["to_unit"] = rooms[hours % 2]
        if name == "extend":
            words["until"] = (moment + timedelta(days=7)).date()
        try:
            if name in CALENDAR:
                CALENDAR[name](moment, hours)
            else:
                getattr(actions, name)(dossier=dossier.pk, revision=None, by=boss, at=moment, **words)
        except (actions.Refusal, CannotChange):
            continue
    for change in unfinished_runs():
        _worked(change, moment)
    assert not list(unequal_clocks())
    assert not list(unequal_steps())
    assert not list(unkept_calendars())
    assert not list(unreachable_states())
    assert not list(untold_deeds())
    assert first_break() is None


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        pytest.param(lambda d: d.events.filter(number=1).delete(), "thiếu việc thứ 1", id="a deed is gone"),
        pytest.param(
            lambda d: d.events.filter(number=2).update(from_state="9"), "khác việc trước", id="a gap"
        ),
        pytest.param(
            lambda d: Dossier.objects.update(state="6"), "không dẫn tới trạng thái", id="a state nobody made"
        ),
        pytest.param(
            lambda d: Event.objects.filter(dossier=d, number=2).delete(),
            "không dẫn tới",
            id="the last deed is gone",
        ),
    ],
)
def test_a_story_that_was_tampered_with_is_found(tamper, words: str) -> None:
    dossier = in_work(an_own_desk())
    assert not list(untold_deeds())
    tamper(dossier)
    (fault,) = untold_deeds()
    assert fault.startswith("NB/2026/000001: ") and words in fault
