"""The second step of signing in, as deeds: set up, passed, refused, replayed, lost and taken away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.db import connection

from minhchung.ground.accounts import second_step
from minhchung.ground.accounts.models import RecoveryCode, SecondStep, User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.accounts.tests.two_steps import (
    AT,
    PASSWORD,
    an_account,
    code_of,
    deeds_of,
    with_two_steps,
)
from minhchung.ground.knocks.actions import TooOften
from minhchung.ground.knocks.models import Knock
from minhchung.ground.trail.queries import first_break, story_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("later", "passes"),
    [
        pytest.param(-90, False, id="a code of a minute and a half ago"),
        pytest.param(-30, True, id="the telephone is half a minute behind"),
        pytest.param(0, True, id="the code of this moment"),
        pytest.param(30, True, id="the telephone is half a minute ahead"),
        pytest.param(90, False, id="a code of the future"),
    ],
)
def test_a_code_passes_about_its_own_half_minute(later: int, passes: bool) -> None:
    user = an_account()
    secret, _codes = with_two_steps(user)
    at = AT + timedelta(minutes=10)
    code = code_of(secret, at + timedelta(seconds=later))
    if passes:
        assert second_step.try_code(user=user, code=f" {code[:3]} {code[3:]} ", at=at) == "app"
    else:
        with pytest.raises(second_step.NotPassed, match="chưa đúng"):
            second_step.try_code(user=user, code=code, at=at)
        assert deeds_of(user)[-1] == "second_step_refused"


def test_a_code_passes_once_and_none_before_it_passes_afterwards() -> None:
    user = an_account()
    secret, _codes = with_two_steps(user)
    at = AT + timedelta(minutes=10)
    second_step.try_code(user=user, code=code_of(secret, at), at=at)
    for seconds in (0, -30):
        with pytest.raises(second_step.NotPassed, match="đã dùng rồi"):
            second_step.try_code(user=user, code=code_of(secret, at + timedelta(seconds=seconds)), at=at)
    after = at + timedelta(seconds=30)
    assert second_step.try_code(user=user, code=code_of(secret, after), at=after) == "app"


def test_the_code_that_set_it_up_is_used_up() -> None:
    user = an_account()
    secret, _codes = with_two_steps(user)
    with pytest.raises(second_step.NotPassed, match="đã dùng rồi"):
        second_step.try_code(user=user, code=code_of(secret, AT), at=AT)


def test_a_recovery_code_passes_once_however_it_is_typed() -> None:
    user = an_account()
    _secret, codes = with_two_steps(user)
    assert (len(set(codes)), second_step.state_of(user).codes_left) == (10, 10)
    typed = codes[3].lower().replace("-", " ")
    assert second_step.try_code(user=user, code=typed, at=AT) == "recovery_code"
    assert second_step.state_of(user).codes_left == 9
    with pytest.raises(second_step.NotPassed, match="chỉ dùng được một lần"):
        second_step.try_code(user=user, code=codes[3], at=AT)
    other = an_account("binh")
    with_two_steps(other)
    with pytest.raises(second_step.NotPassed):
        second_step.try_code(user=other, code=codes[4], at=AT)


def test_new_recovery_codes_end_the_old_ones() -> None:
    user = an_account()
    _secret, codes = with_two_steps(user)
    fresh = second_step.new_codes(user=user, at=AT)
    with pytest.raises(second_step.NotPassed):
        second_step.try_code(user=user, code=codes[0], at=AT)
    assert second_step.try_code(user=user, code=fresh[0], at=AT) == "recovery_code"


def test_after_eight_wrong_tries_not_even_the_right_code_is_looked_at() -> None:
    user = an_account()
    secret, codes = with_two_steps(user)
    at = AT + timedelta(minutes=10)
    for turn in range(8):
        with pytest.raises(second_step.NotPassed):
            second_step.try_code(user=user, code=f"{turn:06d}x", at=at)
    for right in (code_of(secret, at), codes[0]):
        with pytest.raises(TooOften):
            second_step.try_code(user=user, code=right, at=at)
    with pytest.raises(TooOften):
        second_step.prove_password(user=user, password=PASSWORD, at=at)
    assert deeds_of(user).count("second_step_refused") == 8
    later = at + timedelta(minutes=16)
    assert second_step.try_code(user=user, code=code_of(secret, later), at=later) == "app"


def test_right_codes_are_not_counted_as_tries() -> None:
    user = an_account()
    secret, _codes = with_two_steps(user)
    for turn in range(1, 12):
        at = AT + timedelta(seconds=30 * turn)
        second_step.try_code(user=user, code=code_of(secret, at), at=at)
    assert not Knock.objects.filter(count__gt=0).exists()


def test_setting_up_asks_for_a_code_of_that_very_secret() -> None:
    user = an_account()
    with pytest.raises(second_step.NotPassed):
        with_two_steps_of_another(user)
    assert not SecondStep.objects.exists()
    user.refresh_from_db()
    assert user.second_step is None


def with_two_steps_of_another(user: User) -> None:
    code = code_of(pyotp.random_base32(), AT)
    second_step.set_up(user=user, secret=pyotp.random_base32(), code=code, at=AT)


def test_neither_secret_nor_recovery_code_lies_open_in_the_database_or_the_trail() -> None:
    user = an_account()
    secret, codes = with_two_steps(user)
    second_step.try_code(user=user, code=codes[0], at=AT)
    with connection.cursor() as cursor:
        lain = ""
        for model in (SecondStep, RecoveryCode, User):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            lain += str(cursor.fetchall())
    lain += str([line.details for line in story_of("accounts", "user", user.pk)])
    assert "use_recovery_code" in deeds_of(user)
    for told in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert told not in lain
    assert secret not in str(SecondStep.objects.get().secret)


@pytest.mark.parametrize(
    ("by", "reason", "said"),
    [
        pytest.param("an", "mất máy", "Không tự bỏ", id="one's own"),
        pytest.param("quantri", "  ", "lý do", id="no reason"),
    ],
)
def test_a_second_step_is_reset_by_another_with_a_reason(by: str, reason: str, said: str) -> None:
    user = an_account()
    with_two_steps(user)
    with pytest.raises(second_step.CannotReset, match=said):
        second_step.reset(user=user, reason=reason, by=by, at=AT)
    second_step.reset(user=user, reason=" báo mất máy ", by="quantri", at=AT)
    assert not SecondStep.objects.exists() and not RecoveryCode.objects.exists()
    line = story_of("accounts", "user", user.pk)[-1]
    assert (line.deed, line.by, line.details) == ("reset_second_step", "quantri", {"reason": "báo mất máy"})
    with pytest.raises(second_step.CannotReset, match="chưa có"):
        second_step.reset(user=user, reason="x", by="quantri", at=AT)
    assert first_break() is None


@pytest.mark.parametrize(
    ("role", "demanded", "may"),
    [
        pytest.param(Role.FINANCE, True, True, id="a role that need not"),
        pytest.param(Role.IT, True, False, id="the keeper, in service"),
        pytest.param(Role.IT, False, True, id="the keeper, in demonstration data"),
    ],
)
def test_who_must_sign_in_by_two_steps_cannot_do_without(
    role: Role, demanded: bool, may: bool, settings: Any
) -> None:
    settings.SECOND_STEP_DEMANDED = demanded
    user = an_account(role=role)
    with_two_steps(user)
    if may:
        second_step.drop(user=user, at=AT)
        assert User.objects.get().second_step is None
    else:
        with pytest.raises(second_step.CannotReset, match="không tắt được"):
            second_step.drop(user=user, at=AT)
