"""What was reached of the promises: which dossiers count, how long they took, which reasons may be told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from minhchung.dossiers.models import Dossier
from minhchung.dossiers.promise_queries import Reason, first_year, reached, reasons
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.procedures.models import ProcedureVersion
from minhchung.rules.deadlines import Unit
from minhchung.rules.lifecycle import State

pytestmark = pytest.mark.django_db
SPAN = (date(2026, 3, 1), date(2026, 4, 1))


@pytest.fixture
def version() -> ProcedureVersion:
    return a_procedure(a_board())


def only(version: ProcedureVersion) -> Any:
    found = reached(*SPAN)
    assert set(found) <= {version.procedure_id}
    return found.get(version.procedure_id)


def test_dossiers_count_by_their_end_and_open_ones_do_not(version: ProcedureVersion) -> None:
    a_dossier(version, at("2026-02-23T09:00"), ended_at=at("2026-02-28T23:59"))
    a_dossier(version, at("2026-02-23T09:00"), ended_at=at("2026-03-02T09:00"))
    a_dossier(version, at("2026-03-25T09:00"), ended_at=at("2026-04-01T00:00"))
    a_dossier(version, at("2026-03-02T09:00"))
    a_dossier(
        version, None, filed_at=at("2026-03-02T09:00"), ended_at=at("2026-03-03T09:00"), state=State.REFUSED
    )
    one = only(version)
    assert (one.ended, one.late) == (1, 0)
    assert [(str(time), str(limit)) for time, limit in one.times[Unit.WORKING_DAY]] == [
        ("5", "5 ngày làm việc")
    ]
    assert first_year() == 2026


@pytest.mark.parametrize(
    ("limit", "unit", "ended", "waits", "took", "late"),
    [
        pytest.param(
            5, "working-day", "2026-03-09T17:00", (), (Unit.WORKING_DAY, 5), 0, id="on the last day"
        ),
        pytest.param(5, "working-day", "2026-03-10T09:00", (), (Unit.WORKING_DAY, 6), 1, id="a day late"),
        pytest.param(8, "working-hour", "2026-03-02T11:00", (), (Unit.WORKING_HOUR, 2), 0, id="in hours"),
        pytest.param(1, "month", "2026-03-12T09:00", (), (Unit.DAY, 10), 0, id="months are told in days"),
        pytest.param(
            5,
            "working-day",
            "2026-03-16T09:00",
            [("2026-03-04T09:00", "2026-03-11T09:00")],
            (Unit.WORKING_DAY, 3),
            0,
            id="after a supplement it counts from zero",
        ),
        pytest.param(None, "", "2026-03-10T09:00", (), None, 0, id="without a limit no time is told"),
    ],
)
def test_how_long_a_dossier_took(
    version: ProcedureVersion, limit: int | None, unit: str, ended: str, waits: Any, took: Any, late: int
) -> None:
    spans = [(at(since), at(until)) for since, until in waits]
    a_dossier(version, at("2026-03-02T09:00"), ended_at=at(ended), waits=spans, limit=limit, unit=unit)
    one = only(version)
    assert (one.ended, one.late) == (1, late)
    assert [(key, time) for key, rows in one.times.items() for time, _limit in rows] == (
        [took] if took else []
    )


def late_for(version: ProcedureVersion, words: str, times: int, **more: Any) -> None:
    for _each in range(times):
        begun: datetime = at("2026-03-02T09:00") + timedelta(minutes=Dossier.objects.count())
        a_dossier(version, begun, ended_at=at("2026-03-20T09:00"), late_reason=words, **more)


def test_reasons_are_told_when_enough_bear_them_and_they_name_nobody(version: ProcedureVersion) -> None:
    late_for(version, "Chờ cơ quan phối hợp", 6)
    late_for(version, "Hệ thống gián đoạn", 4)
    late_for(version, "Chờ ông Nguyễn Văn Bình ký", 5)
    late_for(version, "Gọi 0912345678 không được", 5)
    late_for(version, "Chờ Công ty Bình Minh nộp phí", 5, applicant_name="Bình Minh")
    assert reasons(*SPAN, version.procedure_id, at_least=5) == (Reason("Chờ cơ quan phối hợp", 6),)


def test_asking_takes_few_queries_however_many_dossiers(
    version: ProcedureVersion, django_assert_max_num_queries: Any
) -> None:
    for _each in range(12):
        a_dossier(version, at("2026-03-02T09:00"), ended_at=at("2026-03-05T09:00"))
    with django_assert_max_num_queries(12):
        reached(*SPAN)
