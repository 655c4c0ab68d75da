"""A changed calendar: previewed, approved by another, brought to every open dossier once, and to no other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.actions.calendaring import apply_some
from minhchung.dossiers.models import CalendarTouch, Dossier, Event
from minhchung.dossiers.tests.calendar_cast import NOW, a_change, applied, faults, previewed
from minhchung.dossiers.tests.cast import a_dossier, a_filing, an_actor, an_own_desk, at, in_work, received
from minhchung.ground.notices.models import Notice
from minhchung.organisation.actions import (
    CannotChange,
)
from minhchung.organisation.calendars import calendar_of
from minhchung.organisation.models import CalendarChange, Unit
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
DUE = at("2026-04-13T17:30")


@pytest.fixture
def version() -> ProcedureVersion:
    """Five working days: what comes in on Monday 6 April is due on Monday 13 April at 17:30."""
    return an_own_desk()


def test_a_holiday_moves_the_promise_and_the_story_says_so(version: ProcedureVersion) -> None:
    dossier = received(version)
    change = a_change()
    (line,) = previewed(change).lines
    assert (line.code, line.before, line.after) == (
        dossier.code,
        at("2026-04-13T17:30"),
        at("2026-04-14T17:30"),
    )
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
    assert not faults()


@pytest.mark.parametrize(
    ("kind", "told", "due"),
    [
        pytest.param("holiday", {}, "2026-04-14T17:30", id="a day off is a day more"),
        pytest.param(
            "holiday", {"until": date(2026, 4, 11)}, "2026-04-15T17:30", id="two days off are two days more"
        ),
        pytest.param(
            "holiday", {"since": date(2026, 4, 14)}, None, id="a day off after the promise moves nothing"
        ),
        pytest.param("holiday", {"since": date(2026, 4, 6)}, None, id="the day of acceptance is not counted"),
        pytest.param(
            "holiday", {"since": date(2026, 4, 3)}, None, id="a day off before acceptance moves nothing"
        ),
        pytest.param(
            "swap",
            {"since": date(2026, 4, 10), "worked_on": date(2026, 4, 11)},
            None,
            id="a swap within the limit gives what it takes",
        ),
        pytest.param(
            "swap",
            {"since": date(2026, 4, 20), "worked_on": date(2026, 4, 11)},
            "2026-04-11T17:30",
            id="a Saturday worked for a later Monday brings the promise forward",
        ),
        pytest.param(
            "swap",
            {"since": date(2026, 4, 9), "worked_on": date(2026, 4, 18)},
            "2026-04-14T17:30",
            id="a Thursday off for a later Saturday puts it back",
        ),
        pytest.param(
            "closure", {"until": date(2026, 4, 10)}, "2026-04-14T17:30", id="the agency alone is closed"
        ),
        pytest.param(
            "closure",
            {"since": date(2026, 4, 13), "until": date(2026, 4, 14), "hours": "07:30-11:30"},
            "2026-04-13T11:30",
            id="closed from noon of the last day, the promise is noon",
        ),
        pytest.param(
            "hours",
            {"weekly": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-12:00,13:00-17:00")},
            "2026-04-13T17:00",
            id="an office that closes at five promises five",
        ),
        pytest.param(
            "hours",
            {"weekly": dict.fromkeys(("mon", "tue", "wed", "thu"), "07:30-12:00,13:00-18:30")},
            "2026-04-14T18:30",
            id="an office closed on Fridays needs a day more",
        ),
    ],
)
def test_what_a_change_does_to_a_promise(
    version: ProcedureVersion, kind: str, told: dict[str, Any], due: str | None
) -> None:
    dossier = received(version)
    if kind in ("closure", "hours"):
        told = {**told, "unit": Unit.objects.get(is_home=True)}
    change = a_change(kind, **told)
    seen = previewed(change)
    assert [line.after for line in seen.lines] == ([at(due)] if due else [])
    applied(change)
    dossier.refresh_from_db()
    assert dossier.due_at == (at(due) if due else DUE)
    assert dossier.promised_at == DUE
    assert dossier.revision == (2 if due else 1)
    assert not faults()
    fresh = received(version)
    assert fresh.due_at == dossier.due_at == fresh.promised_at, "who comes now is promised the same day"


def test_only_open_dossiers_of_the_own_desk_are_touched(version: ProcedureVersion) -> None:
    done = in_work(version)
    actions.finish(dossier=done.pk, revision=2, result="GP 1", by=an_actor(), at=at("2026-04-06T16:00"))
    registered = actions.register(
        filing=a_filing(version, channel="online"), by=an_actor(), at=at("2026-04-06T09:00")
    )
    province = a_dossier(version, at("2026-04-06T09:00"), code="H40.1")
    late_in_april = received(version, "2026-04-20T09:00")
    open_one = received(version)
    before = list(Dossier.objects.exclude(pk=open_one.pk).order_by("pk").values())
    change = a_change()
    seen = previewed(change)
    assert ([line.code for line in seen.lines], seen.watched, seen.later) == ([open_one.code], 1, 1)
    applied(change)
    assert list(Dossier.objects.exclude(pk=open_one.pk).order_by("pk").values()) == before
    assert {registered.code, province.code, late_in_april.code}.isdisjoint(
        CalendarTouch.objects.values_list("dossier__code", flat=True)
    )
    assert not faults()


def test_the_applicant_is_told_once(version: ProcedureVersion) -> None:
    filing = a_filing(version, applicant_email="a@example.vn")
    actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"))
    change = a_change()
    applied(change)
    apply_some(change=change, at=NOW)
    (notice,) = Notice.objects.filter(occasion="calendar")
    assert "17:30 ngày 14/04/2026" in notice.body and "Bão đổ bộ" in notice.body


def test_who_waits_is_told_no_day_and_gets_it_when_the_wait_ends(version: ProcedureVersion) -> None:
    filing = a_filing(version, applicant_email="a@example.vn")
    dossier = actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"))
    actions.hand_on(dossier=dossier.pk, revision=1, to_unit=None, by=an_actor(), at=at("2026-04-06T10:00"))
    actions.ask_supplement(
        dossier=dossier.pk, revision=2, reason="Thiếu bản vẽ", by=an_actor(), at=at("2026-04-07T08:00")
    )
    change = a_change()
    seen = previewed(change)
    assert seen.waiting == len(seen.lines)
    applied(change, at("2026-04-07T09:00"))
    assert "Hẹn trả kết quả mới" not in "".join(
        Notice.objects.filter(occasion="calendar").values_list("body", flat=True)
    )
    dossier = actions.take_supplement(
        dossier=dossier.pk, revision=None, by=an_actor(), at=at("2026-04-07T15:00")
    )
    assert dossier.due_at == at("2026-04-15T17:30")
    assert not faults()


def test_an_appointed_day_that_becomes_a_day_of_rest_moves_to_the_next(version: ProcedureVersion) -> None:
    dossier = in_work(version)
    actions.extend(
        dossier=dossier.pk,
        revision=2,
        until=date(2026, 4, 20),
        reason="Chờ Bộ",
        by=an_actor(),
        at=at("2026-04-07T07:45"),
    )
    applied(a_change(since=date(2026, 4, 20)))
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.extended_until_at) == (at("2026-04-21T17:30"), at("2026-04-20T17:30"))
    applied(a_change("withdrawal", since=None, replaces=CalendarChange.objects.get()), at("2026-04-07T09:00"))
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.calendar_moves) == (at("2026-04-20T17:30"), 2)
    assert not faults()


def test_a_withdrawn_day_brings_every_promise_back_by_a_deed_of_its_own(version: ProcedureVersion) -> None:
    dossier = received(version)
    first = a_change()
    applied(first)
    later = received(version, "2026-04-07T09:00")
    applied(
        a_change("withdrawal", since=None, replaces=CalendarChange.objects.get(pk=first)),
        at("2026-04-07T10:00"),
    )
    dossier.refresh_from_db()
    later.refresh_from_db()
    assert (dossier.due_at, later.due_at) == (DUE, at("2026-04-14T17:30"))
    assert later.promised_at == at("2026-04-15T17:30")
    deeds = Event.objects.filter(deed="change_calendar").order_by("pk")
    assert [(each.due_before_at, each.due_after_at) for each in deeds if each.dossier_id == dossier.pk] == [
        (DUE, at("2026-04-14T17:30")),
        (at("2026-04-14T17:30"), DUE),
    ]
    with pytest.raises(CannotChange, match="chưa bị thay"):
        a_change("withdrawal", since=None, replaces=CalendarChange.objects.get(pk=first))
    assert not faults()


def test_a_declared_day_is_corrected_by_one_that_takes_its_place(version: ProcedureVersion) -> None:
    received(version)
    first = a_change()
    applied(first)
    right = a_change(since=date(2026, 4, 10), replaces=CalendarChange.objects.get(pk=first))
    applied(right, at("2026-04-07T09:00"))
    calendar = calendar_of(Unit.objects.get(is_home=True))
    assert calendar.is_working_day(date(2026, 4, 9)) and not calendar.is_working_day(date(2026, 4, 10))
    assert Dossier.objects.get().due_at == at("2026-04-14T17:30")
    assert not faults()
