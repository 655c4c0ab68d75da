"""What units are for: functions, tasks delegated to them, checks to their mending, and the figures over these rows."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions
from minhchung.organisation.duty_imports import DelegatedImporter, DutiesImporter
from minhchung.organisation.models import DelegatedTask, DelegationCheck, Unit, UnitDuty, UnitVersion

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 5, 4, 9)}


@pytest.fixture(autouse=True)
def board() -> Unit:
    """A board."""
    unit = Unit.objects.create(code="BQL", kind="agency", is_home=True)
    UnitVersion.objects.create(unit=unit, name="Ban Quản lý", since=date(2010, 1, 1))
    return unit


def a_task(board: Unit, **more: object) -> DelegatedTask:
    told = {"kind": "decentralised", "task": "Cấp phép xây dựng", "giver": "UBND tỉnh", "document": "QĐ 1",
            "since": date(2026, 1, 20), **more}  # fmt: skip
    return actions.save_delegated(DelegatedTask(taker=board, **told), **DONE)


def a_check(task: DelegatedTask, on: date = date(2026, 3, 2), **more: object) -> DelegationCheck:
    told = {"checker": "Sở Nội vụ", "document": "BC 1", "finding": "Chậm", **more}
    return actions.save_check(DelegationCheck(delegated=task, on=on, **told), **DONE)


@pytest.mark.parametrize(
    ("on", "good"),
    [
        pytest.param(date(2026, 1, 19), False, id="the day before it was given"),
        pytest.param(date(2026, 1, 20), True, id="the day it was given"),
        pytest.param(date(2026, 4, 1), False, id="the day it ended"),
        pytest.param(date(2026, 6, 1), False, id="a day to come"),
    ],
)
def test_a_check_falls_on_a_day_of_its_task(board, on, good):
    task = a_task(board, until=date(2026, 4, 1))
    if good:
        assert a_check(task, on).pk
    else:
        with pytest.raises(ValidationError):
            a_check(task, on)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param({"how": "  "}, "thế nào", id="how is said"),
        pytest.param({"on": date(2026, 3, 1)}, "từ ngày kiểm tra", id="not before the check"),
        pytest.param({"on": date(2026, 5, 5)}, "đến hôm nay", id="not in days to come"),
        pytest.param({"asked": None}, "không yêu cầu", id="nothing was asked for"),
        pytest.param({"twice": True}, "không ghi lại", id="once"),
    ],
)
def test_mending_is_refused_in_words(board, told, words):
    check = a_check(a_task(board), to_mend_by=told.get("asked", date(2026, 4, 1)))
    given = {
        "check": check.pk,
        "on": told.get("on", date(2026, 3, 20)),
        "how": told.get("how", "Đã xong"),
        **DONE,
    }
    if told.get("twice"):
        assert actions.mend(**given).mended_on == date(2026, 3, 20)
        assert [line.deed for line in story_of("organisation", "delegation_check", check.pk)] == [
            "create",
            "mend",
        ]
    with pytest.raises(Refusal, match=words):
        actions.mend(**given)


def test_figures_count_what_was_given_checked_and_mended(board):
    first = a_task(board)
    a_task(board, task="Cũ", since=date(2020, 1, 1), until=date(2025, 1, 1))
    mended = a_check(first, to_mend_by=date(2026, 4, 1))
    a_check(first, date(2026, 3, 9), to_mend_by=date(2026, 4, 1))
    a_check(first, date(2026, 3, 10))
    actions.mend(check=mended.pk, on=date(2026, 3, 20), how="Đã xong", **DONE)
    engine = DjangoEngine(connection)

    def told(key: str, window: str) -> str:
        return answer(REGISTER[f"organisation.{key}"], window_named(window), engine).in_words

    assert told("delegated", "2026") == "1 nhiệm vụ"
    assert [told("delegated_in_force", year) for year in ("2024", "2026")] == ["1 nhiệm vụ"] * 2
    assert told("delegated_in_force", "2025") == "0 nhiệm vụ"
    assert told("delegation_checks", "2026") == "3 lần"
    assert told("delegation_mended", "2026") == "1 trên 2"
    assert answer(REGISTER["organisation.delegation_mended"], window_named("2024"), engine).whole == 0


def run(importer: DutiesImporter | DelegatedImporter, *lines: dict[str, object]) -> list[object]:
    names = list(importer.layout.by_name)
    rows = [Row("S", number, {**dict.fromkeys(names), **line}) for number, line in enumerate(lines, start=2)]
    plans = importer.plan(rows)
    with transaction.atomic():
        trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
    return [(plan.outcome, plan.problems[0].field if plan.problems else "") for plan in plans]


DUTY = {
    "unit": "BQL",
    "kind": "task",
    "number": 1,
    "text": "Cấp phép",
    "decision": "QĐ 1",
    "since": date(2021, 1, 1),
}
TASK = {"kind": "authorised", "task": "Cấp phép", "giver": "UBND", "taker": "Ban Quản lý", "document": "QĐ 2",
        "since": date(2021, 1, 1), "until": date(2027, 1, 1)}  # fmt: skip


@pytest.mark.parametrize(
    ("importer", "line", "expected"),
    [
        pytest.param(DutiesImporter, DUTY, (Outcome.NEW, ""), id="a duty"),
        pytest.param(
            DutiesImporter, {**DUTY, "unit": "?"}, (Outcome.REFUSED, "Đơn vị"), id="an unknown unit"
        ),
        pytest.param(
            DutiesImporter,
            {**DUTY, "until": date(2020, 1, 1)},
            (Outcome.REFUSED, "Đến trước ngày"),
            id="ends early",
        ),
        pytest.param(DelegatedImporter, TASK, (Outcome.NEW, ""), id="an authorisation"),
        pytest.param(
            DelegatedImporter,
            {**TASK, "until": None},
            (Outcome.REFUSED, "Đến trước ngày"),
            id="without an end",
        ),
        pytest.param(
            DelegatedImporter,
            {**TASK, "kind": "decentralised", "until": None},
            (Outcome.NEW, ""),
            id="decentralised",
        ),
    ],
)
def test_sheets_are_imported_once(importer, line, expected):
    assert run(importer(), line) == [expected]
    if expected[0] is Outcome.NEW:
        assert run(importer(), line) == [(Outcome.UNCHANGED, "")]
        assert UnitDuty.objects.count() + DelegatedTask.objects.count() == 1


def test_mending_is_said_on_its_screen(client, board):
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="reform"))
    check = a_check(a_task(board), to_mend_by=date(2026, 4, 1))
    page = client.get(f"/don-vi/kiem-tra-phan-cap/{check.pk}/").content.decode()
    address = f"/don-vi/kiem-tra-phan-cap/{check.pk}/khac-phuc/"
    assert address in page
    assert client.post(address, {"on": "01/03/2026", "how": "Xong"}).status_code == 422
    assert client.post(address, {"on": "20/03/2026", "how": "Xong"}).status_code == 302
    assert address not in client.get(f"/don-vi/kiem-tra-phan-cap/{check.pk}/").content.decode()
