"""The calculator for anybody: the same answer as the command and a receipt; what cannot be answered is said."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from minhchung.config.cli.app import app
from minhchung.dossiers import reckoned
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure

pytestmark = pytest.mark.django_db


def ask(**given):
    page = Client().get(reverse("calculator"), given)
    return page, page.content.decode()


@pytest.mark.parametrize(
    ("accepted", "limit", "unit"),
    [
        pytest.param("2026-01-05T09:15", 7, "working-day", id="a plain week"),
        pytest.param("2026-04-28T16:50", 5, "working-day", id="over the holidays"),
        pytest.param("2026-02-10T10:00", 12, "working-hour", id="working hours over Tet"),
        pytest.param("2026-08-01T08:00", 30, "day", id="received on a Saturday"),
        pytest.param("2026-01-31T08:00", 1, "month", id="a month from its last day"),
    ],
)
def test_the_same_answer_as_the_command_and_as_a_receipt(accepted, limit, unit):
    version = a_procedure(a_board())
    command = ["deadline", "--accepted", accepted, "--limit", str(limit), "--unit", unit, "--json"]
    told = json.loads(CliRunner().invoke(app, command).stdout)
    moment = datetime.fromisoformat(accepted)
    found = reckoned.reckon(accepted_at=moment, limit=limit, unit=unit)
    receipt = a_dossier(version, moment, limit=limit, unit=unit)
    assert found.due_at == datetime.fromisoformat(told["due_at"]) == receipt.promised_at
    assert [step.what for step in found.steps] == [step["what"] for step in told["steps"]]
    page, text = ask(so=limit, don_vi=unit, luc=accepted)
    assert page.status_code == 200 and f"{found.due_at:%H:%M}" in text and f"{found.due_at:%d/%m/%Y}" in text
    assert all(step.cites in text for step in found.steps)


def test_a_posted_procedure_is_offered_with_its_limit():
    version = a_procedure(a_board())
    assert version.name not in ask()[1]
    version.posted_web_on = date(2026, 1, 1)
    version.save()
    choice = f"{version.procedure_id}|"
    assert f'value="{choice}"' in ask()[1]
    page, text = ask(thu_tuc=choice, kenh="online", luc="12/01/2026 09:15")
    assert page.status_code == 200 and "5 ngày làm việc" in text and "17:30 ngày 19/01/2026" in text
    page, text = ask(thu_tuc=choice, luc="05/01/2011 09:15")
    assert page.status_code == 422 and "chưa có hiệu lực" in text


def test_days_off_are_named_and_those_not_decided_are_marked():
    a_board()
    found = reckoned.reckon(accepted_at=datetime(2026, 4, 28, 9), limit=5, unit="working-day")
    assert found.special and not found.unconfirmed
    later = reckoned.reckon(accepted_at=datetime(2027, 2, 1, 9), limit=5, unit="working-day")
    assert later.unconfirmed and "chưa xác nhận" in ask(so=5, luc="01/02/2027 09:00")[1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"so": ""}, "Hãy chọn thủ tục", id="nothing asked"),
        pytest.param({"so": "năm"}, "số nguyên", id="a limit in words"),
        pytest.param({"so": "0"}, "Ghi số từ 1 trở lên", id="no days"),
        pytest.param({"so": "999999999999"}, "Ghi số không quá", id="longer than any law"),
        pytest.param({"so": "5", "don_vi": "week"}, "week", id="a unit that is none"),
        pytest.param({"so": "5", "luc": "hôm qua"}, "Không hiểu thời điểm", id="a moment in words"),
        pytest.param({"so": "5", "luc": "2026-01-05T09:15+07:00"}, "múi giờ", id="a moment with an offset"),
        pytest.param({"so": "5", "luc": "01/01/2099 08:00"}, "2099", id="a year without a calendar"),
        pytest.param({"so": "5", "luc": "05/01/1950 08:00"}, "trước các quy định", id="before the rules"),
        pytest.param({"so": "5", "luc": "01/01/0001 08:00"}, "Năm 0001 không đúng", id="the year one"),
        pytest.param(
            {"so": "2000", "don_vi": "month", "luc": "05/01/2026 08:00"},
            "Lịch hiện có",
            id="into the far future",
        ),
        pytest.param({"thu_tuc": "1; DROP TABLE", "luc": ""}, "DROP TABLE", id="a procedure that is none"),
    ],
)
def test_what_cannot_be_answered_is_said(given, words):
    a_board()
    page, text = ask(**given)
    assert page.status_code == 422 and words in text and "Hạn trả:" not in text


def test_it_leaves_no_session_and_asks_for_none():
    a_board()
    page, text = ask(so=5, luc="05/01/2026 09:15")
    assert "sessionid" not in page.cookies and len(text.encode()) < 100_000
