"""A limit tried on the past: who would have been late, counted from the dossiers that are listed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import replayed
from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.replaying import decide, replay
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Replay, Replayed, StepRun
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.dossiers.whereabouts import Stay, slowest, spent_in
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.queries import story_of
from minhchung.procedures.models import ProcedureVersion, Process

pytestmark = pytest.mark.django_db
MONDAY = "2026-04-06T09:00"


@pytest.fixture
def version() -> ProcedureVersion:
    """Five working days; accepted on Monday: done on Wednesday, on Friday, on the last day, late, waiting, open."""
    found = a_procedure(a_board())
    a_dossier(found, at(MONDAY), code="quick", ended_at=at("2026-04-08T16:00"))
    a_dossier(found, at(MONDAY), code="friday", ended_at=at("2026-04-10T16:00"))
    a_dossier(found, at(MONDAY), code="last day", ended_at=at("2026-04-13T16:00"))
    a_dossier(found, at(MONDAY), code="late", ended_at=at("2026-04-15T16:00"))
    waits = [(at("2026-04-07T09:00"), at("2026-04-09T09:00"))]
    a_dossier(found, at(MONDAY), code="waited", ended_at=at("2026-04-14T16:00"), waits=waits)
    a_dossier(found, at(MONDAY), code="open")
    a_dossier(found, at("2026-05-11T09:00"), code="another month", ended_at=at("2026-05-20T16:00"))
    return found


def tried(version: ProcedureVersion, limit: int = 3, unit: str = "working-day") -> Replay:
    return replay(
        procedure=version.procedure_id,
        since=date(2026, 4, 1),
        until=date(2026, 5, 1),
        limit=limit,
        unit=unit,
        by="an",
        at=datetime(2026, 6, 1, 8),
    )


def test_the_numbers_are_those_of_the_dossiers_listed(version: ProcedureVersion) -> None:
    made = tried(version)
    assert replayed.outcome(made.pk) == replayed.Outcome(tried=5, late_then=1, late_now=3, newly=2)
    assert [line.code for line in replayed.newly_late(made.pk)] == ["friday", "last day"]
    (unit,) = replayed.by_unit(made.pk)
    assert (unit.name, unit.outcome) == ("Ban Quản lý", replayed.outcome(made.pk))


def test_a_wait_restarts_the_tried_limit_as_it_did_the_real_one(version: ProcedureVersion) -> None:
    made = tried(version)
    found = Replayed.objects.get(replay=made, dossier__code="waited")
    assert (found.due_at, found.verdict) == (datetime(2026, 4, 14, 17, 30), "on_time")


def test_the_same_limit_changes_nothing_and_no_dossier_is_touched(version: ProcedureVersion) -> None:
    before = list(Dossier.objects.order_by("id").values())
    made = tried(version, 5)
    assert replayed.outcome(made.pk).newly == 0
    assert not Replayed.objects.filter(replay=made).exclude(verdict_then="overdue").filter(verdict="overdue")
    assert list(Dossier.objects.order_by("id").values()) == before


def test_what_cannot_be_tried_is_told(version: ProcedureVersion) -> None:
    other = a_procedure(version.procedure.settled_by, key="2.000001", name="Khác")
    with pytest.raises(Refusal, match="Không có hồ sơ đã giải quyết nào"):
        tried(other)
    with pytest.raises(Refusal, match="số nguyên dương"):
        tried(version, 0)
    assert not Replay.objects.exists()


def test_what_was_decided_is_kept_with_it(version: ProcedureVersion) -> None:
    made = tried(version)
    with pytest.raises(Refusal, match="Phải ghi"):
        decide(trial=made.pk, decision=" ", by="an", at=datetime(2026, 6, 2))
    decide(trial=made.pk, decision="Cắt còn 4 ngày, QĐ 20/QĐ-BQL", by="an", at=datetime(2026, 6, 2))
    assert Replay.objects.get().decision == "Cắt còn 4 ngày, QĐ 20/QĐ-BQL"


def test_on_screen(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.REFORM)
    url = reverse("dossiers:trials")
    typed = {"limit": "3", "unit": "working-day", "since": "01/04/2026", "until": "01/05/2026"}
    answer = client.post(url, {**typed, "procedure": str(version.procedure_id)})
    assert answer.status_code == 302
    text = client.get(answer.url).content.decode()
    assert "60\xa0%" in text and "3 trên 5 hồ sơ" in text and "2 hồ sơ sẽ thành quá hạn" in text
    client.post(f"{answer.url}quyet-dinh/", {"decision": "Giữ nguyên"})
    assert "Giữ nguyên" in client.get(url).content.decode()
    refused = client.post(url, {**typed, "procedure": str(version.procedure_id), "until": "01/04/2026"})
    assert refused.status_code == 422 and "phải sau" in refused.content.decode()
    sign_in(client, Role.FINANCE)
    assert client.post(f"{answer.url}quyet-dinh/", {"decision": "Khác"}).status_code == 403
    sign_in(client, Role.PROVINCE)
    refused = client.post(url, {**typed, "procedure": str(version.procedure_id)})
    assert refused.status_code == 403 and Replay.objects.count() == 1
    seen = client.get(url).content.decode()
    assert "Giữ nguyên" in seen and 'method="post" novalidate' not in seen


def in_steps(found: Dossier, *steps: tuple[int, str, str, int, str, str]) -> None:
    """Stays in steps: number, name, unit, minutes allowed, from when, until when."""
    process = Process.objects.get_or_create(version=found.version, since=date(2020, 1, 1), decision="QĐ 7")[0]
    for place, (number, name, unit, minutes, since, until) in enumerate(steps, start=1):
        StepRun.objects.create(
            dossier=found, process=process, place=place, number=number, name=name, unit_name=unit,
            minutes=minutes, begun_at=at(since), ended_at=at(until),
        )  # fmt: skip


@pytest.fixture
def stepped(version: ProcedureVersion) -> ProcedureVersion:
    """Of the two that become late under three days, one lay with the room, one with the leader."""
    in_steps(
        Dossier.objects.get(code="friday"),
        (1, "Tiếp nhận", "Một cửa", 240, "2026-04-06T09:00", "2026-04-06T11:00"),
        (2, "Thẩm định", "Phòng Đầu tư", 960, "2026-04-06T11:00", "2026-04-10T16:00"),
    )
    in_steps(
        Dossier.objects.get(code="last day"),
        (1, "Tiếp nhận", "Một cửa", 240, "2026-04-06T09:00", "2026-04-07T11:00"),
        (3, "Ký duyệt", "Lãnh đạo", 120, "2026-04-07T11:00", "2026-04-13T16:00"),
    )
    return version


def test_it_says_at_which_step_in_which_unit_and_where_the_time_went(stepped: ProcedureVersion) -> None:
    made = tried(stepped)
    lines = replayed.newly_late(made.pk)
    assert [(line.code, line.step, line.step_unit) for line in lines] == [
        ("friday", "2. Thẩm định", "Phòng Đầu tư"),
        ("last day", "3. Ký duyệt", "Lãnh đạo"),
    ]
    # Friday: 0.5 h of Monday morning, its afternoon, three days and 6.5 h of Friday, less the 16 hours allowed.
    assert [(line.slowest.name, line.slowest.over) for line in lines if line.slowest] == [
        ("Thẩm định", 30 + 240 + 3 * 480 + 390 - 960),
        ("Ký duyệt", 30 + 240 + 3 * 480 + 390 - 120),
    ]
    steps = {
        each.name: (each.held, each.passed, each.minutes, each.allowed) for each in replayed.by_step(made.pk)
    }
    assert steps["Tiếp nhận"] == (0, 2, (120 + 150 + 240 + 210) // 2, 240)
    assert steps["Thẩm định"][:2] == steps["Ký duyệt"][:2] == (1, 1)
    assert replayed.without_step(made.pk) == 0


def test_a_wait_is_not_the_time_of_a_step() -> None:
    calendar = Homes().workshop_of(a_board()).calendar
    assert calendar is not None
    stays = [Stay(1, "Thẩm định", "", at("2026-04-06T07:30"), at("2026-04-08T17:30"), 480)]
    waits = [(at("2026-04-07T07:30"), at("2026-04-08T07:30"))]
    (spent,) = spent_in(stays, waits, at("2026-04-08T17:30"), calendar)
    assert (spent.minutes, spent.over) == (960, 480)
    assert slowest([replace(spent, minutes=400)]) is None


def test_the_curve_counts_the_same_dossiers_under_other_limits(version: ProcedureVersion) -> None:
    made = tried(version)
    assert made.current_limit == 5
    points = {point.limit: point.late for point in replayed.curve(made.pk)}
    assert points == {3: 3, 4: 2, 5: 1}
    for limit, late in points.items():
        assert replayed.outcome(tried(version, limit).pk).late_now == late
    assert replayed.curve(tried(version, 1).pk)[0] == replayed.Point(1, 5)


def test_the_list_is_narrowed_paged_and_exported(
    client: Client, stepped: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tried(stepped)
    sign_in(client, Role.REFORM)
    page = reverse("dossiers:trial", args=[made.pk])
    text = client.get(page, {"buoc": "Ký duyệt"}).content.decode()
    table = text[text.index("thanh-qua-han") :]
    assert "last day" in table and "friday" not in table
    told = b"".join(client.get(f"{page}csv/", {"buoc": "Ký duyệt"})).decode()
    assert told.count("\r\n") == 2 and "last day" in told and "3. Ký duyệt" in told
    monkeypatch.setattr("minhchung.dossiers.web.replaying.PAGE", 1)
    assert "friday" not in client.get(page, {"trang": "2"}).content.decode().split("thanh-qua-han")[-1]
    curve = client.get(page).content.decode()
    assert "<svg" in curve and "Tỷ lệ quá hạn theo từng thời hạn" in curve


def test_the_document_may_follow_later_and_the_procedure_leads_to_its_trials(
    client: Client, version: ProcedureVersion
) -> None:
    made = tried(version)
    sign_in(client, Role.REFORM)
    page = reverse("dossiers:trial", args=[made.pk])
    client.post(f"{page}quyet-dinh/", {"decision": "Cắt còn 4 ngày"})
    refused = client.post(f"{page}quyet-dinh/", {"decision": "Cắt còn 4 ngày", "on": "01/07/2026"})
    assert refused.status_code == 422 and "phải ghi số văn bản" in refused.content.decode()
    client.post(
        f"{page}quyet-dinh/", {"decision": "Cắt còn 4 ngày", "number": "QĐ 20/QĐ-BQL", "on": "01/07/2026"}
    )
    deeds = [line.deed for line in story_of("dossiers", "replay", made.pk)]
    assert deeds == ["replay", "decide", "decide"]
    procedure = client.get(reverse("procedures:procedure_version", args=[version.pk])).content.decode()
    (link,) = re.findall(r'href="([^"]*thu-tuc=[^"]*)"', procedure)
    assert "QĐ 20/QĐ-BQL, 01/07/2026" in client.get(link).content.decode()
    assert "QĐ 20/QĐ-BQL" not in client.get(reverse("dossiers:trials"), {"thu-tuc": "999"}).content.decode()


def test_only_procedures_with_something_to_try_it_on_are_offered(version: ProcedureVersion) -> None:
    a_dossier(a_procedure(version.procedure.settled_by, key="1.000999"), at(MONDAY), code="alone, open")
    judged = [(number, many) for number, _name, many in replayed.judged_procedures()]
    assert judged == [(version.procedure_id, 6)]
