"""The command that takes a second step away: for the keeper who is alone and has lost his telephone."""

from __future__ import annotations

from datetime import datetime

import pyotp
import pytest

from minhchung.config.cli import resetting
from minhchung.ground.accounts import actions, second_step
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.queries import story_of

AT = datetime(2026, 8, 27, 8, 0)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeper(monkeypatch: pytest.MonkeyPatch) -> User:
    """The only account of role IT, with a second step; Django is running already and its tables are there."""
    monkeypatch.setattr(resetting, "start_django", lambda _folder: None)
    monkeypatch.setattr(resetting, "migrate", lambda: None)
    keeper = actions.create_user(
        username="quantri", full_name="X", role=Role.IT, password="bốn mùa xuân hạ 26", by="cài đặt", at=AT
    )
    secret = pyotp.random_base32()
    second_step.set_up(user=keeper, secret=secret, code=pyotp.TOTP(secret).at(AT), at=AT)
    return keeper


def ended(username: str, reason: str) -> object:
    with pytest.raises(SystemExit) as end:
        resetting.run_reset(username, reason=reason, data_dir=None)
    return end.value.code


def test_it_is_taken_away_and_stands_in_the_trail(keeper: User, capsys: pytest.CaptureFixture[str]):
    assert ended("quantri", "mất máy") == 0
    assert "Đã bỏ bước hai của quantri" in capsys.readouterr().out
    line = story_of("accounts", "user", keeper.pk)[-1]
    assert (line.deed, line.by, line.details) == ("reset_second_step", "dòng lệnh", {"reason": "mất máy"})
    keeper.refresh_from_db()
    assert keeper.second_step is None


@pytest.mark.parametrize(
    ("username", "reason", "said"),
    [
        pytest.param("khong.co", "mất máy", "Không có tài khoản khong.co", id="an unknown account"),
        pytest.param("quantri", " ", "Hãy ghi lý do", id="no reason"),
    ],
)
def test_it_is_refused_in_words(
    keeper: User, username: str, reason: str, said: str, capsys: pytest.CaptureFixture[str]
):
    assert ended(username, reason) == 1
    assert said in capsys.readouterr().err
    keeper.refresh_from_db()
    assert keeper.second_step is not None
