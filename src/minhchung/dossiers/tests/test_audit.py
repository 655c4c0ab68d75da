"""The oracle of dossiers: silent over what follows from its dates, and by name over what does not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from minhchung.dossiers import audit
from minhchung.dossiers.models import Dossier, Explanation, Pause
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure
from minhchung.rules.lifecycle import State

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 4, 6, 9, 0)


@pytest.fixture
def dossiers() -> list[Dossier]:
    """One of each kind: early, late, open, waiting, extended, at the door, promised by hand, without a limit."""
    version = a_procedure(a_board())
    asked = MONDAY + timedelta(days=1)
    return [
        a_dossier(version, MONDAY, ended_at=MONDAY + timedelta(days=2)),
        a_dossier(version, MONDAY, ended_at=MONDAY + timedelta(days=20)),
        a_dossier(version, MONDAY),
        a_dossier(version, MONDAY, waits=[(asked, None)]),
        a_dossier(version, MONDAY, waits=[(asked, asked + timedelta(days=3))], ended_at=datetime(2026, 4, 17, 9)),
        a_dossier(version, MONDAY, extended=(datetime(2026, 4, 13, 15), datetime(2026, 4, 20, 17, 30))),
        a_dossier(version, None, filed_at=MONDAY),
        a_dossier(version, MONDAY, promised_at=datetime(2026, 4, 10, 11, 0), ended_at=datetime(2026, 4, 10, 16)),
        a_dossier(version, MONDAY, limit=None, ended_at=datetime(2026, 6, 1, 9)),
        a_dossier(version, MONDAY, waits=[(asked, None)], ended_at=datetime(2026, 5, 4, 9), state=State.WITHDRAWN),
    ]  # fmt: skip


def test_what_follows_from_its_dates_is_passed_over(dossiers: list[Dossier]) -> None:
    assert list(audit.unequal_clocks()) == []
    assert list(audit.unreachable_states()) == []


TAMPERED = [
    pytest.param(0, {"due_at": datetime(2026, 4, 14, 17, 30)}, "hạn hiện hành", id="due day moved"),
    pytest.param(0, {"computed_due_at": datetime(2026, 4, 14)}, "hạn tính theo quy tắc", id="computed day moved"),
    pytest.param(1, {"verdict": "on_time"}, "ghi on_time, tính lại overdue", id="verdict whitewashed"),
    pytest.param(1, {"ended_at": MONDAY + timedelta(days=1)}, "kết quả so với hẹn", id="end moved forward"),
    pytest.param(2, {"promised_at": datetime(2026, 4, 30, 17, 30)}, "diễn giải thời hạn", id="promise moved"),
    pytest.param(4, {"portal_due_at": None}, "cách tính của Cổng quốc gia ghi trống", id="portal's day lost"),
    pytest.param(5, {"extended_until_at": MONDAY}, "không tính lại được", id="extended to a day before the promise"),
    pytest.param(2, {"accepted_at": datetime(2031, 1, 6, 9)}, "2031", id="a year without calendar"),
    pytest.param(0, {"limit": 9}, "hạn tính theo quy tắc", id="pinned limit changed"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes", "said"), TAMPERED)
def test_what_does_not_follow_is_named(
    dossiers: list[Dossier], number: int, changes: dict[str, Any], said: str
) -> None:
    Dossier.objects.filter(pk=dossiers[number].pk).update(**changes)
    (fault,) = audit.unequal_clocks()
    assert fault.startswith(f"{dossiers[number].code}: ") and said in fault


def test_a_lost_pause_and_a_lost_explanation_are_named(dossiers: list[Dossier]) -> None:
    Pause.objects.filter(dossier=dossiers[4]).delete()
    Explanation.objects.filter(dossier=dossiers[0]).delete()
    clocks, states = list(audit.unequal_clocks()), list(audit.unreachable_states())
    assert [fault.split(":")[0] for fault in clocks] == [dossiers[0].code, dossiers[4].code]
    assert "thiếu diễn giải thời hạn" in clocks[0]
    assert states == [
        f"{dossiers[4].code}: trạng thái “Đã xử lý xong” nhưng số lần yêu cầu bổ sung khác số lần đã ghi"
    ]


def test_an_explanation_told_under_another_lawbook_keeps_its_words(dossiers: list[Dossier]) -> None:
    Explanation.objects.filter(dossier=dossiers[0]).update(steps="[]", rules="0" * 64)
    assert list(audit.unequal_clocks()) == []


CONTRADICTED = [
    pytest.param(6, {"state": "2"}, "chưa có thời điểm tiếp nhận", id="accepted without acceptance"),
    pytest.param(2, {"state": "1"}, "đã có thời điểm tiếp nhận", id="at the door, yet accepted"),
    pytest.param(2, {"state": "5"}, "không có lần chờ bổ sung nào đang mở", id="waiting for nothing"),
    pytest.param(3, {"state": "4"}, "còn một lần chờ chưa kết thúc", id="worked on while waiting"),
    pytest.param(0, {"returned_at": MONDAY + timedelta(days=9)}, "trả kết quả", id="returned, yet only finished"),
    pytest.param(2, {"supplements": 3}, "số lần yêu cầu bổ sung", id="more supplements counted than kept"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "changes", "said"), CONTRADICTED)
def test_a_state_that_its_dates_contradict_is_named(
    dossiers: list[Dossier], number: int, changes: dict[str, Any], said: str
) -> None:
    Dossier.objects.filter(pk=dossiers[number].pk).update(**changes)
    faults = list(audit.unreachable_states())
    assert any(fault.startswith(dossiers[number].code) and said in fault for fault in faults), faults
