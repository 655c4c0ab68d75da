"""A limit tried on the past: who would have been late, counted from the dossiers that are listed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.dossiers import replayed
from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.replaying import decide, replay
from minhchung.dossiers.models import Dossier, Replay, Replayed
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.accounts.policy import Role
from minhchung.procedures.models import ProcedureVersion

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
