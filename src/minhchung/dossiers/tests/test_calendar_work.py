"""The work of a changed calendar: four eyes, killed and taken up again, at once with deeds, and on screen."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import actions, calendar_audit, foreseen
from minhchung.dossiers.actions import calendaring
from minhchung.dossiers.actions.acting import Outdated, Refusal
from minhchung.dossiers.actions.calendaring import apply_some, approve_change
from minhchung.dossiers.models import CalendarRun, CalendarTouch, Dossier, Event
from minhchung.dossiers.tests.calendar_cast import NOW, a_change, applied, approved, faults, previewed
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, in_work, received
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.queries import story_of
from minhchung.organisation.actions import CannotChange, save_office_hours, send_back_change
from minhchung.organisation.calendars import change_declared
from minhchung.organisation.models import CalendarChange, OfficeHours, Unit
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
DUE = at("2026-04-13T17:30")


@pytest.fixture
def version() -> ProcedureVersion:
    """Five working days: what comes in on Monday 6 April is due on Monday 13 April at 17:30."""
    return an_own_desk()


def test_four_eyes_and_what_the_agency_may_not_declare(version: ProcedureVersion) -> None:
    change = a_change()
    with pytest.raises(Refusal, match="không tự duyệt"):
        approved(change, by="an")
    send_back_change(number=change, remark="Ghi rõ văn bản", by="binh", at=NOW)
    with pytest.raises(Refusal, match="không chờ duyệt"):
        approved(change)
    assert not CalendarRun.objects.exists() and change_declared(change).edition == 0
    for kind, told, words in (
        ("holiday", {"since": date(2026, 4, 30)}, "không làm khác ngày nào"),
        ("holiday", {"since": date(2031, 4, 30)}, "chưa có lịch"),
        ("swap", {"since": date(2026, 4, 11), "worked_on": date(2026, 4, 18)}, "đã là ngày nghỉ"),
        ("swap", {"worked_on": date(2026, 4, 10)}, "vốn đã là ngày làm việc"),
        ("worked", {"since": date(2026, 4, 30)}, "Ngày nghỉ theo luật không bỏ được"),
        ("holiday", {"decision": " "}, "văn bản quyết định và lý do"),
    ):
        with pytest.raises(CannotChange, match=words):
            a_change(kind, **told)


def test_a_day_announced_and_not_enacted_may_be_worked(version: ProcedureVersion) -> None:
    dossier = received(version, "2026-11-20T09:00")
    assert dossier.due_at == at("2026-11-30T17:30")
    applied(a_change("worked", since=date(2026, 11, 24)), at("2026-11-20T10:00"))
    dossier.refresh_from_db()
    assert dossier.due_at == at("2026-11-27T17:30")
    assert not faults()


def test_what_the_approver_saw_must_still_be_so(version: ProcedureVersion) -> None:
    received(version)
    change = a_change()
    seen = previewed(change).mark
    received(version)
    with pytest.raises(Outdated, match="nay có 2 hồ sơ"):
        approve_change(change=change, seen=seen, by="binh", at=NOW)
    assert change_declared(change).edition == 0
    approved(change)


def test_the_work_goes_on_where_it_was_killed(
    version: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever call the process is killed in: the same again ends the same, nothing twice."""
    for _number in range(4):
        received(version)
    change = a_change()
    approved(change)
    real, calls = calendaring.catch_up, iter(range(100))

    def killed(*args: Any, **words: Any) -> bool:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **words)

    monkeypatch.setattr(calendaring, "catch_up", killed)
    with pytest.raises(KeyboardInterrupt):
        apply_some(change=change, at=NOW)
    assert CalendarTouch.objects.count() == 2, "what was done before is kept"
    standing = foreseen.standing_of(change)
    assert standing is not None and (standing.touched, standing.left, standing.ended_at) == (2, 4, None)
    with pytest.raises(Refusal, match="chưa áp dụng xong"):
        approved(a_change(since=date(2026, 4, 10)))
    while not apply_some(change=change, at=NOW, most=1).done:
        pass
    assert (CalendarTouch.objects.count(), Event.objects.filter(deed="change_calendar").count()) == (4, 4)
    assert story_of("dossiers", "calendar_run", change)[0].details["touched"] == 4
    assert not faults()


def test_the_page_asks_again_while_it_works_and_says_when_it_is_done(
    version: ProcedureVersion, client: Client
) -> None:
    for _number in range(2):
        received(version)
    change = a_change()
    approved(change)
    apply_some(change=change, at=NOW, most=1)
    sign_in(client, Role.REFORM)
    here = reverse("dossiers:calendar_change", args=[change])
    page = client.get(here).content.decode()
    assert 'id="ap-dung-lich" data-poll="2"' in page and '<progress class="progress"' in page
    assert f'href="{here}">Tải lại tiến độ</a>' in page
    while not apply_some(change=change, at=NOW).done:
        pass
    page = client.get(here).content.decode()
    assert 'id="ap-dung-lich" data-said="Đã áp dụng xong"' in page and "data-poll" not in page
    assert 'role="status" id="tin-ap-dung-lich"' in page


def test_whoever_acts_first_brings_the_calendar_with_him(version: ProcedureVersion) -> None:
    """Between the approval and its turn a dossier is not judged by the calendar of before."""
    dossier = in_work(version)
    received(version)
    change = a_change(since=date(2026, 4, 13))
    approved(change)
    done = actions.finish(
        dossier=dossier.pk, revision=2, result="GP 1", by=an_actor(), at=at("2026-04-14T09:00")
    )
    assert (done.verdict, done.due_at) == ("on_time", at("2026-04-14T17:30"))
    assert [event.deed for event in done.events.order_by("number")][-2:] == ["change_calendar", "finish"]
    with pytest.raises(Outdated, match="vừa được người khác cập nhật"):
        actions.hand_on(
            dossier=dossier.pk, revision=2, to_unit=None, by=an_actor(), at=at("2026-04-14T10:00")
        )
    while not apply_some(change=change, at=at("2026-04-14T10:00")).done:
        pass
    assert CalendarTouch.objects.count() == 2
    assert not faults()


def test_who_looked_before_is_told_that_the_day_moved(version: ProcedureVersion) -> None:
    dossier = in_work(version)
    applied(a_change())
    with pytest.raises(Outdated, match="tính lại hạn vì lịch làm việc thay đổi"):
        actions.finish(
            dossier=dossier.pk, revision=2, result="GP 1", by=an_actor(), at=at("2026-04-07T10:00")
        )


def test_the_past_is_not_judged_again_and_still_reckons(version: ProcedureVersion) -> None:
    """A storm declared afterwards: who had ended keeps his verdict, who is open is no longer late."""
    ended, late = in_work(version), in_work(version)
    actions.finish(
        dossier=ended.pk, revision=2, result="GP", late_reason="Bão", by=an_actor(), at=at("2026-04-14T09:00")
    )
    change = a_change(since=date(2026, 4, 9))
    seen = previewed(change, at("2026-04-14T10:00"))
    assert (len(seen.lines), seen.no_longer_late, seen.falls_late) == (1, 1, 0)
    applied(change, at("2026-04-14T10:00"))
    ended.refresh_from_db()
    late.refresh_from_db()
    assert (ended.verdict, ended.due_at) == ("overdue", DUE)
    assert late.kept_until_at == at("2026-04-15T00:00")
    assert not faults()


def test_tampering_is_found(version: ProcedureVersion) -> None:
    received(version)
    other = received(version)
    applied(a_change())
    CalendarTouch.objects.filter(dossier=other).delete()
    found = [
        fault for fault in calendar_audit.unkept_calendars() if other.code in fault or str(other.pk) in fault
    ]
    assert len(found) == 2
    Dossier.objects.filter(pk=other.pk).update(calendar_edition=0, due_at=DUE, calendar_moves=0)
    assert any("chưa được tính lại" in fault for fault in calendar_audit.unkept_calendars())


def test_on_screen_from_draft_to_done(client: Client, version: ProcedureVersion) -> None:
    dossier = received(version)
    sign_in(client, Role.REFORM)
    typed = {"name": "Nghỉ bão", "decision": "QĐ 40", "reason": "Bão", "since": "09/04/2026"}
    page = client.get(reverse("dossiers:calendar")).content.decode()
    assert "Giỗ Tổ Hùng Vương" in page and "Chưa xác nhận" in page
    refused = client.post(
        reverse("dossiers:calendar_declare", args=["swap"]), {**typed, "worked_on": "10/04/2026"}
    )
    assert refused.status_code == 422 and "vốn đã là ngày làm việc" in refused.content.decode()
    made = client.post(reverse("dossiers:calendar_declare", args=["holiday"]), {**typed, "unconfirmed": "on"})
    assert made.status_code == 302
    shown = client.get(made.url).content.decode()
    assert "17:30 13/04/2026 → 17:30 14/04/2026" in shown and "muộn hơn 1 ngày" in shown
    assert "Chưa xác nhận" in shown and "đếm 5 ngày làm việc" in shown
    change = CalendarChange.objects.get()
    assert dossier.code in b"".join(client.get(f"{made.url}csv/")).decode()
    assert client.post(f"{made.url}duyet/").status_code == 403
    client.post(f"{made.url}trinh/")
    assert client.get(f"{made.url}sua/").status_code == 404
    sign_in(client, Role.LEADER)
    outdated = client.post(f"{made.url}duyet/", {"seen": "another"})
    assert outdated.status_code == 409 and "xem lại rồi duyệt" in outdated.content.decode()
    (seen,) = re.findall(r'name="seen" value="(\w+)"', client.get(made.url).content.decode())
    assert client.post(f"{made.url}duyet/", {"seen": seen}).status_code == 302
    done = client.get(made.url).content.decode()
    assert "1 hồ sơ đã được tính lại hạn" in done and dossier.code in done
    while not apply_some(change=change.pk, at=datetime.now()).done:
        pass
    story = client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()
    assert "tính lại hạn vì lịch làm việc thay đổi" in story and "Nghỉ bão (chưa xác nhận)" in story
    assert not faults()


def test_office_hours_of_an_agency_at_work_change_by_a_declared_change_alone(
    version: ProcedureVersion,
) -> None:
    received(version)
    hours = OfficeHours(
        unit=Unit.objects.get(is_home=True),
        weekly={"mon": "08:00-12:00"},
        cites="QĐ 3",
        since=date(2026, 1, 1),
    )
    with pytest.raises(ValidationError, match="Lịch làm việc"):
        save_office_hours(hours, by="an", at=NOW)
